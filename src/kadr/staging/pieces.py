"""Where things, animals and vehicles stand.

1. What somebody handles is in their hand, if it is small enough to be held.
2. What is seen alone (an insert) stands in the middle, and the camera comes near.
3. All other things stand beside and behind the people, on both sides in turn; small ones lie on a table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from kadr import lexicon
from kadr.board import Camera, Figure, Piece, Placement, Size
from kadr.staging.framing import CLOSE
from kadr.staging.measures import mount_of, mounts, seat_of
from kadr.staging.measures import wide as width
from kadr.staging.memory import Stood
from kadr.staging.postures import deed_of, posture

FIELDS = ("thing", "animal", "vehicle")

MOST = 5
"""Things in one picture; more are clutter."""

WORN = (
    "coat", "dress", "shirt", "skirt", "apron", "shoe", "boot", "scarf", "tie", "glove", "hat", "cap", "helmet",
    "glasses", "watch", "necklace", "bracelet", "medal", "stethoscope",
)  # fmt: skip
"""What is worn, unless somebody holds it."""

LYING = 0.14
"""Metres: what is smaller is not seen on the ground."""

TABLE = 0.75
"""Metres: how high what lies about lies."""

HOLDING = frozenset(
    ("hold", "carry", "take", "give", "drink", "eat", "read", "write", "phone", "cook", "work", "play", "aim", "throw",
     "open", "point", "hit", "fight", "pick")
)  # fmt: skip
"""Poses whose hand may be full."""

WIDE = {"vehicle": 2.6, "animal": 1.7}
"""How much wider than high things of a field are whose width is not known, for the room that they need."""


def facts(what: str) -> tuple[str, float, str]:
    """The field of a concept, how high it is in metres, and where it stands."""
    for kind in FIELDS:
        fact = lexicon.fact(kind, what)
        if fact.high:
            return kind, fact.high, fact.stands
    return "thing", 0.5, "ground"


def held(figures: Sequence[Figure], props: Iterable[str]) -> dict[str, str]:
    """Who holds what: their own object, else the first small thing that nobody holds, if their pose has a hand for
    it."""
    hands = {
        figure.who: figure.object
        for figure in figures
        if figure.count == 1 and figure.object and facts(figure.object)[2] == "hand" and deed_of(figure.pose) in HOLDING
    }
    free = [prop for prop in props if facts(prop)[2] == "hand" and prop not in hands.values()]
    for figure in figures:
        if (
            figure.count == 1
            and figure.who not in hands
            and deed_of(figure.pose) in HOLDING
            and not figure.object
            and free
        ):
            hands[figure.who] = free.pop(0)
    return hands


def alone(props: Sequence[str], size: Size) -> str:
    """What an insert shows: the thing that is seen close and without anybody; empty if it is none."""
    shown = [prop for prop in props if facts(prop)[2] != "set"]
    return shown[0] if shown and size in CLOSE else ""


def insert(what: str) -> tuple[Piece, ...]:
    """A thing by itself; small ones lie on a table."""
    stands = facts(what)[2]
    if stands == "hand":
        return (Piece(what="table", x=0.0, z=0.15), Piece(what=what, x=0.0, y=TABLE, z=0.0))
    return (Piece(what=what, x=0.0, y=1.2 if stands in ("wall", "air") else 0.0),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What things may stand on: what `camera` sees in a frame `aspect` times as wide as high. `indoors` small things
    lie on a table; `seats`: whether the place has seats itself, `wheeled`: who brings one; `kept`: what stands there
    since earlier in the scene; `toward`: on which side (1 right, -1 left) somebody looks for a thing."""

    camera: Camera
    aspect: float
    indoors: bool = False
    seats: bool = False
    wheeled: frozenset[str] = frozenset()
    kept: tuple[Piece, ...] = ()
    toward: Mapping[str, int] = field(default_factory=dict)


