"""Latents into pictures: the VAE at full quality, whole or in tiles, or the tiny decoder; and the preview of a step."""

import io
from collections.abc import Callable
from typing import Any

import torch
from diffusers import AutoencoderKL, AutoencoderTiny
from PIL import Image

from kadr.weights import Weights, fill

Decoder = Callable[[torch.Tensor], torch.Tensor]
"""From latents (1, 4, height/8, width/8) to a picture (1, 3, height, width) from -1 to 1."""


TINY_CONFIG = (
    "in_channels", "out_channels", "encoder_block_out_channels", "decoder_block_out_channels", "act_fn",
    "latent_channels", "upsampling_scaling_factor", "num_encoder_blocks", "num_decoder_blocks", "latent_magnitude",
    "latent_shift", "force_upcast", "scaling_factor", "shift_factor",
)  # fmt: skip
"""What AutoencoderTiny takes; its configuration also holds what it works out of that, and does not take back."""


def load(
    config: dict[str, Any], weights: Weights, *, dtype: torch.dtype, device: torch.device, tile: int | None = None
) -> AutoencoderKL | AutoencoderTiny:
    """The decoder of a configuration (with the name of its class); the encoder's half of the weights is not read.
    `tile`: pixels a side of the tiles that it works in; None: the picture whole."""
    vae = shell(config)
    fill(vae, weights, dtype=dtype, device=device)
    if isinstance(vae, AutoencoderKL):
        cut(vae, tile or 0)
    return vae


def cut(vae: AutoencoderKL, tile: int) -> None:
    """Let the VAE work in tiles of `tile` pixels a side; 0: on the picture whole."""
    vae.use_tiling = bool(tile)
    if tile:
        vae.tile_sample_min_size = tile
        vae.tile_latent_min_size = tile // 8


FORMER = {"query": "to_q", "key": "to_k", "value": "to_v", "proj_attn": "to_out.0"}
"""How diffusers called the layers of a decoder's attention before 0.17, and what files of that time still have."""


def named(weights: Weights) -> Weights:
    """A decoder's weights by the names that diffusers has for them now."""

    def rename(name: str) -> str:
        before, _, kind = name.rpartition(".")
        above, _, layer = before.rpartition(".")
        return f"{above}.{FORMER[layer]}.{kind}" if layer in FORMER else name

    return weights.renamed(rename)


def shell(config: dict[str, Any]) -> AutoencoderKL | AutoencoderTiny:
    """The decoder's form on the device ``meta``."""
    tiny = config.get("_class_name") == "AutoencoderTiny"
    taken = {name: value for name, value in config.items() if not name.startswith("_")}
    with torch.device("meta"):
        if tiny:
            vae = AutoencoderTiny(**{name: taken[name] for name in TINY_CONFIG if name in taken}).eval()
        else:
            vae = AutoencoderKL(**taken).eval()
    vae.encoder = torch.nn.Identity()
    if not tiny:
        vae.quant_conv = None
    return vae


def decode(vae: Any, latents: torch.Tensor) -> torch.Tensor:
    """A picture (3, height, width) from -1 to 1, in the decoder's precision, on the CPU, of latents as the denoiser
    left them. Whether it is one, `is_picture` tells."""
    weight = next(vae.parameters())
    with torch.inference_mode():
        scaled = (latents / vae.config.scaling_factor).to(device=weight.device, dtype=weight.dtype)
        return vae.decode(scaled, return_dict=False)[0][0].cpu()


BLACK = -0.99
"""A picture all of whose points are darker has overflowed in 16 bits (from -1 to 1)."""


def is_picture(picture: torch.Tensor) -> bool:
    """Whether a decoded picture shows anything: numbers that overflowed give NaN, or black."""
    return bool(torch.isfinite(picture).all()) and float(picture.max()) > BLACK


def image(picture: torch.Tensor) -> Image.Image:
    """A picture (3, height, width) from -1 to 1 as 8-bit RGB, rounded as diffusers' image processor rounds."""
    scaled = (picture.float() / 2 + 0.5).clamp(0, 1)
    return Image.fromarray((scaled.permute(1, 2, 0).numpy() * 255).round().astype("uint8"))


RGB_FROM_LATENTS = torch.tensor(
    [
        [0.3920, 0.4054, 0.4549],
        [-0.2634, -0.0196, 0.0653],
        [0.0568, 0.1687, -0.0755],
        [-0.3112, -0.2359, -0.2076],
    ]
)
"""What each latent channel of SDXL adds to red, green and blue, -1 to 1: the linear fit that previews of ComfyUI and
others use for SDXL (comfy/latent_formats.py); a preview, no picture."""


def preview(latents: torch.Tensor, *, scale: int = 2) -> bytes:
    """A PNG of latents (1, 4, height, width) at `scale` pixels a point: what a step looks like, at no cost."""
    small = latents[0].float().cpu()
    rgb = torch.einsum("chw,cr->hwr", small, RGB_FROM_LATENTS)
    picture = Image.fromarray(((rgb + 1) * 127.5).nan_to_num().clamp(0, 255).byte().numpy())
    stream = io.BytesIO()
    picture.resize((picture.width * scale, picture.height * scale), Image.Resampling.BICUBIC).save(stream, "PNG")
    return stream.getvalue()
