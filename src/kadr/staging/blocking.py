"""Blocking: who stands where, facing whom.

1. The named people get their places from left to right in the order of the shot's figures.
2. The camera is set for the shot's size and angle, and steps back until nobody is cut off by accident.
3. A crowd fills the free places behind them.
"""

from collections.abc import Mapping
from dataclasses import replace

import msgspec

from kadr import lexicon
from kadr.board import (
    Angle,
    Camera,
    Character,
    Figure,
    Format,
    Framing,
    Looks,
    Piece,
    Placement,
    Shot,
    Size,
    Staging,
    digest,
)
from kadr.staging.crowd import EYES as EYES_OF_CROWD
from kadr.staging.crowd import SITTING, Stand, gather
from kadr.staging.framing import CLOSE, SIZES, Aim, aim_at, at_thing, camera_for
from kadr.staging.lens import Point, project
from kadr.staging.pieces import alone, around, facts, held, in_seats, insert
from kadr.staging.postures import head_of, posture, seated_as
from kadr.staging.stature import stature

INDOORS = frozenset({"yurt", "room"})
"""Places that are shown from inside when the script does not say."""

WALL, OPEN = 2.7, 9.0
"""Metres behind the plane of action to which a crowd may stand, inside and outside."""

DEPTH = 0.7
"""Metres between two rows of people."""

STEPS = 40
"""How often the camera may step back by six hundredths; 40 steps are ten times the distance."""


def stamp(shot: Shot, format: Format) -> str:
    """What a staging is made for: the digest of the shot's picture and the frame's size in pixels."""
    return digest([shot.picture(), format.width, format.height])


def stage(shot: Shot, cast: Mapping[str, Character], format: Format) -> Staging:
    """Where everything of `shot` stands. Equal shots and casts give equal stagings; numbers are rounded to 0.001."""
    aspect = format.width / format.height
    of, shot = stamp(shot, format), _drawable(shot, cast)
    named = [figure for figure in shot.figures if figure.count == 1]
    crowds = [figure for figure in shot.figures if figure.count > 1]
    if shot.size is Size.ECU:
        named, crowds = (named[:1], []) if named else ([], crowds)
    statures = tuple(stature(_looks(cast, figure.who)) for figure in named) or (SIZE_OF_NOBODY,)
    aim = aim_at(shot.size, shot.angle, statures, _breadth(shot.size, named), aspect)
    if shot.figures:
        aim = replace(aim, eyes=round(aim.eyes * max(posture(figure.pose).eyes for figure in (*named, *crowds)), 3))
    indoors = shot.interior if shot.interior is not None else shot.place in INDOORS
    shown = "" if shot.figures else alone(tuple(shot.props), shot.size)
    if shown:
        aim = at_thing(aim, shot.size, facts(shown)[1], insert(shown)[-1].y)
    hands = held(named, shot.props)
    placements: list[Placement] = []
    for _ in range(STEPS):
        aim, placements = _block(named, statures, aim, aspect, _side(named, cast))
        if shot.place == "car" and shot.interior is not False:
            placements = in_seats(placements)
        wanted = len(placements) + sum(min(crowd.count, FEW) for crowd in crowds)
        placements = _with_crowds(crowds, placements, camera_for(aim), aspect, indoors)
        if shot.size in CLOSE or len(placements) >= wanted:
            break
        aim = replace(aim, span=aim.span * 1.06)
    camera = camera_for(aim)
    if shot.framing is Framing.OVER_SHOULDER and shot.eyes and len(placements) == 1:
        placements.append(_shoulder(shot.eyes, placements[0], camera, aspect))
    elif shot.framing is Framing.POV and len(placements) == 1:
        placements = [msgspec.structs.replace(placements[0], facing=8.0)]
    return Staging(
        of=of,
        camera=camera,
        place=shot.place,
        interior=indoors,
        time=shot.time,
        weather=shot.weather,
        figures=tuple(msgspec.structs.replace(place, holds=hands.get(place.who, "")) for place in placements),
        props=tuple(shot.props),
        pieces=insert(shown) if shown else _pieces(shot, placements, hands, camera, aspect, indoors),
    )


def _shoulder(who: str, seen: Placement, camera: Camera, aspect: float) -> Placement:
    """Who stands in the foreground with their back to us, on the side that the one who is seen looks to."""
    side = 1 if seen.facing > 0 else -1
    depth = camera.distance * NEAR_US
    x = side * aspect / 2 * depth / camera.lens * 0.72
    return Placement(who=who, x=round(x, 3), z=round(depth - camera.distance, 3), facing=round(-side * 152.0, 3))


