"""A country road: asphalt to the hills, wires on poles, fields on both sides."""

import itertools

from kadr.engines.draft.foreground import paint_grass, paint_post
from kadr.engines.draft.nature import paint_bush, paint_tree
from kadr.engines.draft.outdoors import paint_pool, paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Hills, fields, the road with its poles."""
    paint_world(scene, pool=False)
    t, near = scene.tones, -scene.view.camera.distance - 1.0
    asphalt = t.paper if scene.snowy else blend(t.ground, t.mid, 0.55)
    paint_sides(scene)
    scene.panel(
        [
            Point(-3.0, 0, near),
            Point(3.0, 0, near),
            Point(3.0, 0, 60),
            Point(6.0, 0, 200),
            Point(-0.4, 0, 60),
            Point(-3.0, 0, 20),
        ],
        asphalt,
        0,
    )
    if not scene.close:
        paint_pool(scene)
    for x in (-2.8, 2.8):
        scene.line(Point(x, 0, near), Point(x, 0, 40), 2.2, t.paper)
    for z in (1.5, 6.0, 11.0, 17.0, 25.0, 36.0):
        scene.panel(
            [Point(-0.08, 0, z), Point(0.08, 0, z), Point(0.08, 0, z + 2.4), Point(-0.08, 0, z + 2.4)], t.paper, 0
        )
    scene.tufts(14, 0.5, 16.0)
    paint_post(scene, 1, 0.14)
    paint_grass(scene, -1, 0.2)
    paint_grass(scene, 1, 0.12)


def paint_sides(scene: Scene) -> None:
    """What a road runs through: hills, trees and the poles that carry the wires."""
    t = scene.tones
    scene.ridge([9, 16, 11, 24, 30, 17, 9, 13, 7], 320.0, t.far)
    scene.ridge([3, 5, 4, 2, 3, 5, 7, 4, 3], 120.0, blend(t.far, t.mid, 0.4))
    for x, z, tall in ((-14.0, 40.0, 6.0), (16.0, 34.0, 6.5), (-11.0, 22.0, 5.6)):
        paint_tree(scene, Point(x, 0.0, z), tall)
    for x, z in ((8.0, 14.0), (-7.0, 12.0), (10.0, 20.0)):
        paint_bush(scene, Point(x, 0.0, z), 0.9, t.mid)
    tops = []
    for z in (70.0, 44.0, 28.0, 17.0, 9.0):
        foot = Point(5.2, 0.0, z)
        scene.turned(foot, [(0.0, 0.12), (6.4, 0.08)], t.dark, t.ink)
        scene.line(Point(4.3, 5.8, z), Point(6.1, 5.8, z), scene.weight(foot) * 1.8)
        tops.append(z)
    for x in (4.35, 6.05):
        for far, close in itertools.pairwise(tops):
            scene.way([Point(x, 5.9, far), Point(x, 5.3, (far + close) / 2), Point(x, 5.9, close)], 0.7)
