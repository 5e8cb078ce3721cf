"""Two people who touch: how near they stand, how they are turned, and what the other one does.

An embrace overlaps by design; giver's and taker's hands meet; fists end at the other's chin.
"""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from kadr.board import Figure, Placement

IDLE = frozenset({"stand", "talk", "listen", "look", "turn", "walk", "hold"})
"""Poses that give way: somebody who only stands and is embraced, embraces."""


class Contact(NamedTuple):
    """`apart`: metres between two grown people's hips; `turn`: how far both are turned from the camera, in degrees;
    `answer`: the pose of an idle partner (empty: their own); `mutual`: whether a pose without a target means whoever
    else does it; `lifted`: how high the partner is carried, in metres."""

    apart: float
    turn: float
    answer: str = ""
    mutual: bool = False
    lifted: float = 0.0


CONTACTS = {
    "embrace": Contact(0.4, 62, "embrace", mutual=True),
    "kiss": Contact(0.38, 66, "embrace", mutual=True),
    "fight": Contact(0.74, 64, "fight", mutual=True),
    "dance": Contact(0.7, 50, "dance", mutual=True),
    "hit": Contact(0.72, 70),
    "give": Contact(1.16, 62, "give"),
    "take": Contact(1.16, 62, "give"),
    "pull": Contact(0.95, 66, "walk"),
    "push": Contact(0.6, 74),
    "carry": Contact(0.1, 22, "lie", lifted=0.82),
}
"""Poses that touch somebody."""


class Pair(NamedTuple):
    """Who touches whom."""

    who: str
    partner: str
    contact: Contact


def pairs(figures: Sequence[Figure]) -> tuple[Pair, ...]:
    """Those who touch: everybody is in one pair at most, the first that names them."""
    found: list[Pair] = []
    taken: set[str] = set()
    for figure in figures:
        contact = CONTACTS.get(figure.pose)
        partner = _partner(figure, figures, contact) if contact and figure.who not in taken else ""
        if contact and partner and partner not in taken:
            found.append(Pair(figure.who, partner, contact))
            taken |= {figure.who, partner}
    return tuple(found)


def _partner(figure: Figure, figures: Sequence[Figure], contact: Contact) -> str:
    others = [other for other in figures if other.who != figure.who and other.count == 1]
    if figure.target or not contact.mutual:
        return next((other.who for other in others if other.who == figure.target), "")
    same = [other.who for other in others if other.pose == figure.pose and not other.target]
    return same[0] if same else others[0].who if len(others) == 1 and others[0].pose in IDLE else ""


def answering(figures: Sequence[Figure], touching: Sequence[Pair]) -> list[Figure]:
    """The figures, idle partners doing what they are drawn into; who is carried lies."""
    answers = {pair.partner: pair.contact for pair in touching}
    return [
        msgspec.structs.replace(figure, pose=contact.answer, target=figure.target or _who(figure, touching))
        if (contact := answers.get(figure.who)) and contact.answer and (figure.pose in IDLE or contact.lifted)
        else figure
        for figure in figures
    ]


def _who(figure: Figure, touching: Sequence[Pair]) -> str:
    return next(pair.who for pair in touching if pair.partner == figure.who)


def side_by_side(figures: Sequence[Figure], touching: Sequence[Pair]) -> list[Figure]:
    """The line from left to right with nobody between two who touch."""
    line = list(figures)
    for pair in touching:
        places = {figure.who: place for place, figure in enumerate(line)}
        a, b = places[pair.who], places[pair.partner]
        if abs(a - b) > 1:
            line.insert(a - 1 if b < a else a + 1, line.pop(b))
    return line


def touching_of(a: str, b: str, touching: Sequence[Pair]) -> Contact | None:
    """How two people touch, if they do."""
    return next((pair.contact for pair in touching if {a, b} == {pair.who, pair.partner}), None)


def in_contact(placements: Sequence[Placement], touching: Sequence[Pair], tall: float) -> list[Placement]:
    """The placements with pairs turned to one another, and who is carried in the arms of whoever carries them.
    `tall`: the stature in metres of whoever carries."""
    placed = {place.who: place for place in placements}
    for pair in touching:
        one, other = placed.get(pair.who), placed.get(pair.partner)
        if one is None or other is None:
            continue
        way = 1 if one.x <= other.x else -1
        turn = float(pair.contact.turn)
        if pair.contact.lifted:
            lift = round(pair.contact.lifted * tall / 1.72, 3)
            placed[pair.who] = msgspec.structs.replace(one, facing=way * turn)
            placed[pair.partner] = msgspec.structs.replace(
                other, x=round(one.x + way * 0.12, 3), z=round(one.z - 0.3, 3), y=lift, facing=way * 84.0
            )
            continue
        placed[pair.who] = msgspec.structs.replace(one, facing=way * turn)
        placed[pair.partner] = msgspec.structs.replace(other, facing=-way * turn)
    return [placed[place.who] for place in placements]
