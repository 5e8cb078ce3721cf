"""The words behind the words: what lemma and what part of speech a word of a text may be.

Russian is read by pymorphy3 (OpenCorpora's dictionary), English by lemminflect (the NIH SPECIALIST lexicon); both load
on the first word that needs them. A word that neither knows is its own lemma and may be any part of speech.
"""

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

__all__ = ["Form", "fold", "forms", "gender", "nominative", "plural"]

_UNLIKELY = 0.1
"""A reading of a Russian word with less than this share of its likeliest one is dropped ("стали" as a noun)."""

_CYRILLIC = re.compile("[а-яё]")
_RUSSIAN = {
    "NOUN": "noun", "NPRO": "pronoun", "ADJF": "adjective", "ADJS": "adjective", "COMP": "adjective",
    "VERB": "verb", "INFN": "infinitive", "PRTF": "participle", "PRTS": "participle", "GRND": "gerund",
    "NUMR": "numeral", "ADVB": "adverb", "PRED": "adverb", "PREP": "preposition", "CONJ": "conjunction",
    "PRCL": "particle",
}  # fmt: skip
_ENGLISH = {"NOUN": "noun", "PROPN": "noun", "VERB": "verb", "AUX": "verb", "ADJ": "adjective", "ADV": "adverb"}


class Form(NamedTuple):
    """One reading of a word. Case, number, gender and person are Russian grammar's (nomn, gent, datv, accs, ablt,
    loct; sing, plur; masc, femn, neut; 1per, 2per, 3per), empty where they are not known; English has only ``plur``
    and ``sing`` of nouns."""

    lemma: str
    part: str  # noun, pronoun, adjective, verb, infinitive, participle, gerund, adverb, ...; empty: any
    case: str = ""
    number: str = ""
    gender: str = ""
    person: str = ""
    animate: bool = False
    name: bool = False  # a first name, a patronymic or a surname
    intransitive: bool = False
    share: float = 1.0  # how likely among the readings, 0 to 1


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """`text` as it is compared: small letters, ё as е, one kind of apostrophe."""
    return text.casefold().replace("ё", "е").replace("’", "'")


@lru_cache(maxsize=1 << 16)
def forms(word: str) -> tuple[Form, ...]:
    """All likely readings of a folded word, the likeliest first."""
    if _CYRILLIC.search(word):
        return _russian_forms(word)
    if word.isascii():
        return _english_forms(word)
    return (Form(word, ""),)


@lru_cache(maxsize=1 << 14)
def nominative(word: str, *, plural: bool = False) -> str:
    """A Russian noun or name in the nominative, with the capitals of `word`; any other word as it is."""
    if not _CYRILLIC.search(fold(word)):
        return word
    parses = [parse for parse in _analyser().parse(word.lower()) if parse.tag.POS == "NOUN"]
    names = [parse for parse in parses if "Name" in parse.tag] if word[:1].isupper() else []
    if not plural and any({"nomn", "sing"} in parse.tag and parse.score > 0.25 for parse in names):
        return word
    if any({"Surn", "nomn", "sing"} in parse.tag for parse in parses) and not names and not plural:
        return word
    for parse in names or parses:
        wanted = parse.inflect({"nomn", "plur" if plural else "sing"})
        if wanted:
            return str(wanted.word).capitalize() if word[:1].isupper() else str(wanted.word)
    return word


def gender(words: str) -> str:
    """m or f by the grammar of a Russian word for somebody ("ламповщица"), else nothing."""
    for word in re.findall(r"\w+", fold(words)):
        for form in forms(word)[:1] if _CYRILLIC.search(word) else ():
            if form.part == "noun" and form.animate and form.number == "sing":
                return {"masc": "m", "femn": "f"}.get(form.gender, "")
    return ""


def plural(words: str) -> str:
    """An English noun in the plural, with what stands before it: "old woman" as "old women"."""
    import lemminflect

    before, _, noun = words.rpartition(" ")
    return " ".join(filter(None, (before, *(lemminflect.getInflection(noun, "NNS") or (f"{noun}s",))[:1])))


@cache
def _analyser() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def _russian_forms(word: str) -> tuple[Form, ...]:
    parses = _analyser().parse(word)
    best = max((parse.score for parse in parses), default=0.0)
    found = tuple(
        Form(
            lemma=lemma,
            part=_RUSSIAN.get(str(parse.tag.POS), ""),
            case=_plain_case(parse.tag.case),
            number=str(parse.tag.number or ""),
            gender=str(parse.tag.gender or ""),
            person=str(parse.tag.person or ""),
            animate=parse.tag.animacy == "anim",
            name=any(mark in parse.tag for mark in ("Name", "Patr", "Surn")),
            intransitive=parse.tag.transitivity == "intr",
            share=parse.score,
        )
        for parse in parses
        if parse.score >= best * _UNLIKELY
        for lemma in _lemmas(parse)
    )
    return found or (Form(word, ""),)


def _lemmas(parse: Any) -> list[str]:
    """The dictionary form; of a participle also itself as an adjective ("растерянный"), of a plural also its
    nominative ("деньги")."""
    lemmas = [fold(parse.normal_form)]
    if parse.tag.POS in ("PRTF", "PRTS"):
        other = parse.inflect({"PRTF", "nomn", "sing", "masc"})
        lemmas += [fold(other.word)] if other else []
    elif parse.tag.POS == "NOUN" and parse.tag.number == "plur":
        other = parse.inflect({"nomn"})
        lemmas += [fold(other.word)] if other else []
    return list(dict.fromkeys(lemmas))


def _plain_case(case: str | None) -> str:
    """The second genitive, accusative and locative ("в лесу") as the first ones."""
    plain = str(case or "")
    return {"gen2": "gent", "acc2": "accs", "loc2": "loct", "voct": "nomn"}.get(plain, plain)


def _english_forms(word: str) -> tuple[Form, ...]:
    import lemminflect

    stem = word[:-2] if word.endswith("'s") else word.rstrip("'")
    found = []
    for part, lemmas in lemminflect.getAllLemmas(stem).items():
        for lemma in lemmas:
            number = ("plur" if lemma != stem else "sing") if part == "NOUN" else ""
            found.append(Form(lemma, _ENGLISH.get(part, ""), number=number))
    return tuple(found) or (Form(stem, ""),)
