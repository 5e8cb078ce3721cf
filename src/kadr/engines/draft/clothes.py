"""Garments: a body turned on the back's line, with a hem that follows the legs.

A garment is a row of `CUTS`. Everything is measured on somebody of one metre and scaled by the stature.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from kadr.engines.draft.curves import Spot, hull, mix, smooth
from kadr.engines.draft.limbs import draw_boot, draw_shaft, draw_tube, joined
from kadr.engines.draft.sitter import Sitter
from kadr.engines.draft.skeleton import Limb, spine
from kadr.engines.draft.space import add, between, dot
from kadr.staging import Point


@dataclass(frozen=True, slots=True)
class Cut:
    """`hem` below the pelvis, `flare` of the hem, `sleeve` width at the wrist; `opening`: wrap, buttons, lapels, zip,
    plates, panel, none; `collar`: round, shirt, roll; `sash`: whether the waist is tied or belted; `legs`: the tone
    of trousers, or skin; `waist`: how far it is taken in, 1 is not at all; `shoes`: shoe, boot, pump."""

    hem: float
    flare: float
    sleeve: float
    opening: str
    legs: str
    collar: str = "round"
    sash: bool = False
    waist: float = 1.0
    shoes: str = "shoe"


CUTS = {
    "robe": Cut(0.36, 0.085, 0.042, "wrap", "mid", sash=True, shoes="boot"),
    "coat": Cut(0.24, 0.078, 0.034, "lapels", "dark", "shirt"),
    "jacket": Cut(0.055, 0.062, 0.033, "zip", "dark", "shirt"),
    "suit": Cut(0.09, 0.064, 0.031, "lapels", "same", "shirt", waist=0.95),
    "uniform": Cut(0.1, 0.066, 0.032, "buttons", "same", "shirt", sash=True, waist=0.95, shoes="boot"),
    "smock": Cut(0.25, 0.075, 0.036, "lapels", "mid", "shirt"),
    "sweater": Cut(0.045, 0.06, 0.033, "none", "dark", "roll"),
    "tunic": Cut(0.13, 0.07, 0.031, "none", "dark", sash=True, shoes="boot"),
    "dress": Cut(0.3, 0.1, 0.028, "none", "skin", waist=0.86, shoes="pump"),
    "armour": Cut(0.11, 0.075, 0.036, "plates", "dark", "roll", sash=True, waist=0.94, shoes="boot"),
    "spacesuit": Cut(0.05, 0.07, 0.044, "panel", "same", "roll", sash=True, waist=1.06, shoes="boot"),
    "shirt": Cut(0.05, 0.058, 0.03, "buttons", "dark", "shirt"),
}


@dataclass(frozen=True, slots=True)
class Hoop:
    """A level of the body: its middle, half widths in metres (aside, front)."""

    middle: Point
    aside: float
    front: float


def cut_of(sitter: Sitter) -> Cut:
    """The cut of what somebody wears."""
    return CUTS.get(sitter.looks.garment, CUTS["tunic"])


def draw_legs(sitter: Sitter) -> None:
    """Trousers; robes and dresses are drawn over them."""
    tall = sitter.bones.tall
    legs = cut_of(sitter).legs
    tone = sitter.tones.complexion(sitter.looks) if legs == "skin" else sitter.tones.garment(_tone_of_legs(sitter))
    hips = [
        spot
        for leg in sitter.bones.legs
        for spot in _circle(sitter.view.spot(leg.root), 0.058 * tall * sitter.view.scale(leg.root))
    ]
    sitter.hand.fill(hull(hips), tone)
    for leg in sitter.bones.legs:
        slim = (0.052, 0.046, 0.034, 0.034, 0.022) if legs == "skin" else (0.056, 0.051, 0.041, 0.039, 0.033)
        draw_boot(sitter, leg, cut_of(sitter).shoes)
        draw_tube(sitter, joined(leg), [part * tall * (0.75 + 0.25 * sitter.bones.girth) for part in slim], tone, 0.3)
        if cut_of(sitter).shoes == "boot":
            draw_shaft(sitter, leg)


def _tone_of_legs(sitter: Sitter) -> str:
    """Trousers stand out from what is worn above, but for suits and uniforms."""
    worn, legs = sitter.looks.garment_tone, cut_of(sitter).legs
    if legs == "same":
        return "mid" if worn == "striped" else worn
    return "mid" if legs == "dark" and worn == "dark" else legs


def draw_sleeve(sitter: Sitter, arm: Limb) -> None:
    """One sleeve from the shoulder to the wrist."""
    tall, wide = sitter.bones.tall, cut_of(sitter).sleeve
    girth = 0.7 + 0.3 * sitter.bones.girth
    radii = [part * tall * girth for part in (0.037, 0.04, 0.037, (0.034 + wide) / 2, wide)]
    tone = sitter.tones.garment(sitter.looks.garment_tone)
    stripe = sitter.tones.dark if sitter.looks.garment_tone == "striped" and sitter.head_size > 7 else ""
    draw_tube(sitter, joined(arm), radii, tone, 0.42, stripe)


def draw_body(sitter: Sitter) -> None:
    """The garment's body with its folds, opening and sash."""
    hoops = _hoops(sitter)
    hem = _hem(sitter)
    rings = [_ring(sitter, hoop) for hoop in hoops]
    if hem:
        rings.append(sitter.view.spots(hem))
    left, right = _sides(sitter, rings)
    tone = sitter.tones.garment(sitter.looks.garment_tone)
    if sitter.bones.seated:
        _draw_lap(sitter, tone)
    outline = _outline(left, right, rings[-1])
    sitter.hand.fill(outline, tone)
    _draw_shadow(sitter, left, right, tone)
    if sitter.looks.garment_tone == "striped":
        _draw_stripes(sitter, hoops, hem)
    sitter.hand.rim(outline, sitter.weight)
    _draw_opening(sitter, hoops, hem)
    _draw_sash(sitter, left, right)
    _draw_folds(sitter, left, right)


