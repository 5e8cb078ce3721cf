"""A stadium: lanes that run away from us, the goal, stands full of people, floodlights."""

from kadr.engines.draft.foreground import silhouette, strokes
from kadr.engines.draft.interiors import wall
from kadr.engines.draft.light import paint_lamp_light
from kadr.engines.draft.outdoors import paint_pool, paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The stands, the lights, the lanes."""
    paint_world(scene, pool=False)
    t = scene.tones
    half = scene.view.reach(46.0) * 1.1
    for row, (low, z) in enumerate(((0.0, 44.0), (3.2, 48.0), (6.4, 52.0))):
        wall(scene, 0.0, low, (2 * half * 1.3, 3.6), z, (t.side, blend(t.side, t.mid, 0.4), t.side)[row], 1.0)
    for row in range(9):
        for index in range(34):
            if (index * 7 + row * 11) % 5:
                x = -half + 2 * half * (index + 0.5 * (row % 2)) / 33
                wall(
                    scene,
                    x,
                    0.9 + row * 0.98,
                    (half * 0.022, 0.6),
                    43.9,
                    (t.mid, t.dark, t.paper)[(index + row * 2) % 3],
                    0,
                )
    scene.panel(
        [
            Point(-half * 1.3, 11.0, 52.0),
            Point(half * 1.3, 11.0, 52.0),
            Point(half * 1.3, 12.6, 44.0),
            Point(-half * 1.3, 12.6, 44.0),
        ],
        t.dark,
        1.2,
    )
    wall(scene, 0.0, 0.0, (2 * half * 1.3, 1.0), 40.0, t.paper, 1.0)
    for x in (-18.0, 18.0):
        scene.turned(Point(x, 0.0, 42.0), [(0.0, 0.4), (20.0, 0.24)], t.dark, t.ink)
        paint_lamp_light(scene, Point(x, 19.0, 42.0), 6.0)
        wall(scene, x, 18.6, (4.4, 2.6), 41.8, t.glow if scene.night else t.dark, 1.2)
    lane = t.paper if scene.snowy else blend(t.ground, t.mid, 0.35)
    scene.panel([Point(-7.5, 0, -4), Point(7.5, 0, -4), Point(7.5, 0, 38), Point(-7.5, 0, 38)], lane, 1.0)
    if not scene.close:
        paint_pool(scene)
    for index in range(7):
        x = -7.5 + index * 2.5
        scene.line(Point(x, 0, -4), Point(x, 0, 38), 2.4, t.paper)
    for x in (-11.5, 11.5):
        scene.way(
            [Point(x - 2.4, 0, 26.0), Point(x - 2.4, 2.4, 26.0), Point(x + 2.4, 2.4, 26.0), Point(x + 2.4, 0, 26.0)],
            2.4,
            t.paper,
        )
    silhouette(
        scene,
        -1,
        [(-0.1, 0.78), (0.4, 0.8), (0.9, 0.86), (0.94, 0.9), (0.4, 0.88), (0.44, 1.02), (-0.1, 1.02)],
        crop=True,
    )
    strokes(scene, -1, [[(0.0, 0.82), (0.4, 0.84), (0.88, 0.88)]], 1.6, crop=True)
