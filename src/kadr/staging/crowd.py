"""A crowd: many people who are nobody, spread in depth behind those the shot is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, degrees

from kadr.board import Camera, Figure, Placement
from kadr.staging.lens import Point, project

ROWS = 9
"""Rows of standing room, the first one just behind the named."""

SPACING = 0.72
"""Metres between two people of a row."""

ROW_DEPTH = 0.85
"""Metres between two rows."""

EYES = 1.5
"""Metres: a crowd's eye level, wherever its people's own may be."""

SITTING = 0.85
"""Metres: the same of a crowd that sits on the ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a crowd may stand: what `camera` sees in a frame `aspect` times as wide as high, from `nearest` to
    `deepest` metres behind the plane of action; `eyes` is the crowd's eye level in metres."""

    camera: Camera
    aspect: float
    nearest: float
    deepest: float
    eyes: float = EYES


def gather(crowd: Figure, others: list[Placement], stand: Stand) -> list[Placement]:
    """Places for `crowd` in what is free of `others`; fewer than its count when the stand holds no more."""
    placed: list[Placement] = []
    centre = others[0].x if others else 0.0
    for least in (0.9, 0.45):  # heads apart on the picture, in head widths: loosely first, then closer
        for x, z in _room(stand):
            if len(placed) == crowd.count:
                break
            if _free(stand, Point(x, stand.eyes, z), [*others, *placed], least):
                placed.append(_member(crowd, len(placed) + 1, x, z, centre))
    return placed


def _room(stand: Stand) -> Iterator[tuple[float, float]]:
    """Standing room in the frame, the nearest row first and each row from the middle outwards."""
    for row in range(ROWS):
        z = stand.nearest + row * ROW_DEPTH
        if z > stand.deepest:
            return
        half = stand.aspect / 2 * (stand.camera.distance + z) / stand.camera.lens - 0.16
        seats = max(1, int(2 * half / SPACING))
        for seat in range(seats):
            step = (seat + 1) // 2 * (-1 if seat % 2 else 1)
            sway = ((seat * 7 + row * 5) % 11 - 5) / 5
            yield step * SPACING + (row % 2 - 0.5) * SPACING / 2 + sway * 0.1, z + sway * 0.14


def _free(stand: Stand, head: Point, others: list[Placement], least: float) -> bool:
    """Whether somebody there is seen and stands in nobody's way, on the ground and on the picture."""
    camera = stand.camera
    seen = project(camera, head)
    wide = 0.22 * camera.lens / seen.depth if seen.depth > 0 else 9.0
    for other in others:
        if (other.x - head.x) ** 2 + (other.z - head.z) ** 2 < 0.5**2:
            return False
        if abs(project(camera, Point(other.x, head.y, other.z)).x - seen.x) < least * wide:
            return False
    return abs(seen.y) < 0.5 - wide and abs(seen.x) < stand.aspect / 2 - wide / 2


def _member(crowd: Figure, number: int, x: float, z: float, centre: float) -> Placement:
    """One of the crowd, turned to what it looks at: `centre` on the plane of action."""
    turn = degrees(atan2(centre - x, max(z, 0.6))) * 0.8 + (number * 37 % 31 - 15)
    return Placement(
        who=f"{crowd.who} {number}",
        x=round(x, 3),
        z=round(z, 3),
        facing=round(max(-70.0, min(70.0, turn)), 3),
        pose=crowd.pose,
        feeling=crowd.feeling,
    )
