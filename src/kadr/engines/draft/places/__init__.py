"""Places, a module each: the module's name is the concept's name (an underscore is a hyphen), and its ``paint(scene)``
draws it.

A new place is a new file here. A place that has no file is a plain ground and horizon.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from random import Random

from kadr.engines.draft.expanse import furnish
from kadr.engines.draft.grounds import paint_grounds
from kadr.engines.draft.light import paint_light
from kadr.engines.draft.outdoors import paint_mist
from kadr.engines.draft.scenery import Scene
from kadr.engines.draft.tones import dimmed, set_tones

PLAIN = "plain"

SOFT = 0.5
"""How much nearer to one another the tones are behind a face that fills the picture."""


@cache
def places() -> dict[str, Callable[[Scene], None]]:
    """Every place's painter by its name."""
    names = sorted(module.name for module in iter_modules(__path__))
    return {name.replace("_", "-"): import_module(f"{__name__}.{name}").paint for name in names}


def paint_place(scene: Scene) -> None:
    """Draw where the shot plays, as the set that it is in all its shots: the same trees stand in the same places."""
    known = places()
    place = _as_set(scene)
    known.get(place.staging.place, known[PLAIN])(place)
    paint_grounds(place)
    furnish(place)
    if place.weather == "fog" and not place.close:
        paint_mist(place)
    paint_light(place)


def _as_set(scene: Scene) -> Scene:
    """The scene with the set's own markers, turned round if it is seen from its other side or mirrored."""
    staging = scene.staging
    tones = set_tones(staging.time, "" if staging.interior else staging.weather)
    if staging.light and not scene.night:
        tones = dimmed(tones, staging.light)
    if scene.close:
        tones = tones.softened(SOFT)
    return replace(
        scene,
        tones=tones,
        view=replace(scene.view, mirror=staging.reverse is not staging.mirror),
        back=scene.back.inked(tones.ink),
        front=scene.front.inked(tones.ink),
        random=Random(staging.place),
    )
