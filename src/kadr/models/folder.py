"""A folder of model files: that nothing in it leads out or could be run, and where a part's weights are."""

from pathlib import Path

from kadr.errors import BadModel, NoModel
from kadr.messages import say
from kadr.models.config import LONGEST_WORDS, read_config, read_index, read_json
from kadr.models.header import read_header
from kadr.models.shards import shards_of

MOST_FILES = 10_000

CODE = {".py", ".pyc", ".so", ".dll", ".dylib", ".pyd"}
"""Endings of what a library might import from a model's folder."""

WEIGHTS = (
    "diffusion_pytorch_model.fp16.safetensors",
    "diffusion_pytorch_model.safetensors.index.fp16.json",
    "diffusion_pytorch_model.safetensors",
    "diffusion_pytorch_model.safetensors.index.json",
    "model.fp16.safetensors",
    "model.safetensors.index.fp16.json",
    "model.safetensors",
    "model.safetensors.index.json",
)
"""What the weights of a part, or the index of their files, may be called; the first that is there is taken."""

WORDS = ("tokenizer_config.json", "tokenizer.json", "vocab.json", "merges.txt", "special_tokens_map.json")
"""All that a tokenizer's folder may have that counts."""

PARTS = ("unet", "text_encoder", "text_encoder_2", "tokenizer", "tokenizer_2", "scheduler")
"""What a base model cannot be without; its VAE may be another's."""


def check_folder(folder: Path) -> None:
    """Refuse a folder in which a link leads out of it or code lies. Raises `BadModel`, naming the file."""
    home = _home(folder)
    for count, path in enumerate(folder.rglob("*")):
        if count > MOST_FILES:
            raise BadModel(say("models.many-files", path=folder, limit=MOST_FILES))
        if path.suffix.lower() in CODE:
            raise BadModel(say("models.has-code", path=path))
        if path.is_symlink() and not path.resolve().is_relative_to(home):
            raise BadModel(say("models.leads-out", path=path))


def _home(folder: Path) -> Path:
    """Where the links in `folder` may lead: into it, or, in the hub's cache, to the model's own blobs."""
    folder = folder.resolve()
    for above in folder.parents:
        if above.name == "snapshots" and above.parent.name.startswith("models--"):
            return above.parent / "blobs"
    return folder


def weights_of(folder: Path) -> Path:
    """The safetensors file of a part's folder, or the index of its files; fp16 before fp32. Raises `NoModel`."""
    for name in WEIGHTS:
        if (folder / name).is_file():
            return folder / name
    known = ", ".join(name for name in WEIGHTS if name.endswith(".safetensors"))
    raise NoModel(say("models.no-weights", path=folder, known=known))


def has_weights(folder: Path) -> bool:
    """Whether a part's folder has weights."""
    return any((folder / name).is_file() for name in WEIGHTS)


def files_of_part(folder: Path, part: str, *, weights: bool = True) -> dict[str, Path]:
    """The files of a part that fix what it does, checked, by what they are; `weights`: those of its weights too. Raises
    `BadModel` or `NoModel`."""
    if part == "scheduler":
        read_config(folder / "scheduler_config.json", part)
        return {"config": folder / "scheduler_config.json"}
    if part.startswith("tokenizer"):
        return _words(folder, part)
    read_config(folder / "config.json", part)
    found = {"config": folder / "config.json", **(_weights(weights_of(folder)) if weights else {})}
    pictures = folder / "preprocessor_config.json"
    if part == "image_encoder" and pictures.is_file():
        read_config(pictures, "feature_extractor")
        found["preprocessor"] = pictures
    return found


def _weights(path: Path) -> dict[str, Path]:
    """A file of weights, or an index and the files that it names, in order."""
    if path.suffix == ".json":
        shards = {f"weights/{place}": shard for place, shard in enumerate(shards_of(path), start=1)}
        return {"weights/index": path, **shards}
    read_header(path)
    return {"weights": path}


def _words(folder: Path, part: str) -> dict[str, Path]:
    found = {name: folder / name for name in WORDS if (folder / name).is_file()}
    if not found.keys() & {"tokenizer.json", "vocab.json"}:
        raise NoModel(say("models.no-weights", path=folder, known="vocab.json, merges.txt"))
    for name, path in found.items():
        if path.stat().st_size > LONGEST_WORDS:
            raise BadModel(say("models.too-long", path=path, limit=LONGEST_WORDS))
        if name == "tokenizer_config.json":
            read_config(path, part)
        elif name.endswith(".json"):
            read_json(path, LONGEST_WORDS)
    return found


def files_of_base(folder: Path) -> dict[str, Path]:
    """The files of a base model in diffusers' layout, checked, by part and what they are; its VAE's if it has one."""
    check_folder(folder)
    read_index(folder / "model_index.json")
    parts = [*PARTS, *(["vae"] if has_weights(folder / "vae") else [])]
    return {f"{part}/{what}": path for part in parts for what, path in files_of_part(folder / part, part).items()}
