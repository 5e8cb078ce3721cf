"""Who has a name: the people whom a script names and the cast does not hold.

Three signs make a name: a cue; capitals at the first mention ("MARA (40) comes in"), as screenplays do; a capital
inside a sentence, or at its beginning before a verb.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kadr import lexicon
from kadr.script import Form, Kind, Script
from kadr.story.sentences import pieces, sentences

_AGE = re.compile(r"\s*[,(]\s*(?:(?:early|mid|late|около|лет|за|под)\s*)?(\d{1,2})")
_PRESENTED = re.compile(
    r",\s+(?:(?:who|whose|котор\w+)\b|(?:an?|the|his|her|their)\s+((?:[\w-]+\s*){1,4})[,.])", re.IGNORECASE
)
_RATHER = 0.2
"""A share of a word's readings from which it may be a name at all."""

_QUOTES = ("«", "“", "„")
_OPENINGS = ("«", '"', "“", ".", ":", "—")
_VERBAL = frozenset(("verb", "participle", "gerund"))
_WORLD = ("place", "thing", "animal", "vehicle", "crowd", "time", "weather", "size", "angle", "move", "person", "same")
_PEOPLE = ("person", "animal")


@dataclass(slots=True)
class _Seen:
    """How a capitalised word or run of words is met."""

    forms: Counter[str] = field(default_factory=Counter)  # as written
    inside: int = 0  # amid a sentence
    acting: int = 0  # before a verb, after a verb of saying, with 's
    placed: int = 0  # after a preposition of place
    article: int = 0  # after "the"
    capitals: int = 0  # in capitals


def names_in(script: Script) -> tuple[str, ...]:
    """Names by capitals in action and narration, in the order of their first mention, in the nominative. Cues are
    not looked at: they name whoever speaks whatever they look like."""
    texts = [element.text for element in script.elements if element.kind is Kind.ACTION]
    seen: dict[tuple[str, ...], _Seen] = {}
    small: set[str] = set()
    for text in _narration(texts, prose=script.form is not Form.SCREENPLAY):
        small.update(word.folded for word in lexicon.split(text) if word.text.islower())
        words = lexicon.split(text)
        places = {word.start: place for place, word in enumerate(words)}
        for run in (_bare(run) for run in _runs(text)):
            _count(seen, run, text, words, places[run[0].start])
    return tuple(_name(found) for key, found in seen.items() if _is_name(key, found, small))


def _narration(texts: Iterable[str], *, prose: bool) -> Iterator[str]:
    for text in texts:
        if prose:
            for piece in pieces(text):
                if not piece.spoken:
                    yield from sentences(piece.text)
        else:
            yield from sentences(text)


def _runs(text: str) -> Iterator[tuple[lexicon.Word, ...]]:
    """Runs of capitalised words with a single space between them, without those that cannot be names."""
    shouting = text.isupper()
    run: list[lexicon.Word] = []
    for word in lexicon.split(text):
        if run and (text[run[-1].end : word.start] != " " or word.text.isupper() != run[-1].text.isupper()):
            yield tuple(run)
            run = []
        quoted = word.start > 0 and text[word.start - 1] in _QUOTES
        if (
            not shouting
            and not quoted
            and len(word.text) > 1
            and _capitalised(word.text)
            and not _hit(_stem(word.folded), "unnamed")
        ):
            run.append(word)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _bare(run: tuple[lexicon.Word, ...]) -> tuple[lexicon.Word, ...]:
    """A run without the word that only opens the sentence: "Соседка Зоя", "Прибежала Варя", "Only Lina"."""
    if len(run) < 2 or run[0].start or is_given(run[0].folded) or not is_given(run[1].folded):
        return run
    form = lexicon.forms(run[0].folded)[0]
    opens = form.part not in ("noun", "") or (run[0].folded.isascii() is False and form.animate and not form.name)
    return run[1:] if opens else run


def _capitalised(word: str) -> bool:
    bare = word.split("'")[0].split("’")[0]
    return bare.istitle() or (bare.isupper() and len(bare) > 2)


def _stem(folded: str) -> str:
    return folded.removesuffix("'s")


