"""The hand that inks: fills of flat marker tone, and lines whose width lives.

All measures are pixels. A line is a filled outline, so that its width can swell and taper and so that SVG editors
show what was drawn; neighbouring lines of one colour become one path.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import pi, sin
from random import Random

from kadr.engines.draft.curves import Spot, distance, hatching, length, normals, resample, smooth, thinned, union
from kadr.engines.draft.layers import Layer

LIGHT = Spot(-0.6, -0.8)
"""Where the light comes from on the picture: from the upper left. Outlines are heavier on the other side."""

SWAY = 0.55
"""How far the hand sways from the drawn line at a picture of 768 pixels."""

TRUE = 0.16
"""Units: so far from the drawn line a shorter way to write it may be; in a crowd farther."""

SHORT = 240.0
"""Units: lines no longer than this are written as the fewest straight steps that look round; closed outlines may be
four times as long."""

FINE = 0.9
"""Units: thinner lines are details."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Draws on one layer of a picture of `width` x `height`. `unit` is a pixel of a 768-pixel picture; `forms`
    gathers what is filled, for a common outline; `true`: how far in units what is written may be off it."""

    layer: Layer
    width: int
    height: int
    ink: str
    random: Random
    forms: list[list[Spot]] | None = None
    true: float = TRUE

    @property
    def unit(self) -> float:
        """Pixels of this picture to a pixel of one that is 768 high or wide, whichever is less."""
        return min(self.width, self.height) / 768

    def on(self, layer: Layer) -> "Hand":
        """The same hand on another layer."""
        return replace(self, layer=layer)

    def summary(self) -> "Hand":
        """The same hand for one of a crowd: fewer steps to a line."""
        return replace(self, true=3.8 * TRUE)

    def brisk(self) -> "Hand":
        """The same hand for somebody before a crowd: somewhat fewer steps to a line, all details."""
        return replace(self, true=2.0 * TRUE)

    def inked(self, ink: str) -> "Hand":
        """The same hand with another ink."""
        return replace(self, ink=ink)

    def gathering(self) -> "Hand":
        """The same hand, which keeps what it fills for `outline`."""
        return replace(self, forms=[])

    def plain(self) -> "Hand":
        """The same hand for details that have no part in a common outline."""
        return replace(self, forms=None)

    def outline(self, mark: int, halo: str, weight: float) -> None:
        """The line round all forms gathered since the layer's `mark`, and below them a rim of `halo` that parts them
        from what is behind."""
        rings = union(self.forms or (), 2 * self.true * self.unit)
        data = "".join(path(thinned(ring, 3 * self.true * self.unit), sharp=True) for ring in rings)
        if data:
            self.layer.contour(mark, data, halo, (weight + 5.0) * self.unit)
        self.layer.lay(self.ink, "".join(self._swell(ring, weight * self.unit) for ring in rings))

    def _swell(self, ring: list[Spot], width: float) -> str:
        """A line outside of a closed form, up to `width` pixels wide, heavier away from the light."""
        ring = oriented(ring)
        outer = []
        for spot, normal in zip(ring, normals(ring, closed=True), strict=True):
            w = width * (0.65 + 0.6 * max(0.0, -(normal.x * LIGHT.x + normal.y * LIGHT.y)))
            outer.append(Spot(spot.x + normal.x * w, spot.y + normal.y * w))
        return path(oriented(outer), sharp=True) + path(ring[::-1], sharp=True)

    def fill(self, outline: Sequence[Spot], tone: str) -> None:
        """A flat area without a line."""
        if len(outline) > 2 and self._visible(outline):
            near = oriented(self._near(outline))
            sharp = self._dense(near)
            near = thinned(near, self.true * self.unit) if sharp else near
            self.layer.lay(tone, path(near, sharp=sharp), "blot" if tone == self.ink else "area")
            if self.forms is not None:
                self.forms.append(near)

    def shape(self, outline: Sequence[Spot], tone: str, weight: float) -> None:
        """A smooth closed form: filled with `tone`, outlined in ink."""
        steps = round(length([*outline, outline[0]]) / len(outline) / (9 * self.unit)) if outline else 1
        curve = smooth(outline, closed=True, steps=max(2, min(4, steps)))
        self.fill(curve, tone)
        self.rim(curve, weight)

    def block(self, outline: Sequence[Spot], tone: str, weight: float) -> None:
        """A closed form with corners: filled with `tone`, each edge a stroke."""
        self.fill(outline, tone)
        for a, b in zip(outline, [*outline[1:], outline[0]], strict=True):
            self.line([a, b], weight, taper=0.35)

    def rim(self, curve: Sequence[Spot], weight: float) -> None:
        """The closed outline of a form, heavier away from the light."""
        if len(curve) < 3 or not self._visible(curve):
            return
        loop = [*curve, curve[0]]
        total = length(loop)
        small = total < 4 * SHORT * self.unit
        spots = self._swayed(resample(loop, max(10, self._parts(total * (2 if small else 1))))[:-1])
        turning = 1 if area(spots) > 0 else -1
        half = weight * self.unit / 2
        outer, inner = [], []
        for spot, normal in zip(spots, normals(spots, closed=True), strict=True):
            shade = -(normal.x * LIGHT.x + normal.y * LIGHT.y) * turning
            w = half * (0.78 + 0.5 * max(0.0, shade))
            outer.append(Spot(spot.x + normal.x * w, spot.y + normal.y * w))
            inner.append(Spot(spot.x - normal.x * w, spot.y - normal.y * w))
        if small:
            outer, inner = thinned(outer, self.true * self.unit), thinned(inner, self.true * self.unit)
        outer, inner = oriented(outer), oriented(inner)[::-1]
        self.layer.lay(self.ink, path(outer, sharp=small) + path(inner, sharp=small))

    def line(self, spots: Sequence[Spot], weight: float, *, taper: float = 1.0) -> None:
        """An open line through `spots`, thin at its ends by `taper` (0: even, 1: to a hair)."""
        curve = self._near(smooth(spots))
        total = length(curve)
        if total < 0.4 or not self._visible(curve) or self._omits(total, weight):
            return
        straight, small = len(curve) == 2, total < SHORT * self.unit
        parts = self._parts(total * (2 if small else 1))
        if straight:
            parts = min(8 if total > 200 * self.unit else 4, parts)
        middle = self._swayed(resample(curve, parts))
        half, last = weight * self.unit / 2, len(middle) - 1
        left, right = [], []
        for index, (spot, normal) in enumerate(zip(middle, normals(middle), strict=True)):
            swell = sin(pi * (0.06 + 0.88 * index / last)) ** 0.7
            w = half * (1 - taper + taper * swell)
            left.append(Spot(spot.x + normal.x * w, spot.y + normal.y * w))
            right.append(Spot(spot.x - normal.x * w, spot.y - normal.y * w))
        if small:
            within = self.true * self.unit if self._sums_up else min(self.true * self.unit, 0.45 * half)
            left, right = thinned(left, within), thinned(right, within)
            if taper > 0.6:
                right = right[1:-1]  # its ends are hairs
        self.layer.lay(self.ink, path(oriented([*left, *right[::-1]]), sharp=straight or small))

    def hatch(self, outline: Sequence[Spot], spacing: float, slope: float, weight: float = 0.9) -> None:
        """Parallel strokes inside a closed outline, `spacing` in units, `slope` in radians."""
        for a, b in hatching(outline, spacing * self.unit, slope):
            if distance(a, b) > 2 * self.unit:
                self.line([a, b], weight, taper=0.8)

    def write(self, text: str, middle: Spot, size: float) -> None:
        """Letters, `size` pixels high; too small ones are left out."""
        if size > 5 * self.unit and self._visible([middle]):
            self.layer.write(text, middle.x, middle.y, size, self.ink)

    def dot(self, centre: Spot, radius: float) -> None:
        """A small inked dot; `radius` in units."""
        r = radius * self.unit
        self.layer.lay(self.ink, path([Spot(centre.x + x * r, centre.y + y * r) for x, y in _OCTAGON]))

    def _omits(self, total: float, weight: float) -> bool:
        """Whether a line is a detail that nobody sees in a crowd."""
        return self._sums_up and weight < FINE and total < 11 * self.unit

    @property
    def _sums_up(self) -> bool:
        """Whether this hand draws one of a crowd."""
        return self.true > 2.3 * TRUE

    def _parts(self, total: float) -> int:
        return max(2, min(70, round(total / (15 * self.unit))))

    def _swayed(self, spots: Sequence[Spot]) -> list[Spot]:
        """The same line as a hand draws it: a slow sway, less on short lines."""
        total = length(spots)
        reach = SWAY * self.unit * min(1.0, total / (120 * self.unit))
        phase, pace = self.random.random() * 2 * pi, 0.02 + self.random.random() * 0.02
        swayed, walked = [], 0.0
        for index, spot in enumerate(spots):
            walked += distance(spots[index - 1], spot) if index else 0.0
            off = reach * sin(phase + walked * pace / self.unit)
            swayed.append(Spot(spot.x + off, spot.y - off * 0.7))
        return swayed

    def _dense(self, spots: Sequence[Spot]) -> bool:
        """Whether spots are so near to one another that straight steps between them look round."""
        return length([*spots, spots[0]]) < (11 if self.true == TRUE else 20) * self.unit * len(spots)

    def _visible(self, spots: Sequence[Spot]) -> bool:
        xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
        return max(xs) > -8 and min(xs) < self.width + 8 and max(ys) > -8 and min(ys) < self.height + 8

    def _near(self, spots: Sequence[Spot]) -> list[Spot]:
        w, h = self.width, self.height
        if all(-2 * w < x < 3 * w and -2 * h < y < 3 * h for x, y in spots):
            return list(spots)
        return [within(spot, w, h) for spot in spots]


def within(spot: Spot, w: int, h: int) -> Spot:
    """No number on the paper is far outside of it: lines that run to the horizon end a frame away."""
    return Spot(min(max(spot.x, -2.0 * w), 3.0 * w), min(max(spot.y, -2.0 * h), 3.0 * h))


_OCTAGON = ((1, 0), (0.7, 0.7), (0, 1), (-0.7, 0.7), (-1, 0), (-0.7, -0.7), (0, -1), (0.7, -0.7))


def area(spots: Sequence[Spot]) -> float:
    """Twice the area of an outline in square pixels; negative when it goes round the other way."""
    swept, (px, py) = 0.0, spots[-1]
    for x, y in spots:
        swept += px * y - x * py
        px, py = x, y
    return swept


def oriented(spots: list[Spot]) -> list[Spot]:
    """An outline, always the same way round: forms of one colour share a path and must not cut each other out."""
    return spots if area(spots) >= 0 else spots[::-1]


def path(spots: Sequence[Spot], *, sharp: bool = False) -> str:
    """Closed path data to a tenth of a pixel, in relative steps; unless `sharp`, corners are rounded off between
    the spots' midpoints. Rounding does not add up: steps are taken between rounded places."""
    places = [(round(x * 10), round(y * 10)) for x, y in spots]
    if sharp or len(places) < 8:
        (ax, ay), steps = places[0], list[str]()
        for x, y in places:
            if x != ax or y != ay:
                steps += _tenths(x - ax), _tenths(y - ay)
                ax, ay = x, y
        return f"M{_first(places[0])}l{''.join(steps).lstrip()}z" if steps else ""
    middles = [((a[0] + b[0]) // 2, (a[1] + b[1]) // 2) for a, b in pairwise([*places, places[0]])]
    start = middles[-1]
    curves = []
    for place, middle in zip(places, middles, strict=True):
        curves.append(_step(start, place) + _step(start, middle))
        start = middle
    return f"M{_first(middles[-1])}q{''.join(curves).lstrip()}z"


def _first(place: tuple[int, int]) -> str:
    return _step((0, 0), place).lstrip()


def _step(a: tuple[int, int], b: tuple[int, int]) -> str:
    """The way from one place to another, in tenths, as SVG writes it: in pixels, without what is not needed."""
    return f"{_tenths(b[0] - a[0])}{_tenths(b[1] - a[1])}"


@lru_cache(maxsize=1 << 14)
def _tenths(value: int) -> str:
    """A number with what parts it from the one before: a minus needs no space."""
    whole, part = divmod(abs(value), 10)
    text = f"{whole or ''}.{part}" if part else f"{whole}"
    return f"-{text}" if value < 0 else f" {text}"
