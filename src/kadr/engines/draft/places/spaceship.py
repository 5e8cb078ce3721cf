"""The bridge of a spaceship: a window on the stars and a planet between ribs of steel, consoles with lights; from the
other side the passage with its round door."""

from kadr.engines.draft.curves import Spot, ellipse
from kadr.engines.draft.foreground import silhouette, strokes
from kadr.engines.draft.interiors import Room, paint_shell, wall
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import contour
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The window or the door, the consoles before it."""
    room = paint_shell(scene, half=3.4, depth=4.2, height=2.9, floor="stone")
    t = scene.tones
    if scene.reverse:
        _door(room)
    else:
        _window(room)
    for z in (0.6, 2.4):
        for side in (-1, 1):
            rib = [(1.0, 0.0), (0.9, 0.4), (0.92, 2.0), (0.7, room.height), (0.86, room.height), (1.02, 2.1)]
            scene.panel([Point(side * x * room.half, y, z) for x, y in rib], t.dark, 1.2)
        strip = [
            Point(x * room.half, room.height - 0.02, z + dz)
            for x, dz in ((-0.5, 0.5), (0.5, 0.5), (0.5, 0.8), (-0.5, 0.8))
        ]
        scene.panel(strip, t.glow, 1.0)
    for x in (room.at(-1, 1.0), room.at(1, 1.0)):
        _console(scene, Point(x, 0.0, 2.7))
    outline = silhouette(
        scene,
        1,
        [(-0.1, 0.62), (0.5, 0.64), (0.62, 0.7), (0.66, 0.86), (0.9, 0.9), (0.92, 1.02), (-0.1, 1.02)],
        round_=True,
    )
    if outline:
        strokes(scene, 1, [[(0.0, 0.7), (0.3, 0.7), (0.5, 0.75)]], 1.8)
    silhouette(
        scene, -1, [(-0.1, -0.02), (0.9, -0.02), (0.5, 0.16), (0.3, 0.4), (0.26, 0.8), (0.4, 1.02), (-0.1, 1.02)]
    )
    strokes(scene, -1, [[(0.44, 0.16), (0.22, 0.42), (0.2, 0.8)]], 1.8)


def _window(room: Room) -> None:
    scene, t, view = room.scene, room.scene.tones, room.scene.view
    seen, top, z = room.at(1, 0.1), room.height - 0.4, room.depth - 0.02
    frame = [(-1.0, 1.0), (-0.9, top), (0.9, top), (1.0, 1.0), (0.86, 0.8), (-0.86, 0.8)]
    scene.panel([Point(x * seen, y, z) for x, y in frame], t.deep, 2.0)
    pen = scene.back.inked(t.glow)
    for _ in range(44):
        at = Point((scene.random.random() - 0.5) * 1.76 * seen, 0.9 + (top - 1.0) * scene.random.random(), z)
        pen.dot(view.spot(at), 0.7 + scene.random.random())
    middle = Point(seen * 0.42, 1.75, z)
    if view.depth(middle) > 0.5:
        spot, size = view.spot(middle), 0.62 * view.scale(middle)
        contour(scene.back, ellipse(spot, size, size, corners=30), t.shade, 1.0)
        night = [s for s in ellipse(spot, size, size, corners=30) if s.x > spot.x + 0.1 * size]
        scene.back.fill([*night, Spot(spot.x + 0.3 * size, spot.y)], t.mid)
    for part in (-0.34, 0.34):
        scene.panel(
            [
                Point(seen * part - 0.06, 0.8, z - 0.02),
                Point(seen * part * 0.9 - 0.05, top, z - 0.02),
                Point(seen * part * 0.9 + 0.05, top, z - 0.02),
                Point(seen * part + 0.06, 0.8, z - 0.02),
            ],
            t.dark,
            1.2,
        )


def _door(room: Room) -> None:
    scene, t = room.scene, room.scene.tones
    outer = [(-0.9, 0.0), (-1.1, 0.5), (-1.1, 1.8), (-0.7, 2.4), (0.7, 2.4), (1.1, 1.8), (1.1, 0.5), (0.9, 0.0)]
    for part, tone in ((1.2, t.dark), (1.0, t.mid)):
        scene.panel([Point(x * part, y * (0.5 + 0.5 * part), room.depth - 0.02 * part) for x, y in outer], tone, 1.6)
    scene.line(Point(0.0, 0.0, 4.1), Point(0.0, 2.4, 4.1), 2.4)
    for side in (-1, 1):
        wall(scene, side * 1.7, 1.1, (0.34, 0.5), 4.15, t.dark, 1.0)
        scene.back.inked(t.glow).dot(scene.view.spot(Point(side * 1.7, 1.45, 4.1)), 3.4)


def _console(scene: Scene, foot: Point) -> None:
    """A slanted desk with screens and rows of lights, and its seat."""
    t, x, z = scene.tones, foot.x, foot.z
    scene.block(foot, (1.8, 0.7, 0.6), (t.mid, t.dark, blend(t.dark, t.mid, 0.3)))
    slope = [
        Point(x - 0.95, 0.7, z - 0.4),
        Point(x + 0.95, 0.7, z - 0.4),
        Point(x + 0.85, 1.05, z + 0.25),
        Point(x - 0.85, 1.05, z + 0.25),
    ]
    scene.panel(slope, t.shade, 1.4)
    for dx in (-0.5, 0.1):
        wall(scene, x + dx, 0.98, (0.5, 0.36), z + 0.2, t.deep, 1.0)
        wall(scene, x + dx, 1.02, (0.42, 0.28), z + 0.19, t.glow if scene.dim else t.paper, 0)
        for row in range(3):
            scene.line(
                Point(x + dx - 0.16, 1.08 + row * 0.07, z + 0.18),
                Point(x + dx + 0.1 - 0.06 * row, 1.08 + row * 0.07, z + 0.18),
                1.0,
            )
    for index in range(9):
        at = scene.view.spot(Point(x - 0.76 + index * 0.19, 0.8, z - 0.22))
        scene.back.inked((t.glow, t.ink, t.dark)[index % 3]).dot(at, 2.6)
