"""What the server and a worker say to each other: one JSON value a line, down the worker's standard input and up its
standard output. A worker that hears the end of its input ends; one that is not heard for long is ended.
"""

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from kadr.schema import Value

BEAT = 2.0
"""Seconds between two signs of life."""


# ---------------------------------------------------------------------------------------------------------------
# Down
# ---------------------------------------------------------------------------------------------------------------


class Paint(Value, frozen=True, kw_only=True, tag="paint"):
    """Paint `items`, each a panel's id and a take's number, of the board in the folder `board`."""

    board: str
    engine: str
    wish: dict[str, str]
    items: tuple[tuple[str, int], ...]


class Stop(Value, frozen=True, kw_only=True, tag="stop"):
    """Stop: at the next step, or when the panel in work is through."""

    after_panel: bool = False


# ---------------------------------------------------------------------------------------------------------------
# Up
# ---------------------------------------------------------------------------------------------------------------


class Ready(Value, frozen=True, kw_only=True, tag="ready"):
    """The worker has started, and can be told to paint."""


class Beat(Value, frozen=True, kw_only=True, tag="beat"):
    """A sign of life."""


class Remark(Value, frozen=True, kw_only=True, tag="remark"):
    """Something that a person should know; `message` as `kadr.messages.Message.plain` gives it."""

    message: dict[str, object]


class Began(Value, frozen=True, kw_only=True, tag="began"):
    """A take is being painted, or developed."""

    panel: str
    take: int
    number: str


class Step(Value, frozen=True, kw_only=True, tag="step"):
    """Step `step` of `steps` in `stage` of the take that began last; `preview` is a PNG."""

    stage: str
    step: int
    steps: int
    preview: bytes | None = None


class Ended(Value, frozen=True, kw_only=True, tag="ended"):
    """A take is ``drawn``, ``unchanged`` or ``failed``; `key` names its picture, `reason` is a plain message."""

    panel: str
    take: int
    status: str
    key: str = ""
    reason: dict[str, object] | None = None


class Through(Value, frozen=True, kw_only=True, tag="through"):
    """Nothing is in work any more. `refusal` is the name of the error that ended it before its time ("Stopped",
    "DiskFull"), `reason` that error's words."""

    refusal: str = ""
    reason: dict[str, object] | None = None


Down = Paint | Stop
Up = Ready | Beat | Remark | Began | Step | Ended | Through

_down: msgspec.json.Decoder[Down] = msgspec.json.Decoder(Down)
_up: msgspec.json.Decoder[Up] = msgspec.json.Decoder(Up)


def line(said: Down | Up) -> bytes:
    """What is said, as a line."""
    return msgspec.json.encode(said) + b"\n"


def heard_below(stream: BinaryIO) -> Iterator[Down]:
    """What the server says, until it falls silent."""
    for text in stream:
        yield _down.decode(text)


def heard_above(text: bytes) -> Up:
    """One line of a worker's. Raises `msgspec.MsgspecError` where it is none."""
    return _up.decode(text)
