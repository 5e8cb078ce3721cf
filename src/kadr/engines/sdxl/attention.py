"""Cross-attention with keys and values that were computed beforehand.

What a UNet's cross-attention sees of the text and of the faces does not change from step to step, so its keys and
values are constants of a panel (`kadr.engines.sdxl.bind` computes them). The layers that made them, 0.68 GB of the UNet
and all of the IP-Adapter, then need not be in memory. `attach` puts processors that use such constants in the place of
diffusers' own, and `detach` puts those back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from diffusers.image_processor import IPAdapterMaskProcessor
from diffusers.models.attention_processor import Attention
from torch import nn
from torch.nn import functional

CROSS = "attn2"
"""What diffusers calls the cross-attention of a transformer block."""


@dataclass(frozen=True, slots=True)
class KeyValue:
    """Keys and values of one layer, each (1, heads, tokens, channels per head)."""

    key: torch.Tensor
    value: torch.Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """All that the cross-attention of one pass sees. By layer: the text's keys and values, and those of each face.
    `scales` (one a face) is how strongly a face is heard. `masks`, (1, height, width) each and from 0 to 1, say where;
    without masks the faces are heard everywhere, as one."""

    text: Mapping[str, KeyValue]
    faces: Mapping[str, tuple[KeyValue, ...]]
    scales: tuple[float, ...] = ()
    masks: tuple[torch.Tensor, ...] = ()


class Desk:
    """Where the processors of a UNet find what the pass at hand is bound to."""

    def __init__(self) -> None:
        self.bound: Bound | None = None
        self._regions: dict[tuple[int, int], torch.Tensor] = {}

    def lay(self, bound: Bound) -> None:
        """Bind the passes that follow."""
        if self.bound is None or self.bound.masks is not bound.masks:
            self._regions.clear()
        self.bound = bound

    def clear(self) -> None:
        """Let go of everything."""
        self.bound = None
        self._regions.clear()

    def region(self, place: int, queries: int, like: torch.Tensor) -> torch.Tensor:
        """Mask `place` of the pass at the resolution of `queries` points, (1, queries, 1), as diffusers scales it."""
        assert self.bound is not None
        if (place, queries) not in self._regions:
            small = IPAdapterMaskProcessor.downsample(self.bound.masks[place], 1, queries, 1)
            self._regions[place, queries] = small.to(like)
        return self._regions[place, queries]


class BoundAttention:
    """diffusers' `IPAdapterAttnProcessor2_0` (0.42) for one layer whose keys and values lie on the desk."""

    def __init__(self, layer: str, desk: Desk) -> None:
        self.layer = layer
        self.desk = desk

    def __call__(self, attn: Attention, hidden_states: torch.Tensor, *_: object, **__: object) -> torch.Tensor:
        """`hidden_states`: (1, points, channels); what the UNet passes as the text's states is not looked at."""
        bound = self.desk.bound
        assert bound is not None
        query = _split(attn.to_q(hidden_states), attn.heads)
        out = _attend(query, bound.text[self.layer])
        faces = bound.faces.get(self.layer, ())
        if faces and bound.masks:
            for place, (face, scale) in enumerate(zip(faces, bound.scales, strict=True)):
                if scale:
                    out = out + scale * (_attend(query, face) * self.desk.region(place, query.shape[2], query))
        elif faces and bound.scales[0]:
            out = out + bound.scales[0] * _attend(query, _as_one(faces))
        out = attn.to_out[1](attn.to_out[0](out))
        return out / attn.rescale_output_factor


def _split(states: torch.Tensor, heads: int) -> torch.Tensor:
    return states.unflatten(-1, (heads, -1)).transpose(1, 2)


def split_heads(states: torch.Tensor, heads: int) -> torch.Tensor:
    """(1, tokens, channels) as (1, heads, tokens, channels per head), in one piece of memory."""
    return _split(states, heads).contiguous()


def _attend(query: torch.Tensor, bound: KeyValue) -> torch.Tensor:
    return functional.scaled_dot_product_attention(query, bound.key, bound.value).transpose(1, 2).flatten(2)


def _as_one(faces: Sequence[KeyValue]) -> KeyValue:
    if len(faces) == 1:
        return faces[0]
    return KeyValue(torch.cat([face.key for face in faces], 2), torch.cat([face.value for face in faces], 2))


def crossings(unet: nn.Module) -> dict[str, Attention]:
    """The cross-attention layers of a UNet by name, in the order in which an IP-Adapter counts them."""
    return {name: layer for name, layer in unet.named_modules() if name.endswith(f".{CROSS}")}


def attach(unet: nn.Module, desk: Desk) -> dict[str, object]:
    """Let the cross-attention of `unet` look at `desk`. Returns what `detach` puts back."""
    before = {}
    for name, layer in crossings(unet).items():
        before[name] = layer.processor
        layer.processor = BoundAttention(name, desk)
    return before


def detach(unet: nn.Module, before: Mapping[str, object]) -> None:
    """Put the processors back that `attach` replaced."""
    for name, processor in before.items():
        unet.get_submodule(name).processor = processor
