"""A cellar: a brick vault, barrels, shelves of jars, a bare bulb; from the other side the steps up to the light."""

from kadr.engines.draft.curves import ellipse
from kadr.engines.draft.foreground import paint_post, silhouette, strokes
from kadr.engines.draft.interiors import Room, paint_hanging_lamp, paint_shell, paint_shelves, wall
from kadr.engines.draft.masonry import arch, paint_bricks
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.strokes import contour
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The vault, then what is kept in it."""
    room = paint_shell(scene, half=2.8, depth=3.4, height=2.7, floor="stone")
    t = scene.tones
    wide = 2 * room.at(1, 0.0)
    room.back(0.0, 0.0, (2 * room.half, room.height), blend(t.side, t.dark, 0.35), 1.0)
    scene.panel(arch(0.0, 0.0, (wide, min(room.height - 0.1, 1.1 + wide / 2)), 3.36), blend(t.wall, t.mid, 0.35), 1.6)
    paint_bricks(scene, 0.0, 0.2, (wide, 2.2), 3.35)
    paint_hanging_lamp(room, 0.4, 2.05, 0.16)
    left, right = room.at(-1, 0.8), room.at(1, 0.85)
    if scene.reverse:
        for step in range(7):
            scene.block(
                Point(right, 0.0, 3.2 - 0.0 + step * 0.02),
                (1.3, 0.2 * (7 - step), 0.3),
                (t.paper, t.dark, (t.shade, t.mid)[step % 2]),
            )
        room.back(right, 1.4, (1.0, 1.2), t.glow if not scene.night else t.dark, 1.4)
    else:
        _barrels(room, right)
    paint_shelves(room, left, (1.3, 1.7), 4)
    scene.block(Point(left + 1.1, 0.0, 2.6), (0.6, 0.5, 0.5), (t.shade, t.dark, t.mid))
    paint_post(scene, -1, 0.3)
    outline = silhouette(
        scene, 1, [(-0.1, 0.72), (0.3, 0.72), (0.5, 0.8), (0.52, 0.92), (0.44, 1.02), (-0.1, 1.02)], crop=True
    )
    if outline:
        strokes(
            scene,
            1,
            [[(0.0, 0.8), (0.25, 0.81), (0.46, 0.83)], [(0.0, 0.93), (0.25, 0.93), (0.48, 0.94)]],
            2.2,
            crop=True,
        )


def _barrels(room: Room, x: float) -> None:
    """Two barrels on their sides and one on them, and one that stands."""
    scene, t = room.scene, room.scene.tones
    for dx, up in ((-0.45, 0.42), (0.45, 0.42), (0.0, 1.18)):
        at = Point(x + dx, up, 2.5)
        if scene.view.depth(at) < 0.5:
            continue
        spot, size = scene.view.spot(at), 0.43 * scene.view.scale(at)
        for part, tone in ((1.0, t.dark), (0.9, blend(t.mid, t.shade, 0.3)), (0.8, blend(t.mid, t.dark, 0.2))):
            contour(scene.back, ellipse(spot, size * part, size * part, corners=20), tone, 1.0)
        for y in (-0.3, 0.0, 0.3):
            wide = 0.38 * (1 - y * y * 2) ** 0.5
            scene.line(Point(at.x - wide, up + y * 0.8, 2.49), Point(at.x + wide, up + y * 0.8, 2.49), 0.9)
    scene.turned(Point(x - 1.2, 0.0, 2.3), [(0.0, 0.28), (0.4, 0.36), (0.85, 0.29)], t.mid, t.dark)
    wall(scene, x, 0.0, (1.9, 0.08), 2.3, t.dark, 0)
