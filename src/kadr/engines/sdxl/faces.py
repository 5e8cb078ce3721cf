"""Reference faces into the adapter's tokens: the second half of what an IP-Adapter plus does with a picture."""

from collections.abc import Callable, Iterator, Sequence

import torch
from diffusers.models.embeddings import IPAdapterPlusImageProjection

from kadr.errors import BadModel
from kadr.messages import say
from kadr.weights import Weights

HEAD = 64
"""Channels per head of the resampler (Ye et al., 2023: ip-adapter-plus)."""

NAMES = {
    "0.norm1": "ln0",
    "0.norm2": "ln1",
    "0.to_q": "attn.to_q",
    "0.to_out": "attn.to_out.0",
    "1.0": "ff.0",
    "1.1": "ff.1.net.0.proj",
    "1.3": "ff.1.net.2",
}
"""Parts of a resampler's layer: in the adapter's file, and in diffusers."""


def tokens_of(
    states: Sequence[torch.Tensor], weights: Weights, *, dtype: torch.dtype, device: torch.device
) -> list[torch.Tensor]:
    """The tokens (1, 16, 2048) of each picture, on the CPU, from what the image encoder saw of it
    (`kadr.vision.encoder.look`). `weights` are the adapter file's."""
    own = weights.below("image_proj.")
    resampler = _shell(own).to(dtype).eval()
    placed = {name: tensor.to(device=device, dtype=dtype) for name, tensor in _tensors(own, own.read)}
    resampler.load_state_dict(placed, assign=True)
    with torch.inference_mode():
        return [resampler(state.to(device=device, dtype=dtype)).cpu() for state in states]


def check_shapes(weights: Weights, *, seen: int | None, context: int) -> None:
    """That the adapter file's resampler is whole and leads from what the image encoder sees (`seen` channels; None:
    whatever it is) to the UNet's text (`context` channels). Nothing is read. Raises `BadModel`."""
    own = weights.below("image_proj.")
    try:
        resampler = _shell(own)
        forms = dict(_tensors(own, lambda name: torch.empty(own.shape(name), device="meta")))
        resampler.load_state_dict(forms, assign=True)
    except (ArithmeticError, LookupError, TypeError, ValueError, RuntimeError) as error:
        raise BadModel(say("models.adapter", path=weights.path)) from error
    ends = own.shape("proj_in.weight")[1], own.shape("proj_out.weight")[0]
    if ends != (seen or ends[0], context):
        raise BadModel(say("models.adapter", path=weights.path))


def _shell(weights: Weights) -> IPAdapterPlusImageProjection:
    _, queries, width = weights.shape("latents")
    with torch.device("meta"):
        return IPAdapterPlusImageProjection(
            embed_dims=weights.shape("proj_in.weight")[1],
            output_dims=weights.shape("proj_out.weight")[0],
            hidden_dims=width,
            heads=weights.shape("layers.0.0.to_q.weight")[0] // HEAD,
            num_queries=queries,
            depth=sum(name.endswith("0.to_q.weight") for name in weights),
        )


def _tensors(weights: Weights, read: Callable[[str], torch.Tensor]) -> Iterator[tuple[str, torch.Tensor]]:
    """The file's tensors under diffusers' names; keys and values, one matrix in the file, are two there."""
    for name in weights:
        if not name.startswith("layers."):
            yield name, read(name)
            continue
        _, layer, rest = name.split(".", 2)
        part, kind = rest.rsplit(".", 1)
        if part == "0.to_kv":
            key, value = read(name).chunk(2)
            yield f"layers.{layer}.attn.to_k.weight", key
            yield f"layers.{layer}.attn.to_v.weight", value
        else:
            yield f"layers.{layer}.{NAMES[part]}.{kind}", read(name)
