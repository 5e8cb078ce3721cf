"""Pictures that people send, taken in so that none of them can do harm: each is decoded in a process of its own
(`kadr.web.decoding`) with little memory, little time and no files, and what is kept is a new picture, never theirs."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kadr.errors import BadPicture, MachineCannot
from kadr.messages import say
from kadr.picture import MEGAPIXELS
from kadr.web.decoding import MOST_BYTES, Verdict

START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from kadr.web.decoding import main; sys.exit(main(sys.argv[2:]))"
)
"""An isolated Python (-I) reads no PYTHONPATH and no folder of the user's, so it is told where this one found its
modules: that holds for wheels, editable installs and source trees alike."""

WRONG = {
    Verdict.UNKNOWN: "uploads.unknown",
    Verdict.HUGE: "uploads.pixels",
    Verdict.DAMAGED: "uploads.damaged",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Confines:
    """What a decoder may take: bytes of address space, seconds of computing and by the clock, bytes of its answer.

    Memory: 50 megapixels are 200 MB as Pillow holds them, twice while colours are converted, and WebP's own decoder
    holds two more. 49 of every kind fit into a gigabyte, and animated WebP does not into 0.8 (Pillow 13, Linux)."""

    memory: int = 1_500_000_000
    computing: int = 15
    waiting: float = 20.0
    answer: int = 64_000_000


CONFINES = Confines()


def decode_picture(data: bytes | Path, *, longest_side: int, name: str, confines: Confines = CONFINES) -> bytes:
    """A picture (PNG, JPEG or WEBP; bytes or a file) as a new PNG: its first frame, upright, sRGB, RGB or RGBA, at
    most `longest_side` pixels wide and high, without metadata. `name` is what the sender calls it. It waits for a
    process: call it in a thread.

    Raises `BadPicture` where it is none of these, damaged, of more than `MOST_BYTES` or `MOST_PIXELS`, and
    `MachineCannot` where decoding it took more than its confines."""
    given = _read(data)
    if not given:
        raise BadPicture(say("uploads.empty", name=name))
    if len(given) > MOST_BYTES:
        raise BadPicture(say("uploads.bytes", name=name, limit=MOST_BYTES // 1_000_000))
    code, picture = _run(given, longest_side, confines)
    if code == Verdict.DONE:
        return picture
    if code in WRONG:
        raise BadPicture(say(WRONG[Verdict(code)], name=name, limit=MEGAPIXELS))
    raise MachineCannot(say("uploads.too-much", name=name))


def _read(data: bytes | Path) -> bytes:
    """Not more of it than shows that it is too large."""
    if isinstance(data, bytes):
        return data
    with data.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _run(data: bytes, side: int, confines: Confines) -> tuple[int, bytes]:
    """The decoder's exit code, negative where it was killed, and its answer. It inherits nothing but its three ends:
    no descriptors, and no environment, in which people keep keys (Windows starts nothing without one)."""
    numbers = (side, confines.memory, confines.computing, confines.answer)
    places = [place for place in sys.path if Path(place).is_absolute()]
    command = [sys.executable, "-I", "-c", START, json.dumps(places), *map(str, numbers)]
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(  # noqa: S603 - fixed words and numbers
                command,
                input=data,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=confines.waiting,
                env={} if os.name == "posix" else None,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return -1, b""
        answer.seek(0)
        return done.returncode, answer.read()
