"""Glasses: two rims on the face, a bridge and a temple to the ear that can be seen."""

from kadr.engines.draft.curves import Spot, ellipse
from kadr.engines.draft.sitter import Sitter

RIM = (0.37, 0.0, 0.25, 0.2)
"""Where a lens sits (aside, up) and its half width and half height, in halves of a head."""


def draw_eyewear(sitter: Sitter) -> None:
    """The glasses that somebody wears, if any; far away only their rims."""
    if sitter.looks.eyewear not in ("glasses", "sunglasses") or sitter.frontal < -0.1 or sitter.head_size < 5:
        return
    x, y, wide, high = RIM
    weight = max(1.0, sitter.weight * 0.7)
    for side in (-1, 1):
        if not sitter.faces_us(side * 0.42, 0.0, 0.75, 0.12):
            continue
        lens = [_on_face(sitter, side * x + spot.x, y + spot.y) for spot in ellipse(Spot(0, 0), wide, high, corners=14)]
        if sitter.looks.eyewear == "sunglasses":
            sitter.hand.fill(lens, sitter.tones.ink)
        sitter.hand.rim(lens, weight)
        if sitter.faces_us(side, 0.0, 0.2, 0.05):
            sitter.hand.line(
                [_on_face(sitter, side * (x + wide), 0.04), sitter.head_spot(side * 0.84, 0.1, -0.05)], weight
            )
    sitter.hand.line([_on_face(sitter, aside, 0.06, 0.1) for aside in (-0.13, 0.0, 0.13)], weight)


def _on_face(sitter: Sitter, aside: float, up: float, lift: float = 0.08) -> Spot:
    return sitter.head_spot(aside, up, 0.82 - 0.5 * aside * aside + lift)
