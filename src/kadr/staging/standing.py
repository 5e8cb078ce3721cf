"""Where the named stand on the plane of action: alone, abreast, one before the others, or in each other's arms."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kadr.board import Angle, Camera, Figure, Placement, Size
from kadr.staging.contact import Pair, in_contact, touching_of
from kadr.staging.framing import CLOSE, SIZES, Aim
from kadr.staging.memory import Memory
from kadr.staging.pieces import HOLDING
from kadr.staging.postures import deed_of, posture

DEPTH = 0.7
"""Metres between two rows of people."""

NARROWEST = 0.06
"""Metres from one person to the next across the frame, however narrow it is: who stands left stays left."""

CHASE = 1.25
"""Metres between who runs after somebody and who is run after."""

FAR = {"throw": 1.9, "aim": 1.6}
"""Metres to the next one for poses that act from afar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Who is called to stand. `line`: the named from left to right; `lead`: whom the shot is about; `side`: which way
    somebody alone looks, and a group that moves goes; `tall`: the lead's stature in metres; `bound`: whether a size was
    said, so that the camera does not step back for a gesture; `lift`: how much higher than on a horse who rides sits,
    in metres."""

    line: tuple[Figure, ...]
    lead: str
    touching: tuple[Pair, ...]
    memory: Memory
    side: int
    aspect: float
    tall: float
    bound: bool = False
    lift: float = 0.0


def places(call: Call, aim: Aim, camera: Camera) -> list[Placement]:
    """Everybody's place for an aim and its camera, from left to right; the lead first where he is before the others."""
    width = aim.span * call.aspect
    if not call.line:
        return []
    if len(call.line) == 1:
        return [_alone(call.line[0], aim.size, width, call.side)]
    if aim.size in CLOSE and aim.angle is not Angle.OVERHEAD and not call.touching:
        return _one_before_others(call, camera)
    return in_contact(_seated(call) or _abreast(call, aim, width), call.touching, call.tall)


def onward(line: Sequence[Figure], memory: Memory) -> tuple[int, list[Figure]]:
    """Which way a group goes if it moves (1 right, -1 left), and its line with whoever runs after somebody behind
    them."""
    moving = {figure.who for figure in line if posture(figure.pose).moving}
    side = next((memory.headings[who] for who in sorted(moving) if who in memory.headings), 0)
    found = list(line)
    chaser = next((figure for figure in line if figure.who in moving and figure.target in moving), None)
    if chaser is None or len(moving) < len(line):
        return side or 1, found
    names = [figure.who for figure in line]
    after, ahead = names.index(chaser.who), names.index(chaser.target)
    known = {chaser.who, chaser.target} <= set(memory.order)
    side = side or ((1 if ahead > after else -1) if known else 1)
    if (ahead - after) * side < 0:
        found[after], found[ahead] = found[ahead], found[after]
    return side, found


def breadth(size: Size, line: Sequence[Figure], touching: Sequence[Pair]) -> float:
    """Metres that people want side by side; close sizes belong to one, or to two who touch."""
    framing = SIZES[size]
    if size in CLOSE and not touching:
        return framing.width
    return framing.width + sum(_gaps(size, line, touching))


def _gaps(size: Size, line: Sequence[Figure], touching: Sequence[Pair]) -> list[float]:
    """Metres between neighbours: those who touch as near as that takes, an arm's length where somebody reaches out."""
    gaps = []
    for left, right in pairwise(line):
        contact = touching_of(left.who, right.who, touching)
        chased = left.target == right.who or right.target == left.who
        moving = posture(left.pose).moving and posture(right.pose).moving
        far = max(FAR.get(deed_of(left.pose), 0.0), FAR.get(deed_of(right.pose), 0.0), _gap(size, line))
        gaps.append(contact.apart if contact else CHASE if chased and moving else far)
    return gaps


def _gap(size: Size, line: Sequence[Figure]) -> float:
    wide = any(
        posture(figure.pose).aside or posture(figure.pose).eyes < 0.6 or deed_of(figure.pose) in HOLDING
        for figure in line
    )
    return max(SIZES[size].gap, 0.95) if wide else SIZES[size].gap


def _alone(figure: Figure, size: Size, width: float, side: int) -> Placement:
    """Somebody alone stands off the middle, with the looking room before him: a third line where there is width, and
    further off where an arm reaches into that room."""
    reaching = posture(figure.pose).aside
    margin = {Size.ECU: 0.0, Size.CU: 0.13, Size.MCU: 0.2}.get(size, 0.16 if reaching else 0.3)
    offset = min(width / (4 if reaching else 6), max(0.0, width / 2 - margin))
    offset *= 0.0 if size is Size.ECU else 0.6 if size in CLOSE and not reaching else 1.0
    turn = _turn(figure) or (28 if size in CLOSE else 38)
    return _placed(figure, -side * offset, 0.0, side * turn)


