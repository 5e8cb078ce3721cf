"""A kitchen: a counter with sink and stove below a window, cupboards, a fridge; from the other side the table and the
door."""

from kadr.engines.draft.foreground import paint_post
from kadr.engines.draft.foreground import paint_table as paint_near_table
from kadr.engines.draft.interiors import (
    Room,
    paint_chair,
    paint_door,
    paint_hanging_lamp,
    paint_shell,
    paint_shelves,
    paint_table,
    paint_window,
    wall,
)
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The wall that we look at, then what hangs before it."""
    room = paint_shell(scene, half=2.6, depth=2.7, height=2.6, floor="tiles")
    paint_hanging_lamp(room, room.at(1, 1.5), 2.2, 0.26)
    if scene.reverse:
        _table_side(room)
    else:
        _counter_side(room)
    paint_near_table(scene, 1, "jug")
    paint_post(scene, -1, 0.22)


def _counter_side(room: Room) -> None:
    scene, t = room.scene, room.scene.tones
    z, left, right = room.depth, room.at(-1, 0.0), room.at(1, 0.0)
    tiles = blend(t.wall, t.paper, 0.5)
    wall(scene, 0.0, 0.92, (right - left, 0.55), z - 0.012, tiles, 0)
    for index in range(16):
        x = left + (right - left) * index / 15
        scene.line(Point(x, 0.92, z - 0.02), Point(x, 1.47, z - 0.02), 0.5)
    for y in (1.1, 1.28, 1.47):
        scene.line(Point(left, y, z - 0.02), Point(right, y, z - 0.02), 0.5)
    paint_window(room, 0.0, (1.25, 1.1), 1.12)
    for side in (-1, 1):
        x, wide = side * (abs(right) + 0.85) / 2, max(0.4, abs(right) - 0.85)
        scene.block(Point(x, 1.5, z - 0.18), (wide, 0.78, 0.36), (t.paper, t.mid, t.shade))
        wall(scene, x, 1.42, (wide, 0.08), z - 0.3, t.dark, 0)
        scene.line(Point(x, 1.5, z - 0.37), Point(x, 2.28, z - 0.37), 0.9)
        for dx in (-0.07, 0.07):
            scene.line(Point(x + dx, 1.56, z - 0.37), Point(x + dx, 1.7, z - 0.37), 1.5)
    scene.block(Point(0.0, 0.0, z - 0.3), (right - left + 0.6, 0.84, 0.56), (t.paper, t.mid, t.mid))
    scene.block(Point(0.0, 0.84, z - 0.32), (right - left + 0.6, 0.07, 0.66), (t.paper, t.dark, t.dark))
    for index in range(-5, 6):
        scene.line(Point(index * 0.6, 0.1, z - 0.59), Point(index * 0.6, 0.8, z - 0.59), 0.9)
        scene.line(Point(index * 0.6 + 0.1, 0.7, z - 0.6), Point(index * 0.6 + 0.26, 0.7, z - 0.6), 1.8)
    _stove(room, room.at(-1, 0.75))
    _tap_and_pots(room)
    x = room.at(1, 0.42)
    scene.block(Point(x, 0.0, z - 0.4), (0.72, 1.86, 0.66), (t.paper, t.dark, t.paper))
    scene.line(Point(x - 0.36, 1.2, z - 0.74), Point(x + 0.36, 1.2, z - 0.74), 1.2)
    for low, high in ((0.7, 1.1), (1.3, 1.6)):
        scene.line(Point(x - 0.27, low, z - 0.75), Point(x - 0.27, high, z - 0.75), 2.4)


def _stove(room: Room, x: float) -> None:
    scene, t, z = room.scene, room.scene.tones, room.depth - 0.34
    scene.block(Point(x, 0.0, z), (0.64, 0.92, 0.64), (t.mid, t.dark, t.paper))
    wall(scene, x, 0.18, (0.48, 0.42), z - 0.33, t.deep, 1.0)
    scene.line(Point(x - 0.2, 0.66, z - 0.34), Point(x + 0.2, 0.66, z - 0.34), 2.2)
    scene.turned(Point(x + 0.1, 0.93, z), [(0.0, 0.14), (0.2, 0.15)], t.dark, t.ink)
    for dx in (-0.2, -0.07, 0.07, 0.2):
        scene.back.dot(scene.view.spot(Point(x + dx, 0.8, z - 0.34)), 1.8)


def _tap_and_pots(room: Room) -> None:
    scene, t, z = room.scene, room.scene.tones, room.depth - 0.25
    scene.way([Point(0.1, 0.92, z), Point(0.1, 1.2, z), Point(-0.02, 1.26, z), Point(-0.12, 1.16, z)], 2.6)
    for x, up, wide in ((0.75, 0.24, 0.07), (0.92, 0.3, 0.05), (1.1, 0.18, 0.09), (-0.72, 0.26, 0.06)):
        scene.turned(Point(x, 0.91, z), [(0.0, wide), (up * 0.6, wide), (up, wide * 0.5)], t.shade, t.mid)


def _table_side(room: Room) -> None:
    scene = room.scene
    left, right = room.at(-1, 0.8), room.at(1, 0.8)
    paint_door(room, right, open_=True)
    paint_shelves(room, left, (1.2, 2.0), 4)
    paint_table(scene, Point(left + 1.3, 0.0, 1.9), (1.3, 0.75, 0.8))
    paint_chair(scene, Point(left + 0.4, 0.0, 1.9), 1)
    paint_chair(scene, Point(left + 2.2, 0.0, 1.9), -1)
    t = scene.tones
    scene.turned(Point(left + 1.3, 0.75, 1.9), [(0.0, 0.1), (0.1, 0.2)], t.shade, t.mid)
