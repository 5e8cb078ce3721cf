"""Plane geometry in pixels: hulls, smooth curves, even samples. No drawing."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from math import cos, dist, hypot, pi, sin
from typing import NamedTuple


class Spot(NamedTuple):
    """A place on the picture: `x` right and `y` down, in pixels."""

    x: float
    y: float


def mix(a: Spot, b: Spot, part: float) -> Spot:
    """The spot `part` of the way from `a` to `b`."""
    return Spot(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part)


def distance(a: Spot, b: Spot) -> float:
    """Pixels between two spots."""
    return dist(a, b)


def hull(spots: Iterable[Spot]) -> list[Spot]:
    """The convex hull, clockwise on the picture (monotone chain)."""
    ordered = sorted(set(spots))
    if len(ordered) < 3:
        return ordered

    def half(sequence: Iterable[Spot]) -> list[Spot]:
        chain: list[Spot] = []
        for spot in sequence:
            while len(chain) > 1 and _cross(chain[-2], chain[-1], spot) <= 0:
                chain.pop()
            chain.append(spot)
        return chain[:-1]

    return half(ordered) + half(reversed(ordered))


def _cross(a: Spot, b: Spot, c: Spot) -> float:
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)


def union(outlines: Iterable[Sequence[Spot]], within: float) -> list[list[Spot]]:
    """The outer outlines of all these forms together, the largest first; true to `within` pixels."""
    import shapely  # 70 ms, which verbs that draw nobody need not wait for

    forms = [shapely.make_valid(shapely.Polygon(outline)) for outline in outlines if len(outline) > 2]
    whole = shapely.simplify(shapely.union_all(forms), within)
    parts = [part for part in getattr(whole, "geoms", [whole]) if isinstance(part, shapely.Polygon) and part.area > 1]
    parts.sort(key=lambda part: -part.area)
    return [[Spot(x, y) for x, y in part.exterior.coords[:-1]] for part in parts]


def ellipse(centre: Spot, rx: float, ry: float, turn: float = 0.0, corners: int = 16) -> list[Spot]:
    """Spots of an ellipse, turned by `turn` radians."""
    spots = []
    for index in range(corners):
        angle = 2 * pi * index / corners
        x, y = rx * cos(angle), ry * sin(angle)
        spots.append(Spot(centre.x + x * cos(turn) - y * sin(turn), centre.y + x * sin(turn) + y * cos(turn)))
    return spots


def smooth(spots: Sequence[Spot], *, closed: bool = False, steps: int = 4) -> list[Spot]:
    """A curve through all `spots` (centripetal enough for a hand: uniform Catmull-Rom), `steps` parts a span."""
    count = len(spots)
    if count < 3:
        return list(spots)
    weights = _weights(steps)
    around = [spots[-1], *spots, spots[0], spots[1]] if closed else [spots[0], *spots, spots[-1]]
    curve: list[Spot] = []
    for index in range(count if closed else count - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = around[index : index + 4]
        curve.append(spots[index])
        for wa, wb, wc, wd in weights:
            curve.append(Spot(wa * ax + wb * bx + wc * cx + wd * dx, wa * ay + wb * by + wc * cy + wd * dy))
    if not closed:
        curve.append(spots[-1])
    return curve


@cache
def _weights(steps: int) -> tuple[tuple[float, float, float, float], ...]:
    """How much each of four neighbours counts at the places between the middle two."""
    rows = []
    for step in range(1, steps):
        t = step / steps
        rows.append(
            (
                0.5 * (-t + 2 * t * t - t**3),
                0.5 * (2 - 5 * t * t + 3 * t**3),
                0.5 * (t + 4 * t * t - 3 * t**3),
                0.5 * (-t * t + t**3),
            )
        )
    return tuple(rows)


def length(spots: Sequence[Spot]) -> float:
    """Pixels along a line."""
    return sum(map(dist, spots, spots[1:]))


def resample(spots: Sequence[Spot], parts: int) -> list[Spot]:
    """`parts` + 1 spots at even distances along a line."""
    spans = list(map(dist, spots, spots[1:]))
    total = sum(spans)
    if total == 0 or len(spots) < 2:
        return [spots[0]] * (parts + 1)
    result, walked, index, last = [spots[0]], 0.0, 0, len(spans) - 1
    for part in range(1, parts):
        target = total * part / parts
        while index < last and walked + spans[index] < target:
            walked += spans[index]
            index += 1
        result.append(mix(spots[index], spots[index + 1], min(1.0, (target - walked) / (spans[index] or 1.0))))
    return [*result, spots[-1]]


def thinned(spots: Sequence[Spot], within: float) -> list[Spot]:
    """The same line with fewer spots: none of those left out was more than about `within` pixels off it. Its first and
    last spot stay."""
    if len(spots) < 4:
        return list(spots)
    kept, (kx, ky), swept = [spots[0]], spots[0], 0.0
    for (x, y), (nx, ny) in pairwise(spots[1:]):
        # the area between the line and its chord; an arc is one and a half times as deep as that area is wide
        swept += abs((x - kx) * (ny - ky) - (y - ky) * (nx - kx))
        if swept * 0.75 > within * hypot(nx - kx, ny - ky):
            kept.append(Spot(x, y))
            kx, ky, swept = x, y, 0.0
    return [*kept, spots[-1]]


def normals(spots: Sequence[Spot], *, closed: bool = False) -> list[Spot]:
    """The unit normal at each spot: to the left of the way on the picture."""
    last = len(spots) - 1
    result = []
    for index in range(last + 1):
        before = spots[index - 1] if index or closed else spots[0]
        after = spots[(index + 1) % (last + 1)] if index < last or closed else spots[last]
        dx, dy = after.x - before.x, after.y - before.y
        size = hypot(dx, dy) or 1.0
        result.append(Spot(dy / size, -dx / size))
    return result


def hatching(outline: Sequence[Spot], spacing: float, slope: float) -> list[tuple[Spot, Spot]]:
    """Parallel strokes inside a closed outline, `spacing` pixels apart; `slope` is their angle in radians."""
    c, s = cos(slope), sin(slope)
    turned = [Spot(p.x * c + p.y * s, p.y * c - p.x * s) for p in outline]
    low, high = min(p.y for p in turned), max(p.y for p in turned)
    strokes = []
    y = low + spacing / 2
    while y < high:
        cuts = sorted(
            a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y)
            for a, b in zip(turned, [*turned[1:], turned[0]], strict=True)
            if (a.y <= y) != (b.y <= y)
        )
        for left, right in zip(cuts[::2], cuts[1::2], strict=False):
            strokes.append((Spot(left * c - y * s, left * s + y * c), Spot(right * c - y * s, right * s + y * c)))
        y += spacing
    return strokes
