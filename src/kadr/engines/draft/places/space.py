"""Outer space: the bare ground of a moon with its craters, stars, and a planet that rises over the horizon."""

from kadr.engines.draft.curves import Spot, ellipse
from kadr.engines.draft.foreground import paint_rocks
from kadr.engines.draft.nature import paint_rock
from kadr.engines.draft.outdoors import level, paint_pool, shade_corners
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import contour, hatch
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Black sky at every hour, the planet, the ground."""
    t, w, h = scene.tones, scene.view.width, scene.view.height
    sky = t.deep if not scene.close else blend(t.deep, t.wall, 0.45)
    scene.back.fill([Spot(-9, -9), Spot(w + 9, -9), Spot(w + 9, h + 9), Spot(-9, h + 9)], sky)
    pen = scene.back.inked(t.glow)
    for index in range(70):
        star = Spot(scene.random.random() * w, scene.random.random() * h * 0.8)
        pen.dot(star, 0.6 + (1.3 if index % 9 == 0 else 0.5) * scene.random.random())
    line = level(scene, w / 2)
    x = (0.28 if scene.view.mirror else 0.72) * w
    size = 0.22 * min(w, h)
    planet = ellipse(Spot(x, max(line - 0.62 * h * 0.4, 0.2 * h)), size, size, corners=40)
    contour(scene.back, planet, t.shade, 1.4)
    middle = planet[0]
    shade = [
        *planet[36:],
        *planet[:16],
        *[Spot(p.x * 0.5 + (middle.x - 0.7 * size) * 0.5, p.y) for p in reversed([*planet[36:], *planet[:16]])],
    ]
    scene.back.fill(shade, t.mid)
    for part in (-0.4, -0.05, 0.3):
        y = planet[0].y + part * size
        reach = size * (1 - part * part) ** 0.5
        hatch(
            scene.back,
            [
                Spot(x - reach * 0.9, y),
                Spot(x + reach * 0.8, y - 0.04 * size),
                Spot(x + reach * 0.7, y + 0.1 * size),
                Spot(x - reach * 0.8, y + 0.08 * size),
            ],
            5.0,
            0.1,
        )
    scene.ridge([1, 6, 3, 9, 4, 2, 7, 12, 5, 2], 200.0, t.dark, sharp=True)
    ground = [Point(a, 0.0, z) for a, z in ((-200, 150), (200, 150), (200, -3.6), (-200, -3.6))]
    spots = scene.view.face(ground)
    if len(spots) > 2:
        scene.back.fill([*spots[:2], Spot(spots[1].x, 4 * h), Spot(spots[0].x, 4 * h)], blend(t.ground, t.mid, 0.3))
    if not scene.close:
        paint_pool(scene)
        shade_corners(scene, t.dark)
    for a, z, wide in ((-4.0, 6.0, 1.5), (4.6, 9.0, 2.0), (-9.0, 17.0, 3.0), (2.0, 22.0, 2.4), (11.0, 26.0, 3.2)):
        scene.flat(Point(a, 0.0, z), (wide, wide * 0.7), t.dark, 1.2)
        scene.flat(Point(a + 0.14 * wide, 0.0, z - 0.14 * wide), (wide * 0.84, wide * 0.52), t.shade)
    for a, z, stone in ((3.2, 4.4, 0.4), (-3.0, 3.6, 0.3), (6.0, 7.0, 0.7)):
        paint_rock(scene, Point(a, 0.0, z), stone)
    paint_rocks(scene, -1)
