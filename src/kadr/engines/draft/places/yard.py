"""A yard before a wooden house: a pitched roof, a porch, a fence, a tree."""

from kadr.engines.draft.places.room import wall
from kadr.engines.draft.places.village_street import tree
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The fence behind, the house, the tree."""
    scene.sky_and_ground()
    scene.sun_or_moon(0.8, 0.12)
    t = scene.tones
    scene.ridge([5, 8, 6, 9, 7, 8, 6], 90.0, t.far)
    for index in range(34):
        wall(scene, -17.0 + index, 0.0, 0.16, 1.2, 15.0, t.paper)
    for y in (0.4, 0.95):
        scene.line(Point(-17.5, y, 14.98), Point(17.0, y, 14.98), 1.2)
    paint_cottage(scene, Point(-3.4, 0.0, 9.5))
    tree(scene, Point(4.6, 0.0, 8.5), 5.6)
    scene.tufts(16, 0.0, 10.0)


def paint_cottage(scene: Scene, foot: Point) -> None:
    """A cottage of logs with its gable to us."""
    t, wide, tall, z = scene.tones, 5.6, 2.5, foot.z - 2.0
    side = [Point(foot.x + wide / 2, y, z + dz) for y, dz in ((0, 0), (tall, 0), (tall, 5), (0, 5))]
    scene.panel(side, t.mid)
    wall(scene, foot.x, 0.0, wide, tall, z, t.paper if not scene.night else t.mid)
    for row in range(1, 6):
        scene.line(Point(foot.x - wide / 2, row * 0.42, z - 0.01), Point(foot.x + wide / 2, row * 0.42, z - 0.01), 0.7)
    gable = [
        Point(foot.x - wide / 2 - 0.4, tall, z),
        Point(foot.x, tall + 2.2, z),
        Point(foot.x + wide / 2 + 0.4, tall, z),
    ]
    scene.panel(gable, t.shade)
    roof = [
        Point(foot.x, tall + 2.2, z),
        Point(foot.x + wide / 2 + 0.4, tall, z),
        Point(foot.x + wide / 2 + 0.4, tall, z + 5),
        Point(foot.x, tall + 2.2, z + 5),
    ]
    scene.panel(roof, t.dark)
    for dx, low, half, high in ((-1.5, 0.9, 0.45, 1.0), (1.5, 0.0, 0.45, 1.95)):
        glass = t.glow if scene.night or not low else t.dark
        wall(scene, foot.x + dx, low, half * 2, high, z - 0.02, glass if low else t.mid)
    scene.block(Point(foot.x + 1.5, 0.0, z - 0.5), (1.4, 0.2, 0.9), (t.paper, t.mid, t.shade))
    scene.block(Point(foot.x + 0.9, tall + 1.0, z + 2), (0.5, 1.5, 0.5), (t.mid, t.dark, t.mid))
