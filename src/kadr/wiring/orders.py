"""A render as it waits in the queue: an engine, settings as they were written, and takes."""

from collections.abc import Mapping
from pathlib import Path

from kadr import models, sampling, settings
from kadr.errors import BadUse
from kadr.memory import parse_budget
from kadr.messages import say
from kadr.wiring.hands import HANDS, WITH_MODELS
from kadr.wiring.wishes import Items, Wish

OWN = ("preset", "size", "aspect", "budget")
"""Settings of an order beside those that have a flag of their own."""


def wish_of(board: str, engine: str, given: Mapping[str, str], items: Items) -> Wish:
    """The order as a wish for the board in the folder `board`. `given` is like the command line's flags without their
    dashes. Raises `BadUse` for what cannot be."""
    if unknown := given.keys() - {*OWN, *(flag[2:] for flag in settings.FLAGS)}:
        raise BadUse(say("serving.no-setting", name=", ".join(sorted(unknown))))
    if "size" in given and "aspect" in given:
        raise BadUse(say("cli.size-or-aspect"))
    return Wish(
        script=board,
        engine=engine,
        items=items,
        asked=settings.Asked(
            preset=given.get("preset"),
            size=settings.parse_size(given["size"]) if "size" in given else None,
            aspect=settings.parse_aspect(given["aspect"]) if "aspect" in given else None,
            flags={flag: given[flag[2:]] for flag in settings.FLAGS if flag[2:] in given},
        ),
        budget=parse_budget(given["budget"]) if "budget" in given else None,
    )


def check_order(engine: str, given: Mapping[str, str]) -> None:
    """Raises `BadUse` or `BadConfig` for an order that no machine could carry out, and `NoModel` where this one has not
    the models for it, before it waits for its turn."""
    if engine not in HANDS:
        raise BadUse(say("wiring.no-engine", name=engine[:40], known=", ".join(sorted(HANDS))))
    asked = wish_of("", engine, given, ()).asked
    wanted = settings.resolve(asked, folder=Path.cwd()).settings
    sampling.check(wanted.accelerator, wanted.num_inference_steps, wanted.guidance_scale)
    if engine in WITH_MODELS:
        models.locate(wanted.model or None, sampling.lora_of(wanted.accelerator))
