"""A shop: shelves full of goods, a counter with a till; from the other side the window on the street and the door."""

from kadr.engines.draft.foreground import paint_table as paint_near_table
from kadr.engines.draft.foreground import silhouette, strokes
from kadr.engines.draft.interiors import paint_door, paint_hanging_lamp, paint_shell, paint_shelves, wall
from kadr.engines.draft.places.cafe import paint_street_window
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Shelves against the walls, then the counter."""
    room = paint_shell(scene, half=3.2, depth=3.8, height=2.9, floor="tiles")
    t = scene.tones
    for x in (room.at(-1, 1.4), room.at(1, 1.6)):
        paint_hanging_lamp(room, x, 2.4, 0.26)
    if scene.reverse:
        paint_street_window(room, room.at(1, 1.6), 2.6)
        paint_door(room, room.at(-1, 0.8))
        paint_shelves(room, room.at(1, 0.4), (0.9, 1.1), 2, z=2.6)
    else:
        wide = min(6.0, 2 * room.at(1, 0.1))
        paint_shelves(room, 0.0, (wide, 2.3), 5)
        for low in (1.35, 1.85):
            scene.panel(
                [Point(-room.half + 0.02, low, z) for z in (0.4, 3.4)]
                + [Point(-room.half + 0.3, low, z) for z in (3.4, 0.4)],
                t.shade,
                0.8,
            )
        x = room.at(1, 1.1)
        scene.block(Point(x, 0.0, 2.3), (2.1, 0.92, 0.6), (t.paper, t.dark, t.mid))
        scene.block(Point(x, 0.92, 2.3), (2.25, 0.06, 0.72), (t.paper, t.dark, t.dark))
        for dx in (-0.7, 0.0, 0.7):
            wall(scene, x + dx, 0.1, (0.6, 0.7), 1.99, t.shade, 0.9)
        scene.block(Point(x + 0.5, 0.98, 2.3), (0.46, 0.26, 0.36), (t.mid, t.ink, t.dark))
        wall(scene, x + 0.5, 1.24, (0.36, 0.2), 2.3, t.dark, 1.0)
        scene.block(Point(x - 0.5, 0.98, 2.3), (0.3, 0.3, 0.3), (t.paper, t.mid, t.shade))
    paint_near_table(scene, 1, "bottles")
    outline = silhouette(scene, -1, [(-0.1, 0.3), (0.4, 0.3), (0.4, 1.02), (-0.1, 1.02)])
    if outline:
        strokes(scene, -1, [[(0.0, y), (0.36, y)] for y in (0.45, 0.62, 0.79, 0.96)], 2.0)
