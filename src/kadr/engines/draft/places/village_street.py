"""A village street: yurts and clay houses on both sides, and one great shady tree."""

from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Houses back to front, then the tree."""
    scene.sky_and_ground()
    scene.sun_or_moon(0.2, 0.14)
    scene.ridge([14, 20, 15, 26, 18, 12, 16], 260.0, scene.tones.far)
    house(scene, Point(-7.5, 0.0, 20.0), 5.0)
    yurt(scene, Point(8.5, 0.0, 24.0), 2.9)
    yurt(scene, Point(2.6, 0.0, 31.0), 2.7)
    house(scene, Point(-9.2, 0.0, 12.0), 5.4)
    yurt(scene, Point(-4.2, 0.0, 15.0), 2.6)
    yurt(scene, Point(6.6, 0.0, 9.5), 2.6)
    scene.tufts(12, 0.0, 14.0)
    tree(scene, Point(1.1, 0.0, 5.2), 6.4)


def yurt(scene: Scene, foot: Point, radius: float) -> None:
    """A felt tent from outside: wall, roof, crown, door and ropes."""
    t = scene.tones
    tiers = [(0.0, radius), (1.55, radius), (2.15, radius * 0.72), (2.62, radius * 0.36), (2.8, radius * 0.18)]
    scene.turned(foot, tiers, t.paper, t.shade)
    weight = scene.weight(foot) * 0.7
    front = foot.z - radius
    door = [Point(foot.x + x, y, front) for x, y in ((-0.45, 0.0), (-0.45, 1.4), (0.45, 1.4), (0.45, 0.0))]
    scene.panel(door, t.glow if scene.night else t.dark, weight)
    for up, part in ((0.75, 1.0), (1.5, 1.0)):
        rope = [Point(foot.x + radius * x, up, foot.z - radius * (1 - x * x) ** 0.5) for x in (-0.97, -0.6, -0.2)]
        scene.back.line(scene.view.spots(rope), weight)
        rope = [Point(foot.x + radius * x * part, up, foot.z - radius * (1 - x * x) ** 0.5) for x in (0.2, 0.6, 0.97)]
        scene.back.line(scene.view.spots(rope), weight)
    for x in (-0.6, 0.55):
        way = [
            Point(foot.x + radius * x * r, up, foot.z - radius * r * 0.7)
            for up, r in ((1.55, 1.0), (2.15, 0.7), (2.7, 0.3))
        ]
        scene.back.line(scene.view.spots(way), weight)


def house(scene: Scene, foot: Point, width: float) -> None:
    """A clay house with a flat roof, a door and a window."""
    t = scene.tones
    scene.block(foot, (width, 2.6, 4.0), (t.paper, t.mid, t.shade))
    front = foot.z - 2.0
    dark = t.glow if scene.night else t.dark
    for x, low, high, half in ((-0.22, 0.0, 1.9, 0.45), (0.22, 1.0, 1.8, 0.4)):
        middle = foot.x + x * width
        outline = [Point(middle + dx * half, y, front) for dx, y in ((-1, low), (-1, high), (1, high), (1, low))]
        scene.panel(outline, dark, scene.weight(foot) * 0.7)


def tree(scene: Scene, foot: Point, tall: float) -> None:
    """A big old tree whose crown is a roof over who stands below."""
    t = scene.tones
    shade = scene.view.face(
        [
            Point(foot.x + x, 0.0, foot.z + z)
            for x, z in ((-3.6, -0.8), (-1, -2.2), (2.4, -1.9), (4.2, 0), (1.5, 1.4), (-2.4, 1.1))
        ]
    )
    scene.back.fill(shade, t.shadow(t.ground))
    trunk = [(0.0, 0.52), (0.35, 0.34), (tall * 0.3, 0.27), (tall * 0.48, 0.33)]
    scene.turned(foot, trunk, t.mid, t.dark)
    for side in (-1, 1):
        limb = [(0.05, 0.36), (0.9, 0.56), (1.5, 0.7), (1.3, 0.7), (0.7, 0.58), (-0.1, 0.44)]
        spots = scene.view.spots(Point(foot.x + side * x, tall * y, foot.z) for x, y in limb)
        scene.back.shape(spots, t.mid, scene.weight(foot))
    leaf = t.shade if not scene.night else t.dark
    for x, y, r in ((0.0, 0.92, 1.5), (-2.3, 0.72, 1.35), (2.3, 0.74, 1.35), (0.1, 0.68, 1.5)):
        scene.crown(
            Point(foot.x + x, tall * y, foot.z + 0.1 * x), r, leaf if y > 0.7 else t.paper if not scene.night else t.mid
        )
