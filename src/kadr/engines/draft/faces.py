"""Faces: brow, eye, nose and mouth, set on the round of the head so that they turn with it.

How much is drawn follows the size of the head on the picture: dots for a far figure, lids and irises for a close-up.
"""

from collections.abc import Callable, Sequence

from kadr.engines.draft.beards import draw_beard
from kadr.engines.draft.curves import Spot, ellipse, mix, smooth
from kadr.engines.draft.form import FINE, Form
from kadr.engines.draft.sitter import Sitter
from kadr.engines.draft.skull import Face, face_of

FAR = 11.0
"""Below this half head (in units) an eye is a dot and a mouth a stroke."""

CLOSE = 46.0
"""Above this half head the eyes get lids and irises."""

EYE = (0.345, 0.03)
"""Where an eye sits: aside and up."""

MOUTH = -0.585
"""Where the lips meet."""

Pair = tuple[float, float]


def draw_face(form: Form) -> None:
    """Everything of the face that can be seen."""
    sitter = form.sitter
    if sitter.head_size < 4.5:
        return
    face = face_of(sitter.looks)
    if sitter.head_size > FINE * 0.7:
        _draw_cheeks(form)
    if sitter.frontal > -0.3:
        _draw_nose(form)
    draw_beard(form)
    for side in (-1, 1):
        if form.shows(side * EYE[0], EYE[1]) > 0.1:
            _draw_eye(form, face, side)
            _draw_brow(form, face, side)
    if sitter.faces_us(0.0, -0.3, 0.8, 0.0):
        _draw_mouth(form, face)
    if sitter.head_size > 26:
        _draw_years(form)
    if sitter.looks.mark in MARKS and sitter.head_size > 9:
        MARKS[sitter.looks.mark](form)


def _spots(form: Form, side: int, places: Sequence[Pair], lift: float = 0.0) -> list[Spot]:
    return [form.spot(side * x, y, lift) for x, y in places]


def _skew(sitter: Sitter, side: int) -> float:
    """How much this side of an uneven face is raised: the side that shows more."""
    return sitter.feeling.skew if side * sitter.lateral >= 0 else 0.0


# ---------------------------------------------------------------------------------------------------------------
# Eyes and brows
# ---------------------------------------------------------------------------------------------------------------


def _draw_eye(form: Form, face: Face, side: int) -> None:
    sitter = form.sitter
    x, y = EYE
    if sitter.head_size < FAR:
        sitter.hand.dot(form.spot(side * x, y), max(0.8, sitter.head_size * 0.095))
        return
    size = face.eye
    opened, half = 0.125 * sitter.feeling.eye * size, 0.185 * size
    upper = [
        (x - half, y - 0.045),
        (x - half * 0.55, y + opened * 0.62),
        (x + 0.02, y + opened),
        (x + half * 0.62, y + opened * 0.72),
        (x + half * 1.04, y - 0.005),
    ]
    lower = [(x + half * 0.55, y - opened * 0.5), (x, y - opened * 0.66), (x - half * 0.6, y - opened * 0.5)]
    lids, under = _spots(form, side, upper), _spots(form, side, lower)
    white = smooth([*lids, *under], closed=True, steps=3)
    sitter.hand.fill(white, "#ffffff" if sitter.tones.paper > "#f" else sitter.tones.paper)
    _draw_iris(form, side, opened, size)
    lash = [*lids, form.spot(side * (x + half * 1.3), y + 0.045)] if sitter.looks.sex == "f" else lids
    sitter.hand.line(lash, max(1.1, sitter.weight * 1.5), taper=0.75)
    if sitter.head_size > FINE:
        sitter.hand.line([lids[-1], *under, lids[0]], sitter.weight * 0.45)
    if sitter.head_size > CLOSE:
        fold = [(a + 0.01, b + 0.07) for a, b in upper[1:4]]
        sitter.hand.line(_spots(form, side, fold), sitter.weight * 0.45)


