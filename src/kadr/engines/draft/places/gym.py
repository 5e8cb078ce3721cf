"""A gym: a floor with lines, wall bars, a basketball hoop, high windows, ropes."""

from kadr.engines.draft.curves import ellipse
from kadr.engines.draft.foreground import paint_post, silhouette, strokes
from kadr.engines.draft.interiors import Room, paint_door, paint_shell, wall, window_tone
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import contour
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The wall with its windows, the bars, the hoop."""
    room = paint_shell(scene, half=4.6, depth=6.0, height=4.6)
    t = scene.tones
    seen = room.at(1, 0.0)
    for index in range(4):
        room.back(-seen + (index + 0.5) * seen / 2, 2.9, (seen * 0.4, 1.1), window_tone(scene), 1.4)
        scene.line(
            Point(-seen + (index + 0.5) * seen / 2, 2.9, 5.98), Point(-seen + (index + 0.5) * seen / 2, 4.0, 5.98), 1.4
        )
    room.back(0.0, 0.0, (2 * room.half, 1.7), blend(t.wall, t.mid, 0.35), 1.0)
    if scene.reverse:
        paint_door(room, -seen * 0.5)
        for low, tall in ((0.0, 0.5), (0.5, 0.4)):
            scene.block(
                Point(seen * 0.5, low, 4.6), (2.0 - low, tall, 1.0), (t.paper, t.dark, (t.mid, t.shade)[low > 0])
            )
    else:
        _hoop(room)
    for side in (-1, 1):
        _bars(room, side * seen * 0.72)
    _lines(scene, room)
    for z in (1.4, 4.0):
        wall(scene, 0.0, room.height - 0.3, (2 * room.half, 0.3), z, t.dark, 1.0)
        scene.line(Point(seen * 0.5, room.height, z), Point(seen * 0.5, 0.6, z), 2.6)
    paint_post(scene, -1, 0.2)
    outline = silhouette(
        scene,
        1,
        [(0.1, 0.96), (0.12, 0.88), (0.3, 0.83), (0.5, 0.85), (0.6, 0.92), (0.56, 0.99), (0.4, 1.02), (0.2, 1.02)],
        round_=True,
        crop=True,
    )
    if outline:
        strokes(
            scene,
            1,
            [[(0.14, 0.9), (0.34, 0.95), (0.56, 0.93)], [(0.34, 0.84), (0.3, 0.92), (0.36, 1.0)]],
            1.6,
            crop=True,
        )


def _hoop(room: Room) -> None:
    scene, t = room.scene, room.scene.tones
    wall(scene, 0.0, 2.3, (1.6, 1.05), 5.5, t.paper, 1.6)
    wall(scene, 0.0, 2.45, (0.56, 0.42), 5.48, t.paper, 1.2)
    at = Point(0.0, 2.5, 5.2)
    if scene.view.depth(at) > 0.5:
        spot, size = scene.view.spot(at), 0.25 * scene.view.scale(at)
        contour(scene.back, ellipse(spot, size, size * 0.3, corners=16), t.wall, 3.0)
    for dx in (-0.2, -0.07, 0.07, 0.2):
        scene.line(Point(dx, 2.48, 5.2), Point(dx * 0.6, 2.1, 5.2), 0.9)


def _bars(room: Room, x: float) -> None:
    scene = room.scene
    for dx in (-0.5, 0.5):
        wall(scene, x + dx, 0.0, (0.08, 2.6), 5.85, scene.tones.dark, 0)
    for row in range(12):
        scene.line(Point(x - 0.5, 0.2 + row * 0.2, 5.84), Point(x + 0.5, 0.2 + row * 0.2, 5.84), 1.6)


def _lines(scene: Scene, room: Room) -> None:
    """The painted lines of the court."""
    t = scene.tones
    pen = t.dark if not scene.night else t.shade
    for x in (-2.4, 2.4):
        scene.line(Point(x, 0, room.near), Point(x, 0, 5.4), 2.0, pen)
    for z in (2.2, 5.4):
        scene.line(Point(-2.4, 0, z), Point(2.4, 0, z), 2.0, pen)
    scene.way(
        [Point(-1.5, 0, 5.4), Point(-1.2, 0, 4.0), Point(0.0, 0, 3.4), Point(1.2, 0, 4.0), Point(1.5, 0, 5.4)], 2.0, pen
    )
