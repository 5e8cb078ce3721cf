"""Models in other forms than a folder of whole files: one file with Stability's names, and files cut into shards.

The inverse of what kadr reads, written from the published names: blocks counted through, attention of the second text
encoder in one matrix, of the VAE as 1x1 convolutions.
"""

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Tensors = dict[str, Any]
Rules = tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...]

UNET: Rules = (
    (r"time_embedding\.linear_1", "time_embed.0"),
    (r"time_embedding\.linear_2", "time_embed.2"),
    (r"add_embedding\.linear_1", "label_emb.0.0"),
    (r"add_embedding\.linear_2", "label_emb.0.2"),
    (r"conv_norm_out", "out.0"),
    (r"conv_out", "out.2"),
    (r"conv_in", "input_blocks.0.0"),
    (r"down_blocks\.(\d)\.resnets\.(\d)", lambda m: f"input_blocks.{3 * int(m[1]) + int(m[2]) + 1}.0"),
    (r"down_blocks\.(\d)\.attentions\.(\d)", lambda m: f"input_blocks.{3 * int(m[1]) + int(m[2]) + 1}.1"),
    (r"down_blocks\.(\d)\.downsamplers\.0\.conv", lambda m: f"input_blocks.{3 * int(m[1]) + 3}.0.op"),
    (r"mid_block\.resnets\.(\d)", lambda m: f"middle_block.{2 * int(m[1])}"),
    (r"mid_block\.attentions\.0", "middle_block.1"),
    (r"up_blocks\.(\d)\.resnets\.(\d)", lambda m: f"output_blocks.{3 * int(m[1]) + int(m[2])}.0"),
    (r"up_blocks\.(\d)\.attentions\.(\d)", lambda m: f"output_blocks.{3 * int(m[1]) + int(m[2])}.1"),
    (r"up_blocks\.(\d)\.upsamplers\.0\.conv", lambda m: f"output_blocks.{3 * int(m[1]) + 2}.2.conv"),
)
UNET_RESNET: Rules = (
    (r"\.norm1", ".in_layers.0"),
    (r"\.conv1", ".in_layers.2"),
    (r"\.norm2", ".out_layers.0"),
    (r"\.conv2", ".out_layers.3"),
    (r"\.time_emb_proj", ".emb_layers.1"),
    (r"\.conv_shortcut", ".skip_connection"),
)
VAE: Rules = (
    (r"down_blocks\.(\d)\.resnets", r"down.\1.block"),
    (r"down_blocks\.(\d)\.downsamplers\.0", r"down.\1.downsample"),
    (r"up_blocks\.(\d)\.resnets", lambda m: f"up.{3 - int(m[1])}.block"),
    (r"up_blocks\.(\d)\.upsamplers\.0", lambda m: f"up.{3 - int(m[1])}.upsample"),
    (r"mid_block\.resnets\.(\d)", lambda m: f"mid.block_{int(m[1]) + 1}"),
    (r"mid_block\.attentions\.0\.to_([qkv])", r"mid.attn_1.\1"),
    (r"mid_block\.attentions\.0\.to_out\.0", "mid.attn_1.proj_out"),
    (r"mid_block\.attentions\.0\.group_norm", "mid.attn_1.norm"),
    (r"conv_norm_out", "norm_out"),
    (r"conv_shortcut", "nin_shortcut"),
)
OPEN_CLIP: Rules = (
    (r"text_model\.embeddings\.token_embedding", "token_embedding"),
    (r"text_model\.embeddings\.position_embedding\.weight", "positional_embedding"),
    (r"text_model\.final_layer_norm", "ln_final"),
    (r"text_projection\.weight", "text_projection"),
    (r"text_model\.encoder\.layers", "transformer.resblocks"),
    (r"layer_norm(\d)", r"ln_\1"),
    (r"self_attn", "attn"),
    (r"fc1", "c_fc"),
    (r"fc2", "c_proj"),
)


def one_file(parts: Mapping[str, Tensors]) -> Tensors:
    """The tensors of a whole SDXL as one file has them, of those of its parts in diffusers' layout."""
    tensors: Tensors = {}
    for name, value in parts["unet"].items():
        old = _renamed(name, UNET)
        inner = _renamed(old, UNET_RESNET) if ".resnets." in name else old
        tensors[f"model.diffusion_model.{inner}"] = value
    for name, value in parts["vae"].items():
        flat = ".attentions." in name and value.ndim == 2
        tensors[f"first_stage_model.{_renamed(name, VAE)}"] = value[:, :, None, None] if flat else value
    for name, value in parts["text_encoder"].items():
        plain = name.removeprefix("text_model.")
        tensors[f"conditioner.embedders.0.transformer.text_model.{plain}"] = value
    for name, value in _open_clip(parts["text_encoder_2"]).items():
        tensors[f"conditioner.embedders.1.model.{name}"] = value
    return tensors


def _renamed(name: str, rules: Rules) -> str:
    for pattern, new in rules:
        name = re.sub(pattern, new, name)
    return name


def _open_clip(tensors: Tensors) -> Tensors:
    import torch

    made: Tensors = {}
    for name, value in tensors.items():
        found = re.fullmatch(r"(.+)\.self_attn\.q_proj\.(weight|bias)", name)
        if found:
            three = [tensors[f"{found[1]}.self_attn.{each}_proj.{found[2]}"] for each in "qkv"]
            made[f"{_renamed(found[1], OPEN_CLIP)}.attn.in_proj_{found[2]}"] = torch.cat(three)
        elif not re.search(r"\.[kv]_proj\.", name):
            made[_renamed(name, OPEN_CLIP)] = value.T if name == "text_projection.weight" else value
    return made


def write_one_file(base: Path, folder: Path) -> Path:
    """A model in diffusers' layout as one file in `folder`, its configs and word lists beside it."""
    import torch
    from safetensors.torch import load_file, save_file

    shutil.copytree(base, folder, ignore=shutil.ignore_patterns("*.safetensors"))
    parts = {path.parent.name: load_file(path) for path in base.glob("*/*.safetensors")}
    tensors = one_file(parts)
    tensors["conditioner.embedders.0.transformer.text_model.embeddings.position_ids"] = torch.arange(77)[None]
    tensors["model_ema.decay"] = torch.ones(())
    path = folder / "film.safetensors"
    save_file({name: value.contiguous() for name, value in tensors.items()}, path)
    return path


def write_shards(base: Path, folder: Path, parts: tuple[str, ...]) -> Path:
    """A model in diffusers' layout, `parts` of it in two files each with an index."""
    from safetensors.torch import load_file, save_file

    shutil.copytree(base, folder)
    for part in parts:
        (whole,) = (folder / part).glob("*.safetensors")
        tensors: Tensors = load_file(whole)
        listed: dict[str, str] = {}
        whole.unlink()
        for place in (0, 1):
            name = f"{whole.stem}-0000{place + 1}-of-00002.safetensors"
            own = dict(list(tensors.items())[place::2])
            save_file(own, whole.parent / name)
            listed |= dict.fromkeys(own, name)
        index = {"metadata": {"total_size": 0}, "weight_map": listed}
        (whole.parent / f"{whole.name}.index.json").write_text(json.dumps(index))
    return folder
