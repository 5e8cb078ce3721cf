"""Drawing what stands about and what is held."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import atan2, cos, pi, radians, sin

from kadr import lexicon
from kadr.board import Piece
from kadr.engines.draft.curves import Spot, ellipse, mix
from kadr.engines.draft.flat import Pen
from kadr.engines.draft.hand import Hand
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.sitter import Sitter
from kadr.engines.draft.skeleton import Limb
from kadr.engines.draft.things import Block, Hold, Outline, Pair, Part, Thing, thing
from kadr.engines.draft.tones import Tones
from kadr.engines.draft.view import box
from kadr.staging import Point

FIELDS = ("thing", "animal", "vehicle")

FINE = 0.009
"""The most that an outline weighs: this part of a thing's height, and a hair."""


def high(what: str) -> float:
    """How high a thing is, in metres."""
    return next((fact.high for field in FIELDS if (fact := lexicon.fact(field, what)).high), 0.6)


def draw_piece(scene: Scene, piece: Piece, hand: Hand, shadows: Hand) -> None:
    """A thing where it stands, with its shadow; one that nobody has drawn is a block with its name on it."""
    foot = Point(piece.x, piece.y, piece.z)
    if scene.view.depth(foot) < 0.3:
        return
    drawn, tall = thing(piece.what), high(piece.what) * piece.scale
    here = replace(scene, back=hand)
    if drawn is None:
        _draw_named(here, piece, tall)
        return
    wide, deep = drawn.base if drawn.blocks else (tall * drawn.width, min(tall * drawn.width, 1.2) * 0.6)
    if not piece.y:
        _draw_shadow(scene, shadows, foot, wide, deep)
    elif lexicon.fact("thing", piece.what).stands == "hand":
        _draw_shadow(scene, hand, foot, wide * 0.8, deep * 0.8)
    for block in sorted(drawn.blocks, key=lambda block: (-block.at[2], block.at[1])):
        _draw_block(here, block, piece)
    if drawn.faces:
        _draw_faces(here, drawn, piece)
    if drawn.parts:
        size = tall * scene.view.scale(foot)
        draw_flat(hand, scene.tones, drawn, Stance(scene.view.spot(foot), size, piece.flip), here.weight(foot))


@dataclass(frozen=True, slots=True)
class Stance:
    """How a flat thing stands on the picture: the spot of its foot, how many pixels it is high, whether it looks to the
    other side, and how far it leans, in radians clockwise."""

    foot: Spot
    size: float
    flip: bool = False
    turn: float = 0.0

    def place(self, pair: Pair) -> Spot:
        """Where a place of the thing shows."""
        x, y = pair[0] * self.size * (-1 if self.flip else 1), -pair[1] * self.size
        c, s = cos(self.turn), sin(self.turn)
        return Spot(self.foot.x + x * c - y * s, self.foot.y + x * s + y * c)


def draw_flat(hand: Hand, tones: Tones, drawn: Thing, stance: Stance, weight: float) -> None:
    """The parts of a thing as it stands."""
    fine = min(weight, 0.55 + stance.size / hand.unit * FINE)
    Pen(hand=hand, tones=tones, place=stance.place, size=stance.size, weight=fine).draw(drawn.parts)


def _draw_faces(scene: Scene, drawn: Thing, piece: Piece) -> None:
    """What is on the front of a thing's blocks, in their perspective."""
    side = (-1 if piece.flip else 1) * piece.scale
    z = piece.z - drawn.front * piece.scale

    def place(pair: Pair) -> Spot:
        return scene.view.spot(Point(piece.x + pair[0] * side, piece.y + pair[1] * piece.scale, z))

    foot = Point(piece.x, piece.y, z)
    if scene.view.depth(foot) > 0.3:
        size = scene.view.scale(foot) * piece.scale
        pen = Pen(hand=scene.back, tones=scene.tones, place=place, size=size, weight=scene.weight(foot) * 0.8)
        pen.draw(drawn.faces)


def _draw_block(scene: Scene, block: Block, piece: Piece) -> None:
    x, y, z = (part * piece.scale for part in block.at)
    width, height, depth = (part * piece.scale for part in block.size)
    centre = Point(piece.x + (-x if piece.flip else x), piece.y + y, piece.z + z)
    tone = str(getattr(scene.tones, block.tone))
    shaded = scene.tones.shade if block.tone == "paper" else scene.tones.shadow(tone)
    scene.block(centre, (width, height, depth), (tone, shaded, tone))


def _draw_shadow(scene: Scene, shadows: Hand, foot: Point, wide: float, deep: float) -> None:
    """What a thing stands in: flat on the ground, a little to the right; its measures in metres."""
    ring = ellipse(Spot(foot.x + 0.05 * wide, foot.z), 0.5 * wide, 0.46 * deep, corners=16)
    spots = scene.view.face([Point(x, foot.y, z) for x, z in ring])
    if len(spots) > 2:
        shadows.fill(spots, scene.tones.shadow(scene.tones.ground))


