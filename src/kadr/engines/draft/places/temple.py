"""A temple: a nave of arches that leads to the light of tall windows, candles, the dome's beams of light."""

from kadr.engines.draft.foreground import paint_post
from kadr.engines.draft.interiors import Room, paint_shell, wall, window_tone
from kadr.engines.draft.light import paint_halo
from kadr.engines.draft.masonry import arch, paint_arch, paint_column
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The far wall with its niche, the arches on both sides."""
    room = paint_shell(scene, half=4.0, depth=8.0, height=6.4, floor="stone")
    t = scene.tones
    if scene.reverse:
        scene.panel(arch(0.0, 0.0, (2.4, 3.8), 7.97, 0.12), t.dark, 1.6)
        paint_arch(scene, 0.0, 4.2, (1.6, 1.9), 7.97, (window_tone(scene), t.shade))
    else:
        scene.panel(arch(0.0, 0.0, (4.0, 5.6), 7.97, 0.12), blend(t.wall, t.mid, 0.4), 1.4)
        scene.panel(arch(0.0, 0.0, (3.2, 5.0), 7.95, 0.12), blend(t.wall, t.paper, 0.35), 1.2)
        for x in (-0.9, 0.0, 0.9):
            paint_arch(scene, x, 1.6, (0.56, 2.0 + (0.6 if not x else 0.0)), 7.93, (window_tone(scene), t.shade))
        scene.block(Point(0.0, 0.0, 7.4), (3.4, 0.2, 1.2), (t.paper, t.mid, t.shade))
        scene.block(Point(0.0, 0.2, 7.5), (1.5, 0.95, 0.6), (t.paper, t.mid, t.dark))
        _shafts(room)
    side = min(room.half - 0.8, max(1.8, room.at(1, 0.7)))
    for z in (6.6, 4.4, 2.4):
        for way in (-1, 1):
            x = way * min(room.half - 0.5, max(1.5, scene.view.reach(z) * 0.8))
            paint_column(scene, Point(x, 0.0, z), room.height * 0.66, 0.3)
            scene.panel(
                [
                    Point(x - 0.4, room.height * 0.66, z),
                    Point(x + 0.4, room.height * 0.66, z),
                    Point(x + 0.9 * (1 if x > 0 else -1), room.height, z),
                    Point(x, room.height, z),
                ],
                t.shade,
                1.0,
            )
    for x in (-1.2, 1.2):
        _candles(scene, Point(x * side * 0.5, 0.0, 5.4))
    paint_post(scene, -1, 0.3)
    paint_post(scene, 1, 0.2)


def _shafts(room: Room) -> None:
    """Daylight on the stones of the floor, as the windows cast it."""
    scene, t = room.scene, room.scene.tones
    if not scene.night and not scene.close:
        for x in (-0.9, 0.0, 0.9):
            scene.panel(
                [Point(x - 0.25, 0, 6.4), Point(x + 0.25, 0, 6.4), Point(x + 1.1, 0, 2.6), Point(x + 0.3, 0, 2.6)],
                t.lit,
                0,
            )


def _candles(scene: Scene, foot: Point) -> None:
    """A stand of candles, each with its flame."""
    t = scene.tones
    paint_halo(scene, Point(foot.x, 1.3, foot.z), 0.8)
    scene.turned(foot, [(0.0, 0.26), (0.06, 0.05), (0.95, 0.05), (1.0, 0.32), (1.06, 0.32)], t.dark, t.ink)
    for index in range(5):
        x = foot.x - 0.24 + index * 0.12
        wall(scene, x, 1.06, (0.05, 0.18 + 0.05 * (index % 2)), foot.z - 0.1, t.paper, 0)
        scene.back.inked(t.glow).dot(scene.view.spot(Point(x, 1.32 + 0.05 * (index % 2), foot.z - 0.1)), 3.0)
