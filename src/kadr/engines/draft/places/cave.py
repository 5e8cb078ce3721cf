"""A cave: rock in three depths round an opening full of light; from the other side its dark end, with stalactites."""

from random import Random

from kadr.engines.draft.curves import Spot, ellipse, smooth
from kadr.engines.draft.foreground import paint_rocks, silhouette
from kadr.engines.draft.nature import paint_rock
from kadr.engines.draft.outdoors import level, paint_pool, shade_corners
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import chain, contour
from kadr.engines.draft.tones import blend
from kadr.staging import Point

STONES = ((-3.4, 4.6, 0.8), (-4.4, 4.2, 0.6), (3.6, 5.0, 0.9), (4.6, 4.0, 0.6), (2.6, 3.0, 0.3), (-2.5, 2.6, 0.25))
"""Where stones lie: x, z and how high they are, in metres."""

OVERHANG = (
    (-0.1, -0.02),
    (1.1, -0.02),
    (0.7, 0.06),
    (0.6, 0.04),
    (0.44, 0.12),
    (0.3, 0.22),
    (0.22, 0.2),
    (0.1, 0.42),
    (-0.1, 0.5),
)


def paint(scene: Scene) -> None:
    """The rock, the mouth of the cave in it, its floor and its stones."""
    t, w, h = scene.tones, scene.view.width, scene.view.height
    random = Random("cave")
    rock = blend(t.mid, t.dark, 0.25) if not scene.night else t.mid
    scene.back.fill([Spot(-9, -9), Spot(w + 9, -9), Spot(w + 9, h + 9), Spot(-9, h + 9)], rock)
    floor = level(scene, w / 2) + 0.05 * h if not scene.view.overhead else -0.1 * h
    floor = min(max(floor, -0.1 * h), 0.92 * h)
    if not scene.reverse:
        _mouth(scene, floor, rock)
    edge = [Spot(w * i / 12, floor + (random.random() - 0.5) * 0.025 * h) for i in range(13)]
    scene.back.fill([*smooth(edge), Spot(w + 9, h + 9), Spot(-9, h + 9)], blend(t.ground, t.mid, 0.45))
    if not scene.close:
        if not scene.reverse and not scene.view.overhead:
            light = [Point(x, 0, z) for x, z in ((-2.4, 9.0), (2.0, 9.0), (3.0, -0.6), (-2.6, -0.6))]
            scene.panel(light, blend(t.ground, t.pool, 0.5), 0)
        paint_pool(scene)
        _walls(scene, floor, rock)
    for x, z, size in STONES:
        paint_rock(scene, Point(x, 0.0, z), size, blend(t.mid, t.shade, 0.3))
    if not scene.close:
        shade_corners(scene, t.dark)
    for side in (-1, 1):
        paint_rocks(scene, side)
        silhouette(scene, side, OVERHANG)


def _mouth(scene: Scene, floor: float, rock: str) -> None:
    """The opening in rims of lit rock, and the hills that one sees through it."""
    t, h, random = scene.tones, scene.view.height, Random("mouth")
    unit = min(scene.view.width, h * 1.3)
    middle = (0.56 if scene.view.mirror else 0.46) * scene.view.width
    light = blend(t.air, t.glow, 0.9) if not scene.night else t.sky
    for part, tone in ((1.25, blend(rock, t.shade, 0.4)), (1.1, blend(rock, t.paper, 0.5)), (1.0, light)):
        rim = ellipse(Spot(middle, floor - 0.14 * h), unit * 0.3 * part, h * 0.36 * part, corners=26)
        rough = [
            Spot(
                p.x + (random.random() - 0.5) * 0.035 * unit,
                min(p.y + (random.random() - 0.5) * 0.02 * h, floor + 4),
            )
            for p in rim
        ]
        contour(scene.back, rough, tone, 1.2)
    hills = [(-0.3, 0.0), (-0.3, -0.1), (-0.1, -0.16), (0.1, -0.08), (0.3, -0.13), (0.3, 0.0)]
    far = blend(t.far, t.air, 0.3) if not scene.night else t.dark
    scene.back.fill([Spot(middle + x * unit * 0.86, floor + y * h + 2) for x, y in hills], far)


def _walls(scene: Scene, floor: float, rock: str) -> None:
    """Facets of the rock at both sides, and stalactites above."""
    t, w, h, random = scene.tones, scene.view.width, scene.view.height, Random("walls")
    for side in (-1, 1):
        for index in range(7):
            x = w * (0.5 + side * (0.3 + 0.2 * random.random()))
            y = floor * (0.1 + 0.14 * index)
            size = 0.09 * min(w, h)
            facet = [
                Spot(x, y),
                Spot(x + side * size, y - size * 0.4),
                Spot(x + side * size * 1.3, y + size),
                Spot(x + side * size * 0.3, y + size * 1.2),
            ]
            scene.back.fill(facet, blend(rock, t.dark if (index + side) % 2 else t.shade, 0.35))
            chain(scene.back, [facet[1], facet[0], facet[3]], 1.2)
    count = 11
    for index in range(count):
        x, long = (
            w * (index + random.random()) / count,
            h * (0.03 + 0.1 * random.random()) * (1.6 if scene.reverse else 1.0),
        )
        wide = long * 0.22 + 4 * scene.back.unit
        spike = [Spot(x - wide, -4), Spot(x + wide, -4), Spot(x + wide * 0.2, long), Spot(x - wide * 0.1, long)]
        contour(scene.back, spike, blend(rock, t.dark, 0.4), 1.0)
