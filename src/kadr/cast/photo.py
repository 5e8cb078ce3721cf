"""What a reference photograph tells of somebody: how light skin and hair are. Nothing else, and only when it is plain.

Skin is found by its place in the YCbCr plane, where people of every skin lie together and differ in lightness only
(Chai and Ngan, "Face segmentation using skin-color map", 1999); hair is what lies on top of it.
"""

import io
from statistics import median

import msgspec
from PIL import Image

from kadr.board import Character, Looks
from kadr.cast.looks import looks_of
from kadr.picture import FORMATS, as_seen

SIDE = 96
"""Pixels: a picture is looked at no larger than this."""

CB, CR = (77, 127), (133, 173)
"""Where skin lies in YCbCr, 0 to 255."""

DARKEST = 48
"""Darker than this lies brown hair, whose colour is skin's."""

LEAST = 0.06
"""The part of the picture that must be skin before anything is said of it."""

SKIN = ((165, "light"), (105, "mid"), (0, "dark"))
HAIR = ((150, "light"), (85, "mid"), (0, "dark"))
"""Lightness (0 to 255) from which skin and hair count as such."""


def with_looks_of(photo: bytes, character: Character) -> Character:
    """`character` with the skin and hair that their first reference photo (PNG, JPEG, WEBP) shows, where their name,
    traits and wardrobe say nothing of it. Raises what Pillow raises over damaged data."""
    seen = looks_of_photo(photo)
    said = looks_of(f"{character.name}, {character.traits}, {character.wardrobe}")
    shown = {field: getattr(seen, field) for field in ("skin", "hair_tone") if not getattr(said, field)}
    new = {field: value for field, value in shown.items() if value}
    return msgspec.structs.replace(character, looks=msgspec.structs.replace(character.looks, **new))


def looks_of_photo(photo: bytes) -> Looks:
    """`skin` and `hair_tone` as far as a PNG, JPEG or WEBP shows them; empty looks where it does not (no skin in the
    middle, black and white). Raises what Pillow raises over damaged data."""
    with Image.open(io.BytesIO(photo), formats=FORMATS) as image:
        image.draft("RGB", (SIDE * 2, SIDE * 2))
        small = as_seen(image)
    small.thumbnail((SIDE, SIDE))
    width, height = small.size
    pixels = _pixels(small)
    skin = [(index % width, index // width, y) for index, (y, cb, cr) in enumerate(pixels) if _is_skin(y, cb, cr)]
    middle = [y for x, row, y in skin if 0.25 < x / width < 0.75 and 0.15 < row / height < 0.85]
    if len(middle) < LEAST * width * height:
        return Looks()
    return Looks(skin=_named(median(middle), SKIN), hair_tone=_hair(skin, pixels, width))


def skin_mask(image: Image.Image) -> list[bool]:
    """For every pixel of a small RGB picture, row by row, whether it may be skin."""
    return [_is_skin(*pixel) for pixel in _pixels(image)]


def _pixels(image: Image.Image) -> list[tuple[int, int, int]]:
    """Lightness and the two colours (YCbCr) of every pixel, row by row."""
    raw = image.convert("YCbCr").tobytes()
    return list(zip(raw[::3], raw[1::3], raw[2::3], strict=True))


def _is_skin(y: int, cb: int, cr: int) -> bool:
    return y >= DARKEST and CB[0] <= cb <= CB[1] and CR[0] <= cr <= CR[1]


def _hair(skin: list[tuple[int, int, int]], pixels: list[tuple[int, int, int]], width: int) -> str:
    """The hair's lightness: what lies right above the topmost skin of each column in the middle of the face."""
    tops: dict[int, int] = {}
    for x, row, _ in skin:
        tops[x] = min(row, tops.get(x, row))
    columns = sorted(tops)
    inner = columns[len(columns) // 4 : -len(columns) // 4] or columns
    above = [pixels[row * width + x] for x in inner for row in range(max(0, tops[x] - 6), max(0, tops[x] - 1))]
    lightness = [y for y, cb, cr in above if not _is_skin(y, cb, cr)]
    return _named(median(lightness), HAIR) if len(lightness) >= len(inner) else ""


def _named(lightness: float, steps: tuple[tuple[int, str], ...]) -> str:
    return next(name for least, name in steps if lightness >= least)
