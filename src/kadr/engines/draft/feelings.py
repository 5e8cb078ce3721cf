"""Feelings as data: what a face and a posture do."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Mouth:
    """`width` 1 is usual; `corners` up and `open` in halves of a head."""

    width: float
    corners: float
    open: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeling:
    """A row of feelings.toml."""

    brow: list[float]
    eye: float
    mouth: Mouth
    gaze: tuple[float, float] = (0.0, 0.0)
    skew: float = 0.0
    teeth: bool = False
    tears: bool = False
    lean: float = 0.0
    nod: float = 0.0
    tip: float = 0.0
    turn: float = 0.0


@cache
def feelings() -> dict[str, Feeling]:
    """All feelings by name."""
    rows = tomllib.loads(files(__package__).joinpath("feelings.toml").read_text("utf-8"))
    return {name: Feeling(**{**row, "mouth": Mouth(**row["mouth"])}) for name, row in rows.items()}


def feeling(name: str) -> Feeling:
    """The feeling of that name; one that is not known shows a calm face."""
    return feelings().get(name, feelings()["neutral"])
