"""Arms, legs, hands and boots."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, sin

from kadr.engines.draft.curves import Spot, distance, ellipse, hull, length, mix, normals, smooth
from kadr.engines.draft.hand import LIGHT
from kadr.engines.draft.sitter import Sitter
from kadr.engines.draft.skeleton import Limb
from kadr.engines.draft.space import add, between
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
    _shade_tube(sitter, left, right, tone)
    body = sitter.view.spot(between(sitter.bones.neck, sitter.bones.pelvis, 0.6))
    inner = min(left, right, key=lambda side: distance(side[len(side) // 3], body))
    outer = right if inner is left else left
    clear = _clear(inner, smooth(sitter.view.spots(points)), min(radii) * sitter.view.scale(points[-1]))
    sitter.hand.line(clear[round(len(clear) * open_end) :], sitter.weight, taper=0.45)
    cap = _cap(sitter.view.spots(points[:2]), inner[0], outer[0], wide)
    sitter.hand.line([*cap, *outer], sitter.weight, taper=0.45)
    if stripe:
        pen = sitter.hand.inked(stripe)
        for part in (0.3, 0.68):
            pen.line(
                [mix(a, b, part) for a, b in zip(left, right, strict=True)], wide / sitter.hand.unit * 0.2, taper=0.1
            )
    _fold_tube(sitter, left, right)
    sitter.hand.line([left[-1], right[-1]], sitter.weight * 0.8, taper=0.3)


def _clear(side: list[Spot], centre: list[Spot], radius: float) -> list[Spot]:
    """A side without the loop that it makes inside a sharp bend."""
    if distance(side[0], side[-1]) > 0.9 * length(side):
        return side
    return [spot for spot in side if min(distance(spot, other) for other in centre) > 0.8 * radius] or side


def _shade_tube(sitter: Sitter, left: list[Spot], right: list[Spot], tone: str) -> None:
    """The side of a limb that is turned from the light."""
    if sitter.head_size < 7:
        return
    middle = len(left) // 2
    across = Spot(right[middle].x - left[middle].x, right[middle].y - left[middle].y)
    dark, pale = (right, left) if across.x * LIGHT.x + across.y * LIGHT.y < 0 else (left, right)
    inner = [mix(a, b, 0.34) for a, b in zip(dark, pale, strict=True)]
    sitter.hand.plain().fill([*dark, *reversed(inner)], sitter.tones.shadow(tone))


def _fold_tube(sitter: Sitter, left: list[Spot], right: list[Spot]) -> None:
    """Folds that run from the inside of a bent joint, and one above the cuff."""
    if sitter.head_size < 26:
        return
    middle, weight = len(left) // 2, sitter.weight * 0.5
    inner, outer = (left, right) if length(left) < length(right) else (right, left)
    if length(outer) > length(inner) * 1.12:
        for shift, part in ((-2, 0.5), (0, 0.62), (2, 0.46)):
            a, b = inner[middle + shift // 2], outer[middle + shift]
            sitter.hand.line([mix(a, b, 0.06), mix(a, b, part)], weight, taper=0.9)
    elif sitter.head_size > 24:
        a, b = inner[middle], outer[middle + 1]
        sitter.hand.line([mix(a, b, 0.1), mix(a, b, 0.5)], weight, taper=0.9)
    a, b = inner[-3], outer[-2]
    sitter.hand.line([mix(a, b, 0.12), mix(a, b, 0.55)], weight, taper=0.9)


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
    """A hand at the end of an arm: "open" hangs loosely, "point" stretches a finger, "give" holds out a palm,
    "fist" is closed."""
    wrist = sitter.view.spot(limb.end)
    elbow = sitter.view.spot(limb.middle)
    scale = sitter.view.scale(limb.end)
    size = 0.086 * scale * (sitter.bones.tall / 1.72)
    turn = atan2(wrist.y - elbow.y, wrist.x - elbow.x)
    flip = 1 if wrist.x >= elbow.x else -1
    skin, weight = sitter.tones.complexion(sitter.looks), sitter.weight * 0.8

    def at(along: float, across: float) -> Spot:
        x, y = along * size, across * size * flip
        return Spot(wrist.x + x * cos(turn) - y * sin(turn), wrist.y + x * sin(turn) + y * cos(turn))

    for outline in HANDS[kind].forms:
        sitter.hand.shape([at(*place) for place in outline], skin, weight)
    if size > 10 * sitter.hand.unit:
        for way in HANDS[kind].lines:
            sitter.hand.line([at(*place) for place in way], weight * 0.6)


Places = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Gesture:
    """What a hand shows: forms and the lines between its fingers, in hand widths along the forearm from the wrist and
    across it (the thumb is on the negative side)."""

    forms: tuple[Places, ...]
    lines: tuple[Places, ...]


HANDS = {
    "open": Gesture(
        (
            ((-0.2, -0.34), (0.4, -0.44), (0.95, -0.47), (1.4, -0.4), (1.78, -0.24), (1.94, -0.04), (1.9, 0.16),
             (1.66, 0.36), (1.2, 0.46), (0.6, 0.44), (-0.2, 0.34)),
            ((0.2, -0.34), (0.55, -0.72), (1.0, -0.84), (1.16, -0.72), (1.0, -0.56), (0.7, -0.34)),
        ),
        (((1.05, -0.16), (1.86, -0.08)), ((1.0, 0.05), (1.88, 0.08)), ((1.0, 0.24), (1.7, 0.26))),
    ),
    "point": Gesture(
        (
            ((0.7, -0.34), (1.5, -0.36), (2.35, -0.3), (2.42, -0.17), (2.3, -0.08), (0.8, -0.02)),
            ((-0.2, -0.34), (0.4, -0.44), (0.95, -0.34), (1.2, -0.12), (1.22, 0.16), (1.06, 0.42), (0.5, 0.5),
             (-0.2, 0.35)),
            ((0.2, -0.36), (0.55, -0.66), (1.05, -0.62), (1.12, -0.48), (0.8, -0.36)),
        ),
        (((0.72, 0.0), (1.2, 0.02)), ((0.7, 0.2), (1.16, 0.22))),
    ),
    "give": Gesture(
        (
            ((-0.2, -0.3), (0.6, -0.3), (1.3, -0.22), (1.96, -0.16), (2.02, -0.02), (1.7, 0.14), (0.9, 0.38),
             (-0.2, 0.34)),
            ((0.3, -0.2), (0.8, -0.66), (1.16, -0.66), (1.18, -0.5), (0.9, -0.24)),
        ),
        (((1.0, -0.04), (1.9, -0.06)), ((1.0, 0.14), (1.66, 0.08))),
    ),
    "fist": Gesture(
        (
            ((-0.2, -0.34), (0.3, -0.48), (0.85, -0.54), (1.18, -0.42), (1.28, -0.1), (1.24, 0.24), (1.02, 0.48),
             (0.5, 0.5), (-0.2, 0.36)),
            ((0.3, -0.4), (0.62, -0.56), (1.0, -0.36), (1.02, -0.16), (0.7, -0.2)),
        ),
        (((0.86, -0.18), (1.26, -0.14)), ((0.84, 0.06), (1.28, 0.08)), ((0.82, 0.28), (1.18, 0.28))),
    ),
}  # fmt: skip


def draw_boot(sitter: Sitter, leg: Limb, kind: str) -> None:
    """A foot in a shoe; one that has left the ground behind hangs from its shin."""
    bones, ankle = sitter.bones, leg.end
    size = 0.045 * bones.tall
    ahead, up = bones.body.front, Point(0.0, 1.0, 0.0)
    if ankle.y - size * 1.1 > 0.02 and leg.middle.y > ankle.y:
        ahead, up = _hanging(leg, bones.body.front)
    aside = 0.34 if kind == "pump" else 0.42
    tone = sitter.tones.ink if kind == "pump" else sitter.tones.dark

    def at(x: float, y: float, z: float) -> Spot:
        side = Point(bones.body.left.x * x, bones.body.left.y * x, bones.body.left.z * x)
        parts = zip(ankle, side, up, ahead, strict=True)
        return sitter.view.spot(Point(*(a + (s + u * y + f * z) * size for a, s, u, f in parts)))

    outlines = [[at(side * aside * wide, y, z) for y, z, wide in SHOES[kind]] for side in (-1, 1)]
    profile = abs(sitter.view.spot(bones.pelvis).x - sitter.view.spot(add(bones.pelvis, ahead, 0.3)).x)
    along = profile > 0.17 * sitter.view.scale(bones.pelvis)
    outline = outlines[0] if along else hull([*outlines[0], *outlines[1]])
    if along:
        sitter.hand.shape(outlines[1], tone, sitter.weight * 0.9)
    sitter.hand.shape(outline, tone, sitter.weight * 0.9)
    if sitter.head_size > 9 and kind != "pump":
        sole = [at(0.0, -0.68, z) for z in (-0.5, 0.6, 2.2)]
        sitter.hand.inked(sitter.tones.mid).line(sole, max(0.8, sitter.weight * 0.5), taper=0.4)


def _hanging(leg: Limb, front: Point) -> tuple[Point, Point]:
    """The ways of a foot that hangs: its sole turned back, in line with the shin."""
    x, y, z = (a - b for a, b in zip(leg.middle, leg.end, strict=True))
    size = (x * x + y * y + z * z) ** 0.5 or 1.0
    up = Point(x / size, y / size, z / size)
    along = front.x * up.x + front.y * up.y + front.z * up.z
    flat = Point(*(f - along * u for f, u in zip(front, up, strict=True)))
    span = (flat.x**2 + flat.y**2 + flat.z**2) ** 0.5
    return (Point(*(part / span for part in flat)), up) if span > 0.2 else (front, Point(0.0, 1.0, 0.0))


SHOES: dict[str, tuple[tuple[float, float, float], ...]] = {
    "shoe": (
        (0.35, -0.4, 0.8), (-0.2, -0.62, 0.9), (-0.86, -0.6, 0.9), (-0.86, 0.6, 0.9), (-0.86, 2.1, 1.0),
        (-0.66, 2.42, 0.7), (-0.42, 2.2, 0.8), (-0.16, 1.3, 0.9), (0.05, 0.75, 0.9), (0.35, 0.42, 0.8),
    ),
    "boot": (
        (0.5, -0.46, 1.0), (-0.2, -0.66, 1.0), (-0.86, -0.62, 1.0), (-0.86, 0.6, 1.0), (-0.86, 2.1, 1.1),
        (-0.6, 2.5, 0.7), (-0.3, 2.3, 0.8), (-0.1, 1.4, 1.0), (0.2, 0.8, 1.0), (0.5, 0.5, 1.0),
    ),
    "pump": (
        (-0.05, -0.5, 0.7), (-0.3, -0.56, 0.8), (-0.86, -0.42, 0.6), (-0.6, 0.2, 0.7), (-0.86, 1.3, 1.0),
        (-0.86, 2.0, 0.9), (-0.72, 2.3, 0.5), (-0.45, 1.7, 0.8), (-0.4, 0.9, 0.8), (-0.2, 0.1, 0.7),
    ),
}  # fmt: skip
"""Outlines of shoes from the side in parts of a foot's height: up from the ankle, to the front, and how wide there."""


def draw_shaft(sitter: Sitter, leg: Limb) -> None:
    """The leg of a boot over the trousers, half-way up the shin."""
    points = [between(leg.middle, leg.end, part) for part in (0.42, 0.7, 1.0)]
    radii = [part * sitter.bones.tall for part in (0.042, 0.038, 0.031)]
    left, right = (smooth(side) for side in tube(sitter, points, radii))
    sitter.hand.fill([*left, *reversed(right)], sitter.tones.dark)
    for side in (left, right):
        sitter.hand.line(side, sitter.weight * 0.9, taper=0.4)
    sitter.hand.line([left[0], right[0]], sitter.weight * 0.9, taper=0.2)


def reach(sitter: Sitter, limb: Limb) -> float:
    """How much nearer to the camera than the neck a hand is, in metres."""
    return sitter.view.depth(sitter.bones.neck) - sitter.view.depth(limb.end)
