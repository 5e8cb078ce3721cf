"""The deck of a ship: planks that run to the bow, rails, the mast with its sail and shrouds, the sea around."""

import itertools

from kadr.engines.draft.foreground import silhouette, strokes
from kadr.engines.draft.outdoors import paint_pool, paint_water, paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The sea, then the deck in it."""
    paint_world(scene, pool=False)
    t = scene.tones
    scene.ridge([0, 0, 0, 0, 8, 16, 10, 2, 0, 0], 420.0, t.far)
    paint_water(scene, 1.0, 420.0)
    half = max(3.4, scene.view.reach(1.0) * 0.8)
    _deck(scene, half)
    _mast(scene, Point(0.9, 0.0, 7.5), half)
    for x, z, size in ((-half + 0.8, 3.4, 0.8), (-half + 1.5, 4.0, 0.6), (half - 0.8, 4.4, 0.9)):
        scene.block(Point(x, 0.0, z), (size, size * 0.8, size), (t.shade, t.dark, t.mid))
        scene.line(
            Point(x - size / 2, size * 0.4, z - size / 2 - 0.01),
            Point(x + size / 2, size * 0.4, z - size / 2 - 0.01),
            1.2,
        )
    scene.turned(Point(half - 1.9, 0.0, 3.6), [(0.0, 0.32), (0.4, 0.4), (0.8, 0.32)], t.mid, t.dark)
    silhouette(scene, -1, [(-0.1, -0.02), (0.5, -0.02), (0.2, 0.5), (0.06, 1.02), (-0.1, 1.02)])
    strokes(scene, -1, [[(0.0, y), (0.5 - y * 0.5, y + 0.01)] for y in (0.12, 0.26, 0.4, 0.55)], 2.4)
    silhouette(
        scene,
        1,
        [(-0.1, 0.88), (0.3, 0.86), (0.4, 0.8), (0.6, 0.8), (0.66, 0.88), (0.86, 0.93), (0.9, 1.02), (-0.1, 1.02)],
        round_=True,
    )


def _deck(scene: Scene, half: float) -> None:
    t, near = scene.tones, -scene.view.camera.distance - 1.0
    bow = 15.0 if not scene.reverse else 9.0
    tip = 0.5 if not scene.reverse else half * 0.9
    deck = [(-half, near), (half, near), (half, 5), (tip, bow), (-tip, bow), (-half, 5)]
    scene.panel([Point(x, 0, z) for x, z in deck], blend(t.ground, t.paper, 0.3), 1.6)
    if not scene.close:
        paint_pool(scene)
    pen = blend(t.ground, t.ink, 0.4)
    for index in range(13):
        x = -half + index * half / 6
        scene.line(Point(x, 0.01, near), Point(x * (0.35 if not scene.reverse else 0.9), 0.01, bow * 0.92), 0.8, pen)
    for side in (-1, 1):
        way = [(side * half, near), (side * half, 5.0), (side * tip, bow)]
        for (x0, z0), (x1, z1) in itertools.pairwise(way):
            scene.panel(
                [Point(x0, 0, z0), Point(x0, 0.5, z0), Point(x1, 0.55, z1), Point(x1, 0, z1)],
                t.mid if side > 0 else t.shade,
                1.2,
            )
            scene.panel(
                [Point(x0, 0.98, z0), Point(x0, 1.08, z0), Point(x1, 1.2, z1), Point(x1, 1.08, z1)], t.dark, 1.0
            )
        for post in range(-3, 6):
            scene.line(Point(side * half, 0.4, post), Point(side * half, 1.0, post), 3.0)
    if scene.reverse:
        scene.block(Point(0.0, 0.0, 8.6), (half * 1.3, 2.4, 2.0), (t.paper, t.dark, t.shade))
        for dx in (-1.6, -0.5, 1.6):
            scene.panel(
                [
                    Point(dx - 0.3, 1.2, 7.58),
                    Point(dx - 0.3, 1.9, 7.58),
                    Point(dx + 0.3, 1.9, 7.58),
                    Point(dx + 0.3, 1.2, 7.58),
                ],
                t.glow if scene.night else t.dark,
                1.0,
            )
        scene.panel(
            [Point(0.2, 0, 7.58), Point(0.2, 2.0, 7.58), Point(1.0, 2.0, 7.58), Point(1.0, 0, 7.58)], t.mid, 1.2
        )


def _mast(scene: Scene, foot: Point, half: float) -> None:
    """The mast, a bellied sail on its yard, ropes to both rails."""
    t = scene.tones
    sail = [(-3.4, 8.6), (3.2, 8.6), (3.5, 6.0), (2.9, 3.4), (0.0, 2.9), (-3.1, 3.4), (-3.0, 6.0)]
    scene.panel([Point(foot.x + x, y, foot.z + 0.2) for x, y in sail], blend(t.paper, t.shade, 0.2), 1.5)
    scene.panel(
        [
            Point(foot.x + x, y, foot.z + 0.18)
            for x, y in ((1.4, 8.6), (3.2, 8.6), (3.5, 6.0), (2.9, 3.4), (1.2, 3.1), (2.2, 6.0))
        ],
        blend(t.shade, t.mid, 0.3),
        0,
    )
    for x in (-1.7, 0.0):
        scene.way(
            [
                Point(foot.x + x, 8.5, foot.z + 0.18),
                Point(foot.x + x * 0.85, 6.0, foot.z + 0.18),
                Point(foot.x + x, 3.1, foot.z + 0.18),
            ],
            0.9,
        )
    scene.turned(foot, [(0.0, 0.2), (11.0, 0.12)], t.dark, t.ink)
    scene.line(Point(foot.x - 3.7, 8.6, foot.z), Point(foot.x + 3.6, 8.6, foot.z), 3.4)
    for side in (-1, 1):
        ends = [Point(side * half, 1.0, z) for z in (3.4, 4.4, 5.4)]
        for end in ends:
            scene.line(Point(foot.x, 9.5, foot.z), end, 1.2)
        for part in (0.08, 0.16, 0.24, 0.32):
            a, b = (
                Point(end.x + (foot.x - end.x) * part, end.y + 8.5 * part, end.z + (foot.z - end.z) * part)
                for end in (ends[0], ends[2])
            )
            scene.line(a, b, 0.9)
