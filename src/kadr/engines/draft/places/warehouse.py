"""A warehouse: an aisle between racks with boxes, roof trusses, lamps in their shades, the light of the gate."""

from kadr.engines.draft.foreground import paint_post, silhouette, strokes
from kadr.engines.draft.halls import Hall, paint_hall
from kadr.engines.draft.interiors import wall
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The hall, its trusses, the racks."""
    half, tall = paint_hall(scene, Hall(half=4.2, tall=6.0, long=22.0, doors=False, dado=False))
    t = scene.tones
    paint_trusses(scene, half, tall)
    x = max(2.2, half - 1.2)
    for z in (19.0, 15.0, 11.0, 7.6, 4.6):
        for side in (-1, 1):
            _rack(scene, side * x, z, int(z) + side)
    paint_post(scene, -1, 0.24)
    if silhouette(
        scene,
        1,
        [(-0.1, 0.68), (0.46, 0.7), (0.5, 0.72), (0.5, 0.86), (0.8, 0.87), (0.8, 1.02), (-0.1, 1.02)],
        crop=True,
    ):
        strokes(
            scene,
            1,
            [[(0.0, 0.72), (0.46, 0.735)], [(0.2, 0.73), (0.2, 0.85)], [(0.0, 0.88), (0.78, 0.89)]],
            1.8,
            crop=True,
        )
    scene.panel([Point(u, 0.0, 12.0) for u in (-0.1, 0.1)] + [Point(0.1, 0.0, 12.1)], t.paper, 0)


def paint_trusses(scene: Scene, half: float, tall: float) -> None:
    """Steel across the roof, with lamps that hang from it."""
    t = scene.tones
    for z in (18.0, 12.0, 7.5, 4.0, 1.4):
        weight = scene.weight(Point(0, tall, z)) * 1.6
        for y in (tall - 0.05, tall - 0.7):
            scene.line(Point(-half, y, z), Point(half, y, z), weight)
        for index in range(8):
            a, b = -half + index * half / 4, -half + (index + 1) * half / 4
            scene.line(
                Point(a, tall - (0.05 if index % 2 else 0.7), z),
                Point(b, tall - (0.7 if index % 2 else 0.05), z),
                weight * 0.7,
            )
        if z > 2:
            scene.turned(Point(0.0, tall - 1.5, z), [(0.0, 0.36), (0.2, 0.2), (0.3, 0.05)], t.dark, t.ink)
            scene.line(Point(0.0, tall - 0.7, z), Point(0.0, tall - 1.2, z), weight * 0.6)
            scene.flat(Point(0.0, tall - 1.5, z), (0.3, 0.3), t.glow)


def _rack(scene: Scene, x: float, z: float, kind: int) -> None:
    t = scene.tones
    for level in range(3):
        low = 0.1 + level * 1.5
        for index in range(3):
            size = 0.62 + 0.12 * ((kind + index + level) % 3)
            if (kind * 3 + index * 2 + level) % 5:
                box = Point(x - 0.8 + index * 0.8, low + 0.08, z)
                scene.block(
                    box,
                    (size, size * 1.1, 0.8),
                    (t.paper, t.dark, (t.shade, t.mid, blend(t.shade, t.mid, 0.5))[(kind + index) % 3]),
                )
                scene.line(Point(box.x, box.y, z - 0.41), Point(box.x, box.y + size * 1.1, z - 0.41), 0.9)
        wall(scene, x, low, (2.7, 0.1), z - 0.42, t.dark, 0.8)
    for dx in (-1.35, 1.35):
        wall(scene, x + dx, 0.0, (0.1, 4.6), z - 0.44, t.dark, 0.6)
