"""A lake among mountains: their reflection in the water, a jetty that runs into it, reeds, a boat."""

from kadr.engines.draft.foreground import paint_grass, paint_trunk
from kadr.engines.draft.nature import paint_fir, paint_mountains
from kadr.engines.draft.outdoors import paint_water, paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Mountains, firs on the far shore, water with what it shows, the jetty."""
    paint_world(scene)
    t = scene.tones
    paint_mountains(scene, [40, 70, 36, 96, 60, 120, 54, 80, 40], 480.0, blend(t.far, t.air, 0.1), snow=True)
    scene.ridge([9, 13, 10, 7, 5, 6, 9, 14, 18], 150.0, blend(t.far, t.mid, 0.45))
    paint_water(scene, 5.0, 110.0)
    shade = blend(t.shade, t.mid, 0.8) if not scene.night else t.mid
    half = scene.view.reach(60.0)
    for index in range(13):
        x = -half + 2 * half * index / 12
        deep = 26.0 + 14.0 * ((index * 5) % 4) / 3
        scene.panel(
            [Point(x - half * 0.1, 0, 106.0), Point(x + half * 0.1, 0, 106.0), Point(x + half * 0.02, 0, 106.0 - deep)],
            shade,
            0,
        )
    for index in range(9):
        x = -44.0 + index * 11.0 + 3 * ((index * 7) % 3)
        if abs(x) > 6:
            paint_fir(scene, Point(x, 0.0, 112.0), 10.0 + 3 * (index % 3), blend(t.dark, t.mid, 0.4))
    _jetty(scene)
    scene.tufts(26, 0.6, 5.0)
    for x in (-5.0, -4.4, 4.6, 5.4, 6.2):
        scene.tuft(scene.back, Point(x, 0.0, 5.2), 1.1)
    paint_trunk(scene, -1)
    paint_grass(scene, 1, 0.26)


def _jetty(scene: Scene) -> None:
    """Planks on piles, and a boat tied to them."""
    t = scene.tones
    planks = [Point(1.6, 0.12, 4.0), Point(3.4, 0.12, 4.0), Point(3.2, 0.12, 16.0), Point(1.8, 0.12, 16.0)]
    scene.panel(planks, t.paper if scene.snowy else blend(t.shade, t.paper, 0.3), 1.2)
    for z in (4.8, 5.8, 7.0, 8.4, 10.0, 12.0, 14.0):
        scene.line(Point(1.65, 0.13, z), Point(3.35, 0.13, z), 0.9)
    for z in (6.0, 10.0, 15.5):
        for x in (1.7, 3.3):
            scene.line(Point(x, -0.3, z), Point(x, 0.6, z), 4.0)
    boat = [(-1.4, 0.5), (-1.0, 0.0), (1.0, 0.0), (1.5, 0.56), (0.8, 0.38), (-0.8, 0.36)]
    scene.panel([Point(5.0 + x, y, 11.0) for x, y in boat], t.dark, 1.2)
