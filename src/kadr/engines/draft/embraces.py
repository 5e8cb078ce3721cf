"""Arms that lie round somebody else: two who embrace are built and drawn with regard to one another."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kadr.board import Looks, Placement
from kadr.engines.draft.feelings import feeling
from kadr.engines.draft.limbs import draw_hand
from kadr.engines.draft.sitter import Sitter
from kadr.engines.draft.skeleton import Limb, Skeleton, build, spine
from kadr.engines.draft.space import add, dot
from kadr.staging import Point

EMBRACE = "embrace"

CLOSE = 0.75
"""Whom somebody embraces stands within so many metres."""

UPPER, FORE = 0.165, 0.15
"""The lengths of an arm's parts on somebody of one metre."""

WRISTS = {
    True: ((0.6, -0.05, 0.0), (0.76, 0.085, 0.035)),
    False: ((0.62, -0.02, 0.0), (0.5, 0.03, 0.07)),
}
"""Where on the other's body the wrists of the far and the near arm are, for who is drawn last and for who is drawn
first: up the spine, and to the camera's side and to the front in statures. The hand lies beyond its wrist."""


def embodied(place: Placement, figures: Sequence[Placement], looks: Callable[[Placement], Looks]) -> Skeleton:
    """Somebody's skeleton; the arms of who embraces lie on the other's back. `looks` tells what somebody looks like."""
    bones = build(place, looks(place), feeling(place.feeling))
    partner = _partner(place, figures)
    if partner is None:
        return bones
    other = build(partner, looks(partner), feeling(partner.feeling))
    upper = _before(partner) < _before(place)
    far, near = (_laid(arm, _place(other, at), bones) for arm, at in zip(bones.arms, WRISTS[upper], strict=True))
    return replace(bones, arms=(far, near), clasp="over" if upper else "under")


def draw_clasp(first: Sitter, second: Sitter) -> None:
    """The hand of the one who was drawn first, as it comes round the back of the one who was drawn last."""
    bones = second.bones
    toward = second.view.toward(bones.neck)
    right = Point(-toward.z, 0.0, toward.x)
    way = 1.0 if dot(bones.trunk.front, right) < 0 else -1.0
    wide, deep = dot(bones.trunk.left, right) * 0.105, dot(bones.trunk.front, right) * 0.07
    size = (wide * wide + deep * deep) ** 0.5 or 1.0
    edge = bones.trunk.out(wide * 0.105 / size * way, 0.0, deep * 0.07 / size * way)
    middle = spine(bones, 0.7)
    wrist = add(middle, edge, 0.92 * bones.tall)
    arm = first.bones.arms[0]
    elbow = add(add(middle, edge, 2.4 * bones.tall), Point(0.0, -0.04, 0.0), bones.tall)
    draw_hand(first, Limb(root=arm.root, middle=elbow, end=wrist, side=arm.side), "open")


def _partner(place: Placement, figures: Sequence[Placement]) -> Placement | None:
    near = [
        (apart, other.who, other)
        for other in figures
        if place.pose == other.pose == EMBRACE and other.who != place.who
        for apart in (((other.x - place.x) ** 2 + (other.z - place.z) ** 2) ** 0.5,)
        if apart < CLOSE
    ]
    return min(near)[2] if near else None


def _before(place: Placement) -> tuple[float, float, str]:
    """The order in which people are drawn."""
    return -place.z, place.x, place.who


def _place(bones: Skeleton, at: tuple[float, float, float]) -> Point:
    """A place at somebody's body, as in `WRISTS`."""
    up, aside, ahead = at
    return add(spine(bones, up), bones.trunk.out(bones.arms[1].side * aside, 0.0, ahead), bones.tall)


def _laid(arm: Limb, target: Point, bones: Skeleton) -> Limb:
    """An arm whose wrist is at `target`, or as near as it reaches; the elbow hangs out and down."""
    upper, fore = UPPER * bones.tall, FORE * bones.tall
    way = add(target, arm.root, -1.0)
    far = dot(way, way) ** 0.5 or 1.0
    span = min(far, 0.98 * (upper + fore))
    along = Point(*(part / far for part in way))
    hint = bones.trunk.out(arm.side * 0.5, -0.9, 0.0)
    hint = add(hint, along, -dot(hint, along))
    size = dot(hint, hint) ** 0.5 or 1.0
    foot = (upper * upper - fore * fore + span * span) / (2 * span)
    lift = max(0.0, upper * upper - foot * foot) ** 0.5
    elbow = add(add(arm.root, along, foot), hint, lift / size)
    end = add(arm.root, along, span)
    return Limb(root=arm.root, middle=elbow, end=end, side=arm.side)
