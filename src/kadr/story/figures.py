"""Who is in the picture, in what pose and with what feeling."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kadr import lexicon
from kadr.board import Figure
from kadr.lexicon import Hit
from kadr.story.beats import Beat
from kadr.story.people import Mention, People

MOST = 4
"""Figures beside a crowd: a frame with more single people than that reads as a crowd."""

_STOP = re.compile(r"[.!?…]\s")


@dataclass(frozen=True, slots=True)
class Seen:
    """The figures of a picture, and the words that put them there (empty: nobody was named)."""

    figures: tuple[Figure, ...]
    words: str


def figures_of(beat: Beat, hits: Sequence[Hit], people: People, last: tuple[Figure, ...], *, new_scene: bool) -> Seen:
    """Those whom the beat names, and those who speak in it; if it names nobody, those before (`last`), unless it
    opens a scene or only describes a place."""
    mentions = _mentions(beat, hits, people)
    speakers = [speaker for cue in beat.present for speaker in people.speakers(cue)]
    everybody = _first([*mentions, *speakers])
    if not everybody:
        mentions = [Mention(figure.who, 0, "", figure.count) for figure in _kept(last, hits, beat, new_scene)]
        everybody = _first(mentions)
        words = ""
    else:
        words = ", ".join(dict.fromkeys(mention.words for mention in everybody.values()))
    chosen = _fewer(everybody, [*mentions, *speakers, *speakers])
    poses, feelings = _doings(beat, hits, mentions)
    for speech, speaker in _manners(beat, people):
        feelings[speaker] = speech
    figures = [
        Figure(who=who, pose=poses.get(who, "stand"), feeling=feelings.get(who, "neutral"), count=mention.number)
        for who, mention in chosen.items()
    ]
    return Seen(tuple(figures), words)


def _first(mentions: Sequence[Mention]) -> dict[str, Mention]:
    """Everybody by the first mention, in the order of the text."""
    everybody: dict[str, Mention] = {}
    for mention in mentions:
        if mention.who:
            everybody.setdefault(mention.who, mention)
    return everybody


def _mentions(beat: Beat, hits: Sequence[Hit], people: People) -> list[Mention]:
    """People and crowds that the action names, in its order; one crowd at the most."""
    found = people.mentions(beat.action)
    crowd = next((hit for hit in hits if hit.field == "crowd"), None)
    if crowd:
        count = lexicon.crowd_count(crowd.concept)
        found.append(Mention(lexicon.fold(crowd.words), crowd.start, crowd.words, count))
        found.sort(key=lambda mention: mention.start)
    return found


def _kept(last: tuple[Figure, ...], hits: Sequence[Hit], beat: Beat, new_scene: bool) -> tuple[Figure, ...]:
    """Who stays when nobody is named: the one meant by "he", all meant by "they", or all where nothing but the
    place is told."""
    pronoun = next((hit for hit in hits if hit.field == "pronoun"), None)
    if pronoun and pronoun.concept == "many":
        return last
    if pronoun:
        return tuple(figure for figure in last if figure.count == 1)[:1] or last
    describes = any(hit.field in ("place", "weather", "time") for hit in hits)
    return () if new_scene or describes or not beat.action else last


def _fewer(everybody: dict[str, Mention], mentions: Sequence[Mention]) -> dict[str, Mention]:
    """At most `MOST` people and one crowd, in the order of the text; who is named and speaks most stays."""
    weights = Counter(mention.who for mention in mentions)
    single = [who for who, mention in everybody.items() if mention.number == 1]
    crowds = [who for who, mention in everybody.items() if mention.number > 1]
    stay = {*sorted(single, key=lambda who: -weights[who])[:MOST], *crowds[:1]}
    return {who: mention for who, mention in everybody.items() if who in stay}


def _doings(beat: Beat, hits: Sequence[Hit], mentions: list[Mention]) -> tuple[dict[str, str], dict[str, str]]:
    """Poses and feelings by person: the most telling pose of the beat, and the last feeling."""
    poses: dict[str, str] = {}
    feelings: dict[str, str] = {}
    pronouns = [hit.start for hit in hits if hit.field == "pronoun"]
    rank = {pose: place for place, pose in enumerate(lexicon.concepts("pose"))}
    for hit in hits:
        if hit.field not in ("pose", "feeling"):
            continue
        who = _subject(beat.action, hit, mentions, pronouns)
        if hit.field == "feeling" and who:
            feelings[who] = hit.concept
        elif who and rank[hit.concept] >= rank.get(poses.get(who, ""), -1):
            poses[who] = hit.concept
    return poses, feelings


def _subject(text: str, hit: Hit, mentions: list[Mention], pronouns: list[int]) -> str:
    """Who does it: the first one named in the sentence before the word, else the one named before if it says
    "he", else the first after it, else the last one named earlier."""
    if not mentions:
        return ""
    begin = max((match.end() for match in _STOP.finditer(text, 0, hit.start)), default=0)
    stop = _STOP.search(text, hit.end)
    end = stop.end() if stop else len(text)
    place = bisect_right(mentions, hit.start, key=lambda mention: mention.start)
    before = [mention for mention in mentions[:place] if mention.start >= begin]
    after = [mention for mention in mentions[place:] if mention.start < end]
    if not before and place and any(begin <= pronoun < hit.start for pronoun in pronouns):
        return mentions[place - 1].who
    return _nearest_subject(text, before, hit) or (after[0] if after else mentions[max(place - 1, 0)]).who


def _nearest_subject(text: str, before: list[Mention], hit: Hit) -> str:
    """The last one named before the word with a comma, "and" or nothing in between; objects come after the verb, so
    in "Aldar hands the Bai a coin and smiles" it is the first one of the clause."""
    if not before:
        return ""
    clause = max(text.rfind(sign, 0, hit.start) for sign in (";", ":", " while ", ", and ", " а ", ", а "))
    inside = [mention for mention in before if mention.start > clause]
    return (inside[0] if inside else before[-1]).who


def _manners(beat: Beat, people: People) -> list[tuple[str, str]]:
    """Feelings that parentheticals tell, with their speakers."""
    found = []
    for speech in beat.speech:
        feeling = next((hit.concept for hit in lexicon.read(speech.manner) if hit.field == "feeling"), "")
        if feeling and not speech.off:
            found += [(feeling, speaker.who) for speaker in people.speakers(speech.who)]
    return found
