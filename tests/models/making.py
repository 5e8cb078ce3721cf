"""Small model files that are true to the form, made without any library."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Shapes = dict[str, tuple[int, ...]]


def safetensors(shapes: Shapes, *, fill: int = 1) -> bytes:
    """A safetensors file of fp16 tensors; `fill` is the value of all its bytes."""
    header, at = {}, 0
    for name, shape in shapes.items():
        size = 2
        for side in shape:
            size *= side
        header[name] = {"dtype": "F16", "shape": list(shape), "data_offsets": [at, at + size]}
        at += size
    return with_header(header, bytes([fill]) * at)


def with_header(header: Any, data: bytes) -> bytes:
    """A file with `header` (JSON, or bytes as they are) and `data`."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + data


def base(unet_values: int = 1000) -> dict[str, bytes]:
    """The files of a base model in diffusers' layout, by path."""
    index = {
        "_class_name": "StableDiffusionXLPipeline",
        "force_zeros_for_empty_prompt": True,
        "feature_extractor": [None, None],
        "unet": ["diffusers", "UNet2DConditionModel"],
        "vae": ["diffusers", "AutoencoderKL"],
        "scheduler": ["diffusers", "EulerDiscreteScheduler"],
        "text_encoder": ["transformers", "CLIPTextModel"],
        "text_encoder_2": ["transformers", "CLIPTextModelWithProjection"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
        "tokenizer_2": ["transformers", "CLIPTokenizer"],
    }
    unet = {"_class_name": "UNet2DConditionModel", "cross_attention_dim": 40, "transformer_layers_per_block": [1, 2]}
    files: dict[str, Any] = {
        "model_index.json": index,
        "scheduler/scheduler_config.json": {"_class_name": "EulerDiscreteScheduler", "num_train_timesteps": 1000},
        "unet/config.json": unet,
        "vae/config.json": {"_class_name": "AutoencoderKL", "block_out_channels": [8, 8]},
        "text_encoder/config.json": {"architectures": ["CLIPTextModel"], "num_hidden_layers": 2},
        "text_encoder_2/config.json": {"architectures": ["CLIPTextModelWithProjection"], "vocab_size": 600},
        "unet/diffusion_pytorch_model.fp16.safetensors": safetensors({"a.weight": (unet_values,)}),
        "vae/diffusion_pytorch_model.fp16.safetensors": safetensors({"b.weight": (4, 4)}),
        "text_encoder/model.fp16.safetensors": safetensors({"c.weight": (4, 4)}),
        "text_encoder_2/model.fp16.safetensors": safetensors({"d.weight": (4, 4)}),
    }
    for name in ("tokenizer", "tokenizer_2"):
        files[f"{name}/vocab.json"] = {"a": 0}
        files[f"{name}/merges.txt"] = b"#version: 0.2\n"
    return {path: data if isinstance(data, bytes) else json.dumps(data).encode() for path, data in files.items()}


ENTRY = "model.diffusion_model.input_blocks.0.0.weight"


def single(changes: Mapping[str, tuple[int, ...] | None] = {}) -> Shapes:
    """What a base model in one file has, as far as it is looked at; `changes`: more tensors, or fewer (None)."""
    shapes: Shapes = {
        ENTRY: (8, 4, 3, 3),
        "conditioner.embedders.0.transformer.text_model.final_layer_norm.weight": (4,),
        "conditioner.embedders.1.model.ln_final.weight": (4,),
        "first_stage_model.decoder.conv_in.weight": (8, 4, 3, 3),
    }
    for name, shape in changes.items():
        if shape is None:
            shapes = {kept: size for kept, size in shapes.items() if not kept.startswith(name)}
        else:
            shapes[name] = shape
    return shapes


def beside() -> dict[str, bytes]:
    """The configs and word lists of `base`."""
    return {path: data for path, data in base().items() if not path.endswith(".safetensors")}


def adapter(width: int = 40) -> bytes:
    """An IP-Adapter for a base model whose text is `width` wide."""
    return safetensors({"image_proj.latents": (1, 4, 8), "ip_adapter.1.to_k_ip.weight": (8, width)})


def write(folder: Path, files: dict[str, bytes]) -> Path:
    """Put files below `folder`."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def whole(folder: Path) -> Path:
    """A folder of all parts."""
    encoder = {"architectures": ["CLIPVisionModelWithProjection"], "num_hidden_layers": 3}
    files = {f"sdxl/{path}": data for path, data in base().items()}
    files["adapter.safetensors"] = adapter()
    files["image_encoder/config.json"] = json.dumps(encoder).encode()
    files["image_encoder/model.safetensors"] = safetensors({"e.weight": (4, 4)})
    files["taesdxl/config.json"] = b'{"_class_name": "AutoencoderTiny"}'
    files["taesdxl/diffusion_pytorch_model.safetensors"] = safetensors({"f.weight": (4, 4)})
    files["lora/lightning-4.safetensors"] = safetensors({"g.weight": (4, 4)})
    return write(folder, files)
