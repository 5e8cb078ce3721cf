"""The image encoder (CLIP ViT) that an IP-Adapter sees pictures through."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from PIL import Image
from transformers import CLIPImageProcessorPil, CLIPVisionConfig, CLIPVisionModelWithProjection

from kadr.weights import Weights, fill

BLANK = None
"""The picture of nothing: what guidance steers away from."""


def look(
    pictures: Sequence[Image.Image | None],
    folder: Path,
    weights: Weights,
    *,
    dtype: torch.dtype,
    device: torch.device,
    on_picture: Callable[[int, int], None] = lambda done, all_: None,
) -> list[torch.Tensor]:
    """For each picture the encoder's last but one states, (1, 257, 1280) for a ViT-H at 224 pixels, on the CPU.

    `folder` has config.json and perhaps preprocessor_config.json. The encoder is in memory only while this runs."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    with torch.device("meta"):
        encoder = CLIPVisionModelWithProjection(CLIPVisionConfig(**config)).eval()
    fill(encoder, weights, dtype=dtype, device=device)
    prepare = _processor(folder)
    states = []
    with torch.inference_mode():
        for place, picture in enumerate(pictures):
            side = config["image_size"]
            pixels = prepare(picture) if picture else torch.zeros(1, 3, side, side)
            seen = encoder(pixels.to(device=device, dtype=dtype), output_hidden_states=True)
            states.append(seen.hidden_states[-2].cpu())
            on_picture(place + 1, len(pictures))
    return states


def _processor(folder: Path) -> Callable[[Image.Image], torch.Tensor]:
    there = (folder / "preprocessor_config.json").is_file()
    processor = CLIPImageProcessorPil.from_pretrained(folder) if there else CLIPImageProcessorPil()

    def prepare(picture: Image.Image) -> torch.Tensor:
        pixels: torch.Tensor = processor(images=picture.convert("RGB"), return_tensors="pt").pixel_values
        return pixels

    return prepare
