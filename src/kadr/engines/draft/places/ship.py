"""The deck of a ship: planks that run to the bow, a rail on both sides, a mast, the sea around."""

from kadr.engines.draft.places.sea import paint_water
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The sea, then the deck in it."""
    scene.sky_and_ground()
    scene.sun_or_moon()
    t, near = scene.tones, -scene.view.camera.distance - 1.0
    paint_water(scene, 2.0, 400.0)
    half = 3.0
    deck = [
        Point(-half, 0, near),
        Point(half, 0, near),
        Point(half, 0, 5),
        Point(0.4, 0, 13),
        Point(-0.4, 0, 13),
        Point(-half, 0, 5),
    ]
    scene.panel(deck, t.paper if not scene.night else t.mid, 1.6)
    for x in range(-2, 3):
        scene.line(Point(x * 1.0, 0.01, near), Point(x * 0.35, 0.01, 11.0), 0.8)
    for side in (-1, 1):
        way = [Point(side * half, 1.0, near), Point(side * half, 1.0, 5.0), Point(side * 0.4, 1.2, 13.0)]
        for a, b in ((way[0], way[1]), (way[1], way[2])):
            scene.line(a, b, 3.0)
            scene.line(Point(a.x, 0.5, a.z), Point(b.x, 0.55, b.z), 1.4)
        for post in range(-2, 6):
            scene.line(Point(side * half, 0.0, post), Point(side * half, 1.0, post), 1.8)
    scene.turned(Point(0.0, 0.0, 6.5), [(0.0, 0.2), (9.0, 0.12)], t.mid, t.dark)
    sail = [Point(0.15, 2.2, 6.5), Point(0.1, 8.0, 6.5), Point(3.8, 2.6, 6.2)]
    scene.panel(sail, t.paper, 1.4)
    for reach in (-3.0, 3.0):
        scene.line(Point(0.0, 8.5, 6.5), Point(reach, 1.0, 4.0), 1.0)
