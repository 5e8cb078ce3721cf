"""A theatre: the stage between its curtains, boards, a painted cloth, footlights; from the other side the rows of
seats and the boxes."""

from kadr.engines.draft.foreground import silhouette, strokes
from kadr.engines.draft.interiors import Room, paint_shell, wall
from kadr.engines.draft.masonry import arch
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import blend
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """Stage or house."""
    room = paint_shell(scene, half=4.0, depth=4.6, height=4.6)
    if scene.reverse:
        _house(room)
    else:
        _stage(room)
    for side in (-1, 1):
        outline = silhouette(
            scene, side, [(-0.1, -0.02), (0.9, -0.02), (0.8, 0.24), (0.5, 0.5), (0.46, 0.6), (0.56, 1.02), (-0.1, 1.02)]
        )
        if outline:
            strokes(
                scene,
                side,
                [
                    [(0.7, 0.0), (0.6, 0.3), (0.36, 0.55)],
                    [(0.44, 0.0), (0.36, 0.3), (0.2, 0.55)],
                    [(0.2, 0.0), (0.16, 0.3), (0.1, 0.55)],
                    [(0.3, 0.62), (0.36, 1.0)],
                ],
            )


def _stage(room: Room) -> None:
    """The painted cloth, wings in three planes, the lamps above."""
    scene, t, tall = room.scene, room.scene.tones, room.height
    room.back(0.0, 0.0, (2 * room.half, tall), blend(t.air, t.glow, 0.5) if not scene.night else t.shade, 0)
    hills = [
        (-1.0, 0.6),
        (-0.7, 1.1),
        (-0.45, 0.7),
        (-0.2, 1.4),
        (0.1, 0.8),
        (0.4, 1.6),
        (0.7, 0.9),
        (1.0, 1.2),
        (1.0, 0.0),
        (-1.0, 0.0),
    ]
    scene.panel([Point(x * room.half, y, 4.57) for x, y in hills], t.far, 1.0)
    scene.panel(
        [Point(x, y, 4.56) for x, y in ((-1.0, 0.0), (-1.0, 1.5), (-0.6, 1.9), (-0.2, 1.5), (-0.2, 0.0))], t.mid, 1.0
    )
    seen = room.at(1, 0.0)
    for z, part, tone in ((4.2, 0.62, t.mid), (3.2, 0.8, blend(t.mid, t.dark, 0.4)), (2.2, 0.97, t.dark)):
        for side in (-1, 1):
            a = side * seen * part
            folds = [(0.0, 0.0), (0.06, 1.0), (-0.04, 2.4), (0.1, tall)]
            scene.panel(
                [Point(a + side * u, y, z) for u, y in folds]
                + [Point(side * room.half, tall, z), Point(side * room.half, 0.0, z)],
                tone,
                1.2,
            )
            for index in range(3):
                x = a + side * (0.25 + 0.3 * index)
                scene.line(Point(x, 0.1, z - 0.01), Point(x + side * 0.05, tall, z - 0.01), 1.0)
        scallops = [(-seen, tall)]
        for index in range(9):
            x = -seen + 2 * seen * index / 8
            scallops += [(x, tall - 0.34), (x + seen / 8, tall - 0.52)]
        scene.panel(
            [Point(min(x, seen), y + 0.1 * (z - 2), z - 0.02) for x, y in scallops] + [Point(seen, tall, z - 0.02)],
            tone,
            1.0,
        )
    for index in range(7):
        x = -seen * 0.8 + seen * 1.6 * index / 6
        scene.block(Point(x, 0.0, -0.75), (0.22, 0.12, 0.14), (t.glow, t.dark, t.dark))


def _house(room: Room) -> None:
    """Rows of seats that rise to the boxes, and the chandelier."""
    scene, t = room.scene, room.scene.tones
    for tier in range(2):
        low = 1.7 + tier * 1.3
        room.back(0.0, low, (2 * room.half, 1.2), t.dark, 1.0)
        wall(scene, 0.0, low - 0.1, (2 * room.half, 0.42), 4.4, t.shade, 1.1)
        for index in range(9):
            x = -room.half + (index + 0.5) * 2 * room.half / 9
            scene.panel(arch(x, low + 0.3, (room.half / 6, 0.85), 4.5), t.ink, 0.8)
            if scene.night:
                scene.back.inked(t.glow).dot(scene.view.spot(Point(x, low + 0.1, 4.38)), 3.4)
    for row, z in enumerate((4.3, 3.5, 2.7, 1.9)):
        count = 13
        for index in range(count):
            x = (index - count / 2 + 0.5 + 0.5 * (row % 2)) * 0.62
            if abs(x) < 0.5 and row > 1:
                continue
            back = [(-0.26, 0.25), (-0.27, 0.85), (-0.16, 0.98), (0.16, 0.98), (0.27, 0.85), (0.26, 0.25)]
            scene.panel(
                [Point(x + u, y + 0.1 * (3 - row), z) for u, y in back],
                (t.mid, blend(t.mid, t.dark, 0.4))[row % 2],
                1.0,
            )
