"""An SDXL with an IP-Adapter that has every part in its place and nothing learnt: random numbers for weights.

At its real size it tells what a machine will do before a byte is downloaded; in miniature it is what tests run. Both
are written to disk in the layout of the hub (a folder of components, an adapter, an image encoder, a tiny decoder), so
that all that reads and checks models reads and checks these too.
"""

import gc
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ALPHABET = 256
"""Words of the little vocabulary are single bytes: every text has its tokens, at one token a letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimensions:
    """How large the parts are. `channels`, `heads`, `depths`: of the three UNet blocks from fine to coarse."""

    channels: tuple[int, int, int]
    heads: tuple[int, int, int]
    depths: tuple[int, int, int]
    groups: int
    text_widths: tuple[int, int]
    text_layers: tuple[int, int]
    text_heads: tuple[int, int]
    vocabulary: int
    time_width: int
    vae_channels: tuple[int, ...]
    tiny_channels: int
    vision_width: int
    vision_layers: int
    vision_heads: int
    vision_pixels: int
    resampler_width: int
    resampler_layers: int
    face_tokens: int

    @property
    def context(self) -> int:
        """The width of the text's embedding, both encoders side by side."""
        return sum(self.text_widths)


REAL = Dimensions(
    channels=(320, 640, 1280), heads=(5, 10, 20), depths=(1, 2, 10), groups=32,
    text_widths=(768, 1280), text_layers=(12, 32), text_heads=(12, 20), vocabulary=49408, time_width=256,
    vae_channels=(128, 256, 512, 512), tiny_channels=64,
    vision_width=1280, vision_layers=32, vision_heads=16, vision_pixels=224,
    resampler_width=1280, resampler_layers=4, face_tokens=16,
)  # fmt: skip
"""SDXL base 1.0, ip-adapter-plus-face_sdxl_vit-h and its ViT-H/14: sizes from their published configurations."""

TINY = Dimensions(
    channels=(8, 16, 32), heads=(1, 2, 4), depths=(1, 2, 3), groups=4,
    text_widths=(16, 24), text_layers=(2, 3), text_heads=(2, 2), vocabulary=600, time_width=8,
    vae_channels=(8, 8, 16, 16), tiny_channels=8,
    vision_width=32, vision_layers=3, vision_heads=2, vision_pixels=56,
    resampler_width=64, resampler_layers=4, face_tokens=4,
)  # fmt: skip
"""The same in miniature: every kind of block, drawn in seconds."""

TAME = 0.3
"""What the UNet's last layer is multiplied by: guidance makes much of what two random predictions differ in; so latents
stay as large as a trained model's."""


def build(folder: Path, size: Dimensions = REAL, *, tell: Callable[[str], None] = lambda part: None) -> None:
    """Write the whole model below `folder`: ``sdxl/``, ``adapter.safetensors``, ``image_encoder/``, ``taesdxl/``.
    `tell` hears of each part before it is made. Real size: 9.1 GB on the disk, 5.2 GB of memory."""
    import torch

    base = folder / "sdxl"
    for number, (name, make) in enumerate(components(size).items(), start=1):
        tell(name)
        model = randomized(make, seed=number, dtype=torch.bfloat16)
        if name == "unet":
            with torch.no_grad():
                model.conv_out.weight.mul_(TAME)
        model.save_pretrained(base / name if name in _INDEX else folder / name)
        if name == "text_encoder":
            _name_as_published(base / name / "model.safetensors")
        del model
        gc.collect()
    _write_scheduler(base)
    for name in ("tokenizer", "tokenizer_2"):
        _write_tokenizer(base / name, size, padding="!" if name.endswith("2") else "<|endoftext|>")
    (base / "model_index.json").write_text(json.dumps(_index(), indent=2))
    _write_image_processor(folder / "image_encoder", size)
    tell("adapter")
    _write_adapter(folder / "adapter.safetensors", size)


def _name_as_published(path: Path) -> None:
    """The files of the hub call all of the first text encoder ``text_model.``; transformers 5 leaves that out."""
    from safetensors.torch import load_file, save_file

    tensors = load_file(path)
    save_file({f"text_model.{name.removeprefix('text_model.')}": tensor for name, tensor in tensors.items()}, path)


_INDEX = {
    "vae": ["diffusers", "AutoencoderKL"],
    "unet": ["diffusers", "UNet2DConditionModel"],
    "text_encoder": ["transformers", "CLIPTextModel"],
    "text_encoder_2": ["transformers", "CLIPTextModelWithProjection"],
    "tokenizer": ["transformers", "CLIPTokenizer"],
    "tokenizer_2": ["transformers", "CLIPTokenizer"],
    "scheduler": ["diffusers", "EulerDiscreteScheduler"],
}


def _index() -> dict[str, Any]:
    return {
        "_class_name": "StableDiffusionXLPipeline",
        "_diffusers_version": "0.42.1",
        "force_zeros_for_empty_prompt": True,
        **_INDEX,
    }


