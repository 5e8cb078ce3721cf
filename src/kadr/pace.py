"""How fast SDXL has been here: ``pace.json`` in kadr's own folder, written by finished panels and by ``kadr speed``.

Of every way to paint (device, precision, 8-bit weights, architecture) the last measurements are kept, and their median
counts: one panel during which the machine was busy, or asleep, does not rule. The file is a memory and no more: a
damaged one is as if not there, and so is what another machine measured.
"""

import os
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Literal

import msgspec

from kadr import machine
from kadr.errors import MachineCannot
from kadr.library import disk
from kadr.schema import Value

NAME = "pace.json"
KEPT = 9
"""Measurements of a kind; an odd number has one in the middle."""

Kind = Literal["denoise", "encode", "full", "tiny"]
"""What is measured: TFLOP per second of the UNet's steps; seconds in which a board's texts and faces are encoded;
seconds per pixel of a decoder."""


class Here(Value, frozen=True, kw_only=True):
    """The machine, as far as it says how fast it is: what calculates, by its maker's name, and how many cores."""

    chip: str
    cores: int


class Way(Value, frozen=True, kw_only=True):
    """A way to paint, which has its own speed: `device` and `precision` as in `kadr.machine.Ground`, the UNet's
    linear weights in 8 bits, and which `architecture` the UNet has."""

    device: str
    precision: str
    int8: bool
    architecture: str


class Entry(Value, frozen=True, kw_only=True):
    """What was measured of one way. `panels`: how many in all, of which the last are in `found`; `at`: when the last
    was, ISO 8601 in UTC."""

    here: Here
    way: Way
    at: str
    panels: int = 0
    found: dict[Kind, tuple[float, ...]] = {}

    def middle(self, kind: Kind) -> float | None:
        """The median of a kind of measurement; None where there is none."""
        return median(self.found[kind]) if self.found.get(kind) else None


class Book(Value, frozen=True, kw_only=True):
    """The whole file."""

    entries: tuple[Entry, ...] = ()


def here(device: str) -> Here:
    """This machine with that device."""
    chip, cores = machine.chip() if device != "cpu" else (machine.processor(), 0)
    return Here(chip=chip, cores=cores or machine.look().cores)


def architecture(blocks: dict[str, object]) -> str:
    """What a UNet's config.json says of its size: "320-640-1280 1-2-10 2048" is SDXL's."""
    named = (blocks.get(name, "") for name in ("block_out_channels", "transformer_layers_per_block"))
    sizes = ["-".join(map(str, each)) if isinstance(each, list) else str(each) for each in named]
    return " ".join([*sizes, str(blocks.get("cross_attention_dim", ""))])


SDXL = "320-640-1280 1-2-10 2048"
"""The architecture of what `kadr models pull` brings."""


def architecture_of(base: Path) -> str:
    """The same of a model's folder; empty where it does not say."""
    try:
        return architecture(msgspec.json.decode((base / "unet" / "config.json").read_bytes(), type=dict[str, object]))
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return ""


def recall(folder: Path, where: Here, way: Way) -> Entry | None:
    """What this machine has measured of a way; None: nothing."""
    same = (entry for entry in _open(folder).entries if (entry.here, entry.way) == (where, way))
    entry = next(same, None)
    return entry if entry and entry.middle("denoise") else None


def note(folder: Path, where: Here, way: Way, at: str, found: dict[Kind, float]) -> None:
    """Keep measurements of a panel, or of a stage of it; a panel is counted by its ``denoise``. Of two programs that
    do so at the same moment one may be forgotten, and both where the folder cannot be written."""
    book = _open(folder)
    others = tuple(entry for entry in book.entries if (entry.here, entry.way) != (where, way))
    old = next((entry for entry in book.entries if entry not in others), Entry(here=where, way=way, at=at))
    merged = {**old.found, **{kind: (*old.found.get(kind, ()), value)[-KEPT:] for kind, value in found.items()}}
    new = Entry(here=where, way=way, at=at, panels=old.panels + ("denoise" in found), found=merged)
    _keep(Book(entries=(*others, new)), folder)


def _open(folder: Path) -> Book:
    try:
        book = msgspec.json.decode((folder / NAME).read_bytes(), type=Book)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return Book()
    sound = all(value > 0 for entry in book.entries for values in entry.found.values() for value in values)
    return book if sound else Book()


def _keep(book: Book, folder: Path) -> None:
    part = folder / f".{NAME}.{os.getpid()}{disk.PART}"
    data = msgspec.json.format(msgspec.json.encode(book), indent=1)
    with suppress(MachineCannot), disk.speaking(folder):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            disk.fill(part, data, disk.ignore, "pace")
            part.replace(folder / NAME)
        except OSError:
            part.unlink(missing_ok=True)
            raise
