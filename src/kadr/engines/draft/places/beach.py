"""A beach: surf along the sand, umbrellas and a boat drawn up, palms, a headland."""

from kadr.engines.draft.curves import Spot
from kadr.engines.draft.foreground import paint_branch, paint_grass
from kadr.engines.draft.outdoors import paint_water, paint_world
from kadr.engines.draft.places.sea import paint_sail, paint_surf
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import chain
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The sea, the surf, what stands on the sand."""
    paint_world(scene)
    t = scene.tones
    scene.ridge([30, 44, 26, 14, 6, 2, 0, 0, 0, 0], 420.0, t.far)
    paint_water(scene, 9.0, 420.0)
    paint_sail(scene, Point(12.0, 0.0, 80.0), 8.0)
    paint_sail(scene, Point(-20.0, 0.0, 120.0), 8.0)
    paint_surf(scene, 9.0)
    for x, z in ((-8.5, 10.0), (8.8, 11.0), (-4.6, 6.0)):
        _umbrella(scene, Point(x, 0.0, z))
    _palm(scene, Point(5.6, 0.0, 7.0), 5.4)
    _palm(scene, Point(7.8, 0.0, 9.0), 6.4)
    boat = [(-1.5, 0.62), (-1.0, 0.05), (1.1, 0.05), (1.7, 0.75), (0.9, 0.5), (-0.9, 0.46)]
    scene.cast(Point(-2.9, 0.0, 7.0), 0.6, 2.6)
    scene.panel([Point(-3.4 + x, y, 7.0) for x, y in boat], t.dark, 1.4)
    scene.tufts(8, 1.0, 6.0)
    paint_branch(scene, -1, 0.22)
    paint_grass(scene, 1, 0.2)


def _umbrella(scene: Scene, foot: Point) -> None:
    t, x, z = scene.tones, foot.x, foot.z
    scene.flat(Point(x + 0.5, 0.0, z), (1.2, 0.8), blend(t.ground, t.ink, 0.2))
    scene.line(foot, Point(x + 0.2, 2.3, z), scene.weight(foot) * 1.8)
    for index in range(6):
        a, b = -1.3 + index * 0.433, -1.3 + (index + 1) * 0.433
        tone = t.paper if index % 2 else t.mid
        scene.panel(
            [Point(x + 0.2, 2.4, z), Point(x + a, 1.75 - 0.1 * abs(a), z), Point(x + b, 1.75 - 0.1 * abs(b), z)],
            tone,
            scene.weight(foot) * 0.6,
        )
    scene.block(Point(x - 1.0, 0.0, z), (1.5, 0.3, 0.5), (t.paper, t.dark, t.mid))


def _palm(scene: Scene, foot: Point, tall: float) -> None:
    """A palm that leans, with its fronds."""
    if scene.view.depth(foot) < 1.5:
        return
    t, base, size = scene.tones, scene.view.spot(foot), scene.view.scale(foot) * tall
    scene.cast(foot, tall * 0.5, 0.5)
    pen = scene.pen(foot.z + scene.view.camera.distance)
    bark = pen.inked(scene.tone(t.dark, foot.z + 4))
    top = Spot(base.x - 0.16 * size, base.y - size)
    chain(
        bark,
        [base, Spot(base.x - 0.02 * size, base.y - 0.4 * size), Spot(base.x - 0.08 * size, base.y - 0.75 * size), top],
        max(3.0, 0.05 * size / pen.unit),
        taper=0.3,
    )
    for dx, dy in (
        (-0.46, 0.16),
        (-0.42, -0.1),
        (-0.2, -0.22),
        (0.12, -0.22),
        (0.36, -0.08),
        (0.42, 0.18),
        (-0.24, 0.3),
        (0.2, 0.28),
    ):
        tip = Spot(top.x + dx * size, top.y + dy * size)
        knee = Spot(top.x + dx * 0.5 * size, top.y + (dy * 0.25 - 0.09) * size)
        low = Spot(top.x + dx * 0.55 * size, top.y + (dy * 0.35 + 0.01) * size)
        pen.fill([top, knee, tip, low], scene.tone(t.mid if dy < 0.1 else t.dark, foot.z + 4))
        chain(pen, [top, knee, tip], 1.0)