def _draw_iris(form: Form, side: int, opened: float, size: float) -> None:
    sitter = form.sitter
    x, y = EYE
    toward = -1 if sitter.lateral > 0 else 1
    aside = (sitter.feeling.gaze[0] * 0.085 + 0.018) * toward
    down = sitter.feeling.gaze[1] * 0.06
    radius = 0.112 * size
    top, bottom = y + opened * 0.93, y - opened * 0.6
    middle = Spot(side * x + aside, y + opened * 0.14 - down)

    def disc(wide: float, x: float = 0.0, y: float = 0.0) -> list[Spot]:
        round_ = ellipse(Spot(middle.x + x, middle.y + y), wide * 0.95, wide, corners=14)
        return [form.spot(p.x, min(max(p.y, bottom), top), 0.01) for p in round_]

    if sitter.head_size <= CLOSE:
        sitter.hand.fill(disc(radius * 0.95), sitter.hand.ink)
        if sitter.head_size > 24:
            sitter.hand.fill(disc(radius * 0.28, -0.03, 0.035), "#ffffff")
        return
    sitter.hand.fill(disc(radius), sitter.hand.ink)
    sitter.hand.fill(disc(radius * 0.84, 0.0, -0.014), sitter.tones.dark)
    sitter.hand.fill(disc(radius * 0.5), sitter.hand.ink)
    sitter.hand.fill(disc(radius * 0.25, -0.035, 0.04), "#ffffff")


def _draw_brow(form: Form, face: Face, side: int) -> None:
    sitter = form.sitter
    inner, outer = sitter.feeling.brow
    lift = 0.285 + _skew(sitter, side)
    ridge = [(0.13, lift - 0.05 + inner), (0.36, lift + 0.04 + (inner + outer) / 2), (0.6, lift - 0.07 + outer)]
    grey = sitter.looks.hair_tone in ("grey", "light") or (sitter.looks.age == "old" and not sitter.looks.hair_tone)
    tone = sitter.tones.dark if grey else sitter.hand.ink
    thick = 0.06 * face.brow * (1.25 if sitter.looks.beard in ("short", "long") else 1.0)
    if sitter.head_size < 16:
        sitter.hand.inked(tone).line(_spots(form, side, ridge, 0.02), max(1.3, sitter.weight * 1.7), taper=0.7)
        return
    top = [(ridge[0][0], ridge[0][1] + thick * 0.5), (0.36, ridge[1][1] + thick * 0.5), ridge[2]]
    low = [(0.34, ridge[1][1] - thick * 0.6), (ridge[0][0] - 0.01, ridge[0][1] - thick * 0.6)]
    outline = [*smooth(_spots(form, side, top, 0.02)), *smooth(_spots(form, side, [ridge[2], *low], 0.02))[1:]]
    sitter.hand.fill(outline, tone)
    if inner < -0.1 and sitter.head_size > 26:
        sitter.hand.line(_spots(form, side, [(0.06, 0.33), (0.075, 0.17)]), sitter.weight * 0.55)
    if inner > 0.1 and sitter.head_size > 26:
        sitter.hand.line(_spots(form, side, [(0.05, 0.45), (0.2, 0.46), (0.32, 0.42)]), sitter.weight * 0.4)


# ---------------------------------------------------------------------------------------------------------------
# Nose and mouth
# ---------------------------------------------------------------------------------------------------------------


def _draw_nose(form: Form) -> None:
    sitter = form.sitter
    if sitter.head_size < 6:
        return
    near = 1 if sitter.lateral > 0 else -1  # the side of the face that we see more of
    turned = abs(sitter.lateral)
    weight = max(0.8, sitter.weight * 0.7)
    if sitter.head_size > 16:
        _shade_nose(form)
    tip, base = form.spot(-near * 0.03, -0.3), form.spot(0.0, -0.4)
    wing = [form.spot(near * 0.13, -0.24), form.spot(near * 0.2, -0.31), form.spot(near * 0.16, -0.385)]
    if 0.25 < turned < 0.93:
        ridge = [form.spot(-near * 0.06, 0.16), form.spot(-near * 0.035, 0.02), form.spot(-near * 0.04, -0.17), tip]
        sitter.hand.line([*ridge, mix(tip, base, 0.5), base], weight, taper=0.6)
    elif turned <= 0.25:
        under = [(-0.1, -0.36), (-0.04, -0.385), (0.0, -0.4), (0.04, -0.385), (0.1, -0.36)]
        sitter.hand.line([form.spot(x, y) for x, y in under], weight, taper=0.5)
        sitter.hand.line([form.spot(0.085, 0.1), form.spot(0.07, -0.02), form.spot(0.075, -0.12)], weight * 0.6)
    if sitter.head_size > 18:
        sitter.hand.line(wing, weight * 0.85)
        if turned < 0.6:
            other = [form.spot(-near * 0.13, -0.25), form.spot(-near * 0.19, -0.32), form.spot(-near * 0.15, -0.385)]
            sitter.hand.line(other, weight * 0.7)
        for side in (-1, 1) if turned < 0.5 else (near,):
            nostril = [form.spot(side * 0.035, -0.375), form.spot(side * 0.08, -0.355), form.spot(side * 0.12, -0.38)]
            sitter.hand.line(nostril, weight * 1.3)


