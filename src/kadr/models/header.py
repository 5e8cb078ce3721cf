"""The header of a safetensors file, read as something that anybody may have written.

Only this header is ever parsed: what it says is checked against the size of the file, so that no tensor lies outside of
it, none overlaps another, and nothing hides between them. A file of another kind (a pickle above all, which runs code
when it is opened) is refused whatever its name is. The file is never mapped into memory.
"""

import json
import math
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kadr.errors import BadModel
from kadr.messages import say
from kadr.models.state import State

LONGEST_HEADER = 100_000_000
"""Bytes: the limit of the reference implementation (safetensors 0.8)."""

MOST_TENSORS = 50_000
"""SDXL in one file has about 2,500."""

MOST_DIMENSIONS = 16
MOST_NUMBERS = 2**60
"""In a tensor, sides of 0 left out: an empty one may not have strides beyond what torch can count."""

SIZES = {
    "BOOL": 1, "U8": 1, "I8": 1, "U16": 2, "I16": 2, "F16": 2, "BF16": 2,
    "U32": 4, "I32": 4, "F32": 4, "U64": 8, "I64": 8, "F64": 8,
}  # fmt: skip
"""Bytes of one number, by the name that the format gives its kind."""

OTHER_KINDS = (
    (b"PK\x03\x04", "models.is-zip"),
    (b"\x80\x02", "models.is-pickle"),
    (b"\x80\x03", "models.is-pickle"),
    (b"\x80\x04", "models.is-pickle"),
    (b"\x80\x05", "models.is-pickle"),
    (b"GGUF", "models.is-gguf"),
    (b"version https://git-lfs", "models.is-pointer"),
    (b"<", "models.is-page"),
)
"""How files begin that people take for safetensors files."""


@dataclass(frozen=True, slots=True)
class Tensor:
    """One tensor: its kind of numbers, its shape, and its bytes from `start` to `end`, from the data's start."""

    dtype: str
    shape: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Header:
    """All tensors by name; the data begins at byte `data_start` of the file, which was in `state` when it was read."""

    tensors: dict[str, Tensor]
    data_start: int
    state: State


def read_header(path: Path) -> Header:
    """The header of `path`. Raises `BadModel`, naming the file, for all but a whole, sound safetensors file."""
    try:
        if not path.is_file():
            raise BadModel(say("models.no-file", path=path))
        with path.open("rb") as file:
            state = State.of(os.fstat(file.fileno()))
            size = state.size
            start = file.read(8)
            length = int.from_bytes(start, "little")
            if len(start) < 8 or not 2 <= length <= min(LONGEST_HEADER, size - 8):
                raise _other_kind(path, start + file.read(64), size)
            text = file.read(length)
    except OSError as error:
        raise BadModel(say("models.vanished", path=path, detail=error.strerror or error)) from error
    if not text.startswith(b"{"):
        raise _other_kind(path, start + text[:64], size)
    tensors = {name: _tensor(path, name, entry) for name, entry in _entries(path, text).items()}
    _check_places(path, tensors, size - 8 - length)
    return Header(tensors, 8 + length, state)


def _other_kind(path: Path, beginning: bytes, size: int) -> BadModel:
    """What a file is that cannot be a safetensors file, in words."""
    if not size:
        return BadModel(say("models.is-empty", path=path))
    for begins, message_id in OTHER_KINDS:
        if beginning.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(begins):
            return BadModel(say(message_id, path=path))
    if beginning[8:9] == b"{":
        return BadModel(say("models.cut", path=path))
    return BadModel(say("models.is-unknown", path=path))


def _entries(path: Path, text: bytes) -> dict[str, Any]:
    """The header's entries but for the remarks. A name that is given twice is refused: readers would differ."""
    seen = 0

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal seen
        seen += 1
        entries = dict(pairs)
        if len(entries) != len(pairs) or seen > MOST_TENSORS:
            raise ValueError
        return entries

    try:
        entries = json.loads(
            text.decode("utf-8"), object_pairs_hook=unique, parse_constant=_refuse, parse_float=_refuse
        )
    except (ValueError, RecursionError):
        raise BadModel(say("models.header", path=path)) from None
    remarks = entries.pop("__metadata__", {})
    if not isinstance(remarks, dict) or not all(isinstance(remark, str) for remark in remarks.values()):
        raise BadModel(say("models.header", path=path))
    return entries  # type: ignore[no-any-return]


def _refuse(number: str) -> None:
    raise ValueError(number)


def _tensor(path: Path, name: str, entry: Any) -> Tensor:
    match entry:
        case {"dtype": str(dtype), "shape": list(shape), "data_offsets": [start, end], **rest} if not rest:
            pass
        case _:
            raise BadModel(say("models.header", path=path))
    if dtype not in SIZES:
        raise BadModel(say("models.dtype", path=path, name=name[:80], dtype=dtype[:20]))
    counts = [*shape, start, end]
    if len(shape) > MOST_DIMENSIONS or any(type(count) is not int or not 0 <= count < 2**63 for count in counts):
        raise BadModel(say("models.places", path=path, name=name[:80]))
    if math.prod(shape) * SIZES[dtype] != end - start or math.prod(side or 1 for side in shape) > MOST_NUMBERS:
        raise BadModel(say("models.places", path=path, name=name[:80]))
    return Tensor(dtype, tuple(shape), start, end)


def _check_places(path: Path, tensors: dict[str, Tensor], size: int) -> None:
    """The tensors fill `size` bytes, one after the other."""
    at = 0
    for name, tensor in sorted(tensors.items(), key=lambda item: (item[1].start, item[1].end)):
        if tensor.start != at:
            raise BadModel(say("models.places", path=path, name=name[:80]))
        at = tensor.end
    if at > size:
        raise BadModel(say("models.cut", path=path))
    if at < size:
        raise BadModel(say("models.more", path=path))
