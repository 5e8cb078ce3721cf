"""What the staging must know of poses: how high the eyes are, and how much room a pose takes."""

import re
from dataclasses import dataclass, replace
from math import cos, radians, sin

from kadr import lexicon
from kadr.board import Placement, Shot
from kadr.staging.lens import Point
from kadr.staging.stature import EYES

GROUND = "sit-ground"
"""Sitting where there is nothing to sit on."""


@dataclass(frozen=True, slots=True)
class Posture:
    """`eyes`: the eye level as a part of that when standing; `moving`: whether it takes somebody across the picture;
    `aside`: whether it acts on something beside the figure and is foreshortened away from the front; `flat`: whether
    it takes its length along the ground; `chair`: whether one sits on something; `ahead`: how far the head is before
    the hips, in statures."""

    eyes: float = 1.0
    moving: bool = False
    aside: bool = False
    flat: bool = False
    chair: bool = False
    ahead: float = 0.0


_UPRIGHT = Posture()
_ASIDE = Posture(aside=True)
POSTURES = {
    "walk": Posture(moving=True),
    "run": Posture(0.84, moving=True, ahead=0.11),
    "carry": Posture(moving=True),
    "climb": Posture(moving=True),
    "jump": Posture(moving=True),
    "fall": Posture(0.92, moving=True, ahead=0.17),
    "ride": Posture(1.44, moving=True),
    "push": Posture(0.9, moving=True, ahead=0.15),
    "pull": Posture(0.95, aside=True, ahead=-0.1),
    "point": _ASIDE,
    "give": _ASIDE,
    "wave": _ASIDE,
    "knock": _ASIDE,
    "throw": Posture(0.96, aside=True),
    "aim": _ASIDE,
    "hit": Posture(0.93, aside=True, ahead=0.11),
    "embrace": _ASIDE,
    "bow": Posture(0.9, aside=True, ahead=0.26),
    GROUND: Posture(0.61),
    "sit": Posture(0.77, chair=True),
    "read": _UPRIGHT,
    "write": Posture(0.75, chair=True, ahead=0.11),
    "roll": Posture(0.77, moving=True, chair=True, ahead=0.05),
    "drive": Posture(0.8, chair=True),
    "work": Posture(ahead=0.08),
    "kneel": Posture(0.77),
    "pick": Posture(0.6, aside=True, ahead=0.29),
    "crouch": Posture(0.61, ahead=0.19),
    "hide": Posture(0.53, ahead=0.26),
    "lie": Posture(0.21, flat=True, ahead=-0.33),
}
"""Poses that are not simply upright."""

_SEATS = (
    "chair", "armchair", "stool", "bench", "throne", "sofa", "bed", "bath", "stone", "stump", "log", "swing",
    "wheelchair", "box", "chest", "well",
)  # fmt: skip
_BENCHES = ("park", "garden", "yard", "street", "square", "city", "station", "port", "parking", "stadium", "playground")
_BARE = (
    "steppe", "desert", "field", "meadow", "road", "forest", "mountain", "cave", "river", "lake", "sea", "beach",
    "bridge", "island", "roof", "yurt", "tent", "bazaar", "village", "village-street", "hill", "ruins", "cemetery",
    "farm", "mine", "barn", "ship", "stairs",
)  # fmt: skip


SEATED = "/"
"""Between a seat and what somebody does on it: "sit/drink" has the legs of the one and the arms of the other."""


def deed_of(pose: str) -> str:
    """What the arms of a pose do: of "sit/drink" it is drink."""
    return pose.rpartition(SEATED)[2]


def posture(pose: str) -> Posture:
    """What a pose does to the staging."""
    seat, _, deed = pose.partition(SEATED)
    low = POSTURES.get(seat, _UPRIGHT)
    return replace(low, aside=posture(deed).aside, moving=deed == ROLL) if deed else low


