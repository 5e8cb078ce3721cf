"""What can be wrong with a model's files: weights and configurations, damaged to order."""

import io
import json
import math
import os
import pickle
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

WEIGHTS = {
    "unet": "sdxl/unet/diffusion_pytorch_model.safetensors",
    "vae": "sdxl/vae/diffusion_pytorch_model.safetensors",
    "text_encoder": "sdxl/text_encoder/model.safetensors",
    "text_encoder_2": "sdxl/text_encoder_2/model.safetensors",
    "image_encoder": "image_encoder/model.safetensors",
    "adapter": "adapter.safetensors",
    "taesdxl": "taesdxl/diffusion_pytorch_model.safetensors",
    "lora": "lora/lightning-4.safetensors",
}
CONFIGS = (
    "sdxl/model_index.json", "sdxl/unet/config.json", "sdxl/vae/config.json", "sdxl/text_encoder/config.json",
    "sdxl/text_encoder_2/config.json", "sdxl/scheduler/scheduler_config.json", "image_encoder/config.json",
    "image_encoder/preprocessor_config.json", "taesdxl/config.json",
)  # fmt: skip

UNREAD = ("encoder.", "quant_conv.")
"""How tensors of a decoder's file begin that are never asked for."""


def copy(model: Path, folder: Path) -> Path:
    """The model's folder again, without its bytes: hard links, which a damaged file takes the place of."""
    shutil.copytree(model, folder, copy_function=os.link)
    return folder


def put(path: Path, data: bytes) -> None:
    """Give a file other bytes, and no file that is linked to it."""
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


class Canary:
    """Makes a file when it is unpickled: what would have been code of somebody else's choice."""

    def __init__(self, cage: Path) -> None:
        self._cage = cage

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self._cage),)


def pickled(cage: Path) -> bytes:
    return pickle.dumps({"weight": Canary(cage)})


def zipped(cage: Path) -> bytes:
    """As torch.save writes it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("archive/data.pkl", pickled(cage))
    return stream.getvalue()


def parted(data: bytes) -> tuple[dict[str, Any], bytes]:
    """The list of contents of a safetensors file, and its numbers."""
    length = int.from_bytes(data[:8], "little")
    return json.loads(data[8 : 8 + length]), data[8 + length :]


def joined(header: dict[str, Any], numbers: bytes) -> bytes:
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + numbers


def _needed(header: dict[str, Any]) -> list[str]:
    """The tensors that are asked for, in the order of their bytes."""
    names = [name for name in header if name != "__metadata__" and not name.startswith(UNREAD)]
    return sorted(names, key=lambda name: (header[name]["data_offsets"], name))


def _length(count: int) -> Callable[[bytes], bytes]:
    return lambda data: count.to_bytes(8, "little") + data[8:]


def _with_entry(change: Callable[[dict[str, Any]], None]) -> Callable[[bytes], bytes]:
    """A change of the entry of one tensor that is needed."""

    def damage(data: bytes) -> bytes:
        header, numbers = parted(data)
        change(header[_needed(header)[-1]])
        return joined(header, numbers)

    return damage


def _overlap(entry: dict[str, Any]) -> None:
    entry["data_offsets"] = [offset - 2 for offset in entry["data_offsets"]]


def _overflow(entry: dict[str, Any]) -> None:
    entry["shape"] = [4194305, 4194305, 211106198978564]


def _whole_numbers(entry: dict[str, Any]) -> None:
    entry["dtype"] = {2: "I16", 4: "I32"}[_bytes_of_one(entry)]


def _bytes_of_one(entry: dict[str, Any]) -> int:
    start, end = entry["data_offsets"]
    return int((end - start) / math.prod(entry["shape"]))


def _turned(entry: dict[str, Any]) -> None:
    entry["shape"] = [1, *entry["shape"], 1, 1]


def missing(data: bytes) -> bytes:
    """Without the last tensor that is needed, and otherwise whole."""
    header, numbers = parted(data)
    lost = _needed(header)[-1]
    start, end = header.pop(lost)["data_offsets"]
    for name, entry in header.items():
        if name != "__metadata__" and entry["data_offsets"][0] >= end:
            entry["data_offsets"] = [offset - (end - start) for offset in entry["data_offsets"]]
    return joined(header, numbers[:start] + numbers[end:])


def no_numbers(data: bytes) -> bytes:
    """With NaN in the place of one number of a tensor that is needed."""
    header, numbers = parted(data)
    entry = header[_needed(header)[-1]]
    start, size = entry["data_offsets"][0], _bytes_of_one(entry)
    return joined(header, numbers[:start] + b"\xff" * size + numbers[start + size :])


def many(data: bytes) -> bytes:
    entry = {"dtype": "F16", "shape": [0], "data_offsets": [0, 0]}
    return joined({f"t{number}": entry for number in range(100_000)}, b"")


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut in the length": lambda data: data[:5],
    "cut in the header": lambda data: data[:200],
    "cut in the middle": lambda data: data[: len(data) // 2],
    "cut by a byte": lambda data: data[:-1],
    "a byte more": lambda data: data + b"\0",
    "header of 2^63": _length(2**63),
    "header larger than the file": lambda data: _length(2 * len(data))(data),
    "overlapping": _with_entry(_overlap),
    "a shape that overflows": _with_entry(_overflow),
    "whole numbers": _with_entry(_whole_numbers),
    "another shape": _with_entry(_turned),
    "100,000 tensors": many,
    "a tensor missing": missing,
}
"""What a file of weights becomes. All of it is told before anything is painted."""


def _changed(**entries: Any) -> Callable[[bytes], bytes]:
    return lambda data: json.dumps({**json.loads(data), **entries}).encode()


def _words_for_numbers(data: bytes) -> bytes:
    return json.dumps(_worded(json.loads(data))).encode()


def _worded(value: Any) -> Any:
    match value:
        case dict():
            return {name: _worded(inner) for name, inner in value.items()}
        case list():
            return [_worded(inner) for inner in value]
        case int() | float() if not isinstance(value, bool):
            return "many"
    return value


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "no JSON": lambda data: data[:-5],
    "no UTF-8": lambda data: data.replace(b"{", b'{"\xff": 1, ', 1),
    "NaN": lambda data: data.replace(b"{", b'{"x": NaN, ', 1),
    "deep": lambda data: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "a list": lambda data: b"[" + data + b"]",
    "long": lambda data: data + b" " * 1_000_000,
    "another class": _changed(_class_name="Evil"),
    "another architecture": _changed(architectures=["BertModel"]),
    "code": _changed(auto_map={"AutoModel": "evil.Model"}),
    "words for numbers": _words_for_numbers,
}
"""What a configuration becomes."""
