"""A LoRA added to weights while they are read: afterwards the model is as fast and as large as without one."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from diffusers import StableDiffusionXLPipeline
from diffusers.utils import convert_unet_state_dict_to_peft

from kadr.engines.sdxl.unet import Config, shell
from kadr.errors import BadModel
from kadr.messages import say
from kadr.weights import Weights

UNET = "unet."
DOWN, UP = ".lora_A.weight", ".lora_B.weight"


@dataclass(frozen=True, slots=True)
class Pair:
    """The two matrices of one layer, and what their product is multiplied by."""

    down: torch.Tensor
    up: torch.Tensor
    scale: float

    def added_to(self, weight: torch.Tensor) -> torch.Tensor:
        """`weight` with the product added, in fp32: whoever places it rounds it, once."""
        product = self.up.float().flatten(1) @ self.down.float().flatten(1)
        return weight.float() + self.scale * product.view(weight.shape)


class Lora:
    """The `Change` of a LoRA file for the UNet of `config`. Raises `BadModel` if it belongs to another model."""

    def __init__(self, weights: Weights, config: Config) -> None:
        self._pairs = _pairs(weights, config)
        _check(self._pairs, weights.path, config)

    def __call__(self, name: str, weight: torch.Tensor) -> torch.Tensor:
        """Weight `name` of the UNet with what the LoRA adds to it."""
        pair = self._pairs.get(name.removesuffix(".weight"))
        return pair.added_to(weight) if pair else weight


def _pairs(weights: Weights, config: Config) -> dict[str, Pair]:
    """By the name of the layer. Names of A1111's and others' files become diffusers' by diffusers' own reader."""
    tensors = {name: weights.read(name) for name in weights}
    try:
        named, alphas = StableDiffusionXLPipeline.lora_state_dict(tensors, unet_config=_Configured(config))
        return dict(_each_layer(_peft(named), _peft(alphas or {})))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RuntimeError) as error:
        raise BadModel(say("sdxl.lora-unknown", path=weights.path)) from error


def _peft(named: Mapping[str, Any]) -> dict[str, Any]:
    """The UNet's part by peft's names: ``<layer>.lora_A.weight``, and its alpha, or the layer's, as ``.alpha``."""
    own = {name.removeprefix(UNET): value for name, value in named.items() if name.startswith(UNET)}
    peft: dict[str, Any] = convert_unet_state_dict_to_peft(own)
    return peft


class _Configured:
    """What diffusers' reader asks of a UNet's configuration."""

    def __init__(self, config: Config) -> None:
        self.layers_per_block = shell(config).config.layers_per_block


def _each_layer(named: Mapping[str, Any], alphas: Mapping[str, Any]) -> Iterator[tuple[str, Pair]]:
    for name, down in named.items():
        if name.endswith(DOWN):
            layer = name.removesuffix(DOWN)
            rank = down.shape[0]
            alpha = alphas.get(f"{name}.alpha", alphas.get(f"{layer}.alpha", rank))
            yield layer, Pair(down, named[layer + UP], float(alpha) / rank)


def _check(pairs: dict[str, Pair], path: Path, config: Config) -> None:
    """That every pair has its layer, of its shape."""
    shapes = {name.removesuffix(".weight"): place.shape for name, place in shell(config).named_parameters()}
    strange = [
        layer
        for layer, pair in pairs.items()
        if layer not in shapes
        or pair.up.shape[0] != shapes[layer][0]
        or pair.up[0].numel() != pair.down.shape[0]
        or pair.down[0].numel() != math.prod(shapes[layer][1:])
    ]
    if strange or not pairs:
        raise BadModel(say("sdxl.lora-other", path=path, layer=strange[0] if strange else "-"))
