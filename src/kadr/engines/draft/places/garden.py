"""A garden: beds of flowers along a path, a clipped hedge with its arch, a house behind trees."""

from kadr.engines.draft.curves import Spot
from kadr.engines.draft.dwellings import paint_cottage
from kadr.engines.draft.foreground import paint_branch, paint_grass, paint_plant
from kadr.engines.draft.interiors import wall
from kadr.engines.draft.masonry import arch
from kadr.engines.draft.nature import paint_bush, paint_tree
from kadr.engines.draft.outdoors import paint_pool, paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import stroke
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """House, hedge, beds and path."""
    paint_world(scene, sun=0.2, pool=False)
    t = scene.tones
    scene.ridge([6, 8, 7, 9, 7.5, 8.5, 6.5, 8], 90.0, t.far)
    if not scene.reverse:
        paint_cottage(scene, Point(5.0, 0.0, 22.0), 7.0, 3.0)
    for x, z, tall in ((-12.0, 24.0, 7.0), (13.0, 25.0, 7.4), (-6.0, 18.0, 6.0)):
        paint_tree(scene, Point(x, 0.0, z), tall)
    path = [(-1.4, -3), (1.4, -3), (0.8, 11.0), (-0.8, 11.0)]
    scene.panel([Point(x, 0, z) for x, z in path], blend(t.ground, t.pool, 0.8), 0.9)
    if not scene.close:
        paint_pool(scene)
    hedge = blend(t.mid, t.dark, 0.35)
    for side in (-1, 1):
        wall(scene, side * 9.0, 0.0, (15.4, 1.5), 11.0, hedge, 1.2)
        wall(scene, side * 9.0, 1.4, (15.4, 0.16), 10.98, t.paper if scene.snowy else t.shade, 0)
    scene.panel(arch(0.0, 0.0, (2.9, 3.1), 11.0), hedge, 1.2)
    scene.panel(arch(0.0, 0.0, (1.7, 2.4), 10.97), blend(t.air, t.ground, 0.5), 1.0)
    for side in (-1, 1):
        _bed(scene, side)
        paint_bush(scene, Point(side * 5.2, 0.0, 8.6), 0.9)
        paint_bush(scene, Point(side * 3.0, 0.0, 9.8), 0.7, blend(t.mid, t.shade, 0.4))
    paint_branch(scene, -1, 0.3)
    paint_plant(scene, 1)
    paint_grass(scene, -1, 0.14)


def _bed(scene: Scene, side: int) -> None:
    """Flowers behind a low border of stones."""
    t = scene.tones
    earth = [Point(side * x, 0, z) for x, z in ((2.0, 2.2), (4.4, 2.2), (3.6, 8.0), (1.3, 8.0))]
    scene.panel(earth, blend(t.ground, t.dark, 0.4), 1.0)
    for row in range(6):
        for index in range(5):
            z = 2.5 + row * 0.9
            foot = Point(side * (2.1 + index * 0.5 - row * 0.08), 0.0, z)
            if scene.view.depth(foot) < 1.0:
                continue
            base, size = scene.view.spot(foot), scene.view.scale(foot)
            tall = (0.36 + 0.1 * ((index * 3 + row) % 3)) * size
            stroke(scene.back, base, Spot(base.x + 0.04 * size, base.y - tall), 1.1)
            if not scene.snowy:
                scene.back.inked((t.paper, t.glow, t.ink)[(index + row) % 3]).dot(
                    Spot(base.x + 0.04 * size, base.y - tall), 0.075 * size / scene.back.unit
                )
