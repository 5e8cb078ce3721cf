"""A classroom: a blackboard, the teacher's desk, rows of school desks, windows on the left."""

from kadr.engines.draft.places.room import paint_walls, wall
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """From the blackboard to the desks."""
    paint_walls(scene, half=3.4, depth=4.2, height=2.9)
    t = scene.tones
    wall(scene, -0.2, 0.95, 3.4, 1.25, 4.17, t.mid)
    wall(scene, -0.2, 1.0, 3.2, 1.15, 4.16, t.dark)
    for row, wide in enumerate((1.3, 0.9)):
        chalk = scene.back.inked(t.paper)
        way = [Point(-1.4 + wide * i / 5, 1.9 - row * 0.25 + 0.03 * (i % 2), 4.15) for i in range(6)]
        chalk.line(scene.view.spots(way), 1.4)
    scene.block(Point(1.3, 0.0, 3.5), (1.3, 0.78, 0.6), (t.paper, t.dark, t.mid))
    for z in (2.7, 1.7):
        for x in (-2.4, -0.9, 2.3):
            scene.block(Point(x, 0.66, z), (1.0, 0.05, 0.45), (t.paper, t.mid, t.shade))
            for leg in (-0.44, 0.44):
                scene.block(Point(x + leg, 0.0, z), (0.05, 0.66, 0.4), (t.dark, t.dark, t.dark))
    for z in (0.4, 2.2):
        window = [Point(-3.39, y, z + dz) for dz, y in ((0.0, 0.9), (0.0, 2.3), (1.3, 2.3), (1.3, 0.9))]
        scene.panel(window, t.dark if scene.night else t.glow, 1.4)
