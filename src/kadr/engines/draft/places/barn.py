"""A barn: walls of boards with light between them, posts and beams, hay, a ladder to the loft; from the other side
the open gate."""

from kadr.engines.draft.foreground import paint_post, silhouette, strokes
from kadr.engines.draft.interiors import Room, paint_shell, wall
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Boards, beams, hay."""
    room = paint_shell(scene, half=3.8, depth=5.0, height=4.0, floor="plain")
    t, tall = scene.tones, room.height
    wood = blend(t.side, t.mid, 0.5)
    room.back(0.0, 0.0, (2 * room.half, tall), wood, 0)
    light = t.glow if not scene.night else t.shade
    for index in range(21):
        x = -room.half + 2 * room.half * index / 20
        scene.line(Point(x, 0.0, 4.98), Point(x, tall, 4.98), 1.0)
        if index % 4 == 1:
            scene.line(Point(x + 0.05, 0.4, 4.97), Point(x + 0.05, tall - 0.6, 4.97), 2.2, light)
    if scene.reverse:
        room.back(0.0, 0.0, (2.6, 3.0), blend(t.air, t.glow, 0.7) if not scene.night else t.sky, 1.6)
        wall(scene, 0.0, 0.0, (2.5, 0.7), 4.96, t.far, 0)
        if not scene.night and not scene.close:
            scene.panel([Point(x, 0, z) for x, z in ((-1.3, 5.0), (1.3, 5.0), (1.9, 1.2), (-1.1, 1.2))], t.lit, 0)
    else:
        _loft(room)
    for z in (4.4, 2.4):
        for x in (room.at(-1, 0.5), room.at(1, 0.5)):
            wall(scene, x, 0.0, (0.24, tall), z, t.dark, 1.2)
            scene.line(Point(x, tall - 0.9, z - 0.02), Point(x - 0.8 * (1 if x > 0 else -1), tall - 0.1, z - 0.02), 5.0)
        wall(scene, 0.0, tall - 0.36, (2 * room.half, 0.28), z, t.dark, 1.2)
    for x, up, tone in (
        (room.at(-1, 1.1), 0.0, t.shade),
        (room.at(-1, 1.9), 0.0, t.mid),
        (room.at(-1, 1.4), 0.6, t.shade),
        (room.at(1, 1.0), 0.0, t.shade),
    ):
        scene.block(Point(x, up, 3.4), (0.9, 0.58, 0.7), (t.paper, t.dark, tone))
        scene.hatch(
            [Point(x + u, up + v, 3.04) for u, v in ((-0.45, 0.0), (-0.45, 0.58), (0.45, 0.58), (0.45, 0.0))], 6.0, 0.2
        )
    scene.tufts(10, 0.8, 3.4)
    paint_post(scene, -1, 0.36)
    if silhouette(scene, 1, [(-0.1, 0.74), (0.5, 0.76), (0.56, 0.78), (0.54, 1.02), (-0.1, 1.02)], crop=True):
        strokes(
            scene,
            1,
            [[(0.1, 0.78), (0.3, 0.9)], [(0.3, 0.78), (0.45, 0.88)], [(0.05, 0.9), (0.3, 0.98)]],
            1.6,
            crop=True,
        )


def _loft(room: Room) -> None:
    scene, t = room.scene, room.scene.tones
    x = room.at(1, 1.3)
    scene.block(Point(x, 2.3, 4.3), (2.8, 0.16, 1.4), (t.shade, t.dark, t.dark))
    hay = [(-1.3, 2.46), (-1.1, 3.0), (-0.5, 3.3), (0.2, 3.1), (0.8, 3.3), (1.3, 2.9), (1.3, 2.46)]
    scene.panel([Point(x + u, y, 4.0) for u, y in hay], blend(t.shade, t.paper, 0.3), 1.2)
    for dx in (-0.9, -0.5):
        scene.line(Point(x + dx - 0.3, 0.0, 3.2), Point(x + dx, 2.7, 3.6), 3.0)
    for row in range(8):
        part = (row + 0.5) / 8
        scene.line(
            Point(x - 1.2 + 0.3 * part, 2.6 * part, 3.2 + 0.4 * part),
            Point(x - 0.8 + 0.3 * part, 2.6 * part, 3.2 + 0.4 * part),
            2.0,
        )
