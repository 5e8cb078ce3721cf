"""A yurt. From inside: lattice walls with hangings, roof poles that run to the ring of the smoke hole, chests and
bedding, the hearth's light. From outside: the steppe with the tent."""

from itertools import pairwise
from math import cos, pi, sin

from kadr.engines.draft.curves import Spot, hull
from kadr.engines.draft.dwellings import paint_yurt
from kadr.engines.draft.foreground import paint_curtain, paint_grass, paint_post, silhouette, strokes
from kadr.engines.draft.interiors import wall
from kadr.engines.draft.light import paint_halo
from kadr.engines.draft.nature import paint_mountains
from kadr.engines.draft.outdoors import paint_pool, paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import contour
from kadr.engines.draft.tones import blend
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
    else:
        _outside(scene)


def _outside(scene: Scene) -> None:
    paint_world(scene)
    t = scene.tones
    paint_mountains(scene, [12, 30, 18, 44, 26, 50, 22, 34, 12], 320.0, t.far, snow=True)
    scene.ridge([3, 5, 3, 2, 4, 8, 11, 6, 4], 140.0, blend(t.far, t.mid, 0.35))
    paint_yurt(scene, Point(8.4, 0.0, 22.0), 2.6)
    paint_yurt(scene, Point(-7.2, 0.0, 15.0), 2.8)
    paint_yurt(scene, Point(2.7, 0.0, 8.2), 2.9)
    scene.tufts(24, 0.0, 16.0)
    paint_post(scene, -1, 0.2)
    strokes(scene, -1, [[(0.2, 0.22), (0.6, 0.24), (1.0, 0.2)]], 2.0, t.deep, crop=True)
    paint_grass(scene, 1, 0.16)


def _at(angle: float, radius: float, up: float) -> Point:
    """A point of the tent: 0 straight behind the hearth, positive to the right."""
    a = angle * pi / 180
    return Point(radius * sin(a), up, CENTRE + radius * cos(a))


def _inside(scene: Scene) -> None:
    t, w, h = scene.tones, scene.view.width, scene.view.height
    scene.back.fill([Spot(0, 0), Spot(w, 0), Spot(w, h), Spot(0, h)], t.side if not scene.night else t.mid)
    floor = scene.view.face([Point(x, 0.0, z) for x, z in ((-9, -9), (9, -9), (9, CENTRE), *_floor(), (-9, CENTRE))])
    angles = list(range(-100, 101, 10))
    for a, b in pairwise(angles):
        tone = blend(t.wall, t.mid, min(0.6, max(0.0, (abs(a + 20) - 30) / 110)))
        scene.panel([_at(a, RADIUS, 0.0), _at(b, RADIUS, 0.0), _at(b, RADIUS, WALL), _at(a, RADIUS, WALL)], tone, 0)
    scene.back.fill(floor, t.ground)
    _lattice(scene, angles)
    _roof(scene, angles)
    if not scene.close:
        _felts(scene)
    if scene.reverse:
        _door(scene)
    else:
        _belongings(scene)
    paint_curtain(scene, -1)
    outline = silhouette(scene, 1, [(-0.1, 0.78), (0.5, 0.8), (0.62, 0.83), (0.6, 1.02), (-0.1, 1.02)], crop=True)
    if outline:
        strokes(
            scene,
            1,
            [[(0.0, 0.83), (0.55, 0.85)], [(0.3, 0.86), (0.4, 0.9), (0.3, 0.94), (0.2, 0.9), (0.3, 0.86)]],
            crop=True,
        )


def _floor() -> list[tuple[float, float]]:
    return [(_at(a, RADIUS, 0).x, _at(a, RADIUS, 0).z) for a in range(100, -101, -10)]


