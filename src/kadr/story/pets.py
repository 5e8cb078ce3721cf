"""Animals with names: "рыжий пёс Бублик", "a dog called Rex". They are drawn as what they are, and are nobody's
character unless the cast or a cue says so."""

import re
from collections.abc import Iterable

from kadr import lexicon

_LINK = re.compile(
    r"\s+(?:(?:called|named|по имени|по кличке)\s+)?[«\"“]?(?=[^\W\d_])|,\s+(?=[^\W\d_]+\s*[,.])", re.IGNORECASE
)


def pets_in(texts: Iterable[str]) -> dict[str, str]:
    """The names of animals, folded and in the nominative, and what animals they are."""
    found: dict[str, str] = {}
    for text in texts:
        for hit in lexicon.read(text):
            link = _LINK.match(text, hit.end) if hit.field == "animal" and _plain(text, hit) else None
            name = next(iter(lexicon.split(text[link.end() : link.end() + 40])), None) if link else None
            if name and name.start == 0 and name.text.istitle():
                found.setdefault(lexicon.fold(lexicon.nominative(name.text)), hit.concept)
    return found


def _plain(text: str, hit: lexicon.Hit) -> bool:
    """Whether an animal is a noun and not itself a name: in small letters, or at the beginning of a sentence."""
    return text[hit.start].islower() or not text[: hit.start].strip() or text[: hit.start].rstrip()[-1] in ".!?…"


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