def components(size: Dimensions) -> dict[str, Callable[[], Any]]:
    """What makes each part that has weights, by its name."""
    from diffusers import AutoencoderKL, AutoencoderTiny, UNet2DConditionModel
    from transformers import (
        CLIPTextConfig,
        CLIPTextModel,
        CLIPTextModelWithProjection,
        CLIPVisionConfig,
        CLIPVisionModelWithProjection,
    )

    return {
        "vae": lambda: AutoencoderKL(**vae_config(size)),
        "unet": lambda: UNet2DConditionModel(**unet_config(size)),
        "text_encoder": lambda: CLIPTextModel(CLIPTextConfig(**_text_config(size, 0))),
        "text_encoder_2": lambda: CLIPTextModelWithProjection(CLIPTextConfig(**_text_config(size, 1))),
        "image_encoder": lambda: CLIPVisionModelWithProjection(CLIPVisionConfig(**_vision_config(size))),
        "taesdxl": lambda: AutoencoderTiny(
            encoder_block_out_channels=(size.tiny_channels,) * 4, decoder_block_out_channels=(size.tiny_channels,) * 4
        ),
    }


def unet_config(size: Dimensions) -> dict[str, Any]:
    """What diffusers' `UNet2DConditionModel` takes."""
    return {
        "act_fn": "silu",
        "addition_embed_type": "text_time",
        "addition_time_embed_dim": size.time_width,
        "attention_head_dim": list(size.heads),
        "block_out_channels": list(size.channels),
        "cross_attention_dim": size.context,
        "in_channels": 4,
        "out_channels": 4,
        "layers_per_block": 2,
        "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
        "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
        "norm_num_groups": size.groups,
        "projection_class_embeddings_input_dim": size.text_widths[1] + 6 * size.time_width,
        "sample_size": 128,
        "transformer_layers_per_block": list(size.depths),
        "use_linear_projection": True,
    }


