"""Blocking: who stands where, facing whom.

1. The named people get their places from left to right in the order of the shot's figures.
2. The camera is set for the shot's size and angle, and steps back until nobody is cut off by accident.
3. A crowd fills the free places behind them.
"""

from collections.abc import Mapping
from dataclasses import replace

import msgspec

from kadr import lexicon
from kadr.board import Camera, Character, Figure, Format, Framing, Looks, Piece, Placement, Shot, Size, Staging, digest
from kadr.staging.contact import Pair, answering, pairs, side_by_side
from kadr.staging.corrections import Word
from kadr.staging.crowd import EYES as EYES_OF_CROWD
from kadr.staging.crowd import SITTING, Stand, gather
from kadr.staging.foreground import into_lens, over_shoulder, takes_shoulder, through_eyes
from kadr.staging.framing import CLOSE, SIZES, Aim, aim_at, at_thing, camera_for, sunk, under_hat
from kadr.staging.gaze import faced, with_gazes
from kadr.staging.gestures import gesturing, is_bound, is_cropped, is_cut
from kadr.staging.lens import Point, project
from kadr.staging.light import light_of
from kadr.staging.measures import mount_of, seat_of, wide
from kadr.staging.memory import Memory
from kadr.staging.pieces import Ground, alone, around, facts, held, in_seats, insert, kept_from
from kadr.staging.postures import head_of, kept_as, lowered_as, posture, seated_as, sits, wheeled_as
from kadr.staging.standing import Call, breadth, onward, places
from kadr.staging.stature import EYES, hat_of, stature, statures_of
from kadr.staging.ways import way_of

NOTHING = Memory()
"""What a scene has fixed before its first panel."""

INDOORS = frozenset({"yurt", "room"})
"""Places that are shown from inside when the script does not say."""

WALL, OPEN = 2.7, 9.0
"""Metres behind the plane of action to which a crowd may stand, inside and outside."""

STEPS = 90
"""How often the camera may step back by six hundredths; 90 steps are nearly two hundred times the distance, for
a close-up of a mouse among people."""


def stamp(shot: Shot, format: Format, words: Mapping[str, Word] | None = None) -> str:
    """What a staging is made for: the digest of the shot's picture, the frame's size in pixels, and a person's words
    on the staging if there are any; and that its size was said, where the camera would else step back."""
    bound = ["size"] if is_bound(shot) else []
    return digest([shot.picture(), format.width, format.height, *([words] if words else []), *bound])


def stage(shot: Shot, cast: Mapping[str, Character], format: Format, memory: Memory = NOTHING) -> Staging:
    """Where everything of `shot` stands; `memory` is its scene so far. Equal shots, casts and memories give equal
    stagings; numbers are rounded to 0.001."""
    told, memory, aspect = shot, memory.within(shot), format.width / format.height
    shot, touching = _drawable(shot, cast, memory)
    named = [figure for figure in shot.figures if figure.count == 1]
    crowds = [figure for figure in shot.figures if figure.count > 1]
    line = side_by_side(memory.lined(named), touching)
    side, line = onward(line, memory) if len(line) > 1 else (_side(named, cast, memory, shot.eyes), line)
    statures = statures_of((*(one.who for one in line), *memory.order, shot.eyes), cast)
    lead = named[0].who if named else ""
    call = Call(
        line=tuple(line), lead=lead, touching=touching, memory=memory, side=side, aspect=aspect,
        tall=statures.get(lead, SIZE_OF_NOBODY), bound=is_bound(told),
        lift=seat_of(mount_of(shot.props))[1],
    )  # fmt: skip
    indoors = shot.interior if shot.interior is not None else shot.place in INDOORS
    shown = "" if shot.figures else alone(tuple(shot.props), shot.size)
    aim = under_hat(_aim(shot, call, statures, shown), _highest(call, shot.size, cast))
    camera, placements = _set(shot, call, aim, crowds, statures)
    looker = line[0].who if len(line) == len(placements) == 1 and shot.eyes not in ("", line[0].who) else ""
    if looker and shot.framing is Framing.OVER_SHOULDER and takes_shoulder(shot):
        camera, shoulder = over_shoulder(shot.eyes, placements[0], camera, aspect, (statures, memory))
        camera = _under_hat_of(placements[0], camera, cast)
        placements.append(shoulder)
    elif looker and shot.framing is Framing.POV:
        turned = msgspec.structs.replace(placements[0], facing=8.0)
        placements = [turned if _face_in_frame(camera, turned, statures[looker], aspect) else placements[0]]
        camera = through_eyes(camera, placements[0], statures[looker], statures[shot.eyes])
    hands = held(named, shot.props)
    wheeled = frozenset(figure.who for figure in named if _looks(cast, figure.who).seat == "wheelchair")
    placements = [msgspec.structs.replace(place, holds=hands.get(place.who, "")) for place in placements]
    pieces = insert(shown) if shown else _pieces(shot, placements, camera, aspect, (memory, indoors, wheeled))
    placements = _looking(shot, placements, pieces, statures, (call, camera))
    placements = _gesturing(shot, placements, statures, (call, camera))
    return Staging(
        of=stamp(told, format),
        camera=camera,
        place=shot.place,
        interior=indoors,
        time=shot.time,
        weather=shot.weather,
        light=light_of(told, inside=indoors, before=memory.light),
        reverse=bool(placements) and memory.reversed_for(shot, 1 if placements[0].facing >= 0 else -1),
        way=way_of(shot, placements),
        figures=tuple(placements),
        props=tuple(shot.props),
        pieces=pieces,
    )


