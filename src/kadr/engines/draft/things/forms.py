"""The forms of a thing's parts: from a row of its file to outlines, in heights of the thing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, radians, sin
from typing import Any

from kadr.engines.draft.curves import Spot, length, normals, resample, smooth

Pair = tuple[float, float]
Row = Mapping[str, Any]

FLAT = ("ink", "glow")
"""Tones that have no shaded side."""

DEPTH = 0.13
"""The shaded side of a form: this part of the lesser of its width and height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A closed form or an open stroke through `spots`; `corners` number those that are not rounded."""

    spots: tuple[Pair, ...]
    corners: frozenset[int] = frozenset()
    closed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A form with its tone, a stroke, hatching or letters. `shadow` is the depth of the shaded side in heights."""

    outline: Outline
    tone: str = "ink"
    rim: bool = True
    weight: float = 1.0
    shadow: float = 0.0
    join: bool = False
    hatch: bool = False
    words: str = ""


def numbers(text: str) -> list[float]:
    """Hundredths, as whole parts."""
    return [float(word) / 100 for word in text.split()]


def _places(text: str) -> tuple[list[list[float]], frozenset[int]]:
    """Places with commas between them, and the numbers of those that are corners."""
    words = [word.strip() for word in text.split(",")]
    return [numbers(word.rstrip("!")) for word in words], frozenset(i for i, w in enumerate(words) if w.endswith("!"))


def _part(row: Row, outline: Outline, depth: float) -> Part:
    """A filled part with what its row says of all forms; `depth` is its own shaded side."""
    tone, rim = row["tone"], row.get("rim", True)
    own = row["shadow"] / 100 if "shadow" in row else depth if rim and tone not in FLAT else 0.0
    return Part(
        outline=_edged(row, outline), tone=tone, rim=rim, weight=row.get("weight", 1.0), shadow=own,
        join=row.get("join", False),
    )  # fmt: skip


def _depth(spots: list[Pair]) -> float:
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    return DEPTH * min(max(xs) - min(xs), max(ys) - min(ys), 0.5)


def _edged(row: Row, outline: Outline) -> Outline:
    """The outline with its spikes or bumps, if it has any."""
    kind = next((kind for kind in ("fur", "curl") if kind in row), "")
    if not kind:
        return outline
    depth, pitch = numbers(row[kind])
    curve = smooth([Spot(*spot) for spot in outline.spots], closed=True, steps=6)
    loop = [*curve, curve[0]]
    profile = PROFILES[kind]
    count = max(6, round(length(loop) / pitch)) * len(profile)
    spots = resample(loop, count)[:-1]
    turning = 1 if sum(a.x * b.y - b.x * a.y for a, b in pairwise([*spots, spots[0]])) > 0 else -1
    edge = []
    for index, (spot, normal) in enumerate(zip(spots, normals(spots, closed=True), strict=True)):
        tip = depth * turning * profile[index % len(profile)] * TUFTS[index // len(profile) % len(TUFTS)]
        # hair lies to the back and down
        lean = abs(tip) * (normal.y * -0.9 + normal.x * 0.9 if kind == "fur" else 0.0)
        edge.append((spot.x + normal.x * tip + normal.y * lean, spot.y + normal.y * tip - normal.x * lean))
    corners = range(0, count, 1 if kind == "fur" else len(profile))
    return Outline(spots=tuple(edge), corners=frozenset(corners))


PROFILES = {"fur": (0.0, 1.0), "curl": (0.0, 0.8, 1.0, 0.8)}
"""How far an edge stands out along one spike or bump."""

TUFTS = (1.0, 0.7, 1.6, 0.5, 1.2)
"""How long spikes of fur are in turn: an even edge looks cut out with scissors."""


def _shape(row: Row) -> list[Part]:
    places, corners = _places(row["shape"])
    spots = [(x, y) for x, y in places]
    return [_part(row, Outline(spots=tuple(spots), corners=corners), _depth(spots))]


def _half(row: Row) -> list[Part]:
    places, corners = _places(row["half"])
    right = [(x, y) for x, y in places]
    back = [index for index in range(len(right) - 1, -1, -1) if right[index][0] != 0]
    spots = [*right, *((-right[index][0], right[index][1]) for index in back)]
    both = corners | {len(right) + place for place, index in enumerate(back) if index in corners}
    return [_part(row, Outline(spots=tuple(spots), corners=both), _depth(spots))]


def _limb(row: Row) -> list[Part]:
    places, _ = _places(row["limb"])
    centres = smooth([Spot(x, y) for x, y, _ in places], steps=3)
    widths = [spot.x for spot in smooth([Spot(r, index) for index, (_, _, r) in enumerate(places)], steps=3)]
    ways = normals(centres)
    left = [(c.x + n.x * w, c.y + n.y * w) for c, n, w in zip(centres, ways, widths, strict=True)]
    right = [(c.x - n.x * w, c.y - n.y * w) for c, n, w in zip(centres, ways, widths, strict=True)]
    first, last = _cap(centres[1], centres[0], widths[0]), _cap(centres[-2], centres[-1], widths[-1])
    spots = [first, *left, last, *right[::-1]]
    count = len(left)
    # the sides of a straight rod are straight up to its round ends
    corners = frozenset((1, count, count + 2, 2 * count + 1)) if count == 2 else frozenset()
    return [_part(row, Outline(spots=tuple(spots), corners=corners), 0.55 * sum(widths) / len(widths))]


def _cap(inner: Spot, end: Spot, wide: float) -> Pair:
    """The round end of a rod."""
    size = hypot(end.x - inner.x, end.y - inner.y) or 1.0
    return end.x + (end.x - inner.x) / size * wide * 0.7, end.y + (end.y - inner.y) / size * wide * 0.7


def _round(row: Row) -> list[Part]:
    x, y, rx, *more = numbers(row["round"])
    ry = more[0] if more else rx
    turn = radians(more[1] * 100) if len(more) > 1 else 0.0
    spots = _ellipse(x, y, rx, ry, turn)
    return [_part(row, Outline(spots=tuple(spots)), DEPTH * 2 * min(rx, ry))]


def _ellipse(x: float, y: float, rx: float, ry: float, turn: float = 0.0) -> list[Pair]:
    c, s = cos(turn), sin(turn)
    ring = [(rx * cos(pi * i / 6), ry * sin(pi * i / 6)) for i in range(12)]
    return [(x + a * c - b * s, y + a * s + b * c) for a, b in ring]


def _box(row: Row) -> list[Part]:
    x0, y0, x1, y1, *more = numbers(row["box"])
    cut = more[0] if more else 0.0
    spots, corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)], range(4)
    if cut:
        near, arc = cut, cut * 0.3
        spots = [
            (x1 - near, y0), (x1 - arc, y0 + arc), (x1, y0 + near), (x1, y1 - near), (x1 - arc, y1 - arc),
            (x1 - near, y1), (x0 + near, y1), (x0 + arc, y1 - arc), (x0, y1 - near), (x0, y0 + near),
            (x0 + arc, y0 + arc), (x0 + near, y0),
        ]  # fmt: skip
        # the corners are where the rounding begins; its middle is none
        corners = range(12)
    ends = frozenset(index for index in corners if not cut or index % 3 != 1)
    return [_part(row, Outline(spots=tuple(spots), corners=ends), 0.0)]


