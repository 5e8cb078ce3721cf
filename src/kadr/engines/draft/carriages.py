"""Long rooms that travel: a tube with windows on both sides, an aisle between seats."""

from dataclasses import dataclass, replace

from kadr.engines.draft.interiors import wall
from kadr.engines.draft.outdoors import paint_pool
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Carriage:
    """Half its width, its height and length in metres; a window every `bay` metres, `panes` long of them; `racks`:
    whether there are lockers above the seats."""

    half: float
    tall: float
    long: float
    bay: float
    racks: bool = False
    panes: float = 0.0


def paint_carriage(scene: Scene, carriage: Carriage) -> Carriage:
    """Floor, ceiling, walls and windows; gives the carriage as wide and as high as the camera needs it."""
    t, near = scene.tones, -scene.view.camera.distance - 1.0
    half = max(carriage.half, scene.view.reach(0.0) * 0.9)
    tall = max(carriage.tall, scene.view.camera.height + 0.5) if not scene.view.overhead else carriage.tall
    wide = replace(carriage, half=half, tall=tall)
    long = carriage.long
    corners = ((-half, near), (half, near), (half, long), (-half, long))
    scene.panel([Point(x, 0.0, z) for x, z in corners], t.ground, 0)
    if tall > scene.view.camera.height:
        ceiling = blend(t.wall, t.paper, 0.3) if not scene.night else t.side
        scene.panel([Point(x, tall, z) for x, z in corners], ceiling, 0)
    if not scene.close:
        paint_pool(scene)
    for x in (-0.42, 0.42):
        scene.line(Point(half * x, 0.0, near), Point(half * x, 0.0, long), 1.0)
    for side, tone in ((-1, t.side), (1, blend(t.side, t.mid, 0.35))):
        x = side * half
        scene.panel([Point(x, 0, near), Point(x, tall, near), Point(x, tall, long), Point(x, 0, long)], tone, 1.0)
        _windows(scene, wide, x, near)
    wall(scene, 0.0, 0.0, (2 * half, tall), long, t.wall, 1.2)
    wall(scene, 0.0, 0.0, (0.9, 2.05), long - 0.02, t.mid, 1.2)
    wall(scene, 0.0, 1.1, (0.56, 0.7), long - 0.04, _glass(scene), 0.8)
    for z in range(-1, int(long), 3):
        lamp = [Point(u, tall - 0.01, z + v) for u, v in ((-0.16, 0.0), (0.16, 0.0), (0.16, 1.4), (-0.16, 1.4))]
        scene.panel(lamp, t.glow, 0.8)
    for side in (-1, 1):
        if carriage.racks:
            rack = [
                Point(side * half, tall - 0.55, near),
                Point(side * half * 0.7, tall - 0.6, near),
                Point(side * half * 0.7, tall - 0.6, long),
                Point(side * half, tall - 0.55, long),
            ]
            scene.panel(rack, t.mid, 1.3)
        else:
            scene.line(Point(side * half * 0.55, tall - 0.25, near), Point(side * half * 0.55, tall - 0.25, long), 2.6)
            for strap in (1.0, 2.0, 3.0, 4.5, 6.0):
                scene.line(
                    Point(side * half * 0.55, tall - 0.25, strap), Point(side * half * 0.55, tall - 0.5, strap), 1.6
                )
    return wide


def _glass(scene: Scene) -> str:
    return scene.tones.dark if scene.night else blend(scene.tones.air, scene.tones.glow, 0.8)


def _windows(scene: Scene, carriage: Carriage, x: float, near: float) -> None:
    """Panes along a wall, with what goes by behind them."""
    t, z = scene.tones, carriage.long - carriage.bay
    panes = carriage.panes or carriage.bay * 0.8
    low, high = (0.95, 1.75) if not carriage.panes else (1.1, 1.6)
    inner = x * 0.995
    while z > near:
        scene.panel(
            [Point(inner, low, z), Point(inner, high, z), Point(inner, high, z + panes), Point(inner, low, z + panes)],
            _glass(scene),
            1.3,
        )
        if not carriage.panes:
            up = low + 0.25 + 0.12 * (int(z * 3) % 3)
            scene.panel(
                [
                    Point(inner, low, z),
                    Point(inner, up, z),
                    Point(inner, up - 0.1, z + panes),
                    Point(inner, low, z + panes),
                ],
                t.far if not scene.night else t.ink,
                0,
            )
            if scene.night:
                scene.panel(
                    [
                        Point(inner, up, z + 0.3),
                        Point(inner, up + 0.08, z + 0.3),
                        Point(inner, up + 0.08, z + 0.5),
                        Point(inner, up, z + 0.5),
                    ],
                    t.glow,
                    0,
                )
        z -= carriage.bay


def paint_seats(scene: Scene, carriage: Carriage, *, step: float, facing: bool = False) -> None:
    """Rows of seats on both sides of the aisle from the far end to where people are; `facing`: every second row
    looks the other way, with a table between."""
    t, half = scene.tones, carriage.half
    z, row = carriage.long - 1.2, 0
    wide = half * 0.52
    while z > 0.75:
        for side in (-1, 1):
            x = side * half * 0.7
            scene.block(Point(x, 0.12, z), (wide, 0.34, 0.5), (t.mid, t.dark, t.dark))
            back = z + 0.28 if not facing or row % 2 else z - 0.2
            tone = blend(t.mid, t.shade, 0.25) if side < 0 else t.mid
            scene.block(Point(x, 0.44, back), (wide, 0.72, 0.12), (t.shade, t.dark, tone))
            for dx in (-0.25, 0.25):
                if not facing:
                    scene.block(Point(x + dx * wide, 1.16, back), (wide * 0.36, 0.16, 0.08), (t.paper, t.mid, t.shade))
        z, row = z - step * (1.0 if not facing else 0.5), row + 1
