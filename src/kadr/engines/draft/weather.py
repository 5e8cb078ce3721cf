"""Rain, snow and fog: what lies in the air before everything. A new weather is a function and a row."""

from collections.abc import Callable

from kadr.engines.draft.curves import Spot, ellipse, smooth
from kadr.engines.draft.scenery import Scene


def paint_weather(scene: Scene) -> None:
    """The weather of the staging, if it is not inside and can be drawn."""
    kind = WEATHERS.get(scene.staging.weather)
    if kind and not scene.staging.interior:
        kind(scene)


def _spots(scene: Scene, count: int) -> list[Spot]:
    w, h, random = scene.view.width, scene.view.height, scene.random
    return [Spot(random.random() * w, random.random() * h) for _ in range(count)]


def _rain(scene: Scene) -> None:
    for spot in _spots(scene, 90):
        size = (18 + 26 * scene.random.random()) * scene.front.unit
        scene.front.line([spot, Spot(spot.x - 0.22 * size, spot.y + size)], 1.0)


def _snow(scene: Scene) -> None:
    for spot in _spots(scene, 110):
        size = (1.6 + 3.2 * scene.random.random()) * scene.front.unit
        flake = ellipse(spot, size, size, corners=8)
        scene.front.inked(scene.tones.mid).dot(spot, size / scene.front.unit + 0.8)
        scene.front.fill(flake, "#ffffff")


def _fog(scene: Scene) -> None:
    """Bands that drift over the ground; without transparency they are few and thin."""
    w, h = scene.view.width, scene.view.height
    for x, y, wide in ((0.15, 0.5, 0.5), (0.75, 0.57, 0.55), (0.3, 0.76, 0.6), (0.9, 0.86, 0.5)):
        flat = 0.012 * h
        band = ellipse(Spot(x * w, y * h), wide * w / 2, flat, corners=14)
        scene.front.fill(smooth(band, closed=True), scene.tones.paper)


WEATHERS: dict[str, Callable[[Scene], None]] = {"rain": _rain, "snow": _snow, "fog": _fog}