def _pieces(
    shot: Shot, placements: list[Placement], hands: Mapping[str, str], camera: Camera, aspect: float, indoors: bool
) -> tuple[Piece, ...]:
    """What stands about; a close shot of somebody shows nothing but what is in their hands."""
    if placements and shot.size in CLOSE:
        return ()
    seats = lexicon.fact("place", shot.place).seated
    return around(shot.props, hands.values(), placements, camera, aspect, indoors=indoors, seats=seats)


def _drawable(shot: Shot, cast: Mapping[str, Character]) -> Shot:
    """The shot with what nobody draws yet as the nearest that is drawn: somebody kneeling sits, a kitchen is a room."""
    figures = tuple(
        msgspec.structs.replace(
            figure,
            pose="stand" if _looks(cast, figure.who).species else seated_as(lexicon.like("pose", figure.pose), shot),
            feeling=lexicon.like("feeling", figure.feeling),
        )
        for figure in shot.figures
    )
    place, weather = lexicon.like("place", shot.place), lexicon.like("weather", shot.weather)
    size = shot.size
    if shot.place == "car" and shot.interior is not False and size in ROOMY:
        size = Size.MS
    return msgspec.structs.replace(shot, figures=figures, place=place, weather=weather, size=size)


NEAR_US = 0.5
"""How far away somebody's shoulder is, as a part of the way to whom the shot is about."""

ROOMY = frozenset({Size.MLS, Size.FS, Size.LS, Size.ELS})
"""Sizes that a car has no room for."""

SIZE_OF_NOBODY = 1.72
"""Metres: an empty frame is seen as if somebody stood in it."""


FEW = 3
"""So many of a crowd are seen at least, unless the shot is a close one: the camera steps back for them."""


def _with_crowds(
    crowds: list[Figure], placements: list[Placement], camera: Camera, aspect: float, indoors: bool
) -> list[Placement]:
    """The named, and the crowds where the frame has room for them."""
    together = list(placements)
    for crowd in crowds:
        stand = Stand(
            camera=camera,
            aspect=aspect,
            nearest=1.25 if placements else 0.0,
            deepest=WALL if indoors else OPEN,
            eyes=EYES_OF_CROWD if posture(crowd.pose).eyes > 0.9 else SITTING,
        )
        together += gather(crowd, together, stand)
    return together


def _looks(cast: Mapping[str, Character], who: str) -> Looks:
    return cast[who].looks if who in cast else Looks()


def _breadth(size: Size, named: list[Figure]) -> float:
    """Metres that people want side by side; close sizes belong to one."""
    framing = SIZES[size]
    return framing.width if size in CLOSE else framing.width + _gap(size, named) * max(0, len(named) - 1)


def _gap(size: Size, named: list[Figure]) -> float:
    """Metres between two people: an arm's length where somebody reaches out or sits with crossed legs."""
    wide = any(posture(figure.pose).aside or posture(figure.pose).eyes < 0.6 for figure in named)
    return max(SIZES[size].gap, 0.95) if wide else SIZES[size].gap


def _side(named: list[Figure], cast: Mapping[str, Character]) -> int:
    """Which way somebody alone looks: 1 right, -1 left. The first of the cast looks right and all others left, so
    that cutting between two people keeps them on their sides of the line."""
    order = list(cast)
    alone = named[0].who if named else ""
    return -1 if alone in order and order.index(alone) % 2 else 1


def _block(
    named: list[Figure], statures: tuple[float, ...], aim: Aim, aspect: float, side: int
) -> tuple[Aim, list[Placement]]:
    """Places for the named, and the aim from a camera that has stepped back as far as they need."""
    placements: list[Placement] = []
    for _ in range(STEPS):
        camera = camera_for(aim)
        placements = _places(named, aim, camera, aspect, side)
        if all(_in_frame(camera, place, tall, aim, aspect) for place, tall in zip(placements, statures, strict=False)):
            break
        aim = replace(aim, span=aim.span * 1.06)
    return aim, placements


def _places(named: list[Figure], aim: Aim, camera: Camera, aspect: float, side: int) -> list[Placement]:
    width = aim.span * aspect
    if not named:
        return []
    if len(named) == 1:
        return [_alone(named[0], aim.size, width, side)]
    if aim.size in CLOSE and aim.angle is not Angle.OVERHEAD:
        return _one_before_others(named, camera, aspect)
    return _abreast(named, aim, width)


