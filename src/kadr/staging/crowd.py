"""A crowd: many people who are nobody, spread in depth behind those the shot is about."""

from collections.abc import Iterator
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


def gather(crowd: Figure, others: list[Placement], camera: Camera, aspect: float, *, front: bool) -> list[Placement]:
    """Places for `crowd` in what `camera` sees free of `others`; fewer than its count when the frame holds no more.

    `front`: the crowd is what the shot is about and stands where the camera looks."""
    placed: list[Placement] = []
    centre = others[0].x if others else 0.0
    for least in (0.9, 0.45):  # heads apart on the picture, in head widths: loosely first, then closer
        for x, z in _room(camera, aspect, 0.0 if front else 1.25):
            if len(placed) == crowd.count:
                break
            if _free(camera, aspect, Point(x, EYES, z), [*others, *placed], least):
                placed.append(_member(crowd, len(placed) + 1, x, z, centre))
    return placed


def _room(camera: Camera, aspect: float, nearest: float) -> Iterator[tuple[float, float]]:
    """Standing room in the frame, the nearest row first and each row from the middle outwards."""
    for row in range(ROWS):
        z = nearest + row * ROW_DEPTH
        half = aspect / 2 * (camera.distance + z) / camera.lens - 0.16
        seats = max(1, int(2 * half / SPACING))
        for seat in range(seats):
            step = (seat + 1) // 2 * (-1 if seat % 2 else 1)
            sway = ((seat * 7 + row * 5) % 11 - 5) / 5
            yield step * SPACING + (row % 2 - 0.5) * SPACING / 2 + sway * 0.1, z + sway * 0.14


def _free(camera: Camera, aspect: float, head: Point, others: list[Placement], least: float) -> bool:
    """Whether somebody there is seen and stands in nobody's way, on the ground and on the picture."""
    seen = project(camera, head)
    wide = 0.22 * camera.lens / seen.depth if seen.depth > 0 else 9.0
    for other in others:
        if (other.x - head.x) ** 2 + (other.z - head.z) ** 2 < 0.5**2:
            return False
        if abs(project(camera, Point(other.x, EYES, other.z)).x - seen.x) < least * wide:
            return False
    return abs(seen.y) < 0.5 - wide / 2 and abs(seen.x) < aspect / 2 - wide / 2


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
