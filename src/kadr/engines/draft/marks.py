"""How boards draw what the camera and the people do: frames in frames, rails, arrows. One accent colour, a layer of
its own, and never over a face."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kadr.board import Recipe
from kadr.engines.draft.arrows import ACCENT, draw_arrow
from kadr.engines.draft.curves import Spot, distance, mix, resample
from kadr.engines.draft.hand import Hand
from kadr.engines.draft.trails import trails
from kadr.engines.draft.view import View
from kadr.staging import head_of, stature

WIDE = (1.5, 9.0)
"""Units: how wide the camera's arrows are at tail and head."""

NEAREST, WIDEST = 0.6, 0.87
"""How large the frame within a frame is: as small as this, and as large as faces make it."""

APART = 34
"""Units between the camera's arrow and those of people."""

FACE = 0.15
"""Metres from the eyes within which a face is."""


@dataclass(frozen=True, slots=True)
class Marking:
    """A picture that marks are laid on: the pen, where the camera goes, and circles round the faces (x, y, radius)."""

    hand: Hand
    way: str
    faces: tuple[tuple[Spot, float], ...]
    taken: tuple[Spot, ...] = ()  # where arrows of people are

    def spot(self, x: float, y: float) -> Spot:
        """A spot by its parts of the picture."""
        return Spot(x * self.hand.width, y * self.hand.height)

    def first_free(self, ways: Sequence[list[Spot]]) -> list[Spot]:
        """The first way that is on no face and crosses no arrow; if none is, the first."""
        apart = APART * self.hand.unit
        for spots in ways:
            line = resample(spots, 12)
            if self.free(line) and all(distance(spot, other) > apart for spot in line for other in self.taken):
                return spots
        return ways[0]

    def free(self, spots: Sequence[Spot]) -> bool:
        """Whether no spot is on a face."""
        return all(distance(spot, middle) > radius for spot in spots for middle, radius in self.faces)


def paint_move(recipe: Recipe, view: View, hand: Hand) -> None:
    """The arrows of those who move, and the mark of the camera's move; a static camera has none."""
    staging, picture = recipe.subject.staging, recipe.subject.picture
    cast = {character.name: character for character in recipe.subject.cast}
    faces = []
    for place in staging.figures:
        tall = stature(cast[place.who].looks) if place.who in cast else 1.72
        eyes = head_of(place, tall)
        if view.depth(eyes) > 0.1:
            faces.append((view.spot(eyes), FACE * place.scale * tall / 1.72 * view.scale(eyes)))
    marking = Marking(hand.inked(ACCENT), staging.way, tuple(faces))
    for trail in trails(staging, view, frozenset(cast), str(picture.get("size", ""))):
        spots = _before_faces(marking, trail.spots)
        if len(spots) * 2 > len(trail.spots):
            draw_arrow(marking.hand, spots, trail.widths)
            marking = replace(marking, taken=(*marking.taken, *spots))
    kind = MOVES.get(str(picture.get("move", "")))
    if kind:
        kind(marking)


def _before_faces(marking: Marking, spots: Sequence[Spot]) -> list[Spot]:
    """The way as far as the first face, within the picture."""
    hand = marking.hand
    edge = 0.02 * min(hand.width, hand.height)
    kept: list[Spot] = []
    for spot in spots:
        inside = edge < spot.x < hand.width - edge and edge < spot.y < hand.height - edge
        if not inside or not marking.free([spot]):
            break
        kept.append(spot)
    return kept


def _arrow(marking: Marking, spots: Sequence[Spot], part: float = 1.0) -> None:
    unit = marking.hand.unit * part
    draw_arrow(marking.hand, spots, (WIDE[0] * unit, WIDE[1] * unit))


