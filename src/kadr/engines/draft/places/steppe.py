"""The steppe: grass to far mountains, a track that leads the eye to them, stones, a lonely tree."""

from kadr.engines.draft.curves import Spot
from kadr.engines.draft.foreground import paint_grass, paint_rocks
from kadr.engines.draft.nature import paint_bush, paint_mountains, paint_rock
from kadr.engines.draft.outdoors import level, paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import chain
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """From the mountains to the grass before us."""
    paint_world(scene)
    t = scene.tones
    if scene.reverse:
        scene.ridge([9, 16, 11, 24, 30, 17, 9, 13, 7], 320.0, t.far)
    else:
        paint_mountains(scene, [10, 26, 14, 38, 22, 52, 30, 20, 34, 12], 340.0, t.far, snow=True)
    scene.ridge([2, 4.5, 8, 5, 2, 3, 7, 11, 6, 3], 150.0, blend(t.far, t.mid, 0.35))
    scene.ridge([0.4, 1.2, 2.2, 1.4, 0.5, 0.2, 0.4, 1.0, 2.4, 3.0, 1.8], 62.0, blend(t.shade, t.mid, 0.2))
    paint_track(scene)
    for x, z, size in ((-5.0, 14.0, 0.7), (-6.4, 15.0, 0.5), (8.6, 19.0, 0.9), (3.2, 30.0, 0.8), (-13.0, 26.0, 1.0)):
        paint_bush(scene, Point(x, 0.0, z), size, blend(t.mid, t.shade, 0.4))
    for x, z, size in ((-2.6, 3.4, 0.42), (-3.2, 3.9, 0.26), (3.9, 5.2, 0.55)):
        paint_rock(scene, Point(x, 0.0, z), size)
    scene.tufts(26, -0.4, 22.0)
    paint_birds(scene)
    paint_rocks(scene, -1)
    paint_grass(scene, 1, 0.2)
    paint_grass(scene, -1, 0.12)


def paint_track(scene: Scene) -> None:
    """Two ruts through the grass."""
    t = scene.tones
    nearest = max(-1.4, 0.8 - scene.view.camera.distance)
    way = [(1.7, nearest), (1.5, 0.6), (1.0, 2.4), (-0.4, 7.0), (1.6, 18.0), (0.2, 40.0), (4.0, 90.0)]
    for offset, wide in ((-0.62, 0.24), (0.5, 0.26)):
        left, right = (scene.view.spots(Point(x + offset + side * wide, 0.0, z) for x, z in way) for side in (-1, 1))
        scene.back.fill([*left, *right[::-1]], blend(t.ground, t.mid, 0.26))
        chain(scene.pen(6.0), right, 0.9)


def paint_birds(scene: Scene) -> None:
    """A few birds where there is sky for them."""
    line = level(scene, 0.3 * scene.view.width)
    if scene.night or scene.weather or line < 0.2 * scene.view.height or scene.close:
        return
    size = 8 * scene.back.unit
    for x, y, part in ((0.22, 0.3, 1.0), (0.27, 0.24, 0.8), (0.31, 0.33, 0.6)):
        spot = Spot(x * scene.view.width, y * line)
        wings = [(-1.6, -0.2), (-0.8, -0.7), (0, 0), (0.8, -0.8), (1.7, -0.4)]
        chain(scene.back, [Spot(spot.x + dx * size * part, spot.y + dy * size * part) for dx, dy in wings], 1.4)
