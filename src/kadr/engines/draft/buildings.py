"""Houses of the town from outside: facades along a street and across it, towers, lamps, awnings."""

from kadr.engines.draft.interiors import wall
from kadr.engines.draft.light import paint_lamp_light
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def lit_pane(scene: Scene, a: int, b: int) -> bool:
    """Whether somebody is at home behind a window, by its place in the house."""
    return scene.night and (a * 7 + b * 13 + a * b * 3) % 5 < 2


def paint_facade(scene: Scene, x: float, z: float, size: tuple[float, float], tone: str) -> None:
    """A house along a street: its wall at `x` runs from `z` away from us; size as (length, height). Rows of windows,
    a cornice, a shop below with its awning."""
    t, (deep, tall), side = scene.tones, size, 1 if x > 0 else -1
    front, back, weight = z, z + deep, scene.weight(Point(x, 0.0, z))
    if scene.view.depth(Point(x, 1.0, back)) < 0.6:
        return
    gable = [Point(x, 0, front), Point(x, tall, front), Point(x + 9 * side, tall, front), Point(x + 9 * side, 0, front)]
    scene.panel(gable, blend(tone, t.dark, 0.3), weight)
    scene.panel([Point(x, 0, front), Point(x, tall, front), Point(x, tall, back), Point(x, 0, back)], tone, weight)
    floors, panes = int((tall - 0.6) // 3), max(2, int(deep // 2.6))
    glass = blend(tone, t.dark, 0.6) if not scene.night else blend(t.dark, t.ink, 0.3)
    for lamp in (False, True) if scene.night else (False,):
        for floor in range(1, floors):
            for pane in range(panes):
                if lit_pane(scene, floor + int(z), pane) == lamp:
                    a, low = front + (pane + 0.28) * deep / panes, 3.0 * floor + 0.5
                    b = a + deep / panes * 0.5
                    window = [Point(x, low, a), Point(x, low + 1.7, a), Point(x, low + 1.7, b), Point(x, low, b)]
                    scene.panel(window, t.glow if lamp else glass, 0)
    for up in (tall, tall - 0.5, 3.1):
        scene.line(Point(x, up, front), Point(x, up, back), weight * (1.2 if up == tall else 0.7))
    _paint_shop(scene, x, front, back, weight)


def _paint_shop(scene: Scene, x: float, front: float, back: float, weight: float) -> None:
    """The ground floor of a street: a shop's window with an awning, and a door."""
    t, side = scene.tones, 1 if x > 0 else -1
    a, b = front + 0.8, front + (back - front) * 0.62
    glass = t.glow if scene.night else blend(t.dark, t.mid, 0.3)
    scene.panel([Point(x, 0.5, a), Point(x, 2.2, a), Point(x, 2.2, b), Point(x, 0.5, b)], glass, weight)
    scene.panel(
        [Point(x, 0.0, b + 0.5), Point(x, 2.2, b + 0.5), Point(x, 2.2, b + 1.5), Point(x, 0.0, b + 1.5)], t.dark, weight
    )
    out = x - side * 1.0
    awning = [Point(x, 2.75, a - 0.2), Point(x, 2.75, b + 0.2), Point(out, 2.25, b + 0.2), Point(out, 2.25, a - 0.2)]
    scene.panel(awning, t.paper if scene.snowy else t.mid, weight)
    scene.panel(
        [Point(out, 2.25, a - 0.2), Point(out, 2.25, b + 0.2), Point(out, 2.0, b + 0.2), Point(out, 2.0, a - 0.2)],
        t.dark,
        weight * 0.7,
    )
    if scene.night:
        light = [Point(x, 0, a), Point(x, 0, b), Point(x - side * 1.7, 0, b - 0.4), Point(x - side * 1.7, 0, a - 0.6)]
        scene.panel(light, blend(t.ground, t.lit, 0.5), 0)


def paint_front(scene: Scene, x: float, z: float, size: tuple[float, float], tone: str, *, rows: int = 0) -> None:
    """A house that faces us at `z`: rows of windows, a cornice, a door. `rows`: how many floors, else by its height."""
    t, (wide, tall) = scene.tones, size
    foot, weight = Point(x, 0.0, z), scene.weight(Point(x, 0.0, z))
    side = wide / 2 if x < 0 else -wide / 2
    scene.panel(
        [Point(x + side, 0, z), Point(x + side, tall, z), Point(x + side, tall, z + 8), Point(x + side, 0, z + 8)],
        blend(tone, t.dark, 0.35),
        weight,
    )
    wall(scene, x, 0.0, size, z, tone, weight)
    floors, panes = rows or max(1, int(tall // 3.2)), max(2, int(wide // 2.2))
    glass = blend(tone, t.dark, 0.55) if not scene.night else blend(t.dark, t.ink, 0.3)
    for lamp in (False, True) if scene.night else (False,):
        for floor in range(floors):
            for pane in range(panes):
                if (floor or pane != panes // 2) and lit_pane(scene, floor + int(abs(x)), pane) == lamp:
                    at, low = x - wide / 2 + (pane + 0.5) * wide / panes, (floor + 0.32) * tall / floors
                    wall(
                        scene,
                        at,
                        low,
                        (wide / panes * 0.46, tall / floors * 0.46),
                        z - 0.02,
                        t.glow if lamp else glass,
                        0,
                    )
    wall(
        scene, x, tall - 0.3, (wide + 0.5, 0.4), z - 0.2, t.paper if scene.snowy else blend(tone, t.paper, 0.3), weight
    )
    if scene.view.scale(foot) * 2.2 > 8 * scene.back.unit:
        wall(scene, x - wide / 2 + (panes // 2 + 0.5) * wide / panes, 0.0, (1.3, 2.2), z - 0.03, t.dark, weight)


def paint_towers(
    scene: Scene, z: float, tone: str, heights: tuple[float, ...], *, windows: bool = False, foot: float = 0.0
) -> None:
    """A skyline `z` metres away from one side of the picture to the other; `heights` in metres over our ground, `foot`
    is how high theirs is."""
    t, half = scene.tones, scene.view.reach(z) * 1.15
    step = 2 * half / len(heights)
    for index, tall in enumerate(heights):
        x = -half + (index + 0.5) * step
        wide = step * (0.82 + 0.3 * ((index * 5) % 3) / 2)
        wall(scene, x, foot, (wide, tall - foot), z, tone, 0.7)
        if index % 3 == 0:
            wall(scene, x, tall, (wide * 0.4, tall * 0.12), z, tone, 0.6)
            scene.line(Point(x, tall * 1.1, z), Point(x, tall * 1.35, z), 0.8)
        shade = [Point(x + wide * u, y, z - 0.1) for u, y in ((0.2, foot), (0.2, tall), (0.5, tall), (0.5, foot))]
        scene.panel(shade, blend(tone, t.dark, 0.22), 0)
        if windows:
            _paint_panes(scene, x, z, (wide, tall), index)


def _paint_panes(scene: Scene, x: float, z: float, size: tuple[float, float], index: int) -> None:
    t, (wide, tall) = scene.tones, size
    rows, columns = min(12, int(tall // 4)), 4
    for row in range(rows):
        for column in range(columns):
            if scene.night and not lit_pane(scene, row + index, column):
                continue
            at, low = x + (column - 1.5) * wide * 0.2, tall - (row + 1) * tall / (rows + 1)
            tone = t.glow if scene.night else t.mid
            wall(scene, at, low, (wide * 0.11, tall / (rows + 1) * 0.5), z - 0.2, tone, 0)


def paint_street_lamp(scene: Scene, foot: Point, tall: float = 4.4) -> None:
    """A lamp post that leans its lamp over the road, and its light."""
    t, way = scene.tones, -1 if foot.x > 0 else 1
    if scene.view.depth(foot) < 1.0:
        return
    head = Point(foot.x + 0.9 * way, tall, foot.z)
    paint_lamp_light(scene, head, 1.7)
    scene.turned(foot, [(0.0, 0.13), (0.5, 0.07), (tall, 0.05)], t.dark, t.ink)
    scene.way(
        [Point(foot.x, tall - 0.1, foot.z), Point(foot.x + 0.4 * way, tall + 0.2, foot.z), head],
        scene.weight(foot) * 2.4,
    )
    scene.block(
        Point(head.x, tall - 0.1, head.z), (0.5, 0.14, 0.24), (t.dark, t.dark, t.glow if scene.night else t.dark)
    )


def paint_bench(scene: Scene, foot: Point, wide: float = 1.7) -> None:
    """A bench with its back to what is behind it."""
    t = scene.tones
    scene.cast(foot, 0.6, wide)
    for dx in (-0.42, 0.42):
        wall(scene, foot.x + dx * wide, 0.0, (0.07, 0.85), foot.z + 0.1, t.dark, 0)
    for low, tone in ((0.5, t.shade), (0.68, t.mid)):
        wall(scene, foot.x, low, (wide, 0.12), foot.z + 0.08, tone, scene.weight(foot) * 0.8)
    scene.block(
        Point(foot.x, 0.38, foot.z - 0.1), (wide, 0.06, 0.42), (t.paper if scene.snowy else t.shade, t.dark, t.dark)
    )
    for dx in (-0.42, 0.42):
        wall(scene, foot.x + dx * wide, 0.0, (0.07, 0.4), foot.z - 0.28, t.dark, 0)


def paint_parked_car(scene: Scene, foot: Point, long: float = 4.0) -> None:
    """A car that stands along the street, seen from its side."""
    t, x, z = scene.tones, foot.x, foot.z
    if scene.view.depth(foot) < 2.0:
        return
    body = [(-0.5, 0.28), (-0.5, 0.75), (-0.34, 0.86), (-0.2, 1.38), (0.2, 1.4), (0.34, 0.9), (0.49, 0.78), (0.5, 0.28)]
    scene.flat(Point(x, 0.0, z), (long * 0.52, 0.5), blend(t.ground, t.ink, 0.45))
    scene.panel([Point(x + u * long, y, z) for u, y in body], t.mid, scene.weight(foot))
    for panes in (
        [(-0.28, 0.9), (-0.17, 1.3), (-0.01, 1.3), (-0.01, 0.9)],
        [(0.02, 0.9), (0.02, 1.3), (0.18, 1.3), (0.28, 0.9)],
    ):
        scene.panel([Point(x + u * long, y, z - 0.02) for u, y in panes], t.dark, 0.6)
    for u in (-0.31, 0.31):
        for r, tone in ((0.33, t.deep), (0.17, t.shade)):
            scene.panel([Point(x + u * long + r * dx, 0.33 + r * dy, z - 0.04) for dx, dy in _ROUND], tone, 0)


_ROUND = (
    (1, 0),
    (0.8, 0.6),
    (0.3, 0.95),
    (-0.3, 0.95),
    (-0.8, 0.6),
    (-1, 0),
    (-0.8, -0.6),
    (-0.3, -0.95),
    (0.3, -0.95),
    (0.8, -0.6),
)
