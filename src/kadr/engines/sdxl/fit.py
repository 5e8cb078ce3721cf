"""That the files of a model belong together, before the first panel: what does not fit is told now, and not when an
hour has been painted and the decoder is to be read. Configurations and the headers of files are looked at, no weights.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import torch

from kadr import presets
from kadr.engines.sdxl import decode, encode, faces, unet
from kadr.engines.sdxl.attention import crossings
from kadr.engines.sdxl.parts import Decoding, Parts
from kadr.engines.sdxl.sampler import scheduler_for
from kadr.errors import BadModel
from kadr.messages import say
from kadr.models.config import read_json
from kadr.sampling import load_sampler
from kadr.vision import encoder as vision
from kadr.weights import Weights, check_shapes

LATENTS, SCALE = 4, 8
"""Channels of SDXL's latents, and pixels to one of their points each way."""


def check(parts: Parts) -> None:
    """Look at all parts. Raises `BadModel`, naming the file that does not fit."""
    # 1. Every part by itself: its configuration makes a form, and its weights have it
    network = _built(parts.unet, partial(unet.shell, parts.unet_config))
    encoders = parts.encoders
    readers = [
        _built(encoders.weights[which], partial(encode.shell, encoders.configs[which], which)) for which in (0, 1)
    ]
    for decoding in (parts.full, parts.tiny):
        if decoding:
            _check_decoder(decoding)
    _check_scheduler(*parts.scheduler)
    # 2. Side by side
    config = parts.unet.path.with_name("config.json")
    for name in ("in_channels", "out_channels"):
        _same(config, name, network.config[name], LATENTS)
    context = sum(reader.config.hidden_size for reader in readers)
    _same(config, "cross_attention_dim", network.config.cross_attention_dim, context)
    told = readers[1].config.projection_dim + 6 * (network.config.addition_time_embed_dim or 0)
    _same(config, "projection_class_embeddings_input_dim", network.config.projection_class_embeddings_input_dim, told)
    _check_faces(parts, network)


def _built(weights: Weights, make: Callable[[], Any]) -> Any:
    """The form that `make` gives of the config.json beside `weights`, which have it."""
    form = _made(weights.path.with_name("config.json"), make)
    check_shapes(form, weights)
    return form


def _made(path: Path, make: Callable[[], Any]) -> Any:
    try:
        return make()
    except Exception as error:  # the classes of diffusers and transformers raise whatever their values lead to
        raise BadModel(say("models.unusable", path=path, detail=f"{type(error).__name__}: {error}"[:200])) from error


def _same(path: Path, name: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise BadModel(say("sdxl.mismatch", path=path, name=name, found=found, wanted=wanted))


def _check_decoder(decoding: Decoding) -> None:
    vae = _built(decoding.weights, partial(decode.shell, decoding.config))
    path = decoding.weights.path.with_name("config.json")
    _same(path, "latent_channels", vae.config.latent_channels, LATENTS)
    _same(path, "out_channels", vae.config.out_channels, 3)
    if not vae.config.scaling_factor:
        raise BadModel(say("models.number", path=path, name="scaling_factor", value=vae.config.scaling_factor))


def _check_scheduler(config: Any, path: Path) -> None:
    """Every sampler has its noise levels from the model's configuration."""
    for name in presets.names("sampler"):
        steps = next(iter(load_sampler(name).steps), 4)
        walk = _made(path, partial(scheduler_for, name, config, steps, torch.device("cpu")))
        if not torch.isfinite(walk.sigmas).all():
            raise BadModel(say("models.unusable", path=path, detail="its noise levels are no numbers"))


def _check_faces(parts: Parts, network: Any) -> None:
    """The adapter leads from what the image encoder sees to the UNet's layers."""
    seen = None
    if parts.image_encoder:
        folder, weights = parts.image_encoder
        eyes = _built(weights, lambda: vision.shell(read_json(folder / "config.json")))
        seen = eyes.config.hidden_size
    if parts.adapter:
        faces.check_shapes(parts.adapter, seen=seen, context=network.config.cross_attention_dim)
        for place, layer in enumerate(crossings(network).values()):
            for part, like in (("k", layer.to_k), ("v", layer.to_v)):
                if parts.adapter.shape(f"ip_adapter.{2 * place + 1}.to_{part}_ip.weight") != tuple(like.weight.shape):
                    raise BadModel(say("models.adapter", path=parts.adapter.path))
