"""Weights from safetensors files into modules, one tensor at a time.

A file that is mapped into memory counts as memory for as long as the mapping lives, and so does a second copy in
another precision. Here every tensor is read into a buffer of its own, brought to its precision and device, and put in
its place: the peak of loading is the module and one tensor.
"""

import dataclasses
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import torch
from torch import nn

from kadr.errors import BadModel
from kadr.messages import say
from kadr.models.header import read_header
from kadr.models.shards import shards_of
from kadr.models.state import State

DTYPES = {"F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tensor is: bytes `start` to `end` of a file in that `state`. `turned`: it stands there with its two sides
    exchanged."""

    path: Path
    state: State
    dtype: str
    shape: tuple[int, ...]
    start: int
    end: int
    turned: bool = False

    def part(self, which: int, count: int) -> "Place":
        """One of `count` equal parts of the first side, which `count` must divide; from 0."""
        size = (self.end - self.start) // count
        start, shape = self.start + which * size, (self.shape[0] // count, *self.shape[1:])
        return dataclasses.replace(self, shape=shape, start=start, end=start + size)

    def shaped(self, *shape: int) -> "Place":
        """The same numbers in the same order under another shape."""
        return dataclasses.replace(self, shape=shape)

    def transposed(self) -> "Place":
        """A matrix with its sides exchanged."""
        return dataclasses.replace(self, shape=self.shape[::-1], turned=not self.turned)


States = Mapping[Path, State]
"""What files were like when they were found."""


def _held(path: Path, states: States) -> dict[str, Place]:
    """All tensors of a safetensors file, or of the files that an index names."""
    if path.suffix == ".json":
        return {name: place for shard in shards_of(path) for name, place in _held(shard, states).items()}
    header = read_header(path)
    if states.get(path, header.state) != header.state:
        raise BadModel(say("models.changed", path=path))
    start = header.data_start
    return {
        name: Place(path, header.state, tensor.dtype, tensor.shape, start + tensor.start, start + tensor.end)
        for name, tensor in header.tensors.items()
    }


class Weights:
    """The tensors of one safetensors file, or of the files of an index, by name. Nothing is held open or mapped between
    two reads, so that each read looks whether the file is still what it was: in `states`, or else as it was found.
    `places`: other names than those in the file, or parts of its tensors.

    Raises `BadModel`, naming the file, as does every method that reads."""

    def __init__(
        self, path: Path, *, states: States = MappingProxyType({}), places: Mapping[str, Place] | None = None
    ) -> None:
        self.path = path
        self._places = dict(places) if places is not None else _held(path, states)

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def shape(self, name: str) -> tuple[int, ...]:
        """The shape that a tensor has."""
        return self.place(name).shape

    def place(self, name: str) -> Place:
        """Where a tensor is."""
        if name not in self._places:
            raise BadModel(say("models.lacks", path=self.path, name=name))
        place = self._places[name]
        if place.dtype not in DTYPES:
            raise BadModel(say("models.dtype", path=place.path, name=name[:80], dtype=place.dtype))
        return place

    def read(self, name: str) -> torch.Tensor:
        """One tensor on the CPU, in the precision that it has in the file; all of it numbers."""
        place = self.place(name)
        data = bytearray(place.end - place.start)
        try:
            with place.path.open("rb") as file:
                if State.of(os.fstat(file.fileno())) != place.state:
                    raise BadModel(say("models.changed", path=place.path))
                file.seek(place.start)
                read = file.readinto(data)
        except OSError as error:
            raise BadModel(say("models.vanished", path=place.path, detail=error.strerror or error)) from error
        if read != len(data):
            raise BadModel(say("models.cut", path=place.path))
        if not data:
            return torch.empty(place.shape, dtype=DTYPES[place.dtype])
        values = torch.frombuffer(data, dtype=DTYPES[place.dtype])
        if not all(map(torch.isfinite, values.aminmax())):  # a tenth of what isfinite of the whole would take
            raise BadModel(say("models.no-numbers", path=place.path, name=name[:80]))
        return values.view(place.shape[::-1]).T.contiguous() if place.turned else values.view(place.shape)

    def renamed(self, rename: Callable[[str], str]) -> "Weights":
        """The same tensors by other names."""
        return Weights(self.path, places={rename(name): place for name, place in self._places.items()})

    def converted(self, convert: Callable[[dict[str, Any]], Mapping[str, Any]]) -> "Weights":
        """The same tensors under the names that `convert` gives: a function from a checkpoint's tensors to those of a
        module, which may rename and leave out. It sees shapes without contents, so nothing is read."""
        shells = {name: torch.empty(self.shape(name), device="meta") for name in self}
        found = {id(shell): name for name, shell in shells.items()}
        kept = convert(dict(shells))
        names = {new: found[id(shell)] for new, shell in kept.items() if id(shell) in found}
        return Weights(self.path, places={new: self._places[old] for new, old in names.items()})

    def below(self, prefix: str) -> "Weights":
        """The tensors whose names begin with `prefix`, without it."""
        own = {name.removeprefix(prefix): place for name, place in self._places.items() if name.startswith(prefix)}
        return Weights(self.path, places=own)


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
