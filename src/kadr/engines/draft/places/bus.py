"""Inside a bus or a carriage: rows of seats on both sides of an aisle, windows, rails to hold."""

from kadr.engines.draft.places.room import wall
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point

HALF, TALL, LONG = 1.35, 2.2, 8.0


def paint(scene: Scene) -> None:
    """The tube of the carriage, then its seats from the back."""
    t, near = scene.tones, -scene.view.camera.distance - 1.0
    half = max(HALF, scene.view.width / scene.view.height * 0.5 * scene.view.camera.distance / scene.view.camera.lens)
    tall = max(TALL, scene.view.camera.height + 0.45) if scene.view.camera.tilt > -40 else TALL
    side = t.far if not scene.night else t.mid
    for y, tone in ((0.0, t.ground), (tall, t.shade)):
        scene.panel([Point(-half, y, near), Point(half, y, near), Point(half, y, LONG), Point(-half, y, LONG)], tone)
    wall(scene, 0.0, 0.0, 2 * half, tall, LONG, side)
    wall(scene, 0.0, 1.0, half * 1.3, 0.8, LONG - 0.02, t.dark if scene.night else t.glow)
    for x in (-half, half):
        scene.panel([Point(x, 0, near), Point(x, tall, near), Point(x, tall, LONG), Point(x, 0, LONG)], side)
        for z in (-0.4, 1.2, 2.8, 4.4, 6.0):
            pane = [Point(x * 0.995, y, z + dz) for dz, y in ((0.0, 0.95), (0.0, 1.75), (1.35, 1.75), (1.35, 0.95))]
            scene.panel(pane, t.dark if scene.night else t.glow, 1.1)
        scene.line(Point(x * 0.72, tall - 0.25, near), Point(x * 0.72, tall - 0.25, LONG), 2.0)
    for z in (6.4, 5.0, 3.6, 2.2, 0.8):
        for x in (-half * 0.66, half * 0.66):
            scene.block(Point(x, 0.4, z), (half * 0.6, 0.1, 0.45), (t.mid, t.dark, t.dark))
            scene.block(Point(x, 0.5, z + 0.24), (half * 0.6, 0.62, 0.1), (t.mid, t.dark, t.mid))
