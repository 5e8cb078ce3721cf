"""The open world that places stand in: the sky of the hour and the weather, and the ground with its pool of light."""

from math import cos, pi, sin

from kadr.engines.draft.curves import Spot, ellipse, mix, smooth
from kadr.engines.draft.hand import Hand
from kadr.engines.draft.layers import VEIL
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import chain, hatch, stroke
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint_world(scene: Scene, *, sun: float = 0.74, pool: bool = True) -> None:
    """Sky, ground, and the light on it where people stand. `sun`: where the sun or the moon is, as a part of the
    picture's width."""
    _paint_sky(scene, 1 - sun if scene.reverse else sun)
    paint_ground(scene, pool=pool)


def level(scene: Scene, x: float) -> float:
    """Where the horizon is at `x`, in pixels from the top."""
    a, b = scene.view.horizon()
    return mix(a, b, (x - a.x) / (b.x - a.x)).y


def _paint_sky(scene: Scene, sun: float) -> None:
    a, b = scene.view.horizon()
    t, h = scene.tones, scene.view.height
    if max(a.y, b.y) < 0:
        return
    high = -4 * h
    scene.back.fill([a, b, Spot(b.x, high), Spot(a.x, high)], t.sky)
    if scene.weather == "fog":
        return
    low, steps = blend(t.sky, t.air, 0.9), ((0.34, 0.35), (0.2, 0.7), (0.09, 1.0))
    for rise, part in steps:
        sway = [mix(a, b, i / 7) for i in range(8)]
        top = smooth([Spot(p.x, p.y - h * rise * (0.88 + 0.24 * scene.random.random())) for p in sway], steps=3)
        scene.back.fill([*top, b, a], blend(t.sky, low, part))
    _sun_or_moon(scene, sun)
    _clouds(scene)


def _sun_or_moon(scene: Scene, x: float) -> None:
    t, w, h = scene.tones, scene.view.width, scene.view.height
    line, size = level(scene, x * w), 0.04 * min(w, h)
    if scene.weather or line < 2.5 * size:
        return
    if scene.night:
        spot = Spot(x * w, max(1.8 * size, min(0.16 * h, line - 3 * size)))
        scene.back.fill(ellipse(spot, size * 2.1, size * 2.1, corners=24), blend(t.sky, t.air, 0.8))
        scene.back.fill(ellipse(spot, size, size, corners=20), t.glow)
        pen = scene.back.inked(t.glow)
        for _ in range(22):
            star = Spot(scene.random.random() * w, scene.random.random() * line * 0.85)
            pen.dot(star, 0.7 + scene.random.random() * 0.9)
    elif scene.staging.time in ("dawn", "dusk"):
        spot = Spot(x * w, line - 0.4 * size)
        for part, glow in ((3.4, 0.5), (1.3, 1.0)):
            disc = [Spot(p.x, min(p.y, line)) for p in ellipse(spot, size * part, size * part, corners=26)]
            scene.back.fill(disc, blend(t.air, t.glow, glow))


