"""Hair. A style is one row of `STYLES`: what hangs behind the head, what lies on it, and what falls before the ears.

Places on a head are in halves of its height: to its left, up, to the front; the crown of the skull is at 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from kadr.engines.draft.curves import Spot, distance, mix, normals, resample, smooth
from kadr.engines.draft.form import FINE, Form, Held, everywhere
from kadr.engines.draft.knots import draw_bun, draw_plaits, draw_tail
from kadr.engines.draft.sitter import Sitter

COVERED = frozenset({"fur-hat", "kalpak", "turban", "cap", "brim", "helmet", "top-hat", "hood"})
"""Headwear that hides the crown but not the temples."""

NAPE = -0.5
"""How far down short hair grows behind."""


@dataclass(frozen=True, slots=True)
class Style:
    """`volume`: how far the hair stands off, 1 is the skull; `brow`: how high over the face it ends in the middle;
    `temple`: how much lower it ends at the sides; `curtain`: how far down it falls before the ears (0: it does not);
    `behind`: how far down behind (0: it does not); `ragged`: how far tufts stand out of its outline, `curls`: whether
    they are round; `fringe`: how far strands fall over the brow; `knot`: a bun, a tail or plaits."""

    volume: float
    brow: float
    temple: float = 0.36
    curtain: float = 0.0
    behind: float = 0.0
    ragged: float = 0.0
    curls: bool = False
    fringe: float = 0.0
    knot: str = ""


FALL = (
    (0.62, 0.74, -0.75, 0.05), (0.2, 0.97, -0.95, 0.12), (-0.5, 1.03, -1.0, 0.05), (-0.85, 0.98, -0.98, -0.06),
    (-1.02, 0.7, -0.85, -0.2),
)  # fmt: skip
"""Levels of what hangs down behind: how high (below 0: in parts of `Style.behind`), half how wide, from where
behind to where before the middle of the head."""

STYLES = {
    "short": Style(1.13, 0.66, 0.34, ragged=0.05, fringe=0.1),
    "curly": Style(1.2, 0.6, 0.3, ragged=0.13, curls=True, fringe=0.06),
    "bob": Style(1.15, 0.42, 0.12, curtain=-0.8, behind=-0.95, fringe=0.12),
    "long": Style(1.13, 0.66, 0.36, curtain=-1.35, behind=-1.75),
    "ponytail": Style(1.09, 0.64, 0.34, knot="tail"),
    "bun": Style(1.09, 0.64, 0.34, knot="bun"),
    "braids": Style(1.09, 0.64, 0.34, knot="plaits"),
}


def skin_line(sitter: Sitter) -> Held:
    """Where the skin of the head is seen: below the hairline and before the ears."""
    style = _style(sitter)
    if style is None:
        return everywhere

    def bare(x: float, up: float, z: float) -> bool:
        side = min(0.3, max(-0.35, 0.28 + (up - 0.1) * 0.9))
        return z > side and up < style.brow - style.temple * (x / 0.7) ** 2

    return bare


def draw_hair_behind(sitter: Sitter) -> None:
    """What hangs down behind, or what of a knot is seen past the head."""
    style = _style(sitter)
    if style is None:
        return
    if style.behind:
        curve = _fall(sitter, style.behind)
        sitter.hand.fill(curve, _tone(sitter))
        sitter.hand.line(curve[2:-2], sitter.weight, taper=0.4)
        _draw_fall(sitter, style)
    elif style.knot == "plaits":
        draw_plaits(sitter, _tone(sitter), _pale(sitter), near=sitter.frontal <= -0.2)
    elif style.knot == "tail":
        draw_tail(sitter, _tone(sitter), _pale(sitter))
    elif style.knot == "bun":
        draw_bun(sitter, _tone(sitter))


def _fall(sitter: Sitter, low: float) -> list[Spot]:
    """The outline of what hangs down behind, round in space: down one side and up the other."""
    up = sitter.head_axis(1)
    left, right = [], []
    for height, wide, back, front in FALL:
        rise = height if height > 0 else height * -low
        deep, middle = (front - back) / 2, (front + back) / 2
        ring = [sitter.head_spot(wide * sin(pi * i / 8), rise, middle + deep * cos(pi * i / 8)) for i in range(16)]
        left.append(min(ring, key=lambda s: s.y * up.x - s.x * up.y))
        right.append(max(ring, key=lambda s: s.y * up.x - s.x * up.y))
    return smooth([*right, *reversed(left)])


def draw_hair(sitter: Sitter) -> None:
    """The hair on the head; the skin of the face is drawn over it."""
    looks = sitter.looks
    style = _style(sitter)
    if style is None:
        return
    top = 0.55 if looks.headwear in COVERED else 2.0
    form = Form(sitter, style.volume)
    low = NAPE if not style.curtain else -0.7

    def grows(x: float, up: float, z: float) -> bool:
        nape = low - 0.12 if z < -0.3 else low
        return nape + 0.4 * max(0.0, abs(x) - 0.3) < up < top and (z < 0.3 or up > 0.1)

    outline = form.outline(grows)
    _lay(sitter, outline, style, crowned=True)
    if looks.headwear not in COVERED:
        _draw_shine(form, style)


def draw_hair_before(sitter: Sitter) -> None:
    """What falls over the brow and before the ears; seen from behind, all that hangs."""
    style = _style(sitter)
    if style is None:
        return
    if sitter.frontal <= -0.2 or (style.behind and sitter.frontal <= 0.25):
        draw_hair_behind(sitter)
    if sitter.frontal <= -0.2:
        return
    if style.knot == "plaits":
        draw_plaits(sitter, _tone(sitter), _pale(sitter), near=True)
    if sitter.looks.headwear not in COVERED:
        _draw_fringe(sitter, style)
    if style.curtain:
        _draw_curtains(sitter, style)


def covers_ears(sitter: Sitter) -> bool:
    """Whether hair falls over the ears."""
    style = _style(sitter)
    return style is not None and bool(style.curtain)


def _style(sitter: Sitter) -> Style | None:
    looks = sitter.looks
    if looks.headwear == "scarf" or looks.hair == "bald":
        return None
    return STYLES.get(looks.hair, STYLES["short"])


def _tone(sitter: Sitter) -> str:
    return sitter.tones.hair(sitter.looks)


def _pale(sitter: Sitter) -> str:
    """The tone of strands on the hair."""
    return sitter.tones.dark if _tone(sitter) != sitter.tones.ink else sitter.tones.mid


def _lay(sitter: Sitter, outline: Sequence[Spot], style: Style, *, crowned: bool = False) -> None:
    """Hair inside an outline; tufts make it ragged."""
    if len(outline) < 3:
        return
    if style.ragged and crowned and sitter.head_size > 5:
        outline = _tufted(sitter, outline, style)
        sitter.hand.fill(outline, _tone(sitter))
        sitter.hand.rim(outline, sitter.weight * 0.9)
    else:
        sitter.hand.shape(outline, _tone(sitter), sitter.weight * 0.9)


def _tufted(sitter: Sitter, outline: Sequence[Spot], style: Style) -> list[Spot]:
    """The outline with curls or with tufts that lie back from the brow."""
    curve = smooth(outline, closed=True)
    size = sitter.head_size * sitter.hand.unit * style.ragged
    if style.curls:
        spots = resample([*curve, curve[0]], 54)[:-1]
        return [
            Spot(spot.x + normal.x * off, spot.y + normal.y * off)
            for index, (spot, normal) in enumerate(zip(spots, normals(spots, closed=True), strict=True))
            for off in (size * (0.9 * abs(sin(pi * index / 6)) - 0.2),)
        ]
    spots = resample([*curve, curve[0]], 40)[:-1]
    middle = sitter.head_spot(0.0, 0.1, 0.0)
    tufted = []
    for index, spot in enumerate(spots):
        reach = size * (0.2 + sitter.hand.random.random()) if index % 2 else -size * 0.1
        part = reach / (distance(spot, middle) or 1.0)
        above = sitter.head_spot(0.0, 0.35, 0.0).y > spot.y
        tufted.append(mix(spot, middle, -part) if above else spot)
    return tufted


def _draw_fringe(sitter: Sitter, style: Style) -> None:
    """Strands that fall from the hairline over the brow, away from the parting."""
    if not style.fringe or sitter.head_size < 7:
        return
    form = Form(sitter)
    reach = style.fringe
    edge: list[tuple[float, float]] = []
    for index in range(23):
        x = -0.66 + 0.06 * index
        line = style.brow - style.temple * (x / 0.7) ** 2
        drop = reach * (0.35 + 0.65 * sitter.hand.random.random()) if index % 2 else 0.0
        edge.append((x + 0.03 * (index % 2), line - drop))
    seen = [(x, up) for x, up in edge if form.shows(x, up) > 0.08]
    if len(seen) < 4:
        return
    top = [(x, min(0.96, up + 0.24)) for x, up in seen]
    front = [form.spot(x, up, 0.03) for x, up in seen]
    sitter.hand.fill([*front, *(form.spot(x, up, 0.1) for x, up in reversed(top))], _tone(sitter))


def _draw_curtains(sitter: Sitter, style: Style) -> None:
    low = style.curtain
    for side in (-1, 1):
        if not sitter.faces_us(side * 0.8, 0.0, 0.35, -0.2):
            continue
        outer = [(0.2, 1.06, 0.1), (0.8, 0.8, 0.14), (1.0, 0.1, 0.08), (1.06, low * 0.6, 0.08), (0.98, low, 0.14)]
        inner = [
            (0.76, low * 0.97, 0.34),
            (0.74, low * 0.5, 0.42),
            (0.68, 0.0, 0.46),
            (0.56, 0.42, 0.6),
            (0.12, 0.8, 0.66),
        ]
        ways = [[sitter.head_spot(side * x, y, z) for x, y, z in edge] for edge in (outer, inner)]
        curves = [smooth(way) for way in ways]
        sitter.hand.fill([*curves[0], *curves[1]], _tone(sitter))
        sitter.hand.line(curves[0][4:], sitter.weight * 0.9, taper=0.5)
        sitter.hand.line([ways[0][-1], *curves[1]], sitter.weight * 0.7, taper=0.5)
        if sitter.head_size > FINE / 2:
            pen = sitter.hand.inked(_pale(sitter))
            for part in (0.3, 0.65):
                strand = [mix(a, b, part) for a, b in zip(ways[0][1:], reversed(ways[1][:-1]), strict=True)]
                pen.line(strand, sitter.weight * 0.5)


def _draw_shine(form: Form, style: Style) -> None:
    """Lines that tell how the hair lies: from the parting over the round of the head, thickest where it shines."""
    sitter = form.sitter
    if sitter.head_size < FINE * 0.7 or style.curls:
        return
    pen = sitter.hand.inked(_pale(sitter))
    size = style.volume
    for index in range(-5, 6):
        x = index * 0.15 + 0.04
        way = [(0.1 + x * 0.25, 0.97, 0.08), (x * 0.8, 0.9, 0.34), (x * 1.05, 0.74, 0.52 - abs(x) * 0.3)]
        if all(sitter.faces_us(*place, least=0.34) for place in way):
            spots = [sitter.head_spot(a * size, b * size, c * size) for a, b, c in way]
            pen.line(spots, sitter.weight * (0.75 if index < 0 else 0.45))


def _draw_fall(sitter: Sitter, style: Style) -> None:
    if sitter.head_size < FINE / 2 or sitter.frontal > -0.2:
        return
    pen = sitter.hand.inked(_pale(sitter))
    for x in (-0.7, -0.45, -0.15, 0.2, 0.5, 0.75):
        way = [(x * 0.5, 0.7), (x, 0.1), (x * 1.05, style.behind * 0.55), (x, style.behind * 0.92)]
        pen.line([sitter.head_spot(a, b, -0.75) for a, b in way], sitter.weight * 0.5)
