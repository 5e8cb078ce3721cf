"""What people carry on them: bags, arms, a cloak, and the chair with wheels that somebody sits in.

A kind is a function in `BEHIND` (drawn before the body) or in `OVER` (drawn on it), or in both. Measures are parts of
somebody's stature.
"""

from collections.abc import Callable
from math import cos, pi, sin

from kadr.engines.draft.curves import Spot, mix, smooth
from kadr.engines.draft.sitter import Sitter
from kadr.engines.draft.space import add, between, dot
from kadr.staging import Point


def draw_gear_behind(sitter: Sitter) -> None:
    """What is further from us than the body."""
    _draw(sitter, BEHIND if _to_us(sitter) else OVER)


def draw_gear_over(sitter: Sitter) -> None:
    """What is nearer to us than the body."""
    _draw(sitter, OVER if _to_us(sitter) else BEHIND)


def _draw(sitter: Sitter, kinds: dict[str, Callable[[Sitter], None]]) -> None:
    for kind in (sitter.looks.cloak, sitter.looks.gear, sitter.looks.seat):
        if kind in kinds:
            kinds[kind](sitter)


def _to_us(sitter: Sitter) -> bool:
    """Whether somebody's chest is turned to us."""
    return dot(sitter.bones.trunk.front, sitter.view.toward(sitter.bones.neck)) > -0.1


def _at(sitter: Sitter, side: float, up: float, front: float) -> Point:
    """A place on the trunk: `up` 0 at the hips, 1 at the neck; `side` and `front` in statures."""
    bones = sitter.bones
    return add(between(bones.pelvis, bones.neck, up), bones.trunk.out(side, 0.0, front), bones.tall)


def _spots(sitter: Sitter, places: list[tuple[float, float, float]]) -> list[Spot]:
    return [sitter.view.spot(_at(sitter, *place)) for place in places]


# ---------------------------------------------------------------------------------------------------------------
# Cloaks
# ---------------------------------------------------------------------------------------------------------------


def _draw_cloak(sitter: Sitter) -> None:
    """The back of a cloak from the shoulders to the calves."""
    low = -1.05 if not sitter.bones.seated else -0.25
    half = [(0.05, 1.02, -0.03), (0.125, 0.9, -0.03), (0.16, 0.4, -0.06), (0.19, -0.3, -0.09), (0.22, low, -0.1)]
    hem = [(0.1, low - 0.06, -0.1), (0.0, low, -0.1), (-0.1, low - 0.06, -0.1)]
    outline = _spots(sitter, [*half, *hem, *[(-x, y, z) for x, y, z in reversed(half)]])
    sitter.hand.shape(outline, sitter.tones.dark, sitter.weight)
    if sitter.head_size > 8:
        pen = sitter.hand.inked(sitter.tones.ink)
        for x in (-0.12, -0.05, 0.03, 0.11):
            fold = [(x * 0.5, 0.8, -0.1), (x, 0.1, -0.11), (x * 1.5, low + 0.05, -0.11)]
            pen.line(_spots(sitter, fold), sitter.weight * 0.6)


def _draw_mantle(sitter: Sitter) -> None:
    """A cloak over the shoulders, open in front, with its clasp."""
    for side in (-1, 1):
        edge = [(0.035, 1.02, 0.03), (0.045, 0.9, 0.07), (0.075, 0.55, 0.085), (0.12, 0.1, 0.06)]
        outer = [(0.17, 0.08, 0.0), (0.155, 0.55, 0.0), (0.135, 0.88, 0.0), (0.07, 1.0, -0.01)]
        outline = _spots(sitter, [(side * x, y, z) for x, y, z in (*edge, *outer)])
        sitter.hand.shape(outline, sitter.tones.dark, sitter.weight * 0.9)
    clasp = sitter.view.spot(_at(sitter, 0.0, 0.93, 0.065))
    sitter.hand.inked(sitter.tones.paper).dot(clasp, max(1.2, sitter.weight))


# ---------------------------------------------------------------------------------------------------------------
# Bags and arms
# ---------------------------------------------------------------------------------------------------------------


def _band(sitter: Sitter, places: list[tuple[float, float, float]], wide: float, tone: str) -> None:
    """A strap on the body, `wide` in statures."""
    spots = smooth(_spots(sitter, places))
    width = wide * sitter.bones.tall * sitter.view.scale(sitter.bones.neck) / sitter.hand.unit
    sitter.hand.line(spots, max(2.0, width + sitter.weight), taper=0.0)
    sitter.hand.inked(tone).line(spots, max(0.8, width), taper=0.0)


def _draw_satchel(sitter: Sitter) -> None:
    _band(
        sitter,
        [(0.06, 1.0, 0.03), (0.0, 0.75, 0.085), (-0.06, 0.4, 0.085), (-0.11, 0.08, 0.03)],
        0.012,
        sitter.tones.dark,
    )
    flap = [(-0.16, 0.06, 0.05), (-0.07, 0.06, 0.08), (-0.07, -0.22, 0.085), (-0.17, -0.22, 0.05)]
    sitter.hand.block(_spots(sitter, flap), sitter.tones.mid, sitter.weight * 0.8)
    sitter.hand.line(
        _spots(sitter, [(-0.16, -0.05, 0.052), (-0.115, -0.09, 0.07), (-0.07, -0.05, 0.082)]), sitter.weight * 0.6
    )


def _draw_pack(sitter: Sitter) -> None:
    pack = [(0.1, 0.95, -0.06), (0.12, 0.6, -0.15), (0.12, 0.1, -0.15), (0.07, -0.02, -0.1)]
    outline = [*pack, *[(-x, y, z) for x, y, z in reversed(pack)]]
    sitter.hand.shape(_spots(sitter, outline), sitter.tones.dark, sitter.weight)


