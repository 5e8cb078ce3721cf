"""How tall people are, in metres: the one measure that the staging and whoever draws it must agree on."""

from collections.abc import Iterable, Mapping

from kadr import lexicon
from kadr.board import Character, Looks

BY_AGE = {"child": 1.22, "young": 1.7, "adult": 1.72, "old": 1.64}
BY_HEIGHT = {"short": 0.92, "average": 1.0, "tall": 1.08}

HATS = {
    "kalpak": 0.096,
    "top-hat": 0.07,
    "fur-hat": 0.058,
    "turban": 0.036,
    "helmet": 0.034,
    "brim": 0.029,
    "crown": 0.023,
    "cap": 0.02,
    "hood": 0.03,
}
"""How far headwear rises above the crown of a grown head, in statures."""

LARGER = 0.058
"""How much further on a child's, whose head is larger."""

EYES = 0.926
"""Eye level as a part of the stature."""


def stature(looks: Looks) -> float:
    """Height from sole to crown in metres, without headwear; of an animal its own."""
    if looks.species:
        return lexicon.fact("animal", looks.species).high or 0.6
    return round(BY_AGE.get(looks.age, BY_AGE["adult"]) * BY_HEIGHT.get(looks.height, 1.0), 3)


def hat_of(looks: Looks) -> float:
    """How far somebody's headwear rises above the head, in metres."""
    rise = HATS.get(looks.headwear, 0.0)
    return (rise + LARGER * (looks.age == "child") if rise else 0.0) * stature(looks)


def statures_of(names: Iterable[str], cast: Mapping[str, Character]) -> dict[str, float]:
    """The stature of everybody who is named, in metres; nobody's word is an adult."""
    return {who: stature(cast[who].looks if who in cast else Looks()) for who in names}
