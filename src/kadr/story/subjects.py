"""Who a verb or a feeling belongs to.

In a clause the subject is the one named nearest before the verb, in Russian also after it; a clause without a subject
goes on with the sentence's, a sentence without one with the sentence before; "who ..." hangs on the one before it. A
noun that is nobody ("the door opens") takes its verb away from everybody.
"""

from collections.abc import Sequence

from kadr import lexicon
from kadr.lexicon import Hit
from kadr.story.clauses import Sentence
from kadr.story.memory import Memory
from kadr.story.mention import Kind, Mention, Part
from kadr.story.names import titled

WORLD = ("thing", "animal", "vehicle")
"""The fields of what can be handled and stand about."""

_LIFELESS = (*WORLD, "place", "weather", "time", "voice", "body", "depiction")


class Subjects:
    """The subjects of a sentence, clause by clause."""

    def __init__(self, sentence: Sentence, mentions: Sequence[Mention], memory: Memory) -> None:
        self.sentence = sentence
        self.mentions = [mention for mention in mentions if mention.who]
        self.memory = memory
        self._mentioned = {word for mention in self.mentions for word in range(mention.first, mention.last + 1)}
        self.main: tuple[str, ...] = ()
        self._of_piece: dict[int, tuple[str, ...]] = {}
        self._dead = False  # the clauses so far are about nobody
        self._dead_by: dict[int, bool] = {}
        for number in range(len(sentence.pieces)):
            self._open(number)

    def _open(self, number: int) -> None:
        """Find what a clause has for a subject by itself; the main clauses' ones stay in mind."""
        subjects = self._subjects(number)
        if self.sentence.relative(number) and not subjects:
            self._of_piece[number] = self._antecedent(number)
        elif subjects:
            self._of_piece[number] = _everybody(subjects[0])
            self.main = self._of_piece[number]
            self._dead = False
        elif self._is_of_things(number):
            self._of_piece[number] = ()
            self._dead = True
        else:
            self._of_piece[number] = () if self._dead else self.main
        self._dead_by[number] = self._dead

    def _is_of_things(self, number: int) -> bool:
        """Whether a main clause has a subject that is nobody: "The dog, which knew him well, lay down"."""
        if self.sentence.relative(number):
            return False
        first, last = self.sentence.pieces[number]
        verbs = [word for word in range(first, last + 1) if self._finite(word)]
        if verbs:
            return self._lifeless(verbs[0], number)
        return number == 0 and any(
            self._is_noun(word) and not self.sentence.preposition(word) for word in range(first, last + 1)
        )

    def _finite(self, word: int) -> bool:
        forms = self.sentence.forms(word)
        if self.sentence.russian(word):
            return forms[0].part == "verb"
        known = self.sentence.is_any(("pose", "motion", "copula", "saying", "leave"), word)
        return known and self.sentence.is_verb_here(word) and any(form.part == "verb" for form in forms)

    def _subjects(self, number: int) -> list[Mention]:
        first, last = self.sentence.pieces[number]
        return [mention for mention in self.mentions if first <= mention.first <= last and self._leads(mention)]

    def _leads(self, mention: Mention) -> bool:
        """Whether a mention can be a clause's subject: by its form, and not in a likeness ("as a father does")."""
        return mention.part is Part.SUBJECT and not self.sentence.compared(mention.first)

    def _antecedent(self, number: int) -> tuple[str, ...]:
        first, _ = self.sentence.pieces[number]
        before = [mention for mention in self.mentions if mention.last < first]
        noun = first - 1
        near = bool(before) and before[-1].last >= noun - 1
        return _everybody(before[-1]) if near else ()

    # -----------------------------------------------------------------------------------------------------------

    def subject_of(self, hit: Hit) -> tuple[str, ...]:
        """Who does what a hit says, or nobody."""
        word, sentence = hit.first, self.sentence
        number = sentence.piece_of(word)
        dependent = self._dependent(word)
        if dependent is not None:
            return dependent
        own = self._own(word, number)
        if own:
            self._learn(word, own)
            return _everybody(own)
        if sentence.relative(number):
            return self._of_piece[number]
        if self._lifeless(word, number):
            return ()
        return self._agreeing(word, self._going_on(number))

    def _learn(self, word: int, mention: Mention) -> None:
        """A Russian verb in the past tells the sex of its subject."""
        genders = {form.gender for form in self.sentence.forms(word) if form.part == "verb"} & {"masc", "femn"}
        person = self.memory.people.persons.get(mention.who[0]) if len(mention.who) == 1 else None
        if self.sentence.russian(word) and person and not person.sex and len(genders) == 1 and mention.number == 1:
            person.sex = "m" if genders == {"masc"} else "f"

    def feeler_of(self, hit: Hit) -> tuple[str, ...]:
        """Who feels what a hit says: the one whom it describes, whose face it is, or the clause's subject."""
        sentence, word = self.sentence, hit.first
        for mention in self.mentions:
            if sentence.head_start(mention.first) <= word < mention.first:
                return mention.who
        number = sentence.piece_of(word)
        first, last = sentence.pieces[number]
        owners = [
            mention
            for mention in self.mentions
            if mention.part is Part.OWNER and mention.shown and first <= mention.first <= last
        ]
        own = self._own(word, number)
        if owners and (own is None or owners[0].first < own.first):
            return owners[0].who
        verb = sentence.part(word, {"verb", "gerund", "participle"})
        if verb and sentence.is_verb_here(word):
            return self.subject_of(hit)
        if own:
            return _everybody(own)
        return self._of_piece[number] or self._going_on(number)

    def voice_of(self, hit: Hit) -> str:
        """The voice, animal or thing beside a verb of saying that has nobody for a subject: "said the fox",
        "раздался скрипучий голос", "said a woman's voice" (the woman)."""
        number = self.sentence.piece_of(hit.first)
        first, last = self.sentence.pieces[number]
        if self._own(hit.first, number):
            return ""
        for word in sorted(range(first, last + 1), key=lambda word: abs(word - hit.first)):
            speaks = self.sentence.is_any(("voice", "animal", "thing"), word)
            if speaks and self._is_named(word, hit) and not self.sentence.preposition(word):
                owner = next((mention for mention in self.mentions if mention.heard), None)
                return owner.who[0] if owner else titled(lexicon.nominative(self.sentence.words[word].folded))
        return ""

    def _is_named(self, word: int, saying: Hit) -> bool:
        """Whether a noun can be the subject of a verb of saying: by its case, in English by standing beside it."""
        if self.sentence.russian(word):
            return self.sentence.forms(word)[0].case == "nomn"
        start = self.sentence.head_start(word)
        owned = any(mention.part is Part.OWNER and mention.last == start - 1 for mention in self.mentions)
        return self.sentence.is_noun_here(word) and (word == saying.first - 1 or start == saying.last + 1 or owned)

    def _own(self, word: int, number: int) -> Mention | None:
        """The subject that stands in the verb's own clause: the nearest before it that agrees, else after it."""
        subjects = [mention for mention in self._subjects(number) if self._agrees(word, mention)]
        before = [mention for mention in subjects if mention.last < word]
        after = [mention for mention in subjects if mention.first > word]
        if before:
            return before[-1]
        if after and (self.sentence.russian(word) or self._turned(word, after[0])):
            return after[0]
        return None

    def _turned(self, word: int, mention: Mention) -> bool:
        """English: whether nothing stands between a verb and the subject behind it."""
        return self.sentence.head_start(mention.first) <= word + 2

    def _going_on(self, number: int) -> tuple[str, ...]:
        """The subject of a clause that names none: the clauses' before it, the sentence's, the sentence's before."""
        for earlier in range(number - 1, -1, -1):
            if not self.sentence.relative(earlier) and self._of_piece[earlier]:
                return self._of_piece[earlier]
        if self._dead_by[number]:
            return ()
        later = [
            mention
            for mention in self.mentions
            if mention.first > self.sentence.pieces[number][1] and mention.part is Part.SUBJECT
        ]
        opening = number == 0 and self._hangs(number)
        return _everybody(later[0]) if later and opening else self.memory.subject

    def _hangs(self, number: int) -> bool:
        """Whether a clause has only participles or adverbs and waits for the subject of the next one."""
        first, last = self.sentence.pieces[number]
        finite = [
            word
            for word in range(first, last + 1)
            if any(form.part == "verb" for form in self.sentence.forms(word))
            and not self._ing(word)
            and self.sentence.is_verb_here(word)
            and not self.sentence.is_a("preposition", word)
        ]
        return not finite

    def _ing(self, word: int) -> bool:
        folded = self.sentence.words[word].folded
        return folded.endswith("ing") and not self.sentence.is_a("copula", word - 1)

    def _dependent(self, word: int) -> tuple[str, ...] | None:
        """Who a participle belongs to; None if the word is none."""
        sentence = self.sentence
        number = sentence.piece_of(word)
        first, _ = sentence.pieces[number]
        if sentence.russian(word):
            form = sentence.forms(word)[0]
            if form.part == "gerund":
                own = self._own(word, number)
                return _everybody(own) if own else self._going_on_gerund(number)
            if form.part != "participle" or not form.case:
                return None
            for mention in self.mentions:
                if word < mention.first and sentence.head_start(mention.first) <= word:
                    return mention.who
            before = [mention for mention in self.mentions if mention.last < first]
            if word <= first + 1 and before and number:
                return before[-1].who
            return ()
        if not self._ing(word):
            return None
        if word > first and (self._is_noun(word - 1) or self.sentence.words[word - 2].folded == "with"):
            return ()
        for mention in self.mentions:
            near = mention.last in (word - 1, word - 2) and mention.first >= first
            if near and mention.part is Part.OBJECT and mention.seen:
                return _everybody(mention)
        if word == first:
            before = [mention for mention in self.mentions if mention.last == word - 1 and number]
            if before and before[-1].part in (Part.OBJECT, Part.OBLIQUE) and not self.main:
                return before[-1].who
        return None

    def _going_on_gerund(self, number: int) -> tuple[str, ...]:
        for earlier in range(number - 1, -1, -1):
            if not self.sentence.relative(earlier) and self._of_piece[earlier]:
                return self._of_piece[earlier]
        later = [mention for mention in self.mentions if mention.part is Part.SUBJECT]
        if later:
            return _everybody(later[0])
        verbs = [word for word in range(len(self.sentence)) if self.sentence.forms(word)[0].part == "verb"]
        lifeless = any(self._lifeless(word, self.sentence.piece_of(word)) for word in verbs)
        return () if lifeless else self.memory.subject

    # -----------------------------------------------------------------------------------------------------------
    # Agreement, and subjects that are nobody
    # -----------------------------------------------------------------------------------------------------------

    def _agrees(self, word: int, mention: Mention) -> bool:
        """Whether a Russian verb can have this subject: past tense shows the sex, all tenses the number."""
        if not self.sentence.russian(word):
            return True
        verbs = [form for form in self.sentence.forms(word) if form.part in ("verb", "participle")]
        if not verbs or len(mention.group) > 1 or mention.number > 1 or len(mention.who) > 1:
            return True
        person = self.memory.people.persons.get(mention.who[0])
        sex = person.sex if person else ""
        return any(
            (form.number != "plur" or mention.kind is Kind.CROWD)
            and (not sex or form.gender in ("", "masc" if sex == "m" else "femn"))
            for form in verbs
        )

    def _agreeing(self, word: int, who: tuple[str, ...]) -> tuple[str, ...]:
        """A subject that was only understood, if the verb agrees with it; a plural verb means several."""
        if not self.sentence.russian(word) or not who:
            return who
        verbs = [form for form in self.sentence.forms(word) if form.part == "verb"]
        if (
            verbs
            and all(form.number == "plur" for form in verbs)
            and len(who) == 1
            and who[0] not in self.memory.crowds
        ):
            return self.memory.pair or who
        person = self.memory.people.persons.get(who[0])
        if verbs and person and person.sex and len(who) == 1:
            gender = "masc" if person.sex == "m" else "femn"
            if not any(form.gender in ("", gender) for form in verbs):
                wanted = "f" if gender == "masc" else "m"
                persons = (self.memory.people.person(name) for name in self.memory.recent)
                other = next((person.who for person in persons if person.sex == wanted), "")
                return (other,) if other else ()
        return who

    def _lifeless(self, word: int, number: int) -> bool:
        """Whether the clause has a noun for its subject that is nobody."""
        first, last = self.sentence.pieces[number]
        if self.sentence.russian(word):
            return self._lifeless_russian(word, first, last)
        verb_before = False
        for place in range(first, word):
            if not verb_before and self._is_noun(place) and not self.sentence.preposition(place):
                return True
            clear = self.sentence.is_any(("pose", "motion", "copula", "saying"), place)
            if clear and self.sentence.is_verb_here(place) and not self.mentioned(place):
                verb_before = True
        return False

    def _is_noun(self, word: int) -> bool:
        sentence = self.sentence
        if self.mentioned(word) or not sentence.part(word, {"noun", ""}) or not sentence.is_noun_here(word):
            return False
        small = ("preposition", "determiner", "joint", "pronoun", "negation", "copula", "number", "relative", "turning")
        if sentence.is_any(small, word) or sentence.part(word, {"adverb", "adjective"}):
            return False
        known = sentence.is_any(_LIFELESS, word)
        return known or sentence.has_determiner(word)

    def _lifeless_russian(self, word: int, first: int, last: int) -> bool:
        sentence = self.sentence
        verbs = [form for form in sentence.forms(word) if form.part in ("verb", "participle")]
        reflexive = sentence.words[word].folded.endswith(("ся", "сь"))
        for place in range(first, last + 1):
            if self.mentioned(place) or sentence.preposition(place) or sentence.is_a("preposition", place):
                continue
            nouns = [form for form in sentence.forms(place) if form.part == "noun" and not form.animate]
            if not nouns or sentence.forms(place)[0].part != "noun" or sentence.at("number").get(place):
                continue
            cases = {form.case for form in nouns}
            agreeing = any(
                noun.case == "nomn"
                and noun.number == (verb.number or noun.number)
                and (not verb.gender or noun.number == "plur" or verb.gender == noun.gender)
                for noun in nouns
                for verb in verbs
            )
            if not agreeing:
                continue
            intransitive = reflexive or any(form.intransitive for form in verbs)
            intransitive = intransitive or (place > word and sentence.is_a("preposition", first))
            if "accs" not in cases or intransitive or (place < word and place in (first, word - 1)):
                return True
        return False

    def mentioned(self, word: int) -> bool:
        """Whether a word is part of a mention of people."""
        return word in self._mentioned


def _everybody(mention: Mention) -> tuple[str, ...]:
    """All who are named together with a mention."""
    return tuple(dict.fromkeys(who for other in mention.group or [mention] for who in other.who))
