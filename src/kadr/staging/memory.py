"""What a scene's panels so far have fixed: who stands left, who sits where, which way people go, what stands about.

Film grammar in space is memory: the camera stays on one side of the line between people, who left the frame to the
right comes in from the left, and a table does not move from cut to cut.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kadr import lexicon
from kadr.board import Figure, Framing, Piece, Placement, Shot, Size, Staging
from kadr.staging.postures import posture

INTIMATE = frozenset({Size.ECU, Size.CU, Size.MCU, Size.MS})
"""Sizes whose singles belong to shot and reverse shot."""

FIXED = "ground"
"""Things of the lexicon that stand there stay where they are through a scene."""


@dataclass(frozen=True, slots=True)
class Stood:
    """A thing, and how far it stood from each of the named, in metres."""

    piece: Piece
    away: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Memory:
    """A scene so far. `order`: the names from left to right; `looks`: which way each looked last (1 right, -1 left);
    `headings`: which way who moves went; `postures`: who sits or lies, and how; `seats`: where, as (x, z) in metres;
    `home`: which way the first single looked, from whose side the set is seen unreversed."""

    scene: tuple[object, ...] = ()
    order: tuple[str, ...] = ()
    looks: Mapping[str, int] = field(default_factory=dict)
    headings: Mapping[str, int] = field(default_factory=dict)
    postures: Mapping[str, str] = field(default_factory=dict)
    seats: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    things: tuple[Stood, ...] = ()
    home: int = 0
    light: str = ""

    def within(self, shot: Shot) -> "Memory":
        """This memory, if `shot` goes on in its scene, else an empty one."""
        key = (shot.scene, shot.place, shot.interior)
        return self if key == self.scene else Memory(scene=key)

    def lined(self, figures: Sequence[Figure]) -> list[Figure]:
        """The figures from left to right: who is known in the scene's order, newcomers where they are named, or where
        somebody who was alone has looked."""
        known = sorted((one for one in figures if one.who in self.order), key=lambda one: self.order.index(one.who))
        if len(known) == 1 and len(figures) == 2 and len(self.order) == 1:
            looks_left = self.looks.get(known[0].who, 1) < 0
            return sorted(figures, key=lambda one: (one.who == known[0].who) is looks_left)
        rest = iter(known)
        return [next(rest) if figure.who in self.order else figure for figure in figures]

    def side(self, who: str, partner: str, *, moving: bool) -> int:
        """Which way somebody alone looks: 1 right, -1 left, 0: the scene does not say. `partner` is whom they speak to
        or look at, if that is known."""
        if moving and self.headings:
            return self.headings.get(who) or next(reversed(list(self.headings.values())))
        others = [name for name in self.order if name != who]
        if who in self.order and others:
            place = self.order.index(who)
            if partner in others:
                return 1 if self.order.index(partner) > place else -1
            middle = (len(self.order) - 1) / 2
            return 1 if place < middle else -1 if place > middle else self.looks.get(who, 0)
        if who in self.looks:
            return self.looks[who]
        across = partner if partner in self.looks else others[0] if len(others) == 1 else ""
        return -self.looks.get(across, 0)

    def reversed_for(self, shot: Shot, side: int) -> bool:
        """Whether a single of somebody who looks to `side` shows the other half of the set."""
        return is_single(shot) and bool(self.home) and len(self.order) > 1 and side != self.home

    def partner(self, who: str, side: int) -> str:
        """Who is nearest to somebody on the side that they look to; empty if nobody is."""
        if who not in self.order:
            return self.order[0 if side < 0 else -1] if self.order else ""
        place = self.order.index(who) + side
        return self.order[place] if 0 <= place < len(self.order) else ""


def is_single(shot: Shot) -> bool:
    """Whether a shot is one side of a shot and its reverse: one person, near."""
    return len(shot.figures) == 1 and shot.figures[0].count == 1 and shot.size in INTIMATE


def remember(memory: Memory, shot: Shot, staging: Staging) -> Memory:
    """The scene with one panel more. A panel of another scene begins a new memory."""
    memory = memory.within(shot)
    named = {figure.who for figure in shot.figures if figure.count == 1} | {shot.eyes}
    seen = sorted(
        (place for place in staging.figures if place.who in named),
        key=lambda place: place.x / max(place.z + staging.camera.distance, 0.1),
    )
    if not seen:
        return replace(memory, light=staging.light or memory.light)
    posed = {place.who: place.pose for place in seen if shot.framing is not Framing.OVER_SHOULDER or place.z >= 0}
    moving = {place.who: _sign(place) for place in seen if posture(place.pose).moving}
    seated = {place.who: (place.x, place.z) for place in seen if posture(place.pose).eyes < RISEN and len(seen) > 1}
    alone = next((place for place in seen if shot.figures and place.who == shot.figures[0].who), None)
    home = _sign(alone) if alone and is_single(shot) and not memory.home else memory.home
    return replace(
        memory,
        order=_merged(memory.order, [place.who for place in seen], seen[0] if len(seen) == 1 else None),
        looks={**memory.looks, **{place.who: _sign(place) for place in seen}},
        headings={who: way for who, way in memory.headings.items() if who not in moving} | moving,
        postures={**memory.postures, **posed},
        seats={**memory.seats, **seated} if set(seated) - set(memory.seats) else memory.seats,
        things=_things(memory.things, staging.pieces, seen),
        home=home,
        light=staging.light or memory.light,
    )


RISEN = 0.85
"""Eyes lower than this part of the standing eye level are those of somebody who sits, and keeps the place."""


def _sign(place: Placement) -> int:
    return 1 if place.facing >= 0 else -1


def _merged(order: tuple[str, ...], line: list[str], alone: Placement | None) -> tuple[str, ...]:
    """The order with a newer line in it: where both know somebody the line is right; somebody new who is alone and
    looks right belongs on the left."""
    if alone and alone.who not in order:
        return (alone.who, *order) if _sign(alone) > 0 else (*order, alone.who)
    known = iter([who for who in line if who in order])
    merged = [next(known) if who in line else who for who in order]
    for place, who in enumerate(line):
        if who not in merged:
            before = merged.index(line[place - 1]) + 1 if place else None
            after = next((merged.index(other) for other in line[place + 1 :] if other in merged), len(merged))
            merged.insert(after if before is None else before, who)
    return tuple(merged)


def _things(before: tuple[Stood, ...], pieces: Sequence[Piece], seen: Sequence[Placement]) -> tuple[Stood, ...]:
    """What stands about, each thing as it was first seen."""
    known = {stood.piece.what for stood in before}
    new = (
        piece
        for piece in pieces
        if piece.what not in known and piece.what != "chair" and lexicon.fact("thing", piece.what).stands == FIXED
    )
    return (
        *before,
        *(
            Stood(piece, {one.who: (round(piece.x - one.x, 3), round(piece.z - one.z, 3)) for one in seen})
            for piece in new
        ),
    )
