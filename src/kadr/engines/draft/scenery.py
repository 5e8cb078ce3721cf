"""What places are built of: ground and sky, solids on the ground plane, and the pen that draws them.

A place is a module of `kadr.engines.draft.places` with a function ``paint(scene: Scene) -> None``; the module's name
is the place's name. `Scene` has everything that a place may need; metres and the world's axes are those of
`kadr.staging`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, pi, sin
from random import Random

from kadr.board import Staging
from kadr.engines.draft.curves import Spot, ellipse, hull, mix, smooth
from kadr.engines.draft.hand import Hand
from kadr.engines.draft.tones import Tones
from kadr.engines.draft.view import View, box, ring
from kadr.staging import Point


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A place as it is being drawn: `back` draws behind the figures, `front` before them."""

    staging: Staging
    view: View
    tones: Tones
    back: Hand
    front: Hand
    random: Random

    @cached_property
    def night(self) -> bool:
        """Whether lamps and stars are lit."""
        return self.staging.time == "night"

    def weight(self, point: Point) -> float:
        """A line weight for something there: thin far away."""
        return max(0.75, min(2.2, self.view.scale(point) / self.back.unit / 85))

    def sky_and_ground(self) -> None:
        """The two halves of the open world, and a horizon."""
        a, b = self.view.horizon()
        low, high = 4 * self.view.height, -4 * self.view.height
        if self.staging.time in ("dusk", "dawn", "night") and not self.staging.weather:
            self._glow(a, b)
        else:
            self.back.fill([a, b, Spot(b.x, high), Spot(a.x, high)], self.tones.sky)
        self.back.fill([a, b, Spot(b.x, low), Spot(a.x, low)], self.tones.ground)

    def _glow(self, a: Spot, b: Spot) -> None:
        """A sky in bands, lighter towards the horizon."""
        high, h = -4 * self.view.height, self.view.height
        self.back.fill([a, b, Spot(b.x, high), Spot(a.x, high)], self.tones.sky)
        part = 0.1 if self.night else 0.24
        light = self.tones.ground if self.night else self.tones.glow
        self.back.fill([a, b, Spot(b.x, b.y - part * h * 0.8), Spot(a.x, a.y - part * h)], light)

    def sun_or_moon(self, x: float = 0.74, y: float = 0.16) -> None:
        """The light in the sky, if the sky shows it; `x`, `y` are parts of the picture."""
        a, b = self.view.horizon()
        spot = Spot(x * self.view.width, y * self.view.height)
        line = mix(a, b, (spot.x - a.x) / (b.x - a.x)).y
        size = 0.042 * min(self.view.height, self.view.width)
        if self.staging.weather or line < spot.y + 1.5 * size:
            return
        if self.staging.time in ("dawn", "dusk"):
            spot = Spot(spot.x, line)
            disc = [Spot(p.x, min(p.y, line)) for p in ellipse(spot, size * 1.5, size * 1.5, corners=24)]
            self.back.fill(disc, self.tones.paper)
            self.back.line(disc[12:] + disc[:1], 1.3, taper=0.3)
            return
        disc = ellipse(spot, size, size, corners=20)
        self.back.fill(disc, self.tones.glow)
        if self.night:
            self._stars(line)
        else:
            self.back.rim(disc, 1.2)

    def _stars(self, line: float) -> None:
        for _ in range(26):
            spot = Spot(self.random.random() * self.view.width, self.random.random() * line * 0.9)
            self.back.inked(self.tones.glow).dot(spot, 0.8 + self.random.random())

    def horizon(self, weight: float = 1.1) -> None:
        """The line itself, from edge to edge."""
        a, b = self.view.horizon()
        self.back.line([mix(a, b, 0.28), mix(a, b, 0.74)], weight, taper=0.6)

    def ridge(self, heights: Sequence[float], z: float, tone: str) -> None:
        """Hills along the horizon, `z` metres away; `heights` in metres from the left of the frame to the right."""
        half = self.view.width / self.view.height / 2 * (z + self.view.camera.distance) / self.view.camera.lens * 1.35
        last = len(heights) - 1
        points = [Point(-half + 2 * half * i / last, up, z) for i, up in enumerate(heights)]
        top = self.view.spots(points)
        base = self.view.spots([Point(half, 0.0, z * 3), Point(-half, 0.0, z * 3)])
        crest = smooth(top)
        self.back.fill([*crest, *base], tone)
        self.back.line(crest, 1.1, taper=0.5)

    def tufts(self, count: int, near: float, far: float) -> None:
        """Grass here and there on the ground between two distances from the plane of action."""
        for _ in range(count):
            z = near + (far - near) * self.random.random() ** 1.6
            depth = z + self.view.camera.distance
            x = (self.random.random() - 0.5) * self.view.width / self.view.height * depth / self.view.camera.lens * 1.1
            foot = Point(x, 0.0, z)
            if self.view.depth(foot) < 0.8:
                continue
            self.tuft(self.back, foot, 0.16 + 0.12 * self.random.random())

    def tuft(self, hand: Hand, foot: Point, size: float) -> None:
        """One tuft of grass, `size` metres high."""
        base = self.view.spot(foot)
        scale = self.view.scale(foot) * size
        for lean in (-0.55, -0.15, 0.2, 0.6):
            lean += (self.random.random() - 0.5) * 0.2
            rise = 0.75 + 0.4 * self.random.random()
            tip = Spot(base.x + lean * scale, base.y - rise * scale)
            bend = Spot(base.x + lean * scale * 0.3, base.y - rise * scale * 0.6)
            hand.line([Spot(base.x + lean * scale * 0.15, base.y), bend, tip], self.weight(foot) * 0.9)

    def block(self, centre: Point, size: tuple[float, float, float], tones: tuple[str, str, str]) -> None:
        """A box on the ground: size as (width, height, depth), tones of (top, side, front)."""
        hidden = 1 if centre.y + size[1] > self.view.camera.height else 0
        for face, tone in list(zip(box(centre, *size), tones, strict=True))[hidden:]:
            self.panel(face, tone, self.weight(centre))

    def panel(self, points: Sequence[Point], tone: str, weight: float = 1.2) -> None:
        """A plane polygon in the world, filled and edged."""
        outline = self.view.face(points)
        if len(outline) > 2:
            self.back.block(outline, tone, weight)

    def line(self, a: Point, b: Point, weight: float) -> None:
        """A straight stroke in the world."""
        spots = self.view.stroke(a, b)
        if spots:
            self.back.line(spots, weight, taper=0.4)

    def turned(self, foot: Point, tiers: Sequence[tuple[float, float]], tone: str, shade: str) -> list[Spot]:
        """A turned solid (yurt, jar, trunk): (height, radius) in metres, with its shaded side; gives its outline."""
        rings = [self.view.spots(ring(Point(foot.x, foot.y + up, foot.z), r)) for up, r in tiers]
        left = [min(r, key=lambda s: s.x) for r in rings]
        right = [max(r, key=lambda s: s.x) for r in rings]
        bottom = max(rings[0], key=lambda s: s.y)
        outline = [*left[::-1], bottom, *right]
        self.back.fill(hull(outline), tone)
        inner = [mix(a, b, 0.66) for a, b in zip(left, right, strict=True)]
        self.back.fill([mix(bottom, right[0], 0.5), *right, *inner[::-1]], shade)
        self.back.rim(hull(outline), self.weight(foot))
        return outline

    def crown(self, centre: Point, radius: float, tone: str) -> None:
        """The leaves of a tree: a scalloped mass with its shaded underside."""
        middle, size = self.view.spot(centre), radius * self.view.scale(centre)
        count = 13
        spots = []
        for index in range(count * 2):
            angle = pi * index / count
            bump = 1.0 + (0.1 if index % 2 else -0.07) + (self.random.random() - 0.5) * 0.1
            spots.append(Spot(middle.x + 1.25 * size * bump * cos(angle), middle.y + 0.82 * size * bump * sin(angle)))
        self.back.shape(spots, tone, self.weight(centre) * 1.1)
        under = [mix(middle, spot, 0.93) for spot in spots[1 : count + 1]]
        self.back.fill([*under, *[Spot(s.x, s.y - 0.3 * size) for s in reversed(under[1:-1])]], self.tones.shade)
        for _ in range(9):
            angle, part = self.random.random() * 2 * pi, 0.2 + 0.6 * self.random.random()
            spot = Spot(middle.x + 1.1 * size * part * cos(angle), middle.y + 0.7 * size * part * sin(angle))
            arc = [
                Spot(spot.x + x * size * 0.16, spot.y + y * size * 0.1)
                for x, y in ((-1, 0.3), (-0.3, -0.6), (0.5, -0.5), (1, 0.4))
            ]
            self.back.line(arc, self.weight(centre) * 0.7)
