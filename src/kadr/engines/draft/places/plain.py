"""No place, or one that nobody has drawn: a plain ground with the light on it, or a bare room."""

from kadr.engines.draft.interiors import paint_shell
from kadr.engines.draft.outdoors import paint_world
from kadr.engines.draft.scenery import Scene


def paint(scene: Scene) -> None:
    """Ground and horizon, or four walls."""
    if scene.staging.interior:
        paint_shell(scene, half=3.0, depth=3.0, height=2.8)
    else:
        paint_world(scene)
        scene.ridge([2, 3, 2.4, 4, 6, 5, 3, 2, 3], 200.0, scene.tones.far)