def _alone(figure: Figure, size: Size, width: float, side: int) -> Placement:
    """Somebody alone stands off the middle, with the looking room before him: a third line where there is width, and
    further off where an arm reaches into that room."""
    margin = {Size.ECU: 0.0, Size.CU: 0.13, Size.MCU: 0.2}.get(size, 0.3)
    reaching = posture(figure.pose).aside
    offset = min(width / (4 if reaching else 6), max(0.0, width / 2 - margin))
    offset *= 0.0 if size is Size.ECU else 0.6 if size in CLOSE and not reaching else 1.0
    turn = _turn(figure) or (28 if size in CLOSE else 38)
    return _placed(figure, -side * offset, 0.0, side * turn)


def _turn(figure: Figure) -> int:
    """How far a pose turns somebody from the camera, in degrees; 0: it does not ask for it."""
    pose = posture(figure.pose)
    return 84 if pose.flat else 62 if pose.moving or pose.aside else 0


def _one_before_others(named: list[Figure], camera: Camera, aspect: float) -> list[Placement]:
    """The first fills one side of the frame; the others share the rest of it, further back, looking at the first."""
    depth = camera.distance
    half = aspect / 2 * depth / camera.lens
    first = _placed(named[0], -min(half * 0.42, 0.24), 0.0, 64 if posture(named[0].pose).aside else 34)
    others = []
    for index, figure in enumerate(named[1:]):
        z = (1.6 if camera.tilt == 0.0 else 0.9) + 0.75 * index
        reach = aspect / 2 * (depth + z) / camera.lens - 0.2
        start = (first.x + 0.2) * (depth + z) / depth
        share = (index + 1.5) / len(named)
        others.append(_placed(figure, max(start + (reach - start) * share, 0.05), z, -42))
    return [first, *others]


def _abreast(named: list[Figure], aim: Aim, width: float) -> list[Placement]:
    """Side by side, turned to one another; where the frame is too narrow for a line, in rows."""
    last = len(named) - 1
    gap = max(NARROWEST, min(_gap(aim.size, named), (width - 0.42) / last))
    rows = 1 if gap >= 0.5 else max(2, round(0.55 / gap + 0.49))
    onward = all(posture(figure.pose).moving for figure in named)
    placed = []
    for index, figure in enumerate(named):
        x = (index - last / 2) * gap
        inward = 1 if index < last / 2 else -1
        pose = posture(figure.pose)
        facing = 84 if pose.flat else 62 if pose.aside else 46
        turn = 62 if onward else 12 if index == last / 2 else facing * inward
        placed.append(_placed(figure, x, index % rows * DEPTH, turn))
    return placed


def _placed(figure: Figure, x: float, z: float, facing: float) -> Placement:
    return Placement(
        who=figure.who,
        x=round(x, 3),
        z=round(z, 3),
        facing=round(float(facing), 3),
        pose=figure.pose,
        feeling=figure.feeling,
    )


NARROWEST = 0.06
"""Metres from one person to the next across the frame, however narrow it is: who stands left stays left."""

SOLES = 0.44
"""How far below the middle of the frame ankles may stand, in frame heights: the shoes need the rest."""

HEAD = 0.11
"""Half the width of a head in metres."""


def _in_frame(camera: Camera, place: Placement, tall: float, aim: Aim, aspect: float) -> bool:
    """Whether the face is in the frame and, in sizes that show people whole, the feet are."""
    low = posture(place.pose).eyes
    eyes = project(camera, head_of(place, tall))
    head = HEAD * camera.lens / eyes.depth if eyes.depth > 0 else 9.0
    inside = abs(eyes.x) + (0.0 if aim.size is Size.ECU else head) <= aspect / 2 and abs(eyes.y) + head <= 0.5
    if aim.size in CLOSE or aim.size in (Size.MS, Size.MLS):
        return inside
    stride = 0.4 if posture(place.pose).moving else 0.0
    feet = project(camera, Point(place.x, 0.0, place.z - stride))
    crown = project(camera, Point(place.x, tall * low + 0.08, place.z))
    return inside and feet.y <= SOLES and max(abs(feet.y), abs(crown.y)) <= 0.5 and abs(feet.x) <= aspect / 2
