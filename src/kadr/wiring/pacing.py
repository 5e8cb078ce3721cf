"""What painting takes here: measured while panels are finished, and foretold from what was."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from kadr import machine, models, pace, quote
from kadr.engines.base import SHARED, Event, OnEvent
from kadr.engines.sdxl.told import Told
from kadr.memory import Ground, Plan
from kadr.models.ledger import home
from kadr.quote import Hardware, Work
from kadr.sampling import guided_steps
from kadr.wiring.clock import now


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """Seconds to expect, as measured here: `once` for the board, `panel` for each panel."""

    once: float
    panel: float


@dataclass(slots=True, kw_only=True)
class Pacer:
    """Follows panels that are all alike, and keeps what they took. Steps are measured from one to the next, so that
    getting the UNet from the disk is in none of them. `work` is such a panel, `told` what SDXL is told of it."""

    work: Work
    told: Told
    way: pace.Way
    folder: Path = field(default_factory=home)
    clock: Callable[[], float] = time.monotonic
    _began: float = 0.0
    _last: tuple[str, int, float] = ("", 0, 0.0)
    _rates: list[float] = field(default_factory=list)

    def around(self, on_event: OnEvent) -> OnEvent:
        """`on_event`, with its events measured from now on."""

        def follow(event: Event) -> bool:
            self._measure(event, self.clock())
            goes_on = on_event(event)
            self._last = (event.stage, event.step, self.clock())
            return goes_on

        self._began = self.clock()
        return follow

    def foreseen(self) -> Foreseen | None:
        """What is to be expected; None where nothing has been measured."""
        entry = pace.recall(self.folder, pace.here(self.way.device), self.way)
        if entry is None:
            return None
        return Foreseen(once=entry.middle("encode") or 0.0, panel=quote.measured_seconds(self.work, entry))

    def _measure(self, event: Event, at: float) -> None:
        stage, step, since = self._last
        found: dict[pace.Kind, float] = {}
        if event.stage == "denoise":
            if stage in SHARED and stage != "start":  # what panels start from is theirs, not the board's
                found["encode"] = since - self._began
            self._step(event, before=step if stage == "denoise" else 0, took=at - since)
            if event.step == event.steps - 1 and self._rates:
                found["denoise"] = median(self._rates)
        elif event.stage == "decode" and stage in ("denoise", "decode"):
            found[self.work.decoder] = (at - since) / (self.work.width * self.work.height)
        found = {kind: value for kind, value in found.items() if value > 0}
        if found:
            pace.note(self.folder, pace.here(self.way.device), self.way, now(), found)

    def _step(self, event: Event, *, before: int, took: float) -> None:
        if event.step == 1:
            self._rates.clear()
        elif before == event.step - 1 and took > 0:
            told, steps = self.told, self.told.num_inference_steps
            guided = guided_steps(told.guidance_scale, told.guidance_start, told.guidance_stop, steps)
            place = steps - event.steps + event.step  # of all steps, of which a start leaves out the first
            self._rates.append((1 + (place in guided)) * quote.pass_tflop(self.work) / took)


def pacer(work: Work, told: Told, plan: Plan, assets: models.Assets) -> Pacer:
    """Follows panels of that kind with that model."""
    way = pace.Way(
        device=plan.device,
        precision=plan.precision,
        int8=plan.int8,
        architecture=pace.architecture_of(assets.base),
    )
    return Pacer(work=work, told=told, way=way)


def hardware(ground: Ground, model: str = "") -> Hardware:
    """This machine as a quote wants it, with what has been measured of `model` (as the settings name it)."""
    of_set = Path(model) / "sdxl"
    base = of_set if of_set.is_dir() else Path(model)
    architecture = (pace.architecture_of(base) if model else "") or pace.SDXL
    where = pace.here(ground.device)
    paces = {}
    for int8 in (False, True):
        way = pace.Way(device=ground.device, precision=ground.precision, int8=int8, architecture=architecture)
        if entry := pace.recall(home(), where, way):
            paces[int8] = entry
    return quote.hardware_of(ground, machine.chip(), machine.look().cores, paces)