def _shade_nose(form: Form) -> None:
    """The nose's side away from the light, and what it casts."""
    sitter = form.sitter
    right = 1 if sitter.head_axis(0).x > 0 else -1
    if not sitter.faces_us(right * 0.5, 0.0, 0.75, 0.12):
        return
    plane = [
        (right * 0.03, -0.1),
        (right * 0.045, -0.29),
        (0.0, -0.4),
        (right * 0.17, -0.4),
        (right * 0.18, -0.3),
        (right * 0.1, -0.18),
    ]
    tone = sitter.tones.shadow(sitter.tones.complexion(sitter.looks))
    sitter.hand.fill(smooth([form.spot(x, y) for x, y in plane], closed=True, steps=2), tone)


def _draw_mouth(form: Form, face: Face) -> None:
    sitter = form.sitter
    mouth = sitter.feeling.mouth
    half = 0.27 * mouth.width
    rise = {side: mouth.corners + _skew(sitter, side) * 0.9 for side in (-1, 1)}
    way = [(-half, MOUTH + rise[-1]), (-half * 0.45, MOUTH + mouth.corners * 0.2 + 0.015), (0.0, MOUTH - 0.005)]
    way += [(half * 0.45, MOUTH + mouth.corners * 0.2 + 0.015), (half, MOUTH + rise[1])]
    way = [(x, y) for x, y in way if form.shows(x, y) > -0.06]
    if len(way) < 2:
        return
    upper = [form.spot(x, y) for x, y in way]
    if mouth.open and sitter.head_size > FAR * 0.7:
        _open_mouth(form, upper, half)
    elif sitter.head_size > 20 and sitter.looks.beard in ("none", "moustache", ""):
        _draw_lips(form, face, way)
    if mouth.open and mouth.width < 0.8:
        return
    sitter.hand.line(upper, max(1.2, sitter.weight * 1.05), taper=0.75)


def _draw_lips(form: Form, face: Face, way: Sequence[Pair]) -> None:
    """The red of the lips, where there is any to see, and the shadow below them."""
    sitter = form.sitter
    low = 0.085 * face.lips
    bow = [(-0.07, 0.055), (0.0, 0.04), (0.07, 0.055)]
    if face.lips > 1.0:
        upper = [way[0], *((x, MOUTH + y * face.lips) for x, y in bow), way[-1]]
        lower = [way[-1], (0.13, MOUTH - low), (0.0, MOUTH - low * 1.15), (-0.13, MOUTH - low), way[0]]
        skin = sitter.tones.shadow(sitter.tones.complexion(sitter.looks))
        for lip in ([*upper, *reversed(way[1:-1])], [*lower, *way[1:-1]]):
            sitter.hand.fill([form.spot(x, y) for x, y in lip], skin)
    shadow = [(-0.13, MOUTH - low - 0.025), (0.0, MOUTH - low - 0.05), (0.13, MOUTH - low - 0.025)]
    sitter.hand.line([form.spot(x, y) for x, y in shadow], sitter.weight * 0.6)


def _open_mouth(form: Form, upper: list[Spot], half: float) -> None:
    sitter = form.sitter
    mouth = sitter.feeling.mouth
    if mouth.width < 0.8:
        round_ = ellipse(Spot(0.0, MOUTH - mouth.open * 0.3), half * 0.95, mouth.open * 0.55, corners=14)
        sitter.hand.shape([form.spot(p.x, p.y) for p in round_], sitter.tones.ink, sitter.weight * 0.8)
        return
    bow = ((0.78, 0.5), (0.4, 0.96), (0.0, 1.06), (-0.4, 0.96), (-0.78, 0.5))
    low = [form.spot(half * x, MOUTH - mouth.open * y) for x, y in bow if form.shows(half * x, MOUTH) > -0.06]
    cavity = smooth(upper) + smooth([upper[-1], *low, upper[0]])[1:]
    sitter.hand.fill(cavity, sitter.tones.ink)
    if sitter.head_size > 16 and (mouth.width > 1.2 or sitter.feeling.teeth):
        edge = ((0.8, 0.14), (0.0, 0.32), (-0.8, 0.14))
        teeth = [form.spot(half * x, MOUTH - mouth.open * y) for x, y in edge if form.shows(half * x, MOUTH) > -0.06]
        rows = [mix(upper[0], upper[1], 0.4), *upper[1:-1], mix(upper[-1], upper[-2], 0.4), *teeth]
        sitter.hand.fill(rows, "#ffffff")
    if sitter.head_size > FINE and sitter.frontal > 0.5:
        tongue = [
            form.spot(half * x, MOUTH - mouth.open * y)
            for x, y in ((0.45, 0.86), (0.0, 0.7), (-0.45, 0.86), (0.0, 1.0))
        ]
        sitter.hand.fill(smooth(tongue, closed=True), sitter.tones.dark)
    sitter.hand.line([upper[-1], *low, upper[0]], sitter.weight * 0.7, taper=0.5)


