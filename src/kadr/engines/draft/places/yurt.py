"""A yurt. From inside: lattice walls, roof poles that run to the ring of the smoke hole, felt, chests, a low table.
From outside: the steppe with the tent."""

from itertools import pairwise
from math import cos, pi, sin

from kadr.engines.draft.curves import ellipse, hull
from kadr.engines.draft.places import steppe, village_street
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.view import ring
from kadr.staging import Point

RADIUS, WALL, CROWN, TOP = 3.4, 1.75, 0.8, 3.1
"""Metres: the wall's radius and height, the smoke ring's radius and height."""

CENTRE = 0.6
"""How far behind the plane of action the hearth is."""


def paint(scene: Scene) -> None:
    """Inside or outside."""
    if scene.staging.interior:
        _inside(scene)
        return
    steppe.paint(scene)
    village_street.yurt(scene, Point(-4.6, 0.0, 13.0), 2.7)
    village_street.yurt(scene, Point(1.6, 0.0, 8.0), 2.8)


def _at(angle: float, radius: float, up: float) -> Point:
    """A point of the tent: 0 straight behind the hearth, positive to the right."""
    a = angle * pi / 180
    return Point(radius * sin(a), up, CENTRE + radius * cos(a))


def _inside(scene: Scene) -> None:
    t = scene.tones
    wide = scene.view.width / scene.view.height
    w, h = scene.view.width, scene.view.height
    roof = t.far if not scene.night else t.dark
    scene.back.fill(ellipse(scene.view.spot(Point(0, 1, 3)), 3 * w, 3 * h), roof)
    floor = scene.view.face([Point(x, 0.0, z) for x, z in ((-9, -9), (9, -9), (9, CENTRE), *_floor(), (-9, CENTRE))])
    angles = list(range(-100, 101, 10 if wide < 2 else 8))
    wall = [_at(a, RADIUS, 0.0) for a in angles] + [_at(a, RADIUS, WALL) for a in reversed(angles)]
    scene.back.fill(scene.view.face(wall), t.shade if not scene.night else t.mid)
    scene.back.fill(floor, t.ground)
    _lattice(scene, angles)
    _roof(scene, angles)
    _belongings(scene)


def _floor() -> list[tuple[float, float]]:
    return [(_at(a, RADIUS, 0).x, _at(a, RADIUS, 0).z) for a in range(100, -101, -10)]


def _lattice(scene: Scene, angles: list[int]) -> None:
    for a in range(angles[0], angles[-1] - 15, 8):
        for start, end in ((a, a + 16), (a + 16, a)):
            scene.line(_at(start, RADIUS, 0.05), _at(end, RADIUS, WALL - 0.12), 0.7)
    for up, weight in ((WALL, 1.6), (WALL - 0.16, 1.1), (0.0, 1.4)):
        for a, b in pairwise(angles):
            scene.line(_at(a, RADIUS, up), _at(b, RADIUS, up), weight)


def _roof(scene: Scene, angles: list[int]) -> None:
    t = scene.tones
    for a in angles:
        bend = _at(a, RADIUS * 0.8, WALL + 0.6)
        spots = scene.view.stroke(_at(a, RADIUS, WALL), bend)
        spots += scene.view.stroke(bend, _at(a, CROWN, TOP))[1:]
        if spots:
            scene.back.line(spots, 1.5, taper=0.3)
    outer = scene.view.face(ring(Point(0.0, TOP, CENTRE), CROWN, 20))
    inner = scene.view.face(ring(Point(0.0, TOP + 0.02, CENTRE), CROWN * 0.86, 20))
    if len(outer) > 8 and len(inner) > 8:
        scene.back.shape(outer, t.dark, 1.6)
        scene.back.shape(inner, t.sky if scene.staging.time != "day" else t.paper, 1.2)
        for x in (-0.3, 0.0, 0.3):
            scene.line(Point(x, TOP, CENTRE - CROWN * 0.8), Point(x, TOP, CENTRE + CROWN * 0.8), 1.3)
            scene.line(Point(-CROWN * 0.8, TOP, CENTRE + x), Point(CROWN * 0.8, TOP, CENTRE + x), 1.3)


def _belongings(scene: Scene) -> None:
    t = scene.tones
    felt = scene.view.face(ring(Point(0.0, 0.01, CENTRE), 2.3, 24))
    if len(felt) > 8:
        scene.back.shape(felt, t.shade, 1.2)
        inner = scene.view.face(ring(Point(0.0, 0.01, CENTRE), 2.05, 24))
        if len(inner) > 8:
            scene.back.rim(inner, 0.9)
    for angle, wide in ((-20.0, 1.2), (21.0, 1.1)):
        foot = _at(angle, RADIUS - 0.45, 0.0)
        scene.block(foot, (wide, 0.6, 0.5), (t.paper, t.dark, t.mid))
        front = foot.z - 0.25
        mark = [Point(foot.x + x, 0.3 + y, front) for x, y in ((0, 0.18), (0.2, 0), (0, -0.18), (-0.2, 0))]
        scene.panel(mark, t.paper, 0.9)
        for up in (0.6, 0.74, 0.88):
            scene.block(
                Point(foot.x, up, foot.z),
                (wide * 0.9, 0.14, 0.45),
                (t.paper, t.shade, t.paper if up != 0.74 else t.shade),
            )
    if scene.night:
        lamp = scene.view.spot(Point(0.0, 1.3, RADIUS + 0.3))
        size = scene.view.scale(Point(0.0, 1.3, RADIUS)) * 0.16
        scene.back.shape(hull(ellipse(lamp, size * 0.7, size, corners=12)), t.glow, 1.4)
