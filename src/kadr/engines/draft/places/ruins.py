"""Ruins: broken columns along a paved way, an arch against the sky, fallen blocks, grass between them."""

from kadr.engines.draft.foreground import paint_grass, paint_rocks
from kadr.engines.draft.masonry import arch, paint_bricks, paint_column, paint_stones
from kadr.engines.draft.nature import paint_bush, paint_mountains, paint_rock
from kadr.engines.draft.outdoors import paint_world
from kadr.engines.draft.places.steppe import paint_birds
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Mountains, the arch, the columns."""
    paint_world(scene, sun=0.6)
    t = scene.tones
    paint_mountains(scene, [14, 30, 20, 44, 28, 50, 24, 36, 14], 360.0, t.far)
    scene.ridge([3, 5, 8, 5, 2, 3, 7, 9, 6, 3], 140.0, blend(t.far, t.mid, 0.4))
    paint_stones(scene, Point(0.0, 0.0, 9.0), (2.6, 10.0), blend(t.ground, t.ink, 0.2))
    wall_ = [
        (-7.0, 0.0),
        (-7.0, 4.4),
        (-5.6, 5.2),
        (-4.6, 7.0),
        (-1.0, 7.4),
        (1.6, 6.8),
        (2.6, 7.2),
        (4.4, 5.0),
        (5.0, 3.0),
        (6.6, 2.4),
        (7.2, 0.0),
    ]
    dx = 3.0 if scene.reverse else -1.0
    scene.panel([Point(x + dx, y, 24.0) for x, y in wall_], blend(t.shade, t.mid, 0.25), 1.1)
    scene.panel(arch(dx - 0.6, 0.0, (3.4, 5.4), 23.98), blend(t.air, t.far, 0.4), 1.2)
    paint_bricks(scene, dx, 0.6, (10.0, 4.0), 23.96, rows=7)
    for x, z, tall, broken in (
        (-4.2, 18.0, 5.4, False),
        (4.2, 17.0, 3.2, True),
        (-3.9, 12.0, 2.2, True),
        (4.0, 11.0, 5.0, False),
        (-3.8, 7.0, 4.4, True),
        (4.4, 6.2, 1.3, True),
    ):
        paint_column(scene, Point(x, 0.0, z), tall, 0.4, broken=broken)
    for x, z, size in ((2.9, 5.0, 0.4), (-2.7, 4.4, 0.36), (5.4, 9.0, 0.8), (-5.6, 9.6, 0.9)):
        paint_rock(scene, Point(x, 0.0, z), size)
    for x, z in ((-6.2, 13.0), (6.6, 12.0)):
        paint_bush(scene, Point(x, 0.0, z), 0.8)
    scene.tufts(24, 0.4, 14.0)
    paint_birds(scene)
    paint_rocks(scene, 1)
    paint_grass(scene, -1, 0.2)
