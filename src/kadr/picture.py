"""Which pictures of other people's making kadr opens at all, and in which colours it takes what it finds in them."""

from PIL import Image

FORMATS = ("PNG", "JPEG", "WEBP")
"""The only decoders that are ever tried, whatever a file is called."""

MOST_PIXELS = 50_000_000
"""Twice what cameras of 2020 give; nothing larger is ever decoded."""


def in_colour(image: Image.Image) -> Image.Image:
    """`image`, loaded, as 8 bits a channel: RGB, or RGBA where anything of it can be seen through; L for 16-bit greys;
    CMYK, L and RGB without transparency stay what they are, since a colour profile speaks of those."""
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    if image.mode.startswith("I"):
        return image.point(lambda level: level / 256).convert("L")  # convert alone would cut off at 255
    return image if image.mode in ("RGB", "CMYK", "L") else image.convert("RGB")
