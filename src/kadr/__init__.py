"""Storyboards with the same character in every panel, on a small machine.

    import kadr

    board = kadr.storyboard("film.fountain", cast="cast.toml")
    for panel in board.panels:
        print(panel.number, panel.path)

Importing kadr loads nothing heavy: each name is fetched from its room when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kadr.board import Board, Character, Panel, Shot
    from kadr.errors import BadInput, BadUse, Busy, KadrError, MachineCannot, Stopped
    from kadr.wiring import Storyboard, storyboard

__all__ = [
    "BadInput",
    "BadUse",
    "Board",
    "Busy",
    "Character",
    "KadrError",
    "MachineCannot",
    "Panel",
    "Shot",
    "Stopped",
    "Storyboard",
    "storyboard",
]

_ROOMS = {
    "kadr.board": ("Board", "Character", "Panel", "Shot"),
    "kadr.errors": ("BadInput", "BadUse", "Busy", "KadrError", "MachineCannot", "Stopped"),
    "kadr.wiring": ("Storyboard", "storyboard"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _ROOM_OF:
        raise AttributeError(f"module 'kadr' has no attribute {name!r}")
    return getattr(import_module(_ROOM_OF[name]), name)
