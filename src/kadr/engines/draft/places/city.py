"""A city seen over its roofs: towers in two depths against the sky."""

from kadr.engines.draft.scenery import Scene
from kadr.staging import Point

TOWERS = ((-34, 10, 46), (-21, 9, 62), (-9, 8, 38), (2, 9, 74), (14, 10, 50), (27, 9, 66), (39, 10, 42))


def paint(scene: Scene) -> None:
    """Far towers, near towers with windows, and the flat roof that one stands on."""
    scene.sky_and_ground()
    scene.sun_or_moon(0.3, 0.14)
    t = scene.tones
    for x, wide, tall in TOWERS:
        scene.block(Point(x * 2.2 + 9, -30.0, 190.0), (wide * 2, tall + 40, 8.0), (t.far, t.far, t.far))
    for x, wide, tall in TOWERS:
        _tower(scene, x, wide, tall * 0.7)
    near = -scene.view.camera.distance - 1.0
    scene.panel([Point(-30, 0, near), Point(30, 0, near), Point(30, 0, 7), Point(-30, 0, 7)], t.ground)
    scene.block(Point(0.0, 0.0, 7.2), (60.0, 0.9, 0.4), (t.paper, t.shade, t.shade))


def _tower(scene: Scene, x: float, wide: float, tall: float) -> None:
    t, z = scene.tones, 74.0
    tone = t.shade if not scene.night else t.dark
    scene.block(Point(x, -22.0, z), (wide, tall + 14, 8.0), (tone, t.shadow(tone), tone))
    for row in range(6):
        for pane in range(4):
            lit = scene.night and scene.random.random() < 0.45
            glass = t.glow if lit else t.mid
            a, low = x - wide / 2 + 1 + pane * (wide - 2) / 4, tall - 12 - row * 5.0
            face = z - 4.05
            outline = [
                Point(a, low, face),
                Point(a, low + 2, face),
                Point(a + 1.2, low + 2, face),
                Point(a + 1.2, low, face),
            ]
            if low > -14:
                scene.panel(outline, glass, 0.5)