def _aim(shot: Shot, call: Call, statures: Mapping[str, float], shown: str) -> Aim:
    """What the camera is to frame before anybody stands anywhere: the people's eyes, or the thing that is `shown`."""
    talls = tuple(statures[figure.who] for figure in _lead_first(call)) or (SIZE_OF_NOBODY,)
    aim = aim_at(shot.size, shot.angle, talls, breadth(shot.size, call.line, call.touching), call.aspect)
    poses = [figure.pose for figure in (*call.line, *(one for one in shot.figures if one.count > 1))]
    if poses:
        aim = replace(aim, eyes=round(aim.eyes * max(posture(pose).eyes for pose in poses), 3))
    if any(figure.pose == "ride" for figure in call.line):
        aim = replace(aim, eyes=round(aim.eyes + call.lift, 3))
    if not shown:
        return aim
    high = facts(shown)[1]
    return at_thing(aim, shot.size, high, insert(shown)[-1].y, (wide(shown) or high) / call.aspect)


def _highest(call: Call, size: Size, cast: Mapping[str, Character]) -> float:
    """How far the highest hat rises above the eyes that the camera is set for, in metres; a close size is set for the
    one whom the shot is about."""
    line = _lead_first(call)
    looks = [_looks(cast, figure.who) for figure in (line[:1] if size in CLOSE and not call.touching else line)]
    tallest = max(map(stature, looks), default=0.0)
    return max((stature(one) - EYES * tallest + hat_of(one) for one in looks if hat_of(one)), default=0.0)


def _under_hat_of(place: Placement, camera: Camera, cast: Mapping[str, Character]) -> Camera:
    """The camera past a shoulder with the hat of whoever is seen in the frame."""
    looks = _looks(cast, place.who)
    eyes, hat = head_of(place, stature(looks)), hat_of(looks)
    return sunk(camera, eyes._replace(y=eyes.y + stature(looks) * (1.0 - EYES) + hat)) if hat else camera


def _lead_first(call: Call) -> list[Figure]:
    return sorted(call.line, key=lambda figure: figure.who != call.lead)


def _set(
    shot: Shot, call: Call, aim: Aim, crowds: list[Figure], statures: Mapping[str, float]
) -> tuple[Camera, list[Placement]]:
    """The camera and everybody's places: it steps back until the named, and a few of each crowd, are in frame."""
    indoors = shot.interior if shot.interior is not None else shot.place in INDOORS
    seated = shot.place == "car" and shot.interior is not False and shot.size not in CLOSE
    placements: list[Placement] = []
    for _ in range(STEPS):
        if seated:
            aim = replace(aim, low=max(aim.low, LOW * (1.0 - SIZES[Size.MS].span / aim.span)))
        aim, placements = _block(call, aim, statures)
        if seated:
            placements = in_seats(placements)
            if not _shoulders_in_frame(placements, statures, aim, call.aspect):
                aim = replace(aim, span=aim.span * 1.06)
                continue
        wanted = len(placements) + sum(min(crowd.count, FEW) for crowd in crowds)
        placements = _with_crowds(crowds, placements, camera_for(aim), call.aspect, indoors)
        if shot.size in CLOSE or len(placements) >= wanted:
            break
        aim = replace(aim, span=aim.span * 1.06)
    return camera_for(aim), placements


