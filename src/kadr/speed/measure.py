"""Clock and memory of an engine at work."""

import time

from kadr import machine
from kadr.board import Character, Figure, Format, Looks, Panel, Recipe, Shot, Size, subject_of
from kadr.engines.draft import DraftArtist
from kadr.schema import Value
from kadr.staging import stage

SIDE = 768
"""Pixels: the default preset's picture."""

CAST = {
    "Aldar": Character(name="Aldar", looks=Looks(build="thin", headwear="kalpak", garment="robe")),
    "Bai": Character(name="Bai", looks=Looks(build="stout", headwear="fur-hat", garment="robe")),
}
SHOTS = (
    Shot(place="village", size=Size.MS, figures=(Figure(who="Aldar", pose="give", feeling="sly"), Figure(who="Bai"))),
    Shot(place="steppe", size=Size.LS, figures=(Figure(who="Aldar", pose="walk"),)),
    Shot(place="yurt", interior=True, time="night", size=Size.CU, figures=(Figure(who="Bai", feeling="angry"),)),
)


class Measured(Value, frozen=True, kw_only=True):
    """Seconds by a monotonic clock; `peak_bytes` is the most memory the whole process has held."""

    engine: str
    machine: str
    width: int
    height: int
    images: int
    seconds_open: float
    seconds_first: float
    seconds_all: float
    seconds_per_image: float
    peak_bytes: int
    projected: bool = False


def draft(images: int) -> Measured:
    """Open the draft artist and let it draw `images` panels, one after the other."""
    began = time.perf_counter()
    session = DraftArtist().open()
    opened = time.perf_counter()
    ends = []
    for number in range(images):
        session.paint(_recipe(number), lambda event: True)
        ends.append(time.perf_counter())
    session.close()
    return Measured(
        engine=DraftArtist().name,
        machine=machine.look().name,
        width=SIDE,
        height=SIDE,
        images=images,
        seconds_open=opened - began,
        seconds_first=ends[0] - opened,
        seconds_all=ends[-1] - opened,
        seconds_per_image=(ends[-1] - opened) / images,
        peak_bytes=machine.peak_memory(),
    )


def _recipe(number: int) -> Recipe:
    form = Format(width=SIDE, height=SIDE)
    shot = SHOTS[number % len(SHOTS)]
    staging = stage(shot, CAST, form)
    panel = Panel(id="test", seed=number, shot=shot)
    artist = DraftArtist()
    return Recipe(
        subject=subject_of(panel, staging, CAST, form), engine=artist.name, edition=artist.edition, seed=number
    )
