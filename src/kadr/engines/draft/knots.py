"""What hair is tied to: a bun, a tail, plaits. Round in space, so that each reads from every side."""

from collections.abc import Sequence
from dataclasses import dataclass

from kadr.engines.draft.curves import Spot, ellipse, mix, normals, smooth
from kadr.engines.draft.sitter import Sitter

Way = tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Strand:
    """Hair that is tied together: `way` is its middle line, in halves of a head to one side, up, to the front; `wide`
    is how far it reaches to both sides there."""

    way: Way
    wide: tuple[float, ...]


SWUNG = Strand(
    ((0.0, 0.92, -0.7), (0.5, 1.2, -0.95), (0.98, 0.95, -1.0), (1.24, 0.2, -0.8),
     (1.22, -0.7, -0.45), (0.98, -1.6, -0.1)),
    (0.12, 0.2, 0.27, 0.3, 0.25, 0.05),
)  # fmt: skip
HUNG = Strand(
    ((0.0, 0.75, -0.75), (0.04, 0.86, -1.2), (0.1, 0.4, -1.55), (0.12, -0.3, -1.6),
     (0.1, -1.0, -1.4), (0.02, -1.7, -1.05)),
    (0.12, 0.22, 0.3, 0.3, 0.22, 0.03),
)  # fmt: skip
SEEN_BEHIND = Strand(
    ((0.0, 0.72, -0.8), (0.04, 0.6, -1.1), (0.1, 0.1, -1.3), (0.14, -0.7, -1.25),
     (0.06, -1.5, -1.1), (-0.1, -2.2, -0.9)),
    (0.14, 0.26, 0.36, 0.42, 0.34, 0.04),
)  # fmt: skip
PLAIT = Strand(
    ((0.66, -0.15, -0.25), (0.86, -0.75, -0.15), (0.94, -1.5, 0.2), (0.9, -2.3, 0.34), (0.86, -2.75, 0.34)),
    (0.17, 0.2, 0.2, 0.17, 0.05),
)
PLAIT_BEHIND = Strand(tuple((x, up, -0.6) for x, up, _ in PLAIT.way), PLAIT.wide)
"""A tail that has swung over a shoulder, as it is seen from before; one that hangs behind, from the side and from
behind; a plait before the shoulder and behind it."""


def draw_bun(sitter: Sitter, tone: str) -> None:
    """A bun on the back of the crown."""
    size = 0.42 * sitter.head_size * sitter.hand.unit
    sitter.hand.shape(ellipse(sitter.head_spot(0.0, 0.98, -0.66), size, size * 0.9), tone, sitter.weight * 0.9)
    _draw_tie(sitter, [sitter.head_spot(side, 0.78, -0.5) for side in (-0.3, 0.3)])


def draw_tail(sitter: Sitter, tone: str, pale: str) -> None:
    """A tail: from before it has swung to the side where the back of the head is, from the side it hangs."""
    side = 1.0 if sitter.lateral >= 0 else -1.0
    part = min(1.0, abs(sitter.lateral) * 1.25)
    other = SWUNG if sitter.frontal > -0.2 else SEEN_BEHIND
    way = tuple(
        (side * (a + (b - a) * part), c + (d - c) * part, e + (f - e) * part)
        for (a, c, e), (b, d, f) in zip(other.way, HUNG.way, strict=True)
    )
    sides = _draw_strand(sitter, Strand(way, HUNG.wide if part > 0.5 else other.wide), tone)
    if sitter.head_size > 12:
        pen = sitter.hand.inked(pale)
        for across in (0.3, 0.62):
            pen.line([mix(a, b, across) for a, b in sides[1:]], sitter.weight * 0.55)
    _draw_tie(sitter, [mix(*sides[0], 0.5), mix(*sides[1], 0.5)] if part > 0.5 else sides[1])


def draw_plaits(sitter: Sitter, tone: str, pale: str, *, near: bool) -> None:
    """Two plaits: those that lie before the shoulders are `near`; from behind all hang on the back."""
    behind = sitter.frontal <= -0.2
    for side in (-1.0, 1.0):
        if (behind or side * sitter.lateral > -0.35) != near:
            continue
        strand = PLAIT_BEHIND if behind else PLAIT
        way = tuple((side * x, up, z) for x, up, z in strand.way)
        sides = _draw_strand(sitter, Strand(way, strand.wide), tone)
        if sitter.head_size < 8:
            continue
        pen = sitter.hand.inked(pale)
        lefts, rights = ([pair[index] for pair in sides] for index in (0, 1))
        left, right = smooth(lefts), smooth(rights)
        for index in range(2, len(left) - 2, 2):
            dip = mix(left[index + 2], right[index + 2], 0.5)
            pen.line(
                [mix(left[index], right[index], 0.1), dip, mix(left[index], right[index], 0.9)], sitter.weight * 0.6
            )
        _draw_tie(sitter, [left[-4], right[-4]])


def _draw_strand(sitter: Sitter, strand: Strand, tone: str) -> list[tuple[Spot, Spot]]:
    """A strand as a tube; gives its two sides at each of its places."""
    middle = [sitter.head_spot(*place) for place in strand.way]
    size = sitter.head_size * sitter.hand.unit
    sides = [
        (Spot(s.x + n.x * wide * size, s.y + n.y * wide * size), Spot(s.x - n.x * wide * size, s.y - n.y * wide * size))
        for s, n, wide in zip(middle, normals(middle), strand.wide, strict=True)
    ]
    outline = [*(a for a, _ in sides), *(b for _, b in reversed(sides))]
    sitter.hand.shape(outline, tone, sitter.weight * 0.9)
    return sides


def _draw_tie(sitter: Sitter, across: Sequence[Spot]) -> None:
    """The band that holds it, in the character's colour."""
    if sitter.head_size > 8:
        sitter.hand.inked(sitter.marked(sitter.tones.shade)).line(across, sitter.head_size * 0.1, taper=0.2)