def _hoops(sitter: Sitter) -> list[Hoop]:
    """The levels of the trunk from the neck to the hips."""
    bones = sitter.bones
    tall, g = bones.tall, bones.girth
    slim = 0.65 + 0.35 * g
    belly = max(0.0, g - 1.0)
    female, child = sitter.looks.sex == "f", sitter.looks.age == "child"
    high, hips = (0.9, 1.03) if female and not child else (1.0, 1.0)
    waist = cut_of(sitter).waist * (0.9 if female and not child else 1.0)
    bust = 0.012 if female and not child else 0.0
    rows = (
        (1.02, 0.036, 0.034, 0.0), (0.93, 0.098 * slim * high, 0.05, 0.0),
        (0.82, 0.118 * slim * high, 0.062 * slim, bust * 0.5), (0.6, 0.108 * slim * high, 0.075 * g, 0.01 * g + bust),
        (0.3, 0.098 * g * waist, 0.078 * g * waist, 0.012 + 0.11 * belly),
        (0.08, 0.104 * g * hips, 0.08 * g, 0.012 + 0.1 * belly), (-0.08, 0.104 * (0.5 + 0.5 * g) * hips, 0.085, 0.01),
    )  # fmt: skip
    return [
        Hoop(add(spine(bones, part), bones.trunk.front, ahead * tall), aside * tall, front * tall)
        for part, aside, front, ahead in rows
    ]


def _hem(sitter: Sitter) -> list[Point]:
    """Points round the hem, which holds both legs; empty for the seated, who have a lap."""
    if sitter.bones.seated:
        return []
    cut, tall = cut_of(sitter), sitter.bones.tall
    points = []
    radius = cut.flare * tall * (0.45 + 0.55 * sitter.bones.girth)
    for leg in sitter.bones.legs:
        down = cut.hem / 0.245
        middle = between(leg.root, leg.middle, down) if down <= 1 else between(leg.middle, leg.end, (down - 1) / 0.96)
        level = Point(middle.x, max(middle.y, 0.03 * tall), middle.z)
        for index in range(10):
            angle = 2 * pi * index / 10
            points.append(add(level, sitter.bones.body.out(radius * cos(angle), 0.0, radius * sin(angle))))
    return points


def _ring(sitter: Sitter, hoop: Hoop) -> list[Spot]:
    return sitter.view.spots(_round(sitter, hoop, 2 * pi * i / 14) for i in range(14))


def _round(sitter: Sitter, hoop: Hoop, angle: float) -> Point:
    """A point of a level: 0 front, a quarter turn its left."""
    return add(hoop.middle, sitter.bones.trunk.out(hoop.aside * sin(angle), 0.0, hoop.front * cos(angle)))


