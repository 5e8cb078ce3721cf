"""Arms, legs, hands and boots."""

from collections.abc import Sequence
from math import atan2, cos, sin

from kadr.engines.draft.curves import Spot, distance, ellipse, hull, mix, normals, smooth
from kadr.engines.draft.sitter import Sitter
from kadr.engines.draft.skeleton import Limb
from kadr.engines.draft.space import between
from kadr.staging import Point


def tube(sitter: Sitter, points: Sequence[Point], radii: Sequence[float]) -> tuple[list[Spot], list[Spot]]:
    """The two sides of a bent tube on the picture; `radii` in metres."""
    centres = sitter.view.spots(points)
    wide = [radius * sitter.view.scale(point) for radius, point in zip(radii, points, strict=True)]
    ways = normals(centres)
    left = [Spot(c.x + n.x * w, c.y + n.y * w) for c, n, w in zip(centres, ways, wide, strict=True)]
    right = [Spot(c.x - n.x * w, c.y - n.y * w) for c, n, w in zip(centres, ways, wide, strict=True)]
    return left, right


def draw_tube(
    sitter: Sitter, points: Sequence[Point], radii: Sequence[float], tone: str, open_end: float, stripe: str = ""
) -> None:
    """A sleeve or a trouser leg: two inked sides and a cuff. Its upper end is left open, to join the body; the side
    that is turned to the body starts `open_end` of the way down. `stripe` is the tone of two stripes along it."""
    left, right = tube(sitter, points, radii)
    left, right = smooth(left), smooth(right)
    wide = radii[0] * sitter.view.scale(points[0])
    root = ellipse(sitter.view.spot(points[0]), wide, wide, corners=10)
    sitter.hand.fill(root, tone)
    sitter.hand.fill(left + right[::-1], tone)
    body = sitter.view.spot(between(sitter.bones.neck, sitter.bones.pelvis, 0.6))
    inner = min(left, right, key=lambda side: distance(side[len(side) // 3], body))
    outer = right if inner is left else left
    sitter.hand.line(inner[round(len(inner) * open_end) :], sitter.weight, taper=0.45)
    cap = _cap(sitter.view.spots(points[:2]), inner[0], outer[0], wide)
    sitter.hand.line([*cap, *outer], sitter.weight, taper=0.45)
    if stripe:
        pen = sitter.hand.inked(stripe)
        for part in (0.3, 0.68):
            pen.line(
                [mix(a, b, part) for a, b in zip(left, right, strict=True)], wide / sitter.hand.unit * 0.2, taper=0.1
            )
    sitter.hand.line([left[-1], right[-1]], sitter.weight * 0.8, taper=0.3)


def _cap(way: Sequence[Spot], inner: Spot, outer: Spot, wide: float) -> list[Spot]:
    """The round of a shoulder, over its top to where the outer side begins."""
    root, after = way
    span = distance(root, after) or 1.0
    back = Spot((root.x - after.x) / span * wide, (root.y - after.y) / span * wide)
    arc = [mix(root, outer, 0.2), mix(root, outer, 0.75)]
    return [Spot(s.x + back.x * part, s.y + back.y * part) for s, part in zip(arc, (0.88, 0.65), strict=True)]


def joined(limb: Limb) -> list[Point]:
    """A limb as a line of five points."""
    return [
        limb.root,
        between(limb.root, limb.middle, 0.55),
        limb.middle,
        between(limb.middle, limb.end, 0.5),
        limb.end,
    ]


def draw_hand(sitter: Sitter, limb: Limb, kind: str) -> None:
    """A hand at the end of an arm: "open" hangs loosely, "point" stretches a finger, "give" holds out a palm."""
    wrist = sitter.view.spot(limb.end)
    elbow = sitter.view.spot(limb.middle)
    scale = sitter.view.scale(limb.end)
    size = 0.062 * scale * (sitter.bones.tall / 1.72) * 1.25
    turn = atan2(wrist.y - elbow.y, wrist.x - elbow.x)
    flip = 1 if wrist.x >= elbow.x else -1
    skin, weight = sitter.tones.complexion(sitter.looks), sitter.weight * 0.8

    def at(along: float, across: float) -> Spot:
        x, y = along * size, across * size * flip
        return Spot(wrist.x + x * cos(turn) - y * sin(turn), wrist.y + x * sin(turn) + y * cos(turn))

    for outline in HANDS[kind]:
        sitter.hand.shape([at(*place) for place in outline], skin, weight)
    if size > 16 * sitter.hand.unit and kind == "open":
        for across in (-0.12, 0.14):
            sitter.hand.line([at(0.85, across), at(1.4, across)], weight * 0.5)


HANDS: dict[str, list[list[tuple[float, float]]]] = {
    "open": [
        [(-0.2, -0.36), (0.5, -0.5), (1.2, -0.42), (1.62, -0.1), (1.55, 0.22), (0.9, 0.42), (-0.2, 0.34)],
        [(0.2, -0.34), (0.62, -0.74), (1.0, -0.72), (0.9, -0.44)],
    ],
    "point": [
        [(0.6, -0.3), (2.1, -0.26), (2.2, -0.12), (2.1, -0.02), (0.6, 0.05)],
        [(-0.2, -0.36), (0.5, -0.42), (1.0, -0.3), (1.05, 0.1), (0.95, 0.42), (0.4, 0.52), (-0.2, 0.36)],
        [(0.3, -0.36), (0.6, -0.62), (1.05, -0.56), (1.0, -0.34)],
    ],
    "give": [
        [(-0.2, -0.3), (0.6, -0.3), (1.7, -0.16), (1.75, 0.05), (0.9, 0.36), (-0.2, 0.34)],
        [(0.3, -0.2), (0.75, -0.62), (1.05, -0.5), (0.9, -0.24)],
    ],
}
"""Outlines in hand widths: along the forearm from the wrist, and across it (the thumb is on the negative side)."""


def draw_boot(sitter: Sitter, leg: Limb) -> None:
    """A foot in a soft boot."""
    bones, ankle = sitter.bones, leg.end
    size, body = 0.045 * bones.tall, bones.body
    # a foot that has left the ground behind hangs from its shin
    back = ankle.y - size * 1.1 > 0.02
    drop = -0.9 if back else -0.85
    places = (
        (0.42, 0.5, -0.4), (0.5, drop, -0.6), (0.52, drop - 0.05 - back, 1.4), (0.22, drop + 0.28 - back * 1.6, 2.35),
        (0.4, -0.35, 1.1), (0.44, 0.6, 0.4),
    )  # fmt: skip
    spots = []
    for side in (-1, 1):
        for x, y, z in places:
            way = body.out(side * x, y, z)
            spots.append(sitter.view.spot(Point(*(a + b * size for a, b in zip(ankle, way, strict=True)))))
    sitter.hand.shape(hull(spots), sitter.tones.dark, sitter.weight * 0.9)


def reach(sitter: Sitter, limb: Limb) -> float:
    """How much nearer to the camera than the neck a hand is, in metres."""
    return sitter.view.depth(sitter.bones.neck) - sitter.view.depth(limb.end)
