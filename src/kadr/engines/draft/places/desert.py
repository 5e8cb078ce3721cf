"""A desert: dunes with their sharp crests and dark sides, ripples in the sand, dry bushes, bones."""

from kadr.engines.draft.foreground import paint_grass, paint_rocks
from kadr.engines.draft.nature import paint_rock
from kadr.engines.draft.outdoors import paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point

DUNES = (
    (26.0, 120.0, 60.0, 18.0), (-30.0, 90.0, 46.0, 13.0), (12.0, 52.0, 26.0, 6.4), (-15.0, 36.0, 20.0, 4.6),
    (11.0, 20.0, 12.0, 2.4),
)  # fmt: skip
"""Where dunes are, how wide and how high, in metres."""

OTHER_DUNES = ((-8.0, 70.0, 60.0, 5.0), (20.0, 40.0, 30.0, 3.4), (-13.0, 24.0, 14.0, 1.8))
"""The same, seen the other way."""


def paint(scene: Scene) -> None:
    """Dune behind dune."""
    paint_world(scene, sun=0.7)
    t = scene.tones
    if scene.reverse:
        scene.ridge([0, 0, 46, 48, 48, 4, 2, 30, 31, 31, 0, 0], 420.0, t.far, sharp=True)  # table mountains
    else:
        scene.ridge([10, 22, 16, 34, 24, 14, 26, 18, 8], 420.0, t.far)
    light = blend(t.ground, t.paper, 0.35)
    for x, z, wide, tall in OTHER_DUNES if scene.reverse else DUNES:
        _dune(scene, Point(x, 0.0, z), wide, tall, light)
    for z in (1.2, 2.2, 3.6, 5.6, 8.5):
        for side in (-1, 1):
            x = side * (1.8 + z * 0.5)
            scene.way(
                [
                    Point(x + u * (1 + z * 0.2), 0.0, z + v)
                    for u, v in ((-0.9, 0.1), (-0.3, -0.08), (0.3, 0.1), (0.9, -0.04))
                ],
                0.9,
            )
    for x, z, size in ((-3.6, 4.4, 0.4), (5.2, 7.4, 0.6)):
        paint_rock(scene, Point(x, 0.0, z), size)
    for x, z in ((3.4, 4.8), (-5.4, 9.0), (7.5, 12.0)):
        for _ in range(2):
            scene.tuft(scene.back, Point(x, 0.0, z), 0.55)
    paint_rocks(scene, 1)
    paint_grass(scene, -1, 0.12)


def _dune(scene: Scene, foot: Point, wide: float, tall: float, light: str) -> None:
    """One dune: a long light back, a crest like a blade, and its dark face to the right."""
    t, half = scene.tones, wide / 2
    back = [(-1.2, 0.0), (-0.7, 0.3), (-0.3, 0.72), (0.0, 1.0), (0.12, 0.66), (0.02, 0.36), (0.2, 0.12), (0.1, 0.0)]
    face = [(0.0, 1.0), (0.3, 0.74), (0.62, 0.42), (1.1, 0.0), (0.1, 0.0), (0.2, 0.12), (0.02, 0.36), (0.12, 0.66)]
    scene.panel([Point(foot.x + u * half, v * tall, foot.z) for u, v in face], blend(t.shade, t.mid, 0.45), 0)
    scene.panel([Point(foot.x + u * half, v * tall, foot.z) for u, v in back], light, 0)
    for shape in (back[:4], face[:4], back[3:]):
        scene.way([Point(foot.x + u * half, v * tall, foot.z) for u, v in shape], scene.weight(foot) * 1.3)
