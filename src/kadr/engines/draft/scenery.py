"""What places are built of: planes and solids on the ground, and the pen that draws them.

A place is a module of `kadr.engines.draft.places` with a function ``paint(scene: Scene) -> None``; the module's name
is the place's name. `Scene` has everything that a place may need; metres and the world's axes are those of
`kadr.staging`. What is far is thinner and paler by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, pi, sin
from random import Random

from kadr.board import Staging
from kadr.engines.draft.curves import Spot, hull, mix, smooth
from kadr.engines.draft.hand import Hand
from kadr.engines.draft.strokes import chain, contour, edges, fill, hatch, stroke
from kadr.engines.draft.tones import Tones, blend
from kadr.engines.draft.view import View, box, ring
from kadr.staging import Point

CLEAR = {"fog": 11.0, "storm": 70.0, "rain": 80.0, "snow": 60.0}
"""Metres of air that take half of a tone, by weather."""

FINE_AIR = 360.0
"""The same in fair weather."""


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

    @cached_property
    def reverse(self) -> bool:
        """Whether the set is seen from its other side. Left and right are changed already; a place may also show
        what was behind the camera."""
        return self.staging.reverse

    @cached_property
    def weather(self) -> str:
        """The weather that is seen: none under a roof."""
        return "" if self.staging.interior else self.staging.weather

    @cached_property
    def wet(self) -> bool:
        """Whether water stands on the ground."""
        return self.weather in ("rain", "storm")

    @cached_property
    def snowy(self) -> bool:
        """Whether snow lies on what is open to the sky."""
        return self.weather == "snow"

    @cached_property
    def dim(self) -> bool:
        """Whether a lamp makes a difference."""
        return self.night or self.staging.light in ("fire", "lamp", "screen")

    @cached_property
    def close(self) -> bool:
        """Whether a face fills the picture, so that the place is only a hint behind it."""
        return self.view.span < 0.95

    def haze(self, depth: float) -> float:
        """How much of a tone the air has taken at so many metres from the camera, in steps."""
        air = CLEAR.get(self.weather, FINE_AIR)
        taken: float = 1 - 0.5 ** (max(0.0, depth - 3.0) / air)
        return round(taken * 9) / 10

    def tone(self, tone: str, depth: float) -> str:
        """A tone as it looks from so many metres away."""
        part = self.haze(depth)
        return blend(tone, self.tones.air, part) if part else tone

    def pen(self, depth: float) -> Hand:
        """The hand that draws behind the figures, its ink paled by the air."""
        part = self.haze(depth)
        return self.back.inked(blend(self.back.ink, self.tones.air, min(0.8, part * 0.9 + 0.04))) if part else self.back

    def weight(self, point: Point) -> float:
        """A line weight for something there: heavy near, a hair far away."""
        near: float = (self.view.scale(point) / self.back.unit / 70) ** 0.75
        return max(0.45, min(2.3, near))

    def ridge(self, heights: Sequence[float], z: float, tone: str, *, sharp: bool = False) -> list[Spot]:
        """Hills along the horizon, `z` metres away; `heights` in metres from the left of the frame to the right; gives
        the crest."""
        half, last = self.view.reach(z) * 1.25 + 1.0, len(heights) - 1
        crest = self.view.spots(Point(-half + 2 * half * i / last, up, z) for i, up in enumerate(heights))
        crest = crest if sharp else smooth(crest)
        base = self.view.spots([Point(half, 0.0, z * 3), Point(-half, 0.0, z * 3)])
        self.back.fill([*crest, *base], self.tone(tone, z))
        chain(self.pen(z), crest, 0.9, taper=0.3)
        return crest

    def block(self, centre: Point, size: tuple[float, float, float], tones: tuple[str, str, str]) -> None:
        """A box on the ground: size as (width, height, depth), tones of (top, side, front)."""
        hidden = 1 if centre.y + size[1] > self.view.camera.height else 0
        for face, tone in list(zip(box(centre, *size), tones, strict=True))[hidden:]:
            self.panel(face, tone, self.weight(centre))

    def panel(self, points: Sequence[Point], tone: str, weight: float = 1.2) -> list[Spot]:
        """A plane polygon in the world, filled and, if `weight` is not 0, edged; gives its outline."""
        outline = self.view.face(points)
        if len(outline) > 2:
            depth = min(p.z for p in points) + self.view.camera.distance
            fill(self.back, outline, self.tone(tone, depth))
            if weight:
                edges(self.pen(depth), outline, weight)
        return outline

    def line(self, a: Point, b: Point, weight: float, ink: str = "") -> None:
        """A straight stroke in the world; with `ink` in another colour than the pen's."""
        spots = self.view.stroke(a, b)
        if spots:
            pen = self.pen(min(a.z, b.z) + self.view.camera.distance)
            stroke(pen.inked(ink) if ink else pen, spots[0], spots[1], weight)

    def way(self, points: Sequence[Point], weight: float, ink: str = "") -> None:
        """A bent stroke in the world."""
        if all(self.view.depth(point) > 0.25 for point in points):
            pen = self.pen(min(p.z for p in points) + self.view.camera.distance)
            chain(pen.inked(ink) if ink else pen, smooth(self.view.spots(points), steps=3), weight)

    def hatch(self, points: Sequence[Point], spacing: float, slope: float, weight: float = 0.7) -> None:
        """Parallel strokes in a plane polygon of the world, `spacing` in units."""
        hatch(
            self.pen(min(p.z for p in points) + self.view.camera.distance),
            self.view.face(points),
            spacing,
            slope,
            weight,
        )

    def flat(self, centre: Point, size: tuple[float, float], tone: str, weight: float = 0.0, corners: int = 14) -> None:
        """A level oval on the ground: size as (half its width, half its depth)."""
        wide, deep = size
        outline = self.view.face(
            [
                Point(centre.x + (p.x - centre.x) * wide, p.y, centre.z + (p.z - centre.z) * deep)
                for p in ring(centre, 1.0, corners)
            ]
        )
        if len(outline) > 2:
            outline = smooth(outline, closed=True, steps=2)
            tone = self.tone(tone, centre.z + self.view.camera.distance)
            if weight:
                contour(self.back, outline, tone, weight)
            else:
                self.back.fill(outline, tone)

    def turned(self, foot: Point, tiers: Sequence[tuple[float, float]], tone: str, shade: str) -> list[Spot]:
        """A turned solid (yurt, jar, trunk): (height, radius) in metres, with its shaded side; gives its outline."""
        if self.view.depth(foot) < 0.4:
            return []
        rings = [self.view.spots(ring(Point(foot.x, foot.y + up, foot.z), r)) for up, r in tiers]
        left = [min(r, key=lambda s: s.x) for r in rings]
        right = [max(r, key=lambda s: s.x) for r in rings]
        bottom = max(rings[0], key=lambda s: s.y)
        outline = [*left[::-1], bottom, *right]
        depth = foot.z + self.view.camera.distance
        outer = outline if _waisted(tiers) else hull(outline)
        contour(self.pen(depth), outer, self.tone(tone, depth), self.weight(foot))
        inner = [mix(a, b, 0.62) for a, b in zip(left, right, strict=True)]
        edge = [mix(a, b, 0.97) for a, b in zip(left, right, strict=True)]
        self.back.fill([mix(bottom, right[0], 0.4), *edge, *inner[::-1]], self.tone(shade, depth))
        return outline

    def cast(self, foot: Point, tall: float, wide: float, tone: str = "") -> None:
        """The shadow on the ground of something upright: short by day, long when the sun is low."""
        reach = {"day": 0.5, "dawn": 1.8, "dusk": 1.7}.get(self.staging.time, 0.35)
        if self.weather:
            reach = min(reach, 0.35)
        dx, dz, half = reach * tall, -0.12 * reach * tall, wide / 2
        outline = self.view.face(
            [
                Point(foot.x - half, 0, foot.z),
                Point(foot.x + half, 0, foot.z - half * 0.4),
                Point(foot.x + half + dx, 0, foot.z + dz),
                Point(foot.x + dx * 0.86 - half * 0.5, 0, foot.z + dz + half * 0.7),
            ]
        )
        if len(outline) > 2:
            depth = foot.z + self.view.camera.distance
            self.back.fill(outline, tone or self.tone(blend(self.tones.ground, self.tones.ink, 0.17), depth))

    def tufts(self, count: int, near: float, far: float) -> None:
        """Grass here and there on the ground between two distances from the plane of action."""
        for _ in range(count):
            z = near + (far - near) * self.random.random() ** 1.6
            foot = Point((self.random.random() - 0.5) * 2.1 * self.view.reach(z), 0.0, z)
            size = 0.14 + 0.14 * self.random.random()
            if self.view.depth(foot) > 0.8 and not (abs(foot.x) < 0.5 and z < 0.6):
                self.tuft(self.pen(z + self.view.camera.distance), foot, size)

    def tuft(self, hand: Hand, foot: Point, size: float) -> None:
        """One tuft of grass, `size` metres high."""
        base, scale, weight = self.view.spot(foot), self.view.scale(foot) * size, self.weight(foot)
        for lean in (-0.6, -0.25, 0.05, 0.3, 0.7):
            lean += (self.random.random() - 0.5) * 0.2
            rise = (0.7 + 0.5 * self.random.random()) * (1.1 - abs(lean) * 0.5)
            bend = Spot(base.x + lean * scale * 0.35, base.y - rise * scale * 0.65)
            tip = Spot(base.x + lean * scale, base.y - rise * scale)
            chain(hand, [Spot(base.x + lean * scale * 0.2, base.y), bend, tip], weight)

    def scallop(self, centre: Spot, wide: float, tall: float, bumps: int = 11) -> list[Spot]:
        """The outline of a mass of leaves, a bush or a cloud, in pixels."""
        spots = []
        for index in range(bumps * 3):
            swell = 1.0 + 0.11 * sin(pi * (index % 3 + 0.5) / 3) - 0.07 + (self.random.random() - 0.5) * 0.09
            angle = 2 * pi * index / (bumps * 3)
            spots.append(Spot(centre.x + wide * swell * cos(angle), centre.y + tall * swell * sin(angle)))
        return spots


def _waisted(tiers: Sequence[tuple[float, float]]) -> bool:
    """Whether a profile is anywhere thinner than a straight wall between its neighbours would be."""
    for (low, a), (up, r), (high, b) in zip(tiers, tiers[1:], tiers[2:], strict=False):
        if r < a + (b - a) * (up - low) / (high - low) - 0.02:
            return True
    return False
