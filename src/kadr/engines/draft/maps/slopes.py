"""How near what is drawn is to the camera: the inverse of its depth, as a plane over the picture.

A plane in the world has an inverse depth that changes evenly over the picture, so a floor or a wall is exact, and
what is round is as near as its middle with the tilt of its axis.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kadr.engines.draft.curves import Spot
from kadr.engines.draft.hand import within
from kadr.engines.draft.strokes import held
from kadr.engines.draft.view import CLEAR, View
from kadr.staging import Point


class Sounding(NamedTuple):
    """A place on the picture, in pixels, and how near what is seen there is, in 1/metres."""

    x: float
    y: float
    near: float


@dataclass(frozen=True, slots=True)
class Slope:
    """A nearness of `mean` at `middle` that grows by `along` for each pixel to the right and down, and stays between
    `least` and `most`; 1/metres."""

    middle: Spot
    mean: float
    along: Spot
    least: float
    most: float


def fit(soundings: Sequence[Sounding]) -> Slope:
    """The plane through the soundings, by least squares; one that they say nothing about is level."""
    count = len(soundings)
    x, y, mean = (sum(values) / count for values in zip(*soundings, strict=True))
    xx = yy = xy = xn = yn = 0.0
    for sounding in soundings:
        dx, dy, dn = sounding.x - x, sounding.y - y, sounding.near - mean
        xx, yy, xy, xn, yn = xx + dx * dx, yy + dy * dy, xy + dx * dy, xn + dx * dn, yn + dy * dn
    steady = 1e-6 * (xx + yy) + 1e-3 * count
    xx, yy = xx + steady, yy + steady
    det = xx * yy - xy * xy
    along = Spot((xn * yy - yn * xy) / det, (yn * xx - xn * xy) / det)
    nears = [sounding.near for sounding in soundings]
    return Slope(Spot(x, y), mean, along, min(nears), max(nears))


class Gauge:
    """Remembers what was looked at, and knows it again in a path on a picture of `width` x `height` pixels."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._known: dict[tuple[int, int], Sounding] = {}
        """By where hands and strokes draw it, in tenths of a pixel."""
        self._pending: list[Sounding] = []
        self._last: Slope | None = None

    def note(self, spot: Spot, depth: float) -> None:
        """Something was looked at, `depth` metres away along the camera's axis."""
        if depth > 0:
            sounding = Sounding(spot.x, spot.y, 1 / max(depth, CLEAR))
            for drawn in (within(spot, self.width, self.height), held(spot)):
                self._known[round(drawn.x * 10), round(drawn.y * 10)] = sounding
            self._pending.append(sounding)

    def read(self, data: str) -> Slope | None:
        """The slope of a path: from its own corners where they were looked at; if not, from what was looked at since
        the last path; if that is nothing, it is where the last path is. None before anything was looked at."""
        soundings = self._of_corners(data) or self._pending
        if soundings:
            self._last = fit(soundings)
        self._pending = []
        return self._last

    def read_corners(self, data: str) -> Slope | None:
        """The slope of a path from its own corners, or None."""
        soundings = self._of_corners(data)
        self._pending = []
        return fit(soundings) if soundings else None

    def _of_corners(self, data: str) -> list[Sounding]:
        """What was looked at where a path has corners; nothing, if that is too little for a plane."""
        found = [self._known[key] for key in dict.fromkeys(_corners(data)) if key in self._known]
        return found if len(found) > 2 else []


def _corners(data: str) -> Iterator[tuple[int, int]]:
    """The corners of path data with M, L, l and q, in tenths of a pixel; for a curve those it is drawn towards."""
    for command, numbers in _COMMANDS.findall(data):
        values = [float(number) for number in _NUMBERS.findall(numbers)]
        pairs = list(zip(values[::2], values[1::2], strict=False))
        if command in "ML":
            for x, y in pairs:
                yield round(x * 10), round(y * 10)
            at = pairs[-1] if pairs else (0.0, 0.0)
            continue
        for index, (dx, dy) in enumerate(pairs):
            target = at[0] + dx, at[1] + dy
            if command == "l" or index % 2:
                at = target
            if command == "l" or not index % 2:
                yield round(target[0] * 10), round(target[1] * 10)


_COMMANDS = re.compile(r"([MLlq])([^MLlqz]*)")
_NUMBERS = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


@dataclass(frozen=True)
class GaugedView(View):
    """A view that tells a gauge of all that is looked at through it."""

    gauge: Gauge = field(kw_only=True)

    def spot(self, point: Point) -> Spot:
        """Where a point shows, in pixels."""
        spot = View.spot(self, point)
        self.gauge.note(spot, self.depth(point))
        return spot


def ground(view: View) -> Slope:
    """The level ground, as far as the eye can see; above its horizon it is infinitely far."""
    soundings = []
    for x, z in ((-1.0, 2.0), (1.0, 2.0), (0.0, 4.0), (-2.0, 9.0), (2.0, 9.0)):
        point = Point(x, 0.0, z)
        if view.depth(point) > CLEAR:
            soundings.append(Sounding(*view.spot(point), 1 / view.depth(point)))
    slope = fit(soundings) if len(soundings) > 2 else Slope(Spot(0.0, 0.0), 0.0, Spot(0.0, 0.0), 0.0, 0.0)
    return Slope(slope.middle, slope.mean, slope.along, 0.0, 1 / CLEAR)


def nearest(slopes: Iterable[Slope]) -> float:
    """The greatest nearness of all, in 1/metres."""
    return max((slope.most for slope in slopes), default=1.0)
