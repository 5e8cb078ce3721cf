"""Vectors in metres for whoever builds bodies."""

from math import cos, radians, sin

from kadr.staging import Point


def add(a: Point, b: Point, part: float = 1.0) -> Point:
    """`a` moved by `part` of `b`."""
    return Point(a.x + b.x * part, a.y + b.y * part, a.z + b.z * part)


def between(a: Point, b: Point, part: float) -> Point:
    """The point `part` of the way from `a` to `b`."""
    return Point(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part, a.z + (b.z - a.z) * part)


def dot(a: Point, b: Point) -> float:
    """The scalar product."""
    return a.x * b.x + a.y * b.y + a.z * b.z


class Axes:
    """Somebody's own directions as unit vectors: `left`, `up`, `front`."""

    __slots__ = ("front", "left", "up")

    def __init__(self, left: Point, up: Point, front: Point) -> None:
        self.left, self.up, self.front = left, up, front

    def out(self, side: float, up: float, front: float) -> Point:
        """A vector given in these directions, in the world's."""
        return Point(*(a * side + b * up + c * front for a, b, c in zip(self.left, self.up, self.front, strict=True)))

    def bent(self, degrees: float) -> "Axes":
        """The same, bowed forward."""
        c, s = cos(radians(degrees)), sin(radians(degrees))
        return Axes(self.left, self.out(0, c, s), self.out(0, -s, c))

    def turned(self, degrees: float) -> "Axes":
        """The same, turned to its own left."""
        c, s = cos(radians(degrees)), sin(radians(degrees))
        return Axes(self.out(c, 0, -s), self.up, self.out(s, 0, c))

    def tipped(self, degrees: float) -> "Axes":
        """The same, tipped over to its own left."""
        c, s = cos(radians(degrees)), sin(radians(degrees))
        return Axes(self.out(c, -s, 0), self.out(s, c, 0), self.front)


def facing(degrees: float) -> Axes:
    """The directions of somebody upright: 0 looks at the camera, 90 to picture right, 180 away."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return Axes(Point(c, 0.0, s), Point(0.0, 1.0, 0.0), Point(s, 0.0, -c))
