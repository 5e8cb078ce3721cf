"""An office: desks with screens, a wide window over the city, a shelf of folders."""

from kadr.engines.draft.places.room import paint_walls, wall
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The window first, then the desks."""
    paint_walls(scene, half=3.4, depth=3.4, height=2.8)
    t = scene.tones
    wall(scene, -0.6, 0.8, 4.0, 1.6, 3.38, t.dark if scene.night else t.glow)
    for index, (x, tall) in enumerate(((-2.2, 0.7), (-1.5, 1.1), (-0.9, 0.6), (-0.1, 1.25), (0.6, 0.8), (1.1, 1.0))):
        wall(scene, x, 0.8, 0.5, tall, 3.37, t.far if index % 2 else t.shade)
    for x in (-1.93, -0.6, 0.73):
        scene.line(Point(x, 0.8, 3.36), Point(x, 2.4, 3.36), 1.6)
    scene.block(Point(2.5, 0.0, 3.15), (1.1, 2.0, 0.4), (t.paper, t.mid, t.shade))
    for row in range(4):
        for slot in range(5):
            wall(
                scene, 2.1 + slot * 0.2, 0.16 + row * 0.47, 0.16, 0.36, 2.94, (t.paper, t.mid, t.dark)[(row + slot) % 3]
            )
    for x, z in ((-2.0, 2.2), (0.6, 2.5)):
        scene.block(Point(x, 0.7, z), (1.5, 0.05, 0.75), (t.paper, t.mid, t.mid))
        for leg in (-0.68, 0.68):
            scene.block(Point(x + leg, 0.0, z), (0.06, 0.7, 0.6), (t.dark, t.dark, t.dark))
        scene.block(Point(x, 0.75, z + 0.1), (0.08, 0.14, 0.08), (t.dark, t.dark, t.dark))
        wall(scene, x, 0.88, 0.62, 0.4, z + 0.08, t.dark)
        wall(scene, x, 0.91, 0.55, 0.33, z + 0.07, t.glow if scene.night else t.shade)