def _lattice(scene: Scene, angles: list[int]) -> None:
    t = scene.tones
    pen = blend(t.wall, t.ink, 0.5)
    for a in range(angles[0], angles[-1] - 11, 7):
        for start, end in ((a, a + 14), (a + 14, a)):
            scene.line(_at(start, RADIUS, 0.05), _at(end, RADIUS, WALL - 0.2), 1.0, pen)
    for up, tall in ((WALL - 0.24, 0.24), (0.62, 0.1)):
        for a, b in pairwise(angles):
            band = [
                _at(a, RADIUS - 0.02, up),
                _at(b, RADIUS - 0.02, up),
                _at(b, RADIUS - 0.02, up + tall),
                _at(a, RADIUS - 0.02, up + tall),
            ]
            scene.panel(band, t.dark if tall > 0.2 else t.mid, 0)
    for a in range(-96, 97, 6):
        mark = [_at(a + da, RADIUS - 0.03, WALL - 0.12 + dy) for da, dy in ((-1.6, 0), (0, 0.07), (1.6, 0), (0, -0.07))]
        scene.panel(mark, blend(t.wall, t.paper, 0.5), 0)
    for a, b in pairwise(angles):
        scene.line(_at(a, RADIUS, 0.0), _at(b, RADIUS, 0.0), 1.3)


def _roof(scene: Scene, angles: list[int]) -> None:
    t = scene.tones
    for index, (a, b) in enumerate(pairwise(angles)):
        for part in (a, (a + b) / 2):
            knee = _at(part, RADIUS * 0.84, WALL + 0.55)
            if min(scene.view.depth(knee), scene.view.depth(_at(part, CROWN, TOP))) > 0.3:
                light = blend(t.side, t.paper, 0.7) if index % 2 else blend(t.side, t.dark, 0.7)
                scene.way([_at(part, RADIUS, WALL), knee, _at(part, CROWN, TOP)], 2.4, light if part == a else "")
    outer = scene.view.face(ring(Point(0.0, TOP, CENTRE), CROWN, 20))
    inner = scene.view.face(ring(Point(0.0, TOP + 0.02, CENTRE), CROWN * 0.84, 20))
    if len(outer) > 8 and len(inner) > 8:
        contour(scene.back, outer, t.dark, 1.8)
        contour(scene.back, inner, t.glow if not scene.night else t.sky, 1.2)
        for x in (-0.28, 0.0, 0.28):
            scene.line(Point(x, TOP, CENTRE - CROWN * 0.8), Point(x, TOP, CENTRE + CROWN * 0.8), 2.0)
            scene.line(Point(-CROWN * 0.8, TOP, CENTRE + x), Point(CROWN * 0.8, TOP, CENTRE + x), 2.0)


def _felts(scene: Scene) -> None:
    t = scene.tones
    scene.flat(Point(0.0, 0.0, CENTRE), (2.7, 2.4), t.mid, 1.0, corners=24)
    scene.flat(Point(0.0, 0.0, CENTRE), (2.5, 2.2), blend(t.shade, t.ground, 0.3), corners=24)
    paint_pool(scene)
    for index in range(14):
        a = 360 / 14 * index
        middle = Point(2.1 * sin(a * pi / 180), 0.0, CENTRE + 1.85 * cos(a * pi / 180))
        mark = [Point(middle.x + x, 0.0, middle.z + z) for x, z in ((-0.24, 0), (0, 0.18), (0.24, 0), (0, -0.18))]
        scene.panel(mark, t.mid, 0)


