"""A film studio: a backdrop on its frame, lamps on stands, a camera on its crane, cables on the floor."""

from kadr.engines.draft.foreground import silhouette, strokes
from kadr.engines.draft.interiors import Room, paint_shell, wall
from kadr.engines.draft.light import paint_beam
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The hall, the backdrop, the lamps."""
    room = paint_shell(scene, half=4.0, depth=5.0, height=4.2, floor="plain")
    t = scene.tones
    room.back(0.0, 0.0, (2 * room.half, room.height), blend(t.side, t.mid, 0.6), 0)
    seen = room.at(1, 0.0)
    paint_beam(scene, Point(seen * 0.3, 3.4, 4.0), 4.6)
    if scene.reverse:
        for index in range(6):
            x = -seen * 0.7 + index * seen * 0.28
            scene.block(
                Point(x, 0.0, 4.2), (0.6, 1.0 + 0.3 * (index % 3), 0.5), (t.shade, t.dark, (t.mid, t.dark)[index % 2])
            )
        room.back(0.0, 0.0, (2.2, 2.6), t.dark, 1.4)
    else:
        wide = seen * 1.3
        wall(scene, 0.0, 0.3, (wide, 2.8), 4.4, t.paper, 1.6)
        hills = [(-0.5, 0.4), (-0.3, 0.9), (-0.1, 0.5), (0.16, 1.2), (0.36, 0.6), (0.5, 0.8), (0.5, 0.3), (-0.5, 0.3)]
        scene.panel([Point(x * wide, y, 4.38) for x, y in hills], t.far, 1.0)
        for side in (-1, 1):
            scene.line(Point(side * wide / 2, 0.0, 4.5), Point(side * wide / 2, 3.3, 4.5), 3.0)
            scene.line(Point(side * wide / 2, 2.0, 4.5), Point(side * (wide / 2 + 0.6), 0.0, 4.9), 2.0)
    for z in (1.0, 3.0):
        scene.line(Point(-room.half, room.height - 0.3, z), Point(room.half, room.height - 0.3, z), 3.0)
        for part in (-0.6, -0.1, 0.4):
            scene.block(
                Point(seen * part, room.height - 0.85, z),
                (0.4, 0.4, 0.4),
                (t.dark, t.ink, t.glow if scene.night else t.dark),
            )
    for side in (-1, 1):
        _lamp(room, side)
    scene.way([Point(-2.6, 0, 2.6), Point(-1.2, 0, 2.2), Point(0.4, 0, 3.0), Point(2.4, 0, 2.4)], 2.2)
    camera = [
        (-0.1, 0.5),
        (0.3, 0.5),
        (0.3, 0.46),
        (0.6, 0.46),
        (0.6, 0.52),
        (0.72, 0.5),
        (0.72, 0.6),
        (0.6, 0.58),
        (0.6, 0.62),
        (0.36, 0.64),
        (0.36, 0.7),
        (0.6, 1.02),
        (0.5, 1.02),
        (0.3, 0.76),
        (0.2, 1.02),
        (0.1, 1.02),
        (0.22, 0.7),
        (-0.1, 0.68),
    ]
    if silhouette(scene, -1, camera, crop=True):
        strokes(scene, -1, [[(0.32, 0.5), (0.56, 0.5)], [(0.32, 0.58), (0.56, 0.58)]], 1.6, crop=True)


def _lamp(room: Room, side: int) -> None:
    scene, t = room.scene, room.scene.tones
    x, z = room.at(side, 0.7), 3.0
    for dx in (-0.4, 0.0, 0.4):
        scene.line(Point(x + dx, 0.0, z - 0.1), Point(x, 0.8, z), 2.0)
    scene.line(Point(x, 0.8, z), Point(x, 2.1, z), 2.4)
    head = [(-0.3, 2.0), (-0.34, 2.6), (0.1, 2.7), (0.34, 2.3), (0.3, 1.9)]
    scene.panel([Point(x - side * u, y, z) for u, y in head], t.dark, 1.4)
    scene.panel(
        [
            Point(x - side * u, y, z - 0.02)
            for u, y in ((0.14, 1.98), (0.02, 2.6), (0.1, 2.66), (0.32, 2.3), (0.28, 1.94))
        ],
        t.glow,
        1.0,
    )
