"""Gestures in frames that end at the chest: a hand that tells the story must be seen.

1. A stretched arm that the frame would cut off is bent, so that the hand is beside the face.
2. Where even that does not fit, the body is turned nearer to the camera.
3. The camera steps back for it, up to a medium shot, unless somebody has said the size.
"""

from collections.abc import Iterator, Sequence
from math import cos, hypot, radians, sin

import msgspec

from kadr.board import Camera, Origin, Placement, Shot, Size
from kadr.staging.foreground import BACK
from kadr.staging.framing import REFERENCE, SIZES, WHOLE, Aim, camera_for
from kadr.staging.gaze import held_back
from kadr.staging.lens import Point, Seen, project
from kadr.staging.postures import PICK, SEATED, deed_of, head_of, posture
from kadr.staging.stature import EYES

NEAR = "-near"
"""The ending of a pose's name when its arm is bent."""

HANDS = {
    "point": (0.13, 0.73, 0.33),
    "give": (0.12, 0.66, 0.32),
    "hold": (0.12, 0.66, 0.21),
    "wave": (0.23, 1.01, 0.14),
    "aim": (0.11, 0.75, 0.32),
    "pick": (0.13, 0.03, 0.17),
    "point-near": (0.12, 0.71, 0.2),
    "give-near": (0.11, 0.67, 0.2),
    "hold-near": (0.16, 0.72, 0.15),
    "wave-near": (0.2, 0.82, 0.12),
    "aim-near": (0.14, 0.72, 0.22),
}
"""Poses whose hand must be seen: where its wrist is, in statures: to the side that is turned from the camera, up, and
ahead; of `pick` the fingertips. The artist's skeleton has it there too; a test holds them together."""

PALM, HALF = 0.2, 0.07
"""Metres from the wrist to the middle of what the hand shows or to its finger, and half of that in breadth."""

FACE = 0.17
"""Metres from the eyes to below the chin."""

TURNS = (40.0, 24.0, 10.0)
"""How far somebody turns from the camera for a hand to be seen, in degrees: the first that will do."""


def hand_of(place: Placement, tall: float) -> Point | None:
    """Where the hand of a gesture is, in metres; None for a pose that makes none. `tall` as for `head_of`."""
    wrist = HANDS.get(deed_of(place.pose))
    if wrist is None:
        return None
    tall *= place.scale
    side = 1 if place.facing >= 0 else -1
    lower = EYES * (1.0 - posture(place.pose).eyes) if SEATED in place.pose else 0.0
    across, up, ahead = side * wrist[0] * tall, (wrist[1] - lower) * tall, wrist[2] * tall + PALM
    c, s = cos(radians(place.facing)), sin(radians(place.facing))
    return Point(place.x + across * c + ahead * s, place.y + up, place.z + across * s - ahead * c)


def shows(place: Placement, tall: float, camera: Camera, aspect: float, before: Sequence[Point] = ()) -> bool:
    """Whether somebody's hand is in the frame, neither before their own face nor behind those whose eyes are at
    `before`."""
    hand = hand_of(place, tall)
    if hand is None:
        return True
    seen = project(camera, hand)
    half = HALF * camera.lens / max(seen.depth, 0.1)
    if seen.depth <= 0.2 or abs(seen.x) + half > aspect / 2 or abs(seen.y) + half > 0.5:
        return False
    own = project(camera, head_of(place, tall))
    face = FACE * camera.lens / max(own.depth, 0.1)
    return hypot(seen.x - own.x, seen.y - own.y) > face + half and not any(
        _hides(project(camera, eyes), camera.lens, seen, half) for eyes in before
    )


def _hides(head: Seen, lens: float, hand: Seen, half: float) -> bool:
    """Whether a head with the shoulders under it is before a hand."""
    reach = BACK * lens / max(head.depth, 0.1)
    return abs(hand.x - head.x) < reach + half * 0.6 and hand.y > head.y - reach * 1.4


def gesturing(
    place: Placement, tall: float, camera: Camera, aspect: float, before: Sequence[Point] = ()
) -> Placement:  # fmt: skip
    """Somebody so that the hand of their gesture is seen; where nothing helps, with the arm bent."""
    if deed_of(place.pose) not in HANDS or shows(place, tall, camera, aspect, before):
        return place
    found = (one for one in _ways(place) if shows(one, tall, camera, aspect, before))
    return next(found, _bent(place))


def _ways(place: Placement) -> Iterator[Placement]:
    """The same gesture with a bent arm, then with either more and more turned to the camera."""
    yield _bent(place)
    for turn in (turn for turn in TURNS if turn < abs(place.facing)):
        turned = held_back(msgspec.structs.replace(place, facing=turn if place.facing >= 0 else -turn))
        yield _bent(turned)
        yield turned


def _bent(place: Placement) -> Placement:
    near = place.pose.removesuffix(NEAR) + NEAR
    return msgspec.structs.replace(place, pose=near) if deed_of(near) in HANDS else place


def is_cut(place: Placement, aim: Aim, tall: float, aspect: float) -> bool:
    """Whether a frame cuts off even the bent arm of somebody `tall` metres tall, and the camera may step back for it:
    up to a medium shot, to the knees in an upright frame, or to the ground for what is done there."""
    loosest = Size.FS if place.pose == PICK else Size.MS if aspect >= 1.0 else Size.MLS
    limit = SIZES[loosest].span * tall / REFERENCE
    if deed_of(place.pose) not in HANDS or not is_cropped(aim.size) or aim.span * 1.06 > limit:
        return False
    camera = camera_for(aim)
    return not (shows(place, tall, camera, aspect) or shows(_bent(place), tall, camera, aspect))


def is_cropped(size: Size) -> bool:
    """Whether a size may cut a gesture off."""
    return size not in WHOLE and size is not Size.ECU


def is_bound(shot: Shot) -> bool:
    """Whether somebody has said the size of a shot whose gesture would have the camera step back."""
    lead = next((figure for figure in shot.figures if figure.count == 1), None)
    return is_cropped(shot.size) and shot.by("size") is not Origin.CHOSEN and lead is not None and lead.pose in HANDS
