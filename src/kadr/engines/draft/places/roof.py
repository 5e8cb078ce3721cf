"""A flat roof over the town: towers in two depths, a parapet, chimneys, a water tank."""

from kadr.engines.draft.buildings import paint_towers
from kadr.engines.draft.foreground import silhouette, strokes
from kadr.engines.draft.interiors import wall
from kadr.engines.draft.outdoors import paint_pool, paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Far towers, near towers with windows, and the roof that one stands on."""
    paint_world(scene, sun=0.3, pool=False)
    t = scene.tones
    if not scene.reverse:
        paint_towers(
            scene, 400.0, blend(t.far, t.air, 0.3), (60, 110, 80, 150, 70, 130, 95, 60, 140, 85, 100, 70), foot=-40.0
        )
        paint_towers(
            scene, 170.0, blend(t.far, t.mid, 0.3), (20, 42, 12, 30, 56, 16, 26, 48, 10, 36), windows=True, foot=-40.0
        )
    else:
        paint_towers(scene, 400.0, blend(t.far, t.air, 0.3), (40, 60, 120, 70, 50, 90, 60, 110), foot=-40.0)
        paint_towers(scene, 150.0, blend(t.far, t.mid, 0.4), (6, 12, 30, 9, 14, 24, 8), windows=True, foot=-40.0)
    near, edge = -scene.view.camera.distance - 1.0, 6.5
    scene.panel([Point(-40, 0, near), Point(40, 0, near), Point(40, 0, edge), Point(-40, 0, edge)], t.ground, 0)
    if not scene.close:
        paint_pool(scene)
    pen = blend(t.ground, t.ink, 0.3)
    for z in (1.0, 2.6, 4.4):
        scene.line(Point(-40, 0, z), Point(40, 0, z), 0.7, pen)
    scene.block(Point(0.0, 0.0, edge), (80.0, 0.85, 0.4), (t.paper, t.shade, blend(t.shade, t.mid, 0.4)))
    _tank(scene, Point(-5.2, 0.0, 5.0))
    for x, tall in ((4.2, 1.5), (5.6, 2.0), (-2.6, 0.9)):
        scene.block(Point(x, 0.0, 5.2), (0.7, tall, 0.6), (t.paper if scene.snowy else t.shade, t.dark, t.mid))
        scene.block(Point(x, tall, 5.2), (0.84, 0.12, 0.72), (t.paper, t.dark, t.dark))
    scene.line(Point(6.8, 0.0, 5.6), Point(6.8, 4.2, 5.6), 2.2)
    for up in (2.6, 3.2, 3.8):
        scene.line(Point(6.2, up, 5.6), Point(7.4, up, 5.6), 1.4)
    silhouette(
        scene,
        -1,
        [(-0.1, 0.5), (0.5, 0.5), (0.5, 0.46), (0.62, 0.46), (0.62, 0.56), (0.5, 0.56), (0.5, 1.02), (-0.1, 1.02)],
    )
    strokes(scene, -1, [[(0.1, 0.56), (0.1, 1.0)], [(0.3, 0.56), (0.3, 1.0)]])


def _tank(scene: Scene, foot: Point) -> None:
    """A water tank on its legs."""
    t = scene.tones
    for dx in (-0.8, 0.8):
        wall(scene, foot.x + dx, 0.0, (0.14, 1.6), foot.z, t.dark, 0.8)
    scene.line(Point(foot.x - 0.8, 0.2, foot.z), Point(foot.x + 0.8, 1.5, foot.z), 1.6)
    scene.line(Point(foot.x + 0.8, 0.2, foot.z), Point(foot.x - 0.8, 1.5, foot.z), 1.6)
    scene.turned(Point(foot.x, 1.6, foot.z), [(0.0, 1.05), (1.9, 1.05), (2.6, 0.1)], t.mid, t.dark)
    for up in (2.1, 2.8):
        scene.line(Point(foot.x - 1.05, up, foot.z - 0.4), Point(foot.x + 1.05, up, foot.z - 0.4), 1.0)
