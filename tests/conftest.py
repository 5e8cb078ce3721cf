"""What many tests need: a small board, a folder that is held, and kadr as a command in a process of its own."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import hypothesis
import msgspec
import pytest

from kadr.board import Board, Format, Panel, Shot
from kadr.engines.sdxl.engine import Sdxl
from kadr.library import BoardFolder
from kadr.memory import Plan
from kadr.models import Assets, find
from kadr.script import Form
from miniature import FACES, PLAN, STARTS
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


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """kadr's own folder is in a home of the tests': what a person's kadr has measured is not theirs."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        patch.setenv("USERPROFILE", str(home))
        yield home


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


# A whole SDXL in miniature, and engines on it; torch is imported by whoever asks for them


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the model set."""
    import torch

    from kadr.speed.random_weights import TINY, build

    torch.set_num_threads(1)  # parts so small only wait for one another
    folder = tmp_path_factory.mktemp("tiny")
    build(folder, TINY)
    return folder


@pytest.fixture(scope="session")
def assets(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Assets:
    """The model set as the engine takes it."""
    return find(tiny, folder=tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def sdxl(assets: Assets) -> Callable[..., Sdxl]:
    """An engine on the model set; keywords change the plan or the assets."""

    def make(**changes: object) -> Sdxl:
        planned = {name: value for name, value in changes.items() if name in Plan.__struct_fields__}
        plan = msgspec.structs.replace(PLAN, **planned)
        files = {name: getattr(assets, name) for name in Assets.__dataclass_fields__}
        files |= {name: value for name, value in changes.items() if name in files}
        return Sdxl(assets=Assets(**files), plan=plan, face_file=FACES.__getitem__, start_file=STARTS.__getitem__)

    return make
