"""The UNet without the layers whose work is done beforehand."""

from pathlib import Path
from typing import Any

import torch
from diffusers import UNet2DConditionModel
from torch import nn

from kadr.engines.sdxl import int8 as int8_linear
from kadr.engines.sdxl import packed
from kadr.engines.sdxl.attention import Desk, attach, crossings
from kadr.models.config import read_json
from kadr.weights import Change, Weights, as_it_is, fill

Config = dict[str, Any]


CLASS = "_class_name"


def read_config(path: Path, *, keep_class: bool = False) -> Config:
    """A component's config.json, without diffusers' own remarks but, if asked for, the name of its class. Raises
    `BadModel`."""
    return {
        name: value
        for name, value in read_json(path).items()
        if not name.startswith("_") or (keep_class and name == CLASS)
    }


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
    int8: bool = False,
) -> UNet2DConditionModel:
    """A UNet whose cross-attention looks at `desk`; its `to_k` and `to_v` (13 % of all weights) are not loaded. `int8`:
    the weights of its linear layers are kept in 8 bits."""
    unet = shell(config)
    for layer in crossings(unet).values():
        layer.to_k, layer.to_v = nn.Identity(), nn.Identity()
    attach(unet, desk)
    if int8:
        int8_linear.pack(unet, weights, dtype=dtype, device=device, change=change)
    fill(unet, weights, dtype=dtype, device=device, change=change)
    if packed.helps(dtype, device):
        packed.pack(unet)
    return unet
