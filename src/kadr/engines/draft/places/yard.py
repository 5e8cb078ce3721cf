"""A yard before a wooden house: the porch, a fence, a well, trees; from the other side the gate and the lane."""

from kadr.engines.draft.dwellings import paint_cottage, paint_fence
from kadr.engines.draft.foreground import paint_branch, paint_grass, paint_post
from kadr.engines.draft.interiors import wall
from kadr.engines.draft.nature import paint_bush, paint_tree
from kadr.engines.draft.outdoors import paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """From the hills to the house and the path to its door."""
    paint_world(scene, sun=0.8)
    t = scene.tones
    scene.ridge([8, 12, 9, 14, 16, 10, 8, 12], 160.0, t.far)
    scene.ridge([3, 4.2, 3.4, 4.8, 3.6, 4.4, 3.2], 60.0, blend(t.far, t.mid, 0.5))
    paint_cottage(scene, Point(12.0, 0.0, 30.0), 5.0)
    if scene.reverse:
        paint_cottage(scene, Point(-9.0, 0.0, 24.0), 5.2)
        paint_fence(scene, Point(-9.0, 0.0, 9.0), Point(-1.2, 0.0, 9.0), 1.5, boards=True)
        paint_fence(scene, Point(1.2, 0.0, 9.0), Point(9.0, 0.0, 9.0), 1.5, boards=True)
        for x in (-1.2, 1.2):
            wall(scene, x, 0.0, (0.28, 2.2), 8.9, t.dark, 1.2)
        wall(scene, 0.0, 2.2, (3.0, 0.26), 8.9, t.dark, 1.2)
    else:
        paint_tree(scene, Point(7.2, 0.0, 17.0), 6.4)
        paint_fence(scene, Point(-1.0, 0.0, 13.0), Point(14.0, 0.0, 13.0), 1.15)
        path = [(-0.8, -2.0), (0.9, -2.0), (-2.3, 8.0), (-3.3, 8.0)]
        scene.panel([Point(x, 0, z) for x, z in path], blend(t.ground, t.paper, 0.55), 0)
        paint_cottage(scene, Point(-4.0, 0.0, 9.0), 6.0)
        paint_bush(scene, Point(-0.5, 0.0, 8.6), 0.9)
        paint_bush(scene, Point(-6.6, 0.0, 7.9), 0.8)
    paint_well(scene, Point(4.4, 0.0, 7.0))
    scene.tufts(22, 0.4, 12.0)
    paint_post(scene, 1, 0.2)
    paint_branch(scene, 1, 0.3)
    paint_grass(scene, -1, 0.16)


def paint_well(scene: Scene, foot: Point) -> None:
    """A well with its roof and bucket."""
    t, x, z = scene.tones, foot.x, foot.z
    scene.cast(foot, 1.4, 1.2)
    scene.block(foot, (1.2, 0.8, 1.0), (t.ink, t.dark, blend(t.shade, t.mid, 0.4)))
    for row in (0.25, 0.5):
        scene.line(Point(x - 0.6, row, z - 0.51), Point(x + 0.6, row, z - 0.51), 0.9)
    for dx in (-0.52, 0.52):
        wall(scene, x + dx, 0.8, (0.1, 1.1), z, t.dark, 0.8)
    scene.line(Point(x - 0.6, 1.4, z), Point(x + 0.6, 1.4, z), 3.0)
    scene.line(Point(x, 1.4, z), Point(x, 1.0, z), 1.0)
    roof = [Point(x + dx, y, z - 0.5) for dx, y in ((-0.9, 1.75), (0.0, 2.3), (0.9, 1.75))]
    scene.panel(roof, t.paper if scene.snowy else t.mid, 1.2)
