"""Linear layers laid out beforehand as the CPU multiplies: in bf16 oneDNN brings weights into its own order for every
pass, which takes a tenth of it. The memory is the same."""

import torch
from torch import nn

OPERATIONS = ("_reorder_linear_weight", "_linear_pointwise")
"""torch's own, which its compiler uses; no promise stands behind them, so that they are asked for (torch 2.13)."""


class PackedLinear(nn.Module):  # type: ignore[misc]  # torch's types are not looked at
    """A linear layer, its weight in oneDNN's order. `bias` as in any linear layer."""

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        self.register_buffer("packed", torch.ops.mkldnn._reorder_linear_weight(layer.weight, None))
        self.bias = layer.bias

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """(..., in) -> (..., out)."""
        return torch.ops.mkldnn._linear_pointwise(states, self.packed, self.bias, "none", [], "")


def helps(dtype: torch.dtype, device: torch.device) -> bool:
    """Whether there is anything to gain, and this torch can do it."""
    return (
        device.type == "cpu"
        and dtype is torch.bfloat16
        and torch.backends.mkldnn.is_available()
        and all(hasattr(torch.ops.mkldnn, name) for name in OPERATIONS)
    )


def pack(module: nn.Module) -> None:
    """Put a `PackedLinear` in the place of every linear layer of `module`, one at a time."""
    linear = [name for name, layer in module.named_modules() if isinstance(layer, nn.Linear)]
    for name in linear:
        parent, _, last = name.rpartition(".")
        owner = module.get_submodule(parent)
        setattr(owner, last, PackedLinear(owner.get_submodule(last)))
