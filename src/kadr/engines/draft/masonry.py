"""What is built of stone: arches, columns, courses of bricks, steps, statues."""

from math import cos, pi, sin

from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def arch(x: float, low: float, size: tuple[float, float], z: float, point: float = 0.0) -> list[Point]:
    """The outline of an opening with an arch above: its middle at `x`, (width, height); `point` makes it pointed."""
    half, spring = size[0] / 2, low + size[1] - size[0] / 2
    top = []
    for index in range(9):
        a = pi * index / 8
        top.append(Point(x + half * cos(a), spring + half * sin(a) * (1 + point * sin(a) ** 4), z))
    return [Point(x + half, low, z), *top, Point(x - half, low, z)]


def paint_arch(scene: Scene, x: float, low: float, size: tuple[float, float], z: float, tones: tuple[str, str]) -> None:
    """A window or a doorway with an arch, in a frame of stone: tones of (opening, frame)."""
    wide, tall = size
    scene.panel(arch(x, low - (0.1 if low else 0.0), (wide + 0.3, tall + 0.25), z), tones[1], 1.0)
    scene.panel(arch(x, low, size, z - 0.02), tones[0], 1.2)


def paint_column(scene: Scene, foot: Point, tall: float, radius: float = 0.35, *, broken: bool = False) -> None:
    """A round column on its base, fluted, with its capital."""
    t = scene.tones
    stone = blend(t.shade, t.paper, 0.4)
    scene.cast(foot, min(tall, 3.0), radius * 2)
    scene.block(foot, (radius * 2.8, 0.28, radius * 2.8), (t.paper, t.mid, t.shade))
    scene.turned(
        Point(foot.x, 0.28, foot.z),
        [(0.0, radius * 1.1), (0.2, radius), (tall - 0.5, radius * 0.86)],
        stone,
        blend(stone, t.dark, 0.5),
    )
    for part in (-0.5, -0.1, 0.3):
        scene.line(
            Point(foot.x + part * radius, 0.5, foot.z - radius),
            Point(foot.x + part * radius * 0.9, tall - 0.4, foot.z - radius),
            0.7,
        )
    if not broken:
        scene.block(Point(foot.x, tall - 0.3, foot.z), (radius * 2.5, 0.3, radius * 2.4), (t.paper, t.mid, t.shade))


def paint_bricks(scene: Scene, x: float, low: float, size: tuple[float, float], z: float, *, rows: int = 9) -> None:
    """Here and there the joints of bricks or stones on a wall that faces us."""
    wide, tall = size
    pen = blend(scene.tones.wall, scene.tones.ink, 0.45)
    for row in range(rows):
        y = low + tall * (row + 0.5) / rows
        for index in range(7):
            part = ((index * 37 + row * 53) % 100) / 100
            if (index * 7 + row * 5) % 3:
                a = x - wide / 2 + wide * part * 0.94
                long = wide * 0.05 * (1 + (index + row) % 2)
                scene.line(Point(a, y, z), Point(a + long, y, z), 0.8, pen)
                scene.line(Point(a + long * 0.4, y, z), Point(a + long * 0.4, y + tall / rows * 0.8, z), 0.8, pen)


def paint_statue(scene: Scene, foot: Point, tall: float) -> None:
    """A figure of stone on a pedestal."""
    t = scene.tones
    scene.cast(foot, tall, tall * 0.4)
    scene.block(foot, (tall * 0.42, tall * 0.36, tall * 0.42), (t.paper, t.dark, t.mid))
    scene.block(Point(foot.x, tall * 0.36, foot.z), (tall * 0.5, tall * 0.05, tall * 0.5), (t.paper, t.dark, t.shade))
    body = [
        (-0.13, 0.4),
        (-0.1, 0.62),
        (-0.17, 0.72),
        (-0.13, 0.86),
        (-0.05, 0.89),
        (-0.05, 0.98),
        (0.0, 1.01),
        (0.05, 0.98),
        (0.05, 0.89),
        (0.13, 0.86),
        (0.24, 0.98),
        (0.28, 0.96),
        (0.17, 0.78),
        (0.11, 0.64),
        (0.14, 0.4),
    ]
    scene.panel([Point(foot.x + u * tall, v * tall, foot.z) for u, v in body], blend(t.shade, t.mid, 0.4), 1.2)
    side = [(0.02, 0.4), (0.03, 0.7), (0.04, 0.86), (0.13, 0.86), (0.17, 0.78), (0.11, 0.64), (0.14, 0.4)]
    scene.panel([Point(foot.x + u * tall, v * tall, foot.z - 0.01) for u, v in side], t.mid, 0)


def paint_stones(scene: Scene, centre: Point, size: tuple[float, float], tone: str) -> None:
    """Paving: joints that run away from us and across, on level ground."""
    wide, deep = size
    for index in range(9):
        x = centre.x + wide * (index / 4 - 1)
        scene.line(Point(x, 0, centre.z - deep), Point(x, 0, centre.z + deep), 0.6, tone)
    for index in range(9):
        z = centre.z - deep + 2 * deep * (index / 8) ** 1.7
        scene.line(Point(centre.x - wide, 0, z), Point(centre.x + wide, 0, z), 0.6, tone)