def _across(sitter: Sitter) -> Spot:
    """The direction across the body on the picture."""
    top, bottom = sitter.view.spot(sitter.bones.neck), sitter.view.spot(sitter.bones.pelvis)
    dx, dy = bottom.x - top.x, bottom.y - top.y
    size = hypot(dx, dy)
    return Spot(dy / size, -dx / size) if size > 1 else Spot(1.0, 0.0)


def _sides(sitter: Sitter, rings: Sequence[list[Spot]]) -> tuple[list[Spot], list[Spot]]:
    """The outermost spots of each level on both sides."""
    way = _across(sitter)
    left = [min(ring, key=lambda s: s.x * way.x + s.y * way.y) for ring in rings]
    right = [max(ring, key=lambda s: s.x * way.x + s.y * way.y) for ring in rings]
    return left, right


def _outline(left: list[Spot], right: list[Spot], hem: list[Spot]) -> list[Spot]:
    """Down the right side, round the front of the hem, up the left side."""
    low = mix(left[-1], right[-1], 0.5)
    sag = max(s.y for s in hem)
    bottom = Spot(low.x, low.y + max(0.0, sag - low.y) * 0.9)
    sides = [smooth(side) for side in (right, left)]
    return [*sides[0], *smooth([right[-1], bottom, left[-1]])[1:-1], *sides[1][::-1]]


def _draw_shadow(sitter: Sitter, left: list[Spot], right: list[Spot], tone: str) -> None:
    """The side away from the light, and the place below the arms."""
    inner = [
        mix(a, b, part) for (a, b), part in zip(zip(left, right, strict=True), _shadow_parts(len(left)), strict=True)
    ]
    outline = [*smooth(right), *smooth(inner)[::-1]]
    sitter.hand.fill(outline, sitter.tones.shadow(tone))
    if sitter.head_size > 34:
        sitter.hand.inked(sitter.tones.dark).hatch(outline, 15.0, -0.9, 0.8)


def _shadow_parts(count: int) -> list[float]:
    parts = [0.9, 0.82, 0.78, 0.74, 0.7, 0.68, 0.7, 0.66]
    return parts[:count]


def _draw_lap(sitter: Sitter, tone: str) -> None:
    """The crossed legs of the seated under cloth."""
    tall = sitter.bones.tall
    spots: list[Spot] = []
    for leg in sitter.bones.legs:
        for point, radius in ((leg.root, 0.085), (leg.middle, 0.06), (leg.end, 0.055)):
            low = Point(point.x, max(point.y, radius * tall), point.z)
            size = radius * tall * sitter.view.scale(low)
            spots += _circle(sitter.view.spot(low), size)
    outline = hull(spots)
    sitter.hand.shape(outline, tone, sitter.weight)
    for leg in sitter.bones.legs:
        knee = add(leg.middle, Point(0.0, 1.0, 0.0), 0.03 * tall)
        ankle = add(leg.end, Point(0.0, 1.0, 0.0), 0.05 * tall)
        way = [knee, between(knee, ankle, 0.5), ankle]
        sitter.hand.line(sitter.view.spots(way), sitter.weight * 0.7)


def _circle(centre: Spot, radius: float) -> list[Spot]:
    return [Spot(centre.x + radius * cos(pi * i / 6), centre.y + radius * sin(pi * i / 6)) for i in range(12)]


def _lines_down(sitter: Sitter, hoops: list[Hoop], hem: list[Point], angle: float, start: int) -> list[Spot]:
    """A line on the cloth from level `start` to the hem, at an angle round the body (0 front); empty if unseen."""
    way = sitter.bones.trunk.out(sin(angle), 0.0, cos(angle))
    if dot(way, sitter.view.toward(sitter.bones.pelvis)) < 0.12:
        return []
    points = [_round(sitter, hoop, angle) for hoop in hoops[start:-1]]
    if hem:
        middle = Point(*(sum(axis) / len(hem) for axis in zip(*hem, strict=True)))
        spread = max(abs(dot(_less(p, middle), sitter.bones.body.left)) for p in hem)
        depth = max(abs(dot(_less(p, middle), sitter.bones.body.front)) for p in hem)
        edge = add(middle, sitter.bones.body.out(spread * sin(angle), 0.0, depth * cos(angle)))
        points.append(between(points[-1], edge, 0.94))
    return sitter.view.spots(points)


def _less(a: Point, b: Point) -> Point:
    return Point(a.x - b.x, a.y - b.y, a.z - b.z)


