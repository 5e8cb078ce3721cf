"""The sea from its shore: water to the horizon in long strokes, a strip of sand, a far headland."""

from kadr.engines.draft.curves import mix
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Sky, water, shore."""
    scene.sky_and_ground()
    scene.sun_or_moon()
    t = scene.tones
    scene.ridge([0, 0, 3, 14, 22, 12, 4, 0, 0, 0], 420.0, t.far)
    paint_water(scene, 3.4, 400.0)
    a, b = (scene.view.spot(Point(x, 0.0, 3.4)) for x in (-26.0, 26.0))
    for part in (0.0, 0.02):
        way = [mix(a, b, i / 12) for i in range(13)]
        wave = [type(spot)(spot.x, spot.y + (0.008 * (i % 2) + part) * scene.view.height) for i, spot in enumerate(way)]
        scene.back.line(wave, 1.4, taper=0.4)
    for x, z in ((-3.1, 1.6), (2.6, 2.2), (3.6, 0.8)):
        scene.crown(Point(x, 0.08, z), 0.22, t.shade)


def paint_water(scene: Scene, near: float, far: float) -> None:
    """Level water between two distances, with the strokes of its waves."""
    t = scene.tones
    tone = t.shade if scene.staging.time == "day" else t.mid
    wide = 3.0 * far
    scene.back.fill(
        scene.view.face([Point(-wide, 0, near), Point(wide, 0, near), Point(wide, 0, far), Point(-wide, 0, far)]), tone
    )
    pen = scene.back.inked(t.paper if not scene.night else t.glow)
    for _ in range(46):
        z = near + (min(far, 90.0) - near) * scene.random.random() ** 2.2
        half = scene.view.width / scene.view.height / 2 * (z + scene.view.camera.distance) / scene.view.camera.lens
        x = (scene.random.random() * 2 - 1) * half
        long = (0.3 + 0.7 * scene.random.random()) * half * 0.22
        pen.line(scene.view.spots(Point(x + long * (i - 1), 0.0, z + 0.05 * (i % 2)) for i in range(3)), 1.1)
