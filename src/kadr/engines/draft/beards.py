"""Beards and moustaches, grown on the round of the jaw."""

from collections.abc import Sequence

from kadr.engines.draft.curves import Spot, smooth
from kadr.engines.draft.form import Form

LENGTHS = {"short": 0.16, "long": 1.0}
"""How far a beard hangs below the chin, in halves of a head."""

Way = tuple[float, float, float]


def draw_beard(form: Form) -> None:
    """What grows below the nose."""
    sitter = form.sitter
    if sitter.frontal < -0.35 or sitter.looks.beard not in ("moustache", "short", "long"):
        return
    tone = sitter.tones.hair(sitter.looks)
    if sitter.looks.beard in LENGTHS:
        _draw_chin(form, LENGTHS[sitter.looks.beard], tone)
    if sitter.frontal > -0.05:
        _draw_moustache(form, tone)


CHEEK = (
    (0.62, -0.2), (0.5, -0.42), (0.36, -0.5), (0.2, -0.5), (0.0, -0.47), (-0.2, -0.5), (-0.36, -0.5), (-0.5, -0.42),
    (-0.62, -0.2),
)  # fmt: skip
"""The upper edge of a full beard, from the left cheek over the lip to the right."""


def _grows(x: float, up: float, z: float) -> bool:
    """Where a full beard grows: on the jaw before the ears, down from the sideburns."""
    return z > -0.06


def _draw_chin(form: Form, drop: float, tone: str) -> None:
    sitter = form.sitter
    grown = Form(sitter, 1.05)
    levels = [grown.skull.at(up / 50) for up in range(-3, -47, -3)]
    outline = grown.outline(_grows, levels)
    if len(outline) < 6:
        return
    half = len(outline) // 2
    right, left = outline[:half], outline[half:]
    tips = [sitter.head_spot(x, -1.0 - drop * part, 0.6) for x, part in ((0.3, 0.55), (0.0, 1.0), (-0.3, 0.55))]
    cheek = [form.spot(x, up, 0.03) for x, up in CHEEK if form.shows(x, up) > 0.0]
    if sitter.head_axis(0).x > 0:  # its left is on our right
        ordered = [*right, *tips, *left, *reversed(cheek)]
    else:
        ordered = [*right, *reversed(tips), *left, *cheek]
    sitter.hand.shape(ordered, tone, sitter.weight * 0.85)
    if sitter.head_size > 14:
        _draw_hairs(form, drop, tone)


def _draw_hairs(form: Form, drop: float, tone: str) -> None:
    """Strokes that fall with the beard."""
    sitter = form.sitter
    pen = sitter.hand.inked(sitter.tones.mid if tone == sitter.tones.ink else sitter.tones.dark)
    for side in (-0.5, -0.36, -0.2, -0.06, 0.1, 0.24, 0.38, 0.52):
        top = -0.76 + 0.2 * abs(side)
        ways: Sequence[Way] = (
            (side, top, 0.62 - abs(side) * 0.5),
            (side * 0.8, top - 0.2 - drop * 0.3, 0.66 - abs(side) * 0.4),
            (side * 0.5, top - 0.26 - drop * (0.75 - 0.3 * abs(side)), 0.62),
        )
        if sitter.faces_us(side, -0.2, 0.7, 0.05):
            pen.line([sitter.head_spot(*way) for way in ways], sitter.weight * 0.5)


def _draw_moustache(form: Form, tone: str) -> None:
    sitter = form.sitter
    half = [(0.0, -0.45), (0.12, -0.43), (0.26, -0.5), (0.37, -0.63), (0.39, -0.7)]
    under = [(0.27, -0.6), (0.12, -0.55), (0.0, -0.545)]
    for side in (-1, 1):
        if sitter.faces_us(side * 0.5, 0.0, 0.7, 0.05):
            outline: list[Spot] = [form.spot(side * x, y, 0.05) for x, y in half + under]
            curve = smooth(outline, closed=True, steps=3)
            sitter.hand.fill(curve, tone)
            sitter.hand.rim(curve, sitter.weight * 0.7)
