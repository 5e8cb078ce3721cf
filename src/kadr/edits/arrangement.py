"""What a person does with whole panels: orders, adds, takes away, approves, locks and chooses. Pure."""

from collections.abc import Sequence

import msgspec

from kadr import birth, story
from kadr.board import Board, Character, Panel, Removed, Shot
from kadr.errors import BadUse, NotThere
from kadr.messages import say
from kadr.script import Form

CONTINUED = ("place", "interior", "time", "weather")
"""What an added panel has from the one before it, where its own words do not say."""


def find(board: Board, name: str) -> Panel:
    """The panel of that id or number. Raises `NotThere` with the numbers there are."""
    found = board.panel(name)
    if found is None:
        raise NotThere(say("wiring.no-panel", target=name[:60], known=", ".join(board.numbers()[:40])))
    return found


def reorder(board: Board, names: Sequence[str]) -> Board:
    """The board with its panels in the order of `names`, each there once. Raises `BadUse`, `NotThere`."""
    panels = tuple(find(board, name) for name in names)
    numbers = dict(zip((panel.id for panel in board.panels), board.numbers(), strict=True))
    missing = numbers.keys() - {panel.id for panel in panels}
    if missing or len(panels) != len(board.panels):
        twice = [numbers[panel.id] for place, panel in enumerate(panels) if panel in panels[:place]]
        lacking = [number for panel_id, number in numbers.items() if panel_id in missing]
        raise BadUse(say("arrange.order", missing=", ".join(lacking) or "—", twice=", ".join(twice) or "—"))
    return msgspec.structs.replace(board, panels=panels, arranged=True)


def move(board: Board, name: str, before: str | None) -> Board:
    """The board with one panel before another; None: at the end."""
    panel = find(board, name)
    others = [other for other in board.panels if other.id != panel.id]
    target = find(board, before) if before is not None else None
    if target and target.id == panel.id:
        return board
    place = others.index(target) if target else len(others)
    return msgspec.structs.replace(board, panels=(*others[:place], panel, *others[place:]), arranged=True)


def insert(board: Board, text: str, after: str | None) -> Board:
    """The board with a new panel of what `text` says, read as a line of prose, behind panel `after`; None: in front.
    Raises `BadScript` where there is nothing in it to draw."""
    place = board.panels.index(find(board, after)) + 1 if after is not None else 0
    beside = board.panels[max(0, place - 1)].shot
    shot = _read(text, beside, board.cast)
    ids = birth.panel_ids(board.seed, board.born, {panel.id for panel in board.panels})
    panel_id, born = next(ids)
    panel = Panel(id=panel_id, seed=birth.panel_seed(board.seed, panel_id), shot=shot, added=True)
    return msgspec.structs.replace(board, panels=(*board.panels[:place], panel, *board.panels[place:]), born=born)


def _read(text: str, beside: Shot, cast: Sequence[Character]) -> Shot:
    """One line of text as a shot that goes on in the scene of `beside`."""
    script = story.read(" ".join(text.split()).encode(), name="-", form=Form.LINES)
    shot = story.break_down(script, cast).shots[0]
    same = {"scene": beside.scene, "heading": beside.heading, "line": 0, "page": 0}
    read = {field for field in CONTINUED if field in shot.sources}
    same |= {field: getattr(beside, field) for field in CONTINUED if field not in read}
    return msgspec.structs.replace(shot, **same)


def remove(board: Board, names: Sequence[str]) -> Board:
    """The board without some panels; what they told does not come back with the script. Raises `BadUse` for the last
    panel and for one that is locked."""
    panels = [find(board, name) for name in names]
    gone = {panel.id for panel in panels}
    numbers = dict(zip((panel.id for panel in board.panels), board.numbers(), strict=True))
    for panel in panels:
        refuse_locked(panel, numbers[panel.id])
    left = tuple(panel for panel in board.panels if panel.id not in gone)
    if not left:
        raise BadUse(say("arrange.last"))
    told = tuple(Removed(shot=panel.shot) for panel in board.panels if panel.id in gone and not panel.added)
    return msgspec.structs.replace(board, panels=left, removed=(*board.removed, *told))


def approve(board: Board, name: str, *, yes: bool) -> Board:
    """The board with a panel approved, or not any more."""
    return _with(board, msgspec.structs.replace(find(board, name), approved=yes))


def lock(board: Board, name: str, *, yes: bool) -> Board:
    """The board with a panel locked: neither edits nor the script nor a render change what it shows."""
    return _with(board, msgspec.structs.replace(find(board, name), locked=yes))


def choose(board: Board, name: str, key: str) -> Board:
    """The board in which a panel shows the take `key` by a person's choice. Raises `BadUse` where it is locked."""
    panel = find(board, name)
    refuse_locked(panel, name)
    return _with(board, msgspec.structs.replace(panel, chosen=key, picked=True))


def refuse_locked(panel: Panel, number: str) -> None:
    """Raises `BadUse` for a panel that is locked."""
    if panel.locked:
        raise BadUse(say("arrange.locked", number=number))


def _with(board: Board, panel: Panel) -> Board:
    panels = tuple(panel if other.id == panel.id else other for other in board.panels)
    return msgspec.structs.replace(board, panels=panels)
