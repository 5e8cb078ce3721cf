"""The parts of a model in one file, by the names that diffusers' and transformers' classes have for their tensors.

Nothing is read here: every name leads to the place of its tensor in the file, or to a part of it.
"""

import re
from collections.abc import Callable
from typing import Any

from diffusers.loaders.single_file_utils import convert_ldm_unet_checkpoint, convert_ldm_vae_checkpoint

from kadr.engines.sdxl.unet import Config
from kadr.errors import BadModel
from kadr.messages import say
from kadr.models.single import FIRST, SECOND, UNET, VAE
from kadr.weights import Place, Weights

OPEN_CLIP = {
    "token_embedding.weight": "text_model.embeddings.token_embedding.weight",
    "positional_embedding": "text_model.embeddings.position_embedding.weight",
    "ln_final.weight": "text_model.final_layer_norm.weight",
    "ln_final.bias": "text_model.final_layer_norm.bias",
}
"""OpenCLIP's names (open_clip/transformer.py) and those of transformers' `CLIPTextModelWithProjection`."""

PROJECTION = "text_projection"
"""OpenCLIP multiplies by this matrix from the right; a linear layer has it with its sides exchanged."""

RESBLOCK = re.compile(r"transformer\.resblocks\.(\d+)\.(\w+)\.(.+)")
LAYER = {"ln_1": "layer_norm1", "ln_2": "layer_norm2", "attn": "self_attn", "mlp": "mlp"}
INNER = {"c_fc": "fc1", "c_proj": "fc2"}
IN_PROJ = "in_proj_"
FUSED = ("q_proj", "k_proj", "v_proj")
"""The order in which OpenCLIP has the three matrices of attention in one, ``in_proj_weight`` (3 width, width)."""


def unet(whole: Weights, config: Config) -> Weights:
    """The UNet's tensors."""
    return _converted(whole.below(UNET), UNET, convert_ldm_unet_checkpoint, config)


def vae(whole: Weights, config: Config) -> Weights:
    """The VAE's tensors. Its attention is made of 1x1 convolutions there, and of linear layers in diffusers."""
    own = whole.below(VAE)
    places = {name: _flat(own.place(name)) if ".attn_1." in name else own.place(name) for name in own}
    return _converted(Weights(own.path, places=places), VAE, convert_ldm_vae_checkpoint, config)


def _converted(own: Weights, prefix: str, convert: Callable[..., dict[str, Any]], config: Config) -> Weights:
    """The tensors under the names that diffusers' `convert` gives them; it wants to see `prefix` again."""
    try:
        return own.converted(lambda shells: convert({f"{prefix}{name}": shells[name] for name in shells}, config))
    except KeyError as error:
        raise BadModel(say("models.lacks", path=own.path, name=error.args[0])) from error


def _flat(place: Place) -> Place:
    return place.shaped(*place.shape[:2]) if place.shape[2:] == (1, 1) else place


def first_encoder(whole: Weights, config: Config) -> Weights:
    """The first text encoder's tensors: transformers' own names."""
    return whole.below(FIRST)


def second_encoder(whole: Weights, config: Config) -> Weights:
    """The second text encoder's tensors; it is OpenCLIP's."""
    own = whole.below(SECOND)
    places: dict[str, Place] = {}
    for name in own:
        if name in OPEN_CLIP:
            places[OPEN_CLIP[name]] = own.place(name)
        elif name == PROJECTION:
            places[f"{PROJECTION}.weight"] = own.place(name).transposed()
        elif found := RESBLOCK.fullmatch(name):
            places |= _layer(own, name, *found.groups())
    return Weights(own.path, places=places)


def _layer(own: Weights, name: str, number: str, part: str, rest: str) -> dict[str, Place]:
    """A tensor of an encoder's layer, or the three that it is made of."""
    place = own.place(name)
    at = f"text_model.encoder.layers.{number}.{LAYER.get(part, part)}"
    if not rest.startswith(IN_PROJ):
        return {".".join([at, *(INNER.get(word, word) for word in rest.split("."))]): place}
    if not place.shape or place.shape[0] % len(FUSED):
        raise BadModel(say("models.shape", path=own.path, name=name, found=place.shape, wanted="(3n, n)"))
    kind = rest.removeprefix(IN_PROJ)
    return {f"{at}.{each}.{kind}": place.part(which, len(FUSED)) for which, each in enumerate(FUSED)}


PARTS: dict[str, Callable[[Weights, Config], Weights]] = {
    "unet": unet,
    "vae": vae,
    "text_encoder": first_encoder,
    "text_encoder_2": second_encoder,
}
"""For each part of a base its tensors in a file that has them all."""
