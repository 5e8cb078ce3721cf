"""A hospital ward: beds between curtains, a window, a drip on its stand; from the other side the ward's double door."""

from kadr.engines.draft.foreground import paint_curtain, silhouette, strokes
from kadr.engines.draft.interiors import Room, paint_door, paint_shell, paint_window, wall
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The wall, then the beds."""
    room = paint_shell(scene, half=3.4, depth=3.6, height=2.9, floor="tiles")
    t = scene.tones
    room.back(0.0, 0.0, (2 * room.half, 1.1), blend(t.wall, t.mid, 0.25), 0.8)
    left, right = room.at(-1, 1.0), room.at(1, 1.0)
    if scene.reverse:
        paint_door(room, (left + right) / 2)
        paint_door(room, (left + right) / 2 + 0.96)
    else:
        paint_window(room, (left + right) / 2, (1.6, 1.3), 1.15)
    for x in (left, right):
        _bed(room, x)
    rail = room.height - 0.35
    for x in (left + 0.85, right - 0.85):
        cloth = [(0.0, rail), (0.34, rail), (0.3, 1.4), (0.36, 0.35), (0.06, 0.35), (0.02, 1.4)]
        side = 1 if x > 0 else -1
        scene.panel([Point(x + side * u, y, 2.6) for u, y in cloth], blend(t.shade, t.paper, 0.4), 1.1)
        for u in (0.1, 0.2):
            scene.line(Point(x + side * u, rail, 2.59), Point(x + side * (u + 0.01), 0.4, 2.59), 0.8)
        scene.line(Point(x, rail, 3.5), Point(x, rail, -1.0), 1.6)
    paint_curtain(scene, -1)
    outline = silhouette(
        scene,
        1,
        [
            (0.5, 1.02),
            (0.5, 0.3),
            (0.3, 0.3),
            (0.3, 0.36),
            (0.26, 0.36),
            (0.22, 0.5),
            (0.4, 0.5),
            (0.36, 0.36),
            (0.34, 0.36),
            (0.34, 0.33),
            (0.56, 0.33),
            (0.56, 1.02),
        ],
    )
    if outline:
        strokes(scene, 1, [[(0.31, 0.5), (0.34, 0.7), (0.2, 0.86), (0.0, 0.9)]], 1.6, t.deep)


def _bed(room: Room, x: float) -> None:
    scene, t = room.scene, room.scene.tones
    scene.flat(Point(x, 0.0, 2.5), (0.7, 1.0), blend(t.ground, t.ink, 0.25))
    for z in (3.4, 1.7):
        for dx in (-0.45, 0.45):
            wall(scene, x + dx, 0.0, (0.05, 1.0 if z > 2 else 0.7), z, t.dark, 0)
        for up in (0.6, 0.8) if z > 2 else (0.5, 0.66):
            scene.line(Point(x - 0.45, up, z), Point(x + 0.45, up, z), 1.8)
    scene.block(Point(x, 0.42, 2.55), (0.94, 0.18, 1.7), (t.paper, t.shade, t.shade))
    scene.block(Point(x, 0.6, 3.1), (0.66, 0.14, 0.4), (t.paper, t.shade, t.paper))
    scene.panel(
        [Point(x + u, y, 1.68) for u, y in ((-0.5, 0.62), (0.5, 0.62), (0.5, 0.26), (0.1, 0.2), (-0.5, 0.28))],
        t.mid,
        1.1,
    )
    scene.panel(
        [
            Point(x - 0.5, 0.62, 1.68),
            Point(x + 0.5, 0.62, 1.68),
            Point(x + 0.48, 0.62, 2.6),
            Point(x - 0.48, 0.62, 2.6),
        ],
        blend(t.mid, t.shade, 0.4),
        1.0,
    )
    wall(scene, x, 1.5, (0.7, 0.34), 3.57, t.shade, 0.8)
    for dx in (-0.2, 0.0, 0.2):
        scene.back.dot(scene.view.spot(Point(x + dx, 1.67, 3.56)), 1.8)
