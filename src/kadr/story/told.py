"""What every smallest beat tells, read once in the order of the script: who is seen doing and feeling what, who is
heard, which things are there, where and when, what is asked of the camera, and what was not understood."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kadr import lexicon
from kadr.board import Speech
from kadr.lexicon import Hit
from kadr.script import Form
from kadr.story import deeds, directions, mentions
from kadr.story import setting as settings
from kadr.story.beats import Beat, Strength
from kadr.story.clauses import Sentence
from kadr.story.deeds import Deed, Done
from kadr.story.directions import Asked
from kadr.story.introductions import introduce
from kadr.story.memory import Memory
from kadr.story.mention import Kind, Mention, Part
from kadr.story.people import People
from kadr.story.scenes import LONGEST_TAG
from kadr.story.sentences import sentences
from kadr.story.subjects import WORLD

LONGEST = 100
"""Words of a sentence that is read as a whole; finding subjects takes their square."""

_WRITTEN = re.compile(
    r"\s*(?:SUPER|TITLE(?:\s+CARD)?|CHYRON|CAPTION|INTERTITLE|ТИТРЫ?|НАДПИСЬ|СУБТИТР)\b\s*[:.—–-]", re.IGNORECASE
)
"""Words that are written on the picture and show nobody: "SUPER: Ten years later"."""

_INTRODUCED = re.compile(r"(?<=[^\W\d_a-zа-яё]{2})\s*\([^()]{2,160}\)")
"""What stands in brackets behind a name in capitals says how somebody looks (`introductions`), not what is there."""

_FIXTURES = ("door", "window", "fence")
_CLOTHES = (
    "coat", "dress", "shirt", "skirt", "apron", "shoe", "boot", "hat", "cap", "helmet", "scarf", "tie", "glove",
)  # fmt: skip
_ABOARD = frozenset(["in", "inside", "into", "on", "onto", "aboard", "в", "во", "на"])
_CONTENT = frozenset(("noun",))
_SMALL = (
    "determiner",
    "number",
    "pronoun",
    "negation",
    "simile",
    "joint",
    "preposition",
    "relative",
    "copula",
    "turning",
)


@dataclass(slots=True)
class Told:
    """What a beat tells. `people`: how many of whom, with the words that name them; `deeds` in the order of the text;
    `props`: concepts with their words."""

    people: dict[str, tuple[int, str]] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)
    speaking: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    props: dict[str, str] = field(default_factory=dict)
    setting: list[settings.Told] = field(default_factory=list)
    asked: Asked = field(default_factory=Asked)
    unread: list[str] = field(default_factory=list)
    turning: bool = False


def tell(beats: Sequence[Beat], people: People, form: Form) -> list[tuple[Beat, Told]]:
    """Every beat with what it tells; speeches of prose get their speakers, and lose the words that only name them."""
    for beat in beats:
        for text in sentences(beat.action):
            introduce(people, text, lexicon.split(text))
    reader = _Reader(people, form)
    return [reader.read(beat) for beat in beats]


class _Reader:
    """Reads beat after beat and remembers."""

    def __init__(self, people: People, form: Form) -> None:
        self.people = people
        self.screenplay = form is Form.SCREENPLAY
        self.memory = Memory(people)
        self.scene: object = None
        self.speakers: list[str] = []
        self.acted: tuple[str, ...] = ()  # whom the narration since the last speech was about

    def read(self, beat: Beat) -> tuple[Beat, Told]:
        if beat.scene is not self.scene:
            self.scene, self.speakers = beat.scene, []
            self.memory.forget()
        told = Told(asked=directions.of_notes(beat.notes))
        told.asked.add(directions.of_heading(beat.scene.heading))
        if _WRITTEN.match(beat.action):
            return beat, told
        if self.screenplay or not beat.speech:
            for text in sentences(beat.action):
                for part in _breaths(text):
                    done = self._sentence(part, told)
                    self.acted = done.subject if _has_subject(done) else self.acted
            self._cued(beat, told)
            return beat, told
        return self._prose_speech(beat, told), told

    # -----------------------------------------------------------------------------------------------------------

    def _sentence(self, text: str, told: Told) -> Done:
        sentence = Sentence(_INTRODUCED.sub(lambda match: " " * len(match[0]), text) if self.screenplay else text)
        found = mentions.find(sentence, self.people, narrator=not self.screenplay)
        self.memory.resolve(sentence, found)
        props = list(_things(sentence, found))
        camera = directions.covered(sentence, screenplay=self.screenplay)
        done = deeds.read(sentence, found, self.memory, props, camera)
        asked = directions.of_sentence(sentence, found, screenplay=self.screenplay)
        if asked.size and not done.deeds:
            done = replace(done, subject=_shown(found) or done.subject)
        self.memory.close(found, done.subject)
        told.asked.add(asked)
        handled = {deed.object for deed in done.deeds if deed.who}
        for prop in (prop for prop in props if prop.concept in handled or not _part_of_scene(sentence, prop)):
            told.props.setdefault(prop.concept, prop.words)
        _see(told, found, done, asked)
        told.deeds += done.deeds
        told.left += done.left
        told.setting.append(settings.told_by(sentence, empty=not any(mention.seen for mention in found)))
        told.turning = told.turning or any(hit.field == "turning" for hit in sentence.hits)
        told.unread += _unread(sentence, found, camera)
        return done

    def _cued(self, beat: Beat, told: Told) -> None:
        """Those who speak under cues: seen, or only heard."""
        for speech in beat.speech:
            for speaker in self.people.speakers(speech.who):
                if not speaker.who:
                    continue
                if speech.off:
                    told.heard.append(speaker.who)
                else:
                    told.people.setdefault(speaker.who, (speaker.number, speaker.words))
                    told.speaking.append(speaker.who)
                    told.deeds += _manner(speech, speaker.who)
                self.memory.recent.bring([speaker.who])
                self.memory.subject = self.memory.subject if speech.off else (speaker.who,)

    def _prose_speech(self, beat: Beat, told: Told) -> Beat:
        """A speech of prose: who says it is told beside it, or it is the one whose turn it is."""
        speaker: tuple[str, ...] = ()
        voice = ""
        kept = []
        for text in sentences(beat.action):
            done = self._sentence(text, told)
            voice = voice or ("" if speaker else done.voice)
            speaker = speaker or done.speaker or (done.subject if _has_subject(done) else ())
            if not (_only_says(text, self.people) or (done.voice and len(text.split()) <= LONGEST_TAG)):
                kept.append(text)
        if voice:
            return replace(
                beat, action=" ".join(kept), speech=tuple(heard_from(speech, voice) for speech in beat.speech)
            )
        who = speaker[0] if speaker else self._whose_turn(beat)
        self.acted = ()
        self.speakers.append(who)
        if who:
            told.people.setdefault(who, (1, who))
            told.speaking.append(who)
            self.memory.subject = (who,)
            self.memory.recent.bring([who])
        speech = tuple(replace_speaker(speech, who) for speech in beat.speech)
        return replace(beat, action=" ".join(kept), speech=speech, present=(who,) if who else ())

    def _whose_turn(self, beat: Beat) -> str:
        """Who says a speech that nobody is named beside: whoever the paragraph is about, else it goes to and fro."""
        if beat.strength < Strength.PARAGRAPH and self.memory.subject:
            return self.memory.subject[0]
        others = [who for who in reversed(self.speakers[-6:]) if who]
        if len(self.acted) == 1 and self.acted != tuple(others[:1]) and self.acted[0] not in self.memory.crowds:
            return self.acted[0]
        for who in others[1:]:
            if who != others[0]:
                return who
        partner = next((who for who in self.memory.recent if who not in others), "")
        return partner or (others[0] if others else "")


def _breaths(text: str) -> Iterator[str]:
    """A sentence in parts of at most `LONGEST` words: what is longer is no sentence but a text without full stops."""
    words = text.split(" ")
    for start in range(0, len(words), LONGEST):
        yield " ".join(words[start : start + LONGEST])


def replace_speaker(speech: Speech, who: str) -> Speech:
    """The same speech by somebody."""
    return Speech(who=who, text=speech.text, manner=speech.manner, off=speech.off)


def heard_from(speech: Speech, voice: str) -> Speech:
    """The same speech by a voice, an animal or a thing."""
    return Speech(who=voice, text=speech.text, manner=speech.manner, off=True)


def _shown(found: Sequence[Mention]) -> tuple[str, ...]:
    """Whom a direction of the camera shows ("CLOSE ON ANNA."): whoever is alone in it is the subject from here on."""
    named = dict.fromkeys(who for mention in found if mention.kind is Kind.NAME for who in mention.who)
    return tuple(named) if len(named) == 1 else ()


def _has_subject(done: Done) -> bool:
    return bool(done.deeds) and bool(done.subject)


def _see(told: Told, found: Sequence[Mention], done: Done, asked: Asked) -> None:
    """Put those in frame whom the sentence shows: seen by name, by what they do, or in a face."""
    for mention in found:
        shown = mention.seen and mention.who and mention.part is not Part.OWNER
        if shown or (mention.seen and mention.shown):
            for who in mention.who:
                if who and who != asked.eyes:
                    told.people.setdefault(who, (mention.number, mention.words))
        elif mention.heard:
            told.heard += [who for who in mention.who if who]
    for deed in done.deeds:
        for who in deed.who:
            if who and who != asked.eyes and who not in told.heard:
                told.people.setdefault(who, (1, ""))
    crowds = {mention.who[0]: mention.number for mention in found if mention.kind is Kind.CROWD and mention.who}
    for who, number in crowds.items():
        if who in told.people:
            told.people[who] = (number, told.people[who][1])


def _manner(speech: Speech, who: str) -> Iterator[Deed]:
    """What a parenthetical tells of the speaker."""
    for hit in lexicon.read(speech.manner):
        if hit.field == "feeling":
            yield Deed((who,), "feeling", hit.concept, hit.words)
        elif hit.field == "pose" and hit.concept not in ("look", "talk"):
            yield Deed((who,), "pose", hit.concept, hit.words)


def _things(sentence: Sentence, found: Sequence[Mention]) -> Iterator[Hit]:
    """Things, animals and vehicles that a sentence puts into the picture."""
    people = {word for mention in found for word in range(mention.first, mention.last + 1)}
    for hit in sentence.hits:
        if hit.field not in WORLD or not people.isdisjoint(range(hit.first, hit.last + 1)):
            continue
        single = hit.first == hit.last
        if (
            (single and not sentence.is_noun_here(hit.first))
            or _only_describes(sentence, hit)
            or sentence.is_titled(hit)
        ):
            continue
        governed = sentence.preposition(hit.first)
        if (
            hit.field == "vehicle"
            and sentence.is_a("place", hit.first)
            and governed
            and governed.words.lower() in _ABOARD
        ):
            continue
        if not sentence.denied(hit.first) and not sentence.unreal(hit.first):
            yield hit


def _only_describes(sentence: Sentence, hit: Hit) -> bool:
    """Whether an English noun only says what kind the next one is: "a glass case", "the paper cap"."""
    after = hit.last + 1
    if after >= len(sentence) or sentence.russian(after) or sentence.between(hit.last, after) not in (" ", "-"):
        return False
    small = any(sentence.is_any(_SMALL, word) for word in (after, hit.last))
    if small or sentence.words[hit.last].folded.endswith("'s"):
        return False
    listed = sentence.is_any(WORLD, after)
    sure = sentence.surely(after, _CONTENT) and sentence.part(after, {"noun"})
    return (listed or sure) and sentence.is_noun_here(after)


def _part_of_scene(sentence: Sentence, prop: Hit) -> bool:
    """Whether a thing that nobody handles is only part of the place, or of how somebody is dressed."""
    if prop.concept in _FIXTURES:
        return True
    governed = sentence.preposition(prop.first)
    worn = (governed is not None and governed.concept in ("in", "of")) or sentence.is_a("preposition", prop.first - 1)
    return prop.concept in _CLOTHES and worn


def _only_says(text: str, people: People) -> bool:
    """Whether a sentence beside a speech only names its speaker: "said Anna", "тихо сказал он"."""
    sentence = Sentence(text)
    said = [hit for hit in sentence.hits if hit.field == "saying"]
    others = [hit for hit in sentence.hits if hit.field in ("pose", *WORLD, "place")]
    beyond = [hit for hit in others if not any(hit.first == speech.first for speech in said)]
    return bool(said) and not beyond and len(sentence) <= 7


def _unread(sentence: Sentence, found: Sequence[Mention], camera: frozenset[int]) -> list[str]:
    """Nouns for which kadr has no picture."""
    known = {
        word for hit in sentence.hits if not hit.field.startswith("looks.") for word in range(hit.first, hit.last + 1)
    }
    known |= {word for mention in found for word in range(mention.first, mention.last + 1)} | camera
    missing = []
    for word in range(len(sentence)):
        if word in known or len(sentence.words[word].text) < 3:
            continue
        sure = sentence.russian(word) and sentence.forms(word)[0].part == "noun"
        if sure or (not sentence.russian(word) and sentence.surely(word, _CONTENT) and sentence.part(word, {"noun"})):
            missing.append(sentence.words[word].text)
    return missing
