"""What a panel costs: floating point operations by part, the least time that they can take, and a time to expect.

Operations are counted on the architectures, one multiplication with its addition as two, and hold for batch 1. In all
formulas `unit` is the picture in units of 512 x 512 pixels.
"""

import math
from collections.abc import Mapping
from typing import Literal, Protocol

from kadr import presets
from kadr.errors import DoesNotFit
from kadr.machine import Ground
from kadr.memory import Need, Plan, plan
from kadr.messages import Message, say
from kadr.pace import Entry
from kadr.sampling import guided_steps, load_accelerator
from kadr.schema import Value

PANELS = 6
"""How many panels a board made from free text has."""

UNIT = 512 * 512
UNET = (0.00084, 1.49037, 0.04709)
"""TFLOP of one pass by powers of `unit`, with the keys and values of text and face computed beforehand: 1.54 at 512,
3.59 at 768, 6.72 at 1024. The last is self-attention."""

TEXT_BOUND, TEXT, PICTURE, FACE_BOUND = 0.0525, 0.111, 0.335, 0.011
"""TFLOP: a text's keys and values, its encoding; a picture through the image encoder, a face's keys and values."""

DECODER = {"full": (0.0, 2.4804, 0.0346), "tiny": (0.0, 0.1412, 0.0)}
OVERLAP = 0.25
"""How far the decoder's tiles lie over one another (diffusers)."""

MPS_SHARE = 0.5
"""Of its peak a chip by Apple reaches about half in torch: SDXL at 1024 in 64 s on an M1 Max is 52 %, and at 45-55 %
other programs (huggingface/blog, lcm_lora.md)."""

CORE = {"bf16": 0.16, "fp32": 0.05}
"""TFLOP/s of a CPU core: 0.33 measured in bf16 on two cores with AMX; fp32 from that machine's matrix products."""


class Numbers(Protocol):
    """What the settings say of a panel, as `kadr.settings.Settings` have it."""

    @property
    def image_width(self) -> int: ...
    @property
    def image_height(self) -> int: ...
    @property
    def num_inference_steps(self) -> int: ...
    @property
    def guidance_scale(self) -> float: ...
    @property
    def guidance_start(self) -> float: ...
    @property
    def guidance_stop(self) -> float: ...


class Work(Value, frozen=True, kw_only=True):
    """A panel to be made. `guided`: the share of the steps, from 0 to 1, that take a second pass."""

    preset: str
    accelerator: str
    width: int
    height: int
    steps: int
    guided: float
    decoder: Literal["full", "tiny"] = "full"

    @property
    def need(self) -> Need:
        """What it needs of memory, with one reference face."""
        return Need(width=self.width, height=self.height, guided=self.guided > 0, decoder=self.decoder)


class Chip(Value, frozen=True, kw_only=True):
    """A graphics chip: cores at most, and GFLOP/s that one of them cannot exceed."""

    name: str
    cores: int
    gflops_per_core: float


class Rate(Value, frozen=True, kw_only=True):
    """TFLOP a second where nothing has been measured, and where that comes from."""

    tflops: float
    source: Message


class Hardware(Value, frozen=True, kw_only=True):
    """Who does the work. `peak`: TFLOP/s that cannot be exceeded, None where it is not known; so with `rate`. `paces`:
    what has been measured here, with the UNet's weights in 8 bits (True) or not."""

    ground: Ground
    peak: float | None
    rate: Rate | None
    paces: Mapping[bool, Entry] = {}


class Quote(Value, frozen=True, kw_only=True):
    """The cost of a panel: `fits` is how, or why not; `tflop` by part, and `once` for the whole board. `floor_seconds`
    cannot be gone below, `seconds` are to be expected; reading the model from the disk is not in them. None: not known.
    `source`: where `seconds` come from; `measured`: what this machine did, if they are worked out from that."""

    preset: str
    accelerator: str
    fits: Plan | Message
    tflop: dict[str, float]
    once: float
    floor_seconds: float | None
    seconds: float | None
    source: Message
    measured: Entry | None = None

    def board_seconds(self, panels: int = PANELS) -> float | None:
        """The time to expect for a board."""
        if self.seconds is None:
            return None
        if self.measured:
            return self.seconds * panels + (self.measured.middle("encode") or 0.0)
        return self.seconds * (panels + self.once / sum(self.tflop.values()))


