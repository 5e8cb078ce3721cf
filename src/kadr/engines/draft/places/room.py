"""A room: a window and a table before it; from the other side a door, a sofa and shelves."""

from kadr.engines.draft.foreground import paint_curtain, paint_plant
from kadr.engines.draft.interiors import (
    Room,
    paint_chair,
    paint_curtains,
    paint_door,
    paint_hanging_lamp,
    paint_picture,
    paint_rug,
    paint_shell,
    paint_shelves,
    paint_table,
    paint_table_lamp,
    paint_window,
)
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The wall that we look at, then what stands before it."""
    room = paint_shell(scene, half=3.0, depth=2.9, height=2.75)
    paint_rug(scene, Point(0.0, 0.0, 0.6), (3.4, 1.9))
    paint_hanging_lamp(room, room.at(1, 2.0) * 0.3)
    if scene.reverse:
        _door_side(room)
    else:
        _window_side(room)
    paint_curtain(scene, -1)
    paint_plant(scene, 1)


def _window_side(room: Room) -> None:
    scene, left, right = room.scene, room.at(-1, 1.25), room.at(1, 0.75)
    paint_window(room, left)
    paint_curtains(room, left)
    paint_picture(room, (left + right) / 2, 1.45, (0.8, 0.56))
    paint_shelves(room, right, (1.0, 2.0), 5)
    paint_table(scene, Point(left + 0.1, 0.0, 2.1), (1.3, 0.76, 0.7))
    scene.turned(
        Point(left - 0.2, 0.76, 2.1),
        [(0.0, 0.08), (0.12, 0.12), (0.26, 0.05), (0.3, 0.07)],
        scene.tones.dark,
        scene.tones.ink,
    )
    paint_chair(scene, Point(left + 1.0, 0.0, 2.0), -1)


def _door_side(room: Room) -> None:
    scene, t = room.scene, room.scene.tones
    left, right = room.at(-1, 0.9), room.at(1, 1.1)
    paint_door(room, left)
    paint_picture(room, right, 1.55, (1.0, 0.6))
    for x, wide, low, tall in (
        (right, 1.9, 0.12, 0.32),
        (right, 1.9, 0.12, 0.8),
        (right - 0.95, 0.22, 0.1, 0.56),
        (right + 0.95, 0.22, 0.1, 0.56),
    ):
        z = 2.5 if tall == 0.8 else 2.2
        scene.block(Point(x, low, z), (wide, tall, 0.3 if tall == 0.8 else 0.6), (t.shade, t.dark, t.mid))
    scene.block(Point(left + 1.0, 0.0, 2.6), (0.5, 0.6, 0.45), (t.paper, t.dark, t.mid))
    paint_table_lamp(scene, Point(left + 1.0, 0.6, 2.6))