def head_of(place: Placement, tall: float) -> Point:
    """Where somebody's eyes are, in metres; `tall` is their own stature, before the placement scales it."""
    pose = posture(place.pose)
    away = radians(place.facing)
    tall *= place.scale
    reach = pose.ahead * tall
    return Point(place.x + reach * sin(away), place.y + tall * EYES * pose.eyes, place.z - reach * cos(away))


_STILL = frozenset(("stand", "talk", "look", "listen", "turn", "think", "wait", "walk"))
"""What people do sitting where everybody sits."""


ROLL = "roll"
"""What somebody's arms do who goes in a wheelchair."""

_BY_HAND = frozenset(
    (
        "talk",
        "drink",
        "phone",
        "read",
        "hold",
        "give",
        "point",
        "wave",
        "pray",
        "aim",
        "knock",
        "work",
        "throw",
        "embrace",
    )
)
"""What is done sitting as well as standing."""

_GOING = frozenset({"walk", "run", "carry", "climb"})

_SEATED_BEFORE = {"sit": "sit", "write": "sit", "drive": "sit", GROUND: GROUND, "kneel": "kneel", "crouch": "kneel"}
"""Poses whose seat somebody keeps."""

PICK = "pick"
"""On one knee, a hand on the ground."""

_LOW = frozenset({"kneel", "crouch", PICK})
_REACHING = frozenset({"take", "work", "open", "close"})
"""What somebody does on the ground who is down there."""

_ON_GROUND = re.compile(
    r"\b(?:from|off|on|in) the (?:ground|floor|grass|snow|sand|dirt|mud)\b"
    r"|\b(?:с|со|на|в) (?:пола|полу|земли|земле|землю|травы|траве|снега|снегу|песка|песке|песок)\b"
)


def lowered_as(told: str, pose: str, before: str, action: str) -> str:
    """A pose of somebody alone who was in another `before`: down on one knee where what the hands do is done on the
    ground, as the shot's words say."""
    low = before in _LOW or any(hit.field == "pose" and hit.concept in _LOW for hit in lexicon.read(action))
    if told in _REACHING and (low or (told == "take" and _ON_GROUND.search(action.casefold()))):
        return PICK
    return f"kneel{SEATED}{pose}" if low and pose in _BY_HAND and told != "talk" else pose


def wheeled_as(pose: str) -> str:
    """A pose in a wheelchair: who walks rolls, who stands sits; nobody lies, rides or drives in it."""
    if pose in _GOING:
        return f"sit{SEATED}{ROLL}"
    if pose in _BY_HAND:
        return f"sit{SEATED}{pose}"
    return pose if pose in ("lie", "ride", "drive", "write") else "sit"


def sits(pose: str) -> bool:
    """Whether a pose is one whose seat is kept."""
    return pose.partition(SEATED)[0] in _SEATED_BEFORE


def kept_as(told: str, pose: str, before: str) -> str:
    """A pose of somebody who had another one `before`: who sat sits on while only hands and eyes are busy. `told` is
    the pose as the shot has it, `pose` the one that is drawn for it."""
    seat = _SEATED_BEFORE.get(before.partition(SEATED)[0], "")
    if not seat or (pose not in _BY_HAND and told not in ("look", "listen", "turn")) or pose == "embrace":
        return pose
    return f"{seat}{SEATED}{pose}" if pose in _BY_HAND else seat


def seated_as(pose: str, shot: Shot) -> str:
    """Sitting on a chair, or on the ground where a shot's place has nothing to sit on and names none; in a car or a bus
    whoever stands sits."""
    if lexicon.fact("place", shot.place).seated and pose in _STILL | _BY_HAND - {"embrace"}:
        return "sit" if pose in _STILL else f"sit{SEATED}{pose}"
    if pose != "sit" or any(prop in _SEATS for prop in shot.props):
        return pose
    bare = shot.place in _BARE or lexicon.fact("place", shot.place).folk or not shot.place
    return GROUND if bare and shot.place not in _BENCHES else pose
