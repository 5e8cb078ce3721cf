"""A park: a path between lawns, round trees, benches, lamps, a fountain far away."""

from kadr.engines.draft.buildings import paint_bench, paint_street_lamp
from kadr.engines.draft.foreground import paint_branch, paint_grass, paint_trunk
from kadr.engines.draft.nature import paint_bush, paint_tree
from kadr.engines.draft.outdoors import paint_pool, paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Far trees, the path, near trees and a bench."""
    paint_world(scene, sun=0.24, pool=False)
    t = scene.tones
    scene.ridge([9, 12, 10, 14, 11, 13, 9.5, 12], 110.0, t.far)
    scene.ridge([5, 7, 6, 8, 6.5, 7.5, 5.5, 7], 60.0, blend(t.far, t.mid, 0.4))
    path = [(-2.0, -3), (2.0, -3), (1.3, 14), (3.9, 30), (3.0, 60), (1.8, 60), (2.0, 30), (-0.9, 14)]
    scene.panel([Point(x, 0, z) for x, z in path], blend(t.ground, t.pool, 0.7), 0.8)
    if not scene.close:
        paint_pool(scene)
    for x, z, tall in (
        (-14.0, 36.0, 7.0),
        (12.0, 34.0, 7.0),
        (-10.0, 22.0, 6.4),
        (10.0, 19.0, 6.6),
        (-6.4, 12.0, 5.8),
        (6.6, 10.0, 6.0),
    ):
        if not scene.reverse or abs(x) > 7:
            paint_tree(scene, Point(x, 0.0, z), tall)
    for x, z in ((-4.4, 17.0), (5.2, 22.0), (-8.0, 10.0), (7.8, 9.0)):
        paint_bush(scene, Point(x, 0.0, z), 0.9)
    for x, z in ((-2.9, 20.0), (2.9, 12.0), (-3.0, 7.0)):
        paint_street_lamp(scene, Point(x, 0.0, z), 3.2)
    paint_bench(scene, Point(-3.5 if not scene.reverse else 3.4, 0.0, 4.6))
    paint_bench(scene, Point(4.0, 0.0, 14.0))
    scene.tufts(18, 0.2, 14.0)
    paint_trunk(scene, 1)
    paint_branch(scene, -1, 0.26)
    paint_grass(scene, -1, 0.14)
