"""What the staging knows of how things are drawn: how wide they are, and where one sits on them."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

REFERENCE = "horse"
"""The mount that the pose of who rides is made for."""


@cache
def _table() -> dict[str, dict[str, float | list[float]]]:
    return tomllib.loads(files(__package__).joinpath("measures.toml").read_text("utf-8"))


def wide(what: str) -> float | None:
    """How wide a thing is that is wider than high, in metres; None for all others."""
    found = _table()["wide"].get(what)
    return found if isinstance(found, int | float) else None


def mounts() -> tuple[str, ...]:
    """What can be ridden."""
    return tuple(_table()["seat"])


def mount_of(props: Sequence[str]) -> str:
    """What is ridden where these things are in the picture: a horse if nothing else is said."""
    return next((prop for prop in props if prop in mounts()), REFERENCE)


def seat_of(mount: str) -> tuple[float, float]:
    """Where one sits on a mount: metres before the middle of its foot, and above the seat of a horse."""
    ahead, high = _seat(mount)
    return ahead, round(high - _seat(REFERENCE)[1], 3)


def _seat(mount: str) -> tuple[float, float]:
    found = _table()["seat"][mount]
    return (found[0], found[1]) if isinstance(found, list) else (0.0, found)
