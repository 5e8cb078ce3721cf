"""The sheet of paper: named layers of paths, which Inkscape opens as layers.

A path is cheap and a change of colour is a new path, so neighbours of one colour are joined while they are laid
down; what overlaps stays in its order.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from typing import Literal

NAMES = ("background", "shadows", "figures", "foreground", "weather", "camera")
"""The layers of every picture from the paper up."""

Kind = Literal["line", "area", "blot"]
"""What a path is on the paper: a stroke, a flat area of a marker, or an area that is filled with ink."""

FACE = "face"
"""The part of somebody that is a face: skin, ears and all that is in it or grows on it, without hair and hat."""

VEIL = "veil"
"""The part of a place that is light or shade laid over the picture: it is seen and has no surface."""


@dataclass(slots=True)
class Motif:
    """What is being drawn at the moment: `what` is place, piece or figure, `who` its name, `part` a part of it."""

    what: str = "place"
    who: str = ""
    part: str = ""

    def turn_to(self, what: str, who: str = "") -> None:
        """From now on something else is drawn."""
        self.what, self.who, self.part = what, who, ""

    @contextmanager
    def showing(self, part: str) -> Iterator[None]:
        """For as long as this is open, `part` of it is drawn."""
        before, self.part = self.part, part
        yield
        self.part = before


@dataclass(slots=True)
class Layer:
    """Paths in the order of painting, as runs of one colour: (colour, path data); letters have no colour here."""

    runs: list[tuple[str, list[str]]] = field(default_factory=list)
    motif: Motif = field(default_factory=Motif)

    def lay(self, colour: str, data: str, kind: Kind = "line") -> None:
        """Paint path data over what is there; `kind` is for those who keep more of a drawing than its colours."""
        if self.runs and self.runs[-1][0] == colour:
            self.runs[-1][1].append(data)
        else:
            self.runs.append((colour, [data]))

    def write(self, text: str, x: float, y: float, size: float, colour: str) -> None:
        """Letters over what is there, their middle at a place; `size` in pixels."""
        self.runs.append(
            (
                "",
                [
                    f'<text x="{x:.1f}" y="{y + size * 0.35:.1f}" font-family="PT Sans, sans-serif" font-weight="bold" '
                    f'font-size="{size:.1f}" text-anchor="middle" fill="{colour}">{escape(text)}</text>'
                ],
            )
        )

    def mark(self) -> int:
        """A place in the painting to come back to with `contour`."""
        self.runs.append(("", []))
        return len(self.runs) - 1

    def contour(self, mark: int, data: str, colour: str, width: float) -> None:
        """A stroke `width` pixels wide under what was painted since `mark`."""
        self.runs[mark] = (
            "",
            [f'<path fill="none" stroke="{colour}" stroke-width="{width:.1f}" stroke-linejoin="round" d="{data}"/>'],
        )

    def svg(self) -> str:
        """The layer's paths and letters as SVG."""
        return "\n".join(
            f'<path fill="{colour}" d="{"".join(data)}"/>' if colour else "".join(data) for colour, data in self.runs
        )


@dataclass(slots=True)
class Sheet:
    """A picture in the making: `width` and `height` in pixels, `paper` its colour."""

    width: int
    height: int
    paper: str
    layers: dict[str, Layer] = field(default_factory=lambda: blank(Motif()))

    @property
    def motif(self) -> Motif:
        """What is being drawn, the same for all layers."""
        return self.layers[NAMES[0]].motif

    def svg(self) -> str:
        """The whole picture as a standalone SVG document."""
        groups = "\n".join(
            f'<g id="{name}" inkscape:groupmode="layer" inkscape:label="{name.capitalize()}">\n{layer.svg()}\n</g>'
            for name, layer in self.layers.items()
        )
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" '
            'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
            f'width="{self.width}" height="{self.height}" viewBox="0 0 {self.width} {self.height}">\n'
            f'<rect width="{self.width}" height="{self.height}" fill="{self.paper}"/>\n{groups}\n</svg>\n'
        )


def blank(motif: Motif) -> dict[str, Layer]:
    """Empty layers for a picture."""
    return {name: Layer(motif=motif) for name in NAMES}
