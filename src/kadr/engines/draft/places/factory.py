"""A factory: machines with wheels and belts in a row below trusses, pipes, windows in the roof."""

from kadr.engines.draft.curves import Spot, ellipse
from kadr.engines.draft.foreground import silhouette, strokes
from kadr.engines.draft.halls import Hall, paint_hall
from kadr.engines.draft.interiors import wall
from kadr.engines.draft.places.warehouse import paint_trusses
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import contour, stroke
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The hall, its pipes, the machines from the furthest on."""
    half, tall = paint_hall(scene, Hall(half=4.4, tall=6.0, long=20.0, doors=False, lamps=False))
    t = scene.tones
    paint_trusses(scene, half, tall)
    for side in (-1, 1):
        for y, r in ((2.6, 0.16), (3.1, 0.26)):
            x = side * (half - 0.3)
            scene.panel(
                [Point(x, y - r, -1.0), Point(x, y + r, -1.0), Point(x, y + r, 19.0), Point(x, y - r, 19.0)], t.mid, 1.2
            )
    x = max(2.3, half - 1.5)
    for z in (17.0, 13.0, 9.4, 6.0, 3.2):
        for side in (-1, 1):
            _machine(scene, Point(side * x, 0.0, z), int(z) + side)
    wheel = [(-0.1, 0.6), (0.3, 0.58), (0.6, 0.68), (0.74, 0.84), (0.66, 1.02), (-0.1, 1.02)]
    if silhouette(scene, -1, wheel, round_=True):
        strokes(scene, -1, [[(0.0, 0.7), (0.26, 0.68), (0.5, 0.78), (0.58, 0.9)], [(0.0, 0.88), (0.5, 0.78)]], 2.4)
    silhouette(
        scene,
        1,
        [(-0.1, -0.02), (0.3, -0.02), (0.3, 0.7), (0.5, 0.74), (0.5, 0.8), (0.3, 0.8), (0.3, 1.02), (-0.1, 1.02)],
    )


def _machine(scene: Scene, foot: Point, kind: int) -> None:
    t, x, z = scene.tones, foot.x, foot.z
    scene.block(foot, (1.9, 1.0, 1.1), (t.paper, t.dark, (t.mid, blend(t.mid, t.dark, 0.4))[kind % 2]))
    scene.block(Point(x + 0.35, 1.0, z), (0.9, 0.8, 0.9), (t.paper, t.dark, t.shade))
    wall(scene, x + 0.35, 1.15, (0.5, 0.4), z - 0.46, t.deep, 0.9)
    at = Point(x - 0.5, 0.85, z - 0.6)
    if scene.view.depth(at) > 1.0:
        spot, size = scene.view.spot(at), 0.5 * scene.view.scale(at)
        for part, tone in ((1.0, t.dark), (0.78, t.shade), (0.22, t.dark)):
            contour(scene.pen(z + 4), ellipse(spot, size * part, size * part, corners=18), tone, 1.0)
        for dx, dy in ((0.75, 0.0), (-0.75, 0.0), (0.0, 0.75), (0.0, -0.75)):
            stroke(scene.back, spot, Spot(spot.x + dx * size, spot.y + dy * size), 2.0, 0.1)
    scene.line(Point(x + 0.6, 1.8, z), Point(x + 0.6, 3.4, z), 3.0)
