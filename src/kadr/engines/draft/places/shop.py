"""A shop: shelves full of goods on both sides, a counter with a till at the end."""

from kadr.engines.draft.places.room import paint_walls, wall
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Shelves against the back wall, then the counter."""
    paint_walls(scene, half=3.2, depth=3.6, height=2.8)
    t = scene.tones
    for row in range(4):
        low = 0.25 + row * 0.55
        wall(scene, 0.0, low - 0.04, 5.6, 0.04, 3.4, t.dark)
        x, index = -2.7, row
        while x < 2.7:
            wide = 0.16 + 0.07 * (index * 7 % 4)
            tall = 0.22 + 0.05 * (index * 5 % 4)
            wall(scene, x + wide / 2, low, wide, tall, 3.39, (t.paper, t.mid, t.shade, t.dark)[index * 3 % 4])
            x, index = x + wide + 0.05, index + 1
    scene.block(Point(1.5, 0.0, 2.1), (2.2, 0.95, 0.6), (t.paper, t.mid, t.shade))
    scene.block(Point(1.9, 0.95, 2.1), (0.4, 0.25, 0.35), (t.dark, t.ink, t.dark))
    wall(scene, 1.9, 1.2, 0.34, 0.2, 2.05, t.shade)
