"""What grows and lies about outside: trees, bushes, rocks, mountains."""

from collections.abc import Sequence
from random import Random

from kadr.engines.draft.curves import Spot, mix
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import around, chain, contour, hatch, stroke
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint_tree(scene: Scene, foot: Point, tall: float, *, leaf: str = "", crown: float = 1.0) -> None:
    """A broad tree with a crown of clumps; its shadow lies on the ground."""
    t, view = scene.tones, scene.view
    depth = foot.z + view.camera.distance
    scene.cast(foot, tall * 0.6, tall * 0.5 * crown)
    pen, size, base = scene.pen(depth), view.scale(foot), view.spot(foot)
    thick = tall * 0.036 + 0.05
    up = (view.spot(Point(foot.x, tall, foot.z)).y - base.y) / tall
    if view.overhead:
        up = -size * 0.25
    trunk = [
        (-1.7, 0.0),
        (-1.0, 0.07),
        (-0.8, 0.3),
        (-1.6, 0.58),
        (-0.9, 0.6),
        (0.0, 0.42),
        (1.2, 0.6),
        (1.9, 0.56),
        (0.85, 0.3),
        (1.0, 0.07),
        (1.9, 0.0),
    ]
    bark = [Spot(base.x + x * thick * size, base.y + y * tall * up) for x, y in trunk]
    contour(pen, bark, scene.tone(t.dark, depth), scene.weight(foot))
    leaf = leaf or (blend(t.shade, t.paper, 0.2) if not scene.night else t.mid)
    random = Random(f"{foot.x:.2f} {foot.z:.2f}")
    clumps = []
    for x, y, r in (
        (0.0, 0.86, 0.2),
        (-0.24, 0.68, 0.19),
        (0.25, 0.7, 0.2),
        (-0.1, 0.56, 0.16),
        (0.13, 0.57, 0.17),
        (0.0, 0.7, 0.2),
    ):
        centre = Spot(base.x + (x + 0.05 * (random.random() - 0.5)) * tall * crown * size, base.y + y * tall * up)
        wide = r * tall * size * crown * (0.95 + 0.2 * random.random())
        clumps.append((centre, wide, scene.scallop(centre, wide, wide * 0.82, 8 if size > 14 else 5)))
    around(pen, [outline for _, _, outline in clumps], scene.tone(leaf, depth), scene.weight(foot) * 1.1)
    if size * tall > 60 * scene.back.unit:
        _shade_clumps(scene, clumps, scene.tone(blend(leaf, t.dark, 0.42), depth), depth)


