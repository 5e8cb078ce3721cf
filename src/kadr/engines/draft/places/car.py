"""Inside a car, seen through the windscreen's place: seats behind the people, side windows, the wheel before them."""

from kadr.engines.draft.curves import Spot, ellipse
from kadr.engines.draft.places.room import wall
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """What is seen through the windows, the cabin round it, then the wheel in front."""
    t = scene.tones
    scene.sky_and_ground()
    for side in (-1, 1):
        for z in (9.0, 15.0, 24.0):
            scene.turned(
                Point(side * (5 + z * 0.25), 0.0, z), [(0.0, 0.3), (2.4, 0.2), (2.6, 1.5), (5.0, 1.0)], t.far, t.shade
            )
    cabin = t.mid if not scene.night else t.dark
    tall = 1.62
    roof = [
        Point(-1.5, tall, -0.6),
        Point(1.5, tall, -0.6),
        Point(0.85, tall - 0.12, 1.4),
        Point(-0.85, tall - 0.12, 1.4),
    ]
    scene.panel(roof, cabin)
    wall(scene, 0.0, 0.0, 3.4, 0.92, 1.45, cabin)
    for side in (-1, 1):
        pillar = [
            Point(side * x, y, z)
            for x, y, z in ((0.95, 0.85, 1.4), (0.85, 1.5, 1.4), (1.0, 1.5, 1.3), (1.15, 0.85, 1.3))
        ]
        scene.panel(pillar, cabin)
        door = [
            Point(side * x, y, z)
            for x, y, z in ((1.0, 0.0, 1.4), (1.0, 0.88, 1.4), (1.55, 0.95, -0.8), (1.55, 0.0, -0.8))
        ]
        scene.panel(door, t.shadow(cabin))
        scene.block(Point(0.52 * side, 0.0, 0.5), (0.66, 1.12, 0.2), (t.shade, t.dark, t.shade))
        scene.block(Point(0.52 * side, 1.16, 0.5), (0.34, 0.22, 0.14), (t.shade, t.dark, t.shade))
    _wheel(scene)


def _wheel(scene: Scene) -> None:
    driver = next((place for place in scene.staging.figures if place.pose == "drive"), None)
    if driver is None:
        return
    middle = scene.view.spot(Point(driver.x + 0.02, 0.86, driver.z - 0.42))
    size = scene.view.scale(Point(driver.x, 0.9, driver.z - 0.42)) * 0.2
    for part in (1.0, 0.86):
        scene.front.rim(ellipse(middle, size * part, size * part * 0.8, corners=22), 2.4)
    for x, y in ((-0.86, 0.1), (0.86, 0.1), (0.0, 0.7)):
        scene.front.line([middle, Spot(middle.x + size * x, middle.y + size * y)], 3.0, taper=0.2)