def around(
    props: Sequence[str], hands: Iterable[str], placements: Sequence[Placement], ground: Ground
) -> tuple[Piece, ...]:
    """Things round the people: `hands` are those that somebody holds."""
    taken = {*hands, *(mounts() if any(place.pose == "ride" for place in placements) else ())}
    seated = [place for place in placements if place.who not in ground.wheeled]
    seat = _seat(seated, props, ground.kept)
    taken |= {seat}
    taken |= {piece.what for piece in ground.kept if piece.what != "table"}
    wanted = [prop for prop in props if prop not in taken and prop not in WORN and facts(prop)[2] != "set"][:MOST]
    small = [prop for prop in wanted if facts(prop)[2] == "hand"]
    table = next((piece for piece in ground.kept if piece.what == "table"), None)
    if table is None and ("table" in wanted or (ground.indoors and small)):
        table = _table(placements, ground)
    pieces = [piece for piece in ground.kept if piece.what not in ("table", seat)]
    pieces += [table, *_on_table(small, table)] if table else []
    if not ground.indoors and table is None:
        pieces += _at_feet(small, placements)
    side = -1 if _middle(placements) > 0 else 1
    for prop in (prop for prop in wanted if prop not in small and prop != "table"):
        pieces.append(_beside(prop, ground.toward.get(prop, side), placements, ground.camera, ground.aspect))
        side = -side
    return (*pieces, *(() if ground.seats else _seats(seated, props, seat)))


def kept_from(things: Sequence[Stood], placements: Sequence[Placement]) -> tuple[Piece, ...]:
    """What stood about earlier in the scene, where it was from the nearest of those who are still in frame."""
    here = {place.who: place for place in placements}
    pieces = []
    for stood in things:
        anchors = [who for who in stood.away if who in here]
        if anchors:
            who = min(anchors, key=lambda name: (abs(stood.away[name][0]) + abs(stood.away[name][1]), name))
            x, z = here[who].x + stood.away[who][0], here[who].z + stood.away[who][1]
            pieces.append(msgspec.structs.replace(stood.piece, x=round(x, 3), z=round(z, 3)))
    return tuple(pieces[:MOST])


@dataclass(frozen=True, slots=True)
class Seat:
    """What people sit on: how many metres of it there are for them, how far its middle is behind them, and its scale,
    which brings it to the height of a knee."""

    room: float = 0.0
    behind: float = 0.1
    scale: float = 1.0


SEATING = {
    "throne": Seat(), "bench": Seat(1.5), "armchair": Seat(), "stool": Seat(), "sofa": Seat(1.6, 0.14),
    "log": Seat(0.9, 0.12, 1.6), "stump": Seat(0.0, 0.08), "stone": Seat(0.0, 0.12, 1.3), "bed": Seat(1.4, 0.9),
    "chest": Seat(0.0, 0.12, 0.8), "box": Seat(0.0, 0.08, 1.15),
}  # fmt: skip
"""What people sit on instead of a chair, if it is spoken of."""


def _seat(placements: Sequence[Placement], props: Sequence[str], kept: Sequence[Piece]) -> str:
    """What those who sit are sitting on; empty if nobody sits."""
    if not any(posture(place.pose).chair for place in placements):
        return ""
    return next((what for what in (*props, *(piece.what for piece in kept)) if what in SEATING), "chair")


def _seats(placements: Sequence[Placement], props: Sequence[str], seat: str) -> Iterable[Piece]:
    """What people sit on and ride; who sits close together shares what is wide enough."""
    mount = mount_of(props)
    ahead = seat_of(mount)[0]
    for place in placements:
        if place.pose == "ride":
            x = place.x - (ahead if place.facing >= 0 else -ahead)
            yield Piece(what=mount, x=round(x, 3), z=round(place.z + 0.02, 3), flip=place.facing < 0)
    fact = SEATING.get(seat, Seat())
    sitting = [place for place in placements if posture(place.pose).chair and place.who[-1:].isalpha()]
    for group in _sharing(sitting, fact.room):
        x = (group[0].x + group[-1].x) / 2
        z = sum(place.z for place in group) / len(group) + fact.behind
        yield Piece(what=seat, x=round(x, 3), z=round(z, 3), scale=fact.scale)


