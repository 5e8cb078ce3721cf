"""A board that is read and sealed again and again: panels that are as they were are not worked through anew.

A board of a thousand panels is 2.5 MB of JSON, and while it is being drawn it changes in one panel at a time.
"""

from pathlib import Path

import msgspec

from kadr.board import SCHEMA, Board, Panel
from kadr.library.document import canonical, decode, sealed, unknown_concepts, unknown_style

Parts = dict[str, msgspec.Raw]


class Rereading:
    """What is known of the panels of one board since it was last read or sealed. Threads may share it."""

    def __init__(self) -> None:
        self._panels: dict[bytes, Panel] = {}
        self._canonical: dict[int, tuple[Panel, bytes]] = {}  # with the panel, so that its id is no other's

    def decode(self, data: bytes, path: Path) -> Board:
        """The board in `data`. Raises `BadBoard` naming `path`, the line and the field."""
        try:
            return self._by_panels(data) or decode(data, path)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return decode(data, path)  # which says what is wrong

    def _by_panels(self, data: bytes) -> Board | None:
        """The board, each panel for itself; None where not all is as it should be."""
        parts = msgspec.json.decode(data, type=Parts)
        if msgspec.json.decode(parts.get("kadr", b"1")) != SCHEMA:
            return None
        raws = [bytes(raw) for raw in msgspec.json.decode(parts.get("panels", b"[]"), type=list[msgspec.Raw])]
        known = self._panels
        panels = {raw: known.get(raw) or _panel(raw) for raw in raws}
        rest = msgspec.json.decode(msgspec.json.encode({**parts, "panels": ()}), type=Board)
        ids = {panel.id for panel in panels.values() if panel}
        if unknown_style(rest) or None in panels.values() or len(ids) < len(raws):
            return None
        found = {raw: panel for raw, panel in panels.items() if panel}
        self._panels = found
        return msgspec.structs.replace(rest, panels=tuple(found[raw] for raw in raws))

    def sealed(self, board: Board) -> Board:
        """The board with its seal."""
        known = self._canonical
        forms = {id(panel): known.get(id(panel)) or (panel, canonical(panel)) for panel in board.panels}
        self._canonical = forms
        return sealed(board, [forms[id(panel)][1] for panel in board.panels])


def _panel(raw: bytes) -> Panel | None:
    """A panel as it stands in a file; None where it says what nobody can draw."""
    panel = msgspec.json.decode(raw, type=Panel)
    return None if any(unknown_concepts(panel)) else panel
