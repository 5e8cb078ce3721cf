"""A village street: yurts and clay houses on both sides below the mountains, poplars, one great shady tree."""

from kadr.engines.draft.dwellings import paint_clay_house, paint_cottage, paint_fence, paint_yurt
from kadr.engines.draft.foreground import paint_branch, paint_grass, paint_post
from kadr.engines.draft.nature import paint_bush, paint_mountains, paint_poplar, paint_tree
from kadr.engines.draft.outdoors import paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Houses back to front, then the tree."""
    paint_world(scene, sun=0.24)
    t = scene.tones
    if scene.reverse:
        scene.ridge([4, 6, 9, 7, 5, 4, 6, 8], 260.0, t.far)
    else:
        paint_mountains(scene, [20, 44, 26, 60, 38, 52, 24, 40, 18], 340.0, t.far, snow=True)
        scene.ridge([5, 8, 6, 9, 7, 6, 8, 5], 120.0, blend(t.far, t.mid, 0.35))
    street = [(-1.7, -3), (1.8, -3), (1.5, 9.0), (3.2, 26.0), (1.2, 60.0), (0.2, 60.0), (1.0, 26.0), (-1.2, 9.0)]
    scene.panel([Point(x, 0.0, z) for x, z in street], blend(t.ground, t.pool, 0.6), 0)
    for x, z, tall in ((-5.0, 44.0, 9.0), (-3.4, 46.0, 10.0), (6.0, 40.0, 9.5), (7.4, 42.0, 8.0), (9.4, 30.0, 9.0)):
        paint_poplar(scene, Point(x, 0.0, z), tall)
    if scene.reverse:
        _other_side(scene)
    else:
        _houses(scene)
    scene.tufts(18, 0.6, 14.0)
    if scene.reverse:
        paint_poplar(scene, Point(4.6, 0.0, 6.0), 8.0)
        paint_post(scene, 1, 0.3)
    else:
        paint_tree(scene, Point(2.9, 0.0, 6.2), 6.2)
        paint_branch(scene, -1, 0.26)
    paint_grass(scene, 1, 0.14)
    paint_grass(scene, -1, 0.12)


def _houses(scene: Scene) -> None:
    paint_yurt(scene, Point(3.4, 0.0, 26.0), 2.7)
    paint_clay_house(scene, Point(-8.4, 0.0, 26.0), 6.0)
    paint_yurt(scene, Point(8.8, 0.0, 22.0), 2.9)
    paint_fence(scene, Point(-2.6, 0.0, 21.0), Point(-3.5, 0.0, 7.6), 1.2)
    paint_clay_house(scene, Point(-7.2, 0.0, 10.6), 6.2)
    paint_yurt(scene, Point(6.4, 0.0, 10.4), 2.8)
    paint_bush(scene, Point(-3.9, 0.0, 7.0), 0.7, scene.tones.mid)


def _other_side(scene: Scene) -> None:
    """Towards the plain: cottages, a long fence, one yurt at the end."""
    paint_yurt(scene, Point(-2.8, 0.0, 34.0), 2.6)
    paint_cottage(scene, Point(6.8, 0.0, 24.0), 6.0)
    paint_cottage(scene, Point(-7.6, 0.0, 17.0), 6.4)
    paint_fence(scene, Point(3.4, 0.0, 22.0), Point(2.9, 0.0, 8.2), 1.1, boards=True)
    paint_clay_house(scene, Point(7.2, 0.0, 10.0), 6.0)
    paint_bush(scene, Point(-4.2, 0.0, 8.0), 0.9, scene.tones.mid)