def _shade_clumps(scene: Scene, clumps: Sequence[tuple[Spot, float, list[Spot]]], tone: str, depth: float) -> None:
    """The undersides of leaves, away from the light, and a few of their arcs."""
    for centre, _, outline in clumps:
        last = len(outline)
        lower = [mix(centre, spot, 0.985) for spot in outline[: last // 2 + 1]]
        upper = [Spot(centre.x + (s.x - centre.x) * 0.86, centre.y + (s.y - centre.y) * 0.3) for s in reversed(lower)]
        scene.back.fill([*lower, *upper], tone)
    pen = scene.pen(depth)
    for centre, wide, _ in clumps[:5]:
        for dx, dy in ((-0.45, -0.35), (0.1, -0.5), (-0.1, 0.0)):
            x, y = centre.x + dx * wide, centre.y + dy * wide
            arc = [(-0.2, 0.06), (-0.08, -0.07), (0.08, -0.06), (0.2, 0.07)]
            chain(pen, [Spot(x + u * wide, y + v * wide) for u, v in arc], 0.9)
    if scene.snowy:
        for centre, wide, outline in clumps[:3]:
            cap = [mix(centre, s, 0.98) for s in outline[len(outline) * 5 // 9 : len(outline) * 17 // 18]]
            low = [Spot(s.x, s.y + wide * 0.22) for s in reversed(cap[1:-1])]
            scene.back.fill([*cap, *low], scene.tones.paper)


def paint_poplar(scene: Scene, foot: Point, tall: float, leaf: str = "") -> None:
    """A tall narrow tree."""
    t, view, depth = scene.tones, scene.view, foot.z + scene.view.camera.distance
    scene.cast(foot, tall * 0.7, tall * 0.12)
    base, size = view.spot(foot), view.scale(foot)
    stroke(
        scene.pen(depth).inked(scene.tone(t.dark, depth)),
        base,
        Spot(base.x, base.y - tall * 0.3 * size),
        max(1.0, tall * 0.03 * size),
    )
    wide, left, right = tall * 0.085 * size, [], []
    for index in range(9):
        part, y = (
            (0.35, 0.8, 0.98, 1.0, 0.9, 0.85, 0.66, 0.42, 0.1)[index],
            base.y - tall * size * (0.16 + 0.105 * index),
        )
        jag = 1 + 0.22 * (scene.random.random() - 0.5)
        left.append(Spot(base.x - wide * part * jag, y))
        right.append(Spot(base.x + wide * part * jag, y + 0.02 * tall * size))
    leaf = scene.tone(leaf or blend(t.shade, t.mid, 0.3), depth)
    contour(scene.pen(depth), [*left, *right[::-1]], leaf, scene.weight(foot))
    shade = [mix(a, b, 0.55 + 0.1 * (i % 2)) for i, (a, b) in enumerate(zip(left, right, strict=True))]
    scene.back.fill(
        [*shade, *[mix(b, a, 0.05) for a, b in zip(left, right, strict=True)][::-1]], blend(leaf, t.dark, 0.4)
    )


def paint_fir(scene: Scene, foot: Point, tall: float, tone: str = "") -> None:
    """A conifer: jagged tiers, dark on the side away from the light, white with snow."""
    t, view, depth = scene.tones, scene.view, foot.z + scene.view.camera.distance
    base, size = view.spot(foot), view.scale(foot)
    tone = scene.tone(tone or t.dark, depth)
    scene.cast(foot, tall * 0.7, tall * 0.2)
    stroke(
        scene.back.inked(tone),
        base,
        Spot(base.x, base.y - 0.3 * tall * size),
        max(1.2, 0.03 * tall * size / scene.back.unit),
        0.1,
    )
    left, right = [Spot(base.x, base.y - tall * size)], [Spot(base.x, base.y - tall * size)]
    tiers = 6
    for index in range(1, tiers + 1):
        wide = tall * 0.2 * size * index / tiers
        y = base.y - tall * size * (1 - 0.86 * index / tiers)
        for way, row in ((-1, left), (1, right)):
            jag = 0.85 + 0.3 * scene.random.random()
            row += [
                Spot(base.x + way * wide * jag, y + 0.03 * tall * size),
                Spot(base.x + way * wide * 0.55, y - 0.01 * tall * size),
            ]
    scene.back.fill([*left, *right[::-1]], tone)
    if scene.snowy:
        for index in range(1, tiers):
            a, b = left[index * 2 - 1], left[index * 2]
            scene.back.fill(
                [
                    mix(a, b, -0.05),
                    Spot(base.x, b.y - 0.07 * tall * size),
                    Spot(base.x + (base.x - b.x) * 0.4, b.y - 0.02 * tall * size),
                    b,
                ],
                scene.tone(t.paper, depth),
            )
    elif size * tall > 90 * scene.back.unit:
        pen = scene.back.inked(blend(tone, t.paper, 0.35))
        for index in range(1, tiers):
            stroke(
                pen,
                Spot(base.x, left[index * 2].y - 0.05 * tall * size),
                mix(left[index * 2], left[index * 2 - 1], 0.7),
                1.0,
            )


def paint_bush(scene: Scene, foot: Point, size: float, tone: str = "") -> None:
    """A low round bush, `size` metres high."""
    t, depth = scene.tones, foot.z + scene.view.camera.distance
    if scene.view.depth(foot) < 0.6:
        return
    base, scale = scene.view.spot(foot), scene.view.scale(foot) * size
    tone = scene.tone(tone or t.mid, depth)
    outline = [
        Spot(p.x, min(p.y, base.y))
        for p in scene.scallop(Spot(base.x, base.y - 0.36 * scale), 0.8 * scale, 0.62 * scale, 8)
    ]
    contour(scene.pen(depth), outline, tone, scene.weight(foot))
    centre = Spot(base.x + 0.1 * scale, base.y)
    lower = [mix(centre, s, 0.93) for s in outline[: len(outline) // 3]]
    scene.back.fill([*lower, centre], blend(tone, t.ink, 0.35))
    if scene.snowy:
        cap = [mix(centre, s, 0.97) for s in outline[len(outline) * 5 // 9 : len(outline) * 17 // 18]]
        scene.back.fill([*cap, *[Spot(s.x, s.y + 0.2 * scale) for s in reversed(cap[1:-1])]], t.paper)


def paint_rock(scene: Scene, foot: Point, size: float, tone: str = "") -> None:
    """A stone with a light top and a dark side."""
    t, depth = scene.tones, foot.z + scene.view.camera.distance
    if scene.view.depth(foot) < 0.6:
        return
    base, scale, random = scene.view.spot(foot), scene.view.scale(foot) * size, Random(f"{foot.x:.2f} {foot.z:.2f}")
    tone = scene.tone(tone or blend(t.shade, t.paper, 0.35), depth)
    scene.cast(foot, size * 0.7, size * 1.3)
    pairs = [
        (-0.8, 0.0),
        (-0.72, 0.36),
        (-0.3, 0.7),
        (0.16, 0.78),
        (0.56, 0.5),
        (0.84, 0.18),
        (0.78, 0.0),
        (0.1, -0.06),
    ]
    spots = [
        Spot(base.x + x * scale * (0.9 + 0.2 * random.random()), base.y - y * scale * (0.85 + 0.3 * random.random()))
        for x, y in pairs
    ]
    contour(scene.pen(depth), spots, tone, scene.weight(foot))
    ridge = Spot(base.x + 0.0 * scale, base.y - 0.42 * scale)
    side = [ridge, mix(spots[3], ridge, 0.08), *spots[4:7], mix(spots[7], ridge, 0.05)]
    scene.back.fill([mix(s, ridge, 0.06) for s in side], blend(tone, t.dark, 0.55))
    stroke(scene.pen(depth), spots[1], ridge, 0.8)
    if scene.snowy:
        scene.back.fill([spots[1], spots[2], spots[3], spots[4], ridge], t.paper)


def paint_mountains(scene: Scene, heights: Sequence[float], z: float, tone: str, *, snow: bool = False) -> None:
    """A range of sharp peaks with their shaded sides; with `snow` the tops are white."""
    t, random = scene.tones, Random(f"{z} {len(heights)}")
    peaks: list[float] = []
    for index, up in enumerate(heights):
        peaks.append(up)
        if index < len(heights) - 1:
            after = heights[index + 1]
            peaks += [up + (after - up) * part + (random.random() - 0.5) * 0.16 * max(heights) for part in (0.33, 0.66)]
    crest = scene.ridge(peaks, z, tone, sharp=True)
    base = scene.view.spot(Point(0.0, 0.0, z)).y
    tone, pen = scene.tone(tone, z), scene.pen(z)
    white = blend(tone, t.paper, 0.85)
    for before, spot, following in zip(crest, crest[1:], crest[2:], strict=False):
        if not (spot.y < before.y and spot.y < following.y):
            continue
        fall = base - spot.y
        if snow and fall > 0.06 * scene.view.height:
            cap = [(-0.16, 0.2), (-0.09, 0.17), (-0.06, 0.28), (0.0, 0.2), (0.06, 0.32), (0.1, 0.2), (0.18, 0.24)]
            scene.back.fill([spot, *[Spot(spot.x + x * fall * 1.1, spot.y + y * fall) for x, y in cap]], white)
        shade = [(0.05, 0.12), (0.0, 0.24), (0.09, 0.36), (0.04, 0.55), (0.16, 0.74), (0.5, 0.8), (0.3, 0.45)]
        face = [spot, *[Spot(spot.x + x * fall, spot.y + y * fall) for x, y in shade], mix(spot, following, 0.9)]
        scene.back.fill(face, blend(tone, t.dark, 0.2))
        if fall > 0.08 * scene.view.height:
            hatch(pen, face, 7.0, 1.15, 0.6)
