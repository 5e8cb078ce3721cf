"""Drawing the parts of a thing: forms with a shaded side, joined forms, strokes, hatching and letters."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import hypot

from kadr.engines.draft.curves import Spot, distance, length, normals, smooth
from kadr.engines.draft.hand import LIGHT, Hand
from kadr.engines.draft.things import Outline, Pair, Part
from kadr.engines.draft.tones import Tones

Place = Callable[[Pair], Spot]
"""Where a place of a thing shows."""

SHADED = 26.0
"""Units: what is lower than this on the picture has no shaded sides."""

HATCHING = 5.0
"""Units between strokes."""

RAGGED = 20
"""Corners: an outline with so many is fur; it is inked as a whole, not stroke by stroke."""

SLOPE = -0.9
"""Radians: how hatching leans."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """What draws the parts of one thing: `size` is its height in pixels, `weight` that of its outline in units."""

    hand: Hand
    tones: Tones
    place: Place
    size: float
    weight: float

    def draw(self, parts: Sequence[Part]) -> None:
        """All parts in their order."""
        for group in _joined(parts):
            part = group[0]
            if part.words:
                self._write(part)
            elif part.hatch:
                spots = [self.place(spot) for spot in part.outline.spots]
                self._inked(part).hatch(spots, HATCHING, SLOPE, self.weight * part.weight)
            elif not part.outline.closed:
                for spots in self._spans(part.outline):
                    self._inked(part).line(spots, self.weight * part.weight, taper=0.3)
            elif len(group) == 1 and len(part.outline.corners) < RAGGED:
                self._fill(group)
                if part.rim:
                    self._rim(part, self.weight * part.weight)
            else:
                # ink under the forms: where they overlap there is no line
                for part in group:
                    if part.rim:
                        self._rim(part, self.weight * part.weight * 1.8)
                for _, run in groupby(group, key=lambda part: part.tone):
                    self._fill(list(run))

    def tone(self, name: str) -> str:
        """The colour of a tone's name; one with a minus is that tone in shadow."""
        colour = str(getattr(self.tones, name.removesuffix("-")))
        return self.tones.shadow(colour) if name.endswith("-") else colour

    def _inked(self, part: Part) -> Hand:
        return self.hand if part.tone == "ink" else self.hand.inked(self.tone(part.tone))

    def _write(self, part: Part) -> None:
        foot, top = (self.place(spot) for spot in part.outline.spots)
        middle = Spot((foot.x + top.x) / 2, (foot.y + top.y) / 2)
        self._inked(part).write(part.words, middle, distance(foot, top) * 1.3)

    def _fill(self, parts: Sequence[Part]) -> None:
        """Forms of one tone: first their shade, then what the light reaches."""
        tone = self.tone(parts[0].tone)
        curves = [self._curve(part.outline) for part in parts]
        deep = self.size > SHADED * self.hand.unit and any(part.shadow for part in parts)
        if deep:
            shade = self.tones.shade if parts[0].tone == "paper" else self.tones.shadow(tone)
            for curve in curves:
                self.hand.fill(curve, shade)
        for curve, part in zip(curves, parts, strict=True):
            self.hand.fill(_lit(curve, part.shadow * self.size) if deep and part.shadow else curve, tone)

    def _curve(self, outline: Outline) -> list[Spot]:
        """The closed curve of a form; corners stand twice in it, so that the pen does not round them off."""
        if not outline.corners:
            spots = [self.place(spot) for spot in outline.spots]
            return smooth(spots, closed=True, steps=self._steps(spots))
        curve: list[Spot] = []
        for span in self._spans(outline):
            curve += [span[0], *smooth(span, steps=self._steps(span))]
        return curve

    def _steps(self, spots: Sequence[Spot]) -> int:
        return max(1, min(4, round(length(spots) / len(spots) / (6 * self.hand.unit))))

    def _spans(self, outline: Outline) -> Iterator[list[Spot]]:
        """An outline from corner to corner."""
        spots = [self.place(spot) for spot in outline.spots]
        ends = sorted(outline.corners)
        if not outline.closed:
            ends = sorted({0, *ends, len(spots) - 1})
            yield from (spots[a : b + 1] for a, b in pairwise(ends))
            return
        for a, b in zip(ends, [*ends[1:], ends[0] + len(spots)], strict=True):
            yield [spots[index % len(spots)] for index in range(a, b + 1)]

    def _rim(self, part: Part, weight: float) -> None:
        """The line round a form, heavier away from the light; fur and what is all ink is only made larger."""
        outline = part.outline
        if part.tone == "ink" or len(outline.corners) >= RAGGED:
            self.hand.fill(_grown(self._curve(outline), weight * self.hand.unit * 0.55), self.tones.ink)
            return
        if not outline.corners:
            self.hand.rim(self._curve(outline), weight)
            return
        spans = list(self._spans(outline))
        turning = 1 if _area([span[0] for span in spans] if len(spans) > 2 else spans[0]) > 0 else -1
        for span in spans:
            dx, dy = span[-1].x - span[0].x, span[-1].y - span[0].y
            away = -(dy * LIGHT.x - dx * LIGHT.y) * turning / (hypot(dx, dy) or 1.0)
            self.hand.line(span, weight * (0.85 + 0.35 * max(0.0, away)), taper=0.3)


def _joined(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Parts with those that are joined to them."""
    group: list[Part] = []
    for part in parts:
        if group and not part.join:
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _lit(curve: Sequence[Spot], depth: float) -> list[Spot]:
    """What the light reaches of a form: its outline, drawn in by up to `depth` pixels where it looks away."""
    turning = 1 if _area(curve) > 0 else -1
    lit = []
    for spot, normal in zip(curve, normals(curve, closed=True), strict=True):
        away = max(0.0, -(normal.x * LIGHT.x + normal.y * LIGHT.y) * turning) * depth * turning
        lit.append(Spot(spot.x - normal.x * away, spot.y - normal.y * away))
    return lit


def _grown(curve: Sequence[Spot], by: float) -> list[Spot]:
    """An outline, `by` pixels further out."""
    out = by if _area(curve) > 0 else -by
    return [Spot(s.x + n.x * out, s.y + n.y * out) for s, n in zip(curve, normals(curve, closed=True), strict=True)]


def _area(spots: Sequence[Spot]) -> float:
    return sum(a.x * b.y - b.x * a.y for a, b in zip(spots, [*spots[1:], spots[0]], strict=True))
