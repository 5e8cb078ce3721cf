"""Houses of the country from outside: yurts, clay houses with flat roofs, cottages, fences."""

from kadr.engines.draft.interiors import wall
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def lit(scene: Scene, lamp: bool = True) -> str:
    """The tone of a window or a door from outside: dark by day, lit at night if somebody is at home."""
    return scene.tones.glow if scene.night and lamp else scene.tones.dark


def paint_yurt(scene: Scene, foot: Point, radius: float) -> None:
    """A felt tent from outside: wall, roof, crown, a wooden door, ropes, a band of ornament."""
    t, weight = scene.tones, scene.weight(foot)
    scene.cast(foot, 2.4, radius * 1.9)
    felt = blend(t.paper, t.shade, 0.15)
    tiers = [(0.0, radius), (1.55, radius * 1.01), (2.1, radius * 0.74), (2.55, radius * 0.4), (2.72, radius * 0.2)]
    scene.turned(foot, tiers, felt, blend(felt, t.mid, 0.55))
    scene.turned(Point(foot.x, 2.66, foot.z), [(0.0, radius * 0.2), (0.18, radius * 0.17)], t.dark, t.ink)

    def on(x: float, up: float, part: float = 1.0) -> Point:
        return Point(foot.x + radius * x * part, up, foot.z - radius * part * max(0.0, 1 - x * x) ** 0.5)

    for up, deep in ((1.3, 0.22), (0.5, 0.05)):
        xs = [-0.96, -0.7, -0.35, 0.0, 0.35, 0.7, 0.96]
        band = [on(x, up) for x in xs] + [on(x, up + deep) for x in reversed(xs)]
        scene.panel(band, blend(t.mid, t.dark, 0.3), 0)
    for x in (-0.75, -0.4, 0.4, 0.75):
        scene.way([on(x, 1.55), on(x, 2.1, 0.73), on(x, 2.65, 0.25)], weight * 0.7)
    front = foot.z - radius - 0.02
    wall(scene, foot.x, 0.0, (1.24, 1.5), front, t.shade, weight * 0.9)
    wall(scene, foot.x, 0.05, (0.94, 1.36), front - 0.02, lit(scene), weight * 0.9)
    if scene.night:
        path = [
            Point(foot.x - 0.5, 0, front),
            Point(foot.x + 0.5, 0, front),
            Point(foot.x + 1.1, 0, front - 2.2),
            Point(foot.x - 1.1, 0, front - 2.2),
        ]
        scene.panel(path, blend(t.ground, t.lit, 0.4), 0)
    if scene.snowy:
        scene.panel(
            [on(x, 1.62, 0.98) for x in (-0.96, -0.6, 0.0, 0.6, 0.96)] + [on(x, 2.5, 0.42) for x in (0.9, 0.0, -0.9)],
            t.paper,
            0,
        )


def paint_clay_house(scene: Scene, foot: Point, width: float, tall: float = 2.7) -> None:
    """A clay house with a flat roof on beams, a door in its shadow, small windows, cracks in the plaster."""
    t, weight, front = scene.tones, scene.weight(foot), foot.z - 2.0
    scene.cast(Point(foot.x, 0.0, front), tall, width)
    plaster = blend(t.shade, t.paper, 0.45)
    scene.block(foot, (width, tall, 4.0), (t.paper, blend(plaster, t.dark, 0.5), plaster))
    wall(
        scene,
        foot.x,
        tall - 0.12,
        (width + 0.3, 0.24),
        front - 0.08,
        t.paper if scene.snowy else blend(t.shade, t.mid, 0.4),
        weight,
    )
    for index in range(7):
        x = foot.x - width * 0.45 + width * 0.15 * index
        scene.line(Point(x, tall - 0.3, front - 0.02), Point(x, tall - 0.3, front - 0.4), weight * 2.2)
    wall(scene, foot.x, tall - 0.5, (width, 0.38), front - 0.015, blend(plaster, t.dark, 0.35), 0)
    for part, low, size in ((-0.22, 0.0, (0.95, 1.95)), (0.12, 1.05, (0.7, 0.8)), (0.34, 1.05, (0.7, 0.8))):
        x = foot.x + part * width
        wall(
            scene,
            x,
            low - 0.06 if low else 0.0,
            (size[0] + 0.2, size[1] + 0.16),
            front - 0.02,
            blend(plaster, t.paper, 0.6),
            weight * 0.6,
        )
        wall(scene, x, low, size, front - 0.03, lit(scene, part > 0.0), weight * 0.8)
        if low:
            scene.line(Point(x, low, front - 0.04), Point(x, low + size[1], front - 0.04), weight * 0.8, t.paper)
    side = foot.x + width * 0.4
    scene.hatch(
        [
            Point(side, 0, front - 0.02),
            Point(foot.x + width / 2, 0, front - 0.02),
            Point(foot.x + width / 2, 1.0, front - 0.02),
        ],
        6.0,
        0.9,
    )
    if scene.night:
        x = foot.x + 0.23 * width
        light = [
            Point(x - 0.8, 0, front - 0.4),
            Point(x + 0.8, 0, front - 0.4),
            Point(x + 1.4, 0, front - 2.2),
            Point(x - 1.4, 0, front - 2.2),
        ]
        scene.panel(light, blend(t.ground, t.lit, 0.45), 0)


