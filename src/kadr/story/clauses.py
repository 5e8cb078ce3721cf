"""A sentence taken apart: its words, what the lexicon finds in them, and the pieces that hold one clause each.

Nothing here knows who anybody is. `Sentence` answers what later steps ask of a word: which reading it has, what stands
before it, whether it is denied, wished or only compared.
"""

import re
from collections.abc import Callable, Iterable
from functools import cached_property, wraps

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


def _once(judge: Callable[["Sentence", int], bool]) -> Callable[["Sentence", int], bool]:
    """A judgement on a word that is made once a sentence."""

    def judged(sentence: "Sentence", word: int) -> bool:
        known = sentence.judged.setdefault(judge.__name__, {})
        if word not in known:
            known[word] = judge(sentence, word)
        return known[word]

    return wraps(judge)(judged)


class Sentence:
    """One sentence of action. `at(field)` gives the hits of a field by the number of the word they begin with."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: tuple[Word, ...] = lexicon.split(text)
        self.hits: tuple[Hit, ...] = lexicon.read(text)
        self.judged: dict[str, dict[int, bool]] = {}
        self._covered: dict[str, dict[int, Hit]] = {}

    def __len__(self) -> int:
        return len(self.words)

    def at(self, field: str) -> dict[int, Hit]:
        """The hits of `field` by every word that they cover."""
        if field not in self._covered:
            found: dict[int, Hit] = {}
            for hit in self.hits:
                if hit.field == field:
                    found.update(dict.fromkeys(range(hit.first, hit.last + 1), hit))
            self._covered[field] = found
        return self._covered[field]

    def is_a(self, field: str, word: int, *concepts: str) -> bool:
        """Whether the word numbered `word` is of a field (and one of its `concepts`)."""
        hit = self.at(field).get(word)
        return hit is not None and (not concepts or hit.concept in concepts)

    def forms(self, word: int) -> tuple[Form, ...]:
        """The readings of a word."""
        return lexicon.forms(self.words[word].folded)

    def part(self, word: int, parts: Iterable[str]) -> bool:
        """Whether a word can be one of these parts of speech."""
        return any(form.part in parts for form in self.forms(word))

    def surely(self, word: int, parts: Iterable[str]) -> bool:
        """Whether a word can be nothing else than one of these parts of speech."""
        return all(form.part in parts for form in self.forms(word))

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
            breaks = _HARD.search(self.between(word - 1, word))
            if breaks or self.is_a("joint", word, "but") or self.is_a("relative", word):
                cuts.add(word)
        starts = sorted(cuts)
        return tuple((start, end - 1) for start, end in zip(starts, [*starts[1:], len(self.words)], strict=True))

    def piece_of(self, word: int) -> int:
        """Which clause a word belongs to."""
        return next(number for number, (first, last) in enumerate(self.pieces) if first <= word <= last)

    def relative(self, piece: int) -> bool:
        """Whether a clause hangs on a noun before it ("who ...", "который ...")."""
        first, last = self.pieces[piece]
        return any(self.is_a("relative", word) for word in range(first, min(first + 2, last + 1)))

    # -----------------------------------------------------------------------------------------------------------
    # What stands before a word
    # -----------------------------------------------------------------------------------------------------------

    def head_start(self, word: int) -> int:
        """The first word of the noun phrase that ends in `word`: its adjectives, numbers and determiners."""
        first = word
        while first > 0 and not _HARD.search(self.between(first - 1, first)) and self._modifies(first - 1):
            first -= 1
        return first

    def _modifies(self, word: int) -> bool:
        if self.is_a("determiner", word) or self.is_a("number", word):
            return True
        if self.is_a("preposition", word) or self.is_a("joint", word) or self.is_a("pronoun", word):
            return self.is_a("pronoun", word, "his", "her", "their", "my") and not self.is_a("joint", word)
        forms = self.forms(word)
        if self.russian(word):
            return forms[0].part in _ADJECTIVAL
        parts = {form.part for form in forms}
        return "adjective" in parts or self.words[word].folded.endswith("'s")

    def preposition(self, word: int) -> Hit | None:
        """The preposition that governs the noun phrase ending in `word`."""
        first = self.head_start(word)
        return self.at("preposition").get(first - 1) if first > 0 and self._near(first - 1, first) else None

    def _near(self, word: int, other: int) -> bool:
        return not _HARD.search(self.between(word, other))

    def has_determiner(self, word: int, *concepts: str) -> bool:
        """Whether a determiner (of `concepts`) stands in the noun phrase before a word."""
        first = self.head_start(word)
        return any(self.is_a("determiner", place, *concepts) for place in range(first, word))

    # -----------------------------------------------------------------------------------------------------------
    # What is not so
    # -----------------------------------------------------------------------------------------------------------

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

    def unreal(self, word: int) -> bool:
        """Whether it is only wished, supposed or compared with."""
        first, _ = self.pieces[self.piece_of(word)]
        return any(self.is_a("unreal", place) for place in range(first, word)) or self.compared(word)

    def compared(self, word: int) -> bool:
        """Whether it is only a likeness ("like a wolf", "словно волк")."""
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
            apart = place == 0 or not self._near(place - 1, place)
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
        if word == 0 or not self._near(word - 1, word):
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
