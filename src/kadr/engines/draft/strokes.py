"""The quick strokes that places are drawn with: one straight gesture each, several hundred to a picture.

`kadr.engines.draft.hand` has the living line for what is near; these cost a tenth of it and are laid down for edges,
hatching and whatever is far. All measures are pixels, weights are in units of the hand.
"""

from collections.abc import Iterable, Sequence
from math import hypot

from kadr.engines.draft.curves import Spot, hatching, mix, normals
from kadr.engines.draft.hand import Hand, area, oriented, path
from kadr.engines.draft.layers import Kind

HAIR = 1.0
"""Pixels: a thinner stroke is a plain sliver."""


LARGE = 110.0
"""Units: a wider form has its corners rounded off."""


def stroke(hand: Hand, a: Spot, b: Spot, weight: float, taper: float = 0.5) -> None:
    """One straight stroke, thinner at its ends by `taper`, a hair off the ruler."""
    cut = _cut(hand, a, b)
    if cut is None:
        return
    a, b = cut
    dx, dy = b.x - a.x, b.y - a.y
    size = hypot(dx, dy)
    if size < 0.6:
        return
    unit = hand.unit
    w = weight * unit / 2
    nx, ny = dy / size * w, -dx / size * w
    off = (hand.random.random() - 0.5) * min(1.6 * unit, size * 0.014) / (w or 1.0)
    part = 0.4 + 0.2 * hand.random.random()
    mx, my = dx * part + nx * off, dy * part + ny * off
    middle = Spot(a.x + mx, a.y + my)
    if weight * unit < HAIR:
        _lay(hand, [a, Spot(middle.x + nx, middle.y + ny), b, Spot(middle.x - nx, middle.y - ny)])
        return
    tx, ty = nx * (1 - taper), ny * (1 - taper)
    _lay(
        hand,
        [
            Spot(a.x + tx, a.y + ty), Spot(middle.x + nx, middle.y + ny), Spot(b.x + tx, b.y + ty),
            Spot(b.x - tx, b.y - ty), Spot(middle.x - nx, middle.y - ny), Spot(a.x - tx, a.y - ty),
        ],
    )  # fmt: skip


def _lay(hand: Hand, outline: Sequence[Spot]) -> None:
    hand.layer.lay(hand.ink, path(outline, sharp=True))


def edges(hand: Hand, outline: Sequence[Spot], weight: float) -> None:
    """The sides of a form with corners, a stroke each."""
    for a, b in zip(outline, [*outline[1:], outline[0]], strict=True):
        stroke(hand, a, b, weight)


def chain(hand: Hand, spots: Sequence[Spot], weight: float, taper: float = 0.8) -> None:
    """An open line through `spots` as they are, thin at its ends."""
    if len(spots) < 2 or not _seen(hand, spots):
        return
    if len(spots) == 2:
        spots = [mix(spots[0], spots[1], part) for part in (0.0, 0.2, 0.5, 0.8, 1.0)]
    half, last = weight * hand.unit / 2, len(spots) - 1
    left, right = [], []
    for index, (spot, normal) in enumerate(zip(spots, normals(spots), strict=True)):
        part = min(index, last - index) / (last * 0.3)
        w = half * (1 - taper + taper * min(1.0, part + 0.12))
        left.append(Spot(spot.x + normal.x * w, spot.y + normal.y * w))
        right.append(Spot(spot.x - normal.x * w, spot.y - normal.y * w))
    hand.layer.lay(hand.ink, _data([*left, *right[::-1]]))


def fill(hand: Hand, outline: Sequence[Spot], tone: str) -> None:
    """A flat form whose corners stay corners."""
    if len(outline) > 2 and _seen(hand, outline):
        hand.layer.lay(tone, _data(outline), _kind(hand, tone))


def _kind(hand: Hand, tone: str) -> Kind:
    return "blot" if tone == hand.ink else "area"


def contour(hand: Hand, outline: Sequence[Spot], tone: str, weight: float) -> None:
    """A form filled with `tone` in a closed line: the form in ink, and a smaller one of the tone on it."""
    around(hand, [outline], tone, weight)


def around(hand: Hand, outlines: Iterable[Sequence[Spot]], tone: str, weight: float) -> None:
    """Forms of one tone in one line round them all: where they overlap there is none."""
    half = weight * hand.unit / 2
    seen = [outline for outline in outlines if len(outline) > 2 and _seen(hand, outline)]
    for off, colour in ((half, hand.ink), (-half, tone)):
        for outline in seen:
            way = off if area(outline) > 0 else -off
            pairs = zip(outline, normals(outline, closed=True), strict=True)
            grown = [Spot(s.x + n.x * way, s.y + n.y * way) for s, n in pairs]
            if max(s.x for s in outline) - min(s.x for s in outline) > LARGE * hand.unit:
                hand.fill(grown, colour)
            else:
                hand.layer.lay(colour, _data(grown), _kind(hand, colour))


def hatch(hand: Hand, outline: Sequence[Spot], spacing: float, slope: float, weight: float = 0.8) -> None:
    """Quick parallel strokes inside a closed outline, `spacing` in units, `slope` in radians; some are left out."""
    if len(outline) < 3 or not _seen(hand, outline):
        return
    framed = [Spot(min(max(x, -9.0), hand.width + 9.0), min(max(y, -9.0), hand.height + 9.0)) for x, y in outline]
    for a, b in hatching(framed, spacing * hand.unit, slope):
        if hand.random.random() < 0.9:
            cut = 0.12 * hand.random.random()
            stroke(hand, Spot(a.x + (b.x - a.x) * cut, a.y + (b.y - a.y) * cut), b, weight, taper=0.8)


def _cut(hand: Hand, a: Spot, b: Spot) -> tuple[Spot, Spot] | None:
    """The part of a line that is on the paper or near it."""
    start, end = 0.0, 1.0
    for low, high, p, q in ((-12.0, hand.width + 12.0, a.x, b.x), (-12.0, hand.height + 12.0, a.y, b.y)):
        step = q - p
        if abs(step) < 1e-9:
            if not low <= p <= high:
                return None
            continue
        first, last = sorted(((low - p) / step, (high - p) / step))
        start, end = max(start, first), min(end, last)
    if start >= end:
        return None
    if start == 0.0 and end == 1.0:
        return a, b
    dx, dy = b.x - a.x, b.y - a.y
    return Spot(a.x + dx * start, a.y + dy * start), Spot(a.x + dx * end, a.y + dy * end)


def _seen(hand: Hand, spots: Sequence[Spot]) -> bool:
    xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
    return max(xs) > -8 and min(xs) < hand.width + 8 and max(ys) > -8 and min(ys) < hand.height + 8


def held(spot: Spot) -> Spot:
    """Where a corner is drawn: not further from the paper than numbers in a file should be."""
    return Spot(min(max(spot.x, -4e3), 8e3), min(max(spot.y, -4e3), 8e3))


def _data(spots: Sequence[Spot]) -> str:
    """Closed path data, always the same way round: forms of one colour share a path."""
    return path(oriented([held(spot) for spot in spots]), sharp=True)
