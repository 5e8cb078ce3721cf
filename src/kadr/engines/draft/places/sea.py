"""The sea from its shore: surf, water to the horizon, a headland, a sail, rocks."""

from kadr.engines.draft.foreground import paint_grass, paint_rocks
from kadr.engines.draft.nature import paint_rock
from kadr.engines.draft.outdoors import paint_water, paint_world
from kadr.engines.draft.places.steppe import paint_birds
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Sky, water, shore."""
    paint_world(scene)
    t = scene.tones
    scene.ridge(
        [0, 0, 2, 26, 40, 30, 12, 3, 0, 0, 0, 0] if not scene.reverse else [0, 0, 0, 0, 0, 0, 3, 14, 9, 20, 0],
        420.0,
        t.far,
    )
    paint_water(scene, 4.0, 420.0)
    paint_sail(scene, Point(16.0, 0.0, 70.0), 8.0)
    paint_surf(scene, 4.0)
    for x, z, size in (
        (-4.6, 6.4, 0.9),
        (-5.6, 6.0, 0.6),
        (-3.9, 5.4, 0.4),
        (5.4, 4.6, 0.7),
        (3.1, 2.6, 0.24),
        (-2.8, 2.2, 0.2),
    ):
        paint_rock(scene, Point(x, 0.0, z), size, blend(t.mid, t.dark, 0.2))
    paint_birds(scene)
    paint_rocks(scene, -1)
    paint_grass(scene, 1, 0.18)


def paint_surf(scene: Scene, z: float) -> None:
    """The white edge of the water on the sand, and the wet sand below it."""
    t, wide = scene.tones, scene.view.reach(z) * 1.3 + 1
    wet = blend(t.ground, t.mid, 0.35)
    for offset, deep, tone in ((-1.1, 1.1, wet), (-0.3, 0.62, t.paper), (1.0, 0.24, t.paper), (2.3, 0.2, t.paper)):
        edge, back = [], []
        for index in range(15):
            x = -wide + 2 * wide * index / 14
            sway = 0.24 * ((index * 5) % 4) / 3
            edge.append(Point(x, 0.0, z + offset + sway))
            back.append(Point(x, 0.0, z + offset + deep + sway * 0.4))
        spots = scene.view.face([*edge, *back[::-1]])
        if len(spots) > 2:
            scene.back.fill(spots, tone)
        if tone != wet:
            scene.way(edge, 1.1)


def paint_sail(scene: Scene, foot: Point, tall: float) -> None:
    """A sailing boat far out."""
    t = scene.tones
    hull = [
        Point(foot.x + x * tall, y * tall, foot.z) for x, y in ((-0.32, 0.1), (0.36, 0.12), (0.26, 0.0), (-0.24, 0.0))
    ]
    scene.panel(hull, t.dark, 0.8)
    for shape in ([(0.02, 0.16), (0.02, 1.0), (0.34, 0.2)], [(-0.03, 0.2), (-0.02, 0.86), (-0.28, 0.2)]):
        scene.panel([Point(foot.x + x * tall, y * tall, foot.z) for x, y in shape], t.paper, 0.8)
