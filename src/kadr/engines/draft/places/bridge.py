"""A bridge: its roadway runs away from us between railings, below it the river, above the towers with their cables."""

from kadr.engines.draft.buildings import paint_street_lamp, paint_towers
from kadr.engines.draft.foreground import paint_post, strokes
from kadr.engines.draft.interiors import wall
from kadr.engines.draft.outdoors import paint_pool, paint_water, paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point

HALF = 3.6


def paint(scene: Scene) -> None:
    """The town on the bank, the water, the bridge."""
    paint_world(scene, pool=False)
    t, near = scene.tones, -scene.view.camera.distance - 1.0
    scene.ridge([6, 10, 8, 12, 9, 7, 11, 8], 300.0, t.far)
    paint_water(scene, -2.0, 150.0)
    paint_towers(scene, 190.0, blend(t.far, t.mid, 0.25), (10, 16, 12, 22, 14, 26, 12, 18, 24, 13, 17), windows=True)
    road = [Point(-HALF, 0, near), Point(HALF, 0, near), Point(HALF, 0, 120), Point(-HALF, 0, 120)]
    scene.panel(road, blend(t.ground, t.paper, 0.25), 1.4)
    if not scene.close:
        paint_pool(scene)
    pen = blend(t.ground, t.ink, 0.3)
    for z in (1.0, 2.5, 4.5, 7.0, 10.0, 14.0, 20.0):
        scene.line(Point(-HALF, 0, z), Point(HALF, 0, z), 0.8, pen)
    for z in (64.0, 22.0):
        _tower(scene, z)
    for side in (-1, 1):
        _rail(scene, side * HALF, near)
    for z in (34.0, 13.0, 5.0):
        for side in (-1, 1):
            paint_street_lamp(scene, Point(side * (HALF - 0.3), 0.0, z), 3.6)
    paint_post(scene, -1, 0.26)
    strokes(scene, -1, [[(0.0, 0.6), (1.1, 0.62)], [(0.0, 0.9), (1.1, 0.9)]], 10.0, t.deep)


def _rail(scene: Scene, x: float, near: float) -> None:
    t = scene.tones
    scene.panel([Point(x, 0, near), Point(x, 0.2, near), Point(x, 0.2, 100), Point(x, 0, 100)], t.mid, 0.9)
    scene.panel([Point(x, 1.0, near), Point(x, 1.12, near), Point(x, 1.12, 100), Point(x, 1.0, 100)], t.dark, 0.9)
    z = -2.0
    while z < 26:
        scene.line(Point(x, 0.2, z), Point(x, 1.0, z), 2.4 if z < 6 else 1.2)
        z += 0.55 if z < 8 else 1.4
    scene.way([Point(x, 14.0, 22.0), Point(x, 7.0, 12.0), Point(x, 2.8, 5.0), Point(x, 1.2, -0.6)], 2.6)
    scene.way(
        [Point(x, 14.0, 22.0), Point(x, 5.0, 34.0), Point(x, 3.6, 43.0), Point(x, 5.0, 52.0), Point(x, 14.0, 64.0)], 2.0
    )
    for z, up in ((3.0, 2.1), (6.0, 3.3), (9.0, 5.0), (12.0, 7.0), (16.0, 9.8), (27.0, 8.6), (32.0, 5.8), (38.0, 4.0)):
        scene.line(Point(x, 1.1, z), Point(x, up, z), 0.9)


def _tower(scene: Scene, z: float) -> None:
    t = scene.tones
    for side in (-1, 1):
        scene.block(Point(side * HALF, 0.0, z), (0.9, 14.6, 0.9), (t.paper, t.dark, t.mid))
    for up in (6.4, 13.4):
        wall(scene, 0.0, up, (2 * HALF, 0.8), z, t.mid, 1.1)
    scene.line(Point(-HALF, 7.2, z), Point(HALF, 13.4, z), 1.4)
    scene.line(Point(HALF, 7.2, z), Point(-HALF, 13.4, z), 1.4)