def _sharing(sitting: Sequence[Placement], room: float) -> list[list[Placement]]:
    """Those who sit, from left to right, in groups that are at most `room` metres wide."""
    groups: list[list[Placement]] = []
    for place in sorted(sitting, key=lambda place: place.x):
        near = groups and place.x - groups[-1][0].x <= room and abs(place.z - groups[-1][0].z) < 0.4
        if near:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


SEATS = ((0.42, 0.3), (-0.42, 0.3), (0.05, 1.15), (-0.3, 1.15))
"""Where people sit in a car, seen from before it: the driver, who sits beside, and those behind."""


def in_seats(placements: Sequence[Placement]) -> list[Placement]:
    """The same people on the seats of a car, the driver at the wheel; who is alone stays: the car is round them."""
    if len(placements) == 1:
        return [msgspec.structs.replace(placements[0], z=SEATS[0][1], facing=placements[0].facing * 0.5)]
    driving = sorted(placements, key=lambda place: place.pose != "drive")
    seats = {place.who: seat for place, seat in zip(driving, SEATS, strict=False)}
    return [
        msgspec.structs.replace(place, x=seats[place.who][0], z=seats[place.who][1], facing=place.facing * 0.5)
        for place in placements
        if place.who in seats
    ]


def _at_feet(small: Sequence[str], placements: Sequence[Placement]) -> Iterable[Piece]:
    """Out of doors small things lie on the ground, if they are large enough to be seen there."""
    x = max((place.x for place in placements), default=0.0) + 0.5
    for index, prop in enumerate(prop for prop in small if facts(prop)[1] >= LYING):
        yield Piece(what=prop, x=round(x + 0.4 * index, 3), z=0.1)


def _middle(placements: Sequence[Placement]) -> float:
    return sum(place.x for place in placements) / len(placements) if placements else 0.0


def _half(camera: Camera, z: float, aspect: float) -> float:
    """Half the width of what the camera sees at a depth, in metres."""
    return aspect / 2 * (camera.distance + z) / camera.lens


def _beside(prop: str, side: int, placements: Sequence[Placement], camera: Camera, aspect: float) -> Piece:
    """Something that stands on the ground, hangs or flies: behind the people, towards one side of the frame."""
    kind, high, stands = facts(prop)
    wide = width(prop) or high * WIDE.get(kind, 1.0)
    z = max(0.7, wide * 0.75) if kind != "animal" or high > 1.0 else 0.25
    if stands == "wall":
        z = 2.6
    half = _half(camera, z, aspect)
    room = max(half - wide / 2, half * 0.35)
    x = side * room * (0.72 if placements else 0.0)
    y = {"wall": 1.45, "air": 2.2}.get(stands, 0.0)
    return Piece(what=prop, x=round(x, 3), y=y, z=round(z, 3), flip=side > 0)


def _table(placements: Sequence[Placement], ground: Ground) -> Piece:
    """A table between or beside the people."""
    front = min((place.z for place in placements), default=0.0)
    apart = len(placements) > 1
    seated = any(posture(place.pose).chair for place in placements)
    half = _half(ground.camera, front + 0.9, ground.aspect)
    x = 0.0 if apart or not placements else -placements[0].x * 1.2
    x = max(-half * 0.6, min(half * 0.6, x))
    return Piece(what="table", x=round(x, 3), z=round(front - 0.55 if seated and placements else front + 0.9, 3))


def _on_table(small: Sequence[str], table: Piece) -> Iterable[Piece]:
    """What lies on a table, side by side."""
    for index, prop in enumerate(small):
        aside = (index - (len(small) - 1) / 2) * 0.32
        x, z = round(table.x + aside, 3), round(table.z - 0.12, 3)
        yield Piece(what=prop, x=x, y=TABLE, z=z, flip=index % 2 == 1)