def _looking(
    shot: Shot,
    placements: list[Placement],
    pieces: tuple[Piece, ...],
    statures: Mapping[str, float],
    seen: tuple[Call, Camera],
) -> list[Placement]:
    """Everybody turned to what they act on, unless that takes a face out of the frame; and their heads to whom they
    look at."""
    call, camera = seen
    if shot.framing is Framing.POV and len(placements) == len(call.line) == 1 and shot.eyes:
        return [into_lens(placements[0], shot.eyes, statures)]
    fixed = frozenset(who for pair in call.touching for who in (pair.who, pair.partner))
    if shot.place != "car":
        turned = faced(placements, call.line, pieces, fixed)
        placements = [
            new if _face_in_frame(camera, new, statures.get(new.who, SIZE_OF_NOBODY), call.aspect) else old
            for old, new in zip(placements, turned, strict=True)
        ]
    beyond = {}
    if len(placements) == 1 and not posture(placements[0].pose).moving:
        who = placements[0].who
        beyond = {who: call.memory.partner(who, 1 if placements[0].facing >= 0 else -1)}
    return with_gazes(placements, call.line, pieces, statures, beyond)


def _gesturing(
    shot: Shot, placements: list[Placement], statures: Mapping[str, float], seen: tuple[Call, Camera]
) -> list[Placement]:
    """The named so that their gestures are seen, in sizes that might cut them off; who touches stays as they are."""
    call, camera = seen
    fixed = {who for pair in call.touching for who in (pair.who, pair.partner)}
    if not is_cropped(shot.size):
        return placements
    heads = [head_of(place, statures.get(place.who, SIZE_OF_NOBODY)) for place in placements if place.z < 0]
    return [
        place
        if place.who in fixed or place.z < 0
        else gesturing(place, statures.get(place.who, SIZE_OF_NOBODY), camera, call.aspect, heads)
        for place in placements
    ]


def _pieces(
    shot: Shot, placements: list[Placement], camera: Camera, aspect: float, scene: tuple[Memory, bool, frozenset[str]]
) -> tuple[Piece, ...]:
    """What stands about; a close shot of somebody shows nothing but what is in their hands. `scene`: the scene so far,
    whether it is under a roof, and who brings a seat of their own."""
    if placements and shot.size in CLOSE:
        return ()
    memory, indoors, wheeled = scene
    behind = [place for place in placements if place.z > -camera.distance * 0.3]
    ground = Ground(
        camera=camera,
        aspect=aspect,
        indoors=indoors,
        wheeled=wheeled,
        seats=lexicon.fact("place", shot.place).seated,
        kept=kept_from(memory.things, behind),
        toward={
            figure.target: 1 if place.facing >= 0 else -1
            for figure in shot.figures
            for place in placements[:1]
            if figure.who == place.who and figure.target in shot.props
        },
    )
    return around(shot.props, [place.holds for place in placements], behind, ground)


def _drawable(shot: Shot, cast: Mapping[str, Character], memory: Memory) -> tuple[Shot, tuple[Pair, ...]]:
    """The shot with what nobody draws yet as the nearest that is drawn (somebody kneeling sits, a kitchen is a room),
    and those of it who touch."""
    named = [figure for figure in shot.figures if figure.count == 1]
    crowds = [figure for figure in shot.figures if figure.count > 1]
    inside = shot.place == "car" and shot.interior is not False
    if shot.size is Size.ECU or (inside and shot.size in CLOSE):
        named, crowds = named[:1], [] if named else crowds
    touching = pairs(named)
    before = {who: pose for who, pose in memory.postures.items() if who not in _rising(touching, memory)}
    figures = tuple(
        msgspec.structs.replace(
            figure,
            pose=_pose(figure, shot, _looks(cast, figure.who), before.get(figure.who, "")),
            feeling=lexicon.like("feeling", figure.feeling),
        )
        for figure in (*answering(named, touching), *crowds)
    )
    place, weather = lexicon.like("place", shot.place), lexicon.like("weather", shot.weather)
    size = shot.size
    if inside and size in ROOMY:
        size = Size.MS
    return msgspec.structs.replace(shot, figures=figures, place=place, weather=weather, size=size), touching


def _rising(touching: tuple[Pair, ...], memory: Memory) -> set[str]:
    """Who gets up for somebody they touch, who does not sit."""
    both = [{pair.who, pair.partner} for pair in touching]
    return {who for pair in both if not all(sits(memory.postures.get(one, "")) for one in pair) for who in pair}


