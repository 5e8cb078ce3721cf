"""A police station: desks with lamps, a board of photographs and strings, blinds; from the other side the barred door
and the counter."""

from kadr.engines.draft.foreground import paint_post
from kadr.engines.draft.foreground import paint_table as paint_near_table
from kadr.engines.draft.interiors import (
    Room,
    paint_door,
    paint_hanging_lamp,
    paint_shell,
    paint_shelves,
    wall,
    window_tone,
)
from kadr.engines.draft.places.office import paint_desk
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The wall, then the desks."""
    room = paint_shell(scene, half=3.2, depth=3.4, height=2.8, floor="tiles")
    t = scene.tones
    left, right = room.at(-1, 1.1), room.at(1, 1.0)
    room.back(0.0, 0.0, (2 * room.half, 1.0), blend(t.wall, t.mid, 0.4), 0.8)
    paint_hanging_lamp(room, right, 2.2, 0.26)
    if scene.reverse:
        paint_door(room, left)
        wall(scene, left, 1.3, (0.6, 0.6), 3.36, t.glow if scene.night else t.shade, 1.0)
        paint_shelves(room, right, (1.6, 2.0), 4)
        scene.block(Point(right - 0.4, 0.0, 2.3), (2.4, 1.05, 0.5), (t.paper, t.dark, t.mid))
    else:
        _board(room, left + 0.1)
        _blinds(room, right)
        paint_desk(scene, Point(right, 0.0, 2.5))
        scene.block(Point(left - 0.4, 0.0, 3.1), (0.6, 1.3, 0.5), (t.shade, t.dark, t.mid))
        for low in (0.2, 0.6, 1.0):
            wall(scene, left - 0.4, low, (0.5, 0.3), 2.84, blend(t.mid, t.shade, 0.4), 0.8)
    paint_near_table(scene, -1, "books")
    paint_post(scene, 1, 0.22)


def _board(room: Room, x: float) -> None:
    """Photographs and papers, with threads between them."""
    scene, t = room.scene, room.scene.tones
    room.back(x, 1.1, (1.9, 1.2), t.dark, 1.2)
    room.back(x, 1.15, (1.8, 1.1), blend(t.mid, t.shade, 0.5), 0.6)
    pins = []
    for index in range(11):
        dx, dy = -0.75 + 0.5 * (index % 4) + 0.1 * (index % 3), 1.3 + 0.34 * (index // 4) + 0.06 * (index % 2)
        wall(scene, x + dx, dy, (0.22, 0.2), 3.37, (t.paper, t.shade, t.dark)[index % 3], 0.7)
        pins.append(Point(x + dx, dy + 0.18, 3.36))
    for a, b in ((0, 5), (5, 7), (5, 2), (2, 8), (1, 5), (9, 6)):
        scene.line(pins[a], pins[b], 1.2, t.ink)


def _blinds(room: Room, x: float) -> None:
    """A window behind its blind, and the stripes of light that fall through it."""
    scene, t = room.scene, room.scene.tones
    room.back(x, 1.0, (1.6, 1.3), window_tone(scene), 1.6)
    for row in range(13):
        wall(scene, x, 1.03 + row * 0.1, (1.56, 0.055), 3.36, t.shade, 0)
    for dx in (-0.5, 0.5):
        scene.line(Point(x + dx, 1.0, 3.35), Point(x + dx, 2.3, 3.35), 0.9)
    if not scene.close and not scene.night:
        for row in range(6):
            z = 0.5 + row * 0.28
            scene.panel(
                [
                    Point(x - 1.2, 0, z),
                    Point(x + 0.3, 0, z),
                    Point(x + 0.35, 0, z + 0.13),
                    Point(x - 1.15, 0, z + 0.13),
                ],
                t.lit,
                0,
            )
