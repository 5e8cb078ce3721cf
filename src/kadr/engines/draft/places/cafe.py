"""A cafe: a counter with bottles behind it, round tables, lamps from the ceiling; from the other side the wide window
on the street."""

from kadr.engines.draft.foreground import paint_plant
from kadr.engines.draft.foreground import paint_table as paint_near_table
from kadr.engines.draft.interiors import (
    Room,
    paint_chair,
    paint_door,
    paint_hanging_lamp,
    paint_picture,
    paint_shell,
    wall,
    window_tone,
)
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """From the wall to the tables."""
    room = paint_shell(scene, half=3.6, depth=3.9, height=3.0, floor="tiles")
    t = scene.tones
    left, right = room.at(-1, 1.2), room.at(1, 1.3)
    for x in (left, (left + right) / 2, right):
        paint_hanging_lamp(room, x, 2.15, 0.22)
    if scene.reverse:
        paint_street_window(room, left + 0.3, 2.8)
        paint_door(room, right + 0.3)
    else:
        wall(scene, left, 1.1, (1.3, 0.9), 3.88, t.dark, 1.2)
        for row in range(4):
            scene.line(
                Point(left - 0.5, 1.3 + row * 0.18, 3.86),
                Point(left + 0.1 + 0.1 * (row % 2), 1.3 + row * 0.18, 3.86),
                1.3,
                t.paper,
            )
        _counter(room, right)
    for x, z in ((left, 2.6), (left * 0.3, 3.1) if scene.reverse else (left * 0.35, 3.0)):
        paint_round_table(scene, Point(x, 0.0, z))
    paint_near_table(scene, -1, "bottles")
    paint_plant(scene, 1)


def _counter(room: Room, x: float) -> None:
    scene, t = room.scene, room.scene.tones
    paint_picture(room, x - 1.9, 1.5, (0.5, 0.7))
    wall(scene, x, 1.15, (2.7, 1.35), 3.86, blend(t.dark, t.mid, 0.3), 1.0)
    for shelf in (1.25, 1.68, 2.1):
        wall(scene, x, shelf, (2.6, 0.05), 3.7, t.paper, 0.6)
        for index in range(13):
            tall = 0.2 + 0.05 * ((index * 5) % 4)
            wall(
                scene,
                x - 1.2 + index * 0.2,
                shelf + 0.05,
                (0.09, tall),
                3.69,
                (t.shade, t.ink, t.paper)[(index + int(shelf * 9)) % 3],
                0,
            )
    scene.block(Point(x, 0.0, 3.0), (2.9, 1.02, 0.6), (t.paper, t.dark, t.mid))
    scene.block(Point(x, 1.02, 3.0), (3.1, 0.07, 0.76), (t.paper, t.dark, t.dark))
    for index in range(7):
        scene.line(Point(x - 1.3 + index * 0.43, 0.1, 2.69), Point(x - 1.3 + index * 0.43, 0.95, 2.69), 0.9)
    scene.block(Point(x + 0.7, 1.09, 3.0), (0.6, 0.45, 0.4), (t.shade, t.dark, t.dark))
    for dx in (-1.0, -0.3):
        scene.turned(
            Point(x + dx, 0.0, 2.2), [(0.0, 0.2), (0.04, 0.04), (0.66, 0.04), (0.7, 0.19), (0.76, 0.19)], t.dark, t.ink
        )


def paint_street_window(room: Room, x: float, wide: float) -> None:
    """A shop window with the houses on the other side of the street."""
    scene, t = room.scene, room.scene.tones
    room.back(x, 0.55, (wide, 1.95), window_tone(scene) if not scene.night else t.sky, 1.6)
    for index, (part, tall) in enumerate(((-0.4, 1.5), (-0.15, 1.8), (0.14, 1.3), (0.4, 1.65))):
        tone = blend(t.far, t.mid, 0.25 * (index % 2)) if not scene.night else t.dark
        wall(scene, x + part * wide, 0.55, (wide * 0.22, tall), room.depth - 0.02, tone, 0)
        for row in range(4):
            pane = t.glow if scene.night and (row + index) % 3 == 0 else t.mid
            wall(scene, x + part * wide, 0.8 + row * 0.34, (wide * 0.07, 0.14), room.depth - 0.03, pane, 0)
    for part in (-0.5, 0.0, 0.5):
        scene.line(Point(x + part * wide, 0.55, room.depth - 0.04), Point(x + part * wide, 2.5, room.depth - 0.04), 2.2)


def paint_round_table(scene: Scene, foot: Point) -> None:
    """A small round table with two chairs and cups."""
    t, x, z = scene.tones, foot.x, foot.z
    scene.flat(foot, (0.6, 0.4), blend(t.ground, t.ink, 0.25))
    paint_chair(scene, Point(x - 0.72, 0.0, z + 0.1), 1)
    paint_chair(scene, Point(x + 0.72, 0.0, z + 0.1), -1)
    scene.turned(foot, [(0.0, 0.24), (0.05, 0.05), (0.7, 0.04)], t.dark, t.ink)
    scene.flat(Point(x, 0.74, z), (0.46, 0.4), t.paper, 1.4)
    scene.turned(Point(x - 0.12, 0.74, z), [(0.0, 0.05), (0.1, 0.07)], t.shade, t.mid)
