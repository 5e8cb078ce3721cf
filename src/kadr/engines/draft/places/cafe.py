"""A cafe: a counter with bottles behind it, small round tables, lamps from the ceiling, a wide window."""

from kadr.engines.draft.places.room import paint_walls, wall
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.view import ring
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """From the wall to the tables."""
    paint_walls(scene, half=3.6, depth=3.8, height=2.9)
    t = scene.tones
    wall(scene, -2.1, 0.7, 2.4, 1.7, 3.78, t.dark if scene.night else t.glow)
    scene.line(Point(-2.1, 0.7, 3.76), Point(-2.1, 2.4, 3.76), 1.6)
    for shelf in (1.45, 1.95):
        wall(scene, 1.5, shelf, 2.6, 0.05, 3.7, t.dark)
        for index in range(9):
            x = 0.35 + index * 0.29
            wall(scene, x, shelf + 0.05, 0.09, 0.2 + 0.08 * (index % 3), 3.69, (t.mid, t.dark, t.paper)[index % 3])
    scene.block(Point(1.5, 0.0, 3.0), (3.0, 1.08, 0.6), (t.paper, t.dark, t.mid))
    for x in (0.4, 1.1, 1.8, 2.5):
        scene.line(Point(x, 0.1, 2.69), Point(x, 1.0, 2.69), 0.8)
    for x, z in ((-2.3, 2.5), (-0.7, 3.0)):
        _table(scene, x, z)
    for x in (-1.5, 0.6, 2.2):
        scene.line(Point(x, 2.9, 2.8), Point(x, 2.35, 2.8), 1.0)
        scene.turned(
            Point(x, 2.1, 2.8), [(0.0, 0.2), (0.12, 0.14), (0.24, 0.04)], t.glow if scene.night else t.mid, t.dark
        )


def _table(scene: Scene, x: float, z: float) -> None:
    t = scene.tones
    scene.turned(Point(x, 0.0, z), [(0.0, 0.22), (0.05, 0.05), (0.7, 0.04)], t.dark, t.ink)
    scene.back.shape(scene.view.spots(ring(Point(x, 0.74, z), 0.42)), t.paper, 1.2)
    for side in (-1, 1):
        scene.block(Point(x + 0.75 * side, 0.0, z), (0.38, 0.45, 0.38), (t.mid, t.dark, t.mid))
        scene.block(Point(x + 0.92 * side, 0.45, z), (0.05, 0.45, 0.36), (t.mid, t.dark, t.mid))
