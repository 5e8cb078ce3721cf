"""Where and when a beat plays."""

import itertools
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

_GOING = ("walk", "run", "climb", "ride", "drive", "jump", "push", "pull", "carry", "fly", "swim", "fall")
_GOES = 3
"""The rank of a place that people go to."""

_CARRYING = ("ship", "car", "bus", "train", "plane", "spaceship")
"""Places that are handled as things unless a preposition puts us into them."""

_SINCE = ("с", "со", "до", "from", "since", "until", "till")
"""Prepositions of an hour that is not now."""

_PATHS = frozenset(("тропа", "тропинка", "дорожка", "path", "trail", "track"))
"""Ways that lead through a place and are none."""

_ALL_OVER = ("по", "along", "across", "over", "through")
"""Prepositions of what is strewn over a place or moves about in it."""

_WHOLE_DAYS = frozenset(("day", "days", "день", "дня", "дней", "дни", "днями"))
"""Words that count days and tell no hour."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Place, interior, time of day and weather; `words` says which fields the script gave, and how. `outdoors`: the
    last place under the open sky."""

    place: str = ""
    interior: bool | None = None
    time: str = "day"
    weather: str = ""
    outdoors: str = ""
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
        if "place" in sentence:
            found.pop("interior", None)
        found |= sentence
    near = found.pop("near", None)
    if near and not before.place:
        found.setdefault("place", near)
    if "place" in headed:
        found.pop("place", None)
        found.pop("interior", None)
    found |= {name: value for name, value in headed.items() if name != "time" or new_scene or "time" not in found}
    kept = _kept(headed, found, before, new_scene=new_scene)
    inside = {"inside": True, "outside": False}.get(found["interior"][0]) if "interior" in found else None
    place = found["place"][0] if "place" in found else kept.place
    if "place" not in found and inside is False and lexicon.fact("place", kept.place).inside:
        place = before.outdoors
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
    for hit, following in itertools.pairwise(hits):
        if any(sentence.is_a("preposition", word) for word in range(hit.last + 1, following.first)):
            return hit
    return hits[-1]


def told_by(sentence: Sentence, *, empty: bool) -> dict[str, tuple[str, str]]:
    """What a sentence of action says of its setting. `empty`: nobody is in it, so that it describes a place. A place
    that people go to counts before one that they are in; ``near`` holds one that they are only beside."""
    found: dict[str, tuple[str, str]] = {}
    best = 0
    for hit in _true(sentence):
        if hit.field == "place":
            rank = _rank(sentence, hit, empty=empty)
            if rank == 1 and "near" not in found:
                found["near"] = (hit.concept, hit.words)
            elif rank > 1 and (rank > best or rank == best == _GOES):
                found["place"], best = (hit.concept, hit.words), rank
        elif hit.field == "inside" and _turns(sentence, hit, empty=empty):
            found["interior"] = (hit.concept, hit.words)
        elif hit.field == "weather" and _is_over(sentence, hit):
            found["weather"] = ("", hit.words)
        elif hit.field == "weather" or (hit.field == "time" and _tells_hour(sentence, hit)):
            found[hit.field] = (hit.concept, hit.words)
    open_air = _open_air(sentence, empty=empty)
    if open_air:
        found.setdefault("interior", ("outside", open_air))
    return found


def _turns(sentence: Sentence, hit: Hit, *, empty: bool) -> bool:
    """Whether "inside" or "outside" says where people are: not in "Outside, a car passed", "inside his coat"."""
    away = empty and hit.first == 0 and hit.concept == "outside"
    after = hit.last + 1
    return not away and not (
        after < len(sentence) and sentence.between(hit.last, after) == " " and sentence.is_a("determiner", after)
    )


def _is_over(sentence: Sentence, hit: Hit) -> bool:
    return any(sentence.is_a("over", word) for word in _beside(sentence, hit))


def _beside(sentence: Sentence, hit: Hit, *, before: int = 0) -> range:
    """The words of a clause that may be the verb of a noun: three behind it and `before` in front of it, in Russian
    at least two."""
    first, last = sentence.pieces[sentence.piece_of(hit.first)]
    before = max(before, 2) if sentence.russian(hit.first) else before
    return range(max(first, hit.first - before), min(last, hit.last + 3) + 1)


