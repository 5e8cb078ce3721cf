"""Beats -> shots: what each picture shows.

1. The script's smallest beats (`scenes`) are read one by one: who does what, where, seen how (`told`).
2. They are put together into panels (`beats`), the story's turning point at the head of one.
3. For each panel: where it plays (`setting`), who is in it (`figures`), how it is seen (`framing`) where the script
   does not say, how long it lasts. Every value says whether the script said so, and with which words, or kadr chose.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kadr import lexicon
from kadr.board import Character, Framing, Looks, Origin, Shot, Source
from kadr.script import Form, Script
from kadr.story.beats import Beat, Strength, cut, join
from kadr.story.cased import cased
from kadr.story.directions import Asked
from kadr.story.figures import Seen, figures_of, postures_after
from kadr.story.framing import View, choose, frame, move
from kadr.story.people import Person, everybody
from kadr.story.scenes import smallest
from kadr.story.setting import Setting, setting_of
from kadr.story.told import Told, tell

ACTION_WORD, ACTION_REST = 0.2, 0.5
TALK_WORD, TALK_REST = 0.3, 1.0
"""Seconds: the timing of Storyboarder's script import (words of action x 200 ms + 500 ms, of dialogue x 300 + 1000)."""

TURNS_AFTER, TURNS_BEFORE = 0.35, 0.95
"""Between which parts of a story its turning point lies."""

TURNS_AT = 2.0
"""What a beat must weigh to be one: a strong feeling and a deed, or a turn in words and a deed."""

_STRONG = {"angry": 2.0, "afraid": 2.0, "pain": 2.0, "surprised": 1.5, "sad": 1.5}
"""How much a feeling turns a story."""

