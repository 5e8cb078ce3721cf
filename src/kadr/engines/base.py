"""The seam between a board and whatever paints its panels.

An `Engine` is cheap to have; opening it takes what painting needs (for the draft artist: nothing) and gives a
`Session`, which is closed again. Engines never write files: the library commits what they return. The suite in
``tests/contract/`` holds every engine to this page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kadr.board import Recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A painted panel: `png` as bytes without metadata, and `svg` with named layers where the engine draws in lines."""

    width: int
    height: int
    png: bytes
    svg: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Where the painting of one panel stands: step `step` of `steps` in `stage`; `preview` is a PNG or None."""

    stage: str
    step: int
    steps: int
    preview: bytes | None = None


OnEvent = Callable[[Event], bool]
"""Called at every step. Returning False stops the painting: `paint` raises `kadr.errors.Stopped`."""


class Session(Protocol):
    """An engine at work."""

    def prepare(self, recipes: Sequence[Recipe]) -> None:
        """Do once what these recipes share. May be called again for recipes that come later."""

    def paint(self, recipe: Recipe, on_event: OnEvent) -> Picture:
        """The picture of one recipe, ``recipe.subject.format`` in size. Raises `kadr.errors.Stopped` when asked to."""

    def close(self) -> None:
        """Give everything back. Twice is fine."""


class Engine(Protocol):
    """Something that paints recipes which carry its `name` and `edition`.

    `heeds` names the preset's values that change its pixels: only these enter a recipe, so changing another draws
    nothing anew. `source_type` is the IPTC digital source type that its pictures are marked with.
    """

    @property
    def name(self) -> str: ...
    @property
    def edition(self) -> int: ...
    @property
    def heeds(self) -> tuple[str, ...]: ...
    @property
    def source_type(self) -> str: ...

    def open(self) -> Session:
        """A session ready to prepare and paint."""