NARROW, LEGIBLE = 0.78, 12.0
"""The width of a bold capital in its heights; the least height of letters, in units."""


def _draw_named(scene: Scene, piece: Piece, tall: float) -> None:
    """What nobody has drawn: a crate with its name on it, as artists leave what they will look up."""
    foot = Point(piece.x, piece.y, piece.z)
    tones, wide = scene.tones, max(tall * 0.9, 0.25)
    deep = wide * 0.6
    scene.block(foot, (wide, tall, deep), (tones.paper, tones.shade, tones.paper))
    _, side, front = (scene.view.face(face) for face in box(foot, wide, tall, deep))
    scene.back.hatch(side, 5.0, -0.9, 0.6)
    near = Point(piece.x, piece.y + tall * 0.5, piece.z - deep / 2)
    scale, middle = scene.view.scale(near), scene.view.spot(near)
    if len(front) == 4:
        bottom, top = mix(front[1], front[0], SHADED), mix(front[2], front[3], SHADED)
        scene.back.hatch([bottom, front[1], front[2], top], 5.0, -0.9, 0.6)
    left = Spot(middle.x - wide * scale * SHADED / 2, middle.y)
    _write_name(scene, piece.what, left, wide * scale * (1 - SHADED), tall * scale)


SHADED = 0.16
"""The part of a crate's front that is hatched."""


def _write_name(scene: Scene, what: str, middle: Spot, wide: float, tall: float) -> None:
    """A name in capitals, in one line or more, on a field of `wide` x `tall` pixels; what does not fit stands on a
    plate above it."""
    name = _name(what)
    hand = scene.back
    lines = max(([name], name.split()), key=lambda lines: _fitting(lines, wide, tall))
    size = _fitting(lines, wide, tall)
    least = LEGIBLE * hand.unit
    if size < least:
        lines, size = [name], least
        middle = Spot(middle.x, middle.y - tall / 2 - size)
        half = len(name) * NARROW * size / 2 + size * 0.4
        plate = [Spot(middle.x + x * half, middle.y + y * size * 0.8) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        hand.block(plate, scene.tones.paper, 0.9)
    for index, line in enumerate(lines):
        hand.write(line, Spot(middle.x, middle.y + (index - (len(lines) - 1) / 2) * size * 1.15), size)


def _name(what: str) -> str:
    return what.replace("-", " ").upper()


def _fitting(lines: Sequence[str], wide: float, tall: float) -> float:
    """How large letters may be, in pixels."""
    return min(wide * 0.9 / (NARROW * max(map(len, lines))), tall * 0.8 / (1.15 * len(lines)), wide * 0.2)


def _tag(what: str) -> Thing:
    """A held thing that nobody has drawn: a card with its name on it."""
    name = _name(what)
    half = max(0.5, len(name) * NARROW * 0.13)
    card = Outline(spots=((-half, 0.0), (half, 0.0), (half, 1.0), (-half, 1.0)), corners=frozenset(range(4)))
    letters = Outline(spots=((0.0, 0.4), (0.0, 0.6)), closed=False)
    return Thing(parts=(Part(outline=card, tone="paper"), Part(outline=letters, words=name)))


LEAST = 0.11
"""Metres: the least height at which a held thing is drawn."""

ON_THE_PALM, AT_ITS_MIDDLE = Hold(at=(0.0, 0.02)), Hold(at=(0.0, 0.5))
"""How things are held that do not say it: small ones stand on the palm, larger ones are clasped."""


def draw_held(sitter: Sitter, arm: Limb) -> None:
    """What somebody holds, in the hand of an arm; small things are drawn a little larger, to be seen."""
    wrist, elbow = sitter.view.spot(arm.end), sitter.view.spot(arm.middle)
    scale = sitter.view.scale(arm.end)
    way = atan2(wrist.y - elbow.y, wrist.x - elbow.x)
    palm = Spot(wrist.x + cos(way) * PALM * scale, wrist.y + sin(way) * PALM * scale)
    size = max(high(sitter.holds), LEAST) * scale
    drawn = thing(sitter.holds)
    if drawn is None or not drawn.parts:
        drawn = _tag(sitter.holds)
    if drawn.held:
        drawn = replace(drawn, parts=drawn.held)
    hold = drawn.hold or (ON_THE_PALM if size < 0.3 * scale else AT_ITS_MIDDLE)
    flip = wrist.x < elbow.x
    side = -1 if flip else 1
    turn = radians(hold.turn) * side + ((way - pi if flip else way) if hold.along else 0.0)
    x, y = hold.at[0] * size * side, -hold.at[1] * size
    foot = Spot(palm.x - x * cos(turn) + y * sin(turn), palm.y - x * sin(turn) - y * cos(turn))
    weight = sitter.weight * 0.7
    draw_flat(sitter.hand, sitter.tones, drawn, Stance(foot, size, flip, turn), weight)


PALM = 0.075
"""Metres from the wrist to the middle of the palm."""