def _count(
    seen: dict[tuple[str, ...], _Seen],
    run: tuple[lexicon.Word, ...],
    text: str,
    words: tuple[lexicon.Word, ...],
    position: int,
) -> None:
    key = tuple(_key(word.folded) for word in run)
    found = seen.setdefault(key, _Seen())
    written = " ".join(word.text for word in run)
    found.forms[re.sub(r"['’]s$", "", written)] += 1
    before = words[position - 1] if position else None
    after = words[position + len(run)] if position + len(run) < len(words) else None
    opening = before is None or text[before.end : run[0].start].strip(" ,") in _OPENINGS
    found.inside += not opening
    found.capitals += run[0].text.isupper()
    acts = after is not None and (
        _verb_at(after, text[run[-1].end : after.start]) or _joins(words, position + len(run))
    )
    aged = run[0].text.isupper() and _AGE.match(text, run[-1].end) is not None
    said = before is not None and _hit(before.folded, "saying")
    found.acting += 2 * _is_presented(text, run[-1].end)
    found.acting += acts or aged or said or run[-1].folded.endswith("'s")
    found.article += before is not None and before.folded == "the"
    if before and _hit(before.folded, "preposition"):
        found.placed += 1


def _is_presented(text: str, end: int) -> bool:
    """Whether it is told who a name is: "Pell, who was twelve", "Corrigan, a big old man,"."""
    match = _PRESENTED.match(text, end)
    return match is not None and (match[1] is None or _hit(match[1], "person"))


def _joins(words: tuple[lexicon.Word, ...], joint: int) -> bool:
    """Whether "and" and another capital follow: "Owen and Denise"."""
    follows = words[joint].folded in ("and", "и") and joint + 1 < len(words)
    return follows and _capitalised(words[joint + 1].text)


def _verb_at(word: lexicon.Word, gap: str) -> bool:
    return gap == " " and any(form.part in _VERBAL for form in lexicon.forms(word.folded)) and word.text.islower()


@lru_cache(maxsize=1 << 14)
def _hit(word: str, field: str) -> bool:
    return any(hit.field == field for hit in lexicon.read(word))


def _key(folded: str) -> str:
    """A word under which all its cases meet: its lemma as a name, if it can be one."""
    stem = _stem(folded)
    return next((form.lemma for form in lexicon.forms(stem) if form.name), stem)


def _is_name(key: tuple[str, ...], found: _Seen, small: set[str]) -> bool:
    known = all(is_given(word) for word in key)
    if any(word in small for word in key) and not known:
        return False
    if len(key) == 1 and not known and any(_hit(key[0], field) for field in _WORLD):
        return False
    if known:
        return bool(found.inside or found.acting or found.capitals)
    russian = any("Ѐ" <= sign <= "ӿ" for sign in key[0])
    if russian and not any(form.animate or not form.part for form in lexicon.forms(key[0])):
        return False
    total = sum(found.forms.values())
    if found.article and not found.capitals and not any(_hit(word, field) for word in key for field in _PEOPLE):
        return False
    if found.acting and found.placed < total:
        return found.inside > 0 or found.acting > 1 or found.capitals > 0
    return found.inside - found.placed > 1


def is_given(word: str) -> bool:
    """Whether a word is a known first name, patronymic or surname."""
    nouns = [form for form in lexicon.forms(word) if form.part == "noun"]
    named, common = (sum(form.share for form in nouns if form.name is wanted) for wanted in (True, False))
    return _hit(word, "given") or named > max(_RATHER, common)


def _name(found: _Seen) -> str:
    written = max(found.forms, key=lambda form: (found.forms[form], -len(form)))
    return " ".join(lexicon.nominative(word.capitalize()) for word in written.split())


def titled(name: str) -> str:
    """A cue as a name: THE OLD MAN -> The Old Man."""
    text = " ".join(name.split())
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)*", lambda match: match[0].capitalize(), text)


def sex_of(name: str) -> str:
    """m or f by a first name, else nothing."""
    for word in lexicon.split(name):
        for hit in lexicon.read(word.text):
            if hit.field == "given":
                return hit.concept
        for form in lexicon.forms(word.folded):
            if form.name and form.gender and form.share > 0.3:
                return {"masc": "m", "femn": "f"}.get(form.gender, "")
    return ""


def whole_names(names: Sequence[str]) -> tuple[str, ...]:
    """The names without those that are part of a longer one among them."""
    keys = {name: {_key(word.folded) for word in lexicon.split(name)} for name in names}
    holding: dict[str, list[set[str]]] = {}
    for words in keys.values():
        for word in words:
            holding.setdefault(word, []).append(words)
    wholes = {name: min((holding[word] for word in keys[name]), key=len, default=keys.values()) for name in keys}
    return tuple(name for name in names if not any(keys[name] < whole for whole in wholes[name]))
