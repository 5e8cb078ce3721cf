"""Texts written all in capitals, or without any: given the capitals by which names and sentences are known."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from kadr import lexicon
from kadr.board import Character
from kadr.script import Element, Kind, Script
from kadr.story.names import is_given
from kadr.story.people import People

_OPENS = re.compile(r"(?:^|[.!?…]\s+|^[—–-]\s+)[\"“«(]?(\w)", re.MULTILINE)
_ACTS = ("s", "ed")
"""How a verb ends whose subject is a name."""


def cased(script: Script, cast: Sequence[Character]) -> Script:
    """`script`, its action with capitals where a sentence begins and in known names, if all of it was in capitals or
    in small letters; else `script` itself. Every letter stays at its place."""
    action = "\n".join(element.text for element in script.elements if element.kind is Kind.ACTION)
    if not any(sign.isalpha() for sign in action) or action not in (action.upper(), action.lower()):
        return script
    people = People(cast)
    names = {word.folded for word in _names(lexicon.split(action.lower()))}
    elements = (
        _cased(element, people, names) if element.kind is Kind.ACTION else element for element in script.elements
    )
    return msgspec.structs.replace(script, elements=tuple(elements))


def _cased(element: Element, people: People, names: set[str]) -> Element:
    text = element.text.lower()
    if len(text) != len(element.text):
        return element
    words = lexicon.split(text)
    starts = {match.start(1) for match in _OPENS.finditer(text)}
    starts |= {word.start for word in words if word.text == "i" or word.folded in names}
    title = text.title()
    if len(title) == len(text):
        for named in people.named_in(title, lexicon.split(title)):
            starts |= {word.start for word in words[named.first : named.last + 1]}
    shown = "".join(sign.upper() if place in starts else sign for place, sign in enumerate(text))
    return msgspec.structs.replace(element, text=shown if len(shown) == len(text) else text)


def _names(words: tuple[lexicon.Word, ...]) -> Iterator[lexicon.Word]:
    """The first names among words; those that are a verb or an adjective too (Mark) only where they act."""
    for place, word in enumerate(words):
        if is_given(word.folded):
            others = {form.part for form in lexicon.forms(word.folded) if not form.name}
            plain = not word.folded.isascii() or not others & {"verb", "adjective"}
            if plain or (place + 1 < len(words) and _acts(words[place + 1])):
                yield word


def _acts(word: lexicon.Word) -> bool:
    return word.folded.endswith(_ACTS) and any(form.part == "verb" for form in lexicon.forms(word.folded))
