"""Reference photos as a board keeps them: turned upright, cut to a square around the face, nothing told of camera,
place or time.

What is kept is named by the digest of the file that was given, so that the same photo is never kept twice and a board's
folder is whole wherever it is carried.
"""

import hashlib
import io
from collections.abc import Mapping
from pathlib import Path

import msgspec
from PIL import Image

from kadr.board import Character
from kadr.cast.photo import skin_mask
from kadr.picture import FORMATS, as_seen

FOLDER = "references"
"""The folder below a board's own in which its reference photos are."""

SIDE = 512
"""Pixels: the image encoder looks at 224."""

STEPS = 24
"""Places at which the square is tried along the photo."""


def name_of(digest: str) -> str:
    """Where a board keeps a reference photo, relative to its folder."""
    return f"{FOLDER}/{digest}.png"


def digest_of(name: str) -> str:
    """The digest in a name that `name_of` gave."""
    return Path(name).stem


def kept(character: Character, folder: Path) -> tuple[Character, Mapping[str, bytes]]:
    """`character` with references as a board names them, and their pictures by that name. `folder` is the cast
    file's, whose reading has checked that the pictures can be opened."""
    pictures = {}
    for reference in character.references:
        data = (folder / reference).read_bytes()
        pictures[name_of(hashlib.sha256(data).hexdigest())] = portrait(data)
    return msgspec.structs.replace(character, references=tuple(pictures)), pictures


def portrait(data: bytes) -> bytes:
    """A photo (PNG, JPEG, WEBP) as a square PNG of at most `SIDE` pixels, RGB as it is seen (`as_seen`), without
    metadata."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        photo = as_seen(image)
    square = photo.crop(_square(photo))
    square.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    square.save(stream, "PNG")
    return stream.getvalue()


def _square(image: Image.Image) -> tuple[int, int, int, int]:
    """The square across the photo's shorter side with the most skin in it; the middle one where there is none."""
    width, height = image.size
    side = min(width, height)
    small = image.resize((max(1, width * 96 // max(width, height)), max(1, height * 96 // max(width, height))))
    mask = skin_mask(small)
    shifts = [place / STEPS for place in range(STEPS + 1)]
    counted = [(_skin_in(mask, small.size, shift), -abs(shift - 0.5), shift) for shift in shifts]
    shift = max(counted)[2]
    left, top = round((width - side) * shift), round((height - side) * shift)
    return left, top, left + side, top + side


def _skin_in(mask: list[bool], size: tuple[int, int], shift: float) -> int:
    width, height = size
    side = min(width, height)
    left, top = round((width - side) * shift), round((height - side) * shift)
    return sum(sum(mask[row * width + left : row * width + left + side]) for row in range(top, top + side))
