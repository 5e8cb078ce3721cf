"""A bedroom: a bed against the wall, a night table with a lamp, a window with curtains; from the other side a wardrobe
and the door."""

from kadr.engines.draft.foreground import paint_curtain, paint_plant
from kadr.engines.draft.interiors import (
    Room,
    paint_curtains,
    paint_door,
    paint_picture,
    paint_rug,
    paint_shell,
    paint_table_lamp,
    paint_window,
    wall,
)
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The wall that we look at, then the bed."""
    room = paint_shell(scene, half=2.8, depth=3.0, height=2.65)
    paint_rug(scene, Point(0.4, 0.0, 0.7), (2.6, 1.6))
    t = scene.tones
    left, right = room.at(-1, 1.15), room.at(1, 0.9)
    if scene.reverse:
        paint_door(room, right)
        scene.block(Point(left, 0.0, 2.65), (1.7, 2.2, 0.6), (t.shade, t.dark, t.shade))
        for dx in (-0.42, 0.42):
            wall(scene, left + dx, 0.15, (0.72, 1.9), 2.34, blend(t.shade, t.mid, 0.4), 1.0)
            scene.line(Point(left + dx * 0.2, 1.0, 2.33), Point(left + dx * 0.2, 1.25, 2.33), 2.4)
        paint_picture(room, (left + right) / 2, 1.4, (0.6, 0.8))
    else:
        paint_window(room, right)
        paint_curtains(room, right)
        paint_picture(room, left, 1.6, (0.9, 0.5))
        _bed(room, left)
        table = Point(left + 1.3, 0.0, 2.6)
        scene.block(table, (0.5, 0.52, 0.42), (t.paper, t.dark, t.mid))
        paint_table_lamp(scene, Point(table.x, 0.52, 2.6))
    paint_curtain(scene, 1)
    paint_plant(scene, -1)


def _bed(room: Room, x: float) -> None:
    scene, t = room.scene, room.scene.tones
    scene.flat(Point(x, 0.0, 1.8), (1.15, 1.3), blend(t.ground, t.ink, 0.25))
    board = [(-0.9, 0.3), (-0.9, 1.0), (-0.5, 1.18), (0.5, 1.18), (0.9, 1.0), (0.9, 0.3)]
    scene.panel([Point(x + u, y, 2.85) for u, y in board], t.dark, 1.4)
    scene.block(Point(x, 0.15, 1.95), (1.7, 0.35, 1.8), (t.paper, t.mid, t.shade))
    for dx in (-0.42, 0.42):
        pillow = [(-0.36, 0.5), (-0.38, 0.72), (-0.2, 0.8), (0.22, 0.8), (0.38, 0.7), (0.36, 0.5)]
        scene.panel([Point(x + dx + u, y, 2.55) for u, y in pillow], t.paper, 1.1)
    scene.block(Point(x, 0.48, 1.65), (1.76, 0.1, 1.35), (t.mid, t.dark, blend(t.mid, t.dark, 0.3)))
    drape = [(-0.88, 0.5), (0.88, 0.5), (0.88, 0.16), (0.4, 0.1), (0.0, 0.18), (-0.5, 0.1), (-0.88, 0.2)]
    scene.panel([Point(x + u, y, 0.97) for u, y in drape], blend(t.mid, t.dark, 0.3), 1.2)
    for dx in (-0.5, -0.1, 0.35):
        scene.line(Point(x + dx, 0.5, 0.96), Point(x + dx + 0.06, 0.2, 0.96), 1.0)
        scene.line(Point(x + dx, 0.59, 2.2), Point(x + dx + 0.1, 0.59, 1.1), 0.9)
