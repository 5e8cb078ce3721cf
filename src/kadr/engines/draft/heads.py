"""Heads from back to front: hair, skin, ears, the face, and what is worn."""

from dataclasses import replace
from math import hypot

from kadr.engines.draft.curves import Spot, mix
from kadr.engines.draft.eyewear import draw_eyewear
from kadr.engines.draft.faces import draw_face
from kadr.engines.draft.form import FINE, Form, Held
from kadr.engines.draft.hair import covers_ears, draw_hair, draw_hair_before, draw_hair_behind, skin_line
from kadr.engines.draft.hats import draw_hat, draw_hat_behind
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
    form = Form(sitter)
    draw_hat_behind(sitter)
    draw_hair(sitter)
    with motif.showing(part):
        _draw_skin(form)
        if sitter.looks.headwear != "scarf" and not covers_ears(sitter):
            _draw_ears(form)
        draw_face(Form(replace(sitter, hand=sitter.hand.plain())))
    draw_hair_before(sitter)
    with motif.showing(part):
        draw_eyewear(sitter)
    draw_hat(sitter)


def _draw_skin(form: Form) -> None:
    """The skin from the hairline to the chin, with its shaded side."""
    sitter = form.sitter
    held: Held = skin_line(sitter)
    skin = sitter.tones.complexion(sitter.looks)
    outline = form.outline(held, [form.skull.at(up / 20) for up in range(19, -21, -1 if sitter.head_size > 12 else -2)])
    if len(outline) < 3:
        return
    sitter.hand.shape(outline, skin, sitter.weight)
    shade = form.shade(held)
    if sitter.head_size > 9 and len(shade) > 2:
        sitter.hand.fill(shade, sitter.tones.shadow(skin))


def _draw_neck(sitter: Sitter) -> None:
    bones = sitter.bones
    width = (0.36 if sitter.looks.sex == "f" else 0.42) * (0.8 + 0.2 * bones.girth)
    size = hypot(sitter.frontal, sitter.lateral) or 1.0
    aside, ahead = sitter.frontal / size, -sitter.lateral / size  # across our view: a neck is round
    top = [sitter.head_spot(side * width * aside, -0.4, side * width * ahead - 0.2) for side in (-1, 1)]
    wide = width + 0.14
    base = [sitter.view.spot(_offset(sitter, side * wide * aside, -0.34, side * wide * ahead)) for side in (-1, 1)]
    waist = [mix(mix(a, b, 0.6), mix(top[0], top[1], 0.5), 0.06) for a, b in zip(top, base, strict=True)]
    tone = sitter.tones.complexion(sitter.looks)
    sitter.hand.fill([top[0], top[1], waist[1], base[1], base[0], waist[0]], tone)
    if sitter.frontal > -0.2:
        _shade_neck(sitter, top, waist, base)
    for a, b, c in zip(top, waist, base, strict=True):
        sitter.hand.line([a, b, c], sitter.weight * 0.8, taper=0.5)


def _shade_neck(sitter: Sitter, top: list[Spot], waist: list[Spot], base: list[Spot]) -> None:
    """What the chin casts on the neck, and the side away from the light."""
    right = 1 if top[1].x > top[0].x else 0
    inner = mix(base[0], base[1], 0.62 if right else 0.38)
    chin = mix(top[0], top[1], 0.5)
    under = [top[0], top[1], waist[right], base[right], inner, mix(chin, inner, 0.45), waist[1 - right]]
    sitter.hand.fill(under, sitter.tones.shadow(sitter.tones.complexion(sitter.looks)))


def _offset(sitter: Sitter, side: float, up: float, ahead: float) -> Point:
    return add(sitter.bones.neck, sitter.bones.head.out(side, up, ahead), sitter.bones.unit)


EAR = (
    (0.14, -0.02),
    (0.21, -0.12),
    (0.17, -0.25),
    (0.0, -0.27),
    (-0.16, -0.18),
    (-0.3, -0.08),
    (-0.3, 0.0),
    (-0.1, 0.03),
)
"""The outline of an ear: up and to the front."""


def _draw_ears(form: Form) -> None:
    sitter = form.sitter
    wide = form.skull.at(0.0).wide
    for side in (-1, 1):
        if not sitter.faces_us(side, 0.0, -0.1, 0.03):
            continue
        ear = [sitter.head_spot(side * (wide + 0.04 - z * 0.22), up, z) for up, z in EAR]
        sitter.hand.shape(ear, sitter.tones.complexion(sitter.looks), sitter.weight * 0.75)
        if sitter.head_size > FINE:
            for way in (
                ((0.13, -0.15), (0.05, -0.21), (-0.08, -0.16)),
                ((0.06, -0.08), (-0.06, -0.13), (-0.14, -0.06)),
            ):
                spots: list[Spot] = [sitter.head_spot(side * (wide + 0.07), up, z) for up, z in way]
                sitter.hand.line(spots, sitter.weight * 0.45)
