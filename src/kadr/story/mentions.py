"""Where a sentence speaks of people: by name, by role ("the waiter"), by pronoun, in crowds; in what part of the
clause; and whether they can be seen by it or are only thought of, heard or compared with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from kadr import lexicon
from kadr.lexicon import Hit
from kadr.story.clauses import Sentence
from kadr.story.names import titled
from kadr.story.people import Named, People

_FEW = 3
"""How many several people are when no number is given."""

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 7, "many": 9}
_NOUNS = frozenset(("noun",))
_VERBS = frozenset(("verb", "participle", "gerund"))
_WORLD = ("place", "thing", "vehicle", "time", "weather", "body", "feeling", "depiction", "voice")
_AGENT = re.compile(
    r"(?!(?:an)?other$|(?:cor|din|man|win|sum|ham|num|mat|let|but|lad|bor|pow|pap|sil|cop|wat|riv|weath|feath|leath|thund"
    r"|should|fing|pow|tow|show|flow|quart|chapt|pap|lay|clust|cent|theat|met|lit|tig|spid|ord|mem|hung|ang|wond|dang)er$"
    r"|(?:mirr|mot|err|horr|terr|fav|lab|col|vap|hon|arm|interi|exteri|doct)or$).{2,}(?:[^aeiou]er|[st]or|ist|man|woman|eer|ian)$"
)
"""English nouns for those who do something ("keeper", "chemist"), but for the commonest that only look so."""
_TO_BE = frozenset(["is", "was", "be", "been", "become", "became", "был", "была", "было", "стал", "стала", "оказался", "оказалась"])
_STILL = ("sit", "stand", "lie", "kneel", "crouch", "sleep")
"""Poses that have no object: who follows the verb is its subject."""

_SHOWING = ("face", "eyes", "body")
"""Parts of the body that show whose they are; a hand is a hand."""


class Kind(Enum):
    """How somebody is spoken of."""

    NAME = "name"
    ROLE = "role"
    CROWD = "crowd"
    PRONOUN = "pronoun"


class Part(Enum):
    """What somebody is in the clause."""

    SUBJECT = "subject"
    OBJECT = "object"
    OBLIQUE = "oblique"
    OWNER = "owner"


@dataclass(slots=True)
class Mention:
    """Somebody at a place in a sentence. `who` is filled when it is known who is meant: several for "they". `concept`
    is the pronoun's or the role's."""

    kind: Kind
    words: str
    first: int
    last: int
    who: tuple[str, ...] = ()
    concept: str = ""
    number: int = 1
    part: Part = Part.SUBJECT
    seen: bool = True
    heard: bool = False
    shown: str = ""  # what of them the clause speaks of: a part of the body
    definite: bool = True
    among: tuple[str, ...] = ()
    exact: bool = False  # a name as it is listed, in no case but the nominative
    label: str = ""  # what somebody without a name is called
    group: list["Mention"] = field(default_factory=list)  # those named together with this one, itself first


def find(sentence: Sentence, people: People, *, narrator: bool) -> list[Mention]:
    """All mentions of a sentence in their order. `narrator`: "I" is somebody (prose), not the camera's "we"."""
    named = people.named_in(sentence.text, sentence.words)
    taken = {word for name in named for word in range(name.first, name.last + 1)}
    found = [_named(name) for name in named]
    for hit in sorted(sentence.hits, key=lambda hit: hit.first - hit.last):
        if taken.isdisjoint(range(hit.first, hit.last + 1)):
            mention = _mention(sentence, hit, named, narrator=narrator)
            if mention:
                found.append(mention)
                taken.update(range(hit.first, hit.last + 1))
    found += _unlisted(sentence, taken)
    found.sort(key=lambda mention: mention.first)
    found = _without_appositions(sentence, found)
    for mention in found:
        mention.part = _part(sentence, mention)
    _after_verbs(sentence, found)
    for mention in found:
        _visible(sentence, mention)
    _grouped(sentence, found)
    return found


def _named(name: Named) -> Mention:
    who = (name.who,) if name.who else ()
    return Mention(
        Kind.NAME, name.words, name.first, name.last, who, number=name.number, among=name.among, exact=name.exact
    )