def _inner(marking: Marking) -> list[Spot]:
    """The corners of the frame within the frame: round the faces, and no side of it through one."""
    hand = marking.hand
    middle = marking.spot(0.5, 0.5)
    if marking.faces:
        middle = mix(middle, max(marking.faces, key=lambda face: face[1])[0], 0.5)
    size = NEAREST
    while True:
        x, y = (
            max(0.065 + size / 2, min(0.935 - size / 2, at)) for at in (middle.x / hand.width, middle.y / hand.height)
        )
        corners = [marking.spot(x + a * size / 2, y + b * size / 2) for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        sides = [mix(a, b, i / 24) for a, b in _sides(corners) for i in range(24)]
        if size >= WIDEST or marking.free(sides):
            return corners
        size += 0.03


def _sides(corners: list[Spot]) -> list[tuple[Spot, Spot]]:
    return list(zip(corners, [*corners[1:], corners[0]], strict=True))


def _frames(marking: Marking) -> list[tuple[Spot, Spot]]:
    """Draw the inner frame; gives the ways from the picture's corners to its own."""
    inner = _inner(marking)
    for a, b in _sides(inner):
        marking.hand.line([a, b], 2.6, taper=0.15)
    outer = [marking.spot(x, y) for x, y in ((0.025, 0.03), (0.975, 0.03), (0.975, 0.97), (0.025, 0.97))]
    return [(mix(a, b, 0.06), mix(a, b, 0.86)) for a, b in zip(outer, inner, strict=True)]


def _push(marking: Marking) -> None:
    for outer, inner in _frames(marking):
        _arrow(marking, [outer, mix(outer, inner, 0.5), inner], _fitting(marking, outer, inner))


def _pull(marking: Marking) -> None:
    for outer, inner in _frames(marking):
        _arrow(marking, [inner, mix(outer, inner, 0.5), outer], _fitting(marking, outer, inner))


def _fitting(marking: Marking, a: Spot, b: Spot) -> float:
    """How wide an arrow may be for its length, as a part of the usual."""
    return max(0.35, min(0.9, distance(a, b) / (95 * marking.hand.unit)))


def _mirrored(marking: Marking, ways: Sequence[tuple[float, float]], *, left: bool) -> list[Spot]:
    return [marking.spot(1 - x if left else x, y) for x, y in ways]


def _pan(marking: Marking) -> None:
    """A long bow along the lower edge, or along the upper one where there is a face."""
    low = [(0.28, 0.925), (0.42, 0.95), (0.58, 0.95), (0.74, 0.915)]
    high = [(x, 1 - y) for x, y in low]
    ways = [_mirrored(marking, row, left=marking.way == "left") for row in (low, high)]
    _arrow(marking, marking.first_free(ways), 1.3)


def _tilt(marking: Marking) -> None:
    """A long bow along the right edge, or along the left one where there is a face."""
    right = [(0.93, 0.74), (0.955, 0.58), (0.955, 0.42), (0.92, 0.26)]
    if marking.way == "down":
        right = [(x, 1 - y) for x, y in right]
    ways = [_mirrored(marking, right, left=left) for left in (False, True)]
    _arrow(marking, marking.first_free(ways), 1.3)


def _track(marking: Marking) -> None:
    """Rails with their sleepers along the lower edge, and the arrow of the way."""
    left = marking.way == "left"
    upper, lower = ((0.2, 0.905), (0.7, 0.905)), ((0.17, 0.96), (0.73, 0.96))
    for rail in (upper, lower):
        marking.hand.line(_mirrored(marking, rail, left=left), 2.6, taper=0.1)
    for index in range(13):
        part = (index + 0.5) / 13
        ends = [(a[0] + (b[0] - a[0]) * part, a[1]) for a, b in (upper, lower)]
        top, bottom = _mirrored(marking, ends, left=left)
        marking.hand.line([mix(top, bottom, -0.12), mix(top, bottom, 1.14)], 1.8, taper=0.1)
    _arrow(marking, _mirrored(marking, ((0.62, 0.9325), (0.74, 0.9325), (0.87, 0.9325)), left=left), 1.2)


MOVES: dict[str, Callable[[Marking], None]] = {
    "push in": _push,
    "pull back": _pull,
    "pan": _pan,
    "tilt": _tilt,
    "track": _track,
}