def _open_air(sentence: Sentence, *, empty: bool) -> str:
    """The words by which a sentence is under the open sky: what there is only there, or a weather that sets in."""
    if any(hit.field == "window" for hit in sentence.hits):
        return ""
    for hit in sentence.hits:
        sets_in = (
            empty
            and hit.field == "weather"
            and any(sentence.is_a("begins", word) for word in _beside(sentence, hit, before=3))
        )
        if (sets_in or hit.field == "outdoors") and not sentence.denied(hit.first) and not sentence.unreal(hit.first):
            return hit.words
    return ""


def _true(sentence: Sentence) -> Iterator[Hit]:
    for hit in sentence.hits:
        if hit.field in ("place", "inside", "time", "weather"):
            noun = hit.first != hit.last or sentence.is_noun_here(hit.first)
            if (
                noun
                and not sentence.is_titled(hit)
                and not sentence.denied(hit.first)
                and not sentence.unreal(hit.first)
            ):
                yield hit


def _rank(sentence: Sentence, hit: Hit, *, empty: bool) -> int:
    """How a place stands in its sentence: people go to it (3), are in it (2), are beside it (1), or nothing (0)."""
    word = hit.last
    if sentence.words[word].folded.endswith("'s"):
        return 0
    if any(form.lemma in _PATHS for form in sentence.forms(word)):
        return 1
    if sentence.is_a("preposition", hit.first):
        return 2
    owner = _owner(sentence, hit.first)
    preposition = sentence.preposition(owner if owner is not None else hit.first)
    if preposition is None:
        return _named_alone(sentence, hit, empty=empty) if owner is None else 0
    small = preposition.words.lower()
    within = owner is not None and (sentence.is_a("portion", owner) or sentence.is_a("place", owner))
    if preposition.concept == "near":
        return 2 if within and sentence.is_a("portion", owner or 0) else 1
    if preposition.concept not in ("in", "to") or small == "for":
        return 0
    if owner is not None:
        if preposition.concept == "to":
            return _GOES if _moving(sentence, hit) else 0
        return 2 if within else 1
    if empty and hit.first > 3:
        return 1
    goes = preposition.concept == "to"
    if sentence.russian(word) and small in ("в", "во", "на"):
        goes = any(form.case == "accs" for form in sentence.forms(word)[:1])
    if not goes or small == "по" or (empty and small in _ALL_OVER):
        return 2
    return _GOES if _moving(sentence, hit) else 0


def _named_alone(sentence: Sentence, hit: Hit, *, empty: bool) -> int:
    """A place without a preposition: what is entered or crossed, or what a sentence about nobody begins with."""
    if hit.concept in _CARRYING:
        return 0
    first, _ = sentence.pieces[sentence.piece_of(hit.first)]
    near = range(max(first, hit.first - 4), hit.first)
    entered = any(sentence.is_a("pose", place, "walk", "climb") for place in near)
    if entered and not any(sentence.is_a("leave", place) for place in near):
        return _GOES
    if empty:
        return 2 if sentence.head_start(hit.first) == 0 else 1
    return 0


def _moving(sentence: Sentence, hit: Hit) -> bool:
    first, last = sentence.pieces[sentence.piece_of(hit.first)]
    return any(
        sentence.is_a("pose", place, *_GOING) or sentence.is_a("leave", place) for place in range(first, last + 1)
    )


def _owner(sentence: Sentence, word: int) -> int | None:
    """The noun that a place hangs on: "the edge of the forest", "у окна кухни"."""
    start = sentence.head_start(word)
    of = sentence.at("preposition").get(start - 1)
    if of is not None and of.words.lower() == "of" and start > 1:
        return start - 2
    before = start - 1
    hangs = sentence.russian(word) and before >= 0 and sentence.forms(word)[0].case == "gent"
    return before if hangs and sentence.forms(before)[0].part == "noun" else None


def _tells_hour(sentence: Sentence, hit: Hit) -> bool:
    since = sentence.preposition(hit.first)
    if since is not None and since.words.lower() in _SINCE:
        return False
    words = {sentence.words[word].folded for word in range(hit.first, hit.last + 1)}
    if words & _WHOLE_DAYS:
        preposition = sentence.preposition(hit.first)
        return preposition is not None and preposition.words.lower() in ("by", "during") and hit.concept == "day"
    counted = hit.first > 0 and sentence.is_a("number", hit.first - 1)
    return not counted or hit.concept != "day"
