"""A museum: large paintings in their frames, statues on pedestals, ropes before them, light from above."""

from kadr.engines.draft.foreground import paint_post, silhouette, strokes
from kadr.engines.draft.interiors import paint_door, paint_picture, paint_shell
from kadr.engines.draft.light import paint_halo
from kadr.engines.draft.masonry import paint_statue
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The paintings, then what stands before them."""
    room = paint_shell(scene, half=4.0, depth=4.6, height=3.8, floor="tiles")
    t = scene.tones
    left, middle, right = room.at(-1, 1.1), 0.0, room.at(1, 1.1)
    sky = [Point(x * room.half, room.height - 0.01, z) for x, z in ((-0.6, 0.5), (0.6, 0.5), (0.6, 4.0), (-0.6, 4.0))]
    scene.panel(sky, t.glow if not scene.night else t.dark, 1.2)
    for x in (-0.3, 0.0, 0.3):
        scene.line(Point(x * room.half, room.height - 0.02, 0.5), Point(x * room.half, room.height - 0.02, 4.0), 1.0)
    for x in (left, middle, right):
        paint_halo(scene, Point(x, 2.0, 4.55), 1.0)
    if scene.reverse:
        paint_door(room, middle, open_=True)
        for x in (left, right):
            paint_picture(room, x, 1.1, (1.0, 1.3))
    else:
        paint_picture(room, middle, 1.15, (1.9, 1.3))
        for x in (left, right):
            paint_picture(room, x, 1.3, (0.9, 1.1))
    for side, x in ((-1, left), (1, right)):
        paint_statue(scene, Point(x + side * 0.2, 0.0, 3.0), 2.3)
    for x in (left * 0.6, 0.0, right * 0.6):
        scene.turned(Point(x, 0.0, 3.7), [(0.0, 0.16), (0.05, 0.04), (0.85, 0.04), (0.92, 0.07)], t.dark, t.ink)
    for a, b in ((left * 0.6, 0.0), (0.0, right * 0.6)):
        scene.way([Point(a, 0.85, 3.7), Point((a + b) / 2, 0.6, 3.7), Point(b, 0.85, 3.7)], 2.6, t.dark)
    paint_post(scene, 1, 0.3)
    vase = [
        (0.2, 1.02),
        (0.2, 0.9),
        (0.3, 0.9),
        (0.22, 0.82),
        (0.14, 0.7),
        (0.26, 0.6),
        (0.3, 0.54),
        (0.26, 0.52),
        (0.52, 0.52),
        (0.48, 0.54),
        (0.52, 0.6),
        (0.64, 0.7),
        (0.56, 0.82),
        (0.48, 0.9),
        (0.58, 0.9),
        (0.58, 1.02),
    ]
    if silhouette(scene, -1, vase, crop=True):
        strokes(
            scene,
            -1,
            [[(0.24, 0.66), (0.38, 0.68), (0.54, 0.66)], [(0.22, 0.74), (0.38, 0.77), (0.56, 0.74)]],
            1.8,
            blend(t.deep, t.paper, 0.4),
            crop=True,
        )
