"""Where and when a beat plays."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kadr import lexicon
from kadr.lexicon import Hit
from kadr.story.clauses import Sentence

_INTERIOR = re.compile(r"\W*\d*\w?\W*(?:INT|ИНТ|ПАВ|I/E)\b", re.IGNORECASE)
_EXTERIOR = re.compile(r"\W*\d*\w?\W*(?:EXT|НАТ|ЭКСТ|E/I)\b", re.IGNORECASE)
_CUTS = re.compile(r"\s[-–—]+\s|[.,/();:]|--")
_WITHIN = frozenset(
    ("kitchen", "bedroom", "bathroom", "corridor", "stairs", "lift", "attic", "cellar", "roof", "office", "yard",
     "garden", "street", "square", "classroom", "studio", "garage", "car", "cafe", "shop", "room", "beach", "bridge")
)  # fmt: skip
"""Places that lie within others: "HOUSE - KITCHEN" is a kitchen."""

_GOING = ("walk", "run", "climb", "ride", "drive", "jump", "push", "pull", "fly", "swim")
_WHOLE_DAYS = frozenset(("day", "days", "день", "дня", "дней", "дни", "днями"))
"""Words that count days and tell no hour."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Place, interior, time of day and weather; `words` says which fields the script gave, and how."""

    place: str = ""
    interior: bool | None = None
    time: str = "day"
    weather: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


Told = Mapping[str, tuple[str, str]]
"""What a text says of a setting, by field: concept and words."""


def setting_of(heading: str, told: Sequence[Told], before: Setting, *, new_scene: bool) -> Setting:
    """The heading's word goes first, then what the sentences of the beat tell, the later over the earlier, then what
    was `before` in the same scene. A new scene keeps nothing but the time, and that only if its heading says so
    ("CONTINUOUS") or says nothing of it."""
    headed = heading_of(heading)
    found: dict[str, tuple[str, str]] = {}
    for sentence in told:
        found |= sentence
    if "place" in headed:
        found.pop("place", None)
        found.pop("interior", None)
    found |= {name: value for name, value in headed.items() if name != "time" or new_scene or "time" not in found}
    kept = _kept(headed, found, before, new_scene=new_scene)
    place = found["place"][0] if "place" in found else kept.place
    inside = {"inside": True, "outside": False}.get(found["interior"][0]) if "interior" in found else None
    if inside is None:
        moved = place != kept.place or kept.interior is None
        inside = lexicon.fact("place", place).inside if moved else kept.interior
    return Setting(
        place=place,
        interior=inside,
        time=found["time"][0] if "time" in found else kept.time,
        weather=found["weather"][0] if "weather" in found else kept.weather,
        words={name: value[1] for name, value in found.items() if name != "same"},
    )


def _kept(headed: Told, found: Told, before: Setting, *, new_scene: bool) -> Setting:
    if new_scene:
        return Setting(time=before.time if "same" in headed or "time" not in headed else "day")
    if "place" in found and found["place"][0] != before.place:
        return Setting(time=before.time, weather=before.weather if before.interior is False else "")
    return before


@lru_cache(maxsize=4096)
def heading_of(heading: str) -> Told:
    """What a heading says. Its place is the noun that the others describe: "VILLAGE STREET", "УЛИЦА АУЛА", and the
    one within the other: "HOUSE - KITCHEN"; the last time of day in it counts."""
    found: dict[str, tuple[str, str]] = {}
    for pattern, concept in ((_INTERIOR, "inside"), (_EXTERIOR, "outside")):
        if match := pattern.match(heading):
            found["interior"] = (concept, match[0].strip(" ."))
            heading = heading[match.end() :]
    places = [place for piece in _CUTS.split(heading) if (place := _place_of(piece))]
    if places:
        outer = places[0].concept not in _WITHIN or places[0].concept == "room"
        within = [place for place in places[1:] if outer and place.concept in _WITHIN and place.concept != "room"]
        best = within[0] if within else places[0]
        found["place"] = (best.concept, best.words)
    for hit in lexicon.read(heading):
        if hit.field in ("time", "same", "weather"):
            found[hit.field] = (hit.concept, hit.words)
    return found


def _place_of(piece: str) -> Hit | None:
    """The place that a piece of a heading names: in English the last noun before a preposition, in Russian the
    first."""
    sentence = Sentence(piece)
    hits = [hit for hit in sentence.hits if hit.field == "place"]
    if not hits or sentence.russian(hits[0].first):
        return hits[0] if hits else None
    for hit, following in zip(hits, hits[1:], strict=False):
        if any(sentence.is_a("preposition", word) for word in range(hit.last + 1, following.first)):
            return hit
    return hits[-1]


def told_by(sentence: Sentence, *, empty: bool) -> dict[str, tuple[str, str]]:
    """What a sentence of action says of its setting. `empty`: nobody is in it, so a place in it is described."""
    found: dict[str, tuple[str, str]] = {}
    goal = False
    for hit in _true(sentence):
        if hit.field == "place":
            role = _role(sentence, hit, empty=empty)
            if role and not (goal and role != "to"):
                found["place"] = (hit.concept, hit.words)
                goal = role == "to"
        elif hit.field == "inside":
            found["interior"] = (hit.concept, hit.words)
        elif hit.field == "weather" or (hit.field == "time" and _tells_hour(sentence, hit)):
            found[hit.field] = (hit.concept, hit.words)
    return found


def _true(sentence: Sentence) -> Iterator[Hit]:
    for hit in sentence.hits:
        if hit.field in ("place", "inside", "time", "weather"):
            noun = hit.first != hit.last or sentence.is_noun_here(hit.first)
            if noun and not sentence.denied(hit.first) and not sentence.unreal(hit.first):
                yield hit


def _role(sentence: Sentence, hit: Hit, *, empty: bool) -> str:
    """How a place stands in its sentence: ``in`` it, going ``to`` it, or nothing that puts us there."""
    word = hit.last
    if sentence.words[word].folded.endswith("'s"):
        return ""
    preposition = sentence.preposition(hit.first) or sentence.preposition(word)
    if preposition is not None:
        if preposition.concept not in ("in", "to"):
            return ""
        if sentence.russian(word) and preposition.words.lower() in ("в", "во", "на"):
            return "to" if any(form.case == "accs" for form in sentence.forms(word)[:1]) else "in"
        return "" if preposition.words.lower() == "for" else preposition.concept
    going = any(sentence.is_a("pose", place, *_GOING) for place in range(max(0, hit.first - 4), hit.first))
    if going and not any(sentence.is_a("leave", place) for place in range(hit.first)):
        return "to"
    return "in" if empty and not _owner(sentence, word) else ""


def _owner(sentence: Sentence, word: int) -> bool:
    """Whether a Russian noun in the genitive hangs on the noun before it ("ворота двора")."""
    before = word - 1
    hangs = sentence.russian(word) and before >= 0 and sentence.forms(word)[0].case == "gent"
    return hangs and sentence.forms(before)[0].part == "noun"


def _tells_hour(sentence: Sentence, hit: Hit) -> bool:
    words = {sentence.words[word].folded for word in range(hit.first, hit.last + 1)}
    if words & _WHOLE_DAYS:
        preposition = sentence.preposition(hit.first)
        return preposition is not None and preposition.words.lower() in ("by", "during") and hit.concept == "day"
    counted = hit.first > 0 and sentence.is_a("number", hit.first - 1)
    return not counted or hit.concept != "day"
