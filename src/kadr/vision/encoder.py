"""The image encoder (CLIP ViT) that an IP-Adapter sees pictures through."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from PIL import Image
from transformers import CLIPImageProcessorPil, CLIPVisionConfig, CLIPVisionModelWithProjection

from kadr.errors import BadModel
from kadr.messages import say
from kadr.models.config import read_json
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

    `folder` has config.json and perhaps preprocessor_config.json. The encoder is in memory only while this runs.
    Raises `BadModel`, naming the file."""
    encoder = shell(read_json(folder / "config.json"))
    fill(encoder, weights, dtype=dtype, device=device)
    side = encoder.config.image_size
    prepare = _processor(folder, side)
    states = []
    with torch.inference_mode():
        for place, picture in enumerate(pictures):
            pixels = prepare(picture) if picture else torch.zeros(1, 3, side, side)
            seen = encoder(pixels.to(device=device, dtype=dtype), output_hidden_states=True)
            states.append(seen.hidden_states[-2].cpu())
            on_picture(place + 1, len(pictures))
    return states


def shell(config: dict[str, Any]) -> Any:
    """The encoder of a configuration, on the device ``meta``: its form without weights, without memory."""
    with torch.device("meta"):
        return CLIPVisionModelWithProjection(CLIPVisionConfig(**config)).eval()


def _processor(folder: Path, side: int) -> Callable[[Image.Image], torch.Tensor]:
    """From a picture to (1, 3, side, side), as the model wants it."""
    path = folder / "preprocessor_config.json"
    wishes = read_json(path) if path.is_file() else {}

    def prepare(picture: Image.Image) -> torch.Tensor:
        try:
            processor = CLIPImageProcessorPil(**wishes)
            pixels: torch.Tensor = processor(images=picture.convert("RGB"), return_tensors="pt").pixel_values
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise BadModel(say("models.unusable", path=path, detail=error)) from error
        if pixels.shape != (1, 3, side, side) or not torch.isfinite(pixels).all():
            raise BadModel(say("models.unusable", path=path, detail=f"{tuple(pixels.shape)}, not {side}x{side}"))
        return pixels

    return prepare