def _belongings(scene: Scene) -> None:
    """The place of honour: chests with folded bedding, hangings, a low table, a saddle's corner."""
    t = scene.tones
    for angle, wide, rows in ((-27.0, 1.5, 4), (8.0, 1.2, 3), (36.0, 1.1, 2)):
        foot = _at(angle, RADIUS - 0.45, 0.0)
        scene.block(foot, (wide, 0.62, 0.5), (t.paper, t.dark, t.dark))
        front = foot.z - 0.26
        for dx in (-0.3, 0.0, 0.3):
            mark = [
                Point(foot.x + dx * wide + x, 0.31 + y, front) for x, y in ((0, 0.2), (0.14, 0), (0, -0.2), (-0.14, 0))
            ]
            scene.panel(mark, t.shade, 0)
        for row in range(rows):
            low, tone = 0.62 + row * 0.15, (t.paper, t.shade, t.mid)[(row + rows) % 3]
            pad = [(-0.48, 0.0), (-0.5, 0.07), (-0.47, 0.14), (0.47, 0.14), (0.5, 0.07), (0.48, 0.0)]
            scene.panel([Point(foot.x + u * wide * (1 - row * 0.03), low + v, foot.z - 0.2) for u, v in pad], tone, 1.0)
    if scene.dim or scene.night:
        foot = _at(36.0, RADIUS - 0.45, 0.0)
        _oil_lamp(scene, Point(foot.x + 0.2, 0.92, foot.z))
    table = Point(-1.55, 0.0, 1.9)
    scene.turned(table, [(0.0, 0.3), (0.26, 0.3)], t.dark, t.ink)
    scene.flat(Point(table.x, 0.3, table.z), (0.56, 0.46), t.paper, 1.3)
    for dx in (-0.2, 0.1, 0.3):
        scene.turned(Point(table.x + dx, 0.3, table.z), [(0.0, 0.04), (0.1, 0.09)], t.mid, t.dark)


def _oil_lamp(scene: Scene, foot: Point) -> None:
    """A bowl of oil on a foot, with a flame at its lip."""
    t = scene.tones
    paint_halo(scene, Point(foot.x, foot.y + 0.3, foot.z), 0.6)
    scene.turned(foot, [(0.0, 0.1), (0.03, 0.03), (0.12, 0.03), (0.15, 0.1), (0.21, 0.13)], t.dark, t.ink)
    flame = [(-0.05, 0.2), (-0.06, 0.27), (-0.01, 0.4), (0.05, 0.28), (0.04, 0.2)]
    scene.panel([Point(foot.x + 0.05 + x, foot.y + y, foot.z) for x, y in flame], t.glow, 0.9)


def _door(scene: Scene) -> None:
    """The other side: the wooden door, open on the light of the steppe, and the stove with its pipe."""
    t, z = scene.tones, CENTRE + RADIUS - 0.02
    out = blend(t.air, t.glow, 0.8) if not scene.night else t.sky
    wall(scene, 0.0, 0.0, (1.5, 1.75), z, t.dark, 1.6)
    wall(scene, 0.0, 0.06, (1.2, 1.55), z - 0.02, out, 1.2)
    hill = [(-0.6, 0.06), (-0.6, 0.6), (-0.2, 0.75), (0.2, 0.6), (0.6, 0.7), (0.6, 0.06)]
    scene.panel([Point(x, y, z - 0.03) for x, y in hill], t.far, 0.8)
    for side in (-1, 1):
        leaf = [
            Point(side * 0.62, 0.05, z),
            Point(side * 0.62, 1.6, z),
            Point(side * 1.0, 1.6, z - 0.7),
            Point(side * 1.0, 0.05, z - 0.7),
        ]
        scene.panel(leaf, t.mid, 1.3)
    scene.panel(
        [Point(-0.5, 0, z - 0.2), Point(0.5, 0, z - 0.2), Point(0.9, 0, z - 1.7), Point(-0.3, 0, z - 1.7)], t.lit, 0
    )
    foot = _at(42.0, RADIUS - 0.9, 0.0)
    scene.turned(foot, [(0.0, 0.34), (0.7, 0.36), (0.85, 0.2)], t.dark, t.ink)
    scene.line(Point(foot.x, 0.85, foot.z), Point(foot.x * 0.5, 2.9, foot.z - 0.8), 5.0)
    contour(
        scene.back,
        hull(
            scene.view.spots(
                Point(foot.x + x, 0.34 + y, foot.z - 0.34)
                for x, y in ((-0.12, 0), (0.12, 0), (0.12, 0.18), (-0.12, 0.18))
            )
        ),
        t.glow if scene.night else t.ink,
        1.0,
    )