def vae_config(size: Dimensions) -> dict[str, Any]:
    """What diffusers' `AutoencoderKL` takes."""
    return {
        "in_channels": 3,
        "out_channels": 3,
        "down_block_types": ["DownEncoderBlock2D"] * 4,
        "up_block_types": ["UpDecoderBlock2D"] * 4,
        "block_out_channels": list(size.vae_channels),
        "layers_per_block": 2,
        "latent_channels": 4,
        "norm_num_groups": min(32, size.vae_channels[0] // 2),
        "sample_size": 1024,
        "scaling_factor": 0.13025,
        "force_upcast": False,  # as the fp16-fix VAE has it
    }


def _text_config(size: Dimensions, which: int) -> dict[str, Any]:
    width = size.text_widths[which]
    return {
        "vocab_size": size.vocabulary,
        "hidden_size": width,
        "intermediate_size": 4 * width,
        "num_hidden_layers": size.text_layers[which],
        "num_attention_heads": size.text_heads[which],
        "projection_dim": width,
        "hidden_act": ("quick_gelu", "gelu")[which],
        "bos_token_id": size.vocabulary - 2,
        "eos_token_id": size.vocabulary - 1,
        "pad_token_id": size.vocabulary - 1,
    }


def _vision_config(size: Dimensions) -> dict[str, Any]:
    return {
        "hidden_size": size.vision_width,
        "intermediate_size": 4 * size.vision_width,
        "num_hidden_layers": size.vision_layers,
        "num_attention_heads": size.vision_heads,
        "patch_size": 14,
        "image_size": size.vision_pixels,
        "projection_dim": max(16, size.vision_width * 4 // 5),
        "hidden_act": "gelu",
    }


def randomized(make: Callable[[], Any], *, seed: int, dtype: Any) -> Any:
    """A model with random weights, each tensor its own; scaled so that signals neither vanish nor explode."""
    import torch

    with torch.device("meta"):
        model = make()
    model = model.to(dtype).to_empty(device="cpu")
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.ndim == 1:
                parameter.fill_(1.0 if name.endswith("weight") and "norm" in name.lower() else 0.0)
            else:
                parameter.uniform_(-1, 1, generator=generator).mul_(1.7 / parameter[0].numel() ** 0.5)
        for name, buffer in model.named_buffers():
            if "position_ids" in name:
                buffer.copy_(torch.arange(buffer.shape[-1])[None])
    return model.eval()


def _write_scheduler(base: Path) -> None:
    from diffusers import EulerDiscreteScheduler

    EulerDiscreteScheduler(
        beta_start=0.00085,
        beta_end=0.012,
        beta_schedule="scaled_linear",
        steps_offset=1,
        timestep_spacing="leading",
    ).save_pretrained(base / "scheduler")


def _write_tokenizer(folder: Path, size: Dimensions, *, padding: str) -> None:
    """A CLIP tokenizer whose words are letters, in the files that the hub's have. Ids of begin and end are the last
    two, as in the real one."""
    codes = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    letters = [chr(code) for code in codes] + [chr(ALPHABET + n) for n in range(ALPHABET - len(codes))]
    words = letters + [letter + "</w>" for letter in letters]
    vocabulary = {word: number for number, word in enumerate(words)}
    vocabulary |= {"<|startoftext|>": size.vocabulary - 2, "<|endoftext|>": size.vocabulary - 1}
    marks = {"bos_token": "<|startoftext|>", "eos_token": "<|endoftext|>", "unk_token": "<|endoftext|>"}
    marks["pad_token"] = padding
    config = {**marks, "model_max_length": 77, "tokenizer_class": "CLIPTokenizer"}
    folder.mkdir(parents=True, exist_ok=True)
    for name, entries in (
        ("vocab", vocabulary),
        ("special_tokens_map", marks),
        ("tokenizer_config", config),
    ):
        (folder / f"{name}.json").write_text(json.dumps(entries), "utf-8")
    (folder / "merges.txt").write_text("#version: 0.2\n", "utf-8")


def _write_image_processor(folder: Path, size: Dimensions) -> None:
    side = size.vision_pixels
    (folder / "preprocessor_config.json").write_text(
        json.dumps({"size": {"shortest_edge": side}, "crop_size": {"height": side, "width": side}}, indent=2)
    )


def _write_adapter(path: Path, size: Dimensions) -> None:
    from safetensors.torch import save_file

    save_file(adapter(size), path)


def adapter(size: Dimensions) -> dict[str, Any]:
    """The tensors of an ip-adapter-plus-face by the names in its file; fp16."""
    import torch
    from diffusers import UNet2DConditionModel

    generator = torch.Generator().manual_seed(3)

    def random(*shape: int) -> Any:
        return torch.empty(*shape, dtype=torch.float16).uniform_(-1, 1, generator=generator) * shape[-1] ** -0.5

    with torch.device("meta"):
        unet = UNet2DConditionModel(**unet_config(size))
    tensors = _resampler(size, random)
    crossing = [name for name in unet.attn_processors if not name.endswith("attn1.processor")]
    for place, name in enumerate(crossing):
        width = unet.get_submodule(name.removesuffix(".processor")).to_q.out_features
        for part in ("k", "v"):
            tensors[f"ip_adapter.{2 * place + 1}.to_{part}_ip.weight"] = random(width, size.context)
    return tensors


def _resampler(size: Dimensions, random: Callable[..., Any]) -> dict[str, Any]:
    import torch

    width, context = size.resampler_width, size.context
    heads = width  # as many channels inside the attention as outside

    def normal(name: str, channels: int) -> dict[str, Any]:
        ones, zeros = torch.ones(channels).half(), torch.zeros(channels).half()
        return {f"image_proj.{name}.weight": ones, f"image_proj.{name}.bias": zeros}

    tensors = {
        "image_proj.latents": random(1, size.face_tokens, width),
        "image_proj.proj_in.weight": random(width, size.vision_width),
        "image_proj.proj_in.bias": random(width),
        "image_proj.proj_out.weight": random(context, width),
        "image_proj.proj_out.bias": random(context),
        **normal("norm_out", context),
    }
    for layer in range(size.resampler_layers):
        at = f"layers.{layer}"
        tensors |= normal(f"{at}.0.norm1", width) | normal(f"{at}.0.norm2", width) | normal(f"{at}.1.0", width)
        tensors |= {
            f"image_proj.{at}.0.to_q.weight": random(heads, width),
            f"image_proj.{at}.0.to_kv.weight": random(2 * heads, width),
            f"image_proj.{at}.0.to_out.weight": random(width, heads),
            f"image_proj.{at}.1.1.weight": random(4 * width, width),
            f"image_proj.{at}.1.3.weight": random(width, 4 * width),
        }
    return tensors


LORA_LAYERS = ("attn1.to_q", "attn1.to_out.0", "attn2.to_k", "attn2.to_v", "ff.net.2")


def write_lora(path: Path, size: Dimensions, *, rank: int = 4) -> None:
    """Write a LoRA for the UNet, with an alpha of half its rank, by the names that A1111's files have."""
    import torch
    from diffusers import UNet2DConditionModel
    from safetensors.torch import save_file

    generator = torch.Generator().manual_seed(4)
    with torch.device("meta"):
        unet = UNet2DConditionModel(**unet_config(size))
    tensors: dict[str, Any] = {}
    for name, layer in unet.named_modules():
        if name.endswith(LORA_LAYERS):
            at = "lora_unet_" + name.replace(".", "_")
            down = torch.randn(rank, layer.in_features, generator=generator) * layer.in_features**-0.5
            up = torch.randn(layer.out_features, rank, generator=generator) * rank**-0.5
            tensors |= {
                f"{at}.lora_down.weight": down,
                f"{at}.lora_up.weight": up,
                f"{at}.alpha": torch.tensor(rank / 2),
            }
    save_file(tensors, path)
