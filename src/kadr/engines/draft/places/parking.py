"""A car park: rows of cars between lines, lamps, the shop behind."""

from kadr.engines.draft.buildings import paint_front, paint_parked_car, paint_street_lamp, paint_towers
from kadr.engines.draft.foreground import paint_post, silhouette, strokes
from kadr.engines.draft.outdoors import paint_pool, paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The town, the shop, the rows of cars."""
    paint_world(scene, sun=0.3, pool=False)
    t = scene.tones
    paint_towers(scene, 220.0, blend(t.far, t.air, 0.1), (30, 44, 24, 60, 36, 48, 28, 52, 34), windows=True)
    paint_front(scene, 6.0 if scene.reverse else -4.0, 40.0, (40.0, 7.0), t.side, rows=2)
    scene.panel(
        [Point(-60, 0, -4), Point(60, 0, -4), Point(60, 0, 36), Point(-60, 0, 36)],
        t.ground if scene.snowy else blend(t.ground, t.mid, 0.3),
        0,
    )
    if not scene.close:
        paint_pool(scene)
    for index in range(-6, 7):
        x = index * 2.7
        for z in (5.0, 14.0, 24.0):
            scene.panel(
                [Point(x, 0, z), Point(x + 0.12, 0, z), Point(x + 0.12, 0, z + 5.0), Point(x, 0, z + 5.0)], t.paper, 0
            )
    for x, z in (
        (-15.0, 27.0),
        (-7.0, 27.5),
        (3.6, 27.0),
        (12.0, 27.0),
        (-9.5, 17.0),
        (8.0, 16.6),
        (-5.2, 9.0),
        (6.6, 8.4),
    ):
        paint_parked_car(scene, Point(x, 0.0, z), 3.9)
    for x, z in ((-8.0, 22.0), (7.0, 21.0), (-3.6, 11.5), (4.4, 10.6)):
        paint_street_lamp(scene, Point(x, 0.0, z), 5.4)
    paint_post(scene, 1, 0.2)
    silhouette(
        scene,
        -1,
        [(-0.1, 0.72), (0.2, 0.72), (0.44, 0.78), (0.7, 0.84), (0.94, 0.88), (0.98, 0.96), (0.8, 1.02), (-0.1, 1.02)],
        crop=True,
    )
    strokes(scene, -1, [[(0.0, 0.78), (0.2, 0.78), (0.4, 0.84), (0.6, 0.87)]], 2.0, crop=True)
