"""What shines in a place: fires, lamps, windows and screens lay a pool of light, with the short strokes of its rays."""

from math import cos, pi, sin

from kadr.engines.draft.curves import Spot, ellipse, mix
from kadr.engines.draft.layers import VEIL
from kadr.engines.draft.outdoors import middle
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import stroke
from kadr.engines.draft.tones import blend
from kadr.staging import Point

SHINING = {
    "fire": 1.9, "campfire": 1.9, "stove": 1.2, "fireplace": 1.6, "lamp": 1.3, "bulb": 1.1, "lantern": 1.2,
    "candle": 0.9, "torch": 1.4,
}  # fmt: skip
"""Things that give light, and how many metres of ground it reaches."""


def paint_light(scene: Scene) -> None:
    """The light of the staging, and that of things which shine."""
    for piece in scene.staging.pieces:
        reach = SHINING.get(piece.what)
        if reach and (scene.dim or piece.what == "fire"):
            paint_glow(scene, Point(-piece.x if scene.view.mirror else piece.x, piece.y, piece.z), reach)
    x, half = middle(scene)
    kind = scene.staging.light
    if kind in ("fire", "lamp") and not any(piece.what in SHINING for piece in scene.staging.pieces):
        paint_glow(scene, Point(x + half * 0.4, 0.0, 0.3), 1.7 + half)
    elif kind == "window":
        _from_window(scene, x)
    elif kind == "screen":
        paint_glow(scene, Point(x, 0.0, -0.4), 1.2 + half)


def paint_glow(scene: Scene, foot: Point, reach: float, tone: str = "") -> None:
    """Light from a place near the ground: on the ground about it, in two steps, and its rays; where a face fills the
    picture, as a soft round behind it."""
    if scene.view.depth(foot) < 0.5:
        return
    tone = tone or scene.tones.lit
    outer = blend(scene.tones.pool, tone, 0.45)
    if scene.close:
        spot, size = Spot(scene.view.width * 0.8, scene.view.height * 0.62), scene.view.height
        for part, share in ((0.86, 0.2), (0.6, 0.42)):
            scene.back.fill(ellipse(spot, size * part, size * part, corners=26), blend(scene.tones.wall, tone, share))
        return
    ground = Point(foot.x, 0.0, foot.z)
    scene.flat(ground, (reach * 1.25, reach * 0.85), outer)
    scene.flat(ground, (reach * 0.8, reach * 0.52), tone)
    pen = scene.back.inked(outer)
    for index in range(36):
        a = 2 * pi * (index + 0.4 * scene.random.random()) / 36
        start, end = 1.08 + 0.1 * (index % 2), 1.45 + 0.4 * scene.random.random()
        spots = scene.view.stroke(
            *(
                Point(foot.x + reach * part * cos(a), 0.0, foot.z + reach * 0.68 * part * sin(a))
                for part in (start, end)
            )
        )
        if spots:
            stroke(pen, spots[0], spots[1], 3.2, taper=0.9)


def paint_halo(scene: Scene, at: Point, radius: float, tone: str = "") -> None:
    """Light on what is behind a lamp: a soft round with rays, on the wall at its depth; only when it is dim."""
    if not scene.dim or scene.view.depth(at) < 0.5:
        return
    tone, spot = tone or scene.tones.lit, scene.view.spot(at)
    size = radius * scene.view.scale(at)
    with scene.back.layer.motif.showing(VEIL):
        scene.back.fill(ellipse(spot, size, size * 0.9, corners=24), blend(scene.tones.wall, tone, 0.17))
        scene.back.fill(ellipse(spot, size * 0.55, size * 0.5, corners=20), blend(scene.tones.wall, tone, 0.42))
    pen = scene.back.inked(blend(scene.tones.wall, tone, 0.17))
    for index in range(22):
        a = 2 * pi * (index + 0.6 * scene.random.random()) / 22
        ends = (0.98, 1.12 + 0.3 * scene.random.random())
        near, far = (Spot(spot.x + size * part * cos(a), spot.y + size * 0.9 * part * sin(a)) for part in ends)
        stroke(pen, near, far, 3.0, taper=0.9)


def paint_beam(scene: Scene, at: Point, wall: float) -> None:
    """The light below a hanging lamp: a cone on the wall at the depth `wall`, when it is dim."""
    if not scene.dim or scene.view.depth(at) < 0.5:
        return
    t = scene.tones
    for half, share in ((1.9, 0.16), (1.1, 0.32)):
        cone = [(-0.12, at.y), (0.12, at.y), (half, 0.0), (-half, 0.0)]
        scene.panel([Point(at.x + dx, y, wall - 0.02) for dx, y in cone], blend(t.wall, t.lit, share), 0)
    scene.flat(Point(at.x, 0.0, wall - 0.5), (1.5, 0.45), blend(t.ground, t.lit, 0.5))


def paint_lamp_light(scene: Scene, lamp: Point, radius: float) -> None:
    """The cone under a street lamp and its round on the ground, at night."""
    if not scene.night or scene.view.depth(lamp) < 1.0:
        return
    t, depth = scene.tones, lamp.z + scene.view.camera.distance
    top = scene.view.spot(lamp)
    left, right = (scene.view.spot(Point(lamp.x + side * radius, 0.0, lamp.z)) for side in (-1, 1))
    part = mix(left, right, 0.5)
    with scene.back.layer.motif.showing(VEIL):
        cone = [top, mix(part, left, 0.8), mix(part, right, 0.8)]
        scene.back.fill(cone, scene.tone(blend(t.air, t.lit, 0.13), depth))
    scene.flat(Point(lamp.x, 0.0, lamp.z), (radius, radius * 0.6), blend(t.ground, t.lit, 0.55))
    size = 0.5 * scene.view.scale(lamp)
    scene.back.fill(ellipse(top, size, size, corners=16), blend(t.air, t.lit, 0.35))
    scene.back.fill(ellipse(top, size * 0.4, size * 0.4, corners=12), t.glow)


def _from_window(scene: Scene, x: float) -> None:
    """The panes of a window that we do not see, laid across the floor and the wall."""
    t = scene.tones
    if scene.close:
        spot, h = scene.view.spot(Point(x, scene.view.camera.height, 2.4)), scene.view.height
        for dx in (-0.34, 0.02):
            pane = [(dx, -0.4), (dx + 0.3, -0.46), (dx + 0.42, 0.3), (dx + 0.12, 0.36)]
            with scene.back.layer.motif.showing(VEIL):
                scene.back.fill([Spot(spot.x + u * h, spot.y + v * h) for u, v in pane], blend(t.wall, t.lit, 0.6))
        return
    for column in range(2):
        for row in range(2):
            a, z = x - 1.25 + column * 1.2 + row * 0.5, -0.75 + row * 1.05
            outline = [
                Point(a, 0, z),
                Point(a + 1.08, 0, z),
                Point(a + 1.55, 0, z + 0.95),
                Point(a + 0.47, 0, z + 0.95),
            ]
            scene.back.fill(scene.view.face(outline), t.lit)
