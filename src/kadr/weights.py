"""Weights from safetensors files into modules, one tensor at a time.

A file that is mapped into memory counts as memory for as long as the mapping lives, and so does a second copy in
another precision. Here every tensor is read into a buffer of its own, brought to its precision and device, and put in
its place: the peak of loading is the module and one tensor.
"""

import copy
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import torch
from torch import nn

from kadr.errors import BadModel
from kadr.messages import say
from kadr.models.header import Header, Tensor, read_header
from kadr.models.state import State

DTYPES = {"F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16}


class Weights:
    """The tensors of one safetensors file by name. Nothing is held open or mapped between two reads, so that each read
    looks whether the file is still what it was: in `state`, or as it was found (None).

    Raises `BadModel`, naming the file, as does every method that reads."""

    def __init__(self, path: Path, *, state: State | None = None) -> None:
        self.path = path
        self._header: Header = read_header(path)
        self._state = state or self._header.state
        if self._state != self._header.state:
            raise BadModel(say("models.changed", path=path))
        self._names = {name: name for name in self._header.tensors}

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def shape(self, name: str) -> tuple[int, ...]:
        """The shape that a tensor has in the file."""
        return self._tensor(name).shape

    def read(self, name: str) -> torch.Tensor:
        """One tensor on the CPU, in the precision that it has in the file; all of it numbers. Raises `BadModel`."""
        tensor = self._tensor(name)
        data = bytearray(tensor.end - tensor.start)
        try:
            with self.path.open("rb") as file:
                if State.of(os.fstat(file.fileno())) != self._state:
                    raise BadModel(say("models.changed", path=self.path))
                file.seek(self._header.data_start + tensor.start)
                read = file.readinto(data)
        except OSError as error:
            raise BadModel(say("models.vanished", path=self.path, detail=error.strerror or error)) from error
        if read != len(data):
            raise BadModel(say("models.cut", path=self.path))
        if not data:
            return torch.empty(tensor.shape, dtype=DTYPES[tensor.dtype])
        values = torch.frombuffer(data, dtype=DTYPES[tensor.dtype]).view(tensor.shape)
        if not all(map(torch.isfinite, values.aminmax())):  # a tenth of what isfinite of the whole would take
            raise BadModel(say("models.no-numbers", path=self.path, name=name[:80]))
        return values

    def renamed(self, rename: Callable[[str], str]) -> "Weights":
        """The same file, its tensors by other names."""
        return self._by({rename(new): old for new, old in self._names.items()})

    def below(self, prefix: str) -> "Weights":
        """The tensors whose names begin with `prefix`, without it."""
        return self._by({new.removeprefix(prefix): old for new, old in self._names.items() if new.startswith(prefix)})

    def _by(self, names: dict[str, str]) -> "Weights":
        other = copy.copy(self)
        other._names = names
        return other

    def _tensor(self, name: str) -> Tensor:
        if name not in self._names:
            raise BadModel(say("models.lacks", path=self.path, name=name))
        tensor = self._header.tensors[self._names[name]]
        if tensor.dtype not in DTYPES:
            raise BadModel(say("models.dtype", path=self.path, name=name[:80], dtype=tensor.dtype))
        return tensor


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
    for owner, name, full, place in list(_places(module)):
        if name not in owner._parameters and name in owner._non_persistent_buffers_set:
            _recount(owner, name, place, device)
            continue
        _check_shape(full, place, weights)
        value = change(full, weights.read(full)).to(device=device, dtype=dtype)
        if name in owner._parameters:
            owner._parameters[name] = nn.Parameter(value, requires_grad=False)
        else:
            owner._buffers[name] = value


def check_shapes(module: nn.Module, weights: Weights) -> None:
    """That `fill` will find all weights in their shapes; none is read. Raises `BadModel`, as it would."""
    for owner, name, full, place in _places(module):
        if name in owner._parameters or name not in owner._non_persistent_buffers_set:
            _check_shape(full, place, weights)


def _places(module: nn.Module) -> Iterator[tuple[nn.Module, str, str, torch.Tensor]]:
    """What has no weights yet: the module that owns it, its name there, its name from the top, its form."""
    for path, owner in module.named_modules():
        for name, place in (*owner.named_parameters(recurse=False), *owner.named_buffers(recurse=False)):
            if place.device.type == "meta":
                yield owner, name, f"{path}.{name}" if path else name, place


def _check_shape(name: str, place: torch.Tensor, weights: Weights) -> None:
    found, wanted = weights.shape(name), tuple(place.shape)
    if found != wanted:
        raise BadModel(say("models.shape", path=weights.path, name=name, found=found, wanted=wanted))


def _recount(owner: nn.Module, name: str, place: torch.Tensor, device: torch.device) -> None:
    """Buffers that no file has: the positions of CLIP, counted up."""
    owner._buffers[name] = torch.arange(place.shape[-1], device=device).expand(place.shape)
