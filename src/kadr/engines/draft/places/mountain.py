"""Mountains: a stony slope before us, ridges behind one another, snow on the highest."""

from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """From the furthest ridge to the stones at our feet."""
    scene.sky_and_ground()
    scene.sun_or_moon(0.78, 0.12)
    t = scene.tones
    scene.ridge([60, 110, 70, 150, 90, 175, 80, 120, 60], 560.0, t.paper if not scene.night else t.far)
    scene.ridge([40, 70, 48, 84, 60, 92, 50, 76, 40], 420.0, t.far)
    scene.ridge([14, 30, 18, 12, 26, 16, 34, 20, 12], 190.0, t.shade)
    for x, z, size in ((-4.2, 5.0, 0.7), (3.6, 3.6, 0.5), (5.4, 7.0, 0.9), (-2.4, 2.6, 0.3), (-6.5, 9.0, 1.1)):
        scene.crown(Point(x, size * 0.4, z), size, t.shade if not scene.night else t.dark)
    scene.tufts(14, 0.0, 12.0)
