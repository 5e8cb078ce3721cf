"""Somebody in front of the artist: the body, the looks, and what the eye needs to draw them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from math import atan2, cos, degrees, pi, sin

from kadr.board import Looks
from kadr.engines.draft.curves import Spot, hull
from kadr.engines.draft.feelings import Feeling
from kadr.engines.draft.hand import Hand
from kadr.engines.draft.skeleton import Skeleton
from kadr.engines.draft.skull import Way
from kadr.engines.draft.space import add, dot
from kadr.engines.draft.tones import Tones
from kadr.engines.draft.view import View
from kadr.staging import Point


@dataclass(frozen=True, kw_only=True)
class Sitter:
    """One figure as it is being drawn."""

    bones: Skeleton
    looks: Looks
    feeling: Feeling
    view: View
    tones: Tones
    hand: Hand
    holds: str = ""
    accent: str = ""  # the character's colour, #rrggbb; empty: none
    heft: float = 1.0  # how much heavier the line is

    def marked(self, tone: str) -> str:
        """The character's colour for what sets them apart, or `tone` for those who have none."""
        return self.tones.dyed(self.accent) if self.accent else tone

    @property
    def head_size(self) -> float:
        """Half a head's height on the picture, in units of the hand."""
        return self.view.scale(self.bones.skull) * self.bones.unit / self.hand.unit

    @property
    def weight(self) -> float:
        """The outline's weight in units: nearer people get a heavier line."""
        return min(3.6, 1.15 + self.head_size * 0.0135) * self.heft

    @property
    def lateral(self) -> float:
        """How far the head is turned on the picture: 0 to us or away, 1 its left side to us, -1 its right."""
        return dot(self.bones.head.left, self.view.toward(self.bones.skull))

    @property
    def frontal(self) -> float:
        """How much of the face is to be seen: 1 all, 0 profile, -1 the back of the head."""
        return dot(self.bones.head.front, self.view.toward(self.bones.skull))

    def on_head(self, side: float, up: float, front: float) -> Point:
        """A point in halves of the head's height from the middle of the skull."""
        return add(self.bones.skull, self.bones.head.out(side, up, front), self.bones.unit)

    def head_spot(self, side: float, up: float, front: float) -> Spot:
        """Where that point shows: a head is small enough to be seen without perspective of its own."""
        middle, (left, over, ahead) = self.frame
        return Spot(
            middle.x + side * left.x + up * over.x + front * ahead.x,
            middle.y + side * left.y + up * over.y + front * ahead.y,
        )

    def head_axis(self, index: int) -> Spot:
        """How half a head's height to its left (0), up (1) or to the front (2) shows, in pixels."""
        return self.frame[1][index]

    @cached_property
    def frame(self) -> tuple[Spot, tuple[Spot, Spot, Spot]]:
        """The middle of the head, and how half a head's height to its left, up and to the front show, in pixels."""
        middle = self.view.spot(self.bones.skull)
        axes = []
        for way in ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)):
            a = self.view.spot(self.on_head(*way))
            b = self.view.spot(self.on_head(*(-part for part in way)))
            axes.append(Spot((a.x - b.x) / 2, (a.y - b.y) / 2))
        return middle, (axes[0], axes[1], axes[2])

    def faces_us(self, side: float, up: float, front: float, least: float = 0.1) -> bool:
        """Whether a place of the head that looks in this direction can be seen."""
        size = (side * side + up * up + front * front) ** 0.5
        way = self.bones.head.out(side / size, up / size, front / size)
        return dot(way, self.view.toward(self.bones.skull)) > least

    def patch(self, held: Callable[[float, float, float], bool], size: float) -> list[Spot]:
        """The outline of what can be seen of a part of the skull, `size` times its own; `held` picks the part by
        direction (left, up, front)."""
        spots = [
            self.head_spot(x * size * 0.8, y * size * 0.82 + 0.18, z * size * 0.84 - 0.04)
            for x, y, z in sphere()
            if held(x, y, z) and self.faces_us(x, y, z, -0.04)
        ]
        return hull(spots)

    def halves(self, held: Callable[[float, float, float], bool], size: float) -> list[list[Spot]]:
        """The same as `patch` for a part on both sides of the face: one outline for each side that can be seen, or
        one for both from behind."""
        if self.frontal < 0.25:
            outlines = [self.patch(held, size)]
        else:
            left = self.patch(lambda x, y, z: x > 0.3 and held(x, y, z), size)
            outlines = [left, self.patch(lambda x, y, z: x < -0.3 and held(x, y, z), size)]
        return [outline for outline in outlines if len(outline) > 2]

    def turned(self, tiers: Iterable[tuple[float, float]]) -> list[Spot]:
        """The outline of a turned form on the head's axis: (height, radius) in halves of a head."""
        from_below = dot(self.bones.head.up, self.view.toward(self.bones.skull)) < 0.08
        middle = degrees(atan2(self.lateral, self.frontal))
        spots = []
        for up, radius in tiers:
            if from_below:  # the far half of the rim is behind the head
                spots += self.hoop(up, radius, middle - 90, middle + 90)
            else:
                spots += self.hoop(up, radius, 0, 360)
        return hull(spots)

    def hoop(self, up: float, radius: float, start: float, end: float, rise: float = 0.0) -> list[Spot]:
        """A part of a level hoop round the head, from `start` to `end` degrees (0 front, 90 its left), that rises by
        `rise`."""
        steps = max(9, round((end - start) / 24))
        spots = []
        for index in range(steps + 1):
            angle = (start + (end - start) * index / steps) * pi / 180
            height = up + rise * index / steps
            spots.append(self.head_spot(radius * sin(angle) * 0.94, height, radius * cos(angle)))
        return spots

    def front_hoop(self, up: float, radius: float) -> list[Spot]:
        """The half of a hoop on our side of the head."""
        middle = degrees(atan2(self.lateral, self.frontal))
        return self.hoop(up, radius, middle - 88, middle + 88)


@cache
def sphere() -> tuple[Way, ...]:
    """Directions spread evenly over a sphere."""
    ways = []
    for row in range(1, 12):
        up, ring = cos(pi * row / 12), sin(pi * row / 12)
        count = max(6, round(24 * ring))
        for index in range(count):
            angle = 2 * pi * index / count
            ways.append((ring * sin(angle), up, ring * cos(angle)))
    return ((0.0, 1.0, 0.0), *ways)
