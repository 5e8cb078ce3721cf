"""A bathroom: tiles, a basin below a mirror, the tub behind its curtain; from the other side the door and towels."""

from kadr.engines.draft.foreground import paint_curtain, paint_post
from kadr.engines.draft.interiors import Room, paint_door, paint_shell, paint_table_lamp, wall
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Tiles, then what stands before them."""
    room = paint_shell(scene, half=2.0, depth=2.4, height=2.5, floor="tiles")
    t = scene.tones
    room.back(
        0.0,
        0.0,
        (2 * room.half, 1.5),
        blend(t.wall, t.paper, 0.5) if not scene.night else blend(t.wall, t.shade, 0.3),
        1.0,
    )
    pen = blend(t.wall, t.ink, 0.25)
    for index in range(15):
        x = -room.half + 2 * room.half * index / 14
        scene.line(Point(x, 0.0, 2.38), Point(x, 1.5, 2.38), 0.6, pen)
    for row in range(5):
        scene.line(Point(-room.half, 0.3 * row, 2.38), Point(room.half, 0.3 * row, 2.38), 0.6, pen)
    wall(scene, 0.0, 1.42, (2 * room.half, 0.1), 2.37, t.mid, 0)
    if scene.reverse:
        paint_door(room, room.at(1, 0.8))
        for x in (room.at(-1, 0.5), room.at(-1, 1.0)):
            scene.line(Point(x - 0.24, 1.75, 2.3), Point(x + 0.24, 1.75, 2.3), 2.4)
            wall(scene, x, 0.95, (0.38, 0.8), 2.28, (t.mid, t.paper)[x < room.at(-1, 0.7)], 1.1)
    else:
        _basin(room, room.at(-1, 0.8))
        _tub(room, room.at(1, 0.85))
    paint_curtain(scene, 1)
    paint_post(scene, -1, 0.24)


def _basin(room: Room, x: float) -> None:
    scene, t = room.scene, room.scene.tones
    if scene.dim:
        paint_table_lamp(scene, Point(x + 0.5, 1.9, 2.3), 0.2)
    wall(scene, x, 1.2, (0.8, 0.95), 2.35, t.dark, 1.4)
    wall(scene, x, 1.25, (0.7, 0.85), 2.34, blend(t.air, t.glow, 0.6) if not scene.night else t.shade, 0.8)
    for dx in (-0.1, 0.05):
        scene.line(Point(x + dx - 0.1, 1.4, 2.33), Point(x + dx + 0.15, 1.95, 2.33), 1.0)
    scene.turned(Point(x, 0.0, 2.1), [(0.0, 0.14), (0.1, 0.09), (0.7, 0.1)], t.shade, t.mid)
    bowl = [(-0.34, 0.86), (-0.3, 0.74), (-0.12, 0.66), (0.12, 0.66), (0.3, 0.74), (0.34, 0.86)]
    scene.panel([Point(x + u, y, 1.9) for u, y in bowl], t.paper, 1.4)
    scene.way([Point(x, 0.86, 2.3), Point(x, 1.02, 2.3), Point(x, 1.02, 2.1), Point(x, 0.96, 2.05)], 2.4)
    wall(scene, x, 1.14, (0.8, 0.04), 2.28, t.paper, 0.9)
    for dx, up in ((-0.28, 0.16), (-0.16, 0.1), (0.24, 0.2)):
        wall(scene, x + dx, 1.18, (0.07, up), 2.27, t.dark, 0.6)


def _tub(room: Room, x: float) -> None:
    scene, t = room.scene, room.scene.tones
    scene.flat(Point(x, 0.0, 1.8), (1.0, 0.6), blend(t.ground, t.ink, 0.3))
    tub = [(-0.85, 0.62), (-0.78, 0.2), (-0.6, 0.1), (0.6, 0.1), (0.78, 0.2), (0.85, 0.62)]
    scene.panel([Point(x + u, y, 1.5) for u, y in tub], t.paper, 1.5)
    scene.panel(
        [Point(x + u, y, 1.49) for u, y in ((0.2, 0.62), (0.3, 0.1), (0.6, 0.1), (0.78, 0.2), (0.85, 0.62))], t.shade, 0
    )
    scene.block(Point(x, 0.6, 1.8), (1.8, 0.06, 0.7), (t.shade, t.mid, t.paper))
    scene.way(
        [Point(x + 0.7, 0.66, 2.2), Point(x + 0.7, 2.1, 2.3), Point(x + 0.55, 2.2, 2.2), Point(x + 0.45, 2.1, 2.1)], 2.2
    )
    scene.line(Point(x - 1.1, 2.2, 1.6), Point(x + 1.4, 2.2, 1.6), 2.0)
    cloth = [(-1.0, 2.2), (-0.5, 2.2), (-0.56, 1.2), (-0.48, 0.3), (-0.92, 0.26), (-0.9, 1.2)]
    scene.panel([Point(x + u, y, 1.55) for u, y in cloth], blend(t.mid, t.shade, 0.4), 1.1)
    for u in (-0.86, -0.72, -0.6):
        scene.line(Point(x + u, 2.2, 1.54), Point(x + u + 0.04, 0.4, 1.54), 0.9)
