"""A river or a lake between its banks: water across the picture, reeds, trees on the other side."""

from kadr.engines.draft.places.sea import paint_water
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The far bank, the water, the grass on ours."""
    scene.sky_and_ground()
    scene.sun_or_moon()
    t = scene.tones
    scene.ridge([8, 14, 10, 18, 12, 20, 11, 15, 9], 240.0, t.far)
    paint_water(scene, 3.2, 26.0)
    for index in range(9):
        x = -26 + index * 6.5 + 2 * scene.random.random()
        foot = Point(x, 0.0, 27.0 + 3 * scene.random.random())
        scene.turned(foot, [(0.0, 0.3), (2.2, 0.2)], t.mid, t.dark)
        scene.crown(Point(foot.x, 3.6, foot.z), 1.9, t.shade if not scene.night else t.dark)
    scene.tufts(26, -0.6, 3.4)
