"""Clock and memory of an engine at work."""

import time
from collections.abc import Callable
from itertools import pairwise
from statistics import median

import msgspec

from kadr import machine
from kadr.board import Recipe
from kadr.engines.base import Event, Latents, Session
from kadr.engines.draft import DraftArtist
from kadr.engines.sdxl.engine import Sdxl
from kadr.engines.sdxl.told import Told
from kadr.memory import Plan
from kadr.models import Assets
from kadr.sampling import guided_steps
from kadr.schema import Value
from kadr.speed import sample

SIDE = 768
"""Pixels: the default preset's picture."""

PATIENCE = 120.0
"""Seconds: an image that takes longer is not waited for; a few of its steps tell how long it would take."""

FEW = 2
"""Steps that tell it."""


class Measured(Value, frozen=True, kw_only=True):
    """Seconds by a monotonic clock. `seconds_encode` is what the images share, `seconds_decode` for each. `projected`:
    `seconds_per_image` and what follows from it are worked out from measured steps. `peak_bytes`: the most memory the
    whole process has held. `weights`: of which model, empty where there is none. `tflop`: the work of an image by part;
    `peak_tflops`: what the machine reaches in a product of matrices."""

    engine: str
    device: str = "cpu"
    machine: str
    preset: str = ""
    accelerator: str = ""
    width: int
    height: int
    images: int
    steps: int = 1
    seconds_open: float
    seconds_first: float
    seconds_all: float
    seconds_encode: float = 0.0
    seconds_per_step: float
    seconds_decode: float = 0.0
    seconds_per_image: float
    projected: bool = False
    peak_bytes: int
    weights: str = ""
    tflop: dict[str, float] = {}
    peak_tflops: float = 0.0

    @property
    def tflop_per_step(self) -> float:
        """The work of one step, in TFLOP."""
        return self.tflop["denoise"] / self.steps

    @property
    def share(self) -> float:
        """How much of the machine's own peak a step reached, from 0 to 1."""
        return self.tflop_per_step / self.seconds_per_step / self.peak_tflops


def draft(images: int) -> Measured:
    """Open the draft artist and let it draw `images` panels, one after the other."""
    began = time.perf_counter()
    artist = DraftArtist()
    session = artist.open()
    opened = time.perf_counter()
    ends = []
    for number in range(images):
        recipe = sample.recipe(number, artist.name, artist.edition, width=SIDE, height=SIDE)
        session.paint(recipe, lambda event: True)
        ends.append(time.perf_counter())
    session.close()
    each = (ends[-1] - opened) / images
    return Measured(
        engine=artist.name,
        machine=machine.look().name,
        width=SIDE,
        height=SIDE,
        images=images,
        seconds_open=opened - began,
        seconds_first=ends[0] - opened,
        seconds_all=ends[-1] - opened,
        seconds_per_step=each,
        seconds_per_image=each,
        peak_bytes=machine.peak_memory(),
    )


class Trial(Value, frozen=True, kw_only=True):
    """What SDXL is to be measured with: `told` without a face is given one of noise. `preset` and `weights` only name
    it. `steps`: stop after so many; None: after all, if an image takes no longer than `PATIENCE`."""

    told: Told
    width: int
    height: int
    images: int = 3
    steps: int | None = None
    preset: str = ""
    weights: str = ""


def sdxl(assets: Assets, plan: Plan, trial: Trial, *, tell: Callable[[Event], None] = lambda event: None) -> Measured:
    """Paint and develop panels with SDXL: `trial.images`, or one whose steps are only begun where that takes long."""
    digest, picture = sample.face()
    told = msgspec.structs.replace(trial.told, faces={0: (digest,)} if assets.adapter else {})
    engine = Sdxl(assets=assets, plan=plan, face_file=lambda _: picture, start_file=lambda _: picture)
    clock = _Clock(tell)
    session = engine.open()
    opened = clock.now()
    first = _few(told, trial.steps or FEW)
    begun = [
        sample.told_recipe(each, number, engine, width=trial.width, height=trial.height)
        for number, each in enumerate([first, *[told] * trial.images])
    ]
    session.prepare(begun, clock.on_event)
    encoded = clock.now()
    clock.paint(session, begun[0], first)
    encode = encoded - opened
    each = clock.once * _passes(told) + clock.decode
    projected = trial.steps is not None or each > PATIENCE
    seconds = [clock.paint(session, recipe, told) for recipe in begun[1:]] if not projected else [each] * trial.images
    session.close()
    return Measured(
        engine=engine.name,
        device=plan.device,
        machine=machine.look().name,
        preset=trial.preset,
        accelerator=told.accelerator,
        width=trial.width,
        height=trial.height,
        images=trial.images,
        steps=told.num_inference_steps,
        seconds_open=opened,
        seconds_first=encode + seconds[0],
        seconds_all=encode + sum(seconds),
        seconds_encode=encode,
        seconds_per_step=clock.once * _passes(told) / told.num_inference_steps,
        seconds_decode=clock.decode,
        seconds_per_image=sum(seconds) / len(seconds),
        projected=projected,
        peak_bytes=machine.peak_memory(),
        weights=trial.weights,
    )


def _few(told: Told, steps: int) -> Told:
    """The same with only so many steps, for a sampler that takes any number."""
    return msgspec.structs.replace(told, num_inference_steps=steps, sampler="euler")


def _guided(told: Told) -> range:
    return guided_steps(told.guidance_scale, told.guidance_start, told.guidance_stop, told.num_inference_steps)


def _passes(told: Told) -> int:
    """Passes of the UNet in a panel: guided steps have two."""
    return told.num_inference_steps + len(_guided(told))


class _Clock:
    """Follows the steps of a session; `once` and `decode` are the seconds of a pass and of decoding, of the last
    panel."""

    def __init__(self, tell: Callable[[Event], None]) -> None:
        self._began = time.perf_counter()
        self._tell = tell
        self._ticks: list[float] = []
        self.once = self.decode = 0.0

    def now(self) -> float:
        return time.perf_counter() - self._began

    def on_event(self, event: Event) -> bool:
        self._ticks.append(self.now())
        self._tell(event)
        return True

    def paint(self, session: Session, recipe: Recipe, told: Told) -> float:
        """The seconds of one panel, from its first step to its picture; loading the UNet is not in them."""
        self._ticks.clear()
        began = self.now()
        latents = session.paint(recipe, self.on_event)
        painted = self.now()
        ticks, guided = list(self._ticks), _guided(told)
        gaps = [(later - earlier) / (1 + (step in guided)) for step, (earlier, later) in enumerate(pairwise(ticks), 1)]
        self.once = median(gaps) if gaps else (ticks[0] - began) / (1 + (0 in guided))
        assert isinstance(latents, Latents)
        session.develop(recipe, latents, self.on_event)
        self.decode = self.now() - painted
        return self.once * _passes(told) + self.decode
