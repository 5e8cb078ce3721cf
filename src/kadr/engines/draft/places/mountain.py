"""Mountains: a stony slope, firs, ridges behind one another, snow on the highest."""

from kadr.engines.draft.foreground import paint_grass, paint_rocks
from kadr.engines.draft.nature import paint_fir, paint_mountains, paint_rock
from kadr.engines.draft.outdoors import paint_world
from kadr.engines.draft.places.steppe import paint_birds
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """From the furthest ridge to the stones at our feet."""
    paint_world(scene, sun=0.8)
    t = scene.tones
    heights = [90, 150, 110, 210, 130, 260, 120, 190, 100]
    paint_mountains(scene, heights[::-1] if scene.reverse else heights, 620.0, blend(t.far, t.air, 0.2), snow=True)
    paint_mountains(scene, [60, 84, 50, 120, 76, 40, 90, 130, 70, 100], 430.0, blend(t.far, t.mid, 0.25))
    scene.ridge([40, 28, 18, 9, 4, 3, 7, 16, 30, 44], 170.0, blend(t.far, t.mid, 0.6))
    scene.ridge([9, 6, 3.0, 1.0, 0.4, 0.3, 0.6, 1.6, 4.4, 7.6], 60.0, blend(t.shade, t.mid, 0.3))
    for x, z, tall in (
        (-26.0, 56.0, 8.0),
        (-23, 54, 9),
        (-20, 50, 8),
        (19, 46, 8),
        (22, 48, 9.5),
        (25, 52, 8),
        (-14, 34, 7),
        (13, 30, 7.5),
        (-11.6, 31, 6),
    ):
        paint_fir(scene, Point(x, 0.0, z), tall, blend(t.dark, t.mid, 0.35))
    for x, z, size in (
        (-4.4, 7.0, 1.1),
        (-5.6, 6.4, 0.7),
        (5.2, 8.0, 1.4),
        (3.7, 4.4, 0.5),
        (-2.9, 3.2, 0.34),
        (6.8, 7.0, 0.9),
        (-9, 13, 1.8),
        (9, 15, 2.0),
    ):
        paint_rock(scene, Point(x, 0.0, z), size)
    scene.tufts(16, 0.0, 12.0)
    paint_birds(scene)
    paint_rocks(scene, 1)
    paint_grass(scene, -1, 0.14)
