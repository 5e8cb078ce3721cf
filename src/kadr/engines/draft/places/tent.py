"""A tent. From inside: the slopes of cloth, the pole, the open flap with the light of outside, bedding. From outside:
the tent at its fire in the steppe."""

from kadr.engines.draft.foreground import paint_curtain, paint_grass, silhouette
from kadr.engines.draft.interiors import paint_shell
from kadr.engines.draft.nature import paint_mountains, paint_tree
from kadr.engines.draft.outdoors import paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Inside or outside."""
    if scene.staging.interior:
        _inside(scene)
    else:
        _outside(scene)


def _inside(scene: Scene) -> None:
    room = paint_shell(scene, half=2.4, depth=2.9, height=2.7, floor="plain")
    t, top, half = scene.tones, room.height, room.half
    for side, tone in ((-1, blend(t.wall, t.paper, 0.3)), (1, blend(t.side, t.mid, 0.2))):
        scene.panel(
            [
                Point(side * half, 0.0, room.near),
                Point(0.0, top, room.near),
                Point(0.0, top, 2.9),
                Point(side * half, 0.0, 2.9),
            ],
            tone,
            0,
        )
        for z in (2.9, 2.0, 1.1, 0.2):
            scene.way([Point(side * half, 0.0, z), Point(side * half * 0.5, top * 0.47, z), Point(0.0, top, z)], 1.2)
    scene.panel([Point(-half, 0.0, 2.88), Point(0.0, top, 2.88), Point(half, 0.0, 2.88)], t.wall, 1.4)
    out = blend(t.air, t.glow, 0.8) if not scene.night else t.sky
    x = 0.0 if scene.reverse else -0.5
    scene.panel([Point(x + u, y, 2.86) for u, y in ((-0.5, 0.0), (-0.2, 1.8), (0.2, 1.8), (0.7, 0.0))], out, 1.4)
    scene.panel(
        [Point(x + u, y, 2.85) for u, y in ((-0.5, 0.0), (-0.42, 0.5), (0.2, 0.7), (0.55, 0.5), (0.7, 0.0))], t.far, 0
    )
    scene.panel([Point(x + u, y, 2.8) for u, y in ((0.2, 1.8), (0.7, 0.0), (1.1, 0.0), (0.7, 0.9))], t.mid, 1.2)
    scene.line(Point(0.3, 0.0, 2.3), Point(0.05, top, 2.3), 5.0)
    for side in (-1, 1):
        at = room.at(side, 0.9)
        scene.block(Point(at, 0.0, 2.1), (1.0, 0.16, 1.2), (t.shade, t.dark, t.mid))
        scene.block(Point(at, 0.16, 2.4), (0.6, 0.16, 0.4), (t.paper, t.mid, t.shade))
    paint_curtain(scene, -1)
    silhouette(scene, 1, [(-0.1, 0.8), (0.3, 0.78), (0.56, 0.86), (0.6, 1.02), (-0.1, 1.02)], round_=True)


def _outside(scene: Scene) -> None:
    paint_world(scene)
    t = scene.tones
    paint_mountains(scene, [14, 34, 20, 46, 28, 52, 22, 36, 14], 340.0, t.far, snow=True)
    scene.ridge([5, 7, 6, 3, 4, 6, 8, 7, 5], 110.0, blend(t.far, t.mid, 0.45))
    paint_tree(scene, Point(-8.0, 0.0, 18.0), 6.0)
    x, z = 3.2, 8.0
    scene.cast(Point(x, 0.0, z), 2.0, 3.4)
    scene.panel(
        [Point(x - 1.9, 0, z), Point(x, 2.5, z), Point(x + 0.7, 2.5, z + 3.0), Point(x - 1.1, 0, z + 3.4)], t.mid, 1.3
    )
    scene.panel(
        [Point(x - 1.9, 0, z), Point(x, 2.5, z), Point(x + 1.9, 0, z)], t.paper if scene.snowy else t.shade, 1.5
    )
    scene.panel(
        [Point(x - 0.5, 0, z - 0.02), Point(x, 2.2, z - 0.02), Point(x + 0.6, 0, z - 0.02)],
        t.glow if scene.night else t.dark,
        1.2,
    )
    for side in (-1, 1):
        scene.line(Point(x, 2.5, z), Point(x + side * 3.0, 0.0, z - 0.8), 1.2)
    scene.tufts(24, 0.2, 14.0)
    paint_grass(scene, -1, 0.24)
    paint_grass(scene, 1, 0.14)
