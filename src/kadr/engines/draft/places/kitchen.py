"""A kitchen: a counter along the wall with sink and stove, cupboards above it, a window, a fridge."""

from kadr.engines.draft.places.room import paint_walls, paint_window, wall
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The back wall with what stands along it."""
    paint_walls(scene, half=2.6, depth=2.6, height=2.6)
    t = scene.tones
    paint_window(scene, 0.0, 2.6)
    wall(scene, 0.0, 0.92, 4.4, 0.03, 2.58, t.shade)
    for x in (-1.6, 1.55):
        wall(scene, x, 1.5, 1.3, 0.75, 2.5, t.paper)
        scene.line(Point(x, 1.5, 2.49), Point(x, 2.25, 2.49), 0.9)
        for side in (-0.08, 0.08):
            scene.back.dot(scene.view.spot(Point(x + side, 1.6, 2.48)), 1.2)
    scene.block(Point(-0.2, 0.0, 2.3), (3.6, 0.9, 0.6), (t.paper, t.mid, t.shade))
    for x in (-1.4, -0.8, 0.4, 1.0):
        scene.line(Point(x, 0.1, 1.99), Point(x, 0.85, 1.99), 0.8)
    scene.block(Point(-1.45, 0.0, 2.28), (0.62, 0.92, 0.62), (t.mid, t.dark, t.far))
    wall(scene, -1.45, 0.2, 0.44, 0.42, 1.96, t.dark)
    scene.line(Point(0.15, 0.9, 2.3), Point(0.15, 1.16, 2.3), 2.0)
    scene.line(Point(0.15, 1.16, 2.3), Point(0.0, 1.12, 2.2), 2.0)
    scene.block(Point(2.05, 0.0, 2.25), (0.7, 1.8, 0.65), (t.paper, t.mid, t.paper))
    scene.line(Point(1.72, 1.15, 1.91), Point(2.38, 1.15, 1.91), 1.0)
    scene.line(Point(1.8, 0.6, 1.9), Point(1.8, 1.0, 1.9), 1.4)
