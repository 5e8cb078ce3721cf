"""The pinhole: from points in the world to places in the frame.

The world's axes: x to the right, y up from the ground, z away from the camera; metres. The camera stands at
``(0, height, -distance)``.
"""

from math import cos, radians, sin
from typing import NamedTuple

from kadr.board import Camera


class Point(NamedTuple):
    """A point of the world in metres."""

    x: float
    y: float
    z: float


class Seen(NamedTuple):
    """Where a point shows: `x` right and `y` down from the middle of the frame, in frame heights; `depth` is the
    distance along the camera's axis in metres. A depth of zero or less is behind the camera."""

    x: float
    y: float
    depth: float


NEAR = 0.05
"""Nothing is projected from nearer than this, in metres."""


def project(camera: Camera, point: Point) -> Seen:
    """Where `camera` sees `point`. Points nearer than `NEAR` are pressed onto that plane; `depth` still tells."""
    tilt, roll = radians(camera.tilt), radians(-camera.roll)
    rise, away = point.y - camera.height, point.z + camera.distance
    depth = rise * sin(tilt) + away * cos(tilt)
    up = rise * cos(tilt) - away * sin(tilt)
    scale = camera.lens / max(depth, NEAR)
    x, y = point.x * scale, camera.shift - up * scale
    return Seen(x * cos(roll) - y * sin(roll), x * sin(roll) + y * cos(roll), depth)
