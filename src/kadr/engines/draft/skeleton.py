"""Jointed people: a pose and somebody's measures become points in the world."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import cos, radians, sin
from typing import Any

from kadr.board import Looks, Placement
from kadr.engines.draft.feelings import Feeling
from kadr.engines.draft.space import Axes, add, between, facing
from kadr.staging import Point, stature

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """The arm and the leg of one side; each part is (swing, spread) in degrees."""

    upper: Pair
    lower: Pair
    thigh: Pair
    shin: Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """A row of poses.toml."""

    lean: float
    nod: float
    near: Half
    far: Half
    hand: str = "open"
    other_hand: str = "open"
    rise: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limb:
    """Three joints from the body outwards, and the side: 1 left, -1 right."""

    root: Point
    middle: Point
    end: Point
    side: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """Somebody's joints. `girth` is 1 for an average build; `unit` is half a head's height in metres.

    Arms and legs come as (far, near): the far one belongs to the side that is turned from the camera. `hand` is that
    of the far arm, which acts and holds."""

    tall: float
    girth: float
    unit: float
    body: Axes
    trunk: Axes
    head: Axes
    pelvis: Point
    neck: Point
    skull: Point
    arms: tuple[Limb, Limb]
    legs: tuple[Limb, Limb]
    hand: str
    other_hand: str
    seated: bool  # cross-legged on the ground
    clasp: str = ""  # of two who embrace: "under" who is drawn first, "over" who is drawn last


GIRTH = {"thin": 0.84, "average": 1.0, "stout": 1.55}


@cache
def poses() -> dict[str, Pose]:
    """All poses by name."""
    rows = tomllib.loads(files(__package__).joinpath("poses.toml").read_text("utf-8"))
    return {name: _pose(row) for name, row in rows.items()}


def _pose(row: dict[str, Any]) -> Pose:
    near, far = (Half(**{part: (pair[0], pair[1]) for part, pair in row[side].items()}) for side in ("near", "far"))
    return Pose(
        lean=row["lean"], nod=row["nod"], near=near, far=far, hand=row.get("hand", "open"),
        other_hand=row.get("other_hand", "open"), rise=row.get("rise", 0.0),
    )  # fmt: skip


def build(placement: Placement, looks: Looks, feeling: Feeling) -> Skeleton:
    """Somebody's skeleton where he stands, his lowest joint on the ground. A pose that is not known stands."""
    pose = _named(placement.pose)
    tall = stature(looks) * placement.scale
    child = looks.age == "child"
    unit = tall / (10.6 if child else 13.2)
    girth = GIRTH.get(looks.build, 1.0) * (0.92 if child else 1.0)
    old = 7.0 if looks.age == "old" else 0.0
    body = facing(placement.facing)
    trunk = body.bent(pose.lean + feeling.lean + old)
    near_side = -1 if placement.facing >= 0 else 1
    pelvis = Point(placement.x, 0.0, placement.z)
    legs = tuple(_leg(pelvis, half, side, tall, body) for half, side in _sides(pose, near_side))
    lowest = min(min(leg.end.y, leg.middle.y) - 0.045 * tall for leg in legs)
    seated = min(pose.near.thigh) > 30
    if seated:
        lowest = min(lowest, -0.1 * tall)
    lift = Point(0.0, placement.y + pose.rise * tall - lowest, 0.0)
    pelvis = add(pelvis, lift)
    legs = tuple(_moved(leg, lift) for leg in legs)
    neck = add(pelvis, trunk.up, 0.315 * tall)
    broad = 0.9 if looks.sex == "f" and not child else 1.0
    arms = tuple(_arm(neck, half, side, tall, girth, trunk, broad) for half, side in _sides(pose, near_side))
    looking = _cheated(placement.facing) if placement.head is None else placement.head
    head = (
        facing(looking)
        .turned(feeling.turn * -near_side)
        .bent(pose.nod + feeling.nod + placement.nod + old)
        .tipped(feeling.tip * near_side)
    )
    skull = add(add(neck, trunk.up, 0.022 * tall), head.out(0.0, 1.0, 0.12), unit)
    return Skeleton(
        tall=tall, girth=girth, unit=unit, body=body, trunk=trunk, head=head, pelvis=pelvis, neck=neck, skull=skull,
        arms=(arms[0], arms[1]), legs=(legs[0], legs[1]), hand=pose.hand, other_hand=pose.other_hand, seated=seated,
    )  # fmt: skip


IDLE = 10.0
"""Degrees: an arm that swings less is idle, and lies in the lap of who sits."""


def _named(name: str) -> Pose:
    """A pose by name; "sit/drink" sits with the arms and the head of who drinks."""
    seat, _, deed = name.partition("/")
    low = poses().get(seat, poses()["stand"])
    if not deed:
        return low
    arms = poses().get(deed, low)
    free = low.near if abs(arms.near.upper[0]) < IDLE else arms.near
    near = replace(low.near, upper=free.upper, lower=free.lower)
    far = replace(low.far, upper=arms.far.upper, lower=arms.far.lower)
    return replace(low, near=near, far=far, nod=arms.nod, hand=arms.hand, other_hand=arms.other_hand)


def _cheated(degrees: float) -> float:
    """Where a head looks: like actors, people turn their faces a little to the camera."""
    return degrees * 0.7 if abs(degrees) <= 110 else degrees


def _sides(pose: Pose, near_side: int) -> tuple[tuple[Half, int], tuple[Half, int]]:
    return (pose.far, -near_side), (pose.near, near_side)


def _way(pair: Pair, side: int, axes: Axes) -> Point:
    swing, spread = radians(pair[0]), radians(pair[1])
    return axes.out(side * sin(spread), -cos(swing) * cos(spread), sin(swing) * cos(spread))


def _leg(pelvis: Point, half: Half, side: int, tall: float, body: Axes) -> Limb:
    hip = add(pelvis, body.left, side * 0.05 * tall)
    knee = add(hip, _way(half.thigh, side, body), 0.245 * tall)
    return Limb(root=hip, middle=knee, end=add(knee, _way(half.shin, side, body), 0.235 * tall), side=side)


def _arm(neck: Point, half: Half, side: int, tall: float, girth: float, trunk: Axes, broad: float) -> Limb:
    shoulder = add(neck, trunk.out(side * 0.105 * (0.7 + 0.3 * girth) * broad, -0.052, 0.0), tall)
    elbow = add(shoulder, _way(half.upper, side, trunk), 0.165 * tall)
    return Limb(root=shoulder, middle=elbow, end=add(elbow, _way(half.lower, side, trunk), 0.15 * tall), side=side)


def _moved(limb: Limb, by: Point) -> Limb:
    return Limb(root=add(limb.root, by), middle=add(limb.middle, by), end=add(limb.end, by), side=limb.side)


def spine(bones: Skeleton, part: float) -> Point:
    """A point of the back: 0 at the pelvis, 1 at the neck."""
    return between(bones.pelvis, bones.neck, part)
