"""Where and when a beat plays."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kadr import lexicon
from kadr.lexicon import Hit

_INTERIOR = re.compile(r"(?:INT|ИНТ|ПАВ|I/E)", re.IGNORECASE)
_EXTERIOR = re.compile(r"(?:EXT|НАТ|ЭКСТ|E/I)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """Place, interior, time of day and weather; `words` says which fields the script gave, and how."""

    place: str = ""
    interior: bool | None = None
    time: str = "day"
    weather: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


def setting_of(heading: str, hits: Sequence[Hit], before: Setting, new_scene: bool) -> Setting:
    """The heading's word goes first, then the beat's own (`hits`), then what was `before` in the same scene. A new
    scene keeps nothing but the time, and that only if its heading says so ("CONTINUOUS") or there is none."""
    headed = _of_heading(heading)
    told = _of_hits(hits)
    kept = Setting(time=before.time) if new_scene and "same" in headed else Setting() if new_scene else before
    values: dict[str, object] = {}
    words: dict[str, str] = {}
    for name, found in (told | headed).items():
        if name != "same":
            values[name], words[name] = found
    if "place" in told and "place" not in headed and told["place"][0] != kept.place and not heading:
        kept = Setting(time=kept.time, weather=kept.weather)
    return Setting(
        place=str(values.get("place", kept.place)),
        interior=_flag(values.get("interior"), kept.interior),
        time=str(values.get("time", kept.time)),
        weather=str(values.get("weather", kept.weather)),
        words=words,
    )


def _flag(value: object, otherwise: bool | None) -> bool | None:
    return otherwise if value is None else value == "inside"


@lru_cache(maxsize=4096)
def _of_heading(heading: str) -> dict[str, tuple[str, str]]:
    """What a heading says, by field: concept and words. The last time of day in it counts ("DAY OF THE MOON - NIGHT"),
    and the first place."""
    hits = lexicon.read(heading)
    found = dict(_of_hits(hits))
    for hit in hits:
        if hit.field in ("time", "same"):
            found[hit.field] = (hit.concept, hit.words)
    for pattern, concept in ((_INTERIOR, "inside"), (_EXTERIOR, "outside")):
        if match := pattern.match(heading):
            found["interior"] = (concept, match[0])
    return found


def _of_hits(hits: Sequence[Hit]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for hit in hits:
        name = "interior" if hit.field == "inside" else hit.field
        if name in ("place", "interior", "time", "weather"):
            found.setdefault(name, (hit.concept, hit.words))
    return found
