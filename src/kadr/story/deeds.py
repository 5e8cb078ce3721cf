"""Who does and feels what: the deeds of a sentence, with what is handled and whom they are aimed at."""

from collections.abc import Sequence
from dataclasses import dataclass

from kadr.lexicon import Hit
from kadr.story.clauses import Sentence
from kadr.story.memory import Memory
from kadr.story.mention import Mention, Part
from kadr.story.subjects import Subjects

_WITHOUT_OBJECT = ("stand", "fall")
"""Poses of English verbs that mean another thing with an object: "she stops him", "he slips the key into the lock"."""

_CEASED = ("stop", "stops", "stopped", "quit", "quits", "finished")
"""Verbs that end what the next one says: "he stopped singing"."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A pose or a feeling of somebody: `field` says which. `object` is a concept in their hands, `target` whom or
    what it is aimed at."""

    who: tuple[str, ...]
    field: str
    concept: str
    words: str
    object: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What a sentence tells of people: deeds, those who leave, its subject, who stays in mind, and who speaks:
    somebody, or a voice, an animal or a thing (`voice` is its name)."""

    deeds: tuple[Deed, ...]
    left: tuple[str, ...]
    subject: tuple[str, ...]
    speaker: tuple[str, ...] = ()
    voice: str = ""


def read(
    sentence: Sentence, mentions: Sequence[Mention], memory: Memory, props: Sequence[Hit], camera: frozenset[int]
) -> Done:
    """All deeds of a sentence whose `mentions` are resolved; `props` are the things that are seen in it, `camera` the
    words that direct the camera and nobody else."""
    clauses = Subjects(sentence, mentions, memory)
    deeds: list[Deed] = []
    left: list[str] = []
    speaker: tuple[str, ...] = ()
    voice = ""
    for hit in sentence.hits:
        if hit.first in camera or clauses.mentioned(hit.first):
            continue
        if hit.field == "saying" and sentence.is_verb_here(hit.first):
            voice = voice or ("" if speaker else clauses.voice_of(hit))
            speaker = speaker or (() if voice else clauses.subject_of(hit))
        elif hit.field == "leave" and not sentence.denied(hit.first) and not sentence.unreal(hit.first):
            left += clauses.subject_of(hit)
        elif hit.field in ("pose", "feeling") and _true(sentence, hit):
            who = clauses.subject_of(hit) if hit.field == "pose" else clauses.feeler_of(hit)
            if who:
                handled, target = _aimed(sentence, hit, mentions, props, who) if hit.field == "pose" else ("", "")
                deeds.append(Deed(who, hit.field, hit.concept, hit.words, handled, target))
    heard = next((mention.who[0] for mention in mentions if mention.heard and mention.who), "")
    if heard and not speaker:
        return Done((), tuple(left), clauses.main or memory.subject, (), heard)
    return Done(tuple(deeds), tuple(left), clauses.main or memory.subject, speaker, voice)


def _true(sentence: Sentence, hit: Hit) -> bool:
    """Whether a hit is a verb or a feeling here, and neither denied nor only imagined."""
    if any(sentence.denied(word) for word in {hit.first, hit.last}):
        return False
    if hit.field == "feeling":
        return not any(sentence.is_a("unreal", word) for word in range(max(0, hit.first - 4), hit.first))
    if hit.concept in _WITHOUT_OBJECT and hit.first == hit.last and sentence.has_object(hit.last):
        return False
    before = sentence.words[hit.first - 1].folded if hit.first else ""
    if before in _CEASED and sentence.words[hit.first].folded.endswith("ing"):
        return False
    alone = hit.first == hit.last and sentence.part(hit.first, {"verb", "infinitive", "participle", "gerund"})
    return not sentence.unreal(hit.first) and (not alone or sentence.is_verb_here(hit.first))


def _aimed(
    sentence: Sentence, hit: Hit, mentions: Sequence[Mention], props: Sequence[Hit], who: tuple[str, ...]
) -> tuple[str, str]:
    """What a deed handles, and whom or what it is aimed at."""
    first, last = sentence.pieces[sentence.piece_of(hit.first)]
    things = [prop for prop in props if first <= prop.first <= last]
    verbs = [other.first for other in sentence.hits if other.field == "pose" and first <= other.first <= last]
    handled = next((prop.concept for prop in things if _verb_of(prop, verbs) == hit.first), "")
    people = [
        mention.who[0]
        for mention in mentions
        if first <= mention.first <= last
        and mention.part in (Part.OBJECT, Part.OBLIQUE)
        and mention.seen
        and mention.who
        and mention.who[0] not in who
    ]
    return handled, people[0] if people else handled if hit.concept in ("look", "point", "aim", "listen") else ""


def _verb_of(thing: Hit, verbs: Sequence[int]) -> int:
    """Which verb of a clause a thing belongs to: the last before it, else the first."""
    return max((verb for verb in verbs if verb < thing.first), default=verbs[0])
