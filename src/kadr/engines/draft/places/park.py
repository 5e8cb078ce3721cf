"""A park: a path between lawns, round trees, a bench."""

from kadr.engines.draft.places.room import wall
from kadr.engines.draft.places.village_street import tree
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Far trees, the path, near trees and a bench."""
    scene.sky_and_ground()
    scene.sun_or_moon(0.24, 0.12)
    t = scene.tones
    scene.ridge([5, 7, 6, 8, 6.5, 7.5, 5.5, 7], 60.0, t.far)
    path = [
        Point(-1.6, 0, -3),
        Point(1.6, 0, -3),
        Point(0.9, 0, 18),
        Point(3.5, 0, 46),
        Point(2.3, 0, 46),
        Point(-0.6, 0, 18),
    ]
    scene.panel(path, t.paper if not scene.night else t.mid, 1.0)
    for x, z, tall in ((-9.0, 24.0, 6.0), (9.5, 20.0, 6.5), (-6.0, 12.0, 5.6), (6.2, 9.0, 5.8)):
        tree(scene, Point(x, 0.0, z), tall)
    for z in (3.9,):
        scene.block(Point(-2.9, 0.42, z), (1.7, 0.06, 0.45), (t.paper, t.mid, t.mid))
        wall(scene, -2.9, 0.6, 1.7, 0.32, z + 0.22, t.shade)
        for leg in (-0.75, 0.75):
            scene.block(Point(-2.9 + leg, 0.0, z), (0.06, 0.42, 0.4), (t.dark, t.dark, t.dark))
    scene.tufts(24, 0.0, 14.0)
