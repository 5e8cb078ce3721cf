"""Weights in several files: an index says which tensor is in which of them, as JSON that anybody may have written."""

from pathlib import Path, PurePosixPath, PureWindowsPath

from kadr.errors import BadModel
from kadr.messages import say
from kadr.models.config import read_json
from kadr.models.header import read_header

MOST_SHARDS = 100
"""SDXL's UNet in fp32, cut at a gigabyte, is eleven files."""


def shards_of(index: Path) -> list[Path]:
    """The files that an index names, by name, all of them beside it. Raises `BadModel` unless they have just the
    tensors that it lists, each in the one file that it says."""
    listed = _listed(index)
    shards = sorted(set(listed.values()))
    found = 0
    for shard in shards:
        for name in read_header(index.parent / shard).tensors:
            if listed.get(name) != shard:
                raise BadModel(say("models.strange-tensor", path=index, name=name[:80], shard=shard))
            found += 1
    if found < len(listed):
        raise BadModel(say("models.few-tensors", path=index, listed=len(listed), found=found))
    return [index.parent / shard for shard in shards]


def _listed(index: Path) -> dict[str, str]:
    """For each tensor the name of its file."""
    listed = read_json(index).get("weight_map")
    if not isinstance(listed, dict) or not listed or not all(isinstance(shard, str) for shard in listed.values()):
        raise BadModel(say("models.json", path=index))
    shards = set(listed.values())
    if len(shards) > MOST_SHARDS:
        raise BadModel(say("models.many-files", path=index, limit=MOST_SHARDS))
    for shard in shards:
        plain = shard == PurePosixPath(shard).name == PureWindowsPath(shard).name
        if not plain or not shard.endswith(".safetensors"):
            raise BadModel(say("models.shard-name", path=index, name=shard[:80]))
    return listed
