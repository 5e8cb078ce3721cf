"""A laboratory: benches with flasks and a microscope, cupboards of glass, a hood; from the other side the door and a
board of formulas."""

from kadr.engines.draft.foreground import paint_post
from kadr.engines.draft.foreground import paint_table as paint_near_table
from kadr.engines.draft.interiors import Room, paint_door, paint_shell, paint_shelves, paint_window, wall
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The wall, then the benches."""
    room = paint_shell(scene, half=3.2, depth=3.6, height=2.9, floor="tiles")
    t = scene.tones
    left, right = room.at(-1, 0.9), room.at(1, 1.0)
    for z in (0.6, 2.2):
        scene.panel(
            [Point(x, room.height - 0.01, z + dz) for x, dz in ((-1.0, 0), (1.0, 0), (1.0, 0.3), (-1.0, 0.3))],
            t.glow,
            0.9,
        )
    if scene.reverse:
        paint_door(room, left)
        room.back(right - 0.2, 1.0, (2.0, 1.1), t.dark, 1.4)
        for row in range(4):
            scene.way(
                [Point(right - 1.0 + 0.2 * i, 1.85 - row * 0.2 + 0.04 * (i % 2), 3.56) for i in range(6 - row % 2)],
                1.4,
                t.paper,
            )
    else:
        paint_window(room, (left + right) / 2, (1.3, 1.2), 1.2)
        paint_shelves(room, left, (1.2, 2.1), 5)
        scene.block(Point(right, 0.9, 3.2), (1.5, 1.4, 0.7), (t.shade, t.dark, t.shade))
        wall(scene, right, 1.05, (1.3, 0.9), 2.84, t.deep, 1.2)
        scene.line(Point(right - 0.4, 1.1, 2.83), Point(right + 0.1, 1.9, 2.83), 1.0, t.shade)
    for x, wide in ((left, 1.7), (right, 2.0)):
        _bench(room, x, wide)
    paint_near_table(scene, 1, "bottles")
    paint_post(scene, -1, 0.2)


def _bench(room: Room, x: float, wide: float) -> None:
    scene, t, z = room.scene, room.scene.tones, 2.5
    scene.block(Point(x, 0.0, z), (wide, 0.86, 0.6), (t.paper, t.dark, t.mid))
    scene.block(Point(x, 0.86, z), (wide + 0.1, 0.06, 0.7), (t.paper, t.dark, t.dark))
    for index in range(3):
        wall(
            scene, x - wide / 3 + index * wide / 3, 0.1, (wide * 0.28, 0.66), z - 0.31, blend(t.mid, t.shade, 0.5), 0.8
        )
    for dx, kind in ((-0.3, 0), (-0.12, 1), (0.08, 2), (0.26, 0), (0.38, 1)):
        foot = Point(x + dx * wide, 0.92, z)
        tiers = (
            [(0.0, 0.11), (0.14, 0.06), (0.2, 0.03), (0.28, 0.035)],
            [(0.0, 0.05), (0.34, 0.05)],
            [(0.0, 0.07), (0.08, 0.1), (0.16, 0.08), (0.2, 0.03), (0.3, 0.03)],
        )[kind]
        scene.turned(foot, tiers, t.paper, blend(t.shade, t.mid, 0.5))
