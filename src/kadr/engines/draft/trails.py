"""Where people go: curved ways on the ground before them, or through the air, in the perspective of the picture."""

from collections.abc import Iterator
from math import cos, hypot, pi, radians, sin
from typing import NamedTuple

from kadr.board import Placement, Staging
from kadr.engines.draft.curves import Spot, length
from kadr.engines.draft.view import View
from kadr.staging import Point

SIZES = frozenset({"MLS", "FS", "LS", "ELS"})
"""Shot sizes with room for a trail."""

MOST = 3
"""Trails in one picture; more say nothing."""

ACROSS = 30.0
"""Degrees from the camera's axis past which somebody goes across the picture."""

STEPS = 22
APART = 0.55
"""Metres that a trail keeps from whoever stands in its way."""

SHORTEST = 0.45
"""Metres: a shorter trail is not drawn."""

LEAST = 42.0
"""Units: nor is one that is seen shorter than this."""


class Trail(NamedTuple):
    """A way on the picture, and how wide its arrow is at tail and head, in pixels."""

    spots: list[Spot]
    widths: tuple[float, float]


class Way(NamedTuple):
    """How a pose moves somebody: from `start` metres before them, `far` metres on; `low` and `high` are the heights of
    both ends in metres, `hop` how much it rises between; `bow` how far it swings out to the camera."""

    start: float
    far: float
    low: float = 0.0
    high: float = 0.0
    hop: float = 0.0
    bow: float = 0.22


WAYS = {
    "walk": Way(0.5, 1.1),
    "sit/roll": Way(0.7, 1.1),
    "run": Way(0.75, 1.7),
    "carry": Way(0.6, 1.0),
    "push": Way(0.9, 1.0),
    "pull": Way(-0.5, -1.0),
    "ride": Way(1.3, 2.0),
    "jump": Way(0.45, 1.2, 0.1, 0.0, 0.75, 0.1),
    "fall": Way(0.75, 0.75, 0.9, 0.05, 0.18, 0.1),
    "climb": Way(0.45, 0.25, 0.5, 2.0, 0.0, 0.1),
    "throw": Way(0.55, 1.6, 1.35, 0.9, 0.5, 0.0),
}
"""Poses that go somewhere."""


def trails(staging: Staging, view: View, named: frozenset[str], size: str) -> Iterator[Trail]:
    """The trails of those of the cast who move, the nearest first; none in close shots, none of crowds."""
    if size not in SIZES:
        return
    movers = [place for place in staging.figures if place.who in named and place.pose in WAYS]
    for place in sorted(movers, key=lambda one: (one.z, one.x, one.who))[:MOST]:
        way = _clear(WAYS[place.pose], place, staging)
        if way is None:
            continue
        points = [_at(way, place, index / STEPS) for index in range(STEPS + 1)]
        if any(view.depth(point) < 0.4 for point in points):
            continue
        spots = view.spots(points)
        unit = min(view.width, view.height) / 768
        if length(spots) > LEAST * unit:
            wide = max(5.0 * unit, min(13.0 * unit, 0.075 * view.scale(points[STEPS // 2])))
            yield Trail(spots, (0.15 * wide, min(wide, length(spots) / 9)))


def _clear(way: Way, place: Placement, staging: Staging) -> Way | None:
    """The way as far as it is clear of the others; None: there is no room for it."""
    ahead = _front(place)
    sign = 1 if way.far > 0 else -1
    far = abs(way.far)
    for other in staging.figures:
        dx, dz = other.x - place.x, other.z - place.z
        along = (dx * ahead[0] + dz * ahead[1]) * sign
        aside = hypot(dx - along * sign * ahead[0], dz - along * sign * ahead[1])
        if other.who != place.who and along > 0 and aside < APART + way.bow:
            far = min(far, along - APART - abs(way.start))
    return way._replace(far=far * sign) if far >= min(SHORTEST, abs(way.far)) else None


def _front(place: Placement) -> tuple[float, float]:
    """Before somebody, along x and z; who goes across the picture goes straight across it, or the way would leave the
    frame at their feet."""
    turn = (place.facing + 180.0) % 360.0 - 180.0
    if ACROSS <= abs(turn) <= 180.0 - ACROSS:
        turn = 84.0 if turn > 0 else -84.0
    away = radians(turn)
    return sin(away), -cos(away)


def _at(way: Way, place: Placement, part: float) -> Point:
    """A point of a way: `part` from 0 to 1. It swings out on the side that is nearer to the camera."""
    x, z = _front(place)
    aside = (z, -x) if x > 0 else (-z, x)
    on, swing = way.start + way.far * part, way.bow * (1.0 - (1.0 - part) ** 2 + 0.5 * sin(pi * part)) * 0.6
    up = way.low + (way.high - way.low) * part + way.hop * sin(pi * part)
    return Point(
        place.x + (x * on + aside[0] * swing) * place.scale,
        place.y + max(0.01, up) * place.scale,
        place.z + (z * on + aside[1] * swing) * place.scale,
    )
