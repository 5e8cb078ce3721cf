"""Beats -> shots: what each picture shows.

1. The script's smallest beats are put together into panels (`scenes`, `beats`).
2. For each panel: where it plays (`setting`), who is in it doing and feeling what (`figures`), how it is seen
   (`framing`), how long it lasts. Every value says whether the script said so, and with which words, or kadr chose.
3. Shot notes have the last word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kadr import lexicon
from kadr.board import Character, Move, Origin, Shot, Source
from kadr.script import Script
from kadr.story import directions
from kadr.story.beats import Beat, cut
from kadr.story.figures import Seen, figures_of
from kadr.story.framing import View, choose
from kadr.story.people import People, named
from kadr.story.scenes import smallest
from kadr.story.setting import Setting, setting_of

ACTION_WORD, ACTION_REST = 0.2, 0.5
TALK_WORD, TALK_REST = 0.3, 1.0
"""Seconds: the timing of Storyboarder's script import (words of action x 200 ms + 500 ms, of dialogue x 300 + 1000)."""

_READ = Source(by=Origin.SCRIPT)
_CHOSEN = Source(by=Origin.CHOSEN)


def shots(script: Script, cast: Sequence[Character], *, panels: int | None = None) -> tuple[Shot, ...]:
    """One shot per panel, in the order of the script. `panels` asks for a number of them: from 1 to the number of
    smallest beats, else `BadUse` names that maximum; LINES are one panel each."""
    people = People(cast, named(script, cast))
    before = _Before()
    found = []
    for beat in cut(smallest(script, people), script.form, panels):
        shot = _shot(beat, people, before)
        before = _Before(beat, shot)
        found.append(shot)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Before:
    """What the shot before showed."""

    beat: Beat | None = None
    shot: Shot | None = None


def _setting_in(shot: Shot) -> Setting:
    return Setting(place=shot.place, interior=shot.interior, time=shot.time, weather=shot.weather)


def _shot(beat: Beat, people: People, before: _Before) -> Shot:
    hits = lexicon.read(beat.action)
    new_scene = before.beat is None or before.beat.scene is not beat.scene
    setting = setting_of(beat.scene.heading, hits, _setting_in(before.shot) if before.shot else Setting(), new_scene)
    last = before.shot.figures if before.shot else ()
    seen = figures_of(beat, hits, people, last, new_scene=new_scene)
    asked = directions.read(beat, hits)
    view = View(setting=setting, figures=seen.figures, beat=beat, new_scene=new_scene, before=before.shot)
    size, angle = choose(view, asked.size)
    return Shot(
        place=setting.place,
        interior=setting.interior,
        time=setting.time,
        weather=setting.weather,
        figures=seen.figures,
        size=asked.size or size,
        angle=asked.angle or angle,
        move=asked.move or Move.STATIC,
        action=beat.action,
        scene=beat.scene.number,
        heading=beat.scene.heading,
        speech=beat.speech,
        seconds=asked.seconds or _seconds(beat),
        notes="\n".join(asked.notes),
        line=beat.line,
        sources=_sources(beat, setting, seen, asked),
    )


def _seconds(beat: Beat) -> float:
    seconds = 0.0
    if beat.action:
        seconds += len(beat.action.split()) * ACTION_WORD + ACTION_REST
    if beat.speech:
        seconds += sum(len(speech.text.split()) for speech in beat.speech) * TALK_WORD + TALK_REST
    return round(min(max(seconds, 1.0), 3600.0), 1)


def _sources(beat: Beat, setting: Setting, seen: Seen, asked: directions.Asked) -> dict[str, Source]:
    sources = {
        "place": _source(setting.words.get("place")),
        "interior": _source(setting.words.get("interior")),
        "time": _source(setting.words.get("time")),
        "weather": _source(setting.words.get("weather")),
        "figures": _source(seen.words),
        "props": _source(None),
        "size": _source(asked.words.get("size")),
        "angle": _source(asked.words.get("angle")),
        "move": _source(asked.words.get("move")),
        "seconds": _source(asked.words.get("seconds")),
    }
    texts = {"action": beat.action, "heading": beat.scene.heading, "speech": beat.speech, "notes": asked.notes}
    return sources | {field: _READ for field, value in texts.items() if value}


@lru_cache(maxsize=4096)
def _source(words: str | None) -> Source:
    """The source of a value: the script's words, or kadr's choice when there are none."""
    return Source(by=Origin.SCRIPT, words=words) if words else _CHOSEN
