"""What the ground of an open place looks like from straight above, where houses and hills are out of the picture:
paving, planks, wares on their rugs, the crowns of trees.

Measures are parts of half the picture's width at people's feet, so that a pattern fills every format and size.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import cos, pi, sin
from random import Random

from kadr.engines.draft.curves import Spot
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import contour, stroke
from kadr.engines.draft.tones import blend
from kadr.staging import Point

Pair = tuple[float, float]

FAR, NEAR, WIDE = 2.6, -1.6, 2.4
"""How far patterns run away from us, towards us and to the sides."""


def paint_grounds(scene: Scene) -> None:
    """The ground of the scene's place; only of use when the camera looks down on it."""
    place = scene.staging.place
    if scene.staging.interior or scene.close or not scene.view.overhead:
        return
    scene = replace(scene, random=Random(f"{place}/ground"))
    for paint in GROUNDS.get(place, ()):
        paint(scene)


def _point(scene: Scene, x: float, z: float, y: float = 0.0) -> Point:
    unit = scene.view.reach(0.0)
    return Point(x * unit, y, z * unit)


def _patch(scene: Scene, left: float, near: float, right: float, far: float, tone: str, weight: float = 0.0) -> None:
    """A level rectangle."""
    corners = ((left, near), (right, near), (right, far), (left, far))
    scene.panel([_point(scene, x, z) for x, z in corners], tone, weight)


def _rule(scene: Scene, start: Pair, end: Pair, weight: float, ink: str) -> None:
    scene.line(_point(scene, *start), _point(scene, *end), weight, ink)


def _pencil(scene: Scene, part: float = 0.4) -> str:
    return blend(scene.tones.ground, scene.tones.ink, part)


def _slabs(scene: Scene) -> None:
    """Paving, the joints of each row shifted by half a slab."""
    step, ink = 0.36, _pencil(scene)
    for row in range(int((FAR - NEAR) / step)):
        z = NEAR + row * step
        _rule(scene, (-WIDE, z), (WIDE, z), 1.2, ink)
        for column in range(-5, 6):
            x = (column + 0.5 * (row % 2)) * step * 1.4
            _rule(scene, (x, z), (x, z + step), 1.2, ink)


def _crossing(scene: Scene) -> None:
    """A carriageway along the right side, with a kerb and the stripes of a crossing."""
    t = scene.tones
    road = blend(t.mid, t.dark, 0.35)
    _patch(scene, 0.42, NEAR, WIDE, FAR, road)
    _patch(scene, 0.36, NEAR, 0.44, FAR, t.paper, 1.2)
    for index in range(5):
        z = -0.62 + index * 0.3
        _patch(scene, 0.56, z, 1.6, z + 0.15, t.paper)


def _cover(scene: Scene) -> None:
    """The lid of a sewer."""
    t, at = scene.tones, _point(scene, -0.7, -0.5)
    unit = scene.view.reach(0.0)
    scene.flat(at, (0.17 * unit, 0.17 * unit), t.mid, 1.4, corners=20)
    scene.flat(at, (0.12 * unit, 0.12 * unit), t.shade, 1.0, corners=20)
    for dx in (-0.06, 0.0, 0.06):
        _rule(scene, (-0.7 + dx, -0.56), (-0.7 + dx, -0.44), 1.4, t.ink)


def _ruts(scene: Scene) -> None:
    """The two ruts of a cart, with hoof prints between them."""
    t = scene.tones
    rut = blend(t.ground, t.dark, 0.3)
    for x in (0.32, 0.78):
        _patch(scene, x, NEAR, x + 0.12, FAR, rut)
        _rule(scene, (x, NEAR), (x, FAR), 1.2, _pencil(scene, 0.6))
    unit = scene.view.reach(0.0)
    for index in range(12):
        at = _point(scene, 0.56 + 0.07 * (index % 2), NEAR + 0.32 * index)
        scene.flat(at, (0.03 * unit, 0.045 * unit), rut)


def _fence(scene: Scene) -> None:
    """A fence of stakes along the left side, from above."""
    t, unit = scene.tones, scene.view.reach(0.0)
    _rule(scene, (-0.98, NEAR), (-0.98, FAR), 3.0, t.dark)
    for index in range(18):
        at = _point(scene, -0.98, NEAR + 0.24 * index)
        scene.flat(at, (0.045 * unit, 0.045 * unit), t.shade, 1.2, corners=8)


