"""Beards and moustaches."""

from kadr.engines.draft.curves import Spot
from kadr.engines.draft.sitter import Sitter

LENGTHS = {"short": 0.28, "long": 1.15}
"""How far a beard hangs below the chin, in halves of a head."""


def draw_beard(sitter: Sitter) -> None:
    """What grows below the nose."""
    if sitter.frontal < -0.35 or sitter.looks.beard not in ("moustache", "short", "long"):
        return
    tone = sitter.tones.hair(sitter.looks)
    if sitter.looks.beard in LENGTHS:
        _draw_chin(sitter, LENGTHS[sitter.looks.beard], tone)
    _draw_moustache(sitter, tone)


def _draw_chin(sitter: Sitter, drop: float, tone: str) -> None:
    broad = 1.0 + 0.22 * (sitter.bones.girth - 1.0)
    half = [
        (0.76, -0.02, 0.08), (0.78, -0.5, 0.16), (0.66, -0.86 - drop * 0.2, 0.34), (0.46, -1.05 - drop * 0.55, 0.5),
        (0.2, -1.06 - drop * 0.9, 0.6),
    ]  # fmt: skip
    inner = [(0.3, -0.44, 0.74), (0.52, -0.42, 0.56), (0.64, -0.2, 0.36)]
    outline = [sitter.head_spot(x * broad, y, z) for x, y, z in half]
    outline.append(sitter.head_spot(0.0, -1.08 - drop, 0.62))
    outline += [sitter.head_spot(-x * broad, y, z) for x, y, z in reversed(half)]
    outline += [sitter.head_spot(-x * broad, y, z) for x, y, z in reversed(inner)]
    outline.append(sitter.head_spot(0.0, -0.46, 0.86))
    outline += [sitter.head_spot(x * broad, y, z) for x, y, z in inner]
    sitter.hand.shape(outline, tone, sitter.weight * 0.85)
    if sitter.head_size > 16:
        _hairs(sitter, drop, tone)


def _hairs(sitter: Sitter, drop: float, tone: str) -> None:
    """Strokes that fall with the beard."""
    pen = sitter.hand.inked(sitter.tones.mid if tone == sitter.tones.ink else sitter.tones.dark)
    for side in (-0.5, -0.32, -0.13, 0.08, 0.27, 0.46):
        top = -0.78 - 0.1 * abs(side)
        places = [
            (side, top, 0.66),
            (side * 0.95, top - 0.2 - drop * 0.3, 0.66),
            (side * 0.7, top - 0.3 - drop * 0.7, 0.64),
        ]
        if sitter.faces_us(side, -0.2, 0.7, 0.05):
            pen.line([sitter.head_spot(*place) for place in places], sitter.weight * 0.5)


def _draw_moustache(sitter: Sitter, tone: str) -> None:
    half = [(0.02, -0.42, 0.9), (0.2, -0.4, 0.84), (0.36, -0.52, 0.72), (0.42, -0.68, 0.66)]
    under = [(0.26, -0.56, 0.78), (0.06, -0.5, 0.88)]
    for side in (-1, 1):
        if sitter.faces_us(side * 0.5, 0.0, 0.7, 0.05):
            outline: list[Spot] = [sitter.head_spot(side * x, y, z) for x, y, z in half + under]
            sitter.hand.shape(outline, tone, sitter.weight * 0.6)