def _draw_straps(sitter: Sitter) -> None:
    for side in (-1, 1):
        way = [(side * 0.075, 1.0, 0.0), (side * 0.08, 0.8, 0.075), (side * 0.085, 0.5, 0.06)]
        _band(sitter, way, 0.014, sitter.tones.dark)


def _draw_scabbard(sitter: Sitter) -> None:
    way = [(0.1, 0.12, 0.05), (0.13, -0.35, -0.06), (0.15, -0.8, -0.17)]
    _band(sitter, way, 0.016, sitter.tones.dark)
    hilt = [(0.095, 0.12, 0.055), (0.088, 0.34, 0.1)]
    _band(sitter, hilt, 0.012, sitter.tones.mid)
    sitter.hand.line(_spots(sitter, [(0.05, 0.14, 0.06), (0.14, 0.14, 0.05)]), sitter.weight * 1.6, taper=0.1)


def _draw_bow(sitter: Sitter) -> None:
    way = [(0.15, 1.25, -0.1), (0.02, 0.9, -0.12), (-0.1, 0.45, -0.12), (-0.14, -0.1, -0.1)]
    _band(sitter, way, 0.01, sitter.tones.mid)
    sitter.hand.line(_spots(sitter, [way[0], way[-1]]), sitter.weight * 0.5, taper=0.0)
    for x in (0.04, 0.065, 0.09):
        arrow = _spots(sitter, [(x - 0.06, 0.5, -0.12), (x + 0.02, 1.22, -0.12)])
        sitter.hand.line(arrow, sitter.weight * 0.7)
    quiver = [(-0.05, 0.35, -0.11), (0.02, 0.32, -0.11), (0.1, 1.0, -0.11), (0.03, 1.03, -0.11)]
    sitter.hand.block(_spots(sitter, quiver), sitter.tones.dark, sitter.weight * 0.8)


def _draw_strap(sitter: Sitter) -> None:
    _band(sitter, [(0.07, 1.0, 0.02), (0.0, 0.7, 0.085), (-0.09, 0.25, 0.07)], 0.01, sitter.tones.dark)


def _draw_rifle(sitter: Sitter) -> None:
    _band(sitter, [(-0.1, 0.0, -0.1), (-0.02, 0.5, -0.11)], 0.03, sitter.tones.mid)
    _band(sitter, [(-0.03, 0.45, -0.11), (0.12, 1.4, -0.1)], 0.012, sitter.tones.dark)


# ---------------------------------------------------------------------------------------------------------------
# The wheelchair
# ---------------------------------------------------------------------------------------------------------------

WHEEL = 0.16
"""The radius of its large wheels."""


def _wheel(sitter: Sitter, side: float, ahead: float, radius: float) -> list[Spot]:
    bones = sitter.bones
    hub = Point(bones.pelvis.x, radius * bones.tall, bones.pelvis.z)
    hub = add(hub, bones.body.out(side, 0.0, ahead), bones.tall)
    ring = [
        add(hub, bones.body.out(0.0, sin(2 * pi * i / 20), cos(2 * pi * i / 20)), radius * bones.tall)
        for i in range(20)
    ]
    return sitter.view.spots(ring)


def _near_side(sitter: Sitter) -> int:
    return 1 if dot(sitter.bones.body.left, sitter.view.toward(sitter.bones.pelvis)) > 0 else -1


def _draw_wheels(sitter: Sitter, side: int) -> None:
    rim = _wheel(sitter, side * 0.13, -0.02, WHEEL)
    sitter.hand.rim(rim, sitter.weight * 1.7)
    sitter.hand.rim([mix(spot, _middle(rim), 0.12) for spot in rim], sitter.weight * 0.5)
    for spot in rim[::4]:
        sitter.hand.line([spot, _middle(rim)], sitter.weight * 0.35)
    sitter.hand.rim(_wheel(sitter, side * 0.11, 0.24, 0.04), sitter.weight)


def _middle(spots: list[Spot]) -> Spot:
    return Spot(sum(spot.x for spot in spots) / len(spots), sum(spot.y for spot in spots) / len(spots))


def _draw_chair(sitter: Sitter) -> None:
    """The back of the chair and the wheel on the far side."""
    _draw_wheels(sitter, -_near_side(sitter))
    back = [(0.12, 0.85, -0.09), (0.12, -0.1, -0.08), (-0.12, -0.1, -0.08), (-0.12, 0.85, -0.09)]
    sitter.hand.block(_spots(sitter, back), sitter.tones.dark, sitter.weight)
    for side in (-1, 1):
        handle = [(side * 0.12, 0.9, -0.09), (side * 0.12, 0.95, -0.15)]
        sitter.hand.line(_spots(sitter, handle), sitter.weight * 2.0, taper=0.1)


def _draw_near_wheel(sitter: Sitter) -> None:
    side = _near_side(sitter)
    arm = [(side * 0.125, 0.3, -0.06), (side * 0.125, 0.3, 0.12), (side * 0.125, 0.0, 0.14)]
    sitter.hand.line(_spots(sitter, arm), sitter.weight * 1.6, taper=0.1)
    _draw_wheels(sitter, side)


BEHIND: dict[str, Callable[[Sitter], None]] = {
    "cloak": _draw_cloak,
    "backpack": _draw_pack,
    "bow": _draw_bow,
    "rifle": _draw_rifle,
    "wheelchair": _draw_chair,
}
OVER: dict[str, Callable[[Sitter], None]] = {
    "cloak": _draw_mantle,
    "backpack": _draw_straps,
    "bow": _draw_strap,
    "rifle": _draw_strap,
    "bag": _draw_satchel,
    "sword": _draw_scabbard,
    "wheelchair": _draw_near_wheel,
}
