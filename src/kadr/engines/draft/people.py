"""Who is who: looks without holes, also for those whom nobody described."""

from collections.abc import Iterable
from random import Random

import msgspec

from kadr import lexicon
from kadr.board import Looks
from kadr.cast import FOLK, TODAY, wardrobe, world_of, worn_by

AGES = ("young", "adult", "adult", "adult", "old")
HEIGHTS = ("short", "average", "average", "tall")
SKINS = ("light", "mid", "mid", "dark")
"""What strangers are like; what stands twice comes twice as often."""

OF_TALES = frozenset(("robe", "tunic"))
"""Garments that tell in which world a picture plays."""


def filled(looks: Looks) -> Looks:
    """The same looks with plain answers where nothing was said."""
    plain = Looks(
        age="adult", build="average", height="average", skin="mid", hair="short", beard="none", headwear="none",
        garment="tunic", garment_tone="mid",
    )  # fmt: skip
    return _over(looks, plain)


def passer_by(who: str, seed: int, world: str = TODAY) -> Looks:
    """Looks for one of a crowd: the same for the same name and seed. "soldiers 2" wears a uniform, "girls 1" is a
    girl, others what people of the world (`kadr.cast.world_of`) wear."""
    random = Random(f"{who}/{seed}")
    fact = next((lexicon.fact("person", hit.concept) for hit in lexicon.read(who) if hit.field == "person"), None)
    sex = (fact.sex if fact else "") or random.choice("mf")
    worn = wardrobe(world, sex)
    drawn = Looks(**{field: random.choice(values) for field, values in worn.choices.items()})
    age = (fact.age if fact else "") or random.choice(AGES)
    known = Looks(sex=sex, age=age, height=random.choice(HEIGHTS), skin=random.choice(SKINS))
    if age == "child":
        known = _over(known, Looks(beard="none", build="average"))
    return _over(_over(known, worn_by(who)), _over(drawn, worn.usual))


def world_here(place: str, looks: Iterable[Looks]) -> str:
    """The world in which a picture plays: that of its place, or of what those in it wear."""
    return FOLK if any(worn.garment in OF_TALES for worn in looks) else world_of([place])


def _over(upper: Looks, lower: Looks) -> Looks:
    """`upper`, and where it says nothing `lower`."""
    said = {name: value for name in upper.__struct_fields__ if (value := getattr(upper, name))}
    return msgspec.structs.replace(lower, **said)
