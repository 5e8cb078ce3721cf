"""A library: an aisle between tall shelves that runs to a window, a ladder, reading tables with lamps."""

from kadr.engines.draft.foreground import paint_post
from kadr.engines.draft.foreground import paint_table as paint_near_table
from kadr.engines.draft.halls import Hall, paint_hall
from kadr.engines.draft.interiors import paint_chair, paint_table, paint_table_lamp
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The aisle, the books on both sides, the tables."""
    half, _ = paint_hall(scene, Hall(half=2.3, tall=3.6, long=13.0, doors=False, lamps=False, dado=False))
    t = scene.tones
    for side in (-1, 1):
        _books(scene, side, half)
    x = (half - 0.35) * (1 if scene.reverse else -1)
    for dz in (0.0, 0.5):
        scene.line(Point(x * 0.8, 0.0, 4.4 + dz), Point(x, 3.0, 4.4 + dz), 2.6)
    for row in range(9):
        part = (row + 1) / 10
        scene.line(Point(x * (0.8 + 0.2 * part), 3.0 * part, 4.4), Point(x * (0.8 + 0.2 * part), 3.0 * part, 4.9), 1.6)
    for z, side in ((6.4, 1), (3.1, 1), (3.4, -1)):
        at = side * min(half * 0.62, max(0.9, scene.view.reach(z) - 0.5))
        paint_table(scene, Point(at, 0.0, z), (0.95, 0.76, 0.8), blend(t.mid, t.shade, 0.4))
        paint_table_lamp(scene, Point(at + 0.1, 0.76, z), 0.4)
        paint_chair(scene, Point(at - side * 0.75, 0.0, z), side)
    paint_near_table(scene, 1, "books")
    paint_post(scene, -1, 0.36)


def _books(scene: Scene, side: int, half: float) -> None:
    """A wall of books along the aisle: dark cases, the backs of books in three tones, uprights between."""
    t, x, top = scene.tones, side * half * 0.985, 3.0
    near = max(-1.5, 0.6 - scene.view.camera.distance)
    scene.panel(
        [Point(x, 0.1, near), Point(x, top, near), Point(x, top, 12.6), Point(x, 0.1, 12.6)],
        blend(t.dark, t.mid, 0.15),
        1.0,
    )
    for index, tone in enumerate((t.mid, t.shade, t.paper)):
        for row in range(7):
            low, z, slot = 0.18 + row * 0.41, near + 0.1, row * 3
            while z < 12.2:
                long = (0.12 + 0.09 * (slot * 7 % 4)) * (1.0 if z < 5 else 2.4)
                if (slot * 5 + row) % 4 == index:
                    tall = 0.24 + 0.03 * (slot * 3 % 4)
                    scene.panel(
                        [
                            Point(x, low, z),
                            Point(x, low + tall, z),
                            Point(x, low + tall, z + long),
                            Point(x, low, z + long),
                        ],
                        tone,
                        0,
                    )
                z, slot = z + long + 0.02, slot + 1
    for row in range(8):
        scene.line(Point(x, 0.14 + row * 0.41, near), Point(x, 0.14 + row * 0.41, 12.6), 1.2, t.shade)
    for z in (1.2, 3.4, 5.8, 8.4, 11.0):
        scene.line(Point(x, 0.0, z), Point(x, top + 0.1, z), 3.0)
