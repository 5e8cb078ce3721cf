"""An edited script and the panels of a board: which panel goes on as which, and which values stay."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from kadr import lexicon
from kadr.board import Origin, Shot

ALIKE = 0.4
"""How much of their words two beats must share (Dice, 0 to 1) to be one beat that was edited."""

WINDOW = 12
"""How far from its place in a gap an edited beat is looked for."""

TEXTS = ("action", "speech", "heading", "scene", "line", "notes")
"""The fields that are the script's own words or places in it: kadr never chose them."""

Key = tuple[object, ...]


def align(old: Sequence[Shot], new: Sequence[Shot]) -> tuple[int | None, ...]:
    """For each new shot the index of the old one that it continues, or None; no old one is taken twice.

    1. Beats with the same text, in order: from both ends, then around texts that occur once.
    2. Beats with the same text that were moved.
    3. Between those, beats whose words are alike."""
    olds, news = [_key(shot) for shot in old], [_key(shot) for shot in new]
    matches: dict[int, int] = {}  # new -> old
    for first, last in _gaps(len(olds), len(news), _anchors(olds, news)):
        _from_ends(olds, news, first, last, matches)
    _moved(olds, news, matches)
    kept = [(matches[place], place) for place in sorted(matches)]
    taken = set(matches.values())
    for (old_first, new_first), (old_last, new_last) in _gaps(len(olds), len(news), _rising(kept)):
        free = [place for place in range(old_first, old_last) if place not in taken]
        unmatched = [place for place in range(new_first, new_last) if place not in matches]
        if free and unmatched:
            matches.update(_alike(old, new, free, unmatched))
    return tuple(matches.get(place) for place in range(len(new)))


def carry(old: Shot, new: Shot) -> Shot:
    """`new` with the values of `old` that stick: a person's always; kadr's own choice while the beat's text is
    unchanged and the script does not say otherwise."""
    unchanged = all(
        old.by(field) is Origin.PERSON or getattr(old, field) == getattr(new, field)
        for field in ("action", "speech", "heading")
    )
    shot = new
    for field in old.__struct_fields__:
        if field == "sources":
            continue
        by = old.by(field)
        chosen = by is Origin.CHOSEN and field not in TEXTS and field in old.sources
        if by is Origin.PERSON or (chosen and unchanged and new.by(field) is Origin.CHOSEN):
            shot = shot.with_field(field, getattr(old, field), old.sources[field])
    return shot


def _key(shot: Shot) -> Key:
    return (shot.action, tuple((speech.who, speech.text) for speech in shot.speech), shot.heading)


Gap = tuple[tuple[int, int], tuple[int, int]]
"""What lies between two matches: (old, new) where it begins and (old, new) where it ends."""


def _gaps(old: int, new: int, matches: Sequence[tuple[int, int]]) -> Iterator[Gap]:
    """The gaps before, between and after matches that rise in both."""
    last = (-1, -1)
    for match in [*matches, (old, new)]:
        yield (last[0] + 1, last[1] + 1), match
        last = match


def _anchors(olds: list[Key], news: list[Key]) -> list[tuple[int, int]]:
    """Texts that occur once in both, as many as stand in the same order."""
    once_old = {key for key, count in Counter(olds).items() if count == 1}
    once_new = {key for key, count in Counter(news).items() if count == 1}
    places = {key: place for place, key in enumerate(olds) if key in once_old}
    return _rising([(places[key], place) for place, key in enumerate(news) if key in once_new and key in places])


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rises in both; `pairs` rise in the second."""
    tails: list[int] = []  # the smallest old place that ends a run of each length
    ends: list[int] = []  # and which pair that is
    back: list[int] = []
    for place, (old, _) in enumerate(pairs):
        length = bisect_left(tails, old)
        back.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [old]
        ends[length : length + 1] = [place]
    run = []
    place = ends[-1] if ends else -1
    while place >= 0:
        run.append(pairs[place])
        place = back[place]
    return run[::-1]


def _from_ends(
    olds: list[Key], news: list[Key], first: tuple[int, int], last: tuple[int, int], matches: dict[int, int]
) -> None:
    """Match what is equal at both ends of a gap, and the anchor that ends it."""
    (old, new), (old_end, new_end) = first, last
    if new_end < len(news) and old_end < len(olds):
        matches[new_end] = old_end
    while old < old_end and new < new_end and olds[old] == news[new]:
        matches[new] = old
        old, new = old + 1, new + 1
    while old < old_end and new < new_end and olds[old_end - 1] == news[new_end - 1]:
        old_end, new_end = old_end - 1, new_end - 1
        matches[new_end] = old_end


def _moved(olds: list[Key], news: list[Key], matches: dict[int, int]) -> None:
    """Match the same texts wherever they stand, first with first."""
    taken = set(matches.values())
    free: dict[Key, list[int]] = {}
    for place in range(len(olds) - 1, -1, -1):
        if place not in taken:
            free.setdefault(olds[place], []).append(place)
    for place, key in enumerate(news):
        if place not in matches and free.get(key):
            matches[place] = free[key].pop()


def _alike(old: Sequence[Shot], new: Sequence[Shot], olds: list[int], news: list[int]) -> dict[int, int]:
    """Match beats of a gap that share most of their words, the most alike first."""
    bags = {place: _bag(old[place]) for place in olds}
    candidates = []
    for position, place in enumerate(news):
        bag = _bag(new[place])
        middle = position * len(olds) // len(news)
        for other in olds[max(0, middle - WINDOW) : middle + WINDOW + 1]:
            likeness = _likeness(bag, bags[other])
            if likeness >= ALIKE:
                candidates.append((-likeness, abs(place - other), place, other))
    matches: dict[int, int] = {}
    used: set[int] = set()
    for _, _, place, other in sorted(candidates):
        if place not in matches and other not in used:
            matches[place] = other
            used.add(other)
    return matches


def _bag(shot: Shot) -> Counter[str]:
    """The words of a beat; its heading counts once, since all of a scene share it."""
    text = " ".join([shot.action, *(speech.text for speech in shot.speech)])
    words = Counter(word.folded for word in lexicon.split(text))
    return words or Counter([lexicon.fold(shot.heading)])


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())
