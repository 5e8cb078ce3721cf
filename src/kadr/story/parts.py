"""What somebody is in a clause: its subject, its object, an owner; and whether they are seen by it or are only thought
of, heard or compared with."""

import itertools

from kadr import lexicon
from kadr.story.clauses import Sentence
from kadr.story.mention import Kind, Mention, Part

_VERBS = frozenset(("verb", "participle", "gerund"))
_SHOWING = ("face", "eyes", "body")
"""Parts of the body that show whose they are; a hand is a hand."""
_AWAY = ("from", "от")
_STILL = ("sit", "stand", "lie", "kneel", "crouch", "sleep")
"""Poses that have no object: who follows the verb is its subject."""


def begins_a_noun(sentence: Sentence, word: int) -> bool:
    """Whether a noun or its adjective follows directly."""
    if sentence.between(word - 1, word) != " ":
        return False
    if sentence.russian(word):
        return sentence.forms(word)[0].part in ("noun", "adjective", "participle")
    small = ("preposition", "determiner", "joint", "pronoun", "negation")
    return sentence.part(word, {"noun", "adjective"}) and not sentence.is_any(small, word)


def part_of(sentence: Sentence, mention: Mention) -> Part:
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
        owns = following < len(sentence) and begins_a_noun(sentence, following)
        return Part.OWNER if (owns and concept != "him") or (owns and sentence.russian(mention.first)) else Part.OBJECT
    if concept == "they" and mention.first != mention.last:
        return Part.OBJECT
    oblique = lexicon.fold(mention.words) in ("me", "меня", "мне", "мной", "мною", "обоих", "двоих")
    return Part.OBJECT if oblique else Part.SUBJECT


def _part_by_case(sentence: Sentence, mention: Mention) -> Part:
    forms = [form for form in sentence.forms(mention.last) if form.part in ("noun", "")]
    cases = {form.case for form in forms}
    sure = not forms or "nomn" in cases or cases == {""}
    if sure or mention.exact:
        return Part.SUBJECT
    before = mention.first - 1
    if "gent" in cases and mention.kind is Kind.CROWD and before >= 0 and sentence.is_a("number", before):
        return Part.SUBJECT
    if "gent" in cases and before >= 0 and sentence.between(before, mention.first) == " ":
        noun = sentence.forms(before)[0].part == "noun" and not sentence.is_a("number", before)
        if noun:
            return Part.OWNER
    return Part.OBJECT if "accs" in cases or "datv" in cases else Part.OBLIQUE


def settle_after_verbs(sentence: Sentence, mentions: list[Mention]) -> None:
    """In English who stands after a verb is its object, but for a new clause after "and" and for inversions."""
    by_word = {mention.first: mention for mention in mentions}
    covered = {word for mention in mentions for word in range(mention.first, mention.last + 1)}
    for first, last in sentence.pieces:
        verb = -1
        for word in range(first, last + 1):
            mention = by_word.get(word)
            if mention and mention.part is Part.SUBJECT and not sentence.russian(word) and verb >= 0:
                if not _new_clause(sentence, mention, last) and not _inverted(sentence, verb, first, mention, mentions):
                    mention.part = Part.OBJECT
                else:
                    verb = -1
            if word not in covered and sentence.part(word, _VERBS) and _verb(sentence, word):
                verb = word if verb < 0 else verb


def _verb(sentence: Sentence, word: int) -> bool:
    known = sentence.is_any(("pose", "saying", "motion", "copula", "absent", "leave"), word)
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
    titled = mention.first - 1 > verb and sentence.is_a("person", mention.first - 1)
    free = sentence.head_start(mention.first - titled) == verb + 1
    said = sentence.is_a("saying", verb)
    placed = any(sentence.is_a("preposition", word) for word in range(first, verb))
    led = verb > first or said
    if free and not before and sentence.is_a("pose", verb, *_STILL):
        return True
    return not before and free and (said or placed or (led and not sentence.part(verb - 1, {"noun"})))


# ---------------------------------------------------------------------------------------------------------------
# Seen or not
# ---------------------------------------------------------------------------------------------------------------


def show(sentence: Sentence, mention: Mention) -> None:
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
    away = governed is not None and governed.words.lower() in _AWAY and _goes(sentence, mention)
    mention.seen = not (away or about or thought or pictured or voiced or unreal or missing)
    mention.heard = voiced


def _goes(sentence: Sentence, mention: Mention) -> bool:
    first, last = sentence.pieces[sentence.piece_of(mention.first)]
    return any(sentence.is_a("pose", word, "walk", "run", "ride", "drive") for word in range(first, last + 1))


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


def group(sentence: Sentence, mentions: list[Mention]) -> None:
    """Those who are named together ("Anna, Boris and the waiter") share one list."""
    for before, mention in itertools.pairwise(mentions):
        start = sentence.head_start(mention.first)
        gap = sentence.text[sentence.words[before.last].end : sentence.words[start].start].strip(" ").lower()
        joined = gap in (",", "and", "&", "и", ", and", "or", "или", "with", "с", "со", "да", ", и")
        same = before.part is mention.part or gap in ("with", "с", "со")
        if joined and same and Part.OWNER not in (before.part, mention.part):
            before.group = before.group or [before]
            before.group.append(mention)
            mention.group = before.group