def _pose(figure: Figure, shot: Shot, looks: Looks, before: str) -> str:
    """The pose that is drawn for the one of somebody who was in another `before`."""
    if looks.species:
        return "stand"
    pose = lexicon.like("pose", figure.pose)
    if looks.seat == "wheelchair":
        return wheeled_as(pose)
    if len(shot.figures) == 1 and not before.startswith("sit"):
        pose = lowered_as(figure.pose, pose, before, shot.action)
    return seated_as(kept_as(figure.pose, pose, before), shot)


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


def _side(named: list[Figure], cast: Mapping[str, Character], memory: Memory, eyes: str) -> int:
    """Which way somebody alone looks: 1 right, -1 left, as the scene has it. At its beginning the first of the cast
    looks right and all others left, so that a cut between two keeps them apart."""
    if not named:
        return 1
    moving = posture(named[0].pose).moving
    side = memory.side(named[0].who, eyes or named[0].target, moving=moving)
    order = list(cast)
    return side or (-1 if named[0].who in order and order.index(named[0].who) % 2 else 1)


def _block(call: Call, aim: Aim, statures: Mapping[str, float]) -> tuple[Aim, list[Placement]]:
    """Places for the named, and the aim from a camera that has stepped back as far as they need."""
    placements: list[Placement] = []
    for _ in range(STEPS):
        camera = camera_for(aim)
        placements = [_risen(place, call) for place in places(call, aim, camera)]
        if _all_in_frame(placements, statures, aim, call.aspect) and not _cuts_a_hand(call, aim, placements):
            break
        aim = replace(aim, span=aim.span * 1.06)
    return aim, placements


def _risen(place: Placement, call: Call) -> Placement:
    """Who rides is as high as what they ride."""
    return msgspec.structs.replace(place, y=call.lift) if place.pose == "ride" else place


def _cuts_a_hand(call: Call, aim: Aim, placements: list[Placement]) -> bool:
    """Whether the lead's gesture is cut off, and the camera may step back for it."""
    lead = next((place for place in placements if place.who == call.lead), None)
    return lead is not None and not (call.bound or call.touching) and is_cut(lead, aim, call.tall, call.aspect)


SOLES = 0.44
"""How far below the middle of the frame ankles may stand, in frame heights: the shoes need the rest."""

HEAD = 0.11
"""Half the width of a head in metres."""


def _all_in_frame(placements: list[Placement], statures: Mapping[str, float], aim: Aim, aspect: float) -> bool:
    camera = camera_for(aim)
    return all(_in_frame(camera, place, statures[place.who], aim, aspect) for place in placements)


LOW = 0.32
"""How much lower people in a car stand in the frame the further the camera steps back: the dashboard is no picture."""

SHOULDER, WINDSCREEN = 0.21, 0.93
"""Half the width of somebody who sits, in metres, and the part of a picture's width that a car's windscreen leaves."""


def _shoulders_in_frame(
    placements: list[Placement], statures: Mapping[str, float], aim: Aim, aspect: float
) -> bool:  # fmt: skip
    """Whether everybody in a car is seen from shoulder to shoulder."""
    camera = camera_for(aim)
    part = SHOULDER / HEAD
    return all(_face_in_frame(camera, one, statures[one.who], aspect * WINDSCREEN, part) for one in placements)


def _face_in_frame(camera: Camera, place: Placement, tall: float, aspect: float, part: float = 1.0) -> bool:
    """Whether somebody's face is in the frame; of its width at least a part."""
    eyes = project(camera, head_of(place, tall))
    head = HEAD * camera.lens / eyes.depth if eyes.depth > 0 else 9.0
    return abs(eyes.x) + part * head <= aspect / 2 and abs(eyes.y) + head <= 0.5


def _in_frame(camera: Camera, place: Placement, tall: float, aim: Aim, aspect: float) -> bool:
    """Whether the face is in the frame and, in sizes that show people whole, the feet are."""
    low = posture(place.pose).eyes
    inside = _face_in_frame(camera, place, tall, aspect, part=0.0 if aim.size is Size.ECU else 1.0)
    if aim.size in CLOSE or aim.size in (Size.MS, Size.MLS):
        return inside
    stride = 0.4 if posture(place.pose).moving else 0.0
    feet = project(camera, Point(place.x, 0.0, place.z - stride))
    crown = project(camera, Point(place.x, place.y + tall * low + 0.08, place.z))
    return inside and feet.y <= SOLES and max(abs(feet.y), abs(crown.y)) <= 0.5 and abs(feet.x) <= aspect / 2
