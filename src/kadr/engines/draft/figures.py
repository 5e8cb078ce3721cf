"""One figure from back to front."""

from kadr.engines.draft.clothes import draw_body, draw_legs, draw_sleeve
from kadr.engines.draft.curves import ellipse
from kadr.engines.draft.hand import Hand
from kadr.engines.draft.heads import draw_behind, draw_head
from kadr.engines.draft.limbs import draw_boot, draw_hand, reach
from kadr.engines.draft.pieces import draw_held
from kadr.engines.draft.sitter import Sitter
from kadr.engines.draft.skeleton import Limb
from kadr.staging import Point


def draw_figure(sitter: Sitter) -> None:
    """A dressed figure: what is further from the camera first."""
    far, near = sitter.bones.arms
    turned_away = sitter.frontal < -0.2
    behind = [arm for arm in (far, near) if turned_away or reach(sitter, arm) < 0.02]
    draw_behind(sitter)
    for arm in behind:
        _draw_arm(sitter, arm)
    if not sitter.bones.seated:
        draw_legs(sitter)
        for leg in sitter.bones.legs:
            draw_boot(sitter, leg)
    draw_body(sitter)
    draw_head(sitter)
    for arm in (far, near):
        if arm not in behind:
            _draw_arm(sitter, arm)


def _draw_arm(sitter: Sitter, arm: Limb) -> None:
    far = arm is sitter.bones.arms[0]
    if far and sitter.holds:
        draw_held(sitter, arm)
    draw_hand(sitter, arm, sitter.bones.hand if far else "open")
    draw_sleeve(sitter, arm)


def draw_shadow(sitter: Sitter, hand: Hand) -> None:
    """What somebody's feet stand in."""
    bones = sitter.bones
    foot = Point(bones.pelvis.x + 0.12 * bones.tall, 0.0, bones.pelvis.z)
    scale = sitter.view.scale(foot)
    middle = sitter.view.spot(foot)
    edge = sitter.view.spot(Point(foot.x, 0.0, foot.z + 0.3))
    flat = max(2.0 * hand.unit, abs(edge.y - middle.y) * 0.6)
    hand.fill(
        ellipse(middle, 0.3 * bones.tall * scale * bones.girth, flat, corners=20),
        sitter.tones.shadow(sitter.tones.ground),
    )
