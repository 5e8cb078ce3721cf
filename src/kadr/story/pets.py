"""Animals with names: "рыжий пёс Бублик", "a dog called Rex". They are drawn as what they are, and are nobody's
character unless the cast or a cue says so."""

import re
from collections.abc import Iterable
from functools import lru_cache

from kadr import lexicon

_PRESENTED = re.compile(
    r"\b([^\W\d_]+)(?:\s+(?:(?:called|named|по имени|по кличке)\s+)?[«\"“]?|,\s+(?=\w+\s*[,.]))([A-ZА-ЯЁ][^\W\d_]+)"
)
"""An animal's noun with a name behind it."""


def pets_in(texts: Iterable[str]) -> dict[str, str]:
    """The names of animals, folded and in the nominative, and what animals they are."""
    found: dict[str, str] = {}
    for text in texts:
        for match in _PRESENTED.finditer(text):
            animal = _animal(lexicon.fold(match[1])) if match[2].istitle() and _plain(text, match) else ""
            if animal:
                found.setdefault(lexicon.fold(lexicon.nominative(match[2])), animal)
    return found


@lru_cache(maxsize=4096)
def _animal(word: str) -> str:
    return next((hit.concept for hit in lexicon.read(word) if hit.field == "animal"), "")


def _plain(text: str, match: re.Match[str]) -> bool:
    """Whether an animal is a noun and not itself a name: in small letters, or at the beginning of a sentence."""
    before = text[: match.start()].rstrip()
    return match[1].islower() or not before or before[-1] in ".!?…"


def pet_hits(words: tuple[lexicon.Word, ...], pets: dict[str, str]) -> list[lexicon.Hit]:
    """Where a sentence names one of the `pets`, as hits of animals."""
    return [
        lexicon.Hit("animal", pets[name], word.text, word.start, word.end, place, place)
        for place, word in enumerate(words if pets else ())
        if word.text[0].isupper() and (name := _known(word, pets))
    ]


def _known(word: lexicon.Word, pets: dict[str, str]) -> str:
    bare = word.folded.removesuffix("'s")
    names = (bare, lexicon.fold(lexicon.nominative(word.text)), *(form.lemma for form in lexicon.forms(bare)))
    return next((name for name in names if name in pets), "")
