"""A bazaar: an alley between stalls under striped awnings, heaps of wares, a minaret and domes behind."""

from kadr.engines.draft.curves import Spot, ellipse
from kadr.engines.draft.dwellings import paint_clay_house
from kadr.engines.draft.foreground import paint_awning
from kadr.engines.draft.foreground import paint_table as paint_near_table
from kadr.engines.draft.interiors import wall
from kadr.engines.draft.light import paint_halo
from kadr.engines.draft.masonry import paint_stones
from kadr.engines.draft.outdoors import paint_pool, paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import contour
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Back to front: the town, then the stalls, the nearest last."""
    paint_world(scene, pool=False)
    t = scene.tones
    _town(scene)
    alley = [Point(-2.4, 0, -3), Point(2.4, 0, -3), Point(1.6, 0, 40), Point(-1.6, 0, 40)]
    scene.panel(alley, blend(t.ground, t.pool, 0.5), 0)
    if not scene.close:
        paint_pool(scene)
        paint_stones(scene, Point(0.0, 0.0, 9.0), (2.4, 11.0), blend(t.ground, t.ink, 0.22))
    for x in (-10.5, 10.5):
        paint_clay_house(scene, Point(x, 0.0, 30.0), 9.0, 4.6)
    for row, z in enumerate((25.0, 18.5, 12.8, 8.0, 4.0)):
        for side in (-1, 1):
            paint_stall(scene, Point(side * (3.25 + 0.03 * z), 0.0, z + side * 0.4), row + (side > 0))
    _bunting(scene)
    paint_awning(scene, 1)
    paint_near_table(scene, -1, "jug")


def _town(scene: Scene) -> None:
    """A minaret, a dome and the roofs of a town."""
    t = scene.tones
    tone = blend(t.far, t.paper, 0.3)
    scene.turned(
        Point(4.5, 0.0, 56.0),
        [(0.0, 2.0), (13.0, 1.5), (13.4, 2.1), (15.4, 1.9), (15.8, 1.3), (19.5, 0.1)],
        tone,
        t.far,
    )
    dome = [(0.0, 6.0), (6.0, 6.0), (8.6, 5.6), (11.0, 4.2), (12.6, 2.0), (13.6, 0.1)]
    scene.turned(Point(-7.0, 0.0, 66.0), dome, tone, t.far)
    for x, wide, tall in ((-22, 16, 6.5), (-1, 12, 5.0), (14, 12, 6.0), (28, 16, 7.5)):
        wall(scene, x, 0.0, (wide, tall), 52.0, blend(t.far, t.mid, 0.2), 0.8)


def paint_stall(scene: Scene, foot: Point, kind: int) -> None:
    """A table with wares below an awning on poles, the dark of the booth behind it."""
    t, weight, wide = scene.tones, scene.weight(foot), 1.6
    x, z = foot.x, foot.z
    if scene.view.depth(foot) < 1.6:
        return
    wall(scene, x, 0.0, (2 * wide, 2.5), z + 1.3, blend(t.dark, t.mid, 0.35), 0)
    if scene.night:
        paint_halo(scene, Point(x, 1.7, z + 1.2), 0.9)
    for dx, tall in ((-0.9, 0.8), (-0.2, 1.2), (0.5, 0.6), (1.0, 1.0)):
        wall(scene, x + dx, 1.0, (0.42, tall * 0.8), z + 1.25, (t.mid, t.shade, t.deep)[(kind + int(dx * 3)) % 3], 0.6)
    scene.block(Point(x, 0.0, z), (2.7, 0.82, 1.0), (t.paper, t.dark, t.shade))
    drape = [
        (-1.35, 0.82),
        (1.35, 0.82),
        (1.35, 0.3),
        (0.9, 0.2),
        (0.45, 0.32),
        (0.0, 0.2),
        (-0.45, 0.32),
        (-0.9, 0.2),
        (-1.35, 0.3),
    ]
    scene.panel([Point(x + dx, y, z - 0.52) for dx, y in drape], t.mid if kind % 2 else t.paper, weight * 0.8)
    _wares(scene, foot, kind)
    for dx in (-wide, wide):
        scene.line(Point(x + dx, 0.0, z - 0.7), Point(x + dx, 2.5, z - 0.7), weight * 2.0)
    for odd in (0, 1):
        for index in range(odd, 6, 2):
            a, b = (-wide - 0.1 + 2 * (wide + 0.1) * (index + k) / 6 for k in (0, 1))
            tone = (t.paper if scene.night is False else t.shade, t.mid)[(odd + kind) % 2]
            tone = t.paper if scene.snowy else tone
            strip = [
                Point(x + a, 3.0, z + 1.3),
                Point(x + b, 3.0, z + 1.3),
                Point(x + b, 2.35, z - 0.9),
                Point(x + a, 2.35, z - 0.9),
            ]
            scene.panel(strip, tone, 0)
            drop = [
                Point(x + p, y, z - 0.9) for p, y in ((a, 2.35), (b, 2.35), (b, 2.15), ((a + b) / 2, 2.04), (a, 2.15))
            ]
            scene.panel(drop, tone, weight * 0.5 if z < 9 else 0)
    scene.line(Point(x - wide - 0.1, 2.35, z - 0.9), Point(x + wide + 0.1, 2.35, z - 0.9), weight)


def _wares(scene: Scene, foot: Point, kind: int) -> None:
    """Heaps of fruit, jars or rolls of cloth on a stall."""
    t, z = scene.tones, foot.z
    if scene.close:
        return
    for index in range(4):
        at = Point(foot.x - 1.0 + 0.66 * index, 0.82, z - 0.1)
        spot, size = scene.view.spot(at), scene.view.scale(at) * 0.3
        tone = (t.shade, t.dark, t.paper)[(index + kind) % 3]
        if (kind + index) % 3 == 0:
            scene.turned(at, [(0.0, 0.14), (0.2, 0.22), (0.42, 0.1), (0.5, 0.13)], t.mid, t.dark)
            continue
        heap = [Spot(p.x, min(p.y, spot.y)) for p in ellipse(spot, size, size * 0.85, corners=12)]
        contour(scene.pen(z + 4), heap, tone, scene.weight(foot) * 0.8)
        for dx, dy in ((-0.4, 0.2), (0.0, 0.45), (0.4, 0.2), (0.0, 0.15)) if z < 9 else ():
            dot = ellipse(Spot(spot.x + dx * size, spot.y - dy * size), size * 0.2, size * 0.2, corners=8)
            scene.back.fill(dot, blend(tone, t.ink, 0.22))


def _bunting(scene: Scene) -> None:
    """A rope with flags and lanterns across the alley."""
    t = scene.tones
    for z in (9.0, 16.0):
        points = [Point(-3.4 + 6.8 * i / 8, 3.6 - 0.5 * (1 - (i / 4 - 1) ** 2), z) for i in range(9)]
        scene.way(points, 1.2)
        for index, point in enumerate(points[1:-1]):
            if scene.view.depth(point) > 1.0:
                flag = [
                    Point(point.x - 0.16, point.y, z),
                    Point(point.x + 0.16, point.y, z),
                    Point(point.x, point.y - 0.36, z),
                ]
                scene.panel(flag, t.glow if scene.night and index % 2 else (t.dark, t.paper)[index % 2], 0.7)
