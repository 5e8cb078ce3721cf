"""What there is to wear: wardrobe.toml, a wardrobe for each world."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kadr import lexicon
from kadr.board import Looks

TODAY, FOLK = "today", "folk"


class Wardrobe(NamedTuple):
    """`usual`: what everybody has who is not said to have something else; `choices` by field of looks."""

    usual: Looks
    choices: dict[str, tuple[str, ...]]


def world_of(places: Iterable[str]) -> str:
    """The world in which a script plays, by the concepts of its places: folk if more of them are places of tales and
    long ago than of today."""
    known = [place for place in places if place]
    folk = sum(lexicon.fact("place", place).folk for place in known)
    return FOLK if folk * 2 >= len(known) and folk else TODAY


@cache
def wardrobe(world: str, sex: str) -> Wardrobe:
    """What people of a world and a sex (m, f, else not known) choose from."""
    rows = tomllib.loads(files(__package__).joinpath("wardrobe.toml").read_text("utf-8"))[world]
    row = rows[sex or "x"]
    usual = Looks(**{"garment": "shirt", "garment_tone": "mid", "hair": "short", "headwear": "none"} | rows["usual"])
    return Wardrobe(usual, {field: tuple(values) for field, values in row.items()})
