"""A forest: trunks in three depths."""

from kadr.engines.draft.curves import Spot
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """A wall of far leaves, then trees that come nearer and darker."""
    scene.sky_and_ground()
    t = scene.tones
    scene.ridge([6, 8, 6.5, 9, 7, 8.5, 6, 8], 40.0, t.far)
    for z, step, tone in ((22.0, 2.6, t.shade), (12.0, 3.1, t.mid), (5.0, 3.6, t.dark)):
        reach = scene.view.width / scene.view.height / 2 * (z + scene.view.camera.distance) / scene.view.camera.lens
        count = min(16, int(2 * reach / step) + 2)
        for index in range(count):
            x = (index - (count - 1) / 2) * step + (scene.random.random() - 0.5) * step * 0.6
            if z > 6 or abs(x) > 1.4:
                _trunk(scene, Point(x, 0.0, z + scene.random.random() * 2), tone)
    scene.tufts(24, -0.8, 12.0)


def _trunk(scene: Scene, foot: Point, tone: str) -> None:
    thick = 0.16 + 0.1 * scene.random.random()
    scene.turned(
        foot,
        [(0.0, thick * 1.7), (0.4, thick), (4.0, thick * 0.85), (14.0, thick * 0.5)],
        tone,
        scene.tones.shadow(tone),
    )
    for up in (2.6, 3.4, 4.6):
        side = -1 if scene.random.random() < 0.5 else 1
        a = scene.view.spot(Point(foot.x + side * thick * 0.8, up, foot.z))
        size = scene.view.scale(foot)
        way = [a, Spot(a.x + side * 0.5 * size, a.y - 0.25 * size), Spot(a.x + side * 0.9 * size, a.y - 0.7 * size)]
        scene.back.line(way, scene.weight(foot) * 1.8)
