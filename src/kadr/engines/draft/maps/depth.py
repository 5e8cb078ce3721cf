"""The depth map: near is white, as ControlNets for depth were trained (inverse depth, spread over the whole range)."""

from dataclasses import replace

from PIL import Image

from kadr.engines.draft.layers import VEIL
from kadr.engines.draft.maps.raster import grey, read
from kadr.engines.draft.maps.slopes import Slope, ground, nearest
from kadr.engines.draft.maps.tape import FRONT, Laid, Recording, framed
from kadr.engines.draft.view import View

WHITE = "#ffffff"
PIECE = "piece"
"""What `kadr.engines.draft.layers.Motif` calls a thing."""


def depth_map(recording: Recording, view: View) -> Image.Image:
    """8-bit grey: the inverse of the depth, black where the picture is furthest and white where it is nearest.

    Painted twice: the first time tells how near the nearest thing in frame is, the second uses all greys for that."""
    base = ground(view)
    slopes = [path.slope for path in recording.laid if path.slope and _solid(path)]
    top = nearest([*slopes, base])
    placed = replace(recording, laid=tuple(path for path in recording.laid if path.slope))
    top *= (_range(_painted(placed, base, top))[1] + 1) / 256
    image = _painted(recording, base, top)
    low, high = _range(image)
    spread = 255 / (high - low) if high > low else 1.0
    return image.point([min(255, max(0, round((level - low) * spread))) for level in range(256)])


def _range(image: Image.Image) -> tuple[int, int]:
    """The darkest and the lightest grey."""
    levels = [level for level, count in enumerate(image.histogram()) if count]
    return levels[0], levels[-1]


def _solid(path: Laid) -> bool:
    """Whether a path has a surface. The lines of a thing count, since it may have nothing else, like the spokes of a
    wheel; other lines are only edges and textures, and light and shadows lie on what has a surface."""
    return (path.kind != "line" or path.what == PIECE) and path.layer != "shadows" and path.part != VEIL


def _painted(recording: Recording, base: Slope, top: float) -> Image.Image:
    """All surfaces; `top` is the nearness that is white. What is in front of all and nowhere in the world is white."""
    shades = _Shades(top)
    drawn = [f'<rect width="100%" height="100%" fill="{shades.paint(base)}"/>']
    run: list[str] = []
    before = ""
    for path in recording.laid:
        if not _solid(path) or (path.slope is None and path.layer != FRONT):
            continue
        paint = shades.paint(path.slope) if path.slope else WHITE
        if paint != before and run:
            drawn.append(f'<path fill="{before}" d="{"".join(run)}"/>')
            run = []
        before = paint
        run.append(path.data)
    if run:
        drawn.append(f'<path fill="{before}" d="{"".join(run)}"/>')
    defs = "".join(shades.defined)
    return read(framed(recording, "#000000", f"<defs>{defs}</defs>" + "\n".join(drawn))).convert("L")


class _Shades:
    """Greys and gradients by what they show; a slope that is used again is the same gradient."""

    def __init__(self, top: float) -> None:
        self.top = top
        self.defined: list[str] = []
        self._known: dict[Slope, str] = {}

    def paint(self, slope: Slope) -> str:
        """The fill of a slope."""
        if slope not in self._known:
            self._known[slope] = self._made(slope)
        return self._known[slope]

    def _made(self, slope: Slope) -> str:
        low, high = self._level(slope.least), self._level(slope.most)
        steep = slope.along.x**2 + slope.along.y**2
        if abs(high - low) < 0.5 or steep < 1e-18:
            return grey(self._level(slope.mean))
        ends = []
        for near in (slope.least, min(slope.most, self.top)):
            part = (near - slope.mean) / steep
            ends.append((slope.middle.x + slope.along.x * part, slope.middle.y + slope.along.y * part))
        (x1, y1), (x2, y2) = ends
        name = f"s{len(self.defined)}"
        self.defined.append(
            f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" '
            f'y2="{y2:.2f}"><stop offset="0" stop-color="{grey(low)}"/><stop offset="1" stop-color="{grey(high)}"/>'
            "</linearGradient>"
        )
        return f"url(#{name})"

    def _level(self, near: float) -> float:
        return 255 * min(1.0, near / self.top)
