"""A corridor that runs away from us: doors on both sides, lamps on the ceiling, a window at its end."""

from kadr.engines.draft.places.room import wall
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point

LONG, HALF, TALL = 15.0, 1.5, 2.6


def paint(scene: Scene) -> None:
    """Floor, ceiling and walls in one-point perspective."""
    t, near = scene.tones, -scene.view.camera.distance - 1.0
    tall = max(TALL, scene.view.camera.height + 0.5) if scene.view.camera.tilt > -40 else TALL
    half = max(HALF, scene.view.width / scene.view.height * 0.55 * scene.view.camera.distance / scene.view.camera.lens)
    side = t.far if not scene.night else t.mid
    for y, tone in ((0.0, t.ground), (tall, t.shade if not scene.night else t.dark)):
        scene.panel([Point(-half, y, near), Point(half, y, near), Point(half, y, LONG), Point(-half, y, LONG)], tone)
    wall(scene, 0.0, 0.0, 2 * half, tall, LONG, t.shade)
    wall(scene, 0.0, 0.8, half, 1.3, LONG - 0.02, t.dark if scene.night else t.glow)
    for x in (-half, half):
        scene.panel([Point(x, 0, near), Point(x, tall, near), Point(x, tall, LONG), Point(x, 0, LONG)], side)
        scene.line(Point(x, 0.12, near), Point(x, 0.12, LONG), 0.8)
        for z in (0.8, 4.4, 8.0, 11.6):
            door = [Point(x * 0.995, y, z + dz) for dz, y in ((0.0, 0.0), (0.0, 2.05), (1.0, 2.05), (1.0, 0.0))]
            scene.panel(door, t.mid, 1.1)
            scene.back.dot(scene.view.spot(Point(x * 0.99, 1.0, z + 0.12)), 1.4)
    for z in (2.0, 6.0, 10.0):
        lamp = [Point(dx, tall - 0.01, z + dz) for dx, dz in ((-0.35, 0), (0.35, 0), (0.35, 0.9), (-0.35, 0.9))]
        scene.panel(lamp, t.glow, 0.8)
