"""An office: desks with screens before a wide window over the city; from the other side shelves and a glass door."""

from kadr.engines.draft.foreground import paint_plant
from kadr.engines.draft.foreground import paint_table as paint_near_table
from kadr.engines.draft.interiors import Room, paint_door, paint_shell, paint_shelves, wall, window_tone
from kadr.engines.draft.light import paint_halo
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point

TOWERS = (0.5, 0.85, 0.42, 0.7, 0.95, 0.5, 0.3, 0.62, 0.9, 0.36, 0.75, 0.55, 0.8, 0.4)


def paint(scene: Scene) -> None:
    """The wall that we look at, then the desks before it."""
    room = paint_shell(scene, half=3.4, depth=3.5, height=2.8, floor="tiles")
    t = scene.tones
    for z in (0.4, 2.2):
        for x in (-1.5, 1.5):
            lamp = [
                Point(x + dx, room.height - 0.01, z + dz) for dx, dz in ((-0.6, 0), (0.6, 0), (0.6, 0.4), (-0.6, 0.4))
            ]
            scene.panel(lamp, t.glow, 0.9)
    if scene.reverse:
        for x in (room.at(-1, 0.9), room.at(-1, 2.3)):
            paint_shelves(room, x, (1.3, 2.1), 5)
        paint_door(room, room.at(1, 0.9))
    else:
        _window(room)
    for x, z in ((room.at(-1, 0.7), 2.5), (room.at(1, 0.8), 2.4)):
        paint_desk(scene, Point(x, 0.0, z))
    paint_near_table(scene, 1, "screen")
    paint_plant(scene, -1)


def _window(room: Room) -> None:
    """Glass from wall to wall: the town in two depths, and the blinds above."""
    scene, t, z = room.scene, room.scene.tones, room.depth - 0.01
    wide, low, tall = 2 * room.at(1, 0.15), 0.75, 1.75
    wall(scene, 0.0, low, (wide, tall), z, window_tone(scene) if not scene.night else t.sky, 1.4)
    for depth, tone in ((0, blend(t.far, t.air, 0.4)), (1, blend(t.far, t.mid, 0.35) if not scene.night else t.dark)):
        for index, part in enumerate(TOWERS):
            x = -wide / 2 + (index + 0.5) * wide / len(TOWERS) + depth * 0.1
            up = tall * (0.78 if not depth else 0.52) * TOWERS[(index * 5 + depth * 3) % len(TOWERS)]
            wall(scene, min(x, wide / 2 - 0.2), low, (0.36 - 0.06 * (index % 2), up), z - 0.01, tone, 0)
            if scene.night and depth:
                for row in range(int(up / 0.12)):
                    if (row * 7 + index * 3) % 4 == 0:
                        wall(
                            scene,
                            x - 0.08 + 0.08 * (row % 3),
                            low + 0.06 + row * 0.12,
                            (0.05, 0.05),
                            z - 0.02,
                            t.glow,
                            0,
                        )
            elif part > 0.6 and depth:
                scene.line(Point(x, low, z - 0.02), Point(x, low + up, z - 0.02), 0.5)
    for index in range(5):
        x = -wide / 2 + index * wide / 4
        scene.line(Point(x, low, z - 0.03), Point(x, low + tall, z - 0.03), 2.2)
    for row in range(6):
        scene.line(
            Point(-wide / 2, low + tall - row * 0.07, z - 0.03), Point(wide / 2, low + tall - row * 0.07, z - 0.03), 1.0
        )
    scene.block(Point(0.0, low - 0.1, z - 0.12), (wide + 0.2, 0.09, 0.24), (t.paper, t.mid, t.shade))
    wall(scene, 0.0, 0.1, (wide * 0.5, 0.46), z - 0.05, t.side, 0.9)


def paint_desk(scene: Scene, foot: Point) -> None:
    """A desk with its screen, a lamp's halo behind it at night, papers, and a chair's back before it."""
    t, x, z = scene.tones, foot.x, foot.z
    paint_halo(scene, Point(x, 1.08, z), 0.62)
    for side in (-0.72, 0.72):
        scene.block(Point(x + side, 0.0, z), (0.05, 0.7, 0.7), (t.mid, t.dark, t.dark))
    wall(scene, x, 0.25, (1.4, 0.45), z + 0.3, t.dark, 0)
    scene.block(Point(x, 0.7, z), (1.6, 0.05, 0.8), (t.paper, t.mid, t.mid))
    scene.block(Point(x, 0.75, z + 0.1), (0.24, 0.12, 0.1), (t.dark, t.dark, t.dark))
    wall(scene, x, 0.86, (0.72, 0.46), z + 0.08, t.deep, 1.2)
    wall(scene, x, 0.89, (0.66, 0.4), z + 0.07, t.glow if scene.dim else t.shade, 0)
    for dx, tall in ((-0.55, 0.05), (0.52, 0.1)):
        scene.block(Point(x + dx, 0.75, z - 0.1), (0.28, tall, 0.34), (t.paper, t.mid, t.shade))
    scene.block(Point(x + 0.1, 0.5, z - 0.75), (0.5, 0.56, 0.07), (t.dark, t.ink, t.dark))
    wall(scene, x + 0.1, 0.06, (0.06, 0.44), z - 0.75, t.dark, 0)
    scene.line(Point(x - 0.12, 0.06, z - 0.75), Point(x + 0.32, 0.06, z - 0.75), 3.0)
