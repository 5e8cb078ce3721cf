"""Pixels in and out."""

import io

from PIL import Image

from kadr.engines.draft.artist import rasterise


def read(svg: str) -> Image.Image:
    """An SVG as pixels of red, green and blue."""
    return Image.open(io.BytesIO(rasterise(svg))).convert("RGB")


def png(image: Image.Image) -> bytes:
    """Pixels as PNG, the same bytes for the same pixels."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def grey(value: float) -> str:
    """A grey from 0 to 255 as #rrggbb."""
    level = min(255, max(0, round(value)))
    return f"#{level:02x}{level:02x}{level:02x}"
