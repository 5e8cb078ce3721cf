"""A prison cell: a barred window high up with its light on the floor, a bunk; from the other side the bars."""

from kadr.engines.draft.foreground import room as room_at
from kadr.engines.draft.foreground import silhouette, strokes
from kadr.engines.draft.interiors import Room, paint_shell, wall, window_tone
from kadr.engines.draft.masonry import paint_bricks
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The wall, the bunk, the light."""
    room = paint_shell(scene, half=2.2, depth=2.8, height=2.9, floor="stone")
    t = scene.tones
    paint_bricks(scene, 0.0, 0.2, (2 * room.half, room.height - 0.5), 2.78)
    if scene.reverse:
        _bars(room)
    else:
        x = room.at(1, 1.2)
        room.back(x, 1.75, (0.95, 0.75), t.dark, 1.6)
        room.back(x, 1.8, (0.85, 0.65), window_tone(scene), 1.2)
        for index in range(4):
            scene.line(Point(x - 0.3 + index * 0.2, 1.8, 2.76), Point(x - 0.3 + index * 0.2, 2.45, 2.76), 3.0)
        for index in range(4):
            a = x - 0.9 + index * 0.3
            scene.panel(
                [Point(a, 0, 1.9), Point(a + 0.22, 0, 1.9), Point(a - 0.2, 0, 0.7), Point(a - 0.44, 0, 0.7)], t.lit, 0
            )
    _bunk(room, room.at(-1, 0.7))
    if not scene.reverse:
        for row in range(3):
            for index in range(4):
                a = room.at(1, 0.3) - 0.4 + index * 0.07
                scene.line(Point(a, 1.3 - row * 0.24, 2.77), Point(a, 1.14 - row * 0.24, 2.77), 1.0)
    for side in (-1, 1):
        if room_at(scene, side):
            for x in (0.1, 0.42, 0.74):
                silhouette(scene, side, [(x, -0.02), (x + 0.1, -0.02), (x + 0.1, 1.02), (x, 1.02)])
                strokes(scene, side, [[(x + 0.03, 0.02), (x + 0.03, 0.98)]], 1.2)
            silhouette(scene, side, [(-0.1, 0.66), (0.95, 0.66), (0.95, 0.69), (-0.1, 0.69)])


def _bunk(room: Room, x: float) -> None:
    scene, t = room.scene, room.scene.tones
    for up in (0.45, 1.45):
        scene.block(Point(x, up, 2.3), (1.3, 0.08, 0.8), (t.shade, t.dark, t.dark))
        scene.block(Point(x, up + 0.08, 2.3), (1.24, 0.12, 0.76), (t.paper, t.mid, t.shade))
        scene.block(Point(x - 0.4, up + 0.2, 2.35), (0.36, 0.1, 0.5), (t.paper, t.mid, t.paper))
    for dx in (-0.63, 0.63):
        wall(scene, x + dx, 0.0, (0.06, 1.9), 1.9, t.dark, 0.8)


def _bars(room: Room) -> None:
    """The grating between the cell and the passage, with the door in it."""
    scene, t, tall = room.scene, room.scene.tones, room.height
    room.back(0.0, 0.0, (2 * room.half, tall), blend(t.side, t.dark, 0.4), 0)
    wall(scene, 0.0, 0.9, (1.1, 1.6), 2.77, blend(t.wall, t.paper, 0.3), 0)
    count = int(room.half / 0.11)
    for index in range(count + 1):
        x = -room.half + 2 * room.half * index / count
        scene.line(Point(x, 0.0, 2.6), Point(x, tall, 2.6), 3.0, t.ink)
    for up in (0.1, 1.1, 2.1):
        wall(scene, 0.0, up, (2 * room.half, 0.09), 2.58, t.dark, 0.8)
    scene.block(Point(0.62, 0.95, 2.55), (0.24, 0.34, 0.1), (t.dark, t.ink, t.dark))