def _clouds(scene: Scene) -> None:
    """Banks of cloud with flat feet, above the horizon; heavy ones when it rains, streaks when the sun is low."""
    t, w, h = scene.tones, scene.view.width, scene.view.height
    line, unit = level(scene, w / 2), min(w, h)
    if line < 0.14 * h or scene.close:
        return
    heavy = scene.weather in ("rain", "storm", "snow")
    tone = blend(t.sky, t.dark, 0.25) if heavy else blend(t.sky, t.glow, 0.14 if scene.night else 0.75)
    low = scene.staging.time in ("dawn", "dusk") and not heavy
    banks = ((0.16, 0.42, 0.16), (0.62, 0.6, 0.22), (0.94, 0.3, 0.14)) if not heavy else (
        (0.1, 0.2, 0.34), (0.5, 0.08, 0.42), (0.86, 0.24, 0.36),
    )  # fmt: skip
    for x, part, wide in banks:
        foot = Spot((1 - x if scene.reverse else x) * w, max(0.05 * h, line * part))
        tall = wide * (0.16 if low or scene.night else 0.34)
        bank = [Spot(p.x, min(p.y, foot.y)) for p in scene.scallop(foot, wide * unit, tall * unit, 9)]
        scene.back.fill(bank, tone)
        top = [p for p in bank if p.y < foot.y - 0.2 * tall * unit]
        if not low and not scene.night:
            chain(scene.back.inked(blend(t.sky, t.ink, 0.45)), top[: len(top) * 2 // 3], 1.0)
        stroke(scene.back.inked(blend(t.sky, t.ink, 0.25)), Spot(foot.x - wide * unit, foot.y),
               Spot(foot.x + 0.6 * wide * unit, foot.y), 1.0, taper=0.9)  # fmt: skip


def middle(scene: Scene) -> tuple[float, float]:
    """Where people stand: the middle of them and half of their width, in metres, as the place is turned."""
    xs = [place.x for place in scene.staging.figures if place.z < 2.5] or [0.0]
    x = (min(xs) + max(xs)) / 2
    return -x if scene.view.mirror else x, (max(xs) - min(xs)) / 2


def paint_ground(scene: Scene, *, pool: bool = True) -> None:
    """Level ground to the horizon: paler far away, darker at our feet, light where people stand; wet when it rains."""
    a, b = scene.view.horizon()
    t, _w, h = scene.tones, scene.view.width, scene.view.height
    scene.back.fill([a, b, Spot(b.x, 4 * h), Spot(a.x, 4 * h)], scene.tone(t.ground, 90.0))
    for z, depth in ((26.0, 24.0), (7.0, 3.0)):
        near = scene.view.face([Point(x, 0.0, far) for x, far in ((-90, z), (90, z), (90, -3), (-90, -3))])
        if len(near) > 2 and not scene.view.overhead:
            scene.back.fill([*near[:2], Spot(near[1].x, 4 * h), Spot(near[0].x, 4 * h)], scene.tone(t.ground, depth))
    if scene.view.overhead:
        _paint_soil(scene)
    if pool and not scene.close:
        paint_pool(scene)
    if not scene.close and not scene.view.overhead:
        shade_corners(scene, blend(t.ground, t.ink, 0.2))


def _paint_soil(scene: Scene) -> None:
    """What the ground is from above: patches of shade and short strokes."""
    t, reach = scene.tones, scene.view.reach(1.0) * 1.2
    for index in range(9):
        x, z = (scene.random.random() * 2 - 1) * reach, (scene.random.random() * 2 - 0.9) * reach
        wide = (0.1 + 0.2 * scene.random.random()) * reach
        scene.flat(Point(x, 0.0, z), (wide, wide * 0.6), blend(t.ground, t.mid, 0.08 + 0.1 * (index % 2)))
    size = 0.05 * scene.view.span
    for _ in range(70):
        x, z = (scene.random.random() * 2 - 1) * reach, (scene.random.random() * 2 - 0.9) * reach
        turn = (scene.random.random() - 0.3) * size
        scene.line(Point(x, 0.0, z), Point(x + turn, 0.0, z + size), 1.5, blend(t.ground, t.ink, 0.5))


def paint_pool(scene: Scene, tone: str = "") -> None:
    """The clear light on the ground where people stand."""
    x, half = middle(scene)
    tone = tone or scene.tones.pool
    wide = max(1.3, half + 1.15) + 0.25 * scene.view.span
    deep = 0.75 + 0.22 * scene.view.span
    soft = blend(scene.tones.ground, tone, 0.5)
    for part, colour in ((1.4, soft), (1.0, tone)):
        scene.flat(Point(x + 0.15, 0.0, 0.25), (wide * part, deep * part), colour)
        pen = scene.back.inked(colour)
        for index in range(14):
            side, z = -1 if index % 2 else 1, deep * part * (index / 7 - 0.93) * 0.95
            edge = wide * part * (1 - min(1.0, z * z / (deep * part) ** 2)) ** 0.5
            start, long = x + 0.15 + side * edge * 0.9, side * wide * (0.16 + 0.3 * scene.random.random())
            spots = scene.view.stroke(Point(start, 0.0, z + 0.25), Point(start + long, 0.0, z + 0.25))
            if spots:
                stroke(pen, spots[0], spots[1], 7.0, taper=0.95)
    if scene.wet:
        _puddles(scene)


def shade_corners(scene: Scene, tone: str) -> None:
    """The shadow in the two lower corners, with its strokes: it leads the eye to the middle."""
    w, h = scene.view.width, scene.view.height
    if scene.view.span < 1.4 or scene.view.overhead:
        return
    for side in (0, 1):
        way = [(0.0, 0.88), (0.1, 0.92), (0.24, 0.965), (0.36, 1.01), (0.0, 1.01)]
        corner = smooth([Spot(w * (1 - x if side else x), h * (y + 0.02 * side)) for x, y in way[:4]], steps=3)
        outline = [*corner, Spot(w * side, h * 1.01)]
        with scene.back.layer.motif.showing(VEIL):
            scene.back.fill(outline, tone)
            hatch(scene.back, outline, 9.0, -0.5 if side else 0.5, 0.9)


def _puddles(scene: Scene) -> None:
    """Standing water that shows the sky, and what is above it as upright strokes."""
    t = scene.tones
    light = blend(t.air, t.glow, 0.35) if not scene.night else blend(t.shade, t.glow, 0.15)
    for x, z, wide in (
        (-1.5, -0.2, 0.8),
        (1.5, 0.9, 1.1),
        (-2.9, 2.6, 1.5),
        (3.4, 4.2, 1.8),
        (0.4, 6.5, 1.7),
        (-6, 9, 3),
    ):
        if scene.view.depth(Point(x, 0.0, z)) < 1.2:
            continue
        scene.flat(Point(x, 0.0, z), (wide, wide * 0.32), light)
        scene.flat(Point(x + 0.2 * wide, 0.0, z + 0.05), (wide * 0.4, wide * 0.12), blend(light, t.mid, 0.35))
        for side in (-0.55, -0.2, 0.3):
            top = scene.view.spot(Point(x + side * wide, 0.0, z + 0.2 * wide))
            size = scene.view.scale(Point(x, 0.0, z)) * 0.1 * wide
            stroke(scene.back.inked(t.dark), top, Spot(top.x, top.y + size * 1.6), 1.0)


def paint_water(scene: Scene, near: float, far: float) -> None:
    """Level water between two distances: bands of tone and the strokes of its waves."""
    t, wide = scene.tones, 3.0 * far + 30
    base = blend(t.shade, t.mid, 0.35) if not scene.night else blend(t.mid, t.shade, 0.3)
    bands = ((far, 60.0), (min(far, 40.0), 25.0), (min(far, 11.0), 0.0))
    for end, depth in bands:
        if end > near:
            outline = [Point(x, 0, z) for x, z in ((-wide, near), (wide, near), (wide, end), (-wide, end))]
            scene.back.fill(scene.view.face(outline), scene.tone(base, depth))
    light = blend(t.air, t.glow, 0.7) if not scene.night else blend(t.shade, t.glow, 0.4)
    for index in range(54):
        z = near + (min(far, 90.0) - near) * scene.random.random() ** 2.2
        half = scene.view.reach(z)
        x = (scene.random.random() * 2 - 1) * half
        long = (0.25 + 0.75 * scene.random.random()) * half * 0.16
        spots = scene.view.stroke(Point(x - long, 0.0, z), Point(x + long, 0.0, z))
        if spots:
            pen = scene.back.inked(light) if index % 3 else scene.pen(z + 4)
            stroke(pen, spots[0], spots[1], 1.6 if index % 3 else 0.9, taper=0.9)


def paint_mist(scene: Scene) -> None:
    """Fog between what is far and people: drifts one over the other, thicker towards the ground."""
    w, h = scene.view.width, scene.view.height
    line = min(max(level(scene, w / 2), 0.1 * h), 0.7 * h)
    for x, y, wide in ((0.12, -0.12, 0.34), (0.8, -0.06, 0.4), (0.4, 0.03, 0.5), (0.95, 0.1, 0.3), (0.02, 0.13, 0.3)):
        paint_drift(scene, scene.back, Spot(x * w, line + y * h), wide)


def paint_drift(scene: Scene, hand: Hand, middle: Spot, wide: float) -> None:
    """One flat bank of fog with streaming ends; `wide` is half of its length in parts of the picture."""
    w, h, t = scene.view.width, scene.view.height, scene.tones
    tone = blend(t.air, t.paper, 0.35) if not scene.night else blend(t.air, t.shade, 0.3)
    tall, pen = 0.032 * h, hand.inked(tone)
    turns = [2 * pi * index / 16 for index in range(16)]
    bank = [
        Spot(middle.x + wide * w * cos(a), middle.y + tall * sin(a) * (1 + 0.4 * sin(3 * a + middle.x))) for a in turns
    ]
    hand.fill(smooth(bank, closed=True, steps=3), tone)
    for row in range(6):
        reach = wide * w * (1.05 + 0.3 * scene.random.random())
        y = middle.y + (row - 2.5) * tall * 0.5
        stroke(pen, Spot(middle.x - reach, y), Spot(middle.x + reach, y - 2 * hand.unit), 5.0, taper=0.95)
