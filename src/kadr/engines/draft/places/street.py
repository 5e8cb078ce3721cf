"""A city street: houses on both sides that run away from us, pavements, lamps."""

from kadr.engines.draft.places.room import wall
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Houses back to front, then the road with its lamps."""
    scene.sky_and_ground()
    scene.sun_or_moon(0.5, 0.12)
    t = scene.tones
    wall(scene, 0.0, 0.0, 16.0, 13.0, 64.0, t.far)
    road = [Point(-3.4, 0, -3), Point(3.4, 0, -3), Point(3.4, 0, 62), Point(-3.4, 0, 62)]
    scene.panel(road, t.shade if not scene.night else t.dark)
    for mark in range(1, 60, 5):
        scene.panel(
            [Point(-0.08, 0, mark), Point(0.08, 0, mark), Point(0.08, 0, mark + 2), Point(-0.08, 0, mark + 2)],
            t.paper,
            0.6,
        )
    for row, z in enumerate((46.0, 34.0, 23.0, 13.0)):
        for side in (-1, 1):
            paint_house(scene, side, z, 9.0 + 2.5 * ((row + side) % 3))
    for z in (26.0, 14.0, 5.5):
        for side in (-1, 1):
            _lamp(scene, side * 4.1, z)


def paint_house(scene: Scene, side: int, z: float, tall: float) -> None:
    """A house along the street with rows of windows; at night some are lit."""
    t, x, deep = scene.tones, 5.6 * side, 9.5
    tone = (t.far, t.paper, t.shade)[int(tall) % 3] if not scene.night else (t.mid, t.dark, t.far)[int(tall) % 3]
    front, back = z - deep / 2, z + deep / 2
    scene.panel([Point(x, 0, front), Point(x, tall, front), Point(x, tall, back), Point(x, 0, back)], tone, 1.2)
    scene.panel(
        [Point(x, 0, front), Point(x, tall, front), Point(x + 7 * side, tall, front), Point(x + 7 * side, 0, front)],
        t.shadow(tone),
        1.2,
    )
    for floor in range(1, int(tall // 3)):
        for pane in range(3):
            a = front + 1.2 + pane * 2.9
            lit = scene.night and scene.random.random() < 0.4
            glass = t.glow if lit else t.mid if not scene.night else t.dark
            low = 3.0 * floor - 0.4
            window = [Point(x, low, a), Point(x, low + 1.7, a), Point(x, low + 1.7, a + 1.4), Point(x, low, a + 1.4)]
            scene.panel(window, glass, 0.8)
    shop = [Point(x, 0.3, front + 1), Point(x, 2.2, front + 1), Point(x, 2.2, back - 1), Point(x, 0.3, back - 1)]
    scene.panel(shop, t.glow if scene.night else t.mid, 0.9)


def _lamp(scene: Scene, x: float, z: float) -> None:
    t, foot = scene.tones, Point(x, 0.0, z)
    scene.turned(foot, [(0.0, 0.12), (0.5, 0.06), (4.2, 0.05)], t.dark, t.ink)
    scene.line(Point(x, 4.2, z), Point(x - 0.7 * (1 if x > 0 else -1), 4.4, z), scene.weight(foot) * 1.6)
    head = Point(x - 0.75 * (1 if x > 0 else -1), 4.25, z)
    scene.block(head, (0.4, 0.16, 0.2), (t.dark, t.dark, t.glow if scene.night else t.mid))
