"""The seam between a board and whatever paints its panels.

An `Engine` is cheap to have; opening it takes what painting needs (for the draft artist: nothing) and gives a
`Session`, which is closed again. Engines never write files: the library commits what they return. The suite in
``tests/contract/`` holds every engine to this page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kadr.board import Recipe
from kadr.errors import Stopped
from kadr.messages import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A painted panel: `png` as bytes without metadata, and `svg` with named layers where the engine draws in lines."""

    width: int
    height: int
    png: bytes
    svg: str | None = None


@dataclass(frozen=True, slots=True)
class Latents:
    """A panel that is painted and not yet developed: a safetensors file's bytes, 74 KB at 768x768 in 16 bits."""

    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Where the work stands: step `step` of `steps` in `stage`; `preview` is a PNG or None. The steps of one panel
    count on from painting into developing."""

    stage: str
    step: int
    steps: int
    preview: bytes | None = None


SHARED = ("encode", "faces", "start")
"""Stages that serve all panels of a board at once: they are no panel's own time."""

OnEvent = Callable[[Event], bool]
"""Called at every step. Returning False stops the work: `kadr.errors.Stopped` is raised, the session stays whole."""


def report(on_event: OnEvent, event: Event) -> None:
    """Tell of a step. Raises `kadr.errors.Stopped` when the person wants no more."""
    if not on_event(event):
        raise Stopped(say("studio.stopped"))


class Session(Protocol):
    """An engine at work."""

    @property
    def late(self) -> bool:
        """Whether latents are best developed when all panels are painted: painting and developing do not fit into
        memory side by side."""

    def prepare(self, recipes: Sequence[Recipe], on_event: OnEvent) -> None:
        """Do once what these recipes share. May be called again for recipes that come later."""

    def paint(self, recipe: Recipe, on_event: OnEvent) -> Picture | Latents:
        """One recipe as a picture, ``recipe.subject.format`` in size, or as latents to be developed. Only what has been
        prepared can be painted. Raises `kadr.errors.Stopped` when asked to."""

    def develop(self, recipe: Recipe, latents: Latents, on_event: OnEvent) -> Picture:
        """The picture of latents that `paint` made of `recipe`, in this session or an earlier one. Raises
        `kadr.errors.BadPicture` where the latents are none of its own."""

    def close(self) -> None:
        """Give everything back. Twice is fine."""


class Engine(Protocol):
    """Something that paints recipes which carry its `name` and `edition`.

    `starts`: it paints from another picture where the panel names one; the recipes of others do not. `source_type` is
    the IPTC digital source type that its pictures are marked with.
    """

    @property
    def name(self) -> str: ...
    @property
    def edition(self) -> int: ...
    @property
    def starts(self) -> bool: ...
    @property
    def source_type(self) -> str: ...

    def open(self) -> Session:
        """A session ready to prepare and paint."""
