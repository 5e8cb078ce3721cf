"""A city street: houses with shops on both sides that run away from us, pavements, lamps, a tower at its end."""

from kadr.engines.draft.buildings import paint_facade, paint_parked_car, paint_street_lamp, paint_towers
from kadr.engines.draft.foreground import paint_awning, paint_post, silhouette
from kadr.engines.draft.outdoors import paint_pool, paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point

HALF = 6.2
"""Metres from the middle of the road to the houses."""


def paint(scene: Scene) -> None:
    """The far town, the road, the houses from the furthest on, then what stands along them."""
    paint_world(scene, sun=0.5, pool=False)
    t = scene.tones
    paint_towers(scene, 160.0, t.far, (26, 40, 30, 52, 36, 60, 34, 46, 28, 38))
    _road(scene)
    tones = (blend(t.wall, t.paper, 0.4), t.side, blend(t.side, t.mid, 0.5), t.wall)
    for row, z in enumerate((58.0, 46.0, 34.0, 23.0, 12.0, 1.0, -10.0)):
        for side in (-1, 1):
            tall = 9.6 + 3.1 * ((row * 2 + side + (3 if scene.reverse else 0)) % 4)
            paint_facade(scene, HALF * side, z, (10.6, tall), tones[(row + (side > 0)) % 4])
    for z, side in ((30.0, 1), (17.0, -1), (15.0, 1)):
        paint_parked_car(scene, Point(side * 4.4, 0.0, z), 1.9)
    for z in (34.0, 19.0, 7.0):
        for side in (-1, 1):
            paint_street_lamp(scene, Point(side * 4.9, 0.0, z + side))
    paint_post(scene, -1, 0.3)
    paint_awning(scene, 1)
    silhouette(scene, -1, [(0.2, 0.3), (0.9, 0.3), (0.9, 0.42), (0.2, 0.42)])


def _road(scene: Scene) -> None:
    t, near = scene.tones, -scene.view.camera.distance - 1.0
    road = t.paper if scene.snowy else blend(t.ground, t.mid, 0.4 if not scene.night else 0.7)
    for x in (-HALF, HALF):
        scene.panel(
            [
                Point(x, 0, near),
                Point(x - 1.9 * (1 if x > 0 else -1), 0, near),
                Point(x - 1.9 * (1 if x > 0 else -1), 0, 80),
                Point(x, 0, 80),
            ],
            blend(t.ground, t.paper, 0.4),
            0,
        )
    scene.panel([Point(-4.3, 0, near), Point(4.3, 0, near), Point(4.3, 0, 80), Point(-4.3, 0, 80)], road, 0)
    if not scene.close:
        paint_pool(scene)
    for mark in (3, 8, 14, 21, 30, 42):
        scene.panel(
            [Point(-0.09, 0, mark), Point(0.09, 0, mark), Point(0.09, 0, mark + 2.4), Point(-0.09, 0, mark + 2.4)],
            t.paper,
            0,
        )
    for index in range(7):
        x = -3.6 + index * 1.1
        scene.panel([Point(x, 0, 4.4), Point(x + 0.6, 0, 4.4), Point(x + 0.6, 0, 6.6), Point(x, 0, 6.6)], t.paper, 0)
    for side in (-1, 1):
        for x, weight in ((4.3, 1.6), (4.5, 0.8)):
            scene.line(Point(side * x, 0.0, near), Point(side * x, 0.0, 80.0), weight)