def _mention(sentence: Sentence, hit: Hit, named: Sequence[Named], *, narrator: bool) -> Mention | None:
    if hit.field == "pronoun":
        counts = hit.concept == "both" and hit.last + 1 < len(sentence) and _begins_a_noun(sentence, hit.last + 1)
        return None if counts else _pronoun(hit, narrator=narrator)
    if hit.field == "crowd":
        number = _counted(sentence, hit.first) or lexicon.crowd_count(hit.concept)
        if sentence.is_a("place", hit.last) and sentence.preposition(hit.first):
            return None
        plural = _is_plural(sentence, hit.last)
        label = _plural(hit.words) if plural or hit.first != hit.last else _singular(hit.words)
        return Mention(Kind.CROWD, hit.words, hit.first, hit.last, (label,), hit.concept, number, label=label)
    if hit.field != "person" or not sentence.is_noun_here(hit.last) or _beside_a_name(sentence, hit, named):
        return None
    start = sentence.head_start(hit.first)
    if start > 0 and _is_to_be(sentence, start - 1) and sentence.between(start - 1, start) == " ":
        return None
    counted = _counted(sentence, hit.first)
    if (counted > 1 or _is_plural(sentence, hit.last)) and counted != 1:
        label = _plural(hit.words)
        return Mention(Kind.CROWD, hit.words, hit.first, hit.last, (label,), hit.concept, counted or _FEW, label=label)
    label = lexicon.fold(hit.words) if not sentence.russian(hit.last) else _singular(sentence.words[hit.last].text)
    definite = sentence.russian(hit.last) or sentence.has_determiner(hit.first, "the", "own")
    return Mention(Kind.ROLE, hit.words, hit.first, hit.last, (), hit.concept, definite=definite, label=label)


def _without_appositions(sentence: Sentence, found: list[Mention]) -> list[Mention]:
    """The mentions without those that only say more of the one before: "БРИГАДИР, грузный мужчина лет пятидесяти"."""
    kept: list[Mention] = []
    for mention in found:
        before = kept[-1] if kept else None
        if before and mention.kind is Kind.ROLE and before.kind in (Kind.NAME, Kind.ROLE) and before.number == 1:
            start = sentence.head_start(mention.first)
            apart = before.last + 1 == start and sentence.between(before.last, start).strip() in (",", "(", "—")
            following = sentence.text[sentence.words[mention.last].end :].lstrip()
            if apart and not re.match(r"(?:and|и|or|или|&)\b", following):
                continue
        kept.append(mention)
    return kept


def _unlisted(sentence: Sentence, taken: set[int]) -> list[Mention]:
    """Roles that the lexicon does not list: Russian nouns that are animate and no animal; in English nouns like
    "keeper" or "chemist" that do something."""
    found = []
    for word in range(len(sentence)):
        covered = word in taken or any(sentence.is_a(field, word) for field in ("animal", *_WORLD))
        if covered or not _animate(sentence, word):
            continue
        if _is_plural(sentence, word):
            label, number = _plural(sentence.words[word].text), _counted(sentence, word) or _FEW
            if number > 1:
                found.append(
                    Mention(Kind.CROWD, sentence.words[word].text, word, word, (label,), "", number, label=label)
                )
            continue
        russian = sentence.russian(word)
        label = _singular(sentence.words[word].text) if russian else sentence.words[word].folded
        definite = russian or sentence.has_determiner(word, "the", "own")
        found.append(Mention(Kind.ROLE, sentence.words[word].text, word, word, definite=definite, label=label))
    return found


def _animate(sentence: Sentence, word: int) -> bool:
    if sentence.russian(word):
        form = sentence.forms(word)[0]
        return form.part == "noun" and form.animate and not form.name and form.share > 0.4
    if not _AGENT.search(sentence.words[word].folded) or not sentence.surely(word, _NOUNS):
        return False
    after = word + 1
    acts = after < len(sentence) and sentence.between(word, after) == " " and _verb_next(sentence, after)
    return acts and sentence.has_determiner(word)


def _verb_next(sentence: Sentence, word: int) -> bool:
    return sentence.part(word, {"verb"}) and not sentence.is_a("preposition", word)


def _pronoun(hit: Hit, *, narrator: bool) -> Mention | None:
    if hit.concept in ("i", "my") and not narrator:
        return None
    return Mention(Kind.PRONOUN, hit.words, hit.first, hit.last, (), hit.concept)


def _is_to_be(sentence: Sentence, word: int) -> bool:
    """Whether what follows says what somebody is, and brings nobody new: "He was a big man"."""
    return sentence.words[word].folded in _TO_BE


def _singular(word: str) -> str:
    return lexicon.nominative(lexicon.fold(word))


def _plural(words: str) -> str:
    parts = lexicon.fold(words).split()
    return " ".join([*parts[:-1], lexicon.nominative(parts[-1], plural=True)]) if len(parts) == 1 else " ".join(parts)


def _is_plural(sentence: Sentence, word: int) -> bool:
    nouns = [form for form in sentence.forms(word) if form.part == "noun"]
    if sentence.russian(word):
        return bool(nouns) and nouns[0].number == "plur"
    return bool(nouns) and all(form.number == "plur" for form in nouns)


