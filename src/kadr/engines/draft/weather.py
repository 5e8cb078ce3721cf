"""Rain, snow and fog: what lies in the air before everything. A new weather is a function and a row."""

from collections.abc import Callable

from kadr.engines.draft.curves import Spot, ellipse
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
    pen = scene.front.inked(scene.tones.glow) if scene.night else scene.front
    for spot in _spots(scene, 90):
        size = (18 + 26 * scene.random.random()) * scene.front.unit
        pen.line([spot, Spot(spot.x - 0.22 * size, spot.y + size)], 1.0)


def _snow(scene: Scene) -> None:
    for spot in _spots(scene, 110):
        size = (1.6 + 3.2 * scene.random.random()) * scene.front.unit
        flake = ellipse(spot, size, size, corners=8)
        scene.front.inked(scene.tones.mid).dot(spot, size / scene.front.unit + 0.8)
        scene.front.fill(flake, "#ffffff")


def _fog(scene: Scene) -> None:
    """Drifts: groups of long strokes of the paper's tone that thin out to both sides."""
    w, h = scene.view.width, scene.view.height
    pen = scene.front.inked(scene.tones.paper)
    for x, y in ((0.12, 0.5), (0.55, 0.44), (0.9, 0.55), (0.3, 0.68), (0.75, 0.74), (0.15, 0.86), (0.6, 0.92)):
        for row in range(3):
            start = (x - 0.16 + 0.07 * scene.random.random()) * w
            level = y * h + (row - 1) * 9 * scene.front.unit
            reach = (0.16 + 0.16 * scene.random.random()) * w
            pen.line([Spot(start, level), Spot(start + reach, level - 2 * scene.front.unit)], 5.0)


WEATHERS: dict[str, Callable[[Scene], None]] = {"rain": _rain, "snow": _snow, "fog": _fog}
