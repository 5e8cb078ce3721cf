"""A mine: a gallery between timber props that runs into the dark, rails with a cart, lamps on the props."""

from kadr.engines.draft.foreground import paint_post, paint_rocks
from kadr.engines.draft.halls import Hall, paint_hall
from kadr.engines.draft.interiors import wall
from kadr.engines.draft.light import paint_halo
from kadr.engines.draft.nature import paint_rock
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The gallery, the props from the furthest on, rails, cart."""
    half, tall = paint_hall(scene, Hall(half=2.1, tall=2.7, long=20.0, doors=False, lamps=False, dado=False, end=""))
    t = scene.tones
    wall(scene, 0.0, 0.0, (2 * half, tall), 19.9, t.glow if scene.reverse and not scene.night else t.deep, 0)
    rock = blend(t.mid, t.dark, 0.2)
    for side in (-1, 1):
        x = side * half * 0.99
        scene.panel([Point(x, 0, -1), Point(x, tall, -1), Point(x, tall, 19.9), Point(x, 0, 19.9)], rock, 0)
        for index in range(16):
            z, y = 0.4 + index * 1.1, 0.3 + 0.5 * ((index * 7) % 4)
            scene.way([Point(x, y, z), Point(x, y + 0.35, z + 0.3), Point(x, y + 0.2, z + 0.8)], 1.3)
    for x in (-0.5, 0.5):
        scene.line(Point(x, 0.02, -1.0), Point(x, 0.02, 19.0), 3.0)
    for index in range(15):
        z = -0.2 + index * 0.8 + 0.05 * index * index
        scene.panel(
            [Point(-0.75, 0, z), Point(0.75, 0, z), Point(0.75, 0, z + 0.18), Point(-0.75, 0, z + 0.18)], t.mid, 0.6
        )
    for z in (16.0, 12.0, 8.6, 5.6, 3.0):
        for side in (-1, 1):
            x = side * half * 0.86
            paint_halo(scene, Point(x * 0.9, tall - 0.7, z), 0.6)
            wall(scene, x, 0.0, (0.26, tall), z, t.dark, 1.2)
            scene.line(
                Point(x, tall - 0.8, z - 0.02), Point(x * 0.6, tall - 0.2, z - 0.02), scene.weight(Point(x, 1, z)) * 4
            )
        wall(scene, 0.0, tall - 0.3, (2 * half, 0.28), z - 0.02, t.dark, 1.2)
        scene.back.inked(t.glow).dot(
            scene.view.spot(Point(half * 0.72, tall - 0.6, z - 0.1)), scene.weight(Point(0, 1, z)) * 3
        )
    cart = [(-0.75, 1.1), (-0.5, 0.35), (0.5, 0.35), (0.75, 1.1)]
    scene.panel([Point(1.15 + x * 0.7, y, 4.6) for x, y in cart], t.mid, 1.5)
    scene.panel(
        [Point(1.15 + x, y, 4.7) for x, y in ((-0.5, 1.1), (-0.2, 1.35), (0.1, 1.25), (0.35, 1.4), (0.5, 1.1))],
        t.ink,
        1.0,
    )
    for x, z in ((-1.5, 3.6), (1.7, 2.6), (-1.3, 5.0)):
        paint_rock(scene, Point(x, 0.0, z), 0.3)
    paint_post(scene, -1, 0.4)
    paint_rocks(scene, 1)
