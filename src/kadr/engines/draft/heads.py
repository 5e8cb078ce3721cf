"""Heads: neck, skull and ears. The face is in `faces`, hair in `hair`, what is worn in `hats` and `eyewear`."""

from kadr.engines.draft.curves import Spot, ellipse, hull
from kadr.engines.draft.eyewear import draw_eyewear
from kadr.engines.draft.faces import draw_face
from kadr.engines.draft.hair import draw_hair, draw_hair_before, draw_hair_behind
from kadr.engines.draft.hats import draw_hat
from kadr.engines.draft.layers import FACE
from kadr.engines.draft.sitter import Sitter
from kadr.engines.draft.space import add
from kadr.staging import Point

TURNED = -0.2
"""How frontal a head must be to show a face; 0 is a profile."""


def draw_behind(sitter: Sitter) -> None:
    """What the body stands before: hair that hangs down behind the shoulders, and the neck in its collar."""
    if sitter.frontal > -0.2:
        draw_hair_behind(sitter)
    _draw_neck(sitter)


def draw_head(sitter: Sitter) -> None:
    """The head from the neck up, over the body."""
    motif, part = sitter.hand.layer.motif, FACE if sitter.frontal > TURNED else ""
    bare = sitter.looks.headwear != "scarf"
    with motif.showing(part):
        _draw_skull(sitter)
        if bare:
            _draw_ears(sitter)
    if bare:
        draw_hair(sitter)
    with motif.showing(part):
        draw_face(sitter)
    draw_hair_before(sitter)
    with motif.showing(part):
        draw_eyewear(sitter)
    draw_hat(sitter)


def _draw_neck(sitter: Sitter) -> None:
    bones = sitter.bones
    width = 0.4 * (0.8 + 0.2 * bones.girth)
    top = [sitter.head_spot(side * width, -0.55, -0.22) for side in (-1, 1)]
    base = [sitter.view.spot(_offset(sitter, side * (width + 0.1), -0.3)) for side in (-1, 1)]
    tone = sitter.tones.complexion(sitter.looks)
    sitter.hand.fill([top[0], top[1], base[1], base[0]], tone)
    sitter.hand.fill([top[0], top[1], _mid(top[1], base[1]), _mid(top[0], base[0])], sitter.tones.shadow(tone))
    for a, b in zip(top, base, strict=True):
        sitter.hand.line([a, b], sitter.weight * 0.8, taper=0.5)


def _mid(a: Spot, b: Spot) -> Spot:
    return Spot(a.x * 0.55 + b.x * 0.45, a.y * 0.55 + b.y * 0.45)


def _offset(sitter: Sitter, side: float, up: float) -> Point:
    return add(sitter.bones.neck, sitter.bones.trunk.out(side, up, 0.0), sitter.bones.unit)


def skull_outline(sitter: Sitter) -> list[Spot]:
    """The outline of the bare head: the round of the skull and the jaw."""
    centre = sitter.head_spot(0.0, 0.2, -0.05)
    radius = 0.8 * sitter.bones.unit * sitter.view.scale(sitter.bones.skull)
    broad = 1.0 + 0.22 * (sitter.bones.girth - 1.0)
    jaw = 0.9 if sitter.looks.age == "child" else 1.0
    spots = ellipse(centre, radius * 0.98, radius, corners=18)
    for side in (-1, 1):
        spots += [
            sitter.head_spot(side * 0.66, 0.06, 0.57),
            sitter.head_spot(side * 0.66 * broad, -0.24, 0.46),
            sitter.head_spot(side * 0.7 * broad, -0.1, 0.3),
            sitter.head_spot(side * 0.66 * broad, -0.45, 0.12),
            sitter.head_spot(side * 0.47 * broad, -0.8 * jaw, 0.34),
            sitter.head_spot(side * 0.2 * broad, -0.99 * jaw, 0.52),
        ]
    return hull([*spots, sitter.head_spot(0.0, -1.0 * jaw, 0.6), sitter.head_spot(0.0, 0.25, 0.78)])


def _draw_skull(sitter: Sitter) -> None:
    sitter.hand.shape(skull_outline(sitter), sitter.tones.complexion(sitter.looks), sitter.weight)


def _draw_ears(sitter: Sitter) -> None:
    for side in (-1, 1):
        if not sitter.faces_us(side, 0.0, -0.1, 0.05):
            continue
        ear = [
            sitter.head_spot(side * 0.8, up, front)
            for up, front in ((0.16, -0.02), (0.2, -0.16), (0.05, -0.25), (-0.2, -0.14), (-0.26, -0.02), (-0.05, 0.02))
        ]
        sitter.hand.shape(ear, sitter.tones.complexion(sitter.looks), sitter.weight * 0.7)
        if sitter.head_size > 40:
            sitter.hand.line(
                [sitter.head_spot(side * 0.82, up, z) for up, z in ((0.12, -0.13), (-0.02, -0.17), (-0.14, -0.08))],
                sitter.weight * 0.45,
            )
