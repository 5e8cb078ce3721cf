"""A square: paving that runs to a monument, houses round it, a clock tower, lamps, pigeons."""

from kadr.engines.draft.buildings import paint_bench, paint_front, paint_street_lamp
from kadr.engines.draft.curves import ellipse
from kadr.engines.draft.foreground import paint_branch, paint_post
from kadr.engines.draft.interiors import wall
from kadr.engines.draft.masonry import paint_statue, paint_stones
from kadr.engines.draft.outdoors import paint_pool, paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import contour
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The houses, the tower, the monument in the middle distance."""
    paint_world(scene, sun=0.22, pool=False)
    t = scene.tones
    scene.ridge([10, 14, 12, 18, 13, 16, 12, 15], 200.0, t.far)
    tones = (t.side, t.wall, blend(t.wall, t.paper, 0.4), blend(t.side, t.mid, 0.4), t.wall)
    for index, (x, wide, tall) in enumerate(
        ((-31.0, 17.0, 11.0), (-14.0, 14.0, 9.0), (3.0, 15.0, 10.0), (18.0, 13.0, 8.4), (33.0, 16.0, 12.0))
    ):
        paint_front(scene, -x if scene.reverse else x, 42.0, (wide, tall), tones[index])
    if not scene.reverse:
        _tower(scene, Point(-5.6, 0.0, 40.0))
    paint_stones(scene, Point(0.0, 0.0, 18.0), (16.0, 20.0), blend(t.ground, t.ink, 0.22))
    if not scene.close:
        paint_pool(scene)
    foot = Point(6.4, 0.0, 17.0)
    scene.flat(Point(foot.x, 0.0, foot.z), (3.0, 2.6), t.shade, 1.2)
    scene.flat(Point(foot.x, 0.24, foot.z), (2.2, 1.9), t.paper, 1.2)
    paint_statue(scene, Point(foot.x, 0.0, foot.z), 5.4)
    for x, z in ((-9.0, 26.0), (-5.2, 12.0), (11.0, 24.0), (4.4, 7.5)):
        paint_street_lamp(scene, Point(x, 0.0, z), 4.0)
    paint_bench(scene, Point(-4.2, 0.0, 7.6))
    paint_post(scene, 1, 0.24)
    paint_branch(scene, -1, 0.26)


def _tower(scene: Scene, foot: Point) -> None:
    """A clock tower."""
    t, x, z = scene.tones, foot.x, foot.z
    wall(scene, x, 0.0, (4.4, 17.0), z, t.shade, 1.0)
    wall(scene, x + 1.5, 0.0, (1.4, 17.0), z - 0.02, t.mid, 0)
    wall(scene, x, 17.0, (5.2, 0.8), z, t.paper, 0.9)
    scene.panel([Point(x - 2.4, 17.8, z), Point(x, 24.0, z), Point(x + 2.4, 17.8, z)], t.dark, 1.0)
    middle = Point(x, 14.2, z - 0.1)
    if scene.view.depth(middle) > 1:
        spot, size = scene.view.spot(middle), 1.4 * scene.view.scale(middle)
        contour(scene.back, ellipse(spot, size, size, corners=18), t.glow if scene.night else t.paper, 1.0)
    scene.line(middle, Point(x, 15.2, z - 0.1), 1.2)
    scene.line(middle, Point(x + 0.7, 14.0, z - 0.1), 1.2)