def _counted(sentence: Sentence, word: int) -> int:
    """The number that counts a noun, or 0."""
    for place in range(sentence.head_start(word), word):
        hit = sentence.at("number").get(place)
        if hit:
            return _NUMBERS[hit.concept]
    before = sentence.at("number").get(word - 1)
    return _NUMBERS[before.concept] if before else 0


def _beside_a_name(sentence: Sentence, hit: Hit, named: Sequence[Named]) -> bool:
    """Whether a role only says who a name's bearer is: "the waiter Tom", "старик Иван", "Anna, a nurse,"."""
    for name in named:
        if name.first == hit.last + 1 and sentence.between(hit.last, name.first).strip('«" ') == "":
            return True
        if 0 < hit.first - name.last <= 3 and sentence.head_start(hit.first) == name.last + 1:
            return sentence.between(name.last, name.last + 1).strip() in (",", "(", "—", "-")
    return False


# ---------------------------------------------------------------------------------------------------------------
# Parts of the clause
# ---------------------------------------------------------------------------------------------------------------


def _part(sentence: Sentence, mention: Mention) -> Part:
    """What a mention is by its form and what stands before it."""
    first = mention.first
    if mention.kind is Kind.PRONOUN:
        return _part_of_pronoun(sentence, mention)
    if sentence.words[mention.last].folded.endswith("'s"):
        return Part.OWNER
    if sentence.preposition(first):
        hit = sentence.preposition(first)
        owned = hit is not None and hit.concept == "of" and hit.words.lower() == "of"
        return Part.OWNER if owned else Part.OBLIQUE
    if sentence.russian(mention.last):
        return _part_by_case(sentence, mention)
    return Part.SUBJECT


def _part_of_pronoun(sentence: Sentence, mention: Mention) -> Part:
    concept, following = mention.concept, mention.last + 1
    if concept in ("his", "their", "my"):
        return Part.OWNER
    if sentence.at("preposition").get(mention.first - 1):
        return Part.OBLIQUE
    if concept in ("him", "her", "them"):
        owns = following < len(sentence) and _begins_a_noun(sentence, following)
        return Part.OWNER if (owns and concept != "him") or (owns and sentence.russian(mention.first)) else Part.OBJECT
    if concept == "they" and mention.first != mention.last:
        return Part.OBJECT
    oblique = lexicon.fold(mention.words) in ("me", "меня", "мне", "мной", "мною", "обоих", "двоих")
    return Part.OBJECT if oblique else Part.SUBJECT


def _begins_a_noun(sentence: Sentence, word: int) -> bool:
    if sentence.between(word - 1, word) != " ":
        return False
    if sentence.russian(word):
        return sentence.forms(word)[0].part in ("noun", "adjective", "participle")
    small = ("preposition", "determiner", "joint", "pronoun", "negation")
    return sentence.part(word, {"noun", "adjective"}) and not any(sentence.is_a(field, word) for field in small)


def _part_by_case(sentence: Sentence, mention: Mention) -> Part:
    forms = [form for form in sentence.forms(mention.last) if form.part in ("noun", "")]
    cases = {form.case for form in forms}
    sure = not forms or "nomn" in cases or cases == {""}
    if sure or mention.exact:
        return Part.SUBJECT
    before = mention.first - 1
    if "gent" in cases and before >= 0 and sentence.between(before, mention.first) == " ":
        noun = sentence.forms(before)[0].part == "noun" and not sentence.is_a("number", before)
        if noun:
            return Part.OWNER
    return Part.OBJECT if "accs" in cases or "datv" in cases else Part.OBLIQUE


def _after_verbs(sentence: Sentence, mentions: list[Mention]) -> None:
    """In English who stands after a verb is its object, but for a new clause after "and" and for inversions."""
    by_word = {mention.first: mention for mention in mentions}
    for first, last in sentence.pieces:
        verb = -1
        for word in range(first, last + 1):
            mention = by_word.get(word)
            if mention and mention.part is Part.SUBJECT and not sentence.russian(word) and verb >= 0:
                if not _new_clause(sentence, mention, last) and not _inverted(sentence, verb, first, mention, mentions):
                    mention.part = Part.OBJECT
                else:
                    verb = -1
            covered = any(other.first <= word <= other.last for other in mentions)
            if not covered and sentence.part(word, _VERBS) and _verb(sentence, word):
                verb = word if verb < 0 else verb


def _verb(sentence: Sentence, word: int) -> bool:
    known = any(sentence.is_a(field, word) for field in ("pose", "saying", "motion", "copula", "absent", "leave"))
    if sentence.is_a("preposition", word) or sentence.is_a("determiner", word) or sentence.is_a("joint", word):
        return False
    return sentence.is_verb_here(word) and (
        known or sentence.surely(word, _VERBS | {"adjective"}) or _after_noun(sentence, word)
    )


