"""Nowhere in particular: honest ground and horizon, or an empty room when it is inside."""

from kadr.engines.draft.places.room import paint_walls
from kadr.engines.draft.scenery import Scene


def paint(scene: Scene) -> None:
    """A ground, a horizon and nothing that the script did not say."""
    if scene.staging.interior:
        paint_walls(scene, half=3.2, depth=3.0, height=2.9)
        return
    scene.sky_and_ground()
    scene.horizon()
