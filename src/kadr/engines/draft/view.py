"""The picture's window on the world: metres in, pixels out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, radians, sin

from kadr.board import Camera
from kadr.engines.draft.curves import Spot
from kadr.staging import Point, project

CLEAR = 0.25
"""Metres: forms nearer to the camera than this are cut off there."""


@dataclass(frozen=True, slots=True)
class View:
    """A camera and the size of its picture in pixels."""

    camera: Camera
    width: int
    height: int
    mirror: bool = False
    """Whether the world is turned left to right before it is looked at."""

    def spot(self, point: Point) -> Spot:
        """Where a point shows, in pixels."""
        seen = project(self.camera, Point(-point.x, point.y, point.z) if self.mirror else point)
        return Spot(self.width / 2 + seen.x * self.height, self.height / 2 + seen.y * self.height)

    def spots(self, points: Iterable[Point]) -> list[Spot]:
        """Where points show."""
        return [self.spot(point) for point in points]

    def depth(self, point: Point) -> float:
        """Metres from the camera along its axis."""
        s, c = _turned(self.camera.tilt)
        return (point.y - self.camera.height) * s + (point.z + self.camera.distance) * c

    def scale(self, point: Point) -> float:
        """Pixels to a metre at the depth of a point."""
        return self.camera.lens * self.height / max(self.depth(point), 0.05)

    def toward(self, point: Point) -> Point:
        """The unit vector from a point to the camera."""
        x, y, z = -point.x, self.camera.height - point.y, -self.camera.distance - point.z
        size = (x * x + y * y + z * z) ** 0.5 or 1.0
        return Point(x / size, y / size, z / size)

    def reach(self, z: float) -> float:
        """Half of how many metres the picture is wide at `z` metres behind the plane of action."""
        tilt = radians(self.camera.tilt)
        depth = (z + self.camera.distance) * cos(tilt) + (0.6 - self.camera.height) * sin(tilt)
        return self.width / self.height / 2 * max(depth, 0.4) / self.camera.lens

    @property
    def span(self) -> float:
        """How many metres of somebody the picture is high: half a metre is a face, three are a whole figure."""
        tilt = max(0.35, cos(radians(self.camera.tilt)))
        return self.camera.distance / tilt / self.camera.lens

    @property
    def overhead(self) -> bool:
        """Whether the camera looks down so far that the ground is the background."""
        return self.camera.tilt < -40

    def face(self, points: Sequence[Point]) -> list[Spot]:
        """The outline of a plane polygon, cut off where it comes nearer than `CLEAR`."""
        kept: list[Point] = []
        for a, b in zip(points, [*points[1:], points[0]], strict=True):
            near, far = self.depth(a) - CLEAR, self.depth(b) - CLEAR
            if near >= 0:
                kept.append(a)
            if (near >= 0) != (far >= 0):
                part = near / (near - far)
                kept.append(Point(*(p + (q - p) * part for p, q in zip(a, b, strict=True))))
        return self.spots(kept)

    def stroke(self, a: Point, b: Point) -> list[Spot]:
        """A straight line in the world, cut off like a face; empty when none of it is in front of the camera."""
        near, far = self.depth(a) - CLEAR, self.depth(b) - CLEAR
        if near < 0 and far < 0:
            return []
        if near < 0 or far < 0:
            part = near / (near - far)
            cut = Point(*(p + (q - p) * part for p, q in zip(a, b, strict=True)))
            a, b = (cut, b) if near < 0 else (a, cut)
        return [self.spot(a), self.spot(b)]

    def horizon(self) -> tuple[Spot, Spot]:
        """The horizon from left to right, one picture beyond each side. Level ground lies below it."""
        tilt = radians(self.camera.tilt)
        if self.camera.tilt < -80:
            return Spot(-self.width, -9e4), Spot(2 * self.width, -9e4)
        level = self.camera.lens * sin(tilt) / cos(tilt) + self.camera.shift
        reach = 1.5 * self.width / self.height + 1.5
        roll = radians(-self.camera.roll)
        ends = []
        for x in (-reach, reach):
            ends.append(
                Spot(
                    self.width / 2 + (x * cos(roll) - level * sin(roll)) * self.height,
                    self.height / 2 + (x * sin(roll) + level * cos(roll)) * self.height,
                )
            )
        return ends[0], ends[1]


@lru_cache(maxsize=256)
def _turned(degrees: float) -> tuple[float, float]:
    """The sine and the cosine: every point of a picture asks for those of the camera's tilt."""
    return sin(radians(degrees)), cos(radians(degrees))


def ring(centre: Point, radius: float, corners: int = 12) -> list[Point]:
    """A level circle in the world."""
    return [
        Point(centre.x + radius * cos(2 * pi * i / corners), centre.y, centre.z + radius * sin(2 * pi * i / corners))
        for i in range(corners)
    ]


def box(centre: Point, width: float, height: float, depth: float) -> list[list[Point]]:
    """The top and the upright faces of a box that stands at `centre`, far faces first."""
    x0, x1 = centre.x - width / 2, centre.x + width / 2
    y0, y1 = centre.y, centre.y + height
    z0, z1 = centre.z - depth / 2, centre.z + depth / 2
    side = x0 if centre.x > 0 else x1
    return [
        [Point(x0, y1, z0), Point(x1, y1, z0), Point(x1, y1, z1), Point(x0, y1, z1)],
        [Point(side, y0, z0), Point(side, y0, z1), Point(side, y1, z1), Point(side, y1, z0)],
        [Point(x0, y0, z0), Point(x1, y0, z0), Point(x1, y1, z0), Point(x0, y1, z0)],
    ]
