"""What a file was like when it was looked at, so that it is known again: a recipe names the model by its digest, and
no other file may paint under that name."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from kadr.errors import BadModel
from kadr.messages import say


class State(NamedTuple):
    """As long as size (bytes) and time of change (ns) stay, a file is taken for the same."""

    size: int
    mtime_ns: int

    @classmethod
    def of(cls, found: os.stat_result) -> "State":
        """The state that the system tells of a file."""
        return cls(found.st_size, found.st_mtime_ns)


def check_unchanged(paths: Iterable[Path], states: Mapping[Path, State]) -> None:
    """That `paths` are there, and those that `states` knows as they were. Raises `BadModel`, naming the file."""
    for path in paths:
        try:
            state = State.of(path.stat())
        except OSError as error:
            raise BadModel(say("models.vanished", path=path, detail=error.strerror or error)) from error
        if state != states.get(path, state):
            raise BadModel(say("models.changed", path=path))
