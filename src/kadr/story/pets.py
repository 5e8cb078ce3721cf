"""Animals that are somebody: those with names ("рыжий пёс Бублик", "a dog called Rex") and those that speak ("said the
fox"). They act and speak like people, and are drawn as what they are."""

import re
from collections.abc import Iterable
from functools import lru_cache

from kadr import lexicon

_PRESENTED = re.compile(
    r"\b([^\W\d_]+)(?:\s+(?:(?:called|named|по имени|по кличке)\s+)?[«\"“]?|,\s+(?=\w+\s*[,.]))([A-ZА-ЯЁ][^\W\d_]+)"
)
"""An animal's noun with a name behind it."""


def pets_in(texts: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The names of animals, folded and in the nominative; what the text calls them beside ("гусь"), and what animals
    they are."""
    found: dict[str, tuple[str, str]] = {}
    for text in texts:
        for match in _PRESENTED.finditer(text):
            animal = _animal(lexicon.fold(match[1])) if match[2].istitle() and _plain(text, match) else ""
            if animal:
                noun = lexicon.fold(lexicon.nominative(match[1].lower()))
                found.setdefault(lexicon.fold(lexicon.nominative(match[2])), (noun, animal))
    return found


@lru_cache(maxsize=4096)
def _animal(word: str) -> str:
    return next((hit.concept for hit in lexicon.read(word) if hit.field == "animal"), "")


def _plain(text: str, match: re.Match[str]) -> bool:
    """Whether an animal is a noun and not itself a name: in small letters, or at the beginning of a sentence."""
    before = text[: match.start()].rstrip()
    return match[1].islower() or not before or before[-1] in '.!?…—–«“"'


def speaking_in(texts: Iterable[str]) -> dict[str, str]:
    """The animals beside a verb of saying, as the text calls them, and what animals they are."""
    found: dict[str, str] = {}
    for text in texts:
        for match in _SPEAKING.finditer(text):
            for verb, noun in ((match[1], match[2]), (match[2], match[1])):
                animal = _animal(lexicon.fold(noun)) if _says(lexicon.fold(verb)) else ""
                if animal and not _oblique(noun):
                    found.setdefault(lexicon.fold(lexicon.nominative(noun)), animal)
    return found


_SPEAKING = re.compile(r"(?=\b([^\W\d_]+)\s+(?:the\s+)?([^\W\d_]+))")


@lru_cache(maxsize=1 << 14)
def _says(word: str) -> bool:
    return any(hit.field == "saying" for hit in lexicon.read(word))


def _oblique(noun: str) -> bool:
    """Whether a Russian noun cannot be a subject by its case."""
    forms = lexicon.forms(lexicon.fold(noun))
    return bool(forms[0].case) and not any(form.case == "nomn" for form in forms)
