"""A classroom: a blackboard and the teacher's desk, rows of school desks; from the other side windows and a map."""

from kadr.engines.draft.foreground import paint_plant
from kadr.engines.draft.foreground import paint_table as paint_near_table
from kadr.engines.draft.interiors import paint_picture, paint_shell, paint_shelves, paint_window, wall, window_tone
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """From the board to the desks."""
    room = paint_shell(scene, half=3.6, depth=4.4, height=3.0)
    t = scene.tones
    if scene.reverse:
        paint_shelves(room, room.at(-1, 0.9), (1.3, 2.0), 4)
        paint_picture(room, 0.0, 1.15, (1.9, 1.15))
        paint_window(room, room.at(1, 1.2))
    else:
        room.back(0.0, 0.9, (3.7, 1.36), t.mid, 1.4)
        room.back(0.0, 0.98, (3.54, 1.2), t.dark if not scene.night else t.deep, 0)
        for row, wide in enumerate((1.5, 1.1, 1.3)):
            y = 1.95 - row * 0.25
            way = [Point(-1.5 + wide * i / 6, y + 0.05 * (i % 2), 4.36) for i in range(7)]
            scene.way(way, 1.6, t.paper)
        for part in (0.5, 0.8, 1.1):
            scene.way(
                [Point(part + 0.2 * u, 1.55 + 0.2 * v, 4.36) for u, v in ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 0))],
                1.2,
                t.paper,
            )
        wall(scene, 0.0, 0.86, (3.7, 0.06), 4.28, t.paper, 0.8)
        scene.block(Point(1.5, 0.0, 3.5), (1.4, 0.78, 0.65), (t.paper, t.dark, t.mid))
        scene.block(Point(1.2, 0.78, 3.5), (0.3, 0.12, 0.24), (t.paper, t.dark, t.shade))
    for z in (-0.2, 1.8, 3.8):
        room.side(-1, z, 0.95, (1.4, 1.5), window_tone(scene), 1.5)
        scene.line(Point(-room.half + 0.02, 1.7, z), Point(-room.half + 0.02, 1.7, z + 1.4), 1.2)
    for z in (3.0, 1.9):
        for x in (room.at(-1, 0.4), room.at(-1, 1.7), room.at(1, 1.7), room.at(1, 0.4)):
            if abs(x) > 0.9:
                paint_school_desk(scene, Point(x, 0.0, z))
    paint_near_table(scene, -1, "books")
    paint_plant(scene, 1)


def paint_school_desk(scene: Scene, foot: Point) -> None:
    """A desk with its chair pushed in."""
    t, x, z = scene.tones, foot.x, foot.z
    scene.flat(foot, (0.6, 0.35), blend(t.ground, t.ink, 0.2))
    for leg in (-0.45, 0.45):
        wall(scene, x + leg, 0.0, (0.05, 0.68), z + 0.15, t.dark, 0)
        wall(scene, x + leg, 0.0, (0.05, 0.68), z - 0.2, t.dark, 0)
    scene.block(Point(x, 0.66, z), (1.05, 0.06, 0.5), (t.paper, t.mid, t.mid))
    wall(scene, x, 0.4, (0.42, 0.5), z - 0.42, blend(t.mid, t.dark, 0.3), 0.9)
    for dx in (-0.18, 0.18):
        wall(scene, x + dx, 0.0, (0.04, 0.42), z - 0.42, t.dark, 0)
