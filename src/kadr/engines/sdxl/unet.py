"""The UNet without the layers whose work is done beforehand."""

import json
from pathlib import Path

import torch
from diffusers import UNet2DConditionModel
from torch import nn

from kadr.engines.sdxl.attention import Desk, attach, crossings
from kadr.weights import Change, Weights, as_it_is, fill

Config = dict[str, object]


def read_config(path: Path) -> Config:
    """A component's config.json, without diffusers' own remarks."""
    return {name: value for name, value in json.loads(path.read_text("utf-8")).items() if not name.startswith("_")}


def shell(config: Config) -> UNet2DConditionModel:
    """The UNet's form on the device ``meta``: no weights, no memory."""
    with torch.device("meta"):
        return UNet2DConditionModel(**config).eval()


def heads_of(config: Config) -> dict[str, int]:
    """The number of heads of every cross-attention layer by name, in the IP-Adapter's order."""
    return {name: int(layer.heads) for name, layer in crossings(shell(config)).items()}


def load(
    config: Config,
    weights: Weights,
    desk: Desk,
    *,
    dtype: torch.dtype,
    device: torch.device,
    change: Change = as_it_is,
) -> UNet2DConditionModel:
    """A UNet whose cross-attention looks at `desk`; its `to_k` and `to_v` (13 % of all weights) are not loaded."""
    unet = shell(config)
    for layer in crossings(unet).values():
        layer.to_k, layer.to_v = nn.Identity(), nn.Identity()
    attach(unet, desk)
    fill(unet, weights, dtype=dtype, device=device, change=change)
    return unet
