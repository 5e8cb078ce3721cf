"""Where the components of a model are: a folder in diffusers' layout, or one checkpoint file.

Nothing is read here but configurations and the headers of files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kadr.engines.sdxl.encode import Encoders
from kadr.engines.sdxl.unet import Config, read_config
from kadr.errors import BadModel
from kadr.messages import say
from kadr.models import Assets
from kadr.weights import Weights

UNET, VAE = "diffusion_pytorch_model", "diffusion_pytorch_model"
TEXT = "model"
"""What diffusers and transformers call the weights of a component, without ``.fp16`` and the ending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """A decoder: its configuration, which names its class, and its weights."""

    config: Config
    weights: Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The components of one model. `adapter` and `image_encoder` (its folder and its weights) are None where the model
    set has none; so is `tiny`."""

    encoders: Encoders
    unet: Weights
    unet_config: Config
    scheduler: Mapping[str, Any]
    full: Decoding
    tiny: Decoding | None
    adapter: Weights | None
    image_encoder: tuple[Path, Weights] | None
    lora: Path | None


def parts_of(assets: Assets) -> Parts:
    """The components that `assets` point to. Raises `BadModel` naming the file that is broken or not there."""
    base = assets.base
    return Parts(
        encoders=Encoders(
            tokenizers=(base / "tokenizer", base / "tokenizer_2"),
            configs=(_config(base / "text_encoder"), _config(base / "text_encoder_2")),
            weights=(_weights(base / "text_encoder", TEXT), _weights(base / "text_encoder_2", TEXT)),
        ),
        unet=_weights(base / "unet", UNET),
        unet_config=_config(base / "unet"),
        scheduler=read_config(base / "scheduler" / "scheduler_config.json"),
        full=_decoding(assets.vae or base / "vae"),
        tiny=_decoding(assets.tiny_decoder) if assets.tiny_decoder else None,
        adapter=Weights(assets.adapter) if assets.adapter else None,
        image_encoder=(assets.image_encoder, _weights(assets.image_encoder, TEXT)) if assets.image_encoder else None,
        lora=assets.lora,
    )


def _config(folder: Path) -> Config:
    return read_config(folder / "config.json")


def _decoding(folder: Path) -> Decoding:
    return Decoding(config=read_config(folder / "config.json", keep_class=True), weights=_weights(folder, VAE))


def _weights(folder: Path, name: str) -> Weights:
    """The weights in a component's folder: in 16 bits if both are there."""
    for variant in (".fp16", ""):
        path = folder / f"{name}{variant}.safetensors"
        if path.is_file():
            return Weights(path)
    raise BadModel(say("models.vanished", path=folder / f"{name}.safetensors", detail="not found"))
