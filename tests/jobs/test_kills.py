"""kill -9 at every step of every change: what was acknowledged is there, and nothing of what was not."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import fifty
import pytest
from fifty import CHANGES, operations, snapshot
from queues import MEMORY, opened

from kadr.jobs import ItemState

STEPS = [f"{change}.{step}" for change in CHANGES for step in ("begin", "written", "committed")]
SEED = 7


def states(seed: int) -> list[object]:
    """What an undisturbed queue shows before the first operation and after each."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        queue = opened(Path(folder))
        seen = [snapshot(queue), *(snapshot(queue) for _ in operations(queue, seed))]
        queue.close()
    return seen


def state_left(folder: Path) -> tuple[int, object]:
    """How many operations were acknowledged, and what the killed queue shows when it is opened again."""
    through = (folder / "through").read_text().count("\n")
    queue = opened(folder)
    seen = snapshot(queue)
    queue.recover()
    recovered = [item for job in (*queue.jobs(), *queue.jobs(ended=True)) for item in queue.items(job.id)]
    assert not [item for item in recovered if item.state is ItemState.running]
    queue.close()
    return through, seen


@pytest.fixture(scope="module")
def undisturbed() -> list[object]:
    return states(SEED)


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a queue killed at each step."""
    folder = tmp_path_factory.mktemp("killed")
    subprocess.run([sys.executable, fifty.__file__, str(folder), str(SEED), *STEPS], check=True)
    return folder


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_a_step_loses_nothing_and_keeps_nothing_half(
    step: str, killed: Path, undisturbed: list[object]
) -> None:
    through, seen = state_left(killed / step)
    assert seen == undisturbed[through + step.endswith("committed")]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_kill_from_outside_at_any_moment(seed: int, tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, fifty.__file__, str(tmp_path), str(seed)])
    through = tmp_path / "through"
    while process.poll() is None and not (through.exists() and through.read_text().count("\n") > 10 * seed):
        time.sleep(0.001)
    process.kill()
    process.wait()
    acknowledged, seen = state_left(tmp_path)
    assert seen in states(seed)[acknowledged : acknowledged + 2]
