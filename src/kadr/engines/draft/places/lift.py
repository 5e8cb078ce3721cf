"""A lift: metal panels, a rail, the mirror at the back; from the other side its doors and buttons."""

from kadr.engines.draft.foreground import paint_post
from kadr.engines.draft.interiors import paint_shell, wall
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """A narrow shell and its fittings."""
    room = paint_shell(scene, half=1.3, depth=1.9, height=2.4, floor="plain")
    t, tall = scene.tones, room.height
    wide = min(2 * room.half, 2 * room.at(1, 0.05))
    if scene.reverse:
        room.back(0.0, 0.0, (1.8, 2.15), blend(t.mid, t.dark, 0.3), 1.6)
        for side in (-1, 1):
            room.back(side * 0.42, 0.0, (0.82, 2.1), t.shade, 1.4)
            for up in (0.5, 0.9):
                scene.line(Point(side * 0.42 - 0.3, up, 1.87), Point(side * 0.42 - 0.1, up + 0.9, 1.87), 0.9)
        x = min(wide / 2 - 0.2, 1.25)
        room.back(x, 0.9, (0.26, 0.9), t.dark, 1.2)
        for row in range(6):
            for dx in (-0.06, 0.06):
                scene.back.inked(t.glow if scene.night else t.paper).dot(
                    scene.view.spot(Point(x + dx, 1.0 + row * 0.13, 1.86)), 3.4
                )
        room.back(0.0, 2.2, (0.5, 0.18), t.ink, 1.0)
    else:
        for index in range(4):
            x = -wide / 2 + wide * (index + 0.5) / 4
            room.back(x, 0.08, (wide / 4 - 0.06, 0.9), blend(t.wall, t.mid, 0.4), 1.0)
        room.back(0.0, 1.1, (wide - 0.16, tall - 1.3), blend(t.air, t.wall, 0.3) if not scene.night else t.mid, 1.4)
        for part in (-0.3, 0.2):
            glare = [(0.0, 1.15), (0.3, tall - 0.25), (0.46, tall - 0.25), (0.16, 1.15)]
            scene.panel([Point(part * wide + u, y, 1.87) for u, y in glare], blend(t.paper, t.wall, 0.35), 0)
    for x, near in ((-wide / 2 + 0.08, 1.8), (wide / 2 - 0.08, 1.8)):
        scene.line(Point(x, 1.0, near), Point(x, 1.0, -2.0), 3.4)
    scene.line(Point(-wide / 2 + 0.08, 1.0, 1.8), Point(wide / 2 - 0.08, 1.0, 1.8), 3.4)
    for z in (0.3, 1.1):
        for x in (-0.5, 0.5):
            lamp = [
                Point(x + u, tall - 0.01, z + v) for u, v in ((-0.22, -0.2), (0.22, -0.2), (0.22, 0.2), (-0.22, 0.2))
            ]
            scene.panel(lamp, t.glow, 1.2)
    wall(scene, 0.0, 0.0, (2 * room.half, 0.08), 1.86, t.dark, 0)
    paint_post(scene, -1, 0.3)
    paint_post(scene, 1, 0.2)
