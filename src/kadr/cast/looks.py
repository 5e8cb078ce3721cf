"""What everybody looks like: what the words say, and what sets people apart where they say nothing."""

import hashlib
import itertools
from collections.abc import Collection, Sequence
from operator import attrgetter

import msgspec

from kadr import lexicon
from kadr.board import Character, Looks
from kadr.cast.wardrobe import FOLK, TODAY, Wardrobe, wardrobe

PALETTE = (
    "#3d6f9e", "#d9a441", "#5b8c5a", "#7d5ba6", "#2f8f8b", "#b5527a", "#8a6d3b", "#9aa53c", "#4f5d75", "#c8553d",
)  # fmt: skip
"""Marks on boards, in the order in which they are given out: the last is near to that of camera moves."""

_NEAR = 3
"""How many words an adjective of tone may stand from its noun ("a black and rather worn robe")."""

_TELLING = {
    "headwear": 4,
    "garment_tone": 3,
    "hair": 3,
    "build": 3,
    "beard": 2,
    "garment": 2,
    "hair_tone": 2,
    "height": 1,
    "age": 1,
}
"""How much a difference in each field helps to tell two people apart in a small drawing."""

_WEIGHTS = tuple(_TELLING.values())
_told_apart_by = attrgetter(*_TELLING)

Telling = tuple[str, ...]
"""The fields of somebody's looks by which people are told apart."""

_FEMALE = ("а", "я", "a", "e", "y")
"""Last letters of most names of women; only used where nothing else tells."""


def complete(
    given: Sequence[Character], told: Sequence[Character], existing: Sequence[Character] = (), *, world: str = TODAY
) -> tuple[Character, ...]:
    """Everybody of a board with full looks and a colour: those `given`, then those whom only the script has `told`
    of. `existing` is the board's cast so far: what was chosen there stays chosen, so nobody changes when somebody is
    added. `world` is that of `world_of`: it says what people wear of whom nothing is said."""
    known = {lexicon.fold(name) for character in given for name in (character.name, *character.aliases)}
    added = [character for character in told if lexicon.fold(character.name) not in known]
    before = {lexicon.fold(character.name): character for character in existing}
    finished: list[Character] = []
    for character in (*given, *added):
        earlier = before.get(lexicon.fold(character.name), Character(name=character.name))
        reserved = [other.looks for other in existing if other.name != character.name and other.looks.headwear]
        others = [*(other.looks for other in finished), *reserved]
        looks = _chosen(character, _over(_outright(character), earlier.looks), others, world)
        taken = [other.colour for other in (*finished, *given, *existing)]
        colour = character.colour or earlier.colour or _colour(taken)
        finished.append(msgspec.structs.replace(character, looks=looks, colour=colour))
    return tuple(finished)


def _colour(taken: Sequence[str]) -> str:
    """The first colour of the palette that is least in use."""
    return min(PALETTE, key=lambda colour: (taken.count(colour), PALETTE.index(colour)))


def _outright(character: Character) -> Looks:
    """What looks are given outright, in words, or by the name itself ("Old Man")."""
    told = Looks(species=_species(character))
    for text in (character.name, character.traits, character.wardrobe):
        told = _over(looks_of(text), told)
    return _over(_over(character.looks, told), worn_by(f"{character.name}, {character.traits}"))


def worn_by(words: str) -> Looks:
    """What people of the trade that `words` name are known by: a uniform, a crown; empty looks if they name none."""
    worn = (lexicon.fact("person", hit.concept).wears for hit in lexicon.read(words) if hit.field == "person")
    return Looks(**next((looks for looks in worn if looks), {}))


def _species(character: Character) -> str:
    """The animal that somebody is: by the name ("The Fox") or by the first words of the traits ("an old grey wolf")."""
    for text in (character.name, " ".join(character.traits.split()[:4])):
        hits = [hit for hit in lexicon.read(text) if hit.field in ("animal", "person", "preposition")]
        if hits and hits[0].field == "animal":
            return hits[0].concept
    return ""


