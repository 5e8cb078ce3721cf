"""A garage or a workshop: a bench below a wall of tools, tyres, a car under its cover; from the other side the gate."""

from kadr.engines.draft.buildings import paint_parked_car
from kadr.engines.draft.foreground import paint_post
from kadr.engines.draft.foreground import paint_table as paint_near_table
from kadr.engines.draft.interiors import Room, paint_hanging_lamp, paint_shell, paint_shelves, wall
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The wall with its tools or the gate, then what stands before it."""
    room = paint_shell(scene, half=3.2, depth=3.8, height=2.9, floor="stone")
    t = scene.tones
    left, right = room.at(-1, 1.2), room.at(1, 1.2)
    paint_hanging_lamp(room, left, 2.2, 0.26)
    if scene.reverse:
        wide = min(3.4, 2 * room.at(1, 0.4))
        room.back(0.0, 0.0, (wide, 2.3), blend(t.air, t.glow, 0.5) if not scene.night else t.sky, 1.6)
        for row in range(4):
            room.back(0.0, 1.3 + row * 0.27, (wide, 0.24), t.shade, 1.0)
        if not scene.night and not scene.close:
            scene.panel(
                [
                    Point(-wide / 2, 0, 3.8),
                    Point(wide / 2, 0, 3.8),
                    Point(wide / 2 + 0.3, 0, 1.0),
                    Point(-wide / 2 + 0.3, 0, 1.0),
                ],
                t.lit,
                0,
            )
    else:
        _tools(room, left)
        paint_parked_car(scene, Point(right + 0.8, 0.0, 2.9), 3.9)
    paint_shelves(room, right if scene.reverse else 0.2, (1.0, 1.9), 4)
    for row in range(3):
        scene.turned(
            Point(room.at(-1, 0.4), row * 0.24, 2.0),
            [(0.0, 0.3), (0.04, 0.34), (0.2, 0.34), (0.24, 0.3)],
            t.dark,
            t.ink,
        )
    paint_near_table(scene, -1, "bottles")
    paint_post(scene, 1, 0.26)


def _tools(room: Room, x: float) -> None:
    """A board with tools on hooks, above a bench with a vice."""
    scene, t = room.scene, room.scene.tones
    room.back(x, 1.15, (2.1, 1.1), blend(t.mid, t.shade, 0.5), 1.2)
    for index in range(8):
        dx, long = -0.85 + index * 0.24, 0.35 + 0.12 * (index * 5 % 4)
        scene.line(Point(x + dx, 2.1, 3.77), Point(x + dx, 2.1 - long, 3.77), 3.0)
        wall(scene, x + dx, 2.1 - long - 0.1, (0.16 if index % 2 else 0.08, 0.12), 3.76, t.dark, 0.6)
    scene.block(Point(x, 0.0, 3.2), (2.2, 0.82, 0.6), (t.paper, t.dark, blend(t.mid, t.dark, 0.4)))
    scene.block(Point(x, 0.82, 3.15), (2.4, 0.1, 0.76), (t.paper, t.dark, t.mid))
    for dx in (-0.6, 0.1):
        wall(scene, x + dx, 0.15, (0.6, 0.55), 2.88, t.mid, 0.9)
    scene.block(Point(x + 0.8, 0.92, 3.1), (0.3, 0.22, 0.24), (t.mid, t.ink, t.dark))
    scene.block(Point(x - 0.5, 0.92, 3.1), (0.5, 0.2, 0.3), (t.paper, t.dark, t.shade))
