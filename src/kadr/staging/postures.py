"""What the staging must know of poses: how high the eyes are, and how much room a pose takes."""

from dataclasses import dataclass
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
    "drive": Posture(0.8, chair=True),
    "work": Posture(ahead=0.08),
    "kneel": Posture(0.77),
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


def posture(pose: str) -> Posture:
    """What a pose does to the staging."""
    return POSTURES.get(pose, _UPRIGHT)


def head_of(place: Placement, tall: float) -> Point:
    """Where somebody's eyes are, in metres; `tall` is their own stature, before the placement scales it."""
    pose = posture(place.pose)
    away = radians(place.facing)
    tall *= place.scale
    reach = pose.ahead * tall
    return Point(place.x + reach * sin(away), place.y + tall * EYES * pose.eyes, place.z - reach * cos(away))


_STILL = frozenset(("stand", "talk", "look", "listen", "turn", "think", "wait", "walk"))
"""What people do sitting where everybody sits."""


def seated_as(pose: str, shot: Shot) -> str:
    """Sitting on a chair, or on the ground where a shot's place has nothing to sit on and names none; in a car or a bus
    whoever stands sits."""
    if lexicon.fact("place", shot.place).seated and pose in _STILL:
        return "sit"
    if pose != "sit" or any(prop in _SEATS for prop in shot.props):
        return pose
    bare = shot.place in _BARE or lexicon.fact("place", shot.place).folk or not shot.place
    return GROUND if bare and shot.place not in _BENCHES else pose
