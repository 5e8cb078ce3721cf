"""Places, a module each: the module's name is the concept's name (an underscore is a hyphen), and its ``paint(scene)``
draws it.

A new place is a new file here. A place that has no file is a plain ground and horizon.
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from kadr.engines.draft.scenery import Scene

PLAIN = "plain"


@cache
def places() -> dict[str, Callable[[Scene], None]]:
    """Every place's painter by its name."""
    names = sorted(module.name for module in iter_modules(__path__))
    return {name.replace("_", "-"): import_module(f"{__name__}.{name}").paint for name in names}


def paint_place(scene: Scene) -> None:
    """Draw where the shot plays."""
    known = places()
    known.get(scene.staging.place, known[PLAIN])(scene)
