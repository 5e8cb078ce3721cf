"""An airport: a hall of glass with planes outside, rows of seats, the board of flights, a column."""

from kadr.engines.draft.foreground import paint_post, silhouette, strokes
from kadr.engines.draft.interiors import Room, paint_door, paint_shell, wall, window_tone
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The glass or the gates, then the seats."""
    room = paint_shell(scene, half=4.6, depth=5.4, height=4.2, floor="stone")
    t, seen = scene.tones, room.at(1, 0.0)
    if scene.reverse:
        for x in (-seen * 0.55, seen * 0.55):
            paint_door(room, x, open_=True)
            room.back(x, 2.3, (1.2, 0.4), t.dark, 1.0)
        _counter(room)
    else:
        _glass(room)
    _board(room)
    for z in (3.9, 2.9):
        for side in (-1, 1):
            _seats(scene, Point(side * max(1.6, seen * 0.62), 0.0, z))
    paint_post(scene, 1, 0.36)
    case = [(0.1, 1.02), (0.1, 0.76), (0.24, 0.74), (0.26, 0.62), (0.44, 0.62), (0.46, 0.74), (0.6, 0.76), (0.6, 1.02)]
    if silhouette(scene, -1, case, crop=True):
        strokes(
            scene,
            -1,
            [[(0.2, 0.78), (0.2, 1.0)], [(0.35, 0.78), (0.35, 1.0)], [(0.5, 0.78), (0.5, 1.0)]],
            1.6,
            crop=True,
        )


def _glass(room: Room) -> None:
    scene, t, z = room.scene, room.scene.tones, room.depth - 0.02
    wide = 2 * room.at(1, -0.2)
    wall(scene, 0.0, 0.3, (wide, 3.4), z, window_tone(scene), 1.2)
    wall(scene, 0.0, 0.3, (wide, 1.0), z - 0.01, t.ground if not scene.night else t.dark, 0)
    for x, size in ((wide * 0.2, 1.0), (-wide * 0.36, 0.6)):
        body = [
            (-1.9, 1.5),
            (-1.5, 1.62),
            (1.3, 1.62),
            (1.5, 2.3),
            (1.8, 2.3),
            (1.8, 1.6),
            (2.0, 1.5),
            (1.2, 1.3),
            (-1.5, 1.28),
        ]
        scene.panel([Point(x + u * size, 0.2 + v * (0.6 + 0.4 * size), z - 0.02) for u, v in body], t.paper, 1.0)
        scene.panel(
            [
                Point(x + u * size, 0.2 + v * (0.6 + 0.4 * size), z - 0.03)
                for u, v in ((-0.2, 1.4), (0.5, 1.4), (1.0, 1.1), (0.7, 1.1))
            ],
            t.mid,
            0.8,
        )
        for index in range(7):
            scene.back.dot(
                scene.view.spot(Point(x + (-1.2 + index * 0.34) * size, 0.2 + 1.53 * (0.6 + 0.4 * size), z - 0.03)), 1.2
            )
    for index in range(8):
        x = -wide / 2 + wide * index / 7
        scene.line(Point(x, 0.3, z - 0.04), Point(x, 3.7, z - 0.04), 2.4)
    scene.line(Point(-wide / 2, 2.4, z - 0.04), Point(wide / 2, 2.4, z - 0.04), 1.6)


def _board(room: Room) -> None:
    """The board of flights below the ceiling."""
    scene, t = room.scene, room.scene.tones
    x = room.at(-1, 1.5) * 0.6
    wall(scene, x, 2.6, (2.2, 0.95), 3.6, t.deep, 1.4)
    for row in range(5):
        for a, b in ((-0.95, -0.6), (-0.5, 0.2), (0.4, 0.9)):
            scene.line(
                Point(x + a, 2.74 + row * 0.16, 3.58),
                Point(x + b - 0.1 * (row % 2), 2.74 + row * 0.16, 3.58),
                2.0,
                t.glow,
            )
    for dx in (-0.8, 0.8):
        scene.line(Point(x + dx, 3.55, 3.6), Point(x + dx, room.height, 3.6), 1.6)


def _counter(room: Room) -> None:
    scene, t = room.scene, room.scene.tones
    scene.block(Point(0.0, 0.0, 4.6), (2.2, 1.05, 0.6), (t.paper, t.dark, t.mid))
    scene.block(Point(0.4, 1.05, 4.6), (0.5, 0.36, 0.1), (t.dark, t.ink, t.dark))


def _seats(scene: Scene, foot: Point) -> None:
    """A row of four seats on one rail."""
    t, x, z = scene.tones, foot.x, foot.z
    scene.flat(foot, (1.2, 0.3), blend(t.ground, t.ink, 0.2))
    scene.line(Point(x - 1.1, 0.36, z), Point(x + 1.1, 0.36, z), 3.0)
    for index in range(4):
        at = x - 0.82 + index * 0.55
        scene.block(Point(at, 0.4, z), (0.5, 0.07, 0.45), (t.shade, t.dark, t.dark))
        scene.block(Point(at, 0.46, z + 0.24), (0.5, 0.5, 0.05), (t.shade, t.dark, t.mid))
    for dx in (-0.8, 0.8):
        wall(scene, x + dx, 0.0, (0.08, 0.38), z, t.dark, 0)
