"""Finished pictures, measured: with a model that is here, or with one of the real size that has learnt nothing."""

import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kadr import machine, memory, models, sampling
from kadr.engines.base import Event
from kadr.errors import DiskFull, MachineCannot
from kadr.messages import Message, say
from kadr.quote import tflop_of, work_of
from kadr.settings import Settings
from kadr.speed import sample
from kadr.speed.measure import Measured, Trial, sdxl
from kadr.wiring.hands import told_by
from kadr.wiring.pacing import pacer

RANDOM_BYTES = 9_200_000_000
"""What a model of the real size with random weights takes on the disk."""

RANDOM = "random"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be measured. `steps`: stop after so many and project; `random_weights`: with a model that is made for
    this and thrown away, nothing is downloaded."""

    settings: Settings
    preset: str
    images: int = 3
    steps: int | None = None
    budget: int | None = None
    random_weights: bool = False


def measure(
    wanted: Wanted, *, remark: Callable[[Message], None], tell: Callable[[Event], None] = lambda event: None
) -> Measured:
    """Clock and memory of SDXL. Raises `NoModel` where there is none, `DoesNotFit`, `DiskFull`."""
    chosen = wanted.settings
    sampling.check(chosen.accelerator, chosen.num_inference_steps, chosen.guidance_scale)
    need = memory.Need(
        width=chosen.image_width,
        height=chosen.image_height,
        guided=chosen.guidance_scale > 1,
        decoder=chosen.decoder,
    )
    plan = memory.plan(need, machine.ground(wanted.budget))
    if not wanted.random_weights:
        assets = models.find(base=chosen.model or None, accelerator=sampling.lora_of(chosen.accelerator))
        return _measured(assets, plan, wanted, weights=assets.digest[:12], tell=tell)
    with RandomModel(remark) as folder:
        assets = models.find(base=folder)
        return _measured(assets, plan, wanted, weights=RANDOM, tell=tell)


def _measured(
    assets: models.Assets, plan: memory.Plan, wanted: Wanted, *, weights: str, tell: Callable[[Event], None]
) -> Measured:
    chosen = wanted.settings
    told = told_by(chosen, plan, assets)
    negative = sample.NEGATIVE if told.guided else ""
    told = msgspec.structs.replace(told, prompt=sample.PROMPT, negative=negative)
    trial = Trial(
        told=told,
        width=chosen.image_width,
        height=chosen.image_height,
        images=wanted.images,
        steps=wanted.steps,
        preset=wanted.preset,
        weights=weights,
    )
    work = work_of(wanted.preset, chosen, chosen.accelerator, chosen.decoder)
    follow = pacer(work, told, plan, assets).around(carry_on)

    def both(event: Event) -> None:
        follow(event)
        tell(event)

    found = sdxl(assets, plan, trial, tell=both)
    return msgspec.structs.replace(
        found, tflop=tflop_of(work, tile=plan.tile), peak_tflops=matrix_peak(plan.device, plan.precision)
    )


def carry_on(event: Event) -> bool:
    """Nothing stops a measurement but Ctrl-C."""
    return True


def matrix_peak(device: str, precision: str, *, side: int = 2048, times: int = 6) -> float:
    """TFLOP/s of a product of two square matrices on this machine, the best of `times`: what no model exceeds."""
    import torch

    dtype = {"fp16": torch.float16, "bf16": torch.bfloat16, "fp32": torch.float32}[precision]
    left, right = (torch.ones(side, side, dtype=dtype, device=device) for _ in range(2))
    best = float("inf")
    for _ in range(times):
        began = time.perf_counter()
        (left @ right)[0, 0].item()  # asking for a number waits for the device
        best = min(best, time.perf_counter() - began)
    return 2 * side**3 / best / 1e12


class RandomModel:
    """A model of the real size with random weights, in a folder of its own that goes again."""

    def __init__(self, remark: Callable[[Message], None]) -> None:
        self._remark = remark
        self._folder = Path()

    def __enter__(self) -> Path:
        try:
            from kadr.speed import random_weights
        except ImportError as error:
            raise MachineCannot(say("speed.no-torch")) from error
        self._folder = Path(tempfile.mkdtemp(prefix="kadr-random-"))
        free = machine.free_disk(self._folder)
        if free < RANDOM_BYTES * 1.05:
            shutil.rmtree(self._folder)
            facts = {"need": f"{RANDOM_BYTES / 1e9:.1f}", "free": f"{free / 1e9:.1f}", "folder": self._folder.parent}
            raise DiskFull(say("speed.no-room", **facts))
        self._remark(say("speed.building", gigabytes=f"{RANDOM_BYTES / 1e9:.1f}", folder=self._folder))
        try:
            random_weights.build(self._folder)
        except BaseException:
            shutil.rmtree(self._folder)
            raise
        return self._folder

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder)
