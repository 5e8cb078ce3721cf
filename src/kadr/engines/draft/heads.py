"""Heads: skull, ears, hair and beards. The face is in `faces`, what is worn on top in `hats`."""

from kadr.engines.draft.curves import Spot, ellipse, hull
from kadr.engines.draft.faces import draw_face
from kadr.engines.draft.hats import draw_hat
from kadr.engines.draft.sitter import Sitter
from kadr.engines.draft.space import add
from kadr.staging import Point

COVERED = frozenset({"fur-hat", "kalpak", "turban", "cap", "brim"})
"""Headwear that hides the crown but not the temples."""


def draw_behind(sitter: Sitter) -> None:
    """What the body stands before: hair that hangs down behind the shoulders, and the neck in its collar."""
    if sitter.frontal > -0.2:
        _hanging_hair(sitter)
    _draw_neck(sitter)


def draw_head(sitter: Sitter) -> None:
    """The head from the neck up, over the body."""
    _draw_skull(sitter)
    if sitter.looks.headwear != "scarf":
        _draw_ears(sitter)
        _draw_hair(sitter)
    draw_face(sitter)
    draw_hat(sitter)
    if sitter.frontal <= -0.2:
        _hanging_hair(sitter)


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


def _draw_hair(sitter: Sitter) -> None:
    looks, tone = sitter.looks, sitter.tones.hair(sitter.looks)
    weight = sitter.weight * 0.8
    if looks.hair != "bald":
        for sides in sitter.halves(lambda x, y, z: z < 0.16 and y > -0.62 and not (abs(x) > 0.8 and y < -0.3), 1.05):
            sitter.hand.shape(sides, tone, weight)
        if looks.headwear not in COVERED:
            crown = sitter.patch(lambda _, y, z: y > 0.34 + 0.16 * max(0.0, z), 1.12)
            sitter.hand.shape(crown, tone, weight)
            _strands(sitter, tone)
    elif looks.age == "old" and looks.headwear not in COVERED:
        for fringe in sitter.halves(lambda _, y, z: z < -0.1 and -0.55 < y < 0.25, 1.04):
            sitter.hand.shape(fringe, tone, weight)


def _strands(sitter: Sitter, tone: str) -> None:
    """Light lines that tell how the hair lies."""
    if sitter.head_size < 30:
        return
    pen = sitter.hand.inked(sitter.tones.mid if tone == sitter.tones.ink else sitter.tones.ink)
    for side in (-0.5, -0.2, 0.15, 0.45):
        way = [(side * 0.6, 1.04, 0.1), (side * 0.95, 0.92, 0.42), (side * 1.15, 0.72, 0.62)]
        if all(sitter.faces_us(*place) for place in way):
            pen.line([sitter.head_spot(*place) for place in way], sitter.weight * 0.4)


def _hanging_hair(sitter: Sitter) -> None:
    looks, tone = sitter.looks, sitter.tones.hair(sitter.looks)
    if looks.headwear == "scarf" or looks.hair not in ("long", "braids"):
        return
    if looks.hair == "long":
        outline = [
            sitter.head_spot(side, up, -0.35)
            for side, up in (
                (-0.7, 0.5),
                (-0.95, -0.4),
                (-0.98, -1.3),
                (-0.5, -1.6),
                (0.5, -1.6),
                (0.98, -1.3),
                (0.95, -0.4),
                (0.7, 0.5),
            )
        ]
        sitter.hand.shape(hull(outline), tone, sitter.weight * 0.8)
        return
    for side in (-1, 1):
        plait = [
            sitter.head_spot(side * x, up, -0.3 + 0.1 * x)
            for x, up in ((0.62, -0.2), (0.98, -0.9), (1.0, -1.8), (0.88, -2.6), (0.7, -2.6), (0.72, -1.8), (0.6, -0.9))
        ]
        sitter.hand.shape(plait, tone, sitter.weight * 0.7)
