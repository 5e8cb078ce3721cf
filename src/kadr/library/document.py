"""board.json as text: written to be read and edited, checked when it comes back."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from kadr import lexicon, presets, schema
from kadr.board import SCHEMA, Board, Origin, Panel, Source, digest
from kadr.errors import BadBoard
from kadr.messages import say

BESIDE_VALUES = {"sources", "line"}
"""Fields of a shot that say something about its values, and are none."""


LATER = ("by_hand", "picked", "approved", "locked", "removed", "told", "start", "anew", "read", "renamed")
"""Fields that boards of earlier days do not have: the seal is over those that say something, so earlier seals hold."""

LATEST = ("start", "anew", "read")
"""And those that came when boards had removed panels already, whose seal is over all that was there then."""


class _Edition(msgspec.Struct):
    """The one field that every version of board.json has."""

    kadr: int = SCHEMA


def encode(board: Board) -> bytes:
    """The board as indented JSON that ends with a newline."""
    return msgspec.json.format(msgspec.json.encode(board), indent=1) + b"\n"


def decode(data: bytes, path: Path) -> Board:
    """The board in `data`. Raises `BadBoard` naming `path`, the line and the field."""
    try:
        found = schema.from_json(data, _Edition).kadr
        if found > SCHEMA:
            raise BadBoard(say("library.newer", path=path, found=found, known=SCHEMA))
        board = schema.from_json(data, Board)
    except schema.Fault as fault:
        facts = {"path": path, "folder": path.parent, "line": fault.line, "field": fault.field, "reason": fault.reason}
        raise BadBoard(say("library.damaged-field" if fault.field else "library.damaged", **facts)) from None
    _refuse_unknown_style(board, data, path)
    _refuse_twins(board, data, path)
    _refuse_unknown_concepts(board, data, path)
    return board


def _refuse_twins(board: Board, data: bytes, path: Path) -> None:
    seen: set[str] = set()
    for position, panel in enumerate(board.panels):
        if panel.id in seen:
            line = schema.line_of(data.decode(), ["panels", position, "id"])
            raise BadBoard(say("library.same-id", path=path, line=line, id=panel.id))
        seen.add(panel.id)


def _refuse_unknown_style(board: Board, data: bytes, path: Path) -> None:
    if unknown_style(board):
        reason = say("library.no-concept", value=board.format.style, known=", ".join(presets.names("style")))
        line = schema.line_of(data.decode(), ["format", "style"])
        facts = {"path": path, "folder": path.parent, "line": line, "field": "style"}
        raise BadBoard(say("library.damaged-field", reason=reason, **facts))


def _refuse_unknown_concepts(board: Board, data: bytes, path: Path) -> None:
    """A place, a time, a pose that no one can draw is a slip of the hand: name its line and what there is."""
    for position, panel in enumerate(board.panels):
        for steps, field, value in unknown_concepts(panel):
            known = ", ".join(lexicon.concepts(field))
            line = schema.line_of(data.decode(), ["panels", position, *steps, field])
            facts = {"path": path, "folder": path.parent, "line": line, "field": field}
            reason = say("library.no-concept", value=value, known=known)
            raise BadBoard(say("library.damaged-field", reason=reason, **facts))


def unknown_concepts(panel: Panel) -> Iterator[tuple[list[str | int], str, str]]:
    """Where in a panel, in which field, a value stands that no one can draw."""
    shot: list[str | int] = ["shot"]
    found = [(shot, field, getattr(panel.shot, field)) for field in ("place", "time", "weather")]
    for index, figure in enumerate(panel.shot.figures):
        found += [([*shot, "figures", index], field, getattr(figure, field)) for field in ("pose", "feeling")]
    return (one for one in found if one[2] and one[2] not in lexicon.concepts(one[1]))


def unknown_style(board: Board) -> bool:
    """Whether the board's style is none that there is."""
    return board.format.style not in presets.names("style")


def sealed(board: Board, panels: Sequence[bytes] | None = None) -> Board:
    """The board with its seal, by which an edit in the file is noticed. `panels`: the panels' canonical bytes, where
    they are known."""
    forms = [canonical(panel) for panel in board.panels] if panels is None else panels
    bare = _said(msgspec.to_builtins(msgspec.structs.replace(board, seal="", panels=())), LATER)
    if "removed" in bare:
        bare["removed"] = [_said(panel, LATEST) for panel in bare["removed"]]
    bare["panels"] = msgspec.Raw(b"[" + b",".join(forms) + b"]")
    return msgspec.structs.replace(board, seal=digest(bare))


def canonical(panel: Panel) -> bytes:
    """A panel as the seal is made over it."""
    return msgspec.json.encode(_said(msgspec.to_builtins(panel), LATER), order="sorted")


def _said(part: dict[str, Any], later: Sequence[str]) -> dict[str, Any]:
    """Without those of the `later` fields that say nothing."""
    return {name: value for name, value in part.items() if value or name not in later}


def marked_by_hand(board: Board, before: Board) -> Board:
    """The board with every value of a shot that differs from `before` marked as set by a person."""
    known = {panel.id: panel for panel in before.panels}
    panels = tuple(_marked(panel, known[panel.id]) if panel.id in known else panel for panel in board.panels)
    return msgspec.structs.replace(board, panels=panels)


def _marked(panel: Panel, before: Panel) -> Panel:
    shot = panel.shot
    for field in shot.__struct_fields__:
        value = getattr(shot, field)
        if field not in BESIDE_VALUES and value != getattr(before.shot, field):
            shot = shot.with_field(field, value, Source(by=Origin.PERSON))
    return msgspec.structs.replace(panel, shot=shot, read=before.with_edited(shot).read)
