"""What every stage of SDXL takes at its peak, in bytes.

Weights are counted on the architectures (SDXL base 1.0, ip-adapter-plus-face_sdxl_vit-h, ViT-H/14, TAESDXL). What comes
on top of them was measured on the real sizes with random weights: `tests/measure_memory.py`, and the table in
docs/memory.md. A stage's peak is the whole process on a CPU, and what lies on the device elsewhere.
"""

import math
import re
from typing import Annotated, Literal

import msgspec

from kadr.errors import BadUse
from kadr.machine import Ground
from kadr.messages import say
from kadr.schema import Value

TEXT_ENCODER = 694_659_840
"""Parameters of the larger text encoder (OpenCLIP ViT-bigG): one is in memory at a time."""

IMAGE_ENCODER = 632_076_800
UNET = 2_567_463_684
HOISTED = 340_787_200
"""Of these the text's keys and values of the cross-attention: they are computed beforehand and never loaded."""

LINEAR, CHANNELS = 2_232_647_680 - HOISTED, 1_288_640
"""The weights of linear layers that stay, which can be kept in 8 bits, and the output channels of these layers."""

LARGEST = 13_107_200
"""The largest linear layer; in 8 bits one layer at a time is made whole again."""

ENCODER = 34_163_664
"""The VAE's encoder, through which pictures go that panels start from."""

DECODERS = {"full": 49_490_199, "tiny": 1_222_531}
KEY_VALUE = 166_400
"""Numbers that the 70 cross-attention layers keep of one token."""

TEXT_TOKENS, FACE_TOKENS = 77, 16
BYTES = {"fp16": 2, "bf16": 2, "fp32": 4}
HEADS, PIXELS_PER_POINT = 10, 256
"""The finest self-attention: a point for every 16 x 16 pixels."""

TILES = (512, 256)
"""Pixels a side of the decoder's tiles, from the better: fewer seams."""

# What was measured beside the weights, in bytes, with what varied between runs. "A pixel" is of the picture, in 16 bit.
PROCESS = 560_000_000
"""Python, kadr, torch, diffusers and transformers after use: 0.45 GB, and 0.1 GB more once kadr has read a script."""

ENCODE, FACES, BIND = 260_000_000, 130_000_000, 60_000_000
DENOISE, DENOISE_PIXEL = 120_000_000, 380
DECODE = {"full": (150_000_000, 2550), "tiny": (140_000_000, 800)}
TILED_PIXEL = 130
START, START_PIXEL, START_TILED_PIXEL = 15_000_000, 1560, 30
INT8 = 2 * 2 * LARGEST
"""One layer made whole again, and what oneDNN lays out of it: computed. The sum was measured 3 % below, at 768."""


class Need(Value, frozen=True, kw_only=True):
    """What is wanted. Pixels; `guided`: with a negative prompt; `decoder`: "full" or "tiny"; `faces`: reference faces
    in one panel at most; `prompts`: prompts whose keys and values are kept at once, each 77 tokens; `starts`: panels
    are painted from pictures."""

    width: int
    height: int
    guided: bool
    decoder: Literal["full", "tiny"]
    faces: Annotated[int, msgspec.Meta(ge=0)] = 1
    prompts: Annotated[int, msgspec.Meta(ge=1)] = 1
    starts: bool = False

    @property
    def pixels(self) -> int:
        return self.width * self.height


class Rung(Value, frozen=True, kw_only=True):
    """One way to do it. `int8`: the UNet's linear weights in 8 bits; `late`: decoded when all panels are denoised and
    the UNet is gone; `tile`: pixels a side of the tiles of decoder and encoder, None: whole."""

    int8: bool = False
    late: bool = False
    tile: int | None = None


def peaks(need: Need, ground: Ground, rung: Rung) -> dict[str, int]:
    """The most that each stage takes, by its name, in bytes."""
    size = BYTES[ground.precision]
    process = PROCESS if ground.device == "cpu" else 0
    double = size // 2
    network = _unet(size, rung) + _bound(need, size)
    decoder = DECODERS[need.decoder] * size
    beside = 0 if rung.late else network
    return {
        "encode": process + TEXT_ENCODER * size + ENCODE * double,
        "faces": process + IMAGE_ENCODER * size + FACES * double if need.faces else process,
        "start": process + (ENCODER * size + _starting(need, rung) * double if need.starts else 0),
        "bind": process + _bound(need, size) + BIND * double,
        "denoise": process + network + (0 if rung.late else decoder) + _denoising(need, ground) * double,
        "decode": process + beside + decoder + _decoding(need, rung) * double,
    }


def _unet(size: int, rung: Rung) -> int:
    if not rung.int8:
        return (UNET - HOISTED) * size
    return (UNET - HOISTED - LINEAR) * size + LINEAR + CHANNELS * size + INT8


def _bound(need: Need, size: int) -> int:
    sides = 2 if need.guided else 1
    tokens = (need.prompts + sides - 1) * TEXT_TOKENS + need.faces * sides * FACE_TOKENS
    return tokens * KEY_VALUE * size


def _denoising(need: Need, ground: Ground) -> int:
    """What a pass takes beside its weights, in 16 bit. On MPS torch writes out the matrix of scores, before and after
    the softmax (pytorch PR 182746); elsewhere it never exists."""
    scores = 2 * 2 * HEADS * (need.pixels // PIXELS_PER_POINT) ** 2 if ground.device == "mps" else 0
    return DENOISE + DENOISE_PIXEL * need.pixels + scores


def _decoding(need: Need, rung: Rung) -> int:
    flat, pixel = DECODE[need.decoder]
    if rung.tile is None or need.decoder == "tiny":
        return flat + pixel * need.pixels
    return flat + pixel * _tile(need, rung.tile) + TILED_PIXEL * need.pixels


def _starting(need: Need, rung: Rung) -> int:
    if rung.tile is None:
        return START + START_PIXEL * need.pixels
    return START + START_PIXEL * _tile(need, rung.tile) + START_TILED_PIXEL * need.pixels


def _tile(need: Need, side: int) -> int:
    """The pixels of the largest tile."""
    return min(side, need.width) * min(side, need.height)


UNITS = {"gb": 10**9, "гб": 10**9, "gib": 2**30, "гиб": 2**30, "mb": 10**6, "мб": 10**6}


def parse_budget(text: str) -> int:
    """ "5.5GB" in bytes. Raises `BadUse` for what is no amount of memory, or less than the smallest stage needs."""
    found = re.fullmatch(r"\s*(\d{1,9}(?:[.,]\d{1,9})?)\s*([^\W\d]+)\s*", text)
    unit = UNITS.get(found[2].lower()) if found else None
    if not found or not unit:
        raise BadUse(say("memory.budget", given=text[:40]))
    amount = int(float(found[1].replace(",", ".")) * unit)
    least = PROCESS + TEXT_ENCODER * 2 + ENCODE
    if amount < least:
        raise BadUse(say("memory.budget-small", given=text.strip(), least=gigabytes(least, up=True)))
    return amount


def gigabytes(amount: int, *, up: bool = False) -> str:
    """Bytes as "5.5", in units of 1e9, rounded to the nearest or, as what is needed has to be, up."""
    tenths = amount / 1e8
    return f"{(math.ceil(tenths) if up else round(tenths)) / 10:.1f}"