def paint_cottage(scene: Scene, foot: Point, wide: float, tall: float = 2.5) -> None:
    """A wooden house, its gable to us: boards, a steep roof, windows with shutters, a porch and a chimney."""
    t, weight, z = scene.tones, scene.weight(foot), foot.z
    roof, half = t.paper if scene.snowy else t.dark, wide / 2
    scene.cast(foot, tall, wide)
    side = half if foot.x < 0 else -half
    x = foot.x + side
    scene.panel([Point(x, 0, z), Point(x, tall, z), Point(x, tall, z + 6), Point(x, 0, z + 6)], t.mid, weight)
    wall(scene, foot.x, 0.0, (wide, tall), z, blend(t.shade, t.paper, 0.3), weight)
    peak = tall + wide * 0.42
    for row in range(1, 8):
        y = row * tall / 8
        scene.line(Point(foot.x - half, y, z - 0.01), Point(foot.x + half, y, z - 0.01), weight * 0.45)
    gable = [Point(foot.x - half, tall, z), Point(foot.x, peak, z), Point(foot.x + half, tall, z)]
    scene.panel(gable, blend(t.shade, t.mid, 0.4), weight)
    far = 0.5 if side > 0 else -0.5
    slope = [
        Point(foot.x, peak, z - 0.3),
        Point(foot.x + side * 1.14, tall - 0.25, z - 0.3),
        Point(foot.x + side * 1.14, tall - 0.25, z + 6),
        Point(foot.x, peak, z + 6),
    ]
    scene.panel(slope, roof, weight * 1.1)
    for way in (-1, 1):
        eave = [(0.0, 0.0), (0.0, 0.22), (1.14, -0.02), (1.14, -0.26)]
        line = [Point(foot.x + way * half * u, (peak + v) if u == 0 else (tall + v), z - 0.3) for u, v in eave]
        scene.panel(line, roof, weight)
    wall(scene, foot.x, tall + 0.35, (0.6, 0.6), z - 0.02, lit(scene, False), weight * 0.7)
    for part in (-0.26, 0.26) if wide > 4.5 else (-0.24,):
        x = foot.x + part * wide
        wall(scene, x, 0.9, (0.9, 1.05), z - 0.02, lit(scene), weight * 0.9)
        scene.line(Point(x, 0.9, z - 0.03), Point(x, 1.95, z - 0.03), weight, t.paper)
        scene.line(Point(x - 0.45, 1.5, z - 0.03), Point(x + 0.45, 1.5, z - 0.03), weight, t.paper)
        for way in (-1, 1):
            wall(scene, x + way * 0.6, 0.88, (0.26, 1.1), z - 0.04, t.mid, weight * 0.7)
    wall(scene, foot.x + far * 0.1, 0.0, (0.95, 2.0), z - 0.02, t.dark, weight)
    scene.block(Point(foot.x, 0.0, z - 0.6), (1.6, 0.2, 0.9), (t.paper, t.mid, t.shade))
    scene.block(Point(foot.x + side * 0.45, tall + 0.7, z + 2), (0.5, 1.7, 0.5), (t.paper, t.dark, t.mid))


def paint_fence(scene: Scene, start: Point, end: Point, tall: float = 1.1, *, boards: bool = False) -> None:
    """A fence between two feet: rails on posts, or close boards."""
    t = scene.tones
    length = ((end.x - start.x) ** 2 + (end.z - start.z) ** 2) ** 0.5
    count = max(2, round(length / (0.5 if boards else 1.6)))
    for index in range(count + 1):
        part = index / count
        x, z = start.x + (end.x - start.x) * part, start.z + (end.z - start.z) * part
        foot = Point(x, 0.0, z)
        if scene.view.depth(foot) > 0.6:
            wide = 0.36 if boards else 0.12
            wall(
                scene,
                x,
                0.0,
                (wide, tall * (1 + 0.06 * (index % 3))),
                z,
                blend(t.shade, t.mid, 0.3 + 0.3 * (index % 2)),
                scene.weight(foot) * 0.8,
            )
    for up in (0.4, 0.85) if not boards else ():
        a, b = Point(start.x, tall * up, start.z - 0.06), Point(end.x, tall * up, end.z - 0.06)
        scene.panel([a, Point(a.x, a.y + 0.1, a.z), Point(b.x, b.y + 0.1, b.z), b], blend(t.shade, t.paper, 0.4), 0.8)