def _after_noun(sentence: Sentence, word: int) -> bool:
    return word > 0 and sentence.part(word - 1, {"noun", ""}) and not sentence.is_a("determiner", word - 1)


def _new_clause(sentence: Sentence, mention: Mention, last: int) -> bool:
    """Whether "and" and a verb frame a mention: "Anna sits and Boris stands"."""
    start = sentence.head_start(mention.first)
    joined = start > 0 and sentence.is_a("joint", start - 1, "and")
    after = mention.last + 1
    return joined and after <= last and sentence.part(after, {"verb"}) and _verb(sentence, after)


def _inverted(sentence: Sentence, verb: int, first: int, mention: Mention, mentions: list[Mention]) -> bool:
    """Whether the subject stands behind its verb: "In the corner sits a man", "said Anna"."""
    before = any(other.part is Part.SUBJECT and first <= other.first < verb for other in mentions)
    free = sentence.head_start(mention.first) == verb + 1
    said = sentence.is_a("saying", verb)
    placed = any(sentence.is_a("preposition", word) for word in range(first, verb))
    led = verb > first or said
    if free and not before and sentence.is_a("pose", verb, *_STILL):
        return True
    return not before and free and (said or placed or (led and not sentence.part(verb - 1, {"noun"})))


# ---------------------------------------------------------------------------------------------------------------
# Seen or not
# ---------------------------------------------------------------------------------------------------------------


def _visible(sentence: Sentence, mention: Mention) -> None:
    """Fill in whether somebody is seen by this mention, heard, or only spoken of."""
    if mention.part is Part.OWNER:
        _owned(sentence, mention)
        return
    piece_first, _ = sentence.pieces[sentence.piece_of(mention.first)]
    governed = sentence.preposition(mention.first) or sentence.at("preposition").get(mention.first - 1)
    about = governed is not None and sentence.is_a("absent", governed.first, "about")
    thought = mention.part is not Part.SUBJECT and any(
        sentence.is_a("absent", word, "think") for word in range(piece_first, mention.first)
    )
    pictured = governed is not None and _noun_before(sentence, governed.first, "depiction")
    voiced = governed is not None and _noun_before(sentence, governed.first, "voice")
    unreal = sentence.compared(mention.first) or sentence.unreal(mention.first)
    missing = mention.part is not Part.SUBJECT and sentence.denied(mention.first)
    mention.seen = not (about or thought or pictured or voiced or unreal or missing)
    mention.heard = voiced


def _noun_before(sentence: Sentence, word: int, field: str) -> bool:
    return word > 0 and sentence.is_a(field, word - 1)


def _owned(sentence: Sentence, mention: Mention) -> None:
    """An owner is seen in his face, heard in his voice, and absent from his house."""
    owned = _owned_word(sentence, mention)
    body = sentence.at("body").get(owned) if owned is not None else None
    mention.shown = body.concept if body else ""
    mention.seen = body is not None and body.concept in _SHOWING and not sentence.compared(mention.first)
    mention.heard = owned is not None and sentence.is_a("voice", owned) and body is None


def _owned_word(sentence: Sentence, mention: Mention) -> int | None:
    """The noun that belongs to an owner."""
    of = sentence.preposition(mention.first)
    if of is not None and mention.kind is not Kind.PRONOUN:
        return of.first - 1 if of.first else None
    if sentence.russian(mention.first) and mention.kind is not Kind.PRONOUN:
        return mention.first - 1
    for word in range(mention.last + 1, min(mention.last + 5, len(sentence))):
        if sentence.is_a("body", word) or sentence.is_a("voice", word):
            return word
        modifies = sentence.part(word, {"adjective", "participle", "numeral"}) or sentence.is_a("number", word)
        if not modifies:
            return word
    return None


def _grouped(sentence: Sentence, mentions: list[Mention]) -> None:
    """Those who are named together ("Anna, Boris and the waiter") share one list."""
    for before, mention in zip(mentions, mentions[1:], strict=False):
        start = sentence.head_start(mention.first)
        gap = sentence.text[sentence.words[before.last].end : sentence.words[start].start].strip(" ").lower()
        joined = gap in (",", "and", "&", "и", ", and", "or", "или", "with", "с", "со", "да", ", и")
        same = before.part is mention.part or gap in ("with", "с", "со")
        if joined and same and Part.OWNER not in (before.part, mention.part):
            before.group = before.group or [before]
            before.group.append(mention)
            mention.group = before.group


def label_of(mention: Mention) -> str:
    """What somebody without a name is called on the board."""
    return titled(mention.label) if mention.kind is Kind.ROLE else mention.label
