"""One figure from back to front."""

from collections.abc import Sequence
from dataclasses import replace

from kadr.engines.draft.clothes import draw_body, draw_legs, draw_sleeve
from kadr.engines.draft.curves import Spot, ellipse, hull, union
from kadr.engines.draft.gear import draw_gear_behind, draw_gear_over
from kadr.engines.draft.hand import Hand
from kadr.engines.draft.heads import draw_behind, draw_head
from kadr.engines.draft.limbs import draw_hand, reach
from kadr.engines.draft.pieces import draw_held
from kadr.engines.draft.sitter import Sitter
from kadr.engines.draft.skeleton import Limb
from kadr.staging import Point


def draw_figure(sitter: Sitter) -> None:
    """A dressed figure, what is further from the camera first, and the heavier line round all of it."""
    layer = sitter.hand.layer
    mark = layer.mark()
    sitter = replace(sitter, hand=sitter.hand.gathering())
    _draw_parts(sitter)
    sitter.hand.outline(mark, sitter.tones.paper, 0.45 + sitter.weight * 0.55)


def _draw_parts(sitter: Sitter) -> None:
    far, near = sitter.bones.arms
    turned_away = sitter.frontal < -0.2
    behind = [arm for arm in (far, near) if turned_away or reach(sitter, arm) < 0.02]
    if sitter.bones.clasp == "over":
        behind = []  # the far arm is behind the other
    draw_gear_behind(sitter)
    draw_behind(sitter)
    for arm in behind:
        _draw_arm(sitter, arm)
    if not sitter.bones.seated:
        draw_legs(sitter)
    draw_body(sitter)
    draw_gear_over(sitter)
    draw_head(sitter)
    for arm in (far, near):
        if arm not in behind and not (arm is far and sitter.bones.clasp == "over"):
            _draw_arm(sitter, arm)


def _draw_arm(sitter: Sitter, arm: Limb) -> None:
    far = arm is sitter.bones.arms[0]
    if far and sitter.holds:
        draw_held(sitter, arm)
    gesture = sitter.bones.hand if far else sitter.bones.other_hand
    draw_hand(sitter, arm, "fist" if far and sitter.holds and gesture == "open" else gesture)
    draw_sleeve(sitter, arm)


FALL = Point(0.5, -1.0, 0.28)
"""The way of the light: shadows fall to the right and back, half as long as people are high."""


def draw_shadow(sitter: Sitter, hand: Hand) -> None:
    """What somebody's body casts on the ground: each part of it as a flat form, all of one tone."""
    bones = sitter.bones
    tone = sitter.tones.shadow(sitter.tones.ground)
    tall, broad = bones.tall, 0.085 * bones.tall * bones.girth
    lines: list[tuple[Sequence[Point], float]] = [((bones.pelvis, bones.neck), broad), ((bones.skull,), 0.06 * tall)]
    lines += [((leg.root, leg.middle), 0.05 * tall) for leg in bones.legs]
    lines += [((leg.middle, leg.end), 0.045 * tall) for leg in bones.legs]
    lines += [((arm.root, arm.middle, arm.end), 0.03 * tall) for arm in bones.arms]
    forms = []
    for points, radius in lines:
        spots: list[Spot] = []
        for point in points:
            foot = _cast(point)
            size = radius * sitter.view.scale(foot)
            edge = sitter.view.spot(Point(foot.x, 0.0, foot.z + radius))
            middle = sitter.view.spot(foot)
            spots += ellipse(middle, size, max(1.0, abs(edge.y - middle.y)), corners=12)
        forms.append(hull(spots))
    for ring in union(forms, 0.5 * hand.unit):
        hand.fill(ring, tone)


def _cast(point: Point) -> Point:
    up = max(0.0, point.y)
    return Point(point.x + FALL.x * up, 0.0, point.z + FALL.z * up)
