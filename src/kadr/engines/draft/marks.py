"""How boards draw what the camera does: frame in frame, arrows. One accent colour, a layer of its own."""

from collections.abc import Callable

from kadr.engines.draft.curves import Spot, mix
from kadr.engines.draft.hand import Hand

ACCENT = "#d2432a"

INSET = 0.16
"""How far a push's inner frame is from the picture's edge."""


def paint_move(move: str, hand: Hand) -> None:
    """The mark of a camera move; a static camera has none."""
    kind = MOVES.get(move)
    if kind:
        kind(hand.inked(ACCENT))


def _arrow(hand: Hand, a: Spot, b: Spot, weight: float = 4.0) -> None:
    """A shaft and a filled head."""
    size = 18 * hand.unit
    dx, dy = b.x - a.x, b.y - a.y
    span = (dx * dx + dy * dy) ** 0.5 or 1.0
    dx, dy = dx / span, dy / span
    neck = Spot(b.x - dx * size, b.y - dy * size)
    hand.line([a, mix(a, neck, 0.5), neck], weight, taper=0.3)
    wings = [Spot(neck.x - dy * size * k, neck.y + dx * size * k) for k in (-0.6, 0.6)]
    hand.fill([b, *wings], hand.ink)


def _corners(hand: Hand, inset: float) -> list[Spot]:
    w, h = hand.width, hand.height
    return [
        Spot(w * x, h * y) for x, y in ((inset, inset), (1 - inset, inset), (1 - inset, 1 - inset), (inset, 1 - inset))
    ]


def _push(hand: Hand) -> None:
    inner = _corners(hand, INSET)
    for a, b in zip(inner, [*inner[1:], inner[0]], strict=True):
        hand.line([a, b], 2.2, taper=0.2)
    for outer, corner in zip(_corners(hand, 0.03), inner, strict=True):
        _arrow(hand, outer, mix(outer, corner, 0.9), 3.2)


def _pull(hand: Hand) -> None:
    inner = _corners(hand, INSET)
    for a, b in zip(inner, [*inner[1:], inner[0]], strict=True):
        hand.line([a, b], 2.2, taper=0.2)
    for outer, corner in zip(_corners(hand, 0.03), inner, strict=True):
        _arrow(hand, corner, outer, 3.2)


def _pan(hand: Hand) -> None:
    w, h = hand.width, hand.height
    _arrow(hand, Spot(0.3 * w, 0.94 * h), Spot(0.72 * w, 0.94 * h), 5.0)


def _tilt(hand: Hand) -> None:
    w, h = hand.width, hand.height
    _arrow(hand, Spot(0.94 * w, 0.7 * h), Spot(0.94 * w, 0.3 * h), 5.0)


def _track(hand: Hand) -> None:
    w, h = hand.width, hand.height
    for y in (0.91, 0.95):
        hand.line([Spot(0.22 * w, y * h), Spot(0.66 * w, y * h)], 1.8, taper=0.2)
    _arrow(hand, Spot(0.64 * w, 0.93 * h), Spot(0.8 * w, 0.93 * h), 5.0)


MOVES: dict[str, Callable[[Hand], None]] = {
    "push in": _push,
    "pull back": _pull,
    "pan": _pan,
    "tilt": _tilt,
    "track": _track,
}
