"""Linear layers whose weights are kept in 8 bits: half the memory, other pixels.

Each output channel has a scale of its own, so that its largest weight is 127 (absmax, Dettmers et al., 2022,
arXiv 2208.07339, without its outliers). A layer's weights are brought back to the working precision when it is used,
one layer at a time: whole numbers up to 127 are exact in every one. The scale comes to what the layer gives, at 768
pixels half as many numbers as there are weights.
"""

import torch
from torch import nn
from torch.nn import functional

from kadr.weights import Change, Weights, as_it_is

LARGEST = 127


class Int8Linear(nn.Module):  # type: ignore[misc]  # torch's types are not looked at
    """A linear layer. `packed`: (out, in), int8; `scale`: (out, 1); `bias` as in any linear layer."""

    def __init__(self, packed: torch.Tensor, scale: torch.Tensor, bias: nn.Parameter | None) -> None:
        super().__init__()
        self.register_buffer("packed", packed)
        self.register_buffer("scale", scale)
        self.bias = bias

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """(..., in) -> (..., out)."""
        whole = self.packed.to(states.dtype)
        if states.dtype is torch.float16:  # sums of products with numbers up to 127 would leave its range
            return functional.linear(states, whole * self.scale, self.bias)
        given, scale = functional.linear(states, whole), self.scale.view(-1)
        return given * scale if self.bias is None else torch.addcmul(self.bias, given, scale)


def quantize(weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """A matrix (out, in) as int8, and the scale (out, 1) in fp32 that brings it back."""
    scale = weight.float().abs().amax(1, keepdim=True).clamp(min=1e-12) / LARGEST
    return (weight.float() / scale).round().to(torch.int8), scale


def pack(
    module: nn.Module, weights: Weights, *, dtype: torch.dtype, device: torch.device, change: Change = as_it_is
) -> None:
    """Put an `Int8Linear` in the place of every linear layer of `module`, which is on the device ``meta``. Biases are
    left to be filled."""
    linear = [(name, layer) for name, layer in module.named_modules() if isinstance(layer, nn.Linear)]
    for name, layer in linear:
        packed, scale = quantize(change(f"{name}.weight", weights.read(f"{name}.weight")))
        replacement = Int8Linear(packed.to(device), scale.to(device=device, dtype=dtype), layer.bias)
        parent, _, last = name.rpartition(".")
        setattr(module.get_submodule(parent), last, replacement)
