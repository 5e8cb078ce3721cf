"""diffusers' schedulers from samplers that are data, and SDXL's size conditioning."""

import math
from collections.abc import Mapping
from typing import Any

import diffusers
import torch

from kadr.engines.sdxl.denoise import Sizes
from kadr.sampling import load_sampler

TRAINED = 1024
"""Pixels: SDXL's buckets have about as many as a square of this side (Podell et al., 2023, table 9)."""


def scheduler_for(name: str, config: Mapping[str, Any], steps: int, device: torch.device) -> Any:
    """The scheduler of the sampler `name`, its `steps` set; `config` is the model's own."""
    sampler = load_sampler(name)
    kind = getattr(diffusers, sampler.scheduler)
    scheduler = kind.from_config(dict(config), **sampler.config)
    sigmas = sampler.levels(steps)
    if sigmas:
        scheduler.set_timesteps(sigmas=list(sigmas), device=device)
    else:
        scheduler.set_timesteps(steps, device=device)
    return scheduler


def sizes_for(width: int, height: int) -> Sizes:
    """What SDXL is told of the picture's size in pixels: that of the bucket of its shape, never a smaller one.

    The model learnt from sizes as a sign of quality, so that the true size of a 768-pixel picture asks for the look of
    an enlarged small one (Podell et al., 2023, figures 3 and 4); docs/decisions/ has the reasons."""
    scale = max(1.0, math.sqrt(TRAINED * TRAINED / (width * height)))
    told = (round(height * scale / 8) * 8, round(width * scale / 8) * 8)
    return Sizes(original=told, target=told)
