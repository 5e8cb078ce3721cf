"""An edited script and a board that a person has arranged: which panels go on, and in which order they stand. Pure."""

from collections.abc import Iterable, Sequence

import msgspec

from kadr import birth, story
from kadr.board import Board, Panel, Shot

PLACES = ("scene", "line", "page")
"""Where a beat stands in the script: also a locked panel follows that."""


def retold(board: Board, shots: Sequence[Shot]) -> Board:
    """The board with every shot in the panel it continues, or in a new one.

    Removed panels' beats do not come back; panels put in by hand, and locked ones whose beat is gone, stay behind the
    panel they followed. Where a person has reordered, their order is kept, and new panels follow their predecessor in
    the script."""
    olds = in_script_order(board)
    gone = {panel.id for panel in board.removed}
    taken = {panel.id for panel in board.panels} | gone
    ids, born = birth.panel_ids(board.seed, board.born, set(taken)), board.born
    told: list[Panel] = []
    for shot, earlier in zip(shots, story.align([panel.shot for panel in olds], shots), strict=True):
        if earlier is None:
            panel_id, born = next(ids)
            told.append(Panel(id=panel_id, seed=birth.panel_seed(board.seed, panel_id), shot=shot))
        else:
            told.append(_continued(olds[earlier], shot))
    now = {panel.id: panel for panel in told}
    staying = {panel.id: panel for panel in board.panels if panel.id not in now and (panel.by_hand or panel.locked)}
    present = [panel.id for panel in board.panels]
    live = [panel.id for panel in told if panel.id not in gone]
    order = _arranged(live, present) if is_arranged(board) else live
    order = behind(order, present, staying)
    known = staying | now
    locked = {panel_id for panel_id, panel in staying.items() if not panel.by_hand}
    script = behind([panel.id for panel in told], [panel.id for panel in olds], locked)
    removed = tuple(panel for panel in told if panel.id in gone)
    after = msgspec.structs.replace(board, panels=tuple(known[one] for one in order), removed=removed, born=born)
    by_script = [panel.id for panel in after.panels if not panel.by_hand]
    return msgspec.structs.replace(after, told=tuple(script) if script != by_script else ())


def in_script_order(board: Board) -> list[Panel]:
    """The panels that a script tells, also those that were removed, as they stood in it."""
    panels = [panel for panel in board.panels if not panel.by_hand]
    if not board.told:
        return panels
    places = {panel_id: place for place, panel_id in enumerate(board.told)}
    return sorted([*panels, *board.removed], key=lambda panel: places.get(panel.id, len(places)))


def is_arranged(board: Board) -> bool:
    """Whether a person's order is another than the script's."""
    gone = {panel.id for panel in board.removed}
    script = [panel.id for panel in in_script_order(board) if panel.id not in gone]
    return script != [panel.id for panel in board.panels if not panel.by_hand]


def behind(order: Sequence[str], before: Sequence[str], staying: Iterable[str]) -> list[str]:
    """`order` with each of `staying` behind whom it followed in `before`, or the nearest before that is there."""
    found, known = list(order), set(order)
    wanted = set(staying)
    last = -1  # of `found`: the place of the nearest so far
    for panel_id in before:
        if panel_id in known:
            last = found.index(panel_id)
        elif panel_id in wanted:
            last += 1
            found.insert(last, panel_id)
    return found


def _arranged(live: Sequence[str], present: Sequence[str]) -> list[str]:
    """Those who go on as a person ordered them; a new one behind its predecessor in the script, or before its successor
    where it has none."""
    going = set(live)
    known = set(present)
    order = [panel_id for panel_id in present if panel_id in going]
    previous = None
    for place, panel_id in enumerate(live):
        if panel_id not in known:
            follower = next((one for one in live[place:] if one in known), None)
            before = order.index(follower) if follower else 0
            order.insert(order.index(previous) + 1 if previous else before, panel_id)
        previous = panel_id
    return order


def _continued(panel: Panel, shot: Shot) -> Panel:
    """The panel with its beat as it is told now; a locked one stays as it is."""
    if panel.locked:
        places = {name: getattr(shot, name) for name in PLACES}
        return msgspec.structs.replace(panel, shot=msgspec.structs.replace(panel.shot, **places))
    carried = story.carry(panel.shot, shot)
    read = story.carry(panel.read, shot) if panel.read else shot
    return msgspec.structs.replace(panel, shot=carried, read=read if carried.is_set_by_hand() else None)
