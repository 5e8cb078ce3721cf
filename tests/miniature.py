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

FACES = {}
"""Reference pictures of nobody, by their digests."""

for _seed in range(3):
    _pixels = np.random.default_rng(_seed).integers(0, 255, (80, 60, 3), dtype=np.uint8)
    _stream = io.BytesIO()
    Image.fromarray(_pixels).save(_stream, "PNG")
    FACES[hashlib.sha256(_stream.getvalue()).hexdigest()] = _stream.getvalue()

DIGESTS = tuple(FACES)

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


def told_recipe(shot: Shot, told: Told = TOLD, *, size: tuple[int, int] = (64, 64), seed: int = 7) -> Recipe:
    """The recipe of a shot that tells `told`."""
    plain = recipe(shot, engine="sdxl", edition=1, size=size, seed=seed)
    return msgspec.structs.replace(plain, controls=told.controls())
