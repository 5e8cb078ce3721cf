"""The steppe: a wide ground, low hills far away, grass, a bird or two."""

from kadr.engines.draft.curves import Spot
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Grass to the horizon."""
    scene.sky_and_ground()
    scene.sun_or_moon()
    scene.ridge([9, 16, 11, 24, 30, 17, 9, 13, 7], 320.0, scene.tones.far)
    scene.ridge([3, 4.5, 3, 2, 4, 8, 11, 6, 4], 160.0, scene.tones.shade)
    _track(scene)
    scene.tufts(34, -1.2, 26.0)
    _birds(scene)
    for x in (-0.42, 0.37):
        z = -scene.view.camera.distance * 0.42
        reach = (z + scene.view.camera.distance) / scene.view.camera.lens * scene.view.width / scene.view.height
        scene.tuft(scene.front, Point(x * reach, 0.0, z), 0.2)


def _track(scene: Scene) -> None:
    """A path that leads the eye to the hills."""
    nearest = max(-0.8, 0.8 - scene.view.camera.distance)
    way = [(1.2, nearest), (1.0, 2.0), (-0.6, 7.0), (1.8, 18.0), (0.2, 46.0), (6.0, 120.0)]
    left = scene.view.spots(Point(x - 0.75, 0.0, z) for x, z in way)
    right = scene.view.spots(Point(x + 0.75, 0.0, z) for x, z in way)
    scene.back.fill([*left, *right[::-1]], scene.tones.paper if not scene.night else scene.tones.mid)
    for side in (left, right):
        scene.back.line(side, 0.9, taper=0.9)


def _birds(scene: Scene) -> None:
    a, b = scene.view.horizon()
    if scene.night or min(a.y, b.y) < 0.2 * scene.view.height:
        return
    size = 9 * scene.back.unit
    for x, y in ((0.22, 0.13), (0.27, 0.1)):
        spot = Spot(x * scene.view.width, y * min(a.y, b.y) * 2)
        wings = [(-1.6, -0.3), (-0.8, -0.7), (0, 0), (0.8, -0.8), (1.7, -0.5)]
        scene.back.line([Spot(spot.x + dx * size, spot.y + dy * size) for dx, dy in wings], 1.2)
