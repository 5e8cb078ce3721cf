"""A drawing kept path by path: what each path shows, what it is on the paper, and how near it is.

Every map is these paths once more, in other colours; so no map can be anywhere else than the drawing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from kadr.board import Recipe
from kadr.engines.draft.layers import NAMES, Kind, Layer, Motif, Sheet
from kadr.engines.draft.maps.slopes import Gauge, GaugedView, Slope
from kadr.engines.draft.painting import draw, view_of
from kadr.engines.draft.tones import tones

SCENE = ("background", "shadows", "figures", "foreground")
"""The layers that show the scene itself; rain and the marks of the camera are not in it."""

FRONT = "foreground"
"""The layer before everybody; what it has may be placed in the frame and not in the world."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """One path as it was laid down; `slope` is None where nothing in the world was looked at."""

    layer: str
    colour: str
    data: str
    kind: Kind
    what: str
    who: str
    part: str
    slope: Slope | None


@dataclass
class Tape(Layer):
    """A layer that keeps every path by itself. Letters are no part of the scene and are not kept."""

    gauge: Gauge = field(kw_only=True)
    name: str = ""
    laid: list[Laid] = field(default_factory=list)

    def lay(self, colour: str, data: str, kind: Kind = "line") -> None:
        """Keep a path."""
        motif = self.motif
        slope = self.gauge.read_corners(data) if self.name == FRONT else self.gauge.read(data)
        self.laid.append(
            Laid(
                layer=self.name, colour=colour, data=data, kind=kind, what=motif.what, who=motif.who, part=motif.part,
                slope=slope,
            )
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """The paths of a panel's scene from back to front; `width` and `height` in pixels, and its paper's and its ink's
    colour."""

    width: int
    height: int
    paper: str
    ink: str
    laid: tuple[Laid, ...]


def record(recipe: Recipe) -> Recording:
    """Draw `recipe` and keep every path."""
    staging, form = recipe.subject.staging, recipe.subject.format
    markers = tones(staging.time, staging.weather)
    gauge, motif = Gauge(form.width, form.height), Motif()
    tapes = {name: Tape(motif=motif, gauge=gauge, name=name) for name in NAMES}
    sheet = Sheet(width=form.width, height=form.height, paper=markers.paper, layers=dict(tapes))
    plain = view_of(recipe)
    view = GaugedView(plain.camera, plain.width, plain.height, gauge=gauge)
    for _ in draw(recipe, sheet, view):
        pass
    laid = tuple(path for name in SCENE for path in tapes[name].laid)
    return Recording(width=form.width, height=form.height, paper=markers.paper, ink=markers.ink, laid=laid)


def repaint(recording: Recording, paper: str, colour: Callable[[Laid], str], *, sharp: bool = False) -> str:
    """The recorded paths as an SVG in other colours; a path without one is left out. `sharp` means edges without
    steps between two colours."""

    def paths() -> Iterator[tuple[str, str]]:
        for path in recording.laid:
            if fill := colour(path):
                yield fill, path.data

    drawn = "\n".join(
        f'<path fill="{fill}" d="{"".join(data for _, data in run)}"/>'
        for fill, run in groupby(paths(), key=lambda pair: pair[0])
    )
    return framed(recording, paper, drawn, sharp=sharp)


def framed(recording: Recording, paper: str, drawn: str, *, sharp: bool = False) -> str:
    """SVG elements as a document of the panel's size on `paper`."""
    edges = ' shape-rendering="crispEdges"' if sharp else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{recording.width}" height="{recording.height}" '
        f'viewBox="0 0 {recording.width} {recording.height}"{edges}>\n'
        f'<rect width="100%" height="100%" fill="{paper}"/>\n{drawn}\n</svg>\n'
    )
