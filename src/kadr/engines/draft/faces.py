"""Faces: brow, eye, nose and mouth, set on the round of the head so that they turn with it.

How much is drawn follows the size of the head on the picture: dots for a far figure, lids and irises for a close-up.
"""

from kadr.engines.draft.beards import draw_beard
from kadr.engines.draft.curves import Spot, ellipse, mix, smooth
from kadr.engines.draft.sitter import Sitter

FAR = 11.0
"""Below this half head (in units) an eye is a dot and a mouth a stroke."""

CLOSE = 60.0
"""Above this half head the eyes get lids and irises."""

EYE = (0.37, 0.02)
"""Where an eye sits: aside and up."""


def draw_face(sitter: Sitter) -> None:
    """Everything of the face that can be seen."""
    if sitter.head_size < 4.5:
        return
    if sitter.frontal > -0.3:
        _draw_nose(sitter)
    draw_beard(sitter)
    for side in (-1, 1):
        if sitter.faces_us(side * 0.42, 0.0, 0.75, 0.3):
            _draw_eye(sitter, side)
            _draw_brow(sitter, side)
    if sitter.faces_us(0.0, -0.3, 0.8, -0.05):
        _draw_mouth(sitter)
    if sitter.head_size > 26:
        _draw_years(sitter)


def _front(aside: float) -> float:
    """How far the face lies before the middle of the head, `aside` from its midline."""
    return float(0.82 - 0.55 * aside * aside)


def _place(sitter: Sitter, aside: float, up: float, lift: float = 0.0) -> Spot:
    return sitter.head_spot(aside, up, _front(aside) + lift)


def _skew(sitter: Sitter, side: int) -> float:
    """How much this side of an uneven face is raised: the side that shows more."""
    return sitter.feeling.skew if side * sitter.lateral >= 0 else 0.0


def _draw_eye(sitter: Sitter, side: int) -> None:
    x, y = EYE
    opened = 0.115 * sitter.feeling.eye
    if sitter.head_size < FAR:
        sitter.hand.dot(_place(sitter, side * x, y), max(0.75, sitter.head_size * 0.085))
        return
    upper = [(x - 0.2, y - 0.02), (x - 0.1, y + opened * 0.85), (x + 0.06, y + opened), (x + 0.21, y + 0.02)]
    lower = [(x + 0.1, y - opened * 0.55), (x - 0.06, y - opened * 0.6)]
    lids = [_place(sitter, side * a, b) for a, b in upper]
    sitter.hand.fill(lids + [_place(sitter, side * a, b) for a, b in lower], sitter.tones.paper)
    _draw_iris(sitter, side, opened)
    sitter.hand.line(lids, sitter.weight * 1.05, taper=0.7)
    if sitter.head_size > CLOSE * 0.5:
        under = [upper[-1], *lower, upper[0]]
        sitter.hand.line([_place(sitter, side * a, b) for a, b in under], sitter.weight * 0.42)
    if sitter.head_size > CLOSE:
        fold = [(a, b + 0.075) for a, b in upper[:3]]
        sitter.hand.line([_place(sitter, side * a, b) for a, b in fold], sitter.weight * 0.42)


def _draw_iris(sitter: Sitter, side: int, opened: float) -> None:
    x, y = EYE
    toward = -1 if sitter.lateral > 0 else 1
    aside = sitter.feeling.gaze[0] * 0.08 * toward + 0.02 * toward
    down = sitter.feeling.gaze[1] * 0.06
    radius = 0.105
    tops, bottom = y + opened * 0.86, y - opened * 0.52
    middle = Spot(side * x + aside, y + opened * 0.2 - down)
    round_ = [Spot(p.x, min(max(p.y, bottom), tops)) for p in ellipse(middle, radius * 0.95, radius, corners=12)]
    iris = [_place(sitter, p.x, p.y, 0.01) for p in round_]
    if sitter.head_size <= CLOSE:
        sitter.hand.fill(iris, sitter.hand.ink)
        return
    sitter.hand.fill(iris, sitter.tones.dark)
    pupil = [Spot(p.x, min(max(p.y, bottom), tops)) for p in ellipse(middle, 0.058, 0.062, corners=10)]
    sitter.hand.fill([_place(sitter, p.x, p.y, 0.01) for p in pupil], sitter.hand.ink)
    sitter.hand.rim(iris, sitter.weight * 0.5)
    glint = ellipse(Spot(middle.x - 0.035, middle.y + 0.04), 0.026, 0.026, corners=8)
    sitter.hand.fill([_place(sitter, p.x, p.y, 0.01) for p in glint], "#ffffff")


def _draw_brow(sitter: Sitter, side: int) -> None:
    inner, outer = sitter.feeling.brow
    lift = 0.3 + _skew(sitter, side)
    way = [(0.15, lift - 0.05 + inner), (0.36, lift + 0.05 + (inner + outer) / 2), (0.6, lift - 0.06 + outer)]
    brow = [_place(sitter, side * a, b, 0.02) for a, b in way]
    heavy = 1.25 if sitter.looks.beard in ("short", "long") else 1.0
    pen = sitter.hand.inked(sitter.tones.dark) if sitter.looks.hair_tone in ("grey", "light") else sitter.hand
    pen.line(brow, max(1.2, sitter.weight * 1.55 * heavy), taper=0.75)
    if sitter.feeling.brow[0] < -0.1 and sitter.head_size > 26:
        sitter.hand.line([_place(sitter, side * 0.07, 0.33), _place(sitter, side * 0.08, 0.17)], sitter.weight * 0.5)


