"""Cutting: the smallest beats of a script, and how they are put together into panels.

The smallest beats are sentences of action and single speeches. Between two of them lies a boundary of some strength:
a new scene, a new paragraph of action, a speech, a sentence.
"""

import heapq
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from kadr.board import Speech
from kadr.errors import BadUse
from kadr.messages import say
from kadr.script import Form

PROSE_PANELS = 6
"""How many panels a text without scenes gets if nobody says: one sheet of two rows."""

LONGEST_TALK = 6
"""How many speeches one panel carries before a talk without action is cut: more do not fit under a picture."""


class Strength(IntEnum):
    """How much a boundary wants to be a cut."""

    SENTENCE = 1
    SPEECH = 2
    PARAGRAPH = 3
    SCENE = 4
    TURN = 5  # where the story turns; only when a number of panels is asked for


@dataclass(frozen=True, slots=True)
class Scene:
    """Where beats belong: the number as a person says it, and the heading."""

    number: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Beat:
    """A smallest beat, or several put together. `strength` is that of the boundary before it."""

    strength: Strength
    scene: Scene
    line: int
    page: int = 0
    action: str = ""
    speech: tuple[Speech, ...] = ()
    present: tuple[str, ...] = ()  # cues of those who speak in frame
    notes: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """How much there is in it, in letters; never 0."""
        return 1 + len(self.action) + sum(len(speech.text) for speech in self.speech)


def cut(beats: Sequence[Beat], form: Form, panels: int | None) -> list[int]:
    """With which beats panels begin: `panels` of them if a number is given, else as many as the form has by itself.
    Raises `BadUse` if the number cannot be had."""
    if form is Form.LINES:
        if panels not in (None, len(beats)):
            raise BadUse(say("story.panels_of_lines", lines=len(beats)))
        return list(range(len(beats)))
    if panels is None:
        if form is Form.SCREENPLAY:
            return _natural(beats)
        panels = min(PROSE_PANELS, len(beats))
    if panels < 1:
        raise BadUse(say("story.panels_too_few", panels=panels, maximum=len(beats)))
    if panels > len(beats):
        raise BadUse(say("story.panels_too_many", panels=panels, maximum=len(beats)))
    return strongest(beats, panels)


def join(beats: Sequence[Beat]) -> Beat:
    """Beats in a row as one."""
    if len(beats) == 1:
        return beats[0]
    return replace(
        beats[0],
        action=" ".join(beat.action for beat in beats if beat.action),
        speech=tuple(speech for beat in beats for speech in beat.speech),
        present=tuple(cue for beat in beats for cue in beat.present),
        notes=tuple(note for beat in beats for note in beat.notes),
    )


def _natural(beats: Sequence[Beat]) -> list[int]:
    """Where the panels of a screenplay begin: at scenes and paragraphs of action, and inside long talks."""
    starts = [place for place, beat in enumerate(beats) if place == 0 or beat.strength >= Strength.PARAGRAPH]
    cuts: list[int] = []
    for start, end in zip(starts, [*starts[1:], len(beats)], strict=True):
        talk = [place for place in range(start, end) if beats[place].speech]
        pieces = -(-len(talk) // LONGEST_TALK)
        cuts.append(start)
        cuts += [talk[len(talk) * piece // pieces] for piece in range(1, pieces)]
    return cuts


def strongest(beats: Sequence[Beat], panels: int) -> list[int]:
    """Where `panels` panels begin: at the strongest boundaries; among equally strong ones where they make the panels
    most even in length. O(n log n)."""
    places = range(1, len(beats))
    ranked = sorted((beats[place].strength for place in places), reverse=True)
    if panels == 1:
        return [0]
    weakest = ranked[panels - 2]
    sure = [0, *(place for place in places if beats[place].strength > weakest)]
    ties = [place for place in places if beats[place].strength == weakest]
    ends = [0]
    for beat in beats:
        ends.append(ends[-1] + beat.length)
    return sorted([*sure, *_spread(sure, ties, panels - len(sure), ends)])


def _spread(sure: list[int], ties: list[int], wanted: int, ends: list[int]) -> list[int]:
    """`wanted` of the `ties`: each stretch between sure cuts gets as many as its length asks for, spaced evenly.
    ``ends[i]`` is the length of all beats before beat i."""
    stretches = []
    for start, end in zip(sure, [*sure[1:], len(ends) - 1], strict=True):
        inside = ties[bisect_left(ties, start + 1) : bisect_left(ties, end)]
        stretches.append((start, end, inside))
    counts = [0] * len(stretches)
    heap = [(float(ends[start] - ends[end]), place) for place, (start, end, inside) in enumerate(stretches) if inside]
    heapq.heapify(heap)
    for _ in range(wanted):
        _, place = heapq.heappop(heap)
        start, end, inside = stretches[place]
        counts[place] += 1
        if counts[place] < len(inside):
            heapq.heappush(heap, ((ends[start] - ends[end]) / (counts[place] + 1), place))
    chosen = []
    for count, (start, end, inside) in zip(counts, stretches, strict=True):
        chosen += _even(inside, count, ends, ends[start], ends[end])
    return chosen


def _even(inside: list[int], count: int, ends: list[int], begin: int, finish: int) -> list[int]:
    """`count` of the places `inside`, as near as can be to equal steps from `begin` to `finish`."""
    lengths = [ends[place] for place in inside]
    chosen: list[int] = []
    least = 0
    for step in range(1, count + 1):
        target = begin + (finish - begin) * step / (count + 1)
        near = bisect_left(lengths, target)
        if near == len(inside) or (near > 0 and target - lengths[near - 1] <= lengths[near] - target):
            near -= 1
        near = min(max(near, least), len(inside) - 1 - (count - step))
        chosen.append(inside[near])
        least = near + 1
    return chosen