def _line(row: Row) -> list[Part]:
    places, corners = _places(row["line"])
    outline = Outline(spots=tuple((x, y) for x, y in places), corners=corners, closed=False)
    return [Part(outline=outline, tone=row.get("tone", "ink"), weight=row.get("weight", 0.8))]


def _hatch(row: Row) -> list[Part]:
    places, corners = _places(row["hatch"])
    outline = Outline(spots=tuple((x, y) for x, y in places), corners=corners)
    return [Part(outline=outline, tone=row.get("tone", "ink"), weight=row.get("weight", 0.5), hatch=True)]


def _wheel(row: Row) -> list[Part]:
    x, y, r = numbers(row["wheel"])
    rings = ((1.0, "ink", False), (0.62, row.get("tone", "shade"), False), (0.46, "mid", True), (0.16, "dark", True))
    return [
        Part(outline=Outline(spots=tuple(_ellipse(x, y, r * part, r * part))), tone=tone, rim=rim, weight=0.6)
        for part, tone, rim in rings
    ]


def _spokes(row: Row) -> list[Part]:
    x, y, r, count = numbers(row["spokes"])
    ring = _ellipse(x, y, r, r)
    wide = row.get("weight", 2.2)
    parts = [Part(outline=Outline(spots=(*ring, ring[0]), closed=False), weight=wide)]
    for index in range(round(count * 100)):
        angle = pi * (index / (count * 100) + 0.07)
        way = (cos(angle) * r, sin(angle) * r)
        ends = ((x - way[0], y - way[1]), (x + way[0], y + way[1]))
        parts.append(Part(outline=Outline(spots=ends, closed=False), weight=wide * 0.25))
    hub = Outline(spots=tuple(_ellipse(x, y, r * 0.12, r * 0.12)))
    return [*parts, Part(outline=hub, tone="dark")]


def _text(row: Row) -> list[Part]:
    x, y, height, words = row["text"].split(" ", 3)
    foot = (float(x) / 100, float(y) / 100)
    top = (foot[0], foot[1] + float(height) / 100)
    return [Part(outline=Outline(spots=(foot, top), closed=False), tone=row.get("tone", "ink"), words=words)]


FORMS: dict[str, Callable[[Row], list[Part]]] = {
    "shape": _shape,
    "half": _half,
    "limb": _limb,
    "round": _round,
    "box": _box,
    "line": _line,
    "hatch": _hatch,
    "wheel": _wheel,
    "spokes": _spokes,
    "text": _text,
}
"""By the key that a row of a file has."""
