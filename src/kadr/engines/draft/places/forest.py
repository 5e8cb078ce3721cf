"""A forest: trunks in four depths, each nearer and darker than the last, light between them, ferns and fallen wood."""

from random import Random

from kadr.engines.draft.curves import Spot
from kadr.engines.draft.foreground import paint_branch, paint_grass, paint_trunk
from kadr.engines.draft.layers import VEIL
from kadr.engines.draft.nature import paint_bush, paint_fir
from kadr.engines.draft.outdoors import paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import chain, stroke
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """A wall of far leaves, then trees that come nearer."""
    paint_world(scene)
    t = scene.tones
    far = blend(t.far, t.air, 0.2)
    scene.ridge([16, 20, 17, 23, 19, 22, 16, 20, 18], 60.0, far)
    if not scene.close:
        _shafts(scene)
    rows = (
        (36.0, 2.4, blend(far, t.mid, 0.35)),
        (22.0, 3.0, blend(t.shade, t.mid, 0.5)),
        (12.5, 3.6, blend(t.mid, t.dark, 0.25)),
        (6.0, 4.2, t.dark),
    )
    for row, (z, step, tone) in enumerate(rows):
        random = Random(f"{z} {scene.reverse}")
        reach = scene.view.reach(z) + 1.0
        count = min(15, int(2 * reach / step) + 1)
        for index in range(-(count // 2), count // 2 + 1):
            x = (index + 0.5) * step + (random.random() - 0.5) * step * 0.6
            foot = Point(x, 0.0, z + random.random() * 2)
            if abs(x) < (1.9, 1.6, 1.7, 2.3)[3 - row] and row > 1:
                continue
            if (index + row) % 4 == 1 and row < 3:
                paint_fir(scene, foot, 7.0 + 3 * random.random(), tone)
            else:
                _trunk(scene, foot, tone, 0.17 + 0.1 * random.random())
        if row == 1:
            for x in (-7.0, -3.4, 4.2, 7.6):
                paint_bush(scene, Point(x, 0.0, 15.0), 1.0, blend(t.mid, t.shade, 0.4))
    _log(scene)
    scene.tufts(26, -0.4, 13.0)
    paint_trunk(scene, -1)
    paint_branch(scene, 1, 0.3)
    paint_grass(scene, 1, 0.2)


def _shafts(scene: Scene) -> None:
    """Light that falls in bands between the crowns."""
    t, w, h = scene.tones, scene.view.width, scene.view.height
    if scene.weather or scene.view.overhead:
        return
    part = 0.35 if not scene.night else 0.12
    for x, wide in ((0.3, 0.1), (0.52, 0.16), (0.76, 0.07)):
        band = [
            Spot(x * w, -4),
            Spot((x + wide * 0.6) * w, -4),
            Spot((x + wide - 0.16) * w, h * 0.6),
            Spot((x - 0.2) * w, h * 0.6),
        ]
        with scene.back.layer.motif.showing(VEIL):
            scene.back.fill(band, blend(blend(t.far, t.air, 0.2), t.glow, part))


def _trunk(scene: Scene, foot: Point, tone: str, thick: float) -> None:
    """A trunk with its roots, the shadow on its side, bark, and two or three broken branches."""
    t, depth = scene.tones, foot.z + scene.view.camera.distance
    scene.cast(foot, 5.0, thick * 2)
    tiers = [(0.0, thick * 1.9), (0.3, thick * 1.15), (4.0, thick * 0.9)]
    base, size = scene.view.spot(foot), scene.view.scale(foot)
    tall = 15.0 if not scene.view.overhead else 3.0
    scene.turned(foot, [*tiers, (tall, thick * 0.55)], tone, blend(tone, t.ink, 0.35))
    random = Random(f"{foot.x:.2f}")
    pen = scene.pen(depth)
    for _ in range(3):
        up, side = 2.2 + 3.4 * random.random(), -1 if random.random() < 0.5 else 1
        a = scene.view.spot(Point(foot.x + side * thick * 0.7, up, foot.z))
        long = (0.5 + 0.7 * random.random()) * size
        way = [a, Spot(a.x + side * 0.5 * long, a.y - 0.2 * long), Spot(a.x + side * long, a.y - 0.55 * long)]
        chain(pen.inked(scene.tone(tone, depth)), way, max(1.2, thick * 0.42 * size / pen.unit))
    if size * thick > 7 * pen.unit:
        bark = pen.inked(blend(tone, t.ink, 0.6))
        for index in range(7):
            x, up = base.x + (random.random() - 0.6) * thick * 1.3 * size, random.random() * 4.0 * size
            stroke(
                bark,
                Spot(x, base.y - up - 0.2 * size),
                Spot(x + size * 0.02, base.y - up - (0.5 + 0.05 * index) * size),
                1.2,
            )
    if scene.snowy:
        scene.flat(foot, (thick * 3.4, thick * 1.4), t.paper)


def _log(scene: Scene) -> None:
    """A fallen trunk, and stones of light on its cut."""
    t = scene.tones
    side = [Point(x, y, 4.6) for x, y in ((-5.2, 0.0), (-5.3, 0.5), (-2.5, 0.36), (-2.45, 0.0))]
    if scene.view.depth(side[0]) > 1.0:
        scene.panel(side, blend(t.mid, t.dark, 0.4), 1.3)
        scene.panel(
            [
                Point(-2.5 + 0.17 * x, 0.18 + 0.19 * y, 4.58)
                for x, y in ((1, 0), (0.6, 0.8), (-0.2, 1), (-0.9, 0.4), (-0.9, -0.5), (0, -1), (0.7, -0.7))
            ],
            t.shade,
            1.2,
        )
        scene.hatch(side, 7.0, 0.08)
        if scene.snowy:
            scene.panel(
                [Point(x, y, 4.57) for x, y in ((-5.3, 0.5), (-5.3, 0.62), (-2.5, 0.46), (-2.5, 0.36))], t.paper, 0
            )
