"""Where the components of a model are: a folder in diffusers' layout, or one checkpoint file.

Nothing is read here but configurations and the headers of files.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kadr.engines.sdxl import checkpoint
from kadr.engines.sdxl.encode import Encoders
from kadr.engines.sdxl.unet import Config, read_config
from kadr.models import Assets
from kadr.models.folder import weights_of
from kadr.models.single import folder_of
from kadr.weights import Weights


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
    """The components that `assets` point to. Raises `BadModel` or `NoModel` naming what is broken or not there."""
    base, look = assets.base, assets.image_encoder
    weights = _reader(base)
    texts = [_config(folder_of(base, part)) for part in ("text_encoder", "text_encoder_2")]
    unet, vae = _config(folder_of(base, "unet")), folder_of(base, "vae")
    return Parts(
        encoders=Encoders(
            tokenizers=(folder_of(base, "tokenizer"), folder_of(base, "tokenizer_2")),
            configs=(texts[0], texts[1]),
            weights=(weights("text_encoder", texts[0]), weights("text_encoder_2", texts[1])),
        ),
        unet=weights("unet", unet),
        unet_config=unet,
        scheduler=read_config(folder_of(base, "scheduler") / "scheduler_config.json"),
        full=_decoding(assets.vae) if assets.vae else _decoding(vae, weights),
        tiny=_decoding(assets.tiny_decoder) if assets.tiny_decoder else None,
        adapter=Weights(assets.adapter) if assets.adapter else None,
        image_encoder=(look, Weights(weights_of(look))) if look else None,
        lora=assets.lora,
    )


Reader = Callable[[str, Config], Weights]
"""The weights of a part of the base, by its name and its configuration."""


def _reader(base: Path) -> Reader:
    if base.is_dir():
        return lambda part, config: Weights(weights_of(base / part))
    whole = Weights(base)
    return lambda part, config: checkpoint.PARTS[part](whole, config)


def _config(folder: Path) -> Config:
    return read_config(folder / "config.json")


def _decoding(folder: Path, weights: Reader | None = None) -> Decoding:
    """The decoder in a folder, or with its weights among the base's."""
    config = read_config(folder / "config.json", keep_class=True)
    return Decoding(config=config, weights=weights("vae", config) if weights else Weights(weights_of(folder)))
