"""A railway platform: a train along it, a roof on posts, a clock."""

from kadr.engines.draft.curves import ellipse
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The train on the right, the platform, the roof."""
    scene.sky_and_ground()
    t, near = scene.tones, -scene.view.camera.distance - 1.0
    scene.panel(
        [Point(-8, 0, near), Point(2.6, 0, near), Point(2.6, 0, 60), Point(-8, 0, 60)],
        t.paper if not scene.night else t.mid,
    )
    scene.line(Point(2.1, 0.01, near), Point(2.1, 0.01, 60.0), 2.0)
    x, tall = 3.1, 3.1
    side = t.shade if not scene.night else t.dark
    scene.panel([Point(x, -0.6, near), Point(x, tall, near), Point(x, tall, 46), Point(x, -0.6, 46)], side, 1.6)
    for pane_at in range(-2, 44, 3):
        pane = [Point(x - 0.01, y, pane_at + dz) for dz, y in ((0.0, 1.1), (0.0, 2.2), (1.9, 2.2), (1.9, 1.1))]
        scene.panel(pane, t.glow if scene.night else t.dark, 0.9)
    scene.line(Point(x - 0.02, 0.8, near), Point(x - 0.02, 0.8, 46.0), 1.6)
    roof = [Point(-7, 4.4, near), Point(1.4, 4.0, near), Point(1.4, 4.0, 50), Point(-7, 4.4, 50)]
    scene.panel(roof, t.mid if not scene.night else t.dark)
    for z in (34.0, 22.0, 13.0, 6.5):
        scene.turned(Point(-3.4, 0.0, z), [(0.0, 0.2), (0.3, 0.1), (4.2, 0.1)], t.dark, t.ink)
    spot = scene.view.spot(Point(-1.2, 3.3, 9.0))
    size = scene.view.scale(Point(-1.2, 3.3, 9.0)) * 0.42
    scene.line(Point(-1.2, 4.1, 9.0), Point(-1.2, 3.6, 9.0), 2.0)
    scene.back.shape(ellipse(spot, size, size, corners=20), t.paper, 1.8)
    for dx, dy in ((0.0, -0.75), (0.5, 0.1)):
        scene.back.line([spot, type(spot)(spot.x + dx * size, spot.y + dy * size)], 1.6)
