"""A board at a glance: what a list of boards shows, at a tenth of what reading all of it takes."""

import msgspec

from kadr.board import SCHEMA, Format


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """A panel: the key of the take that it shows, empty while there is none."""

    chosen: str = ""


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """Fields of a `kadr.board.Board`, by their names there; what else its file says is not looked at."""

    kadr: int = SCHEMA
    title: str
    revision: int = 1
    changed: str = ""
    format: Format
    panels: tuple[Cell, ...] = ()


def glance(data: bytes) -> Glance | None:
    """The board in `data`, or None where that is none that can be read, or newer than this kadr."""
    try:
        found = msgspec.json.decode(data, type=Glance)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return found if found.kadr <= SCHEMA else None
