"""What many tests need: a small board, a folder that is held, and kadr as a command in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import hypothesis
import pytest

from kadr.board import Board, Format, Panel, Shot
from kadr.library import BoardFolder
from kadr.script import Form

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


@pytest.fixture
def kadr(tmp_path: Path) -> Kadr:
    def run(
        *arguments: str | Path, text: bytes = b"", environment: dict[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("KADR_", "LC_", "LANG"))}
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "kadr", *map(str, arguments)],
            input=text,
            cwd=tmp_path,
            env={**plain, "LANG": "en_US.UTF-8", "PYTHONUTF8": "1", **(environment or {})},
            capture_output=True,
            check=False,
            timeout=120,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )

    return run
