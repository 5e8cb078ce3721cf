"""What the tests of SDXL paint: reference faces, what is told, where it is painted."""

import hashlib
import io

import msgspec
import numpy as np
from PIL import Image

from kadr.board import Recipe, Shot
from kadr.engines.sdxl.told import Told
from kadr.memory import Plan
from recipes import recipe


def noisy_png(seed: int, size: tuple[int, int]) -> bytes:
    """A picture of nothing, `size` pixels wide and high."""
    pixels = np.random.default_rng(seed).integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "PNG")
    return stream.getvalue()


FACES = {hashlib.sha256(png).hexdigest(): png for png in (noisy_png(seed, (60, 80)) for seed in range(3))}
"""Reference pictures of nobody, by their digests."""

DIGESTS = tuple(FACES)

STARTS = {f"{seed:032x}": noisy_png(seed, (64, 64)) for seed in (1, 2)}
"""Pictures that a panel may start from, by the keys of their takes."""

TOLD = Told(
    prompt="a man in a red hat",
    negative="blurry",
    model="tiny",
    sampler="dpmpp-2m-karras",
    num_inference_steps=4,
    guidance_scale=6.5,
    ip_adapter_scale=0.5,
    faces={0: DIGESTS[:1]},
)


PLAN = Plan(device="cpu", precision="fp32", int8=False, late=True, tile=None, peaks={}, budget=10**10, reasons=())


def told_recipe(
    shot: Shot,
    told: Told = TOLD,
    *,
    size: tuple[int, int] = (64, 64),
    seed: int = 7,
    start: str = "",
    strength: float = 0.6,
) -> Recipe:
    """The recipe of a shot that tells `told`; `start` is the key of a take, of which the share `strength` is painted
    anew."""
    plain = recipe(shot, engine="sdxl", edition=1, size=size, seed=seed)
    begins = {"strength": strength} if start else {}
    return msgspec.structs.replace(plain, controls={**told.controls(), **begins}, start=start)
