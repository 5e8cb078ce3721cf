"""How noise becomes a picture: samplers, and accelerators that need fewer steps. Both are data in `kadr.presets`."""

import math
from typing import Annotated, Any

import msgspec

from kadr import presets
from kadr.errors import BadUse
from kadr.messages import Message, say
from kadr.schema import Value

Steps = Annotated[int, msgspec.Meta(ge=1, le=200)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Sampler(Value, frozen=True, kw_only=True):
    """Which scheduler of diffusers walks, by its class name, and what is different in its configuration. `sigmas`: the
    noise levels to walk along, from noise to picture (empty: the scheduler's own). `steps`: the numbers of steps that
    it takes (empty: any)."""

    scheduler: str
    config: dict[str, Any] = {}
    sigmas: tuple[float, ...] = ()
    steps: tuple[Steps, ...] = ()

    def levels(self, steps: int) -> tuple[float, ...] | None:
        """The noise level before each of `steps` steps and, at the end, 0; None where the scheduler knows its own.
        Between the given levels the logarithm is interpolated."""
        if not self.sigmas:
            return None
        logs = [math.log(sigma) for sigma in self.sigmas]
        last = len(logs) - 1
        found = []
        for step in range(steps):
            place = step * last / steps
            before = min(int(place), last - 1)
            found.append(math.exp(logs[before] + (place - before) * (logs[before + 1] - logs[before])))
        return (*found, 0.0)


class Accelerator(Value, frozen=True, kw_only=True):
    """A way to need less work. `steps`: the numbers of steps it was made for (empty: any). `guidance_scale`: the only
    guidance that it works with (None: any). `guidance_start`, `guidance_stop`: the share of the steps, from 0 to 1, on
    which guidance is on (None: as the settings have it). `few_steps` is the sampler for as many steps as that one
    takes, where it is not `sampler`. `lora`: the file that is added to the UNet, under `licence`."""

    sampler: str
    few_steps: str = ""
    steps: tuple[Steps, ...] = ()
    guidance_scale: float | None = None
    guidance_start: Share | None = None
    guidance_stop: Share | None = None
    lora: str | None = None
    licence: str = ""


def load_accelerator(name: str) -> Accelerator:
    """The accelerator of that name. Raises `BadUse` with the names that there are."""
    _look_up("accelerator", name, "sampling.no-accelerator")
    return presets.load("accelerator", name, Accelerator)


def lora_of(name: str) -> str | None:
    """The set of model files that the accelerator needs, which is named as itself; None: it needs none."""
    return name if load_accelerator(name).lora else None


def load_sampler(name: str) -> Sampler:
    """The sampler of that name. Raises `BadUse` with the names that there are."""
    _look_up("sampler", name, "sampling.no-sampler")
    return presets.load("sampler", name, Sampler)


def guided_steps(scale: float, start: float, stop: float, steps: int) -> range:
    """Which of `steps` steps, counted from 0, take a second pass: those from the share `start` to the share `stop`;
    none where the guidance is 1 or less."""
    return range(round(start * steps), round(stop * steps)) if scale > 1 else range(0)


def steps_taken(steps: int, strength: float) -> int:
    """How many of `steps` steps, the last of them, are taken where the share `strength` (0 to 1) of the denoising is
    done anew: rounded down as diffusers rounds, and one at least."""
    return max(1, int(steps * strength))


def sampler_for(accelerator: Accelerator, steps: int) -> str:
    """The name of the sampler that walks `steps` steps."""
    few = accelerator.few_steps
    return few if few and steps in load_sampler(few).steps else accelerator.sampler


def _look_up(kind: str, name: str, refusal: str) -> None:
    known = presets.names(kind)
    if name not in known:
        raise BadUse(Message(refusal, {"name": name, "known": ", ".join(known)}))


def check(accelerator: str, steps: int, guidance: float, *, sampler: str | None = None) -> None:
    """Whether `steps` and `guidance` are what the accelerator was made for, and its sampler (or another, `sampler`)
    takes as many steps. Raises `BadUse` with the reason and what would do."""
    wanted = load_accelerator(accelerator)
    if wanted.steps and steps not in wanted.steps:
        raise BadUse(say("sampling.steps", name=accelerator, given=steps, allowed=_list(wanted.steps)))
    if wanted.guidance_scale is not None and guidance != wanted.guidance_scale:
        raise BadUse(
            say("sampling.guidance", name=accelerator, given=f"{guidance:g}", only=f"{wanted.guidance_scale:g}")
        )
    if wanted.lora and sampler not in (None, wanted.sampler):
        raise BadUse(say("sampling.pair", name=accelerator, given=sampler, only=wanted.sampler))
    walker = sampler or sampler_for(wanted, steps)
    taken = load_sampler(walker).steps
    if taken and steps not in taken:
        raise BadUse(say("sampling.sampler-steps", name=walker, given=steps, allowed=_list(taken)))


def _list(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))
