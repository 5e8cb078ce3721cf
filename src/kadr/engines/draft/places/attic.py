"""An attic: rafters and the slope of the roof, a round window with its beam of light, trunks and things put away."""

from kadr.engines.draft.curves import ellipse
from kadr.engines.draft.foreground import silhouette, strokes
from kadr.engines.draft.interiors import Room, paint_shell, paint_table_lamp, wall, window_tone
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import contour
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Gable, slopes, beams, things."""
    room = paint_shell(scene, half=3.0, depth=3.4, height=3.0)
    t = scene.tones
    _slopes(room)
    if scene.reverse:
        room.back(0.3, 0.0, (0.9, 1.7), t.dark, 1.4)
        for row in range(6):
            scene.line(Point(-0.15, 0.25 * row, 3.37), Point(0.75, 0.25 * row, 3.37), 1.6, t.shade)
    else:
        middle, size = scene.view.spot(Point(0.2, 1.9, 3.37)), 0.5 * scene.view.scale(Point(0.2, 1.9, 3.37))
        contour(scene.back, ellipse(middle, size * 1.2, size * 1.2, corners=22), t.dark, 1.4)
        contour(scene.back, ellipse(middle, size, size, corners=22), window_tone(scene), 1.2)
        scene.line(Point(0.2, 1.4, 3.36), Point(0.2, 2.4, 3.36), 2.0)
        scene.line(Point(-0.3, 1.9, 3.36), Point(0.7, 1.9, 3.36), 2.0)
        if not scene.night and not scene.close:
            scene.panel([Point(x, 0, z) for x, z in ((0.3, 2.4), (1.2, 2.4), (1.8, 0.8), (0.7, 0.8))], t.lit, 0)
    left, right = room.at(-1, 0.8), room.at(1, 0.8)
    for x, up, box, tone in (
        (left, 0.0, (1.1, 0.6, 0.6), t.mid),
        (left - 0.1, 0.6, (0.8, 0.4, 0.5), t.shade),
        (right, 0.0, (0.9, 0.9, 0.6), t.shade),
        (right - 0.7, 0.0, (0.6, 0.5, 0.5), t.dark),
    ):
        scene.block(Point(x, up, 2.7), box, (t.paper, t.dark, tone))
        scene.line(
            Point(x - box[0] / 2, up + box[1] * 0.7, 2.7 - box[2] / 2),
            Point(x + box[0] / 2, up + box[1] * 0.7, 2.7 - box[2] / 2),
            1.4,
        )
    paint_table_lamp(scene, Point(right - 0.7, 0.5, 2.7), 0.4)
    for dx, tone in ((0.0, t.dark), (0.12, t.paper)):
        wall(scene, left + 1.0 + dx, 0.05, (0.7, 0.9), 3.2 - dx, tone, 1.1)
    silhouette(scene, -1, [(-0.1, -0.02), (0.8, -0.02), (0.5, 0.14), (0.2, 0.42), (0.16, 1.02), (-0.1, 1.02)])
    outline = silhouette(scene, 1, [(-0.1, 0.76), (0.6, 0.78), (0.66, 0.82), (0.66, 1.02), (-0.1, 1.02)], crop=True)
    if outline:
        strokes(scene, 1, [[(0.0, 0.83), (0.64, 0.85)], [(0.3, 0.8), (0.32, 0.9)]], 2.0, crop=True)


def _slopes(room: Room) -> None:
    """The two slopes of the roof, as boards, and the rafters before them."""
    scene, t, half, tall = room.scene, room.scene.tones, room.half, room.height
    for side, tone in ((-1, t.side), (1, blend(t.side, t.mid, 0.4))):
        low, high = side * half, side * half * 0.12
        scene.panel(
            [Point(low, 0.7, room.near), Point(high, tall, room.near), Point(high, tall, 3.39), Point(low, 0.7, 3.39)],
            tone,
            0,
        )
        for index in range(5):
            part = index / 5
            x, y = low + (high - low) * part, 0.7 + (tall - 0.7) * part
            scene.line(Point(x, y, room.near), Point(x, y, 3.39), 0.7)
        for z in (3.3, 1.9, 0.5):
            beam = [Point(low, 0.6, z), Point(low, 0.9, z), Point(high, tall + 0.1, z), Point(high, tall - 0.2, z)]
            scene.panel(beam, t.dark, 1.0)
    for z in (3.3, 1.9):
        wall(scene, 0.0, tall - 0.55, (half * 0.9, 0.2), z - 0.02, blend(t.dark, t.mid, 0.3), 1.0)
