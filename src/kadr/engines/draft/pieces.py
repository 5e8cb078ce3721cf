"""Drawing what stands about and what is held."""

from dataclasses import replace
from itertools import groupby
from math import atan2, cos, sin

from kadr import lexicon
from kadr.board import Piece
from kadr.engines.draft.curves import Spot, hull, smooth
from kadr.engines.draft.hand import Hand
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.sitter import Sitter
from kadr.engines.draft.skeleton import Limb
from kadr.engines.draft.things import Block, Thing, thing
from kadr.engines.draft.tones import Tones
from kadr.staging import Point

FIELDS = ("thing", "animal", "vehicle")


def high(what: str) -> float:
    """How high a thing is, in metres."""
    return next((fact.high for field in FIELDS if (fact := lexicon.fact(field, what)).high), 0.6)


def draw_piece(scene: Scene, piece: Piece, hand: Hand, shadows: Hand) -> None:
    """A thing where it stands, with its shadow; one that nobody has drawn is a block with its name on it."""
    foot = Point(piece.x, piece.y, piece.z)
    if scene.view.depth(foot) < 0.3:
        return
    drawn, tall = thing(piece.what), high(piece.what)
    here = replace(scene, back=hand)
    if drawn is None:
        _draw_named(here, piece, tall)
        return
    if not piece.y:
        _draw_shadow(scene, shadows, foot, tall * (drawn.width if drawn.parts else 1.2))
    for block in sorted(drawn.blocks, key=lambda block: (-block.at[2], block.at[1])):
        _draw_block(here, block, piece)
    if drawn.parts:
        size = tall * scene.view.scale(foot)
        draw_flat(hand, scene.tones, drawn, scene.view.spot(foot), size, weight=here.weight(foot), flip=piece.flip)


def draw_flat(
    hand: Hand,
    tones: Tones,
    drawn: Thing,
    foot: Spot,
    size: float,
    *,
    weight: float,
    flip: bool = False,
    turn: float = 0.0,
) -> None:
    """The parts of a thing, `size` pixels high, on the spot of its foot; `turn` is a lean in radians."""
    side = -1 if flip else 1
    c, s = cos(turn), sin(turn)

    def place(pair: tuple[float, float]) -> Spot:
        x, y = pair[0] * size * side, -pair[1] * size
        return Spot(foot.x + x * c - y * s, foot.y + x * s + y * c)

    for tone, group in groupby(drawn.parts, key=lambda part: part.tone if part.rim and not part.corners else id(part)):
        parts = list(group)
        if len(parts) > 1 and parts[0].shape:
            _draw_joined(
                hand, [[place(pair) for pair in part.shape] for part in parts], _tone(tones, str(tone)), weight
            )
            continue
        for part in parts:
            if part.line:
                hand.line([place(pair) for pair in part.line], weight, taper=0.3)
                continue
            outline, fill = [place(pair) for pair in part.shape], _tone(tones, part.tone)
            if not part.rim:
                hand.fill(outline, fill)
            elif part.corners:
                hand.block(outline, fill, weight)
            else:
                hand.shape(outline, fill, weight)


def _draw_joined(hand: Hand, outlines: list[list[Spot]], tone: str, weight: float) -> None:
    """Smooth forms of one tone as one form: where they overlap there is no line."""
    for outline in outlines:
        hand.shape(outline, tone, weight * 1.7)
    for outline in outlines:
        hand.fill(smooth(outline, closed=True), tone)


def _tone(tones: Tones, name: str) -> str:
    return str(getattr(tones, name))


def _draw_block(scene: Scene, block: Block, piece: Piece) -> None:
    x, y, z = block.at
    centre = Point(piece.x + (-x if piece.flip else x), piece.y + y, piece.z + z)
    tone = _tone(scene.tones, block.tone)
    scene.block(centre, block.size, (tone, scene.tones.shadow(scene.tones.shadow(tone)), scene.tones.shadow(tone)))


def _draw_shadow(scene: Scene, shadows: Hand, foot: Point, wide: float) -> None:
    """What a thing stands in: flat on the ground, a little to the right."""
    corners = ((-0.5, -0.12), (0.55, -0.12), (0.68, 0.14), (-0.35, 0.14))
    outline = [Point(foot.x + x * wide, 0.0, foot.z + z * min(wide, 1.2)) for x, z in corners]
    spots = scene.view.face(outline)
    if len(spots) > 2:
        shadows.fill(hull(spots), scene.tones.shadow(scene.tones.ground))


def _draw_named(scene: Scene, piece: Piece, tall: float) -> None:
    """What nobody has drawn: a plain block with its name on it, as artists leave what they will look up."""
    foot = Point(piece.x, piece.y, piece.z)
    tones = scene.tones
    wide = max(tall * 0.9, 0.25)
    scene.block(foot, (wide, tall, wide * 0.6), (tones.paper, tones.shade, tones.paper))
    name = lexicon.phrase("thing", piece.what) or piece.what
    middle = scene.view.spot(Point(piece.x, piece.y + tall * 0.5, piece.z - wide * 0.3))
    room = wide * scene.view.scale(foot)
    scene.back.write(name.upper(), middle, min(room / max(len(name), 4) * 1.5, 0.5 * tall * scene.view.scale(foot)))


LONG = {"stick", "broom", "shovel", "sword", "umbrella", "gun", "guitar", "knife", "spoon", "fork", "flag"}
"""What is held by its lower end; all else lies on the hand."""


def draw_held(sitter: Sitter, arm: Limb) -> None:
    """What somebody holds, in the hand of an arm; small things are drawn a little larger, to be seen."""
    drawn = thing(sitter.holds) or thing("box")
    if drawn is None or not drawn.parts:
        drawn = thing("bag")
    if drawn is None:
        return
    wrist, elbow = sitter.view.spot(arm.end), sitter.view.spot(arm.middle)
    scale = sitter.view.scale(arm.end)
    reach = 0.075 * scale
    way = atan2(wrist.y - elbow.y, wrist.x - elbow.x)
    palm = Spot(wrist.x + cos(way) * reach, wrist.y + sin(way) * reach)
    size = max(high(sitter.holds), LEAST) * scale
    long = sitter.holds in LONG
    foot = Spot(palm.x, palm.y + (0.12 if long else 0.02 if size < 0.35 * scale else 0.5) * size)
    flip = wrist.x < elbow.x
    draw_flat(sitter.hand, sitter.tones, drawn, foot, size, weight=sitter.weight * 0.7, flip=flip)


LEAST = 0.11
"""Metres: the least height at which a held thing is drawn."""