def looks_of(text: str) -> Looks:
    """The looks that `text` speaks of; the longest phrase of a field counts, then the first."""
    hits = [hit for hit in lexicon.read(text) if hit.field.startswith(("looks.", "anchor"))]
    anchors = [hit for hit in hits if hit.field == "anchor"]
    found: dict[str, lexicon.Hit] = {}
    for hit in hits:
        field = hit.field.removeprefix("looks.")
        if hit.field == "anchor" or not _belongs(field, hit, anchors):
            continue
        if field not in found or hit.last - hit.first > found[field].last - found[field].first:
            found[field] = hit
    return Looks(**{field: hit.concept for field, hit in found.items()})


def _belongs(field: str, hit: lexicon.Hit, anchors: Sequence[lexicon.Hit]) -> bool:
    """Whether an adjective that many nouns can have ("grey", "dark") stands nearest to a noun of this field; the
    noun after it goes before the one in front of it."""
    if field not in ("hair_tone", "garment_tone", "skin"):
        return True
    after = [anchor for anchor in anchors if 0 <= anchor.first - hit.last <= _NEAR]
    before = [anchor for anchor in anchors if 0 < hit.first - anchor.last <= _NEAR]
    nearest = min(after, key=lambda anchor: anchor.first, default=None)
    nearest = nearest or max(before, key=lambda anchor: anchor.last, default=None)
    return nearest is not None and nearest.concept == field


def _over(upper: Looks, lower: Looks) -> Looks:
    """`upper`, and where it says nothing `lower`."""
    return Looks(**{field: getattr(upper, field) or getattr(lower, field) for field in Looks.__struct_fields__})


def _chosen(character: Character, known: Looks, others: Sequence[Looks], world: str) -> Looks:
    """`known` with its gaps filled so that it differs most from `others`; the same name gives the same choice."""
    if known.species:
        return _over(known, Looks(age="adult"))
    worn = _wardrobe(character, known, world)
    open_fields = {field: values for field, values in worn.choices.items() if not getattr(known, field)}
    candidates = [
        _over(msgspec.structs.replace(known, **dict(zip(open_fields, values, strict=True))), worn.usual)
        for values in itertools.product(*(dict.fromkeys(values) for values in open_fields.values()))
    ]
    return max(_farthest(candidates, others), key=lambda looks: _lot(character, looks))


def _farthest(candidates: Sequence[Looks], others: Sequence[Looks]) -> list[Looks]:
    """Those of `candidates` whose least distance to `others` is the greatest."""
    known = {_told_apart_by(looks) for looks in others}
    best, found = 0, []
    for looks in candidates:
        least = _least_distance(_told_apart_by(looks), known, best)
        if least > best:
            best, found = least, [looks]
        elif least == best:
            found.append(looks)
    return found


def _least_distance(one: Telling, others: Collection[Telling], enough: int) -> int:
    """The distance to the nearest of `others` (0 if there are none); what is below `enough` need not be the nearest."""
    least = sum(_WEIGHTS) if others and one not in others else 0
    for other in others:
        if least < enough or not least:
            break
        least = min(least, sum([weight for weight, a, b in zip(_WEIGHTS, one, other, strict=True) if a != b]))
    return least


def _wardrobe(character: Character, known: Looks, world: str) -> Wardrobe:
    """What there is to choose from for somebody. Children have no beards and the build of children."""
    sex = known.sex or ("f" if known.garment == "dress" or character.name.casefold().endswith(_FEMALE) else "")
    worn = wardrobe(world if world == FOLK else TODAY, sex)
    if known.age == "young":
        worn = Wardrobe(worn.usual, {field: values for field, values in worn.choices.items() if field != "beard"})
    if known.age == "child" or known.garment == "dress":
        choices = {field: values for field, values in worn.choices.items() if field not in ("beard", "build")}
        return Wardrobe(worn.usual, choices)
    return worn


def _lot(character: Character, looks: Looks) -> bytes:
    """A lot that name and looks draw: it decides between choices that are equally good."""
    return hashlib.sha256(lexicon.fold(character.name).encode() + msgspec.json.encode(looks)).digest()
