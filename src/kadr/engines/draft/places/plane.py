"""The cabin of a plane: rows of seats, small round windows, lockers above."""

from kadr.engines.draft.carriages import Carriage, paint_carriage, paint_seats
from kadr.engines.draft.foreground import silhouette
from kadr.engines.draft.scenery import Scene


def paint(scene: Scene) -> None:
    """The tube of the cabin, then its seats from the back."""
    plane = paint_carriage(scene, Carriage(half=1.8, tall=2.2, long=14.0, bay=1.1, racks=True, panes=0.42))
    paint_seats(scene, plane, step=1.1)
    silhouette(scene, -1, [(-0.1, 0.56), (0.4, 0.54), (0.62, 0.62), (0.7, 1.02), (-0.1, 1.02)])
