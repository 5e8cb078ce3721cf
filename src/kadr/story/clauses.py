"""A sentence taken apart: its words, what the lexicon finds in them, and the pieces that hold one clause each.

Nothing here knows who anybody is. `Sentence` answers what later steps ask of a word: which reading it has, what stands
before it, whether it is denied, wished or only compared.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache, wraps
from typing import Any, TypeVar

from kadr import lexicon
from kadr.lexicon import Form, Hit, Word

_HARD = re.compile(r"[,;:()\[\]—–]|\s-\s|\.\.\.|…")
_DENIED = 3
"""How many words before a word may hold the "not" that denies it."""

_LIKENESS = 8
"""How many words before a word a likeness may begin ("like a conjuror down to his last rabbit")."""

_VERBAL = frozenset(("verb", "infinitive", "participle", "gerund"))
_ADJECTIVAL = frozenset(("adjective", "participle", "numeral"))

_SAME_IN_THE_PAST = frozenset(
    ("put", "cut", "hit", "let", "set", "shut", "read", "hurt", "spread", "burst", "cast", "split", "bet", "bid",
     "cost",
     "knit", "quit", "rid", "shed", "slit", "thrust", "beat", "fell", "found", "lay", "saw", "wound", "bore", "ground")
)  # fmt: skip
"""English verbs whose past is their bare form, and pasts that are the bare form of another verb."""

_QUOTES = ("«", "“", "„")
"""What a name in quotes begins with."""

_NOWHERE: dict[int, Hit] = {}
"""Where a field that a sentence does not speak of is found."""

_NOTHING: frozenset[str] = frozenset()
"""Of which fields a word is that nothing is known of."""

T = TypeVar("T")


def _once(judge: Callable[["Sentence", int], T]) -> Callable[["Sentence", int], T]:
    """A judgement on a word that is made once a sentence."""
    name = judge.__name__

    def judged(sentence: "Sentence", word: int) -> T:
        known: dict[int, T] = sentence.judged[name]
        if word not in known:
            known[word] = judge(sentence, word)
        return known[word]

    return wraps(judge)(judged)


@lru_cache(maxsize=1 << 16)
def _parts_of(word: str) -> frozenset[str]:
    return frozenset(form.part for form in lexicon.forms(word))


class Sentence:
    """One sentence of action. `at(field)` gives the hits of a field by the number of the word they begin with."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: tuple[Word, ...] = lexicon.split(text)
        self.hits: tuple[Hit, ...] = lexicon.read(text)
        self.judged: defaultdict[str, dict[int, Any]] = defaultdict(dict)
        self._forms = [lexicon.forms(word.folded) for word in self.words]
        self._parts = [_parts_of(word.folded) for word in self.words]
        self._covered: dict[str, dict[int, Hit]] = {}
        self._fields: dict[int, set[str]] = {}
        for hit in self.hits:
            covered = self._covered.setdefault(hit.field, {})
            for word in range(hit.first, hit.last + 1):
                covered[word] = hit
                self._fields.setdefault(word, set()).add(hit.field)

    def __len__(self) -> int:
        return len(self.words)

    def at(self, field: str) -> dict[int, Hit]:
        """The hits of `field` by every word that they cover."""
        return self._covered.get(field, _NOWHERE)

    def is_a(self, field: str, word: int, *concepts: str) -> bool:
        """Whether the word numbered `word` is of a field (and one of its `concepts`)."""
        covered = self._covered.get(field, _NOWHERE)
        return word in covered and (not concepts or covered[word].concept in concepts)

    def is_any(self, fields: Iterable[str], word: int) -> bool:
        """Whether the word numbered `word` is of one of the fields."""
        return not self._fields.get(word, _NOTHING).isdisjoint(fields)

    def forms(self, word: int) -> tuple[Form, ...]:
        """The readings of a word."""
        return self._forms[word]

    def part(self, word: int, parts: Iterable[str]) -> bool:
        """Whether a word can be one of these parts of speech."""
        return not self._parts[word].isdisjoint(parts)

    def surely(self, word: int, parts: Iterable[str]) -> bool:
        """Whether a word can be nothing else than one of these parts of speech."""
        return self._parts[word].issubset(parts)

    def russian(self, word: int) -> bool:
        """Whether a word is written in Cyrillic letters."""
        return "Ѐ" <= self.words[word].folded[0] <= "ӿ"

    def between(self, word: int, other: int) -> str:
        """The text from the end of one word to the beginning of another."""
        return self.text[self.words[word].end : self.words[other].start]

    @cached_property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """The clauses: (first, last) words, cut at punctuation and at the joints of sentences."""
        if not self.words:
            return ()
        cuts = {0}
        for word in range(1, len(self.words)):
            if not self._near(word) or self.is_a("joint", word, "but") or self.is_a("relative", word):
                cuts.add(word)
        starts = sorted(cuts)
        return tuple((start, end - 1) for start, end in zip(starts, [*starts[1:], len(self.words)], strict=True))

    def piece_of(self, word: int) -> int:
        """Which clause a word belongs to."""
        return self._numbers[word]

    @cached_property
    def _numbers(self) -> list[int]:
        return [number for number, (first, last) in enumerate(self.pieces) for _ in range(first, last + 1)]

    def relative(self, piece: int) -> bool:
        """Whether a clause hangs on a noun before it ("who ...", "который ...")."""
        first, last = self.pieces[piece]
        return any(self.is_a("relative", word) for word in range(first, min(first + 2, last + 1)))

    # -----------------------------------------------------------------------------------------------------------
    # What stands before a word
    # -----------------------------------------------------------------------------------------------------------

    @_once
    def head_start(self, word: int) -> int:
        """The first word of the noun phrase that ends in `word`: its adjectives, numbers and determiners."""
        first = word
        while first > 0 and self._near(first) and self._modifies(first - 1):
            first -= 1
        return first

    @_once
    def _modifies(self, word: int) -> bool:
        if self.is_a("determiner", word) or self.is_a("number", word):
            return True
        if self.is_a("preposition", word) or self.is_a("joint", word) or self.is_a("pronoun", word):
            return self.is_a("pronoun", word, "his", "her", "their", "my") and not self.is_a("joint", word)
        if self.russian(word):
            return self.forms(word)[0].part in _ADJECTIVAL
        return "adjective" in self._parts[word] or self.words[word].folded.endswith("'s")

    def preposition(self, word: int) -> Hit | None:
        """The preposition that governs the noun phrase ending in `word`."""
        first = self.head_start(word)
        return self.at("preposition").get(first - 1) if first > 0 and self._near(first) else None

    @_once
    def _near(self, word: int) -> bool:
        """Whether a word follows the one before it without a sign that parts clauses."""
        between = self.between(word - 1, word)
        return between == " " or not _HARD.search(between)

    def has_determiner(self, word: int, *concepts: str) -> bool:
        """Whether a determiner (of `concepts`) stands in the noun phrase before a word."""
        first = self.head_start(word)
        return any(self.is_a("determiner", place, *concepts) for place in range(first, word))

    # -----------------------------------------------------------------------------------------------------------
    # What is not so
    # -----------------------------------------------------------------------------------------------------------

    @_once
    def denied(self, word: int) -> bool:
        """Whether "not", "without", "никто" before the word in its clause takes it back."""
        first, _ = self.pieces[self.piece_of(word)]
        near = range(max(first, word - (1 if self.russian(word) else _DENIED)), word)
        if any(self.is_a("negation", place, "not") for place in near):
            return True
        if self._is_gone(word):
            return True
        if self.russian(word) and word - 2 >= first and self.is_a("negation", word - 2, "not"):
            return self._modifies(word - 1) or self.is_a("copula", word - 1)
        return any(self.is_a("negation", place, "nobody") for place in range(first, word))

    def _is_gone(self, word: int) -> bool:
        """Russian: whether a noun in the genitive is said not to be: "моста не было", "озера больше нет"."""
        if not self.russian(word) or not any(form.case == "gent" for form in self.forms(word)):
            return False
        last = self.pieces[self.piece_of(word)][1]
        for place in range(word + 1, min(word + 3, last) + 1):
            folded = self.words[place].folded
            being = place < last and self.is_a("copula", place + 1)
            if folded == "нет" or (folded == "не" and being):
                return True
        return False

    @_once
    def unreal(self, word: int) -> bool:
        """Whether it is only wished, supposed or compared with."""
        first, _ = self.pieces[self.piece_of(word)]
        return any(first <= place < word for place in self.at("unreal")) or self.compared(word)

    @_once
    def compared(self, word: int) -> bool:
        """Whether it is only a likeness ("like a wolf", "словно волк")."""
        if not self.at("simile"):
            return False
        first, _ = self.pieces[self.piece_of(word)]
        for place in range(max(first, word - _LIKENESS), word):
            if self.is_a("simile", place, "like") and not self._truly(place):
                return True
        return False

    def _truly(self, place: int) -> bool:
        """Whether a word of likeness is none here: "he would like", "how" at a question's or clause's beginning."""
        folded = self.words[place].folded
        if folded == "как":
            following = place + 1 < len(self.words) and self.part(place + 1, _VERBAL)
            apart = place == 0 or not self._near(place)
            return apart and following and not self.part(place + 1, {"noun", "adjective"})
        return folded == "like" and place > 0 and self.is_a("copula", place - 1, "will")

    @_once
    def is_verb_here(self, word: int) -> bool:
        """Whether a word that can be a verb and a noun is a verb where it stands (English)."""
        if self.russian(word):
            return True
        if word and self.text[self.words[word].start - 1] == "-":
            return False
        if not self.part(word, {"noun", "adjective"}):
            return True
        if word == 0 or not self._near(word):
            return True
        if (
            self.part(word, {"adjective", "adverb"})
            and self.surely(word - 1, _VERBAL)
            and not self.is_a("copula", word - 1)
        ):
            return False
        if self.is_a("determiner", word - 1) or self.is_a("number", word - 1) or self.is_a("pronoun", word - 1, "both"):
            return False
        if self._in_compound(word):
            return False
        if self.words[word - 1].folded.endswith("'s") or self.is_a("pronoun", word - 1, "his", "their", "my"):
            return False
        if self.is_a("preposition", word - 1) and not self.is_a("copula", word - 1, "will"):
            return self.words[word].folded.endswith("ing")
        return not self.surely(word - 1, {"adjective"})

    @_once
    def is_noun_here(self, word: int) -> bool:
        """Whether a word that can be a noun and a verb is a noun where it stands (English)."""
        if self.russian(word) or not self.part(word, {"verb"}):
            return True
        if word == 0:
            return not self.has_object(word)
        if self.is_a("copula", word - 1, "will") or self.is_a("negation", word - 1, "not"):
            return self.words[word - 1].folded in ("no", "without")
        if self.is_a("pronoun", word - 1, "he", "she", "they", "i", "both"):
            return False
        if self.is_a("joint", word - 1) and self.has_object(word):
            return False
        if self._in_compound(word):
            return True
        verbs_before = any(
            self.part(place, {"verb"}) and not self.part(place, {"noun"}) for place in range(self._clause(word), word)
        )
        marked = self.has_determiner(word) or self.is_a("number", word - 1) or self.is_a("preposition", word - 1)
        marked = marked or (word + 1 < len(self) and self.words[word + 1].folded in ("himself", "herself"))
        return marked or verbs_before or self._modifies(word - 1) or self.words[word].folded.endswith("'s")

    def _in_compound(self, word: int) -> bool:
        """Whether a word that shows no ending stands behind one thing, and so is no verb: "on the neon sign" (a verb
        would be "signs"), unless its past looks like that ("the man put")."""
        if word < 2 or self.between(word - 1, word) != " " or self.words[word].folded in _SAME_IN_THE_PAST:
            return False
        bare = any(form.part == "verb" and form.lemma == self.words[word].folded for form in self.forms(word))
        one = any(form.part == "noun" and form.number == "sing" for form in self.forms(word - 1))
        start = self.head_start(word - 1)
        several = start > 0 and self.is_a("joint", start - 1, "and")
        return bare and one and not several and start < word - 1 and self.has_determiner(word - 1)

    def is_titled(self, hit: Hit) -> bool:
        """Whether a hit is only part of a name in quotes: «Заря-7», "The Red Lion"."""
        before = self.text[: hit.start].rstrip()
        return before[-1:] in _QUOTES and before != "" and self.words[hit.first].text[0].isupper()

    def has_object(self, word: int) -> bool:
        """Whether a determiner or an object pronoun follows: what a verb has after it and a noun has not."""
        after = word + 1
        return after < len(self.words) and (
            self.is_a("determiner", after) or self.is_a("pronoun", after, "him", "her", "them", "his", "their")
        )

    def _clause(self, word: int) -> int:
        return self.pieces[self.piece_of(word)][0]
