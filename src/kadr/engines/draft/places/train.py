"""A train carriage: compartments of facing benches below luggage racks, tables at the windows."""

from kadr.engines.draft.carriages import Carriage, paint_carriage, paint_seats
from kadr.engines.draft.foreground import paint_curtain, paint_table
from kadr.engines.draft.interiors import wall
from kadr.engines.draft.scenery import Scene
from kadr.staging import Point


def paint(scene: Scene) -> None:
    """The tube of the carriage, its benches, the racks above."""
    train = paint_carriage(scene, Carriage(half=1.6, tall=2.4, long=12.0, bay=2.2, racks=True))
    paint_seats(scene, train, step=2.2, facing=True)
    if not scene.close:
        for side in (-1, 1):
            for z in (7.9, 5.7, 3.5):
                wall(
                    scene,
                    side * train.half * 0.78,
                    train.tall - 0.52,
                    (0.5, 0.3),
                    z,
                    (scene.tones.mid, scene.tones.dark)[int(z) % 2],
                    1.0,
                )
                scene.line(
                    Point(side * train.half * 0.72, train.tall - 0.22, z),
                    Point(side * train.half * 0.84, train.tall - 0.22, z),
                    2.0,
                )
    paint_curtain(scene, -1)
    paint_table(scene, 1, "bottles")
