"""Weights from safetensors files into modules, one tensor at a time.

A file that is mapped into memory counts as memory for as long as the mapping lives, and so does a second copy in
another precision. Here every tensor is read into a buffer of its own, brought to its precision and device, and put in
its place: the peak of loading is the module and one tensor.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from torch import nn

from kadr.errors import BadModel
from kadr.messages import say
from kadr.models.header import Header, Tensor, read_header

DTYPES = {"F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16}


class Weights:
    """The tensors of one safetensors file by name. Nothing is held open or mapped between two reads."""

    def __init__(self, path: Path, *, names: Mapping[str, str] | None = None) -> None:
        self.path = path
        self._header: Header = read_header(path)
        self._names = dict(names) if names is not None else {name: name for name in self._header.tensors}

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def shape(self, name: str) -> tuple[int, ...]:
        """The shape that a tensor has in the file."""
        return self._tensor(name).shape

    def read(self, name: str) -> torch.Tensor:
        """One tensor on the CPU, in the precision that it has in the file. Raises `BadModel`."""
        tensor = self._tensor(name)
        data = bytearray(tensor.end - tensor.start)
        try:
            with self.path.open("rb") as file:
                file.seek(self._header.data_start + tensor.start)
                read = file.readinto(data)
        except OSError as error:
            raise BadModel(say("models.vanished", path=self.path, detail=error.strerror or error)) from error
        if read != len(data):
            raise BadModel(say("models.cut", path=self.path))
        if not data:
            return torch.empty(tensor.shape, dtype=DTYPES[tensor.dtype])
        return torch.frombuffer(data, dtype=DTYPES[tensor.dtype]).view(tensor.shape)

    def renamed(self, convert: Callable[[dict[str, Any]], Mapping[str, Any]]) -> "Weights":
        """The same file under the names that `convert` gives: a function from a checkpoint's tensors to those of a
        module, which may rename and leave out. It sees shapes without contents, so nothing is read."""
        shells = {name: torch.empty(self.shape(name), device="meta") for name in self}
        found = {id(shell): name for name, shell in shells.items()}
        kept = convert(dict(shells))
        names = {new: self._names[found[id(shell)]] for new, shell in kept.items() if id(shell) in found}
        return Weights(self.path, names=names)

    def below(self, prefix: str) -> "Weights":
        """The tensors whose names begin with `prefix`, without it."""
        names = {new.removeprefix(prefix): old for new, old in self._names.items() if new.startswith(prefix)}
        return Weights(self.path, names=names)

    def _tensor(self, name: str) -> Tensor:
        if name not in self._names:
            raise BadModel(say("models.lacks", path=self.path, name=name))
        return self._header.tensors[self._names[name]]


Change = Callable[[str, torch.Tensor], torch.Tensor]
"""What happens to a weight on its way from the file into its place (a LoRA is added)."""


def as_it_is(name: str, weight: torch.Tensor) -> torch.Tensor:
    """The `Change` that changes nothing."""
    return weight


def fill(
    module: nn.Module, weights: Weights, *, dtype: torch.dtype, device: torch.device, change: Change = as_it_is
) -> None:
    """Put weights into all parameters and buffers of `module`, which was made on the device ``meta``.

    Raises `BadModel` where one is missing or has another shape; tensors that the module does not know are left."""
    for path, owner in module.named_modules():
        for name, place in (*owner.named_parameters(recurse=False), *owner.named_buffers(recurse=False)):
            full = f"{path}.{name}" if path else name
            if place.device.type != "meta":
                continue
            if name not in owner._parameters and name in owner._non_persistent_buffers_set:
                _recount(owner, name, place, device)
                continue
            if weights.shape(full) != tuple(place.shape):
                raise BadModel(
                    say("models.shape", path=weights.path, name=full, found=weights.shape(full), wanted=place.shape)
                )
            value = change(full, weights.read(full)).to(device=device, dtype=dtype)
            if name in owner._parameters:
                owner._parameters[name] = nn.Parameter(value, requires_grad=False)
            else:
                owner._buffers[name] = value


def _recount(owner: nn.Module, name: str, place: torch.Tensor, device: torch.device) -> None:
    """Buffers that no file has: the positions of CLIP, counted up."""
    owner._buffers[name] = torch.arange(place.shape[-1], device=device).expand(place.shape)
