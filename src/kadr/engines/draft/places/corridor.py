"""A corridor that runs away from us: doors on both sides, lamps on the ceiling, a window at its end."""

from kadr.engines.draft.foreground import paint_plant, paint_post
from kadr.engines.draft.halls import Hall, paint_hall
from kadr.engines.draft.scenery import Scene


def paint(scene: Scene) -> None:
    """Floor, ceiling, walls and doors in one-point perspective."""
    paint_hall(scene, Hall(half=1.7, tall=2.7, long=17.0))
    paint_post(scene, -1, 0.4)
    paint_plant(scene, 1)
