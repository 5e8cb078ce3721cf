"""Hair. A style is one row of `STYLES`: what hangs behind the head, what lies on it, and what falls before the ears.

Places on a head are in halves of its height: to its left, up, to the front; the crown of the skull is at 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sin

from kadr.engines.draft.curves import Spot, ellipse, normals, resample, smooth
from kadr.engines.draft.sitter import Sitter, Way

COVERED = frozenset({"fur-hat", "kalpak", "turban", "cap", "brim"})
"""Headwear that hides the crown but not the temples."""

HAIRLINE: tuple[Way, ...] = (
    (0.74, 0.1, 0.3), (0.72, 0.36, 0.46), (0.6, 0.5, 0.58), (0.42, 0.52, 0.7), (0.2, 0.62, 0.76), (-0.1, 0.68, 0.76),
    (-0.36, 0.6, 0.7), (-0.6, 0.46, 0.58), (-0.72, 0.3, 0.46), (-0.74, 0.1, 0.3),
)  # fmt: skip
"""Where hair with a parting ends over the brow, from the left temple to the right."""

FRINGE: tuple[Way, ...] = (
    (0.74, 0.02, 0.34), (0.66, 0.26, 0.54), (0.44, 0.34, 0.7), (0.22, 0.3, 0.78), (0.02, 0.37, 0.8), (-0.24, 0.3, 0.78),
    (-0.46, 0.35, 0.7), (-0.66, 0.25, 0.54), (-0.74, 0.02, 0.34),
)  # fmt: skip
"""Where a fringe ends."""

_BROW: tuple[Way, ...] = (
    (-0.62, 0.04, 0.56),
    (-0.3, 0.0, 0.76),
    (0.0, 0.0, 0.82),
    (0.3, 0.0, 0.76),
    (0.62, 0.04, 0.56),
)


@dataclass(frozen=True, slots=True)
class Style:
    """`volume`: how far the hair stands off, 1 is the skull; `line`: where it ends over the brow; `curtain`: how far
    down it falls before the ears (0: it does not); `behind`: how far down behind (0: it does not); `curls`: how
    ragged its outline is; `knot`: a bun, a tail or plaits."""

    volume: float
    line: tuple[Way, ...]
    curtain: float = 0.0
    behind: float = 0.0
    curls: float = 0.0
    knot: str = ""


STYLES = {
    "short": Style(1.16, HAIRLINE),
    "curly": Style(1.2, HAIRLINE, curls=0.12),
    "bob": Style(1.14, FRINGE, curtain=-0.85, behind=-0.95),
    "long": Style(1.12, HAIRLINE, curtain=-1.35, behind=-1.7),
    "ponytail": Style(1.1, HAIRLINE, knot="tail"),
    "bun": Style(1.1, HAIRLINE, knot="bun"),
    "braids": Style(1.08, HAIRLINE, knot="plaits"),
}


def draw_hair_behind(sitter: Sitter) -> None:
    """What hangs down behind, or what of a knot is seen past the head."""
    style = _style(sitter)
    if style is None:
        return
    if style.behind:
        low = style.behind
        half = [(0.78, 0.62), (0.98, 0.2), (1.02, low * 0.5), (0.96, low * 0.9), (0.55, low)]
        places = [*half, *[(-side, up) for side, up in reversed(half)]]
        _lay(sitter, [sitter.head_spot(side, up, -0.3) for side, up in places], 0.8)
    elif style.knot:
        _KNOTS[style.knot](sitter)


def draw_hair(sitter: Sitter) -> None:
    """The hair on the head, before the face is drawn."""
    looks = sitter.looks
    if looks.hair == "bald":
        if looks.age == "old" and looks.headwear not in COVERED:
            for rest in sitter.halves(lambda _, y, z: z < -0.1 and -0.55 < y < 0.25, 1.04):
                sitter.hand.shape(rest, _tone(sitter), sitter.weight * 0.8)
        return
    style = _style(sitter) or STYLES["short"]
    if sitter.frontal < -0.2:
        top = 0.5 if looks.headwear in COVERED else 2.0
        nape = sitter.patch(lambda x, y, z: -0.8 < y < top and (z < 0.3 or y > 0.3), style.volume * 0.98)
        _lay(sitter, nape, 0.9, style.curls)
        return
    low = -0.62 if style.volume < 1.15 else -0.5
    for side in sitter.halves(lambda x, y, z: z < 0.14 and y > low and not (abs(x) > 0.8 and y < -0.3), 1.05):
        _lay(sitter, side, 0.8, style.curls)
    if looks.headwear in COVERED:
        return
    _lay(sitter, sitter.patch(lambda _, y, z: y > 0.1 - 0.12 * z, style.volume), 0.9, style.curls)
    _draw_forehead(sitter, style)
    _draw_strands(sitter, style)


def draw_hair_before(sitter: Sitter) -> None:
    """What falls before the ears, over the face's edge; seen from behind, all that hangs."""
    style = _style(sitter)
    if style is None:
        return
    if sitter.frontal <= -0.2:
        draw_hair_behind(sitter)
        return
    if not style.curtain:
        return
    low = style.curtain
    for side in (-1, 1):
        if not sitter.faces_us(side * 0.8, 0.0, 0.35, -0.25):
            continue
        outer = [(0.5, 0.86, 0.36), (0.82, 0.55, 0.2), (1.0, 0.0, 0.1), (1.04, low * 0.6, 0.1), (0.94, low, 0.18)]
        inner = [(0.7, low * 0.96, 0.42), (0.72, low * 0.5, 0.48), (0.68, 0.0, 0.5), (0.56, 0.4, 0.6)]
        _lay(sitter, smooth([sitter.head_spot(side * x, y, z) for x, y, z in (*outer, *inner)], closed=True), 0.75)


