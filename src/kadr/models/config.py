"""The small files beside the weights: what a part is and how large, as JSON that anybody may have written.

diffusers and transformers find classes by the names in these files, may import code that they name, and make layers in
the number that they give. So only known classes pass, no code is named, and numbers have limits.
"""

import json
from pathlib import Path
from typing import Any

from kadr.errors import BadModel
from kadr.messages import say

LONGEST = 1_000_000
"""Bytes of a config.json; real ones have about two thousand."""

LONGEST_WORDS = 20_000_000
"""Bytes of a tokenizer's word list."""

SCHEDULERS = {
    "DDIMScheduler", "DDPMScheduler", "DEISMultistepScheduler", "DPMSolverMultistepScheduler",
    "DPMSolverSDEScheduler", "DPMSolverSinglestepScheduler", "EulerAncestralDiscreteScheduler",
    "EulerDiscreteScheduler", "HeunDiscreteScheduler", "KDPM2AncestralDiscreteScheduler", "KDPM2DiscreteScheduler",
    "LCMScheduler", "LMSDiscreteScheduler", "PNDMScheduler", "TCDScheduler", "UniPCMultistepScheduler",
}  # fmt: skip

CLASSES = {
    "unet": {"UNet2DConditionModel"},
    "vae": {"AutoencoderKL", "AutoencoderTiny"},
    "text_encoder": {"CLIPTextModel"},
    "text_encoder_2": {"CLIPTextModelWithProjection"},
    "tokenizer": {"CLIPTokenizer", "CLIPTokenizerFast"},
    "tokenizer_2": {"CLIPTokenizer", "CLIPTokenizerFast"},
    "scheduler": SCHEDULERS,
    "image_encoder": {"CLIPVisionModelWithProjection"},
    "feature_extractor": {"CLIPImageProcessor", "CLIPFeatureExtractor"},
    "tiny_decoder": {"AutoencoderTiny"},
    "pipeline": {"StableDiffusionXLPipeline"},
}
"""Which classes a part may be of."""

LIBRARIES = {"diffusers", "transformers"}

LAYERS, CHANNELS, LARGEST = 200, 100_000, 10_000_000
"""The most layers, the most channels or words, and the largest number that a config may give at all."""

COUNTS = ("layers", "depth", "blocks")
WIDTHS = ("channels", "size", "dim", "heads", "width", "features", "groups", "positions")


def read_config(path: Path, part: str) -> dict[str, Any]:
    """The config at `path` of a part (a key of `CLASSES`), checked. Raises `BadModel`, naming file and field."""
    config = read_json(path)
    architectures = config.get("architectures") or []
    classes = [config.get("_class_name"), config.get("tokenizer_class")]
    for name in [*classes, *(architectures if isinstance(architectures, list) else ["?"])]:
        if name is not None and not (isinstance(name, str) and name in CLASSES[part]):
            raise BadModel(say("models.class", path=path, name=str(name)[:80], known=", ".join(sorted(CLASSES[part]))))
    _check_numbers(path, "", config)
    return config


def read_index(path: Path) -> dict[str, Any]:
    """A model_index.json, all of whose parts are of known classes. Raises `BadModel`."""
    index = read_config(path, "pipeline")
    for part, value in index.items():
        if not isinstance(value, list):
            continue
        library, name = (str(word) for word in (value if len(value) == 2 else ("?", "?")))
        classes = CLASSES.get(part, set())
        if value != [None, None] and (library not in LIBRARIES or name not in classes):
            known = ", ".join(sorted(classes))
            raise BadModel(say("models.class", path=path, name=f"{part}: {library}.{name}"[:80], known=known or "-"))
    return index


def read_json(path: Path, limit: int = LONGEST) -> dict[str, Any]:
    """A JSON object from a file of at most `limit` bytes. Raises `BadModel`."""
    try:
        if not path.is_file():
            raise BadModel(say("models.no-file", path=path))
        if path.stat().st_size > limit:
            raise BadModel(say("models.too-long", path=path, limit=limit))
        config = json.loads(path.read_bytes().decode("utf-8"), object_pairs_hook=_unique, parse_constant=_refuse)
    except OSError as error:
        raise BadModel(say("models.vanished", path=path, detail=error.strerror or error)) from error
    except (ValueError, RecursionError):
        raise BadModel(say("models.json", path=path)) from None
    if not isinstance(config, dict):
        raise BadModel(say("models.json", path=path))
    return config


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entries = dict(pairs)
    if len(entries) != len(pairs):
        raise ValueError(pairs[0][0])
    return entries


def _refuse(number: str) -> None:
    raise ValueError(number)


def _check_numbers(path: Path, field: str, value: Any) -> None:
    """No number beyond what its field's name lets it be, and no word on code to be loaded."""
    match value:
        case dict():
            for name, inner in value.items():
                if name in ("auto_map", "custom_pipelines"):
                    raise BadModel(say("models.code", path=path, name=name))
                _check_numbers(path, name, inner)
        case list():
            if len(value) > LAYERS:
                raise BadModel(say("models.number", path=path, name=field[:80], value=f"[{len(value)}]"))
            for inner in value:
                _check_numbers(path, field, inner)
        case int() | float() if not isinstance(value, bool):
            if not -LARGEST <= value <= _most(field):
                raise BadModel(say("models.number", path=path, name=field[:80], value=str(value)[:40]))


def _most(field: str) -> int:
    if any(word in field for word in COUNTS):
        return LAYERS
    return CHANNELS if any(word in field for word in WIDTHS) else LARGEST
