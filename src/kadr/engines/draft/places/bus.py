"""Inside a bus: rows of seats on both sides of an aisle, windows on the street, rails and straps to hold."""

from kadr.engines.draft.carriages import Carriage, paint_carriage, paint_seats
from kadr.engines.draft.foreground import paint_post, silhouette
from kadr.engines.draft.scenery import Scene


def paint(scene: Scene) -> None:
    """The tube of the bus, then its seats from the back."""
    bus = paint_carriage(scene, Carriage(half=1.5, tall=2.25, long=9.0, bay=1.7))
    paint_seats(scene, bus, step=1.5)
    paint_post(scene, -1, 0.16)
    silhouette(scene, 1, [(-0.1, 0.6), (0.5, 0.58), (0.7, 0.64), (0.74, 1.02), (-0.1, 1.02)])