_READ = Source(by=Origin.SCRIPT)
_CHOSEN = Source(by=Origin.CHOSEN)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A script read: one shot per panel, in the order of the script, and the people of these shots whom the cast does
    not hold, as far as the script describes them."""

    shots: tuple[Shot, ...]
    people: tuple[Character, ...]


def break_down(
    script: Script, cast: Sequence[Character], *, panels: int | None = None, starts: Sequence[int] | None = None
) -> Breakdown:
    """What each picture of `script` shows, and who is in it. `panels` asks for a number of them: from 1 to the number
    of smallest beats, else `BadUse` names that maximum; LINES are one panel each. `starts` gives the cuts themselves:
    the numbers of the smallest beats, from 0, with which panels begin."""
    script = cased(script, cast)
    people = everybody(script, cast)
    read = tell(smallest(script, people), people, script.form)
    turn = _turning_point(read)
    beats = [beat for beat, _ in read]
    if turn and (panels or script.form is Form.PROSE):
        beats[turn] = replace(beats[turn], strength=Strength.TURN)
    cuts = list(starts) if starts is not None else cut(beats, script.form, panels)
    before = _Before()
    found = []
    for start, end in zip(cuts, [*cuts[1:], len(beats)], strict=True):
        told = [told for _, told in read[start:end]]
        shot = _shot(join(beats[start:end]), told, before, turning=start <= turn < end and turn > 0)
        before = before.then(beats[end - 1], shot)
        found.append(shot)
    held = {character.name for character in cast}
    seen = dict.fromkeys(figure.who for shot in found for figure in shot.figures if figure.count == 1)
    return Breakdown(tuple(found), tuple(_described(people.person(who)) for who in seen if who not in held))


def shots(script: Script, cast: Sequence[Character], *, panels: int | None = None) -> tuple[Shot, ...]:
    """The shots of `break_down` alone."""
    return break_down(script, cast, panels=panels).shots


def _described(person: Person) -> Character:
    sex = person.sex or lexicon.gender(person.who)
    return Character(
        name=person.who, traits=person.traits, looks=Looks(species=person.species, sex=sex, age=person.age)
    )


def _turning_point(read: Sequence[tuple[Beat, Told]]) -> int:
    """The number of the beat where the story turns: a turn in words, strong feelings, deeds of the whole body, past
    its first third; 0 if there is none."""
    first, last = int(len(read) * TURNS_AFTER), int(len(read) * TURNS_BEFORE)
    weights = {place: _weight(read[place][1]) for place in range(max(first, 1), last)}
    best = max(weights, key=lambda place: (weights[place], place), default=0)
    return best if weights.get(best, 0) >= TURNS_AT else 0


def _weight(told: Told) -> float:
    felt = {(deed.who, deed.concept) for deed in told.deeds if deed.field == "feeling"}
    feelings = max((_STRONG.get(concept, 0.0) for _, concept in felt), default=0.0)
    deeds = sum(deed.field == "pose" for deed in told.deeds)
    return feelings + 0.5 * min(deeds, 3) + 1.5 * told.turning + 0.5 * bool(told.props)


@dataclass(frozen=True, slots=True)
class _Before:
    """What the shot before showed, its last beat, and the last place under the open sky."""

    beat: Beat | None = None
    shot: Shot | None = None
    outdoors: str = ""
    postures: Mapping[str, str] = field(default_factory=dict)

    def then(self, beat: Beat, shot: Shot) -> "_Before":
        """What is before the next shot."""
        same = self.beat is not None and self.beat.scene is beat.scene
        same = same and self.shot is not None and self.shot.place == shot.place
        outdoors = shot.place if shot.place and not shot.interior else self.outdoors
        return _Before(beat, shot, outdoors, postures_after(shot.figures, self.postures if same else {}))

    def setting(self) -> Setting:
        """Where the panel before played."""
        if self.shot is None:
            return Setting()
        shot = self.shot
        return Setting(shot.place, shot.interior, shot.time, shot.weather, self.outdoors)


def _shot(beat: Beat, told: Sequence[Told], before: _Before, *, turning: bool) -> Shot:
    new_scene = before.beat is None or before.beat.scene is not beat.scene
    kept = before.setting()
    setting = setting_of(beat.scene.heading, [text for one in told for text in one.setting], kept, new_scene=new_scene)
    kept_up = {} if new_scene or (before.shot and before.shot.place != setting.place) else before.postures
    seen = figures_of(told, beat.speech, None if new_scene else before.shot, kept_up, setting.place)
    asked = Asked()
    for one in told:
        asked.add(one.asked)
    props = _props(told)
    view = View(setting, seen.figures, beat, new_scene, before.shot, tuple(props), turning)
    size, angle = choose(view, asked.size)
    framing, eyes = frame(view, size) if not asked.framing else (asked.framing, asked.eyes)
    return Shot(
        place=setting.place,
        interior=setting.interior,
        time=setting.time,
        weather=setting.weather,
        figures=seen.figures,
        props=tuple(props),
        size=size,
        angle=asked.angle or angle,
        move=asked.move or move(view, size),
        framing=framing,
        eyes=eyes if framing in (Framing.POV, Framing.OVER_SHOULDER) else "",
        action=beat.action,
        scene=beat.scene.number,
        heading=beat.scene.heading,
        speech=beat.speech,
        seconds=asked.seconds or _seconds(beat),
        notes="\n".join(asked.notes),
        line=beat.line,
        page=beat.page,
        unread=tuple(dict.fromkeys(word for one in told for word in one.unread)),
        sources=_sources(beat, setting, seen, props, asked),
    )


def _props(told: Sequence[Told]) -> dict[str, str]:
    """The things of a panel with the words that name them, in the order of the text."""
    found: dict[str, str] = {}
    for one in told:
        for concept, words in one.props.items():
            found.setdefault(concept, words)
    return found


def _seconds(beat: Beat) -> float:
    seconds = 0.0
    if beat.action:
        seconds += len(beat.action.split()) * ACTION_WORD + ACTION_REST
    if beat.speech:
        seconds += sum(len(speech.text.split()) for speech in beat.speech) * TALK_WORD + TALK_REST
    return round(min(max(seconds, 1.0), 3600.0), 1)


def _sources(beat: Beat, setting: Setting, seen: Seen, props: dict[str, str], asked: Asked) -> dict[str, Source]:
    told = {field: setting.words.get(field) for field in ("place", "interior", "time", "weather")}
    told |= {"figures": seen.words, "props": ", ".join(props.values())}
    told |= {field: asked.words.get(field) for field in ("size", "angle", "move", "framing", "eyes", "seconds")}
    texts = {"action": beat.action, "heading": beat.scene.heading, "speech": beat.speech, "notes": asked.notes}
    return {field: _source(words) for field, words in told.items()} | {
        field: _READ for field, value in texts.items() if value
    }


@lru_cache(maxsize=4096)
def _source(words: str | None) -> Source:
    """The source of a value: the script's words, or kadr's choice when there are none."""
    return Source(by=Origin.SCRIPT, words=words) if words else _CHOSEN