def _draw_nose(sitter: Sitter) -> None:
    if sitter.head_size < 6:
        return
    bridge, tip, base = (0.0, 0.1, 0.8), (0.0, -0.28, 1.06), (0.0, -0.38, 0.86)
    turn = 1 if sitter.lateral < 0 else -1  # the wing on the side that we see more of is the other one's
    wing = (-turn * 0.16, -0.34, 0.86)
    skin = sitter.tones.complexion(sitter.looks)
    outline = [sitter.head_spot(*place) for place in (bridge, tip, base, wing)]
    weight = sitter.weight * 0.62
    if abs(sitter.lateral) > 0.22:
        sitter.hand.fill(outline, skin)
        ridge = [sitter.head_spot(*place) for place in ((0.0, 0.04, 0.8), (0.0, -0.14, 0.93), tip, base)]
        sitter.hand.line(ridge, weight, taper=0.6)
    else:
        sitter.hand.line([sitter.head_spot(x, -0.34 + abs(x) * 0.25, 0.95) for x in (-0.15, 0.0, 0.15)], weight)
    if sitter.head_size > 24 and sitter.faces_us(wing[0], 0.0, 0.7):
        curl = [(wing[0], -0.24, 0.82), (wing[0] * 1.2, -0.33, 0.8), (wing[0] * 0.75, -0.38, 0.86)]
        sitter.hand.line([sitter.head_spot(*place) for place in curl], weight * 0.8)


def _draw_mouth(sitter: Sitter) -> None:
    mouth = sitter.feeling.mouth
    half, middle = 0.27 * mouth.width, -0.6
    corners = {side: middle + mouth.corners + _skew(sitter, side) * 0.9 for side in (-1, 1)}
    upper = [
        _place(sitter, -half, corners[-1]),
        _place(sitter, -half * 0.45, middle + mouth.corners * 0.2 + 0.02),
        _place(sitter, 0.0, middle),
        _place(sitter, half * 0.45, middle + mouth.corners * 0.2 + 0.02),
        _place(sitter, half, corners[1]),
    ]
    if mouth.open and sitter.head_size > FAR * 0.7:
        _open_mouth(sitter, upper, half, middle)
    if mouth.open and mouth.width < 0.8:
        return
    sitter.hand.line(upper, max(1.1, sitter.weight * 0.85), taper=0.8)
    if sitter.head_size > 30 and not mouth.open and sitter.looks.beard in ("none", "moustache"):
        lip = [_place(sitter, x, middle - 0.12 + abs(x) * 0.1) for x in (-0.12, 0.0, 0.12)]
        sitter.hand.line(lip, sitter.weight * 0.45)


def _open_mouth(sitter: Sitter, upper: list[Spot], half: float, middle: float) -> None:
    mouth = sitter.feeling.mouth
    if mouth.width < 0.8:
        round_ = ellipse(Spot(0.0, middle - mouth.open * 0.3), half * 0.95, mouth.open * 0.5, corners=14)
        sitter.hand.shape([_place(sitter, p.x, p.y) for p in round_], sitter.tones.ink, sitter.weight * 0.6)
        return
    bow = ((0.78, 0.5), (0.4, 0.96), (0.0, 1.06), (-0.4, 0.96), (-0.78, 0.5))
    low = [_place(sitter, half * x, middle - mouth.open * y) for x, y in bow]
    sitter.hand.fill(smooth(upper) + low, sitter.tones.ink)
    if sitter.head_size > 16 and (mouth.width > 1.2 or sitter.feeling.teeth):
        teeth = [_place(sitter, half * x, middle - mouth.open * y) for x, y in ((0.8, 0.12), (0.0, 0.3), (-0.8, 0.12))]
        sitter.hand.fill(
            [mix(upper[0], upper[1], 0.4), *upper[1:-1], mix(upper[-1], upper[-2], 0.4), *teeth], "#ffffff"
        )
    sitter.hand.line([upper[-1], *low, upper[0]], sitter.weight * 0.6, taper=0.5)


def _draw_years(sitter: Sitter) -> None:
    """The lines of age, and those that laughing and grieving leave."""
    fold = sitter.looks.age == "old" or sitter.feeling.mouth.width > 1.2
    for side in (-1, 1):
        if not sitter.faces_us(side * 0.45, 0.0, 0.7, 0.15):
            continue
        if fold and sitter.looks.beard in ("none", "moustache"):
            cheek = ((0.24, -0.34), (0.4, -0.48), (0.44, -0.66))
            sitter.hand.line([_place(sitter, side * x, y) for x, y in cheek], sitter.weight * 0.5)
        if sitter.looks.age == "old":
            for up in (0.09, -0.05):
                way = ((0.62, up - 0.03), (0.72, up + (up - 0.02) * 0.5))
                sitter.hand.line([_place(sitter, side * x, y) for x, y in way], sitter.weight * 0.45)
            bag = ((0.22, -0.14), (0.38, -0.2), (0.52, -0.13))
            sitter.hand.line([_place(sitter, side * x, y) for x, y in bag], sitter.weight * 0.42)
