"""A castle. From inside: the hall with columns and banners, the throne on its steps below a tall window. From
outside: towers and walls on their rock above a bridge."""

from kadr.engines.draft.foreground import paint_grass, paint_post, paint_trunk
from kadr.engines.draft.interiors import Room, paint_shell, wall, window_tone
from kadr.engines.draft.masonry import arch, paint_arch, paint_column
from kadr.engines.draft.nature import paint_bush, paint_fir, paint_mountains
from kadr.engines.draft.outdoors import paint_world
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Inside or outside."""
    if scene.staging.interior:
        paint_throne_hall(scene)
    else:
        _outside(scene)


def paint_throne_hall(scene: Scene) -> None:
    """Columns on both sides, the carpet, the throne; from the other side the great door."""
    room = paint_shell(scene, half=4.2, depth=7.0, height=5.6, floor="stone")
    t = scene.tones
    for x in (-2.6, 2.6):
        paint_arch(scene, x, 2.0, (1.0, 2.8), 6.97, (window_tone(scene), t.shade))
    carpet = [Point(-0.8, 0, room.near), Point(0.8, 0, room.near), Point(0.8, 0, 5.2), Point(-0.8, 0, 5.2)]
    if not scene.close:
        scene.panel(carpet, blend(t.mid, t.pool, 0.5), 1.2)
        for side in (-0.68, 0.68):
            scene.line(Point(side, 0, room.near), Point(side, 0, 5.2), 1.4, t.dark)
    if scene.reverse:
        scene.panel(arch(0.0, 0.0, (2.5, 4.0), 6.96, 0.15), t.shade, 1.2)
        scene.panel(arch(0.0, 0.0, (2.1, 3.7), 6.94, 0.15), t.dark, 1.6)
        scene.line(Point(0.0, 0.0, 6.92), Point(0.0, 3.7, 6.92), 2.0, t.ink)
    else:
        _throne(room)
    side = min(room.half - 0.9, max(1.7, room.at(1, 0.9)))
    for z in (5.8, 4.0, 2.2):
        for way in (-1, 1):
            x = way * min(room.half - 0.6, max(1.5, scene.view.reach(z) * 0.8))
            paint_column(scene, Point(x, 0.0, z), room.height, 0.36)
    for x in (-side * 0.72, side * 0.72):
        banner = [(-0.4, 4.6), (0.4, 4.6), (0.4, 2.5), (0.0, 2.1), (-0.4, 2.5)]
        scene.panel([Point(x + u, y, 6.4) for u, y in banner], t.dark, 1.2)
        scene.panel([Point(x + u, y, 6.38) for u, y in ((0.0, 4.0), (0.2, 3.5), (0.0, 3.0), (-0.2, 3.5))], t.shade, 0.8)
    paint_post(scene, -1, 0.3)
    paint_post(scene, 1, 0.2)


def _throne(room: Room) -> None:
    scene, t = room.scene, room.scene.tones
    for step, wide in enumerate((3.4, 2.6, 1.9)):
        scene.block(
            Point(0.0, step * 0.18, 6.0 + step * 0.1), (wide, 0.18, 1.6 - 0.3 * step), (t.paper, t.mid, t.shade)
        )
    back = [
        (-0.6, 0.54),
        (-0.62, 2.3),
        (-0.72, 2.6),
        (-0.4, 2.5),
        (0.0, 3.1),
        (0.4, 2.5),
        (0.72, 2.6),
        (0.62, 2.3),
        (0.6, 0.54),
    ]
    scene.panel([Point(u, y, 6.4) for u, y in back], t.dark, 1.6)
    scene.panel(
        [Point(u, y, 6.38) for u, y in ((-0.42, 1.1), (-0.42, 2.2), (0.0, 2.6), (0.42, 2.2), (0.42, 1.1))], t.mid, 1.0
    )
    scene.block(Point(0.0, 0.54, 6.15), (1.1, 0.5, 0.6), (t.shade, t.dark, t.dark))
    for dx in (-0.56, 0.56):
        scene.block(Point(dx, 0.54, 6.15), (0.16, 0.86, 0.6), (t.paper, t.dark, t.mid))


def _outside(scene: Scene) -> None:
    paint_world(scene, sun=0.2)
    t = scene.tones
    paint_mountains(scene, [20, 44, 26, 60, 34, 50, 24, 40, 18], 420.0, t.far, snow=True)
    scene.ridge([6, 10, 18, 24, 26, 22, 12, 7, 5], 130.0, blend(t.far, t.mid, 0.35))
    stone = blend(t.shade, t.paper, 0.25)
    for x, low, wide, tall in (
        (-14.0, 6.0, 30.0, 9.0),
        (-22.0, 8.0, 6.0, 19.0),
        (-7.0, 7.0, 6.4, 24.0),
        (4.0, 5.0, 5.4, 15.0),
    ):
        _tower(scene, Point(x + 6, low, 84.0), (wide, tall), stone, roof=wide < 10)
    road = [(-1.3, -3), (1.4, -3), (2.6, 20.0), (-1.0, 44.0), (1.0, 80.0), (-0.4, 80.0), (-2.0, 44.0), (1.2, 20.0)]
    scene.panel([Point(x, 0, z) for x, z in road], blend(t.ground, t.pool, 0.7), 0.8)
    for x, z, tall in ((-14.0, 34.0, 8.0), (-11.5, 36.0, 9.0), (13.0, 30.0, 8.5), (16.0, 33.0, 9.5)):
        paint_fir(scene, Point(x, 0.0, z), tall)
    for x, z in ((-5.0, 12.0), (6.0, 14.0)):
        paint_bush(scene, Point(x, 0.0, z), 0.9)
    scene.tufts(24, 0.2, 16.0)
    paint_trunk(scene, 1)
    paint_grass(scene, -1, 0.2)


def _tower(scene: Scene, foot: Point, size: tuple[float, float], tone: str, *, roof: bool) -> None:
    """A tower or a wall with battlements, its shaded side, its roof and windows."""
    t, (wide, tall), x, z = scene.tones, size, foot.x, foot.z
    top = foot.y + tall
    wall(scene, x, foot.y, size, z, tone, 0.9)
    wall(scene, x + wide * 0.3, foot.y, (wide * 0.4, tall), z - 0.05, blend(tone, t.dark, 0.3), 0)
    count = max(3, int(wide / 1.6))
    for index in range(count):
        wall(scene, x - wide / 2 + (index + 0.5) * wide / count, top, (wide / count * 0.55, 0.9), z, tone, 0.5)
    if roof:
        scene.panel(
            [
                Point(x - wide * 0.62, top + 0.6, z),
                Point(x, top + wide * 1.25, z),
                Point(x + wide * 0.62, top + 0.6, z),
            ],
            t.paper if scene.snowy else t.dark,
            0.9,
        )
    for up in (0.3, 0.6, 0.82):
        wall(scene, x - wide * 0.12, foot.y + tall * up, (0.8, 1.6), z - 0.1, t.glow if scene.night else t.ink, 0)