def _turn(figure: Figure) -> int:
    """How far a pose turns somebody from the camera, in degrees; 0: it does not ask for it."""
    pose = posture(figure.pose)
    return 84 if pose.flat else 62 if pose.moving or pose.aside else 0


def _one_before_others(call: Call, camera: Camera) -> list[Placement]:
    """The lead fills one side of the frame; the others share the rest of it, further back, looking at the lead. Who
    has others on both sides in the scene's order stands between them."""
    half = call.aspect / 2 * camera.distance / camera.lens
    place = next(place for place, figure in enumerate(call.line) if figure.who == call.lead)
    lead, lefts, rights = call.line[place], call.line[:place][::-1], call.line[place + 1 :]
    side = 1 if len(rights) >= len(lefts) else -1
    turn = 64 if posture(lead.pose).aside else 34
    off = 0.0 if lefts and rights else min(half * 0.42, 0.24)
    first = _placed(lead, -side * off, 0.0, side * turn)
    return [first, *_behind(lefts, -1, first, call, camera), *_behind(rights, 1, first, call, camera)]


def _behind(
    figures: Sequence[Figure], side: int, lead: Placement, call: Call, camera: Camera
) -> list[Placement]:  # fmt: skip
    """Those on one side (1 right, -1 left) behind the lead, from the lead outwards and away."""
    depth, found = camera.distance, []
    for index, figure in enumerate(figures):
        z = (1.6 if camera.tilt == 0.0 else 0.9) + 0.75 * index
        reach = call.aspect / 2 * (depth + z) / camera.lens - 0.2
        start = (lead.x * side + 0.2) * (depth + z) / depth
        share = (index + 1.5) / (len(figures) + 1)
        found.append(_placed(figure, side * max(start + (reach - start) * share, 0.05), z, -42 * side))
    return found


def _seated(call: Call) -> list[Placement]:
    """Those who all sat before and sit still, where they sat; empty if somebody did not."""
    seats = call.memory.seats
    if not all(figure.who in seats and posture(figure.pose).eyes < 0.85 for figure in call.line) or call.touching:
        return []
    xs = [seats[figure.who][0] for figure in call.line]
    middle, near = (min(xs) + max(xs)) / 2, min(seats[figure.who][1] for figure in call.line)
    last = len(call.line) - 1
    return [
        _placed(
            figure, seats[figure.who][0] - middle, seats[figure.who][1] - near, _inward(figure, index, last)
        )
        for index, figure in enumerate(call.line)
    ]  # fmt: skip


def _inward(figure: Figure, index: int, last: int) -> float:
    """Turned to the others of a line; the middle one to the camera."""
    pose = posture(figure.pose)
    facing = 84 if pose.flat else 62 if pose.aside else 46
    return 12 if index == last / 2 else facing if index < last / 2 else -facing


def _abreast(call: Call, aim: Aim, width: float) -> list[Placement]:
    """Side by side, turned to one another; where the frame is too narrow for a line, in rows."""
    last = len(call.line) - 1
    wanted = _gaps(aim.size, call.line, call.touching)
    room = (width - 0.42) / sum(wanted)
    gaps = [max(NARROWEST, gap * min(1.0, room)) for gap in wanted]
    if call.touching:
        gaps = [old if touches else new for old, new, touches in zip(wanted, gaps, _touches(call), strict=True)]
    loose = [gap for gap, touches in zip(gaps, _touches(call), strict=True) if not touches]
    rows = 1 if not loose or min(loose) >= 0.5 else max(2, round(0.55 / min(loose) + 0.49))
    onward = all(posture(figure.pose).moving for figure in call.line)
    x, row = -sum(gaps) / 2, 0
    placed = []
    for index, figure in enumerate(call.line):
        turn = call.side * 62 if onward else _inward(figure, index, last)
        placed.append(_placed(figure, x, row % rows * DEPTH, turn))
        if index < last:
            x += gaps[index]
            row += not _touches(call)[index]
    return placed


def _touches(call: Call) -> list[bool]:
    """Whether each touches the next one of the line."""
    return [touching_of(left.who, right.who, call.touching) is not None for left, right in pairwise(call.line)]


def _placed(figure: Figure, x: float, z: float, facing: float) -> Placement:
    return Placement(
        who=figure.who,
        x=round(x, 3) + 0.0,
        z=round(z, 3),
        facing=round(float(facing), 3),
        pose=figure.pose,
        feeling=figure.feeling,
    )
