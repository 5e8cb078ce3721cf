"""A bedroom: a bed against the wall, a night table with a lamp, a window with curtains."""

from kadr.engines.draft.places.room import paint_walls, paint_window, wall
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The wall, then the bed before it."""
    paint_walls(scene, half=2.7, depth=2.8, height=2.6)
    t = scene.tones
    paint_window(scene, 1.4, 2.8)
    for x in (0.66, 2.14):
        wall(scene, x, 0.5, 0.32, 1.75, 2.74, t.mid)
    scene.block(Point(-1.1, 0.0, 2.7), (1.7, 1.05, 0.1), (t.mid, t.dark, t.mid))
    scene.block(Point(-1.1, 0.0, 1.75), (1.6, 0.45, 1.8), (t.paper, t.mid, t.shade))
    scene.block(Point(-1.1, 0.45, 1.5), (1.62, 0.07, 1.25), (t.mid, t.dark, t.mid))
    for x in (-1.5, -0.7):
        scene.block(Point(x, 0.45, 2.4), (0.6, 0.14, 0.35), (t.paper, t.shade, t.paper))
    scene.block(Point(0.1, 0.0, 2.5), (0.45, 0.5, 0.4), (t.paper, t.dark, t.mid))
    scene.line(Point(0.1, 0.5, 2.5), Point(0.1, 0.75, 2.5), 2.2)
    wall(scene, 0.1, 0.74, 0.3, 0.24, 2.5, t.glow if scene.night else t.paper)
