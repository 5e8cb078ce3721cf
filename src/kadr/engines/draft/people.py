"""Who is who: looks without holes, also for those whom nobody described."""

from random import Random

import msgspec

from kadr.board import Looks

CHOICES: dict[str, tuple[str, ...]] = {
    "age": ("young", "adult", "adult", "adult", "old"),
    "build": ("thin", "average", "average", "stout"),
    "height": ("short", "average", "average", "tall"),
    "skin": ("light", "mid", "mid", "dark"),
    "hair": ("short", "short", "long", "bald"),
    "hair_tone": ("dark", "dark", "mid", ""),
    "beard": ("none", "moustache", "short", "long"),
    "headwear": ("none", "cap", "fur-hat", "turban", "scarf", "brim"),
    "garment": ("robe", "coat", "tunic", "dress", "shirt"),
    "garment_tone": ("light", "mid", "dark", "striped"),
}
"""What somebody in a crowd may look like; what stands twice comes twice as often."""


def filled(looks: Looks) -> Looks:
    """The same looks with plain answers where nothing was said."""
    plain = Looks(
        age="adult", build="average", height="average", skin="mid", hair="short", beard="none", headwear="none",
        garment="tunic", garment_tone="mid",
    )  # fmt: skip
    said = {name: value for name in looks.__struct_fields__ if (value := getattr(looks, name))}
    return msgspec.structs.replace(plain, **said)


def passer_by(who: str, seed: int) -> Looks:
    """Looks for one of a crowd: the same for the same name and seed."""
    random = Random(f"{who}/{seed}")
    drawn = {name: random.choice(choices) for name, choices in CHOICES.items()}
    if drawn["headwear"] == "scarf" or drawn["garment"] == "dress":
        drawn |= {"beard": "none", "garment": "dress", "hair": "braids"}
        drawn["headwear"] = "scarf" if drawn["headwear"] != "none" else "none"
    return Looks(**drawn)
