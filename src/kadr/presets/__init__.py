"""Named bundles of values as data: one folder per kind (``preset``, ``paper``, ...), one TOML file per name.

A new preset or paper is a new file; nothing else changes.
"""

import tomllib
from importlib.resources import files
from typing import TypeVar

import msgspec

T = TypeVar("T")


def names(kind: str) -> tuple[str, ...]:
    """The names that a kind has, sorted."""
    folder = files(__package__).joinpath(kind)
    return tuple(sorted(path.name.removesuffix(".toml") for path in folder.iterdir() if path.name.endswith(".toml")))


def load(kind: str, name: str, shape: type[T]) -> T:
    """The values of one name, as `shape`. `name` must be one of `names(kind)`."""
    text = files(__package__).joinpath(kind, f"{name}.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), shape)
