"""Where the components of a model are: a folder in diffusers' layout, or one checkpoint file.

Nothing is read here but configurations and the headers of files.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kadr.engines.sdxl import checkpoint, decode, encode
from kadr.engines.sdxl.encode import Encoders
from kadr.engines.sdxl.unet import Config, read_config
from kadr.models import Assets
from kadr.models.folder import weights_of
from kadr.models.single import folder_of
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
    changed since it was found; `NoModel` where a part has no weights or a single file no word lists."""
    base, eyes = assets.base, assets.image_encoder
    check_unchanged(assets.states, assets.states)
    of_base = _reader(assets)
    texts = [_config(folder_of(base, part)) for part in ("text_encoder", "text_encoder_2")]
    unet, scheduler = _config(folder_of(base, "unet")), folder_of(base, "scheduler") / "scheduler_config.json"

    def weights(place: Path) -> Weights:
        return Weights(weights_of(place) if place.is_dir() else place, states=assets.states)

    return Parts(
        encoders=Encoders(
            tokenizers=(folder_of(base, "tokenizer"), folder_of(base, "tokenizer_2")),
            configs=(texts[0], texts[1]),
            weights=(encode.named(of_base("text_encoder", texts[0])), of_base("text_encoder_2", texts[1])),
        ),
        unet=of_base("unet", unet),
        unet_config=unet,
        scheduler=(read_config(scheduler), scheduler),
        full=_decoding(assets.vae, weights(assets.vae)) if assets.vae else _decoding_of(base, of_base),
        tiny=_decoding(assets.tiny_decoder, weights(assets.tiny_decoder)) if assets.tiny_decoder else None,
        adapter=weights(assets.adapter) if assets.adapter else None,
        image_encoder=(eyes, weights(eyes)) if eyes else None,
        lora=weights(assets.lora) if assets.lora else None,
    )


Reader = Callable[[str, Config], Weights]
"""The weights of a part of the base, by its name and its configuration."""


def _reader(assets: Assets) -> Reader:
    base, states = assets.base, assets.states
    if base.is_dir():
        return lambda part, config: Weights(weights_of(base / part), states=states)
    whole = Weights(base, states=states)
    return lambda part, config: checkpoint.PARTS[part](whole, config)


def _config(folder: Path) -> Config:
    return read_config(folder / "config.json")


def _decoding(folder: Path, weights: Weights) -> Decoding:
    """A decoder with a folder of its own."""
    return Decoding(config=read_config(folder / "config.json", keep_class=True), weights=decode.named(weights))


def _decoding_of(base: Path, of_base: Reader) -> Decoding:
    """The base's own decoder."""
    config = read_config(folder_of(base, "vae") / "config.json", keep_class=True)
    return Decoding(config=config, weights=decode.named(of_base("vae", config)))
