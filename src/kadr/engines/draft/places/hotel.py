"""A hotel's lobby: the desk before its board of keys, lamps, a staircase's foot; from the other side the revolving
door on the street and armchairs."""

from kadr.engines.draft.foreground import paint_plant, silhouette, strokes
from kadr.engines.draft.interiors import (
    Room,
    paint_hanging_lamp,
    paint_picture,
    paint_rug,
    paint_shell,
    paint_table_lamp,
    wall,
)
from kadr.engines.draft.places.cafe import paint_street_window
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The desk or the door, then what stands about."""
    room = paint_shell(scene, half=3.6, depth=4.0, height=3.2, floor="tiles")
    paint_rug(scene, Point(0.0, 0.0, 0.6), (3.6, 2.0))
    left, right = room.at(-1, 1.1), room.at(1, 1.4)
    paint_hanging_lamp(room, left, 2.3, 0.3)
    if scene.reverse:
        paint_street_window(room, right, 2.2)
        _armchair(scene, Point(left, 0.0, 2.8))
        _armchair(scene, Point(right + 0.2, 0.0, 2.6))
    else:
        _desk(room, right)
        paint_picture(room, left, 1.3, (1.2, 0.9))
        _armchair(scene, Point(left, 0.0, 2.8))
    paint_plant(scene, -1)
    case = [(0.1, 1.02), (0.1, 0.8), (0.28, 0.79), (0.3, 0.74), (0.5, 0.74), (0.52, 0.79), (0.7, 0.8), (0.7, 1.02)]
    if silhouette(scene, 1, case, crop=True):
        strokes(scene, 1, [[(0.22, 0.81), (0.22, 1.0)], [(0.58, 0.81), (0.58, 1.0)]], 1.8, crop=True)


def _desk(room: Room, x: float) -> None:
    scene, t = room.scene, room.scene.tones
    room.back(x, 1.1, (2.5, 1.4), t.dark, 1.4)
    for row in range(4):
        for index in range(9):
            wall(scene, x - 1.08 + index * 0.27, 1.18 + row * 0.33, (0.2, 0.25), 3.96, blend(t.mid, t.shade, 0.3), 0)
            if (row * 5 + index) % 3:
                scene.back.inked(t.glow).dot(
                    scene.view.spot(Point(x - 1.08 + index * 0.27, 1.3 + row * 0.33, 3.95)), 1.8
                )
    scene.block(Point(x, 0.0, 2.9), (2.9, 1.05, 0.6), (t.paper, t.dark, t.mid))
    scene.block(Point(x, 1.05, 2.9), (3.1, 0.08, 0.8), (t.paper, t.dark, t.dark))
    for index in range(4):
        wall(scene, x - 1.05 + index * 0.7, 0.15, (0.56, 0.75), 2.58, blend(t.mid, t.dark, 0.3), 1.0)
    paint_table_lamp(scene, Point(x + 1.0, 1.13, 2.9), 0.5)
    scene.turned(Point(x - 0.6, 1.13, 2.8), [(0.0, 0.1), (0.05, 0.1), (0.12, 0.03)], t.shade, t.mid)


def _armchair(scene: Scene, foot: Point) -> None:
    t, x, z = scene.tones, foot.x, foot.z
    scene.flat(foot, (0.7, 0.45), blend(t.ground, t.ink, 0.25))
    back = [(-0.46, 0.2), (-0.5, 0.9), (-0.36, 1.1), (0.36, 1.1), (0.5, 0.9), (0.46, 0.2)]
    scene.panel([Point(x + u, y, z + 0.3) for u, y in back], t.dark, 1.4)
    scene.block(Point(x, 0.1, z), (0.8, 0.36, 0.7), (t.shade, t.dark, t.mid))
    for dx in (-0.44, 0.44):
        scene.block(Point(x + dx, 0.06, z), (0.2, 0.6, 0.72), (t.shade, t.dark, blend(t.mid, t.dark, 0.5)))