def _draw_stripes(sitter: Sitter, hoops: list[Hoop], hem: list[Point]) -> None:
    pen = sitter.hand.inked(sitter.tones.dark)
    wide = max(1.2, 0.011 * sitter.view.scale(sitter.bones.pelvis) / sitter.hand.unit)
    for step in range(-5, 7):
        line = _lines_down(sitter, hoops, hem, (step - 0.5) * 0.42, 2)
        if line:
            pen.line(line, wide, taper=0.15)


def _draw_opening(sitter: Sitter, hoops: list[Hoop], hem: list[Point]) -> None:
    cut = cut_of(sitter)
    front = dot(sitter.bones.trunk.front, sitter.view.toward(sitter.bones.neck))
    if front < 0.12 or sitter.head_size < 7:
        return
    weight = sitter.weight * 0.75
    aside = 0.2 if cut.opening == "wrap" else 0.0
    chest = sitter.view.spot(_round(sitter, hoops[3], aside))
    if cut.opening not in ("none", "plates", "panel"):
        sitter.hand.line(_lines_down(sitter, hoops, hem, aside, 3), weight, taper=0.5)
    if cut.opening in ("wrap", "lapels"):
        _draw_lapels(sitter, hoops, chest, tie=sitter.looks.garment == "suit" and sitter.looks.sex != "f")
    else:
        _draw_collar(sitter, hoops, cut.collar)
    if cut.opening == "plates":
        _draw_plates(sitter, hoops)
    if cut.opening == "panel":
        box = [_round(sitter, hoops[level], turn) for level, turn in ((2, -0.45), (2, 0.45), (3, 0.5), (3, -0.5))]
        sitter.hand.block(sitter.view.spots(box), sitter.tones.paper, weight)
    if cut.opening == "zip":
        sitter.hand.line(_lines_down(sitter, hoops, hem, 0.0, 1), weight, taper=0.2)
    if cut.opening in ("buttons", "lapels") and sitter.head_size > 14:
        for hoop in hoops[2:6] if cut.opening == "buttons" else hoops[4:6]:
            sitter.hand.dot(sitter.view.spot(_round(sitter, hoop, -0.08)), max(0.8, sitter.weight * 0.6))


def _draw_plates(sitter: Sitter, hoops: list[Hoop]) -> None:
    """The breastplate's ridge and rows, and the round plates on the shoulders."""
    for level in (3, 4, 5):
        row = [sitter.view.spot(_round(sitter, hoops[level], turn)) for turn in (-1.3, -0.7, 0.0, 0.7, 1.3)]
        sitter.hand.line(row, sitter.weight * 0.8, taper=0.3)
    ridge = [sitter.view.spot(_round(sitter, hoop, 0.0)) for hoop in hoops[1:5]]
    sitter.hand.inked(sitter.tones.paper).line(ridge, sitter.weight * 1.1, taper=0.5)
    for arm in sitter.bones.arms:
        radius = 0.056 * sitter.bones.tall * sitter.view.scale(arm.root)
        sitter.hand.shape(_circle(sitter.view.spot(arm.root), radius), sitter.tones.shade, sitter.weight * 0.9)


def _draw_collar(sitter: Sitter, hoops: list[Hoop], collar: str) -> None:
    weight = sitter.weight * 0.75
    neck = [sitter.view.spot(_round(sitter, hoops[0], turn)) for turn in (-1.2, 1.2)]
    dip = sitter.view.spot(_round(sitter, hoops[1], 0.0))
    tone = sitter.tones.garment(sitter.looks.garment_tone)
    if collar == "shirt":
        for turn, top in zip((-1, 1), neck, strict=True):
            wing = sitter.view.spot(_round(sitter, hoops[1], turn * 0.75))
            sitter.hand.block(
                [top, mix(top, dip, 0.55), dip, wing],
                sitter.marked(sitter.tones.paper if tone != sitter.tones.paper else sitter.tones.shade),
                weight * 0.8,
            )
    elif collar == "roll":
        rise = 0.042 * sitter.bones.tall
        high = [add(_round(sitter, hoops[0], turn), sitter.bones.trunk.up, rise) for turn in (-1.5, 0.0, 1.5)]
        low = [_round(sitter, hoops[0], turn) for turn in (1.5, 0.0, -1.5)]
        sitter.hand.shape(sitter.view.spots([*high, *low]), sitter.marked(tone), weight)
    else:
        if sitter.accent:
            middle = mix(neck[0], neck[1], 0.5)
            inner = [mix(spot, middle, 0.42) for spot in (neck[1], dip, neck[0])]
            sitter.hand.fill(smooth([neck[0], dip, neck[1]]) + smooth(inner), sitter.marked(tone))
        sitter.hand.line([neck[0], dip, neck[1]], weight)


