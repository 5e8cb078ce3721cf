"""What many tests need: a small board, a folder that is held, and kadr as a command in a process of its own."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import hypothesis
import pytest

from kadr.board import Board, Format, Panel, Shot
from kadr.library import BoardFolder
from kadr.script import Form
from prepared import Prepared, plain_environment, start_python

EXAMPLES = Path(__file__).parent.parent / "examples"
hypothesis.settings.register_profile("kadr", parent=hypothesis.settings.default, deadline=None)
hypothesis.settings.load_profile("kadr")
"""Hypothesis as it comes (in CI: the same examples each time), but no test here fails by the clock."""

NOW = "2026-01-02T03:04:05Z"


@pytest.fixture
def board() -> Board:
    panels = tuple(Panel(id=name, seed=7, shot=Shot(action=f"Panel {name}.")) for name in ("aaaa", "bbbb", "cccc"))
    return Board(title="Three", form=Form.PROSE, seed=1, born=3, format=Format(width=256, height=256), panels=panels)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[BoardFolder]:
    folder = BoardFolder(tmp_path / "three")
    with folder.hold(patience=0, tell=print):
        yield folder


class Kadr(Protocol):
    """Runs ``kadr`` in a process of its own, in a temporary folder."""

    def __call__(
        self, *arguments: str | Path, text: bytes = b"", environment: dict[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]": ...


@pytest.fixture(scope="session")
def prepared() -> Iterator[Prepared]:
    ready = Prepared()
    yield ready
    ready.close()


@pytest.fixture
def kadr(tmp_path: Path, prepared: Prepared) -> Kadr:
    def run(
        *arguments: str | Path, text: bytes = b"", environment: dict[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        changes = environment or {}
        # what changes Python itself needs a Python of its own
        start = start_python if any(name.startswith("PYTHON") for name in changes) else prepared.run
        done = start(
            [str(argument) for argument in arguments],
            text=text,
            folder=tmp_path,
            environment={**plain_environment(), **changes},
            timeout=120,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )

    return run
