"""Disks that are full, closed or damaged, and folders that go away under the server."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import Server, finished, held, serving, undisturbed, until

pytestmark = pytest.mark.large  # each needs a server of its own


def test_f8_f10_a_full_disk_holds_the_queue_until_there_is_room(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with serving(home, failpoint="picture.written:ENOSPC") as server:
        job = server.render(server.begin())
        assert "disk is full" in until(lambda: held(server), server)
        assert {(item["state"], item["attempts"]) for item in server.items(job)} == {("waiting", 0)}
        assert not list(home.rglob("*.part"))
    with serving(home) as server:
        server.finish(job)  # nobody has told it to go on
        assert not held(server)
    assert finished(home / "one") == undisturbed()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if (
        not shutil.which("mount")
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)], check=False, capture_output=True
        ).returncode
    ):
        pytest.skip("this machine lets nobody but its owner mount a disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Write until nothing more fits."""
    ballast = disk / "ballast"
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    return ballast


def test_f8_a_disk_that_is_really_full_for_queue_and_boards(small_disk: Path, tmp_path: Path) -> None:
    home, gate = small_disk / "home", tmp_path / "gate"
    with serving(home, odd={"forest": f"wait:{gate}"}) as server:
        job = server.render(server.begin())
        server.in_work(job, 2)
        ballast = fill(small_disk)
        gate.touch()
        assert "disk is full" in until(lambda: held(server), server)
        asked = {"script": "A man.\n" * 400, "lines": True}
        answer = until(lambda: found if (found := server.client.post("/api/boards", json=asked)).is_error else None)
        assert (answer.status_code, answer.json()["code"]) == (507, "library.disk-full")
        assert "Traceback" not in server.said
        ballast.unlink()
        server.finish(job)
    with contextlib.closing(sqlite3.connect(home / ".kadr" / "queue.sqlite3")) as queue:
        assert queue.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert finished(home / "one") == undisturbed()


def test_f10_a_board_that_is_closed_fails_its_job_and_no_other(tmp_path: Path) -> None:
    with serving(tmp_path / "home", failpoint="picture.written:EROFS") as server:
        job = server.render(server.begin())
        assert server.through(job) == "failed"
        assert "must not write" in server.items(job)[0]["reason"]
        assert not held(server)


@pytest.mark.skipif(os.name != "posix", reason="a folder of the system in which nobody may write")
def test_f10_a_home_that_is_closed_at_the_start() -> None:
    server = Server(Path("/proc/kadr"), log=Path("/tmp") / f"kadr-{os.getpid()}.log")
    assert server.ended() == 4
    assert "/proc/kadr" in server.said
    assert "Traceback" not in server.said
    server.log.unlink()


def test_f12_a_board_that_is_removed_while_it_is_painted(tmp_path: Path) -> None:
    home, gate = tmp_path / "home", tmp_path / "gate"
    with serving(home, odd={"forest": f"wait:{gate}"}) as server:
        board = server.begin()
        job = server.render(board)
        server.in_work(job, 2)
        shutil.rmtree(home / "one")
        gate.touch()
        assert server.through(job) == "failed"
        assert server.client.get(f"/api/boards/{board}").status_code == 404
        other = server.begin(title="Two")
        server.finish(server.render(other))
        assert [line["id"] for line in server.get("/api/boards")] == [other]
        assert "Traceback" not in server.said


def test_f27_a_picture_that_is_removed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with serving(home) as server:
        board = server.begin()
        server.finish(server.render(board))
        before = finished(home / "one")
        panel = server.get(f"/api/boards/{board}")["panels"][1]
        picture = home / "one" / "takes" / f"{panel['take']['key']}.png"
        picture.unlink()
        times = {path: path.stat().st_mtime_ns for path in picture.parent.glob("*.png")}
        takes = [panel["take"] for panel in server.get(f"/api/boards/{board}")["panels"]]
        assert [take is None for take in takes] == [False, True, False, False]
        assert server.client.get(panel["take"]["picture"]).status_code == 404
        server.finish(server.render(board))
    assert finished(home / "one") == before
    assert times == {path: path.stat().st_mtime_ns for path in times}


# F14: the queue's file --------------------------------------------------------------------------------------------


def interrupted(home: Path) -> tuple[str, int]:
    """A home whose server was killed with a job held; the board's id and the job's."""
    server = Server(home).up()
    server.client.patch("/api/queue", json={"paused": True})
    board = server.begin()
    job = server.render(board)
    server.kill()
    return board, job


def test_f14_a_damaged_queue_is_set_aside_and_said(tmp_path: Path) -> None:
    home = tmp_path / "home"
    board, _ = interrupted(home)
    for ending in ("", "-wal", "-shm"):
        (home / ".kadr" / f"queue.sqlite3{ending}").write_bytes(b"not a database" * 1000)
    with serving(home) as server:
        until(lambda: "damaged" in server.said, server)
        assert (home / ".kadr" / "queue.damaged-1.sqlite3").exists()
        server.finish(server.render(board))


def test_f14_a_queue_whose_log_is_gone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    board, _ = interrupted(home)
    for ending in ("-wal", "-shm"):
        (home / ".kadr" / f"queue.sqlite3{ending}").unlink()
    with serving(home) as server:
        server.client.patch("/api/queue", json={"paused": False})
        server.finish(server.render(board))


def test_f14_f33_the_queue_of_a_newer_kadr_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    interrupted(home)
    with contextlib.closing(sqlite3.connect(home / ".kadr" / "queue.sqlite3")) as queue:
        queue.execute("PRAGMA user_version = 99")
    before = (home / ".kadr" / "queue.sqlite3").read_bytes()
    server = Server(home)
    assert server.ended() == 3
    assert "newer kadr" in server.said
    assert (home / ".kadr" / "queue.sqlite3").read_bytes() == before
