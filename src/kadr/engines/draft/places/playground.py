"""A playground between houses: swings, a slide, a sandpit, trees, the windows of the blocks above."""

from kadr.engines.draft.buildings import paint_bench, paint_front
from kadr.engines.draft.foreground import paint_branch, paint_post, strokes
from kadr.engines.draft.nature import paint_tree
from kadr.engines.draft.outdoors import paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The blocks, the trees, what children play on."""
    paint_world(scene)
    t = scene.tones
    for x, wide, tall, tone in (
        (-19.0, 18.0, 15.0, t.side),
        (4.0, 17.0, 12.5, t.wall),
        (25.0, 16.0, 16.0, blend(t.side, t.mid, 0.3)),
    ):
        paint_front(scene, x, 40.0, (wide, tall), tone)
    for x, z, tall in ((-9.0, 20.0, 6.2), (9.6, 18.0, 6.4), (0.6, 30.0, 6.0)):
        paint_tree(scene, Point(x, 0.0, z), tall)
    _swing(scene, Point(-4.6, 0.0, 8.0))
    _slide(scene, Point(4.8, 0.0, 8.6))
    pit = [Point(x, 0.0, z) for x, z in ((-2.0, 10.0), (1.6, 10.0), (1.4, 13.0), (-1.9, 13.0))]
    scene.panel(pit, t.paper, 1.6)
    scene.hatch(pit, 9.0, 0.2)
    paint_bench(scene, Point(8.0, 0.0, 12.0))
    scene.tufts(12, 0.4, 10.0)
    paint_branch(scene, -1, 0.26)
    paint_post(scene, 1, 0.18)
    strokes(scene, 1, [[(0.0, 0.3), (0.5, 0.3)], [(0.0, 0.5), (0.5, 0.5)], [(0.0, 0.7), (0.5, 0.7)]], 8.0, t.deep)


def _swing(scene: Scene, foot: Point) -> None:
    t, x, z, weight = scene.tones, foot.x, foot.z, scene.weight(foot)
    scene.cast(foot, 2.0, 2.6)
    for side in (-1.5, 1.5):
        for deep in (-0.8, 0.8):
            scene.line(Point(x + side, 0, z + deep), Point(x + side, 2.5, z), weight * 2.4)
    scene.line(Point(x - 1.6, 2.5, z), Point(x + 1.6, 2.5, z), weight * 2.8)
    for dx, sway in ((-0.6, 0.2), (0.6, -0.1)):
        for side in (-0.22, 0.22):
            scene.line(Point(x + dx + side, 2.5, z), Point(x + dx + side + sway, 0.55, z), weight * 0.9)
        scene.block(Point(x + dx + sway, 0.5, z), (0.5, 0.06, 0.24), (t.dark, t.dark, t.dark))


def _slide(scene: Scene, foot: Point) -> None:
    t, x, z, weight = scene.tones, foot.x, foot.z, scene.weight(foot)
    scene.cast(foot, 1.4, 2.4)
    for dx in (0.9, 1.4):
        scene.line(Point(x + dx, 0, z), Point(x + dx, 2.7, z), weight * 2.2)
    for row in range(6):
        scene.line(Point(x + 0.9, 0.25 + row * 0.3, z), Point(x + 1.4, 0.25 + row * 0.3, z), weight * 1.4)
    scene.panel(
        [
            Point(x + 0.9, 1.8, z),
            Point(x + 0.9, 2.05, z),
            Point(x - 1.4, 0.5, z),
            Point(x - 2.0, 0.45, z),
            Point(x - 2.0, 0.2, z),
            Point(x - 1.4, 0.25, z),
        ],
        t.mid,
        weight,
    )
    scene.panel(
        [Point(x + 0.6, 2.7, z), Point(x + 1.15, 3.3, z), Point(x + 1.7, 2.7, z)],
        t.paper if scene.snowy else t.dark,
        weight,
    )