# ---------------------------------------------------------------------------------------------------------------
# Years and tears
# ---------------------------------------------------------------------------------------------------------------


def _draw_cheeks(form: Form) -> None:
    """Hatching on the cheek that is turned from the light, where a pencil would put it."""
    sitter = form.sitter
    right = 1 if sitter.head_axis(0).x > 0 else -1
    if not sitter.faces_us(right * 0.5, 0.0, 0.7, 0.25) or sitter.looks.age == "child":
        return
    for index in range(4):
        x, y = 0.42 + 0.045 * index, -0.26 - 0.035 * index
        sitter.hand.line([form.spot(right * x, y), form.spot(right * (x + 0.07), y - 0.16)], sitter.weight * 0.38)


def _draw_years(form: Form) -> None:
    """The lines of age, those that laughing and grieving leave, and tears."""
    sitter = form.sitter
    old = sitter.looks.age == "old"
    fold = old or sitter.feeling.mouth.width > 1.2
    for side in (-1, 1):
        if not sitter.faces_us(side * 0.45, 0.0, 0.7, 0.15):
            continue
        if fold and sitter.looks.beard in ("none", "moustache", ""):
            sitter.hand.line(_spots(form, side, [(0.23, -0.33), (0.36, -0.46), (0.41, -0.64)]), sitter.weight * 0.55)
        if old:
            for up in (0.09, -0.05):
                way = [(0.58, up - 0.03), (0.67, up + (up - 0.02) * 0.5)]
                sitter.hand.line(_spots(form, side, way), sitter.weight * 0.45)
            sitter.hand.line(_spots(form, side, [(0.2, -0.12), (0.36, -0.19), (0.5, -0.11)]), sitter.weight * 0.45)
        if sitter.feeling.tears:
            _draw_tear(form, side)


def _draw_tear(form: Form, side: int) -> None:
    sitter = form.sitter
    drop = [(0.33, -0.12), (0.385, -0.25), (0.37, -0.32), (0.32, -0.33), (0.285, -0.26)]
    sitter.hand.shape(_spots(form, side, drop, 0.02), "#ffffff", sitter.weight * 0.55)
    sitter.hand.line(_spots(form, side, [(0.4, -0.1), (0.43, -0.3), (0.4, -0.46)]), sitter.weight * 0.4)


# ---------------------------------------------------------------------------------------------------------------
# Marks
# ---------------------------------------------------------------------------------------------------------------


def _draw_scar(form: Form) -> None:
    """An old cut over the left cheek with its stitches."""
    sitter = form.sitter
    if form.shows(0.42, -0.2) < 0.1:
        return
    sitter.hand.line(_spots(form, 1, [(0.5, 0.22), (0.43, -0.1), (0.34, -0.42)], 0.02), max(1.1, sitter.weight * 0.8))
    if sitter.head_size > 18:
        for x, up in ((0.475, 0.06), (0.44, -0.08), (0.4, -0.22)):
            sitter.hand.line(_spots(form, 1, [(x - 0.06, up - 0.01), (x + 0.06, up + 0.03)], 0.02), sitter.weight * 0.5)


def _draw_eyepatch(form: Form) -> None:
    sitter = form.sitter
    if form.shows(*EYE) < 0.05:
        return
    patch = [(0.16, 0.14), (0.36, 0.2), (0.56, 0.12), (0.52, -0.12), (0.36, -0.2), (0.2, -0.1)]
    sitter.hand.fill(smooth(_spots(form, 1, patch, 0.04), closed=True), sitter.tones.ink)
    sitter.hand.line(
        [form.spot(0.18, 0.12, 0.03), form.spot(-0.25, 0.42, 0.03), form.spot(-0.62, 0.5, 0.03)], sitter.weight
    )


MARKS: dict[str, Callable[[Form], None]] = {"scar": _draw_scar, "eyepatch": _draw_eyepatch}
