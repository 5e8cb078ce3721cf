"""Which pictures of other people's making kadr opens at all, and how it takes what it finds in them."""

import io

from PIL import Image, ImageCms

FORMATS = ("PNG", "JPEG", "WEBP")
"""The only decoders that are ever tried, whatever a file is called."""

MOST_PIXELS = 50_000_000
"""Twice what cameras of 2020 give; nothing larger is ever decoded."""

MEGAPIXELS = MOST_PIXELS // 1_000_000
"""The same, as people say it."""

LARGEST_PROFILE = 4_000_000
"""Bytes of a colour profile: those of printing presses have 0.5 to 3 million. A larger one is left out of account."""

ORIENTATION = 0x0112

UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What turns a picture upright, by its EXIF orientation (CIPA DC-008, 4.6.5)."""


def turn_of(image: Image.Image) -> Image.Transpose | None:
    """What turns a picture upright, None if it is."""
    return UPRIGHT.get(image.getexif().get(ORIENTATION, 1))


def as_seen(image: Image.Image) -> Image.Image:
    """A picture as those who look at it see it: loaded, upright, RGB, 8 bits a channel, in sRGB; white where it can
    be seen through."""
    image.load()
    turn = turn_of(image)
    seen = in_srgb(in_colour(image), image.info.get("icc_profile"))
    if seen.mode == "RGBA":
        seen = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")
    return seen if turn is None else seen.transpose(turn)


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """`image` (RGB, RGBA, CMYK, L) as RGB, or RGBA if it was, in sRGB. A profile that cannot be used, damaged or of
    other colours than the picture's, is as good as none."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile and len(profile) <= LARGEST_PROFILE:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            changed = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            changed = None
        if changed is not None:
            return changed
    return image.convert(mode)


def in_colour(image: Image.Image) -> Image.Image:
    """`image`, loaded, as 8 bits a channel: RGB, or RGBA where anything of it can be seen through; L for 16-bit greys;
    CMYK, L and RGB without transparency stay what they are, since a colour profile speaks of those."""
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    if image.mode.startswith("I"):
        return image.point(lambda level: level / 256).convert("L")  # convert alone would cut off at 255
    return image if image.mode in ("RGB", "CMYK", "L") else image.convert("RGB")
