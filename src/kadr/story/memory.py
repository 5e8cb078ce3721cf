"""Who is meant: what a reader remembers from sentence to sentence, so that "she", "the old man", "the two of them" and
a verb without a subject mean somebody."""

import itertools
from collections.abc import Iterable, Iterator

from kadr import lexicon
from kadr.story.clauses import Sentence
from kadr.story.mention import Kind, Mention, Part
from kadr.story.mentions import label_of
from kadr.story.people import People

_SEX = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_PLURAL = ("they", "them", "their", "both")
_ANYBODY = frozenset(
    ("man", "woman", "boy", "girl", "child", "old-man", "old-woman", "young-man", "young-woman", "friend",
     "son", "daughter", "grandchild", "brother", "sister")
)  # fmt: skip
"""Roles that may be another word for somebody who has a name."""


_ANY_AGE = frozenset(
    ("friend", "neighbour", "stranger", "passer-by", "patient", "pupil", "passenger", "customer", "prince", "princess",
     "son", "daughter", "brother", "sister", "grandchild")
)  # fmt: skip
"""Roles that children have as well; who works as something is grown up."""

_THREE = ("втроем", "they three", "the three of them", "three of them", "all three")


class InMind:
    """Names, the last one brought to mind first."""

    def __init__(self) -> None:
        self._names: dict[str, None] = {}  # the first one last

    def __iter__(self) -> Iterator[str]:
        return reversed(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def bring(self, names: Iterable[str]) -> None:
        """Put `names` before all others, in their order."""
        for name in reversed(list(dict.fromkeys(names))):
            self._names.pop(name, None)
            self._names[name] = None

    def first(self, count: int) -> tuple[str, ...]:
        """The first names, at most `count` of them."""
        return tuple(itertools.islice(self, count))


class Memory:
    """Those whom the reader has in mind, the likeliest first."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.recent = InMind()
        self.subject: tuple[str, ...] = ()
        self.pair: tuple[str, ...] = ()  # the last who were named or acted together
        self.crowds: dict[str, int] = {}
        self.roles: dict[str, str] = {}  # what somebody is called -> who it is
        self.earlier = InMind()  # who was in mind in the scenes before
        self.couple: tuple[str, ...] = ()  # and its pair

    def forget(self) -> None:
        """A new scene begins: nobody is there yet, but a pronoun may mean those of the scene before."""
        self.earlier.bring(self.recent)
        self.couple = self.pair or self.couple
        self.recent, self.subject, self.pair, self.crowds = InMind(), (), (), {}

    def resolve(self, sentence: Sentence, mentions: list[Mention]) -> None:
        """Say for every mention of a sentence who is meant, in its order."""
        met: list[str] = []  # in this sentence, subjects first
        for mention in mentions:
            others = _rivals(sentence, mention, mentions)
            if mention.kind is Kind.PRONOUN:
                mention.who = self._pronoun(mention, met, others)
            elif mention.kind is Kind.ROLE:
                mention.who = (self._role(mention, met, others),)
            elif mention.among:
                mention.who = (next((who for who in self.recent if who in mention.among), mention.among[0]),)
            if mention.kind is Kind.CROWD:
                self.crowds[mention.who[0]] = mention.number
            for who in mention.who:
                if who not in met and mention.kind is not Kind.CROWD:
                    met.insert(0 if mention.part is Part.SUBJECT and not met else len(met), who)

    def close(self, mentions: list[Mention], subject: tuple[str, ...]) -> None:
        """A sentence is over: its people are in mind now, the subject first."""
        single = [who for mention in mentions if mention.seen or mention.heard for who in mention.who]
        single = [who for who in dict.fromkeys(single) if who not in self.crowds]
        self.recent.bring([*(who for who in subject if who not in self.crowds), *single])
        self.subject = subject or self.subject
        together = [who for who in dict.fromkeys([*subject, *single]) if who]
        if len(together) > 1:
            self.pair = tuple(together[:2]) if len(together) == 2 else tuple(together)

    # -----------------------------------------------------------------------------------------------------------

    def _pronoun(self, mention: Mention, met: list[str], others: set[str]) -> tuple[str, ...]:
        if mention.concept in ("i", "my"):
            return ("I",) if mention.words.isascii() else ("Я",)
        if mention.concept in _PLURAL:
            return self._several(met, mention)
        sex = _SEX[mention.concept]
        earlier = () if met or self.recent else self.earlier.first(4)
        unsure = None
        for place, who in enumerate(self._known([*met, *self.subject], self.recent, earlier, but=others)):
            person = self.people.person(who)
            if not person.sex and place == 0 and who in self.subject and not met:
                person.sex = sex
            if person.sex == sex:
                return (who,)
            unsure = unsure or (None if person.sex else person)
        if unsure is None:
            return ()
        unsure.sex = sex
        return (unsure.who,)

    def _known(self, *names: Iterable[str], but: set[str]) -> Iterator[str]:
        """Each of `names` once, without crowds and those whom a mention cannot mean."""
        met = set(but)
        for who in itertools.chain(*names):
            if who not in met and who not in self.crowds:
                met.add(who)
                yield who

    def _several(self, met: list[str], mention: Mention) -> tuple[str, ...]:
        if mention.part is Part.OWNER and len(met) > 1:
            return tuple(met)
        three = lexicon.fold(mention.words) in _THREE
        if three and len(self.recent) > 2:
            return self.recent.first(3)
        if len(self.subject) > 1 or (self.subject and self.subject[0] in self.crowds):
            return self.subject
        if len(self.pair) > 1:
            return self.pair
        if len(self.recent) > 1:
            return self.recent.first(2)
        return tuple(self.crowds)[-1:] or self.couple or self.earlier.first(2)

    def _role(self, mention: Mention, met: list[str], others: set[str]) -> str:
        label = label_of(mention)
        known = self.roles.get(mention.label)
        if known and (mention.definite or len(self.roles) < 2):
            return known
        facts = lexicon.fact("person", mention.concept)
        facts = facts._replace(sex=facts.sex or lexicon.gender(label))
        if mention.definite and not mention.words.isupper():
            meant = self._bearer(mention.concept, met, others)
            if not meant and mention.concept in _ANYBODY:
                meant = self._fitting(facts, met, others)
            if meant:
                return meant
        person = self.people.person(label)
        person.sex = person.sex or facts.sex
        person.age = person.age or facts.age or ("" if mention.concept in _ANY_AGE else "adult")
        if mention.concept:
            person.bear(mention.concept)
        self.roles[mention.label] = label
        return label

    def _bearer(self, role: str, met: list[str], others: set[str]) -> str:
        """The only one in mind who has a role, or the only one at all; nobody if there are several."""
        bearers = self.people.bearers.get(role, set())
        away = others | self.crowds.keys()
        here = [who for who in bearers if who not in away and (who in met or who in self.recent)]
        return next(iter(here or bearers)) if len(here or bearers) == 1 else ""

    def _fitting(self, facts: lexicon.Fact, met: list[str], others: set[str]) -> str:
        """The only one whom a role describes: of those in mind, else of the scenes before, else of all with names."""
        for names in (self._known(met, self.recent, but=others), self.earlier, self.people.named):
            fits = (who for who in names if who not in others and self._fits_well(who, facts))
            fitting = tuple(itertools.islice(fits, 2))
            if fitting:
                return fitting[0] if len(fitting) == 1 else ""
        return ""

    def _fits_well(self, who: str, facts: lexicon.Fact) -> bool:
        """Whether all that a role says is known to be so of somebody."""
        person = self.people.person(who)
        aged = facts.age in ("", "adult") and person.age in ("", "adult", "young")
        aged = aged or (facts.age in ("child", "young") and person.age in ("", "young"))
        return person.sex == facts.sex and (person.age == facts.age or aged)


def _rivals(sentence: Sentence, mention: Mention, mentions: list[Mention]) -> set[str]:
    """Whom an object cannot mean: the subject of its own clause, and those joined with it."""
    if mention.part in (Part.SUBJECT, Part.OWNER):
        return set()
    piece = sentence.piece_of(mention.first)
    return {
        who
        for other in mentions
        if other is not mention and sentence.piece_of(other.first) == piece and other.part is Part.SUBJECT
        for who in other.who
    }
