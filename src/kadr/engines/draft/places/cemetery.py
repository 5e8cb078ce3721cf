"""A cemetery: stones in rows, a bare tree, an iron fence, mist between hills."""

from kadr.engines.draft.foreground import paint_grass, paint_trunk
from kadr.engines.draft.masonry import arch
from kadr.engines.draft.nature import paint_bush, paint_fir
from kadr.engines.draft.outdoors import paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Hills, the fence, the stones from the furthest on."""
    paint_world(scene, sun=0.62)
    t = scene.tones
    scene.ridge([8, 12, 18, 26, 20, 12, 9, 14, 8], 260.0, t.far)
    scene.ridge([3, 4.5, 6, 4, 3, 4, 6.5, 5, 3.4], 110.0, blend(t.far, t.mid, 0.45))
    for x, z, tall in ((-13.0, 32.0, 9.0), (-10.0, 34.0, 8.0), (12.0, 30.0, 9.5), (15.0, 32.0, 8.0)):
        paint_fir(scene, Point(x, 0.0, z), tall, blend(t.dark, t.mid, 0.4))
    for index in range(31):
        x = -15.0 + index
        scene.line(Point(x, 0, 24.0), Point(x, 1.6, 24.0), 1.0)
    for up in (0.3, 1.4):
        scene.line(Point(-15.0, up, 24.0), Point(15.0, up, 24.0), 1.2)
    for row, z in enumerate((19.0, 14.0, 9.6, 6.0)):
        for index in range(-4, 5):
            x = index * 2.3 + (row % 2) * 1.1
            if abs(x) > 1.2 + 0.3 * (4 - row):
                _stone(scene, Point(x, 0.0, z + 0.3 * ((index * 3) % 2)), (index * 5 + row) % 3)
    paint_bush(scene, Point(-5.6, 0.0, 8.0), 0.7)
    scene.tufts(26, 0.2, 14.0)
    paint_trunk(scene, 1)
    paint_grass(scene, -1, 0.2)


def _stone(scene: Scene, foot: Point, kind: int) -> None:
    t, x, z, weight = scene.tones, foot.x, foot.z, scene.weight(foot)
    tone = blend(t.shade, t.mid, 0.15 * kind)
    scene.cast(foot, 0.9, 0.7)
    if kind == 0:
        cross = [
            (-0.08, 0.0),
            (-0.08, 0.85),
            (-0.36, 0.85),
            (-0.36, 1.02),
            (-0.08, 1.02),
            (-0.08, 1.35),
            (0.08, 1.35),
            (0.08, 1.02),
            (0.36, 1.02),
            (0.36, 0.85),
            (0.08, 0.85),
            (0.08, 0.0),
        ]
        scene.panel([Point(x + u, v, z) for u, v in cross], t.dark, weight)
        return
    size = (0.75, 1.0 + 0.2 * kind)
    scene.panel([Point(p.x + 0.12, p.y, p.z + 0.1) for p in arch(x, 0.0, size, z)], t.dark, 0)
    scene.panel(arch(x, 0.0, size, z), t.paper if scene.snowy else tone, weight)
    for up in (0.6, 0.72):
        scene.line(Point(x - 0.2, up, z - 0.01), Point(x + 0.2, up, z - 0.01), weight * 0.6)
