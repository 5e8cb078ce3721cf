"""What the eye sees of a head: its outline and its shaded side, or those of any part of its surface."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from kadr.engines.draft.curves import Spot, hull, mix
from kadr.engines.draft.sitter import Sitter
from kadr.engines.draft.skull import Level, Skull, Way, face_of, skull_of
from kadr.engines.draft.space import dot
from kadr.staging import Point

Held = Callable[[float, float, float], bool]
"""Whether a place of the head (to its left, up, to the front) belongs to a part of it."""

LIGHT = Point(-0.62, 0.5, -0.6)
"""Where the light comes from in the world: from above, the left and behind the camera."""

FINE = 30.0
"""Above this half head (in units) the form is taken at every tenth of a head and finer."""

SEEN = -0.12
"""How far beyond the edge a place still counts as seen: the outline itself is at 0."""


def everywhere(x: float, up: float, z: float) -> bool:
    """All of the head."""
    return True


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the surface as it shows: where, how far across the head on the picture, and how it is lit."""

    way: Way
    spot: Spot
    across: float
    lit: float


class Form:
    """The surface of one head before the camera. `volume` makes it larger than the skull, as hair is."""

    def __init__(self, sitter: Sitter, volume: float = 1.0) -> None:
        self.sitter = sitter
        self.skull: Skull = skull_of(face_of(sitter.looks))
        self.volume = volume
        head, toward = sitter.bones.head, sitter.view.toward(sitter.bones.skull)
        self._toward = (dot(head.left, toward), dot(head.up, toward), dot(head.front, toward))
        self._light = (dot(head.left, LIGHT), dot(head.up, LIGHT), dot(head.front, LIGHT))
        up = sitter.head_axis(1)
        size = (up.x * up.x + up.y * up.y) ** 0.5
        self.upright = size > 0.55 * sitter.head_size * sitter.hand.unit
        self._way = Spot(-up.y / size, up.x / size) if self.upright else Spot(1.0, 0.0)

    def outline(self, held: Held = everywhere, levels: Iterable[Level] | None = None) -> list[Spot]:
        """The outline of the part of the surface that is `held` and can be seen; empty if there is none."""
        rows = self.rows(held, levels)
        if len(rows) < 2:
            return []
        if not self.upright:
            return hull(place.spot for row in rows for place in row)
        left = [min(row, key=_across).spot for row in rows]
        right = [max(row, key=_across).spot for row in rows]
        return [*right, *reversed(left)]

    def shade(self, held: Held = everywhere, edge: float = 0.1) -> list[Spot]:
        """The outline of the shaded side of a part of the surface: what is lit less than `edge`, on our right."""
        rows = self.rows(held, None)
        right, inner = [], []
        for row in rows if self.upright else ():
            ordered = sorted(row, key=_across, reverse=True)
            border = ordered[0].spot
            for lighter, darker in pairwise([*reversed(ordered)]):
                if lighter.lit >= edge > darker.lit:
                    part = (lighter.lit - edge) / (lighter.lit - darker.lit)
                    border = mix(lighter.spot, darker.spot, part)
            if all(place.lit < edge for place in ordered):
                border = ordered[-1].spot
            right.append(ordered[0].spot)
            inner.append(border)
        return [*right, *reversed(inner)] if len(right) > 2 else []

    def rows(self, held: Held, levels: Iterable[Level] | None) -> list[list[Place]]:
        """The seen places of each level that are held, from the crown down."""
        rows = []
        for level in self.levels() if levels is None else levels:
            row = self._seen(self.skull.ring(level, self._count), held)
            if row:
                rows.append(row)
        return rows

    def levels(self) -> Sequence[Level]:
        """The levels that are worth drawing at this size."""
        if self.sitter.head_size > FINE / 2:
            return self.skull.levels
        return self.skull.levels[::2] + self.skull.levels[-1:]

    def spot(self, aside: float, up: float, lift: float = 0.0) -> Spot:
        """Where a place of the face shows, `lift` before the surface."""
        return self.sitter.head_spot(aside, up, self.skull.front(aside, up) + lift)

    def shows(self, aside: float, up: float) -> float:
        """How much a place of the face is turned to us: 1 straight, below 0 it is hidden."""
        step = 0.04
        slope = (self.skull.front(aside + step, up) - self.skull.front(aside - step, up)) / (2 * step)
        x, y, z = self._toward
        return (z - slope * x - y * up * 0.25) / hypot(1.0, slope)

    @property
    def _count(self) -> int:
        return 17 if self.sitter.head_size > FINE else 11 if self.sitter.head_size > FINE / 2 else 8

    def _seen(self, ways: Iterable[Way], held: Held) -> list[Place]:
        """Those of the places that are held and turned to us."""
        (tx, ty, tz), (lx, ly, lz), size = self._toward, self._light, self.volume
        (ax, ay), places = self._way, []
        middle, (left, up, front) = self.sitter.frame
        for way in ways:
            x, y, z = way
            far = (x * x + y * y * 0.55 + z * z) ** 0.5 or 1.0
            if x * tx + y * 0.74 * ty + (z + 0.05) * tz > SEEN * far and held(x, y, z):
                a, b, c = x * size, (y - 0.1) * size + 0.1, (z + 0.05) * size - 0.05
                sx = middle.x + a * left.x + b * up.x + c * front.x
                sy = middle.y + a * left.y + b * up.y + c * front.y
                lit = (x * lx + y * 0.74 * ly + (z + 0.05) * lz) / far
                places.append(Place(way, Spot(sx, sy), sx * ax + sy * ay, lit))
        return places


def _across(place: Place) -> float:
    return place.across