def _style(sitter: Sitter) -> Style | None:
    return None if sitter.looks.headwear == "scarf" else STYLES.get(sitter.looks.hair)


def _tone(sitter: Sitter) -> str:
    return sitter.tones.hair(sitter.looks)


def _lay(sitter: Sitter, outline: Sequence[Spot], weight: float, curls: float = 0.0) -> None:
    """Hair inside an outline; `curls` makes it ragged."""
    if len(outline) < 3:
        return
    if curls and sitter.head_size > 5:
        outline = _curled(sitter, outline, curls)
        sitter.hand.fill(outline, _tone(sitter))
        sitter.hand.rim(outline, sitter.weight * weight)
    else:
        sitter.hand.shape(outline, _tone(sitter), sitter.weight * weight)


def _curled(sitter: Sitter, outline: Sequence[Spot], reach: float) -> list[Spot]:
    curve = smooth(outline, closed=True)
    size = sitter.head_size * sitter.hand.unit * reach
    spots = resample([*curve, curve[0]], 54)[:-1]
    return [
        Spot(spot.x + normal.x * off, spot.y + normal.y * off)
        for index, (spot, normal) in enumerate(zip(spots, normals(spots, closed=True), strict=True))
        for off in (size * (0.9 * abs(sin(pi * index / 6)) - 0.2),)
    ]


def _draw_forehead(sitter: Sitter, style: Style) -> None:
    """The skin below the hairline, and the line itself."""
    if sitter.frontal < -0.1:
        return
    seen = [place for place in style.line if sitter.faces_us(*place, least=-0.05)]
    if len(seen) < 3:
        return
    line = smooth([sitter.head_spot(*place) for place in seen])
    brow = [sitter.head_spot(*place) for place in _BROW if sitter.faces_us(*place, least=0.0)]
    sitter.hand.fill([*line, *brow], sitter.tones.complexion(sitter.looks))
    sitter.hand.line(line, sitter.weight * 0.7, taper=0.5)


def _draw_strands(sitter: Sitter, style: Style) -> None:
    """Lines that tell how the hair lies: away from the parting, or in curls."""
    if sitter.head_size < 22:
        return
    tone = _tone(sitter)
    pen = sitter.hand.inked(sitter.tones.mid if tone == sitter.tones.ink else sitter.tones.dark)
    top = style.volume
    for side in (-0.75, -0.5, -0.28, 0.35, 0.52, 0.78):
        start, end = (0.12, 0.98 * top, 0.1), (side, 0.62 * top, 0.6 if abs(side) < 0.6 else 0.3)
        middle = ((start[0] + end[0]) / 2, 0.84 * top, 0.36)
        if all(sitter.faces_us(*place, least=0.05) for place in (start, middle, end)):
            pen.line([sitter.head_spot(*place) for place in (start, middle, end)], sitter.weight * 0.4)


def _draw_bun(sitter: Sitter) -> None:
    centre = sitter.head_spot(0.0, 1.0, -0.62)
    size = 0.36 * sitter.head_size * sitter.hand.unit
    _lay(sitter, ellipse(centre, size, size * 0.9), 0.8)


def _draw_tail(sitter: Sitter) -> None:
    way = [(0.0, 0.75, -0.75), (0.1, 0.6, -1.2), (0.16, -0.1, -1.42), (0.1, -0.9, -1.3), (0.02, -1.35, -1.12)]
    wide = (0.12, 0.24, 0.27, 0.2, 0.03)
    sides: list[list[Spot]] = [[], []]
    for place, half in zip(way, wide, strict=True):
        for sign, side in zip((-1, 1), sides, strict=True):
            side.append(sitter.head_spot(place[0] + sign * half, place[1], place[2] + sign * half * 0.9))
    _lay(sitter, smooth([*sides[0], *reversed(sides[1])], closed=True), 0.8)


def _draw_plaits(sitter: Sitter) -> None:
    for side in (-1, 1):
        rows = ((0.62, -0.2), (0.98, -0.9), (1.0, -1.8), (0.88, -2.6), (0.7, -2.6), (0.72, -1.8), (0.6, -0.9))
        plait = [sitter.head_spot(side * x, up, -0.3 + 0.1 * x) for x, up in rows]
        _lay(sitter, plait, 0.7)
        if sitter.head_size > 14:
            pen = sitter.hand.inked(sitter.tones.mid if _tone(sitter) == sitter.tones.ink else sitter.tones.dark)
            for up in (-0.6, -1.1, -1.6, -2.1):
                pen.line(
                    [
                        sitter.head_spot(side * x, up + drop, -0.2)
                        for x, drop in ((0.68, 0.0), (0.82, -0.22), (0.98, 0.0))
                    ],
                    sitter.weight * 0.5,
                )


_KNOTS = {"bun": _draw_bun, "tail": _draw_tail, "plaits": _draw_plaits}
