"""The header of a safetensors file is believed only as far as the file bears it out."""

import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from making import safetensors, with_header

from kadr.errors import BadModel
from kadr.models.header import Tensor, read_header


def entry(shape: Any = (2, 2), offsets: Any = (0, 8), dtype: Any = "F16") -> dict[str, Any]:
    return {"dtype": dtype, "shape": list(shape), "data_offsets": list(offsets)}


def read(folder: Path, data: bytes) -> Any:
    path = folder / "x.safetensors"
    path.write_bytes(data)
    return read_header(path)


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    header = read(tmp_path, safetensors({"a": (2, 2), "none": (0, 5), "b": (3,)}))
    assert header.tensors["b"] == Tensor("F16", (3,), 8, 14)
    data = with_header({"__metadata__": {"format": "pt"}, "a": entry()}, bytes(8))
    assert read(tmp_path, data).data_start == len(data) - 8


EIGHT = bytes(8)
REFUSED = {
    "empty": (b"", "is-empty"),
    "zip": (b"PK\x03\x04" + bytes(100), "is-zip"),
    "pickle": (pickle.dumps({"a": 1}), "is-pickle"),
    "old pickle": (pickle.dumps({"a": 1}, protocol=2), "is-pickle"),
    "gguf": (b"GGUF\x03\0\0\0" + bytes(100), "is-gguf"),
    "page": (b"\n<!DOCTYPE html><html>", "is-page"),
    "pointer": (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 7\n", "is-pointer"),
    "text": (b"hello, this is no model", "is-unknown"),
    "length beyond the file": (with_header({"a": entry()}, EIGHT)[:40], "cut"),
    "length of 2^63": (b"\0\0\0\0\0\0\0\x80" + bytes(64), "is-unknown"),
    "no JSON": (with_header(b"{nonsense}", b""), "header"),
    "no UTF-8": (with_header(b'{"\xff": 1}', b""), "header"),
    "NaN": (with_header(b'{"a": NaN}', b""), "header"),
    "deep": (with_header(b'{"a":' * 50_000 + b"1" + b"}" * 50_000, b""), "header"),
    "twice": (with_header(b'{"a": {}, "a": {}}', b""), "header"),
    "a number for a tensor": (with_header({"a": 7}, b""), "header"),
    "a field too many": (with_header({"a": {**entry(), "x": 1}}, EIGHT), "header"),
    "metadata of numbers": (with_header({"__metadata__": {"x": 1}}, b""), "header"),
    "unknown numbers": (with_header({"a": entry(dtype="F8_E4M3")}, EIGHT), "dtype"),
    "negative side": (with_header({"a": entry((-2, -2))}, EIGHT), "places"),
    "true for a side": (with_header({"a": entry((True, 4))}, EIGHT), "places"),
    "overflow": (with_header({"a": entry((4194305, 4194305, 211106198978564))}, EIGHT), "places"),
    "overflow around nothing": (with_header({"a": entry((0, 2**62, 2**62), (0, 0))}, b""), "places"),
    "many sides": (with_header({"a": entry((1,) * 17, (0, 2))}, b"12"), "places"),
    "wrong size": (with_header({"a": entry((3, 2))}, EIGHT), "places"),
    "backwards": (with_header({"a": entry((2, 2), (8, 0))}, EIGHT), "places"),
    "overlap": (with_header({"a": entry(), "b": entry((2, 2), (4, 12))}, bytes(12)), "places"),
    "hole": (with_header({"a": entry(), "b": entry((2, 2), (12, 20))}, bytes(20)), "places"),
    "cut": (safetensors({"a": (4, 4)})[:-1], "cut"),
    "more": (safetensors({"a": (4, 4)}) + b"\0", "more"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_sound_is_refused_in_words(name: str, tmp_path: Path) -> None:
    data, word = REFUSED[name]
    with pytest.raises(BadModel) as caught:
        read(tmp_path, data)
    assert caught.value.message.id == f"models.{word}"
    assert "x.safetensors" in str(caught.value)
    assert "x.safetensors" in caught.value.message.text("ru")


def test_no_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.safetensors", tmp_path):
        with pytest.raises(BadModel, match="no file"):
            read_header(path)


def test_a_header_of_very_many_tensors_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadModel):
        read(tmp_path, with_header({f"t{n}": entry((0,), (0, 0)) for n in range(60_000)}, b""))


SOUND = safetensors({"a": (2, 2), "b": (3,)})


@given(some.integers(0, len(SOUND) - 1), some.integers(0, 255), some.integers(0, len(SOUND)))
def test_no_damage_does_more_than_a_refusal(tmp_path_factory: Any, at: int, byte: int, end: int) -> None:
    data = bytearray(SOUND)
    data[at] = byte
    assert accepted_or_refused(tmp_path_factory.getbasetemp(), bytes(data[:end] if end > at else data))


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)
ENTRY = some.fixed_dictionaries(
    {"dtype": some.sampled_from(["F16", "I8", "x"]) | JSON, "shape": JSON, "data_offsets": JSON}
)


@settings(max_examples=60)
@given(some.dictionaries(some.text(max_size=5), ENTRY | JSON, max_size=4), some.binary(max_size=20))
def test_no_header_does_more_than_a_refusal(tmp_path_factory: Any, header: Any, data: bytes) -> None:
    assert accepted_or_refused(tmp_path_factory.getbasetemp(), with_header(header, data))


def accepted_or_refused(folder: Path, data: bytes) -> bool:
    """Whether a file was refused, or read with every tensor inside of it."""
    try:
        header = read(folder, data)
    except BadModel:
        return True
    return all(header.data_start + tensor.end <= len(data) for tensor in header.tensors.values())