def work_of(name: str, numbers: Numbers, accelerator: str, decoder: Literal["full", "tiny"] = "full") -> Work:
    """A preset's panel with an accelerator, which may have its own number of steps and guidance."""
    faster = load_accelerator(accelerator)
    steps = numbers.num_inference_steps
    steps = min(faster.steps, key=lambda allowed: abs(allowed - steps)) if faster.steps else steps
    scale = numbers.guidance_scale if faster.guidance_scale is None else faster.guidance_scale
    start = numbers.guidance_start if faster.guidance_start is None else faster.guidance_start
    stop = numbers.guidance_stop if faster.guidance_stop is None else faster.guidance_stop
    return Work(
        preset=name,
        accelerator=accelerator,
        width=numbers.image_width,
        height=numbers.image_height,
        steps=steps,
        guided=len(guided_steps(scale, start, stop, steps)) / steps,
        decoder=decoder,
    )


NOTHING: Mapping[bool, Entry] = {}


def hardware_of(
    ground: Ground, chip: tuple[str, int], cpu_cores: int, paces: Mapping[bool, Entry] = NOTHING
) -> Hardware:
    """What is known of a machine: `chip` as `kadr.machine.chip` gives it; what was measured goes before any guess."""
    known = _chips().get(chip[0])
    peak = known.gflops_per_core * (chip[1] or known.cores) / 1000 if known else None
    return Hardware(ground=ground, peak=peak, rate=_guess(ground, chip[0], peak, cpu_cores), paces=paces)


def _chips() -> dict[str, Chip]:
    chips = (presets.load("chip", name, Chip) for name in presets.names("chip"))
    return {chip.name: chip for chip in chips}


def _guess(ground: Ground, chip: str, peak: float | None, cpu_cores: int) -> Rate | None:
    if ground.device == "cpu":
        core = CORE[ground.precision]
        return Rate(tflops=core * cpu_cores, source=say("quote.core", rate=core, cores=cpu_cores))
    if ground.device == "mps" and peak:
        return Rate(tflops=peak * MPS_SHARE, source=say("quote.share", percent=round(MPS_SHARE * 100), chip=chip))
    return None


def quote(work: Work, hardware: Hardware, *, allow_int8: bool = True) -> Quote:
    """What one panel of this kind costs on this hardware."""
    fits: Plan | Message
    try:
        fits = plan(work.need, hardware.ground, allow_int8=allow_int8)
    except DoesNotFit as error:
        fits = error.message
    tflop = tflop_of(work, tile=fits.tile if isinstance(fits, Plan) else None)
    whole, rate = sum(tflop.values()), hardware.rate
    measured = hardware.paces.get(fits.int8) if isinstance(fits, Plan) else None
    seconds: float | None
    if measured:
        seconds = measured_seconds(work, measured)
        source = say("quote.measured", date=measured.at[:10], n=measured.panels)
    else:
        seconds = whole / rate.tflops if rate else None
        source = rate.source if rate else say("quote.unknown")
    return Quote(
        preset=work.preset,
        accelerator=work.accelerator,
        fits=fits,
        tflop=tflop,
        once=_once(work),
        floor_seconds=whole / hardware.peak if hardware.peak else None,
        seconds=seconds,
        source=source,
        measured=measured,
    )


def measured_seconds(work: Work, measured: Entry) -> float:
    """What painting and developing a panel takes, by what was measured. A decoder that was not is taken to work as
    fast as the UNet; reading texts and faces is the board's and not in it."""
    rate = measured.middle("denoise") or math.inf
    pixel = measured.middle(work.decoder)
    tflop = tflop_of(work)
    return tflop["denoise"] / rate + (tflop["decode"] / rate if pixel is None else pixel * work.width * work.height)


def pass_tflop(work: Work) -> float:
    """TFLOP of one pass of the UNet."""
    return _power(UNET, work.width * work.height / UNIT)


def tflop_of(work: Work, *, tile: int | None = None) -> dict[str, float]:
    """TFLOP of a panel by stage. `tile`: pixels a side of the decoder's tiles, None: whole."""
    unit = work.width * work.height / UNIT
    return {
        "encode": TEXT + TEXT_BOUND,
        "denoise": work.steps * (1 + work.guided) * _power(UNET, unit),
        "decode": sum(_power(DECODER[work.decoder], part) for part in _tiles(work, tile)),
    }


def _once(work: Work) -> float:
    """TFLOP for a board with one reference face: the face, and what guidance steers away from."""
    sides = 2 if work.guided else 1
    return sides * (PICTURE + FACE_BOUND) + (sides - 1) * (TEXT + TEXT_BOUND)


def _power(factors: tuple[float, ...], unit: float) -> float:
    return sum(factor * unit**power for power, factor in enumerate(factors))


def _tiles(work: Work, tile: int | None) -> list[float]:
    """The pieces that the decoder works on, in units."""
    if tile is None or max(work.width, work.height) <= tile:
        return [work.width * work.height / UNIT]

    def cuts(side: int) -> list[int]:
        stride = math.floor(tile * (1 - OVERLAP))
        return [min(tile, side - start) for start in range(0, side, stride)]

    return [width * height / UNIT for width in cuts(work.width) for height in cuts(work.height)]
