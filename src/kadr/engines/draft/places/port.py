"""A sea port: the quay with its bollards, a moored ship, cranes, stacked containers."""

from kadr.engines.draft.foreground import silhouette, strokes
from kadr.engines.draft.interiors import wall
from kadr.engines.draft.outdoors import paint_pool, paint_water, paint_world
from kadr.engines.draft.places.sea import paint_sail
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The sea and its far shore, the ship, the quay and what stands on it."""
    paint_world(scene, pool=False)
    t, near = scene.tones, -scene.view.camera.distance - 1.0
    scene.ridge([12, 20, 30, 18, 8, 3, 0, 0, 0, 2, 6], 420.0, t.far)
    paint_water(scene, 5.0, 420.0)
    paint_sail(scene, Point(10.0, 0.0, 80.0), 8.0)
    for x, z in ((-24.0, 70.0), (34.0, 84.0), (-9.0, 52.0)):
        _crane(scene, Point(x, 0.0, z), 24.0)
    _ship(scene, Point(-9.0, 0.0, 22.0) if not scene.reverse else Point(-2.0, 0.0, 30.0), 24.0)
    quay = [Point(-60, 0, near), Point(60, 0, near), Point(60, 0, 6.0), Point(-60, 0, 6.0)]
    scene.panel(quay, t.ground, 1.4)
    if not scene.close:
        paint_pool(scene)
    wall(scene, 0.0, -0.02, (80.0, 0.2), 6.0, t.paper, 1.0)
    for x in (-6.6, -3.4, 3.0, 6.2):
        scene.turned(Point(x, 0.0, 5.4), [(0.0, 0.22), (0.4, 0.17), (0.42, 0.27), (0.55, 0.27)], t.dark, t.ink)
    for row, (x, up) in enumerate(((6.4, 0.0), (9.4, 0.0), (7.4, 1.5))):
        scene.block(Point(x, up, 4.2), (2.9, 1.5, 1.6), (t.shade, t.dark, (t.mid, t.shade, t.dark)[row]))
        for rib in range(6):
            scene.line(Point(x - 1.2 + rib * 0.48, up + 0.1, 3.38), Point(x - 1.2 + rib * 0.48, up + 1.4, 3.38), 0.9)
    scene.way([Point(-3.4, 0.4, 5.3), Point(-4.0, 0.9, 10.0), Point(-7.0, 3.0, 21.0)], 1.6)
    silhouette(
        scene,
        -1,
        [(-0.1, 0.72), (0.4, 0.72), (0.5, 0.78), (0.4, 0.84), (0.36, 0.84), (0.4, 1.02), (-0.1, 1.02)],
        crop=True,
    )
    strokes(
        scene, -1, [[(0.0, 0.9), (0.2, 0.86), (0.42, 0.9)], [(0.0, 0.94), (0.2, 0.9), (0.42, 0.94)]], 2.6, crop=True
    )
    silhouette(scene, 1, [(-0.1, -0.02), (0.5, -0.02), (0.3, 0.12), (0.12, 0.4), (0.1, 1.02), (-0.1, 1.02)])


def _crane(scene: Scene, foot: Point, tall: float) -> None:
    """A harbour crane with its lattice boom."""
    x, z, weight = foot.x, foot.z, scene.weight(foot) * 3
    for dx in (-2.6, 2.6):
        scene.line(Point(x + dx, 0, z), Point(x + dx * 0.6, tall * 0.62, z), weight)
    for part in (0.2, 0.4):
        scene.line(Point(x - 2.3, tall * part, z), Point(x + 2.3, tall * (part + 0.12), z), weight * 0.5)
    scene.line(Point(x - 7, tall * 0.62, z), Point(x + 15, tall * 0.86, z), weight)
    scene.line(Point(x, tall * 0.62, z), Point(x, tall, z), weight)
    scene.line(Point(x, tall, z), Point(x + 14, tall * 0.85, z), weight * 0.4)
    scene.line(Point(x, tall, z), Point(x - 7, tall * 0.63, z), weight * 0.4)
    scene.line(Point(x + 12, tall * 0.82, z), Point(x + 12, tall * 0.4, z), weight * 0.3)
    wall(scene, x, tall * 0.58, (3.4, 2.6), z - 0.1, scene.tones.dark, 0.6)


def _ship(scene: Scene, foot: Point, long: float) -> None:
    """A freighter along the quay: hull, bridge, funnel, masts."""
    t, x, z = scene.tones, foot.x, foot.z
    hull = [(-0.52, 0.17), (-0.48, 0.0), (0.46, 0.0), (0.56, 0.22), (0.36, 0.16), (-0.3, 0.15)]
    scene.panel([Point(x + u * long, v * long, z) for u, v in hull], t.dark, 1.4)
    scene.panel(
        [
            Point(x + u * long, v * long, z - 0.05)
            for u, v in ((-0.49, 0.035), (-0.48, 0.0), (0.46, 0.0), (0.475, 0.035))
        ],
        t.mid,
        0,
    )
    for low, wide, tone in ((0.15, 0.26, t.paper), (0.23, 0.2, t.shade), (0.29, 0.14, t.paper)):
        wall(scene, x - 0.26 * long, low * long, (wide * long, 0.08 * long), z, tone, 1.0)
        for index in range(6):
            part = (index - 2.5) * wide / 7
            wall(
                scene,
                x + (part - 0.26) * long,
                (low + 0.03) * long,
                (0.014 * long, 0.026 * long),
                z - 0.05,
                t.glow if scene.night else t.dark,
                0,
            )
    wall(scene, x - 0.38 * long, 0.3 * long, (0.06 * long, 0.14 * long), z, t.mid, 1.0)
    for part in (0.06, 0.28):
        scene.line(Point(x + part * long, 0.15 * long, z), Point(x + part * long, 0.5 * long, z), 2.0)
        scene.line(Point(x + part * long, 0.2 * long, z), Point(x + (part + 0.12) * long, 0.42 * long, z), 1.4)
