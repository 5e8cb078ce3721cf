"""The plug pulled at every step of every commit: nothing half, nothing lost, the next run carries on."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Kadr

TEXT = b"A man walks in the steppe.\nA woman sits in the yurt.\n"
FILES = ("revision", "board", "svg", "note", "picture", "sheet")
STEPS = [f"{file}.{step}" for file in FILES for step in ("begin", "written", "synced", "renamed", "done")]


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a board by name, without what carries the time of day."""
    names = ("board.json", ".lock", ".holder")
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in names and path.suffix != ".json" and not path.name.startswith("sheet")
    }


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    home = tmp_path_factory.mktemp("undisturbed")
    command = [sys.executable, "-m", "kadr", "render", "-", "--lines", "--size", "256x256", "--paper", "screen"]
    subprocess.run(command, input=TEXT, cwd=home, check=True, capture_output=True)
    return tree(home / "out" / "untitled")


def render(kadr: Kadr, **environment: str) -> "subprocess.CompletedProcess[str]":
    arguments = ("render", "-", "--lines", "--size", "256x256", "--paper", "screen", "--json")
    return kadr(*arguments, text=TEXT, environment=environment)


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_the_next_run_carries_on(
    step: str, kadr: Kadr, tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    killed = render(kadr, KADR_FAILPOINT=f"{step}:kill")
    assert killed.returncode == -9
    folder = tmp_path / "out" / "untitled"
    for path in folder.rglob("*.png"):
        assert path.name.startswith(".") or path.read_bytes().endswith(b"IEND\xaeB`\x82")
    again = render(kadr)
    assert again.returncode == 0, again.stderr
    assert tree(folder) == undisturbed
    assert not list(folder.rglob(".*.part"))
    assert {panel["status"] for panel in json.loads(render(kadr).stdout)["panels"]} == {"unchanged"}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("fault", ["ENOSPC", "EROFS", "EIO"])
def test_a_disk_that_fails_is_told_in_words(file: str, fault: str, kadr: Kadr, tmp_path: Path) -> None:
    failed = render(kadr, KADR_FAILPOINT=f"{file}.written:{fault}")
    assert failed.returncode == 4
    assert "Traceback" not in failed.stderr
    assert failed.stdout == ""
    assert not list((tmp_path / "out").rglob(".*.part"))
    assert render(kadr).returncode == 0


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    command = [sys.executable, "-m", "kadr", "--lang", "en", "render", "-", "--lines"]
    done = subprocess.run(command, input=TEXT, cwd=tmp_path, capture_output=True, check=False, preexec_fn=small_files)
    assert done.returncode == 4
    assert b"disk is full" in done.stderr
    assert not list(tmp_path.rglob(".*.part"))


def test_two_at_once_make_one_board(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kadr", "render", "-", "--lines", "--json"]
    runs = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path)
        for _ in range(2)
    ]
    for run in runs:
        assert run.stdin
        run.stdin.write(TEXT)
        run.stdin.close()
    documents = [json.loads(run.stdout.read()) for run in runs if run.stdout]
    for run in runs:
        assert run.stderr
        run.stderr.close()
        assert run.stdout
        run.stdout.close()
        assert run.wait() == 0
    found = sorted({panel["status"] for panel in document["panels"]} for document in documents)
    assert found == [{"drawn"}, {"unchanged"}] or found == [{"unchanged"}, {"drawn"}]
    assert documents[0]["panels"][0]["key"] == documents[1]["panels"][0]["key"]


@pytest.mark.skipif(os.name != "posix", reason="a read-only system folder")
def test_an_output_folder_that_cannot_be_written(kadr: Kadr) -> None:
    done = kadr("render", "-", "--lines", "-o", "/proc/kadr", text=TEXT)
    assert done.returncode == 4
    assert "/proc/kadr" in done.stderr
