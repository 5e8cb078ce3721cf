"""A river between its banks: water that bends away between willows, reeds at our feet, hills behind."""

from kadr.engines.draft.foreground import paint_branch, paint_grass
from kadr.engines.draft.nature import paint_bush, paint_poplar, paint_rock, paint_tree
from kadr.engines.draft.outdoors import paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import stroke
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The far bank, the water, the grass on ours."""
    paint_world(scene)
    t = scene.tones
    scene.ridge([18, 30, 22, 40, 26, 44, 24, 33, 19], 300.0, t.far)
    scene.ridge([5, 8, 6, 9, 7, 10, 6, 8, 5], 110.0, blend(t.far, t.mid, 0.4))
    _stream(scene)
    for x, z, tall in ((-15.0, 34.0, 8.0), (-12.6, 36.0, 9.0), (13.0, 40.0, 8.5)):
        paint_poplar(scene, Point(x, 0.0, z), tall)
    for x, z, tall in ((-10.0, 27.0, 5.4), (-6.0, 30.0, 4.6), (10.0, 24.0, 5.6), (14.5, 19.0, 6.0)):
        paint_tree(scene, Point(x, 0.0, z), tall)
    for x, z in ((-12.0, 22.5), (-4.0, 24.0), (6.8, 20.0), (8.6, 13.0)):
        paint_bush(scene, Point(x, 0.0, z), 1.0, t.mid)
    for x, z, size in ((-3.4, 3.6, 0.4), (3.1, 4.4, 0.5), (3.9, 4.1, 0.3)):
        paint_rock(scene, Point(x, 0.0, z), size)
    scene.tufts(26, -0.4, 4.0)
    paint_branch(scene, 1 if scene.reverse else -1, 0.3)
    paint_grass(scene, 1, 0.24)
    paint_grass(scene, -1, 0.14)


def _stream(scene: Scene) -> None:
    """Water across the picture that bends away to the right, its banks, its light and its strokes."""
    t = scene.tones
    tone = blend(t.shade, t.mid, 0.3) if not scene.night else blend(t.mid, t.shade, 0.4)
    near = [(-60, 4.6), (-4.0, 5.0), (2.0, 5.6), (6.0, 8.0), (7.0, 14.0), (5.0, 30.0), (9.0, 60.0)]
    far = [(6.0, 60.0), (1.0, 34.0), (-2.0, 22.0), (-10.0, 17.5), (-60, 17.0)]
    scene.panel([Point(x, 0, z) for x, z in near + far], tone, 1.2)
    light = blend(t.air, t.glow, 0.8) if not scene.night else blend(t.shade, t.glow, 0.25)
    scene.panel(
        [Point(x, 0, z) for x, z in ((-60, 9.0), (-3.0, 9.4), (3.0, 14.0), (1.6, 22.0), (-3.0, 13.6), (-60, 12.0))],
        light,
        0,
    )
    pen = scene.back.inked(light)
    for index in range(30):
        z = 5.4 + 15.0 * scene.random.random() ** 1.6
        left = -scene.view.reach(z)
        x = left + (5.0 - left) * scene.random.random()
        spots = scene.view.stroke(Point(x, 0, z), Point(min(x + 0.3 + 0.1 * z * scene.random.random(), 6.0), 0, z))
        if spots:
            stroke(pen if index % 3 else scene.back, spots[0], spots[1], 1.5 if index % 3 else 0.9, taper=0.9)
