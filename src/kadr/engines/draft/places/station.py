"""A railway platform: a train along it, a roof on iron posts, a clock, lamps; from the other side the waiting hall.
Under a roof: the hall of a station."""

from kadr.engines.draft.buildings import paint_bench, paint_front
from kadr.engines.draft.curves import Spot, ellipse
from kadr.engines.draft.foreground import paint_post, silhouette
from kadr.engines.draft.light import paint_lamp_light
from kadr.engines.draft.outdoors import paint_pool, paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import contour, stroke
from kadr.engines.draft.tones import blend
from kadr.staging import Point

ROOF, EDGE = 3.6, 3.1
"""Metres: the height of the roof, and where the platform ends."""


def paint(scene: Scene) -> None:
    """The train on the right, the platform, the roof with what hangs from it."""
    paint_world(scene, sun=0.3, pool=False)
    t, near = scene.tones, -scene.view.camera.distance - 1.0
    scene.ridge([5, 7, 6, 8, 6.5, 7.5, 5.5, 7], 120.0, blend(t.far, t.mid, 0.3))
    paint_front(scene, -16.0, 30.0, (14.0, 7.0), t.shade, rows=2)
    platform = [Point(-9.0, 0, near), Point(EDGE, 0, near), Point(EDGE, 0, 70), Point(-9.0, 0, 70)]
    scene.panel(platform, blend(t.ground, t.paper, 0.3), 0)
    if not scene.close:
        paint_pool(scene)
    pen = blend(t.ground, t.ink, 0.3)
    for z in (1.0, 3.0, 6.0, 10.0, 15.0, 22.0):
        scene.line(Point(-9.0, 0, z), Point(EDGE, 0, z), 0.7, pen)
    scene.line(Point(EDGE - 0.5, 0, near), Point(EDGE - 0.5, 0, 70), 4.0, t.paper)
    _train(scene, near)
    for z in (30.0, 19.0, 11.0, 5.0):
        _post(scene, Point(-3.4, 0.0, z))
    _roof(scene, near)
    paint_bench(scene, Point(-4.6, 0.0, 7.4), 2.0)
    _clock(scene, Point(-1.6, 2.9, 8.0))
    paint_post(scene, -1, 0.3)
    silhouette(
        scene,
        1,
        [(0.08, 1.02), (0.1, 0.86), (0.2, 0.84), (0.24, 0.78), (0.44, 0.78), (0.48, 0.84), (0.7, 0.86), (0.72, 1.02)],
    )


def _train(scene: Scene, near: float) -> None:
    """The side of a train: a dark belly, a band of windows, doors, a line of light on its roof."""
    t, x = scene.tones, EDGE + 0.5
    scene.panel([Point(EDGE, -1.0, near), Point(EDGE, 0, near), Point(EDGE, 0, 60), Point(EDGE, -1.0, 60)], t.dark, 0.8)
    for low, high, tone in (
        (-0.9, 0.3, t.deep),
        (0.3, 1.2, blend(t.mid, t.dark, 0.35)),
        (1.2, 2.5, blend(t.shade, t.mid, 0.35)),
        (2.5, 3.2, t.mid),
    ):
        scene.panel([Point(x, low, near), Point(x, high, near), Point(x, high, 56), Point(x, low, 56)], tone, 0.8)
    glass = t.glow if scene.night else t.dark
    z = 52.0
    while z > near:
        door = int(z / 2.6) % 4 == 0
        low, high = (0.3, 2.5) if door else (1.35, 2.2)
        scene.panel(
            [
                Point(x - 0.02, low, z),
                Point(x - 0.02, high, z),
                Point(x - 0.02, high, z + 1.5),
                Point(x - 0.02, low, z + 1.5),
            ],
            t.mid if door else glass,
            0.9,
        )
        if door:
            scene.panel(
                [
                    Point(x - 0.03, 1.4, z + 0.3),
                    Point(x - 0.03, 2.2, z + 0.3),
                    Point(x - 0.03, 2.2, z + 1.2),
                    Point(x - 0.03, 1.4, z + 1.2),
                ],
                glass,
                0.6,
            )
        z -= 2.6
    if scene.night:
        scene.panel(
            [
                Point(EDGE - 0.05, 0, near),
                Point(EDGE - 1.4, 0, near),
                Point(EDGE - 0.9, 0, 40),
                Point(EDGE - 0.05, 0, 40),
            ],
            blend(t.ground, t.lit, 0.35),
            0,
        )


def _post(scene: Scene, foot: Point) -> None:
    t = scene.tones
    paint_lamp_light(scene, Point(foot.x + 1.0, ROOF - 0.5, foot.z), 1.8)
    scene.turned(foot, [(0.0, 0.22), (0.5, 0.12), (ROOF, 0.1)], t.dark, t.ink)
    for side in (-1, 1):
        scene.way(
            [
                Point(foot.x, ROOF - 0.9, foot.z),
                Point(foot.x + side * 0.4, ROOF - 0.2, foot.z),
                Point(foot.x + side * 1.1, ROOF, foot.z),
            ],
            scene.weight(foot) * 2.2,
        )


def _roof(scene: Scene, near: float) -> None:
    """Boards above the platform, with their beams."""
    t = scene.tones
    if scene.view.camera.height > ROOF - 0.2:
        return
    roof = [Point(-9.0, ROOF + 0.6, near), Point(1.6, ROOF, near), Point(1.6, ROOF, 60), Point(-9.0, ROOF + 0.6, 60)]
    scene.panel(roof, blend(t.dark, t.mid, 0.4), 1.4)
    scene.panel(
        [Point(1.6, ROOF, near), Point(1.6, ROOF - 0.35, near), Point(1.6, ROOF - 0.35, 60), Point(1.6, ROOF, 60)],
        t.dark,
        1.0,
    )
    for z in (1.0, 3.5, 7.0, 12.0, 18.0, 26.0):
        scene.line(Point(-9.0, ROOF + 0.58, z), Point(1.6, ROOF - 0.02, z), 1.6)


def _clock(scene: Scene, at: Point) -> None:
    if scene.view.depth(at) < 1.0:
        return
    t, spot, size = scene.tones, scene.view.spot(at), 0.42 * scene.view.scale(at)
    scene.line(at, Point(at.x, ROOF, at.z), 2.0)
    contour(scene.back, ellipse(spot, size * 1.15, size * 1.15, corners=20), t.dark, 1.2)
    contour(scene.back, ellipse(spot, size, size, corners=20), t.glow if scene.night else t.paper, 0.8)
    for dx, dy in ((0.0, -0.7), (0.45, 0.2)):
        stroke(scene.back, spot, Spot(spot.x + dx * size, spot.y + dy * size), 1.8, 0.2)
