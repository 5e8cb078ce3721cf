"""Where heads look, so that eye-lines meet.

1. Who is occupied with what they hold (a book, a letter, a pan) looks at it.
2. Who aims a deed at somebody or something looks there.
3. Others look at whoever has the scene: who talks, else whom the shot is about; that one looks at the nearest.
4. Somebody alone looks out of the frame, to where the scene has left their partner: up from a child's height, down
   from a tall one's.
"""

from collections.abc import Mapping, Sequence
from math import atan2, copysign, degrees, hypot

import msgspec

from kadr.board import Figure, Piece, Placement
from kadr.staging.lens import Point
from kadr.staging.pieces import facts
from kadr.staging.postures import deed_of, head_of, posture
from kadr.staging.stature import EYES

FURTHEST = 75.0
"""Degrees that a head turns from the body."""

RAISED, BOWED = -26.0, 30.0
"""How far a gaze raises or bows a head, in degrees."""

CHEAT = 0.66
"""Like actors, people turn their faces a little to the camera: the part of the angle to whom they look at."""

OPEN = 64.0
"""Degrees from the camera past which nobody turns their face who does not stand with their back to us."""

PAST, ASIDE = 32.0, 0.2
"""Who looks at somebody nearer to the camera and at least so many metres (the second) to one side looks so far past the
camera, in degrees (the first): less would be a look into the lens."""

LEAST = 3.0
"""Degrees; a nod smaller than this is none."""

ACROSS = 1.1
"""Metres to a partner who is out of frame."""

OCCUPIED = frozenset({"read", "write", "work", "cook", "pray", "drink", "eat", "phone", "drive", "pick"})
"""Poses whose head the pose itself directs."""

SPEAKING = ("talk", "sing", "point", "give", "throw", "dance", "fight", "hit")
"""Poses that are looked at, the first the most."""


def with_gazes(
    placements: Sequence[Placement],
    figures: Sequence[Figure],
    pieces: Sequence[Piece],
    statures: Mapping[str, float],
    beyond: Mapping[str, str],
) -> list[Placement]:
    """The placements with head, nod and gaze. `figures` are the named, `beyond` gives for somebody alone the partner
    whom the scene has out of frame, `statures` everybody's height in metres."""
    targets = _targets(placements, figures, beyond)
    aimed = [_beyond(msgspec.structs.replace(place, gaze=targets.get(place.who, "")), statures) for place in placements]
    return looking_again(aimed, pieces, statures)


def _beyond(place: Placement, statures: Mapping[str, float]) -> Placement:
    """Somebody who looks out of the frame bows or raises the head to whoever is there."""
    if not place.gaze or place.gaze not in statures or posture(place.pose).flat:
        return place
    nod = nod_to(head_of(place, statures.get(place.who, 1.7)).y, statures[place.gaze] * EYES)
    return msgspec.structs.replace(place, nod=nod)


def looking_again(
    placements: Sequence[Placement], pieces: Sequence[Piece], statures: Mapping[str, float]
) -> list[Placement]:
    """The placements with heads turned to where each one's `gaze` is, if it is in the picture."""
    eyes = {place.who: head_of(place, statures.get(place.who, 1.7)) for place in placements}
    seen = {piece.what: Point(piece.x, piece.y + 0.8 * facts(piece.what)[1] * piece.scale, piece.z) for piece in pieces}
    return [_looking(place, eyes, seen) for place in placements]


def held_back(place: Placement) -> Placement:
    """Somebody whose body was turned, with the head as near to where it was as the neck allows."""
    if place.head is None:
        return place
    off = max(-FURTHEST, min(FURTHEST, _wrapped(place.head - place.facing)))
    return msgspec.structs.replace(place, head=round(_wrapped(place.facing + off), 3))


def _targets(placements: Sequence[Placement], figures: Sequence[Figure], beyond: Mapping[str, str]) -> dict[str, str]:
    """Who looks at whom or what, by name."""
    named = {figure.who: figure for figure in figures}
    present = [place for place in placements if place.who in named or len(placements) == 2]
    star = _star(present, named)
    targets: dict[str, str] = {}
    for place in present:
        target = named[place.who].target if place.who in named else ""
        others = [other for other in present if other.who != place.who]
        if deed_of(place.pose) in OCCUPIED and place.holds:
            targets[place.who] = place.holds
        elif target:
            targets[place.who] = target
        elif not others:
            targets[place.who] = beyond.get(place.who, "")
        elif place.who != star:
            targets[place.who] = star
        else:
            targets[place.who] = min(others, key=lambda one: (hypot(one.x - place.x, one.z - place.z), one.who)).who
    return targets


