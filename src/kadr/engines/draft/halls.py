"""Rooms that run away from us: corridors with doors, aisles, vaults with columns."""

from dataclasses import dataclass

from kadr.engines.draft.interiors import wall, window_tone
from kadr.engines.draft.outdoors import paint_pool, shade_corners
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """Half the width, the height and the length in metres; `doors`: whether its walls have them; `lamps`: whether its
    ceiling has; `dado`: whether the walls are dark below; `end`: window, door or nothing at its far end."""

    half: float
    tall: float
    long: float
    doors: bool = True
    lamps: bool = True
    dado: bool = True
    end: str = "window"


def paint_hall(scene: Scene, hall: Hall) -> tuple[float, float]:
    """The hall in one-point perspective: light at its end and in pools below the lamps; gives half its width and its
    height as the camera needs them."""
    t, near = scene.tones, -scene.view.camera.distance - 1.0
    tall = max(hall.tall, scene.view.camera.height + 0.55) if not scene.view.overhead else hall.tall
    half, long = max(hall.half, scene.view.reach(0.0) * 0.86), hall.long
    ceiling = blend(t.wall, t.paper, 0.3) if not scene.night else blend(t.side, t.dark, 0.5)
    scene.panel([Point(-half, 0, near), Point(half, 0, near), Point(half, 0, long), Point(-half, 0, long)], t.ground, 0)
    if not scene.close:
        paint_pool(scene)
    pen = blend(t.ground, t.ink, 0.25)
    for index in range(7):
        x = -half + index * half / 3
        scene.line(Point(x, 0, near), Point(x, 0, long), 0.7, pen)
    for z in (0.6, 1.8, 3.2, 5.0, 7.4, 10.5):
        scene.line(Point(-half, 0, z), Point(half, 0, z), 0.6, pen)
    if tall > scene.view.camera.height:
        corners = ((-half, near), (half, near), (half, long), (-half, long))
        scene.panel([Point(x, tall, z) for x, z in corners], ceiling, 0)
    for side, tone in ((-1, t.side), (1, blend(t.side, t.mid, 0.35))):
        x = side * half
        scene.panel([Point(x, 0, near), Point(x, tall, near), Point(x, tall, long), Point(x, 0, long)], tone, 0)
        if hall.dado:
            scene.panel(
                [Point(x, 0, near), Point(x, 1.1, near), Point(x, 1.1, long), Point(x, 0, long)],
                blend(tone, t.mid, 0.5),
                0,
            )
        for y, weight in ((0.0, 1.5), (1.1, 0.9), (tall, 1.4)):
            scene.line(Point(x, y, near), Point(x, y, long), weight)
        if hall.doors:
            _doors(scene, side, half, long)
    wall(scene, 0.0, 0.0, (2 * half, tall), long, blend(t.wall, t.paper, 0.3), 1.2)
    _end(scene, hall, half)
    for z in (1.2, 4.2, 7.6, 11.4) if hall.lamps else ():
        lamp = [Point(dx, tall - 0.01, z + dz) for dx, dz in ((-0.4, 0), (0.4, 0), (0.4, 1.0), (-0.4, 1.0))]
        scene.panel(lamp, t.glow, 1.0)
        if z > 3:
            scene.flat(Point(0.0, 0.0, z + 0.5), (half * 0.7, 0.8), blend(t.ground, t.lit, 0.5))
    if not scene.close:
        shade_corners(scene, blend(t.ground, t.ink, 0.25))
    return half, tall


def _doors(scene: Scene, side: int, half: float, long: float) -> None:
    t, x, z = scene.tones, side * half * 0.995, 1.0 + (0.9 if side > 0 else 0.0)
    while z < long - 1.5:
        frame = [Point(x, 0, z - 0.12), Point(x, 2.18, z - 0.12), Point(x, 2.18, z + 1.12), Point(x, 0, z + 1.12)]
        scene.panel(frame, blend(t.wall, t.paper, 0.5), 0.9)
        scene.panel(
            [Point(x, 0, z), Point(x, 2.06, z), Point(x, 2.06, z + 1.0), Point(x, 0, z + 1.0)],
            t.dark if side > 0 else blend(t.dark, t.mid, 0.4),
            1.0,
        )
        scene.panel(
            [Point(x, 1.2, z + 0.3), Point(x, 1.8, z + 0.3), Point(x, 1.8, z + 0.7), Point(x, 1.2, z + 0.7)],
            t.shade,
            0.6,
        )
        z += 3.2


def _end(scene: Scene, hall: Hall, half: float) -> None:
    t, z = scene.tones, hall.long - 0.02
    if hall.end == "door" or (hall.end == "window" and scene.reverse):
        wall(scene, 0.0, 0.0, (min(1.9, half * 1.4), 2.2), z, t.mid, 1.2)
        wall(scene, 0.0, 0.0, (0.02, 2.2), z - 0.02, t.ink, 0.8)
        for dx in (-0.4, 0.4):
            wall(scene, dx, 1.1, (0.4, 0.7), z - 0.02, blend(t.air, t.glow, 0.6) if not scene.night else t.dark, 0.7)
    elif hall.end == "window":
        wall(scene, 0.0, 0.8, (half * 1.1, 1.5), z, window_tone(scene), 1.4)
        scene.line(Point(0.0, 0.8, z), Point(0.0, 2.3, z), 1.4)
        scene.line(Point(-half * 0.55, 1.7, z), Point(half * 0.55, 1.7, z), 1.2)
        if not scene.night:
            scene.panel(
                [
                    Point(-half * 0.5, 0, z),
                    Point(half * 0.5, 0, z),
                    Point(half * 0.4, 0, z - 6.0),
                    Point(-half * 0.4, 0, z - 6.0),
                ],
                t.lit,
                0,
            )
