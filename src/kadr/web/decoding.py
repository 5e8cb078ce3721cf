"""The child process in which a picture that somebody sent is opened: whatever is wrong with it, or with what decodes
it, ends here and not in the server.

It reads the picture from its standard input and writes a new one to its standard output: PNG, RGB or RGBA, upright, in
sRGB, no larger than asked for, with nothing in it but pixels. `kadr.web.uploads` starts it and reads its exit code.
"""

import io
import sys
import warnings
from collections.abc import Sequence
from enum import IntEnum

from PIL import Image, UnidentifiedImageError

from kadr.picture import FORMATS, MOST_PIXELS, in_colour, in_srgb, turn_of

MOST_BYTES = 32_000_000
"""Of the file that is sent."""

HARMLESS = ("Image appears to be a malformed MPO", "Corrupt EXIF data", "Truncated File Read")
"""How Pillow's warnings begin that say nothing of the pixels; every other warning is an error."""


class Verdict(IntEnum):
    """What became of a picture, as an exit code; 1 and 2 are Python's own."""

    DONE = 0
    UNKNOWN = 10
    HUGE = 11
    DAMAGED = 12
    NO_MEMORY = 13


def main(arguments: Sequence[str]) -> int:
    """Decode standard input into standard output. `arguments`: the longest side in pixels, the most bytes of address
    space, the most seconds of computing, the most bytes that may be written."""
    side, memory, seconds, written = map(int, arguments)
    confine(memory, seconds, written)
    try:
        picture = decode(sys.stdin.buffer.read(), side)
    except UnidentifiedImageError:
        return Verdict.UNKNOWN
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Verdict.HUGE
    except MemoryError:
        return Verdict.NO_MEMORY
    except Exception:  # decoders raise all sorts of things over damaged data
        return Verdict.DAMAGED
    sys.stdout.buffer.write(picture)
    sys.stdout.buffer.flush()
    return Verdict.DONE


def confine(memory: int, seconds: int, written: int) -> None:
    """Bind this process: bytes of address space, seconds of computing, bytes of any file that it writes, no core dump.

    macOS takes the limit of memory and does not keep it; Windows knows no such limits. There the seconds that
    `kadr.web.uploads` waits, and the number of pixels, are what holds."""
    try:
        import resource
    except ImportError:
        return
    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, written),
        (resource.RLIMIT_CORE, 0),
    ):
        _, most = resource.getrlimit(limit)
        bound = value if most == resource.RLIM_INFINITY else min(value, most)
        resource.setrlimit(limit, (bound, bound))


def decode(data: bytes, side: int) -> bytes:
    """The first picture in `data`, made anew: at most `side` pixels wide and high. Raises what Pillow raises;
    `DecompressionBombWarning` and `DecompressionBombError` before anything of more than `MOST_PIXELS` is decoded."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for beginning in HARMLESS:
            warnings.filterwarnings("ignore", message=beginning)
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            image.draft(None, (2 * side, 2 * side))  # a JPEG is decoded no larger than needed
            image.load()
            turn = turn_of(image)
            profile = image.info.get("icc_profile")
            small = in_colour(image)
            small.thumbnail((side, side), Image.Resampling.LANCZOS)
        picture = in_srgb(small, profile)
        if turn is not None:
            picture = picture.transpose(turn)
        picture.info.clear()
        stream = io.BytesIO()
        picture.save(stream, "PNG")
    return stream.getvalue()
