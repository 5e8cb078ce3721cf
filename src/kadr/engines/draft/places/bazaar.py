"""A bazaar: stalls under awnings on both sides of an alley, heaps of wares, a minaret far away."""

from kadr.engines.draft.curves import ellipse
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Back to front: the town, then the stalls."""
    scene.sky_and_ground()
    scene.sun_or_moon()
    t = scene.tones
    scene.turned(
        Point(3.4, 0.0, 44.0), [(0.0, 1.7), (11.0, 1.3), (11.4, 1.7), (13.0, 1.5), (15.5, 0.2)], t.paper, t.shade
    )
    for x, width, up in ((-12.0, 9.0, 5.2), (-3.0, 8.0, 4.2), (10.0, 9.0, 4.8)):
        scene.block(Point(x, 0.0, 36.0), (width, up, 4.0), (t.paper, t.mid, t.far))
    for z in (20.0, 14.5, 9.5, 5.2):
        for side in (-1, 1):
            _stall(scene, side * (3.1 + 0.05 * z), z, side)


def _stall(scene: Scene, x: float, z: float, side: int) -> None:
    """A table with wares below an awning on poles."""
    t, weight = scene.tones, scene.weight(Point(x, 1.0, z))
    wide, deep = 1.5, 1.7
    back = [Point(x + dx, y, z + deep) for dx, y in ((-wide, 0.0), (-wide, 2.3), (wide, 2.3), (wide, 0.0))]
    scene.panel(back, t.far, weight * 0.6)
    scene.block(Point(x, 0.0, z), (2.5, 0.85, 1.1), (t.paper, t.mid, t.shade))
    for index in range(4):
        spot = scene.view.spot(Point(x - 0.9 + 0.6 * index, 0.98, z))
        size = scene.view.scale(Point(x, 1.0, z)) * 0.24
        scene.back.shape(
            ellipse(spot, size, size * 0.8, corners=10), (t.paper, t.mid, t.dark)[(index + int(z)) % 3], weight * 0.7
        )
    for dx in (-wide, wide):
        scene.line(Point(x + dx, 0.0, z - 0.6), Point(x + dx, 2.5, z - 0.6), weight * 1.4)
    stripes = 6
    for index in range(stripes):
        a, b = (-wide + 2 * wide * (index + k) / stripes for k in (0, 1))
        strip = [
            Point(x + a, 2.9, z + deep),
            Point(x + b, 2.9, z + deep),
            Point(x + b, 2.3, z - 0.8),
            Point(x + a, 2.3, z - 0.8),
        ]
        scene.panel(strip, t.paper if (index + (side > 0)) % 2 else t.mid, weight * 0.6)
        drop = [Point(x + p, y, z - 0.8) for p, y in ((a, 2.3), (b, 2.3), ((a + b) / 2, 2.06))]
        scene.panel(drop, t.paper if (index + (side > 0)) % 2 else t.mid, weight * 0.6)
