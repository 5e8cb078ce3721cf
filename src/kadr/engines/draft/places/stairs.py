"""Stairs that go up before us, with banisters and a landing."""

from kadr.engines.draft.places.room import paint_walls, wall
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point

STEPS, RISE, TREAD, HALF = 12, 0.17, 0.28, 1.25


def paint(scene: Scene) -> None:
    """Steps from the top down to the floor."""
    paint_walls(scene, half=2.4, depth=6.0, height=5.0)
    t = scene.tones
    top = STEPS * RISE
    wall(scene, 0.4, top, 1.0, 2.0, 5.95, t.mid)
    scene.block(Point(0.0, 0.0, 1.2 + STEPS * TREAD + 0.8), (2 * HALF, top, 1.6), (t.paper, t.mid, t.shade))
    for step in reversed(range(STEPS)):
        z = 1.2 + step * TREAD
        scene.block(Point(0.0, 0.0, z + TREAD / 2), (2 * HALF, (step + 1) * RISE, TREAD), (t.paper, t.mid, t.shade))
    for x in (-HALF, HALF):
        for step in range(0, STEPS + 1, 2):
            foot = Point(x, step * RISE, 1.2 + step * TREAD)
            scene.line(foot, Point(x, foot.y + 0.9, foot.z), 1.4)
        scene.line(Point(x, 0.9, 1.2), Point(x, 0.9 + top, 1.2 + STEPS * TREAD), 3.0)