def _wares(scene: Scene) -> None:
    """Rugs on both sides of an alley, with bowls and heaps on them."""
    t, unit = scene.tones, scene.view.reach(0.0)
    heaps = (t.paper, t.dark, t.shade, t.ink)
    for index, (x, z) in enumerate(((-0.98, 0.62), (-1.02, -0.32), (0.66, 0.5), (0.7, -0.5), (0.6, 1.5), (-0.95, 1.6))):
        tones = (t.dark, t.paper) if index % 2 else (t.mid, t.shade)
        _patch(scene, x - 0.3, z - 0.36, x + 0.34, z + 0.36, tones[0], 1.3)
        _patch(scene, x - 0.25, z - 0.31, x + 0.29, z + 0.31, tones[1], 0.8)
        for spot in range(6):
            at = _point(scene, x - 0.15 + 0.17 * (spot % 3), z - 0.14 + 0.28 * (spot // 3))
            scene.flat(at, (0.075 * unit, 0.075 * unit), t.mid, 1.1, corners=12)
            scene.flat(at, (0.05 * unit, 0.05 * unit), heaps[(spot + index) % 4], corners=10)


def _planks(scene: Scene) -> None:
    """A quay of planks, and water with its strokes along the right side."""
    t, ink = scene.tones, _pencil(scene, 0.5)
    for row in range(18):
        z = NEAR + row * 0.25
        _rule(scene, (-WIDE, z), (0.5, z), 1.4, ink)
        x = -0.9 + 0.7 * (row % 3)
        _rule(scene, (x, z), (x, z + 0.25), 1.2, ink)
    _patch(scene, 0.5, NEAR, WIDE, FAR, blend(t.mid, t.dark, 0.3))
    _patch(scene, 0.44, NEAR, 0.54, FAR, t.dark, 1.2)
    for row in range(16):
        x, z = 0.66 + 0.3 * scene.random.random(), NEAR + row * 0.27
        _rule(scene, (x, z), (x + 0.26, z), 1.8, t.paper)


def _bollard(scene: Scene) -> None:
    """A bollard with a coil of rope beside it."""
    t, unit = scene.tones, scene.view.reach(0.0)
    for size, tone in ((0.2, t.shade), (0.145, t.paper), (0.09, t.shade), (0.04, t.dark)):
        scene.flat(_point(scene, 0.2, -0.5), (size * unit, size * unit), tone, 1.2, corners=18)
    for size, tone in ((0.11, t.dark), (0.07, t.mid)):
        scene.flat(_point(scene, 0.3, 0.42), (size * unit, size * unit), tone, 1.2, corners=16)


def _ripples(scene: Scene) -> None:
    """What the wind leaves on sand."""
    ink = _pencil(scene, 0.45)
    for row in range(20):
        z, start = NEAR + row * 0.2, -1.3 + 0.8 * scene.random.random()
        wave = [(start + u * 0.16, z + 0.035 * sin(u * 1.3 + row)) for u in range(9 + row % 5)]
        scene.way([_point(scene, x, at) for x, at in wave], 1.2, ink)


def _tracks(scene: Scene) -> None:
    """Footprints that lead up to where people stand."""
    unit = scene.view.reach(0.0)
    for index in range(9):
        at = _point(scene, 0.1 + 0.09 * index + 0.06 * (index % 2), -0.25 - 0.1 * index + 0.1 * (index % 2))
        scene.flat(at, (0.03 * unit, 0.05 * unit), _pencil(scene, 0.35))


def _craters(scene: Scene) -> None:
    """Shell holes with their thrown earth, and cracks."""
    t, unit = scene.tones, scene.view.reach(0.0)
    for x, z, size in ((0.72, 0.5, 0.34), (-0.8, -0.5, 0.26), (0.5, -0.7, 0.18), (-0.5, 1.5, 0.4)):
        at = _point(scene, x, z)
        scene.flat(at, (size * unit, size * unit), blend(t.ground, t.dark, 0.3))
        scene.flat(at, (size * 0.7 * unit, size * 0.66 * unit), t.dark, corners=9)
        scene.flat(_point(scene, x + 0.14 * size, z - 0.2 * size), (size * 0.44 * unit, size * 0.36 * unit), t.mid)
        for ray in range(14):
            a, start = 2 * pi * (ray + 0.5 * scene.random.random()) / 14, size * 1.08
            end = size * (1.25 + 0.5 * scene.random.random())
            ends = [(x + r * cos(a), z + r * sin(a)) for r in (start, end)]
            _rule(scene, ends[0], ends[1], 1.8, _pencil(scene, 0.7))


def _leaves(scene: Scene) -> None:
    """Fallen leaves."""
    t, unit = scene.tones, scene.view.reach(0.0)
    for index in range(46):
        x, z = (scene.random.random() * 2 - 1) * 1.2, NEAR + (FAR - NEAR) * scene.random.random()
        scene.flat(_point(scene, x, z), (0.035 * unit, 0.02 * unit), (t.mid, t.shade, t.dark)[index % 3], corners=6)


def _crowns(scene: Scene) -> None:
    """Trees seen from above their crowns, in the corners, with their shadows."""
    t = scene.tones
    w, h = scene.view.width, scene.view.height
    for x, y, size in ((0.98, 0.08, 0.24), (0.02, 0.98, 0.22), (0.97, 0.9, 0.16), (0.03, 0.04, 0.13)):
        spot, radius = Spot((1 - x if scene.view.mirror else x) * w, y * h), size * h
        shadow = Spot(spot.x + 0.18 * radius, spot.y + 0.14 * radius)
        scene.back.fill(scene.scallop(shadow, radius, radius, 12), blend(t.ground, t.ink, 0.25))
        contour(scene.back, scene.scallop(spot, radius, radius, 12), t.dark, 1.3)
        light = Spot(spot.x - 0.16 * radius, spot.y - 0.16 * radius)
        scene.back.fill(scene.scallop(light, radius * 0.64, radius * 0.64, 9), t.mid)
        scene.back.fill(scene.scallop(light, radius * 0.3, radius * 0.3, 7), t.shade)
        for ray in range(9):
            a = 2 * pi * ray / 9
            ends = [Spot(spot.x + radius * part * cos(a), spot.y + radius * part * sin(a)) for part in (0.7, 0.88)]
            stroke(scene.back, ends[0], ends[1], 1.2)


def _bench(scene: Scene) -> None:
    """A bench, its slats from above."""
    t = scene.tones
    for row, tone in enumerate((t.mid, t.mid, t.mid, t.dark)):
        _patch(scene, 0.32, 0.62 + row * 0.075, 1.02, 0.68 + row * 0.075, tone, 1.0)


def _vents(scene: Scene) -> None:
    """The edge of a roof with the street far below, and what stands on roofs."""
    t, unit = scene.tones, scene.view.reach(0.0)
    _patch(scene, 0.78, NEAR, WIDE, FAR, t.deep)
    for index in range(9):
        _patch(scene, 0.98, NEAR + index * 0.46, 1.03, NEAR + 0.2 + index * 0.46, t.mid)
    _patch(scene, 0.66, NEAR, 0.8, FAR, t.paper, 1.3)
    for x, z, size in ((-0.82, -0.42, 0.24), (0.36, 0.86, 0.2), (-0.75, 1.3, 0.3)):
        scene.block(_point(scene, x, z), (size * unit, size * 0.5 * unit, size * unit), (t.shade, t.dark, t.mid))
        _patch(scene, x - size * 0.3, z - size * 0.2, x + size * 0.3, z + size * 0.35, t.dark, 0.8)


GROUNDS: dict[str, Sequence[Callable[[Scene], None]]] = {
    "city": (_slabs, _cover, _crossing),
    "street": (_slabs, _cover, _crossing),
    "square": (_slabs, _cover),
    "village-street": (_ruts, _fence),
    "yard": (_fence, _leaves),
    "bazaar": (_slabs, _wares),
    "forest": (_leaves, _crowns),
    "port": (_planks, _bollard),
    "desert": (_ripples, _tracks),
    "beach": (_ripples, _tracks),
    "ruins": (_craters,),
    "park": (_slabs, _bench, _crowns),
    "garden": (_leaves, _crowns),
    "roof": (_slabs, _vents),
}
"""What lies on the ground of each place, from below to above."""
