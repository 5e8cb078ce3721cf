"""A staircase that goes up before us to a landing with a window, with banisters; from the other side the door of the
house."""

from kadr.engines.draft.foreground import paint_post, silhouette
from kadr.engines.draft.interiors import paint_door, paint_shell, wall, window_tone
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point

STEPS, RISE, TREAD, HALF = 13, 0.17, 0.28, 1.25


def paint(scene: Scene) -> None:
    """Steps from the top down to the floor."""
    room = paint_shell(scene, half=2.6, depth=6.2, height=5.2, floor="tiles")
    t, top = scene.tones, STEPS * RISE
    wall(scene, 0.0, top + 0.5, (1.4, 1.9), 6.17, window_tone(scene), 1.6)
    for x in (-0.7, 0.0, 0.7):
        scene.line(Point(x, top + 0.5, 6.15), Point(x, top + 2.4, 6.15), 2.0)
    if scene.reverse:
        paint_door(room, 0.0)
        for side in (-1, 1):
            for row in range(3):
                wall(scene, side * (1.2 + 0.34 * (row % 3)), 1.3, (0.28, 0.36), 6.15, t.mid, 0.9)
    else:
        _steps(scene)
    for z in (1.0, 3.6):
        room.side(-1, z, 0.0, (1.0, 2.06), t.dark, 1.2)
    rail = [
        (-0.1, 0.62),
        (0.6, 0.7),
        (1.0, 0.8),
        (1.0, 0.83),
        (0.88, 0.83),
        (0.88, 1.02),
        (0.8, 1.02),
        (0.78, 0.8),
        (0.5, 0.74),
        (0.5, 1.02),
        (0.42, 1.02),
        (0.4, 0.72),
        (0.14, 0.69),
        (0.14, 1.02),
        (-0.1, 1.02),
    ]
    silhouette(scene, 1, rail)
    paint_post(scene, -1, 0.3)


def _steps(scene: Scene) -> None:
    t, top = scene.tones, STEPS * RISE
    scene.block(Point(0.0, 0.0, 1.6 + STEPS * TREAD + 0.6), (2 * HALF, top, 1.2), (t.paper, t.dark, t.mid))
    for step in reversed(range(STEPS)):
        z, tall = 1.6 + step * TREAD, (step + 1) * RISE
        scene.block(
            Point(0.0, 0.0, z + TREAD / 2), (2 * HALF, tall, TREAD), (t.paper, t.dark, blend(t.shade, t.mid, 0.3))
        )
        carpet = blend(t.mid, t.dark, 0.5)
        wall(scene, 0.0, tall - RISE, (1.1, RISE), z - 0.01, carpet, 0)
    for x in (-HALF, HALF):
        for step in range(STEPS + 1):
            foot = Point(x, step * RISE, 1.6 + step * TREAD)
            scene.line(foot, Point(x, foot.y + 0.9, foot.z), 1.5)
        scene.line(Point(x, 0.92, 1.6), Point(x, 0.92 + top, 1.6 + STEPS * TREAD), 4.5)
        scene.turned(Point(x, 0.0, 1.5), [(0.0, 0.1), (1.0, 0.08), (1.1, 0.11), (1.2, 0.05)], t.dark, t.ink)
