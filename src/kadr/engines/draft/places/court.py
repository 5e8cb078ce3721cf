"""A courtroom: the judge's bench below a coat of arms, panelling, the bar; from the other side the public's benches
and the doors."""

from kadr.engines.draft.curves import ellipse
from kadr.engines.draft.foreground import paint_post, silhouette, strokes
from kadr.engines.draft.interiors import Room, paint_chair, paint_door, paint_shell, wall
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import contour
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Panelling, then the bench or the doors."""
    room = paint_shell(scene, half=3.8, depth=5.0, height=3.6)
    t, seen = scene.tones, room.at(1, 0.0)
    room.back(0.0, 0.0, (2 * room.half, 2.3), blend(t.wall, t.mid, 0.55), 1.2)
    for index in range(9):
        room.back(-seen + (index + 0.5) * 2 * seen / 9, 0.2, (seen * 0.17, 1.9), blend(t.wall, t.mid, 0.35), 0.8)
    if scene.reverse:
        for dx in (-0.49, 0.49):
            paint_door(room, dx)
        for z in (4.2, 3.3):
            for side in (-1, 1):
                scene.block(Point(side * (0.9 + seen * 0.35), 0.0, z), (seen * 0.6, 0.5, 0.4), (t.shade, t.dark, t.mid))
                scene.block(
                    Point(side * (0.9 + seen * 0.35), 0.5, z + 0.2), (seen * 0.6, 0.5, 0.06), (t.paper, t.dark, t.mid)
                )
    else:
        _bench(room)
    for side in (-1, 1):
        scene.line(Point(side * seen * 0.8, 0.0, 4.4), Point(side * seen * 0.8, 2.7, 4.4), 2.4)
        flag = [(0.0, 2.65), (0.4, 2.5), (0.34, 1.7), (0.1, 1.2), (0.0, 1.3)]
        scene.panel([Point(side * (seen * 0.8 + u), y, 4.38) for u, y in flag], (t.mid, t.shade)[side > 0], 1.1)
    paint_post(scene, -1, 0.26)
    rail = [
        (-0.1, 0.8),
        (1.0, 0.84),
        (1.0, 0.88),
        (0.8, 0.88),
        (0.76, 1.02),
        (0.66, 1.02),
        (0.64, 0.88),
        (0.4, 0.87),
        (0.36, 1.02),
        (0.24, 1.02),
        (0.22, 0.87),
        (-0.1, 0.86),
    ]
    if silhouette(scene, 1, rail, crop=True):
        strokes(scene, 1, [[(0.0, 0.815), (0.96, 0.855)]], 1.8, crop=True)


def _bench(room: Room) -> None:
    scene, t = room.scene, room.scene.tones
    at = Point(0.0, 2.8, 4.95)
    if scene.view.depth(at) > 0.5:
        spot, size = scene.view.spot(at), 0.42 * scene.view.scale(at)
        for part, tone in ((1.0, t.dark), (0.84, t.shade), (0.4, t.mid)):
            contour(scene.back, ellipse(spot, size * part, size * part, corners=20), tone, 1.2)
    back = [(-0.4, 1.0), (-0.42, 2.1), (-0.2, 2.35), (0.2, 2.35), (0.42, 2.1), (0.4, 1.0)]
    scene.panel([Point(u, y, 4.7) for u, y in back], t.dark, 1.4)
    scene.block(Point(0.0, 0.0, 4.1), (3.6, 0.3, 1.4), (t.paper, t.dark, t.shade))
    scene.block(Point(0.0, 0.3, 3.9), (3.0, 1.05, 0.7), (t.paper, t.dark, blend(t.mid, t.dark, 0.35)))
    scene.block(Point(0.0, 1.35, 3.9), (3.2, 0.09, 0.86), (t.paper, t.dark, t.shade))
    for index in range(5):
        wall(scene, -1.2 + index * 0.6, 0.45, (0.46, 0.75), 3.53, t.mid, 0.9)
    x = room.at(1, 0.9)
    scene.block(Point(x, 0.0, 3.3), (1.3, 0.95, 0.9), (t.shade, t.dark, t.mid))
    x = room.at(-1, 0.9)
    scene.block(Point(x, 0.0, 2.9), (1.5, 0.74, 0.7), (t.paper, t.dark, t.mid))
    paint_chair(scene, Point(x, 0.0, 3.5))
    scene.block(Point(0.5, 1.44, 3.8), (0.26, 0.1, 0.16), (t.dark, t.ink, t.dark))
