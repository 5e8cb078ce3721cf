"""Who is in the picture, in what pose, with what feeling and what in their hands: what the beats of a panel tell,
put together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kadr import lexicon
from kadr.board import Figure, Shot, Speech
from kadr.story.told import Told

MOST = 4
"""Figures beside a crowd: a frame with more single people than that reads as a crowd."""

_POSTURES = ("sit", "lie", "kneel", "crouch", "ride", "drive", "sleep")
"""Poses that somebody keeps until they do something else."""

_CARELESS = (
    "look",
    "turn",
    "talk",
    "listen",
    "hold",
    "take",
    "give",
    "phone",
    "drink",
    "eat",
    "read",
    "write",
    "point",
    "work",
    "cook",
    "play",
    "phone",
)
"""Poses that do not end a posture: one reads and drinks sitting."""


_MUTUAL = ("embrace", "kiss", "fight", "dance", "talk")
"""Poses that two people share."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The figures of a picture, and the words that put them there (empty: nobody was named)."""

    figures: tuple[Figure, ...]
    words: str


def figures_of(
    told: Sequence[Told], speech: Sequence[Speech], before: Shot | None, postures: Mapping[str, str], place: str
) -> Seen:
    """Those whom the beats show. `before` is the shot before in the same scene: if nothing is told but a pause, its
    people stay. `postures` are those that people had last in this scene, and go on; in a car or a bus one sits."""
    people: dict[str, tuple[int, str]] = {}
    for beat in told:
        for who, (number, words) in beat.people.items():
            known = people.get(who, (1, ""))
            people[who] = (max(number, known[0]), known[1] or words)
    if not people:
        return Seen(_kept(told, speech, before), "")
    poses, feelings, hands = _deeds(told)
    chosen = _fewer(people, told)
    seated = lexicon.fact("place", place).seated
    resting = "sit" if seated else "stand"
    speaking = {who for beat in told for who in beat.speaking}
    postures = {who: pose for who, pose in postures.items() if pose != "sleep" or who not in speaking}
    figures = tuple(
        Figure(
            who=who,
            pose=poses.get(who) or postures.get(who) or (resting if who not in speaking or seated else "talk"),
            feeling=feelings.get(who, "neutral"),
            object=hands.get(who, ("", ""))[0],
            target=hands.get(who, ("", ""))[1],
            count=min(people[who][0], 30),
        )
        for who in chosen
    )
    words = ", ".join(dict.fromkeys(people[who][1] or who for who in chosen))
    return Seen(figures, words)


def postures_after(figures: Sequence[Figure], before: Mapping[str, str]) -> dict[str, str]:
    """Who sits, lies or kneels when a shot is over: what they had before goes on until they do something else."""
    kept = dict(before)
    for figure in figures:
        if figure.pose in _POSTURES:
            kept[figure.who] = figure.pose
        elif figure.pose not in _CARELESS:
            kept.pop(figure.who, None)
    return kept


def _kept(told: Sequence[Told], speech: Sequence[Speech], before: Shot | None) -> tuple[Figure, ...]:
    """Who stays when the text names nobody: all who were there, unless a thing or the place is shown instead."""
    shown = any(beat.props or (beat.setting and any(beat.setting)) for beat in told)
    if before is None or (shown and not speech) or any(beat.asked.size for beat in told):
        return ()
    left = {who for beat in told for who in beat.left}
    return tuple(
        Figure(who=figure.who, pose=figure.pose if figure.pose in _POSTURES else "stand", count=figure.count)
        for figure in before.figures
        if figure.who not in left
    )


def _deeds(told: Sequence[Told]) -> tuple[dict[str, str], dict[str, str], dict[str, tuple[str, str]]]:
    """Poses, feelings, and what hands hold and aim at, by person: the most telling pose, the last feeling."""
    poses: dict[str, str] = {}
    feelings: dict[str, str] = {}
    hands: dict[str, tuple[str, str]] = {}
    rank = {pose: place for place, pose in enumerate(lexicon.concepts("pose"))}
    for deed in (deed for beat in told for deed in beat.deeds):
        for who in deed.who:
            if deed.field == "feeling":
                feelings[who] = deed.concept
            elif rank[deed.concept] >= rank.get(poses.get(who, ""), -1):
                poses[who] = deed.concept
                hands[who] = (deed.object, deed.target)
                if deed.concept in _MUTUAL and deed.target not in poses:
                    poses[deed.target] = deed.concept
    return poses, feelings, hands


def _fewer(people: dict[str, tuple[int, str]], told: Sequence[Told]) -> list[str]:
    """At most `MOST` people and one crowd, in the order of the text; who does most stays."""
    weights = Counter(who for beat in told for deed in beat.deeds for who in deed.who)
    weights.update(who for beat in told for who in beat.people)
    single = [who for who, (number, _) in people.items() if number == 1]
    crowds = [who for who, (number, _) in people.items() if number > 1]
    stay = {*sorted(single, key=lambda who: -weights[who])[:MOST], *crowds[:1]}
    return [who for who in people if who in stay]
