"""What a person does to the panels of a board as a whole: order, put in, take out, approve, lock. Pure: a board goes
in, a board comes out; staging what is new is the composition's."""

from collections.abc import Sequence

import msgspec

from kadr import birth, story
from kadr.board import Board, Origin, Panel, Shot, Source, Start
from kadr.edits.retelling import in_script_order
from kadr.errors import BadUse, NotNow, NotThere
from kadr.messages import say
from kadr.script import Form

LONGEST_TEXT = 2000
"""Letters of a panel's text."""

SETTING = ("place", "interior", "time", "weather")
"""What a panel has from its neighbour where its text says nothing of it."""


def panel_of(board: Board, target: str) -> Panel:
    """The panel by its number or id. Raises `NotThere` with the numbers there are."""
    found = board.panel(target)
    if found is None:
        raise NotThere(say("arrange.no-panel", target=target[:60], known=", ".join(board.numbers())))
    return found


def open_to_edits(panel: Panel, board: Board) -> None:
    """Raises `NotNow` if the panel is locked."""
    if panel.locked:
        number = board.numbers()[board.panels.index(panel)]
        raise NotNow(say("arrange.locked", number=number))


def reorder(board: Board, ids: Sequence[str]) -> Board:
    """The board with its panels in this order, each named once by its id or number. Raises `BadUse` naming who is
    missing, or there twice."""
    wanted = [panel_of(board, one) for one in ids]
    names = [panel.id for panel in wanted]
    numbers = dict(zip((panel.id for panel in board.panels), board.numbers(), strict=True))
    missing = [number for panel_id, number in numbers.items() if panel_id not in names]
    twice = sorted({numbers[name] for name in names if names.count(name) > 1})
    if missing or twice:
        facts = {"missing": ", ".join(missing) or "—", "twice": ", ".join(twice) or "—"}
        raise BadUse(say("arrange.not-all", **facts))
    return msgspec.structs.replace(_remembering(board), panels=tuple(wanted))


def move(board: Board, target: str, before: str | None) -> Board:
    """The board with a panel before another, or at the end. Raises `BadUse`."""
    panel = panel_of(board, target)
    follower = panel_of(board, before) if before is not None else None
    if follower is panel:
        return board
    rest = [other.id for other in board.panels if other is not panel]
    rest.insert(rest.index(follower.id) if follower else len(rest), panel.id)
    return reorder(board, rest)


def insert(board: Board, after: str | None, text: str) -> Board:
    """The board with a new panel behind another, or at the beginning: its shot is read from `text` as prose is, in the
    scene of its neighbour. Raises `BadUse`."""
    _check_text(text)
    place = 0 if after is None else board.panels.index(panel_of(board, after)) + 1
    neighbour = board.panels[max(0, place - 1)] if board.panels else None
    script = story.read(text.encode(), name="-", form=Form.PROSE)
    told = story.break_down(script, board.cast, panels=1)
    shot = _in_scene_of(told.shots[0], neighbour.shot if neighbour else Shot())
    grown = msgspec.structs.replace(board, cast=(*board.cast, *told.people))
    return _born(grown, place, Panel(id="aaaa", seed=0, shot=shot))


def duplicate(board: Board, target: str) -> Board:
    """The board with a panel once more behind it: another id and seed, not drawn, not locked. Raises `BadUse`."""
    panel = panel_of(board, target)
    same = {name: getattr(panel, name) for name in ("id", "seed", "shot", "read", "staging", "blocking", "start")}
    copy = Panel(**same)
    return _born(board, board.panels.index(panel) + 1, copy)


def remove(board: Board, targets: Sequence[str]) -> Board:
    """The board without these panels; the script does not bring them back. Raises `BadUse` for a locked one, and where
    none would be left."""
    going = [panel_of(board, target) for target in targets]
    for panel in going:
        open_to_edits(panel, board)
    names = {panel.id for panel in going}
    rest = tuple(panel for panel in board.panels if panel.id not in names)
    if not rest:
        raise NotNow(say("arrange.last"))
    kept = [msgspec.structs.replace(panel, staging=None) for panel in board.panels if panel.id in names]
    removed = (*board.removed, *(panel for panel in kept if not panel.by_hand))
    return msgspec.structs.replace(_remembering(board), panels=rest, removed=removed)


def approve(board: Board, target: str, yes: bool) -> Board:
    """The board with a panel approved, or not any more. Raises `BadUse`."""
    return with_panel(board, msgspec.structs.replace(panel_of(board, target), approved=yes))


def begin_from(board: Board, target: str, start: Start | None) -> Board:
    """The board with the picture that a panel is painted from, or None: from nothing. What the panel shows, even by a
    person's choice, is not what they want to see painted then. Raises `BadUse` for a locked panel."""
    panel = panel_of(board, target)
    open_to_edits(panel, board)
    if panel.start == start:
        return board
    return with_panel(board, msgspec.structs.replace(panel, start=start, anew=panel.picked))


def lock(board: Board, target: str, yes: bool) -> Board:
    """The board with a panel locked, or open again: a locked one is changed by no edit, no script and no render. Raises
    `BadUse`."""
    return with_panel(board, msgspec.structs.replace(panel_of(board, target), locked=yes))


def with_panel(board: Board, panel: Panel) -> Board:
    """The board with a panel in the place of the one with its id."""
    panels = tuple(panel if other.id == panel.id else other for other in board.panels)
    return msgspec.structs.replace(board, panels=panels)


def _remembering(board: Board) -> Board:
    """The board with the script's order noted, before a person's becomes another."""
    return msgspec.structs.replace(board, told=board.told or tuple(panel.id for panel in in_script_order(board)))


def _born(board: Board, place: int, panel: Panel) -> Board:
    """The board with the panel at that place under an id and a seed of its own."""
    taken = {other.id for other in (*board.panels, *board.removed)}
    panel_id, born = next(birth.panel_ids(board.seed, board.born, taken))
    new = msgspec.structs.replace(panel, id=panel_id, seed=birth.panel_seed(board.seed, panel_id), by_hand=True)
    panels = (*board.panels[:place], new, *board.panels[place:])
    return msgspec.structs.replace(board, panels=panels, born=born)


def _in_scene_of(shot: Shot, neighbour: Shot) -> Shot:
    """The shot as one of its neighbour's scene, and its words as a person's."""
    for field in SETTING:
        if shot.by(field) is Origin.CHOSEN:
            shot = shot.with_field(field, getattr(neighbour, field), Source(by=Origin.CHOSEN))
    shot = shot.with_field("action", shot.action, Source(by=Origin.PERSON))
    return msgspec.structs.replace(shot, scene=neighbour.scene, heading=neighbour.heading, line=0, page=0)


def _check_text(text: str) -> None:
    if not any(letter.isalnum() for letter in text) or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise BadUse(say("arrange.no-text"))
    if len(text) > LONGEST_TEXT:
        raise BadUse(say("arrange.long-text", found=len(text), most=LONGEST_TEXT))