def _draw_lapels(sitter: Sitter, hoops: list[Hoop], chest: Spot, *, tie: bool = False) -> None:
    """The crossed collar of a robe with its border, or the lapels of a jacket over a shirt and its tie."""
    robe = cut_of(sitter).opening == "wrap"
    tone = sitter.tones.shade if sitter.looks.garment_tone == "dark" else sitter.tones.dark
    tone = sitter.marked(tone) if robe else sitter.tones.shadow(sitter.tones.garment(sitter.looks.garment_tone))
    shirt = [sitter.view.spot(_round(sitter, hoops[0], turn)) for turn in (-0.9, 0.9)]
    under = sitter.tones.paper if robe or sitter.looks.garment_tone != "light" else sitter.tones.mid
    sitter.hand.fill([*shirt, chest], under if robe or tie else sitter.marked(under))
    if tie and sitter.head_size > 5:
        knot = mix(mix(shirt[0], shirt[1], 0.5), chest, 0.12)
        half = abs(shirt[1].x - shirt[0].x) * 0.14
        sitter.hand.block(
            [Spot(knot.x - half, knot.y), Spot(knot.x + half, knot.y), chest],
            sitter.marked(sitter.tones.ink if sitter.looks.garment_tone != "dark" else sitter.tones.mid),
            sitter.weight * 0.5,
        )
    for turn in (-1.35, 1.35):
        top = sitter.view.spot(_round(sitter, hoops[0], turn))
        side = sitter.view.spot(_round(sitter, hoops[1], turn * 0.42))
        inner = sitter.view.spot(_round(sitter, hoops[0], turn * 0.6))
        sitter.hand.block([top, side, chest, inner], tone, sitter.weight * 0.6)


def _draw_sash(sitter: Sitter, left: list[Spot], right: list[Spot]) -> None:
    if cut_of(sitter).opening == "zip" or cut_of(sitter).collar == "roll":
        _draw_rib(sitter, left, right)
    if not cut_of(sitter).sash:
        return
    tone = sitter.marked(sitter.tones.paper if sitter.looks.garment_tone in ("dark", "mid") else sitter.tones.dark)
    top = [mix(left[3], left[4], 0.75), mix(right[3], right[4], 0.75)]
    low = [mix(left[4], left[5], 0.3), mix(right[4], right[5], 0.3)]
    sag = 0.16 * (top[1].x - top[0].x) * 0.5

    def band(pair: list[Spot]) -> list[Spot]:
        middle = mix(pair[0], pair[1], 0.5)
        return smooth([pair[0], Spot(middle.x, middle.y + sag), pair[1]])

    sitter.hand.fill([*band(top), *band(low)[::-1]], tone)
    for pair in (top, low):
        sitter.hand.line(band(pair), sitter.weight * 0.75, taper=0.3)


def _draw_rib(sitter: Sitter, left: list[Spot], right: list[Spot]) -> None:
    """The knitted band at the hem of a sweater or a jacket."""
    if sitter.bones.seated or sitter.head_size < 8:
        return
    top = [mix(left[-2], left[-1], 0.45), mix(right[-2], right[-1], 0.45)]
    middle = mix(top[0], top[1], 0.5)
    sag = 0.08 * abs(top[1].x - top[0].x)
    sitter.hand.line([top[0], Spot(middle.x, middle.y + sag), top[1]], sitter.weight * 0.6, taper=0.3)


def _draw_folds(sitter: Sitter, left: list[Spot], right: list[Spot]) -> None:
    """A few lines where cloth falls from the waist."""
    if sitter.head_size < 10 or len(left) < 8:
        return
    drop = len(left) - 1
    tone = sitter.tones.dark if sitter.looks.garment_tone != "dark" else sitter.tones.ink
    pen = sitter.hand.inked(tone)
    for part, start in ((0.2, 0.35), (0.5, 0.55), (0.8, 0.2)):
        top = mix(mix(left[5], left[drop], start), mix(right[5], right[drop], start), part)
        low = mix(left[drop], right[drop], part + (part - 0.5) * 0.12)
        pen.line([top, mix(top, low, 0.85)], sitter.weight * 0.6)
