"""Where the components of a model are: a folder in diffusers' layout, or one checkpoint file.

Nothing is read here but configurations and the headers of files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kadr.engines.sdxl import decode, encode
from kadr.engines.sdxl.encode import Encoders
from kadr.engines.sdxl.unet import Config, read_config
from kadr.errors import BadModel
from kadr.messages import say
from kadr.models import Assets
from kadr.models.folder import weights_of
from kadr.models.state import check_unchanged
from kadr.weights import Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """A decoder: its configuration, which names its class, and its weights."""

    config: Config
    weights: Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The components of one model; `scheduler` is its configuration and the file that it is in. `adapter` and
    `image_encoder` (its folder and its weights) are None where the model set has none; so are `tiny` and `lora`."""

    encoders: Encoders
    unet: Weights
    unet_config: Config
    scheduler: tuple[Mapping[str, Any], Path]
    full: Decoding
    tiny: Decoding | None
    adapter: Weights | None
    image_encoder: tuple[Path, Weights] | None
    lora: Weights | None


def parts_of(assets: Assets) -> Parts:
    """The components that `assets` point to. Raises `BadModel` naming the file that is broken, not there, or has
    changed since it was found; `NoModel` where a part has no weights."""
    base = assets.base
    if base.is_file():
        raise BadModel(say("sdxl.one-file", path=base))
    check_unchanged(assets.states, assets.states)
    scheduler, eyes = base / "scheduler" / "scheduler_config.json", assets.image_encoder

    def weights(place: Path) -> Weights:
        path = weights_of(place) if place.is_dir() else place
        return Weights(path, state=assets.states.get(path))

    def decoding(folder: Path) -> Decoding:
        return Decoding(
            config=read_config(folder / "config.json", keep_class=True), weights=decode.named(weights(folder))
        )

    return Parts(
        encoders=Encoders(
            tokenizers=(base / "tokenizer", base / "tokenizer_2"),
            configs=(_config(base / "text_encoder"), _config(base / "text_encoder_2")),
            weights=(encode.named(weights(base / "text_encoder")), weights(base / "text_encoder_2")),
        ),
        unet=weights(base / "unet"),
        unet_config=_config(base / "unet"),
        scheduler=(read_config(scheduler), scheduler),
        full=decoding(assets.vae or base / "vae"),
        tiny=decoding(assets.tiny_decoder) if assets.tiny_decoder else None,
        adapter=weights(assets.adapter) if assets.adapter else None,
        image_encoder=(eyes, weights(eyes)) if eyes else None,
        lora=weights(assets.lora) if assets.lora else None,
    )


def _config(folder: Path) -> Config:
    return read_config(folder / "config.json")
