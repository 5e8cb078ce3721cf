"""A city: a wide square before tall houses in three depths, lamps, the towers behind them."""

from kadr.engines.draft.buildings import paint_front, paint_parked_car, paint_street_lamp, paint_towers
from kadr.engines.draft.foreground import paint_branch, paint_post
from kadr.engines.draft.nature import paint_tree
from kadr.engines.draft.outdoors import paint_pool, paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point

HOUSES = ((-27.0, 13.0, 22.0), (-12.5, 11.0, 15.0), (8.0, 10.0, 26.0), (20.0, 11.0, 17.0), (34.0, 14.0, 23.0))


def paint(scene: Scene) -> None:
    """Far towers, the houses across the street, then the pavement on which one stands."""
    paint_world(scene, sun=0.3, pool=False)
    t = scene.tones
    paint_towers(scene, 330.0, blend(t.far, t.air, 0.2), (70, 120, 90, 160, 60, 140, 100, 150, 80, 120))
    paint_towers(scene, 150.0, blend(t.far, t.mid, 0.3), (30, 44, 36, 58, 24, 48, 38, 52, 30), windows=True)
    tones = (t.wall, blend(t.side, t.mid, 0.3), t.side, blend(t.wall, t.paper, 0.4), blend(t.side, t.mid, 0.5))
    for index, (x, wide, tall) in enumerate(HOUSES):
        paint_front(scene, -x if scene.reverse and index % 2 else x, 34.0, (wide, tall), tones[index])
    road = t.paper if scene.snowy else blend(t.ground, t.mid, 0.5 if not scene.night else 0.75)
    scene.panel([Point(-99, 0, 9.0), Point(99, 0, 9.0), Point(99, 0, 24.0), Point(-99, 0, 24.0)], road, 0)
    for x in range(-30, 31, 6):
        scene.panel(
            [Point(x, 0, 16.0), Point(x + 2.6, 0, 16.0), Point(x + 2.6, 0, 16.4), Point(x, 0, 16.4)], t.paper, 0
        )
    if not scene.close:
        paint_pool(scene)
    for z, weight in ((24.0, 0.8), (9.0, 1.5), (8.7, 0.8)):
        scene.line(Point(-60, 0, z), Point(60, 0, z), weight)
    for x, z in ((-9.0, 20.0), (4.0, 20.5), (13.0, 19.0)):
        paint_parked_car(scene, Point(x, 0.0, z))
    paint_tree(scene, Point(-7.4, 0.0, 10.5), 5.4)
    for x in (-11.0, -3.6, 5.4, 12.0):
        paint_street_lamp(scene, Point(x, 0.0, 8.4), 4.8)
    paint_post(scene, -1, 0.22)
    paint_branch(scene, 1, 0.24)
