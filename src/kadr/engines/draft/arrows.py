"""Arrows as boards have them: a shaft that swells from nothing, a barbed head, one colour on a rim of paper."""

from collections.abc import Sequence

from kadr.engines.draft.curves import Spot, length, normals, resample, smooth
from kadr.engines.draft.hand import Hand

ACCENT = "#d2432a"
PAPER = "#ffffff"

HEAD = 4.2
"""How much longer a head is than the shaft is wide where they meet."""

BARB = 1.75
"""How much wider than the shaft each side of a head is."""

RIM = 2.0
"""Units of paper round an arrow, so that it reads on dark forms."""


def draw_arrow(hand: Hand, spots: Sequence[Spot], widths: tuple[float, float]) -> None:
    """An arrow along `spots`; its shaft is `widths` pixels wide at its tail and at its head."""
    total = length(spots)
    head = min(widths[1] * HEAD, 0.5 * total)
    if total < 4 * hand.unit:
        return
    for grown, tone in ((RIM * hand.unit, PAPER), (0.0, ACCENT)):
        hand.fill(_outline(spots, widths, head, grown), tone)


def _outline(spots: Sequence[Spot], widths: tuple[float, float], head: float, grown: float) -> list[Spot]:
    """The outline of shaft and head, grown on all sides."""
    way = resample(smooth(spots, steps=6), 40)
    total = length(way)
    neck = max(2, round(40 * (1 - head / total)))
    shaft, across = way[: neck + 1], normals(way)
    left, right = [], []
    for index, spot in enumerate(shaft):
        part = index / neck
        half = (widths[0] + (widths[1] - widths[0]) * part) / 2 + grown
        left.append(_aside(spot, across[index], half))
        right.append(_aside(spot, across[index], -half))
    wing = widths[1] * BARB + grown * 1.6
    tip = way[-1]
    root = way[max(0, neck - 3)]
    ahead = _onward(root, tip, grown * 2.4)
    back = across[neck]
    wings = _aside(root, back, wing), _aside(root, back, -wing)
    corners = (left[-1], left[-1], wings[0], wings[0], ahead, ahead, wings[1], wings[1], right[-1], right[-1])
    return [*left[:-1], *corners, *right[-2::-1]]


def _aside(spot: Spot, normal: Spot, reach: float) -> Spot:
    return Spot(spot.x + normal.x * reach, spot.y + normal.y * reach)


def _onward(root: Spot, tip: Spot, reach: float) -> Spot:
    """A little past the tip."""
    span = length([root, tip]) or 1.0
    return Spot(tip.x + (tip.x - root.x) / span * reach, tip.y + (tip.y - root.y) / span * reach)
