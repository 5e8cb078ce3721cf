"""Pictures that somebody else looks at: past their shoulder, or through their eyes."""

from collections.abc import Mapping

import msgspec

from kadr.board import Angle, Camera, Placement, Shot, Size
from kadr.staging.framing import LOWEST
from kadr.staging.gaze import held_back, nod_to
from kadr.staging.lens import Point, project
from kadr.staging.memory import RISEN, Memory
from kadr.staging.postures import head_of, posture
from kadr.staging.stature import EYES

NEAR_US = 0.5
"""How far away somebody's shoulder is, as a part of the way to whom the shot is about."""

EDGE = 0.8
"""Where the shoulder stands, as a part of half the frame's width: its far side is cut off by the frame."""

FACE, BACK = 0.13, 0.15
"""Half the width of a face, and of a head with its hair from behind, in metres: the one never covers the other."""

HIGHEST = 3.0
"""The camera over a shoulder never stands higher, in metres."""


def takes_shoulder(shot: Shot) -> bool:
    """Whether there is room for a shoulder before what a shot shows: an eye fills the frame, from overhead nobody
    stands between, and before a windscreen nobody sits."""
    in_car = shot.place == "car" and shot.interior is not False
    return shot.size is not Size.ECU and shot.angle is not Angle.OVERHEAD and not in_car


def over_shoulder(
    who: str, seen: Placement, camera: Camera, aspect: float, scene: tuple[Mapping[str, float], Memory]
) -> tuple[Camera, Placement]:
    """Who stands in the foreground with their back to us, on the side that the one who is seen looks to, and the
    camera that has both heads in frame: low behind a child, high behind the back of somebody tall. `scene`: statures,
    and the scene so far."""
    statures, memory = scene
    side = 1 if seen.facing > 0 else -1
    depth = camera.distance * NEAR_US
    apart = (head_of(seen, statures[seen.who]).x * side + FACE) * NEAR_US + BACK
    x = side * max(aspect / 2 * depth / camera.lens * EDGE, apart)
    pose = posture(memory.postures.get(who, "stand"))
    sits = pose.eyes < RISEN and not pose.flat
    place = Placement(
        who=who,
        x=round(x, 3),
        z=round(depth - camera.distance, 3),
        facing=round(-side * 152.0, 3),
        pose=memory.postures[who] if sits else "stand",
    )
    far, near = head_of(seen, statures[seen.who]), head_of(place, statures[who])
    if camera.tilt == 0.0 and abs(near.y - far.y) > 0.04:
        camera = _raised(camera, far, 2 * near.y - far.y)
    return camera, place


def through_eyes(camera: Camera, seen: Placement, tall: float, viewer: float) -> Camera:
    """The camera at the eyes of somebody `viewer` metres tall, with whom they see (`tall`) framed as before."""
    return _raised(camera, head_of(seen, tall), viewer * EYES) if camera.tilt == 0.0 else camera


def _raised(camera: Camera, eyes: Point, height: float) -> Camera:
    """The camera at another height; the eyes stay where they show."""
    height = round(max(LOWEST + 0.2, min(HIGHEST, height)), 3)
    shift = project(camera, eyes).y + (eyes.y - height) * camera.lens / max(camera.distance + eyes.z, 0.1)
    return msgspec.structs.replace(camera, height=height, shift=round(shift, 3))


def into_lens(place: Placement, viewer: str, statures: Mapping[str, float]) -> Placement:
    """Somebody who looks at us, through whom we see them."""
    nod = nod_to(head_of(place, statures[place.who]).y, statures[viewer] * EYES)
    if posture(place.pose).flat:
        return msgspec.structs.replace(place, gaze=viewer)
    return held_back(msgspec.structs.replace(place, head=0.0, nod=nod, gaze=viewer))
