"""Pictures that a panel starts from, into latents: the VAE's encoder, and the noise that is laid over them.

The arithmetic of diffusers' `StableDiffusionXLImg2ImgPipeline` (0.42), but for one thing: where that draws latents from
the encoder's distribution, its mode is taken. The distribution is narrow, and the mode is the same on every device and
for every seed, so that a picture is encoded once for all takes that start from it.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from diffusers import AutoencoderKL
from PIL import Image, ImageOps

from kadr.board import Recipe
from kadr.engines.sdxl import decode, release
from kadr.engines.sdxl.parts import Decoding
from kadr.engines.sdxl.told import told
from kadr.errors import BadPicture, KadrError
from kadr.messages import Message, say
from kadr.picture import MOST_PIXELS
from kadr.weights import fill


@dataclass(frozen=True, slots=True)
class Beginning:
    """A take that panels start from, as wide and high as they are, encoded in tiles of `tile` pixels (0: whole)."""

    take: str
    size: tuple[int, int]
    tile: int


def beginning_of(recipe: Recipe) -> Beginning:
    """Where a recipe with a start begins."""
    form = recipe.subject.format
    return Beginning(recipe.start, (form.width, form.height), told(recipe).tile)


File = Callable[[str], bytes]
"""The PNG of a take by its key. Raises `KadrError` where it is gone."""

Encoded = dict[Beginning, torch.Tensor | Message]
"""Latents (1, 4, height/8, width/8) as the denoiser takes them, in fp32 on the CPU; or why there are none."""


def encode(
    wanted: Sequence[Beginning],
    file: File,
    vae: Decoding,
    *,
    dtype: torch.dtype,
    device: torch.device,
    on_picture: Callable[[int, int], None] = lambda done, all_: None,
) -> Encoded:
    """The latents of each picture: encoded once more in fp32 if the numbers overflowed. `on_picture` hears how many of
    how many are done."""
    found = _encoded(wanted, file, load(vae, dtype=dtype, device=device), on_picture)
    release.parts(device)
    over = [each for each, latents in found.items() if not _is_whole(latents)]
    if over and dtype is not torch.float32:
        found |= _encoded(over, file, load(vae, dtype=torch.float32, device=device), on_picture)
        release.parts(device)
    overflow = say("sdxl.overflow", precision="fp32", path=vae.weights.path)
    return {each: latents if _is_whole(latents) else overflow for each, latents in found.items()}


def _encoded(wanted: Sequence[Beginning], file: File, vae: AutoencoderKL, on_picture: Callable[..., None]) -> Encoded:
    found: Encoded = {}
    weight = next(vae.parameters())
    for done, each in enumerate(wanted, start=1):
        try:
            points = _points(opened(file(each.take), each.size))
        except KadrError as error:
            found[each] = error.message
        else:
            decode.cut(vae, each.tile)
            with torch.inference_mode():
                mode = vae.encode(points.to(weight), return_dict=False)[0].mode()
                found[each] = mode.float().cpu() * vae.config.scaling_factor
        on_picture(done, len(wanted))
    return found


def _is_whole(latents: torch.Tensor | Message) -> bool:
    return isinstance(latents, Message) or bool(torch.isfinite(latents).all())


def load(vae: Decoding, *, dtype: torch.dtype, device: torch.device) -> AutoencoderKL:
    """The VAE's encoder; the decoder's half of the weights is not read."""
    with torch.device("meta"):
        whole = AutoencoderKL(**{name: value for name, value in vae.config.items() if not name.startswith("_")}).eval()
    whole.decoder, whole.post_quant_conv = torch.nn.Identity(), None
    fill(whole, vae.weights, dtype=dtype, device=device)
    return whole


def opened(png: bytes, size: tuple[int, int]) -> Image.Image:
    """A PNG as RGB of `size`, filled with it: what is over is cut off. Raises `BadPicture`."""
    try:
        with Image.open(io.BytesIO(png), formats=["PNG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise BadPicture(say("sdxl.start", detail=f"{picture.width}x{picture.height}"))
            return ImageOps.fit(picture.convert("RGB"), size, method=Image.Resampling.LANCZOS)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BadPicture(say("sdxl.start", detail=type(error).__name__)) from error


def _points(picture: Image.Image) -> torch.Tensor:
    """A picture as (1, 3, height, width) from -1 to 1, as diffusers' image processor makes it."""
    values = torch.from_numpy(np.asarray(picture).astype("float32") / 255)
    return 2 * values.permute(2, 0, 1)[None] - 1


def noised(scheduler: Any, picture: torch.Tensor, noise: torch.Tensor, begin: int) -> torch.Tensor:
    """The latents of a picture as noisy as they are before step `begin` of the scheduler, counted from 0. In the
    precision and on the device of `noise`, but worked out in fp32."""
    scheduler.set_begin_index(begin)
    first = scheduler.timesteps[begin : begin + 1]
    return scheduler.add_noise(picture.to(noise.device), noise.float(), first).to(noise.dtype)
