"""The ladder: the first way to do it that fits, and what would fit where none does."""

from collections.abc import Iterator, Mapping

import msgspec

from kadr.errors import DoesNotFit
from kadr.machine import Ground
from kadr.memory.ledger import TILES, Need, Rung, gigabytes, peaks
from kadr.messages import Message, say
from kadr.schema import Value

LEAST_SIDE = 256
"""Pixels: a smaller picture is no way out."""


NOTHING: Mapping[str, int] = {}


class Plan(Value, frozen=True, kw_only=True):
    """How it is done. `peaks`: predicted bytes by stage; `reasons`: every rung that was taken, and why. For the other
    fields see `Ground` and `Rung`."""

    device: str
    precision: str
    int8: bool
    late: bool
    tile: int | None
    peaks: dict[str, int]
    budget: int
    reasons: tuple[Message, ...]

    @property
    def peak(self) -> int:
        """The most bytes at any time."""
        return max(self.peaks.values())


class WayOut(Value, frozen=True, kw_only=True):
    """A change with which it fits: a budget, another need, or the consent to weights in 8 bits."""

    need: Need
    budget: int
    allow_int8: bool
    message: Message


def plan(need: Need, ground: Ground, *, allow_int8: bool = True, short: Mapping[str, int] = NOTHING) -> Plan:
    """The first rung that fits into the budget. Pixels change only with weights in 8 bits and, at their seams, with
    tiles. `short`: stages in which memory ran out, with what was predicted for them; they have to take less. Raises
    `DoesNotFit`, which names the nearest that would."""
    for rung in _ladder(need, allow_int8=allow_int8):
        found = peaks(need, ground, rung)
        if max(found.values()) <= ground.budget and all(found[stage] < taken for stage, taken in short.items()):
            return Plan(
                device=ground.device,
                precision=ground.precision,
                int8=rung.int8,
                late=rung.late,
                tile=rung.tile,
                peaks=found,
                budget=ground.budget,
                reasons=tuple(_reasons(need, ground, rung)),
            )
    ways = ways_out(need, ground, allow_int8=allow_int8)
    message = say(
        "memory.does-not-fit",
        width=need.width,
        height=need.height,
        budget=gigabytes(ground.budget),
        ways=_joined([way.message for way in ways]),
    )
    raise DoesNotFit(message)


def _ladder(need: Need, *, allow_int8: bool) -> Iterator[Rung]:
    tiles = (None, *TILES) if need.decoder == "full" or need.starts else (None,)
    for int8 in (False, True) if allow_int8 else (False,):
        yield Rung(int8=int8)
        for tile in tiles:
            yield Rung(int8=int8, late=True, tile=tile)


def _reasons(need: Need, ground: Ground, rung: Rung) -> Iterator[Message]:
    def peak(**other: object) -> str:
        return gigabytes(max(peaks(need, ground, Rung(**other)).values()), up=True)  # type: ignore[arg-type]

    if ground.device != "cpu":
        yield say("memory.computed")
    if rung.int8:
        yield say("memory.int8", whole=peak(late=True, tile=rung.tile))
    if rung.late:
        yield say("memory.late", both=peak(int8=rung.int8))
    else:
        yield say("memory.roomy")
    if rung.tile:
        whole = peaks(need, ground, Rung(int8=rung.int8, late=True))
        kind, stage = ("tiled", "decode") if need.decoder == "full" else ("tiled-start", "start")
        yield say(f"memory.{kind}", tile=rung.tile, whole=gigabytes(whole[stage], up=True))


def ways_out(need: Need, ground: Ground, *, allow_int8: bool = True) -> tuple[WayOut, ...]:
    """What would fit, each change by itself, from the least painful: weights in 8 bits if they were not allowed, the
    tiny decoder, the largest size of the same shape, a larger budget. The last always is there."""
    ways = []
    if not allow_int8 and fits(need, ground, allow_int8=True):
        ways.append(WayOut(need=need, budget=ground.budget, allow_int8=True, message=say("memory.way-int8")))
    tiny = _changed(need, decoder="tiny")
    if need.decoder != "tiny" and fits(tiny, ground, allow_int8=allow_int8):
        ways.append(WayOut(need=tiny, budget=ground.budget, allow_int8=allow_int8, message=say("memory.way-tiny")))
    smaller = _largest(need, ground, allow_int8=allow_int8)
    if smaller:
        message = say("memory.way-size", width=smaller.width, height=smaller.height)
        ways.append(WayOut(need=smaller, budget=ground.budget, allow_int8=allow_int8, message=message))
    most = min(max(peaks(need, ground, rung).values()) for rung in _ladder(need, allow_int8=allow_int8))
    most = -(-most // 10**8) * 10**8
    message = say("memory.way-budget", budget=gigabytes(most))
    return (*ways, WayOut(need=need, budget=most, allow_int8=allow_int8, message=message))


def fits(need: Need, ground: Ground, *, allow_int8: bool) -> bool:
    """Whether any rung does."""
    return any(
        max(peaks(need, ground, rung).values()) <= ground.budget for rung in _ladder(need, allow_int8=allow_int8)
    )


def _largest(need: Need, ground: Ground, *, allow_int8: bool) -> Need | None:
    """The largest picture of the same shape that fits and is smaller, its sides multiples of 8; None: none does."""
    short = min(need.width, need.height)
    for side in range((short - 1) // 8 * 8, LEAST_SIDE - 1, -8):
        width, height = (round(full * side / short / 8) * 8 for full in (need.width, need.height))
        smaller = _changed(need, width=width, height=height)
        if fits(smaller, ground, allow_int8=allow_int8):
            return smaller
    return None


def _changed(need: Need, **changes: object) -> Need:
    return msgspec.structs.replace(need, **changes)


def _joined(messages: list[Message]) -> Message:
    """ "This, that, or the other"."""
    if len(messages) == 1:
        return messages[0]
    return say("memory.or", first=messages[0], rest=_joined(messages[1:]))
