"""Whether there is room on the disk for what is asked for, before anybody waits for it."""

import shutil
from collections.abc import Callable
from pathlib import Path

from kadr.board import Format
from kadr.errors import DiskFull
from kadr.messages import say

LINES = 300_000
"""Bytes of a take beside its picture: the SVG of a crowd, the note."""


def check_room(folder: Path, form: Format, takes: int, *, free: Callable[[Path], int] | None = None) -> None:
    """Raises `DiskFull` with the numbers where `takes` pictures of that size may not fit: a PNG of a busy panel has
    about a byte and a half for each pixel. `free` says how many bytes are free, for tests."""
    needed = takes * (form.width * form.height * 3 // 2 + LINES)
    found = free(folder) if free else shutil.disk_usage(folder).free
    if found < needed:
        facts = {"n": takes, "needed": _megabytes(needed), "free": _megabytes(found)}
        raise DiskFull(say("serving.no-room", path=folder, **facts))


def _megabytes(amount: int) -> str:
    return f"{amount / 1e6:.0f}"