def _star(present: Sequence[Placement], named: Mapping[str, Figure]) -> str:
    """Whom the others look at."""
    told = {place.who: named[place.who].pose if place.who in named else place.pose for place in present}
    poses = {who: deed_of(pose) for who, pose in told.items()}
    ranked = sorted((SPEAKING.index(pose), who) for who, pose in poses.items() if pose in SPEAKING)
    if ranked:
        best = ranked[0][0]
        return next(who for who, pose in poses.items() if pose in SPEAKING and SPEAKING.index(pose) == best)
    first = next((who for who in named if who in poses), "")
    return first or (present[0].who if present else "")


def _looking(place: Placement, eyes: Mapping[str, Point], seen: Mapping[str, Point]) -> Placement:
    """Somebody whose head is turned to their target, as far as a neck turns."""
    target = place.gaze
    if not target or posture(place.pose).flat or place.pose == "hide":
        return place
    if deed_of(place.pose) in OCCUPIED and target == place.holds:
        return msgspec.structs.replace(place, head=place.facing)
    own = eyes[place.who]
    at = eyes.get(target) or seen.get(target)
    if at is None:
        return place
    away = degrees(atan2(at.x - own.x, own.z - at.z))
    if abs(place.facing) <= 112.0:
        away = max(-OPEN, min(OPEN, away * CHEAT))
        if abs(at.x - own.x) > ASIDE:
            away = copysign(max(abs(away), PAST), at.x - own.x)
    off = max(-FURTHEST, min(FURTHEST, _wrapped(away - place.facing)))
    nod = _nod(own.y - at.y, max(0.5, hypot(at.x - own.x, at.z - own.z)))
    return msgspec.structs.replace(place, head=round(_wrapped(place.facing + off), 3), nod=nod)


def nod_to(own: float, other: float) -> float:
    """The nod of somebody who looks from a height of `own` metres at eyes at `other`, who stand before them."""
    return _nod(own - other, ACROSS)


def _nod(drop: float, apart: float) -> float:
    """How far a head is bowed to see what is `drop` metres lower and `apart` metres away."""
    nod = max(RAISED, min(BOWED, degrees(atan2(drop, apart)) * 0.85))
    return round(nod, 3) if abs(nod) >= LEAST else 0.0


def _wrapped(angle: float) -> float:
    """The same direction from -180 to 180 degrees."""
    return (angle + 180.0) % 360.0 - 180.0


AIMED = frozenset({"point", "aim", "throw", "give", "hit", "push", "knock", "wave", "bow", "pull"})
"""Poses whose arms must lead to their target."""


def faced(
    placements: Sequence[Placement], figures: Sequence[Figure], pieces: Sequence[Piece], fixed: frozenset[str]
) -> list[Placement]:
    """The placements turned to what their deed is aimed at; who is `fixed` (touching somebody) stays as they are."""
    places: dict[str, Point] = {piece.what: Point(piece.x, 0.0, piece.z) for piece in pieces}
    places |= {place.who: Point(place.x, 0.0, place.z) for place in placements}
    targets = {figure.who: figure.target for figure in figures}
    turned = []
    for place in placements:
        at = places.get(targets.get(place.who, ""))
        if at is None or place.who in fixed or posture(place.pose).flat or place.who == targets[place.who]:
            turned.append(place)
            continue
        away = degrees(atan2(at.x - place.x, place.z - at.z))
        turned.append(msgspec.structs.replace(place, facing=_turned(place, away)))
    return turned


def _turned(place: Placement, away: float) -> float:
    """The body's direction for a target in direction `away`: arms lead straight to it, others stay half open to the
    camera; nobody turns their back."""
    if deed_of(place.pose) in AIMED:
        return round(max(-112.0, min(112.0, away * 0.92)), 3)
    half = min(max(abs(place.facing), 30.0), 62.0) if abs(away) > 30 else abs(away)
    return round(half if away >= 0 else -half, 3)
