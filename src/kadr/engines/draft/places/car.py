"""Inside a car, seen through its windscreen: the seats behind the people, the rear window and the side windows with
the world in them, the wheel and the dashboard before them. From outside: a car on its road."""

from kadr.engines.draft.curves import Spot, ellipse, smooth
from kadr.engines.draft.outdoors import paint_world
from kadr.engines.draft.places import road
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import chain, contour
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """What is seen through the windows, the cabin round it, then the wheel in front."""
    if not scene.staging.interior:
        road.paint(scene)
        return
    paint_world(scene, pool=False)
    t = scene.tones
    road.paint_sides(scene)
    cabin = blend(t.dark, t.mid, 0.45) if not scene.night else t.dark
    along = _along(scene)
    _shell(scene, cabin, along)
    for side in (-1, 1):
        _seat(scene, along + SEAT * side, 0.62)
    _wheel(scene)
    _frame(scene)


SEAT = 0.42
"""Metres from the middle of the car to the middle of a seat."""


def _along(scene: Scene) -> float:
    """How far the car stands to the right, in metres: who is alone in it has their seat behind them, the driver's on
    the right of the picture."""
    figures = scene.staging.figures
    if len(figures) != 1:
        return 0.0
    alone = figures[0]
    along = alone.x - (SEAT if alone.pose == "drive" or alone.facing < 0 else -SEAT)
    return -along if scene.view.mirror else along


def _shell(scene: Scene, cabin: str, along: float) -> None:
    """Roof, rear shelf, pillars and doors."""
    t = scene.tones
    roof = [
        (-3.0, 2.3, -1.2),
        (3.0, 2.3, -1.2),
        (1.5, 1.56, 0.6),
        (0.92, 1.44, 1.5),
        (-0.92, 1.44, 1.5),
        (-1.5, 1.56, 0.6),
    ]
    scene.panel([Point(along + x, y, z) for x, y, z in roof], blend(cabin, t.paper, 0.15), 1.4)
    rear = [(-2.2, 0.0, 1.5), (-2.2, 0.96, 1.5), (-0.9, 0.98, 1.5), (0.9, 0.98, 1.5), (2.2, 0.96, 1.5), (2.2, 0.0, 1.5)]
    scene.panel([Point(along + x, y, z) for x, y, z in rear], cabin, 1.2)
    scene.line(Point(along - 0.9, 0.99, 1.5), Point(along + 0.9, 0.99, 1.5), 2.2)
    for side in (-1, 1):
        pillar = [(0.74, 0.96, 1.5), (0.62, 1.46, 1.5), (1.2, 1.6, 1.0), (1.06, 0.94, 1.1)]
        scene.panel([Point(along + side * x, y, z) for x, y, z in pillar], cabin, 1.2)
        middle = [(1.16, 0.9, 0.34), (1.06, 1.6, 0.34), (1.2, 1.6, 0.22), (1.3, 0.9, 0.2)]
        scene.panel([Point(along + side * x, y, z) for x, y, z in middle], cabin, 1.2)
        door = [(1.0, 0.0, 1.5), (1.0, 0.96, 1.5), (1.22, 0.94, 0.4), (1.5, 0.93, -0.9), (1.5, 0.0, -0.9)]
        scene.panel([Point(along + side * x, y, z) for x, y, z in door], blend(cabin, t.ink, 0.25), 1.3)
        scene.line(Point(along + side * 1.18, 0.8, 0.5), Point(along + side * 1.45, 0.78, -0.7), 2.4)


def _seat(scene: Scene, x: float, z: float) -> None:
    """The back of a seat and its head rest."""
    t = scene.tones
    tone = blend(t.mid, t.shade, 0.35)
    back = [
        (-0.29, 0.3),
        (-0.31, 0.8),
        (-0.25, 1.06),
        (-0.12, 1.11),
        (0.12, 1.11),
        (0.25, 1.06),
        (0.31, 0.8),
        (0.29, 0.3),
    ]
    rest = [(-0.15, 1.15), (-0.17, 1.27), (-0.12, 1.35), (0.12, 1.35), (0.17, 1.27), (0.15, 1.15)]
    for dx in (-0.07, 0.07):
        scene.line(Point(x + dx, 1.08, z), Point(x + dx, 1.2, z), 2.4)
    for shape in (back, rest):
        spots = scene.view.spots(Point(x + dx, y, z) for dx, y in shape)
        contour(scene.back, smooth(spots, closed=True, steps=3), tone, 1.6)
    for dx in (-0.16, 0.16):
        scene.line(Point(x + dx, 0.5, z - 0.01), Point(x + dx * 0.9, 1.0, z - 0.01), 1.1)


def _wheel(scene: Scene) -> None:
    """The wheel before whoever drives, and the dashboard's top."""
    t = scene.tones
    driver = next((place for place in scene.staging.figures if place.pose == "drive"), None)
    if driver is None:
        return
    x = -driver.x if scene.view.mirror else driver.x
    middle = scene.view.spot(Point(x, 0.86, driver.z - 0.42))
    size = scene.view.scale(Point(x, 0.9, driver.z - 0.42)) * 0.2
    for weight, ink in ((9.0, t.deep), (3.0, blend(t.deep, t.paper, 0.35))):
        ring = ellipse(middle, size, size * 0.8, corners=26)
        chain(scene.front.inked(ink), [*ring, ring[0]], weight, taper=0.0)
    for dx, dy in ((-0.9, 0.1), (0.9, 0.1), (0.0, 0.74)):
        chain(scene.front.inked(t.deep), [middle, Spot(middle.x + size * dx, middle.y + size * dy)], 7.0, taper=0.2)
    contour(scene.front, ellipse(middle, size * 0.26, size * 0.2, corners=14), t.dark, 1.4)


DASH = 0.68
"""Metres: how high the dashboard is, which hides legs and floor."""


def _frame(scene: Scene) -> None:
    """The frame of the windscreen about the picture, the mirror, and a streak of light on the glass."""
    t, w, h = scene.tones, scene.view.width, scene.view.height
    if scene.close:
        return
    edge, top = 0.035 * w, 0.045 * h
    for side in (0, 1):
        x, way = side * w, -1 if side else 1
        scene.front.fill(
            [Spot(x, 0), Spot(x + way * edge * 2.4, 0), Spot(x + way * edge * 0.7, h * 0.86), Spot(x, h)], t.deep
        )
    scene.front.fill([Spot(0, 0), Spot(w, 0), Spot(w, top * 0.7), Spot(w / 2, top), Spot(0, top * 0.7)], t.deep)
    dash = min(h * 0.925, scene.view.spot(Point(0.0, DASH, -0.25)).y)
    edge = dash + h * 0.025
    hood = [(0.0, h * 1.01), (0.0, edge), (0.25, dash), (0.75, dash), (1.0, edge), (1.0, h * 1.01)]
    if scene.view.span > 1.0:
        scene.front.fill([Spot(w * x, y) for x, y in hood], t.deep)
    mirror = [(-0.08, 0.03), (-0.075, 0.085), (0.075, 0.085), (0.08, 0.03)]
    scene.front.fill([Spot(w / 2 + x * min(w, h), y * h) for x, y in mirror], t.deep)
