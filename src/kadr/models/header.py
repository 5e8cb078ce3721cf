"""The header of a safetensors file."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Tensor:
    dtype: str
    shape: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Header:
    tensors: dict[str, Tensor]
    data_start: int


def read_header(path: Path) -> Header:
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        entries = json.loads(file.read(length))
    entries.pop("__metadata__", None)
    tensors = {n: Tensor(e["dtype"], tuple(e["shape"]), *e["data_offsets"]) for n, e in entries.items()}
    return Header(tensors, 8 + length)
