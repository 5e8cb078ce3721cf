"""Rain, snow, fog, wind and storm: what lies in the air before everything. A new weather is a function and a row."""

from collections.abc import Callable
from math import cos, pi, sin

from kadr.engines.draft.curves import Spot, ellipse, smooth
from kadr.engines.draft.outdoors import paint_drift
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import chain, stroke
from kadr.engines.draft.tones import blend


def paint_weather(scene: Scene) -> None:
    """The weather of the staging, if it is not inside and can be drawn."""
    kind = WEATHERS.get(scene.staging.weather)
    if kind and not scene.staging.interior:
        kind(scene)


def _spots(scene: Scene, count: int) -> list[Spot]:
    w, h, random = scene.view.width, scene.view.height, scene.random
    return [Spot(random.random() * w, random.random() * h) for _ in range(count)]


def _rain(scene: Scene, slant: float = 0.22, count: int = 120) -> None:
    """Two sheets of streaks, the near ones longer and heavier; where they meet the ground they splash."""
    light = blend(scene.tones.air, scene.tones.glow, 0.6)
    for part, weight, pen in (
        (0.6, 0.9, scene.front.inked(light)),
        (1.0, 1.3, scene.front.inked(light if scene.night else scene.tones.dark)),
    ):
        for spot in _spots(scene, count if part < 1 else count // 2):
            size = (22 + 34 * scene.random.random()) * scene.front.unit * part
            stroke(pen, spot, Spot(spot.x - slant * size, spot.y + size), weight, taper=0.85)
    pen = scene.front.inked(light if scene.night else scene.tones.dark)
    for spot in _spots(scene, 26):
        foot = Spot(spot.x, scene.view.height * (0.8 + 0.2 * spot.y / scene.view.height))
        for dx in (-1.0, 0.0, 1.0):
            size = 6 * scene.front.unit
            stroke(
                pen,
                Spot(foot.x + dx * 2 * scene.front.unit, foot.y),
                Spot(foot.x + dx * size, foot.y - size * (0.9 - 0.3 * abs(dx))),
                1.0,
            )


def _snow(scene: Scene) -> None:
    """Flakes in three sizes; the grey ones show on white ground, the white ones on all else."""
    for tone, count, size in ((scene.tones.mid, 46, 1.5), ("#ffffff", 150, 2.0), ("#ffffff", 34, 3.8)):
        for spot in _spots(scene, count):
            r = size * (0.7 + 0.6 * scene.random.random()) * scene.front.unit
            scene.front.fill(ellipse(spot, r, r * 0.86, turn=spot.x, corners=7), tone)


def _fog(scene: Scene) -> None:
    """A low drift in each lower corner; the rest of the fog lies in the place, behind people."""
    for x, y, wide in ((0.0, 0.93, 0.3), (1.0, 0.9, 0.3)):
        paint_drift(scene, scene.front, Spot(x * scene.view.width, y * scene.view.height), wide)


def _wind(scene: Scene) -> None:
    """Gusts as long curling strokes, and leaves that they carry."""
    w, h, unit = scene.view.width, scene.view.height, scene.front.unit
    pen = scene.front.inked(scene.tones.shade if scene.night else scene.tones.dark)
    for x, y, long in (
        (0.02, 0.16, 0.34),
        (0.58, 0.1, 0.36),
        (0.05, 0.56, 0.2),
        (0.74, 0.5, 0.24),
        (0.66, 0.84, 0.28),
        (0.1, 0.9, 0.2),
    ):
        gust = [
            (0.0, 0.0),
            (0.3, -0.02),
            (0.62, 0.012),
            (0.86, -0.006),
            (0.97, -0.03),
            (0.93, -0.055),
            (0.87, -0.045),
            (0.89, -0.03),
        ]
        chain(pen, smooth([Spot((x + u * long) * w, (y + v) * h) for u, v in gust], steps=4), 1.5)
        tail = [(0.1, 0.02), (0.4, 0.008), (0.8, 0.03)]
        chain(pen, smooth([Spot((x + u * long) * w, (y + v) * h) for u, v in tail], steps=4), 1.0)
    for spot in _spots(scene, 16):
        size, turn = (5 + 5 * scene.random.random()) * unit, scene.random.random() * pi
        tip = Spot(spot.x + cos(turn) * size, spot.y + sin(turn) * size * 0.6)
        side = Spot((spot.x + tip.x) / 2 - sin(turn) * size * 0.35, (spot.y + tip.y) / 2 + cos(turn) * size * 0.3)
        scene.front.fill([spot, side, tip], scene.tones.dark)


def _storm(scene: Scene) -> None:
    """Rain that is driven across the picture, and a bolt of lightning in a corner of the sky."""
    w, h = scene.view.width, scene.view.height
    bolt = [(0.86, 0.0), (0.9, 0.1), (0.86, 0.105), (0.91, 0.21), (0.855, 0.12), (0.885, 0.112), (0.845, 0.02)]
    scene.front.fill([Spot(x * w, y * h) for x, y in bolt], scene.tones.glow)
    _rain(scene, slant=0.75, count=150)


WEATHERS: dict[str, Callable[[Scene], None]] = {
    "rain": _rain,
    "snow": _snow,
    "fog": _fog,
    "wind": _wind,
    "storm": _storm,
}
