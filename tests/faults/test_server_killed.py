"""The server, its worker, or both are killed: nothing is lost, nothing comes twice, and the board is the same."""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx
import psutil
import pytest
from harness import LARGE, MANY, Server, finished, serving, undisturbed, until

from kadr.library import BoardFolder

pytestmark = pytest.mark.large  # each needs a server of its own


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home with a board of which nothing is drawn yet, and the board's id. To be copied."""
    home = tmp_path_factory.mktemp("begun") / "home"
    with serving(home) as server:
        return home, server.begin()


def test_f1_a_server_killed_in_the_middle_of_a_panel(tmp_path: Path) -> None:
    home, gate = tmp_path / "home", tmp_path / "gate"
    server = Server(home, odd={"forest": f"wait:{gate}"}).up()
    job = server.render(server.begin())
    server.in_work(job, 2)
    before = {path: path.stat().st_mtime_ns for path in (home / "one" / "takes").glob("*.png")}
    assert len(before) == 2
    server.kill()
    with serving(home) as again:
        again.finish(job)
        assert [item["attempts"] for item in again.items(job)] == [0, 0, 1, 0]
    assert finished(home / "one") == undisturbed()
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_f3_a_worker_killed(tmp_path: Path) -> None:
    home, gate = tmp_path / "home", tmp_path / "gate"
    with serving(home, odd={"forest": f"wait:{gate}"}) as server:
        job = server.render(server.begin())
        server.in_work(job, 2)
        first = server.worker()
        first.kill()
        gate.touch()
        server.finish(job)
        assert [item["attempts"] for item in server.items(job)] == [0, 0, 1, 0]
        assert server.worker().pid != first.pid
        # one that dies while it has nothing to do is no panel's fault
        server.worker().kill()
        until(lambda: not server.process.children(), server)
        other = server.render(server.begin(title="Two"))
        server.finish(other)
        assert {item["attempts"] for item in server.items(other)} == {0}
        assert [event["job"] for event in server.events("worker-died")] == [job]
    assert finished(home / "one") == undisturbed()


# ---------------------------------------------------------------------------------------------------------------
# F2: at every step of every commit
# ---------------------------------------------------------------------------------------------------------------


def _render(server: Server, board: str) -> None:
    server.render(board)


def _leave(server: Server, board: str) -> None:
    os.kill(server.process.pid, signal.SIGTERM)


def _nothing(server: Server, board: str) -> None:
    """It dies by itself."""


def _in_work(then: Callable[[Server, int], object]) -> Callable[[Server, str], None]:
    """Do something while a panel is in work."""

    def drive(server: Server, board: str) -> None:
        job = server.render(board)
        server.in_work(job, 2)
        then(server, job)

    return drive


DRIVES: dict[str, Callable[[Server, str], None]] = {
    "recover": _nothing,
    "add": _render,
    "claim": _render,
    "begin": _render,
    "end": _render,
    "give-back": _in_work(lambda server, job: server.client.patch(f"/api/jobs/{job}", json={"paused": True})),
    "cancel": _in_work(lambda server, job: server.post(f"/api/jobs/{job}/cancel")),
    "crashed": _in_work(lambda server, job: server.worker().kill()),
    "pause-all": _in_work(lambda server, job: server.client.patch("/api/queue", json={"paused": True})),
    "close": _leave,
}
"""What makes the server change its queue, change by change."""

CHANGES = [f"{change}.{step}" for change in DRIVES for step in ("begin", "written", "committed")]
FILES = [
    f"{file}.{step}"
    for file in ("revision", "board", "svg", "note", "picture", "latents")
    for step in ("begin", "written", "synced", "renamed", "done")
]


@pytest.mark.parametrize("step", CHANGES)
def test_f2_a_server_killed_at_a_step_of_a_change(step: str, tmp_path: Path, begun: tuple[Path, str]) -> None:
    home, board = Path(shutil.copytree(begun[0], tmp_path / "home")), begun[1]
    odd = {"forest": f"wait:{home / 'gate'}"} if DRIVES[step.split(".")[0]] not in (_render, _leave) else {}
    server = Server(home, odd=odd, failpoint=f"{step}:kill")
    with contextlib.suppress(AssertionError, httpx.HTTPError):
        DRIVES[step.split(".")[0]](server.up(), board)
    assert server.ended() == -signal.SIGKILL
    _carries_on(home, board)


@pytest.mark.parametrize("step", FILES)
def test_f2_a_worker_killed_at_a_step_of_a_commit_and_then_the_server(
    step: str, tmp_path: Path, begun: tuple[Path, str]
) -> None:
    home, board = Path(shutil.copytree(begun[0], tmp_path / "home")), begun[1]
    server = Server(home, odd={"late": "yes"} if "latents" in step else {}, failpoint=f"{step}:kill").up()
    job = server.render(board)
    until(lambda: any(item["attempts"] for item in server.items(job)), server)
    server.kill()
    _whole_pictures(home / "one")
    _carries_on(home, board, late="latents" in step)


def _carries_on(home: Path, board: str, *, late: bool = False) -> None:
    """The next server finishes what it finds, and the board is as if nothing had happened."""
    with serving(home, odd={"late": "yes"} if late else None) as again:
        again.client.patch("/api/queue", json={"paused": False})
        for job in again.get("/api/jobs"):
            again.client.patch(f"/api/jobs/{job['id']}", json={"paused": False})
            assert again.through(job["id"]) in ("done", "cancelled")
        again.finish(again.render(board))
    assert finished(home / "one") == undisturbed()


def _whole_pictures(folder: Path) -> None:
    """Whatever has a picture's name is a whole picture that was committed."""
    for path in (folder / "takes").glob("[!.]*.png"):
        assert BoardFolder(folder).take(path.stem), path


# ---------------------------------------------------------------------------------------------------------------
# F1, F3: at any moment
# ---------------------------------------------------------------------------------------------------------------


STEPS = (0, 1, 1, 1, 2, 2, 3, 99)
"""How many more pictures there may be before the next kill: with none the worker is still starting; 99 is the end."""

VICTIMS = (("server",), ("worker",), ("server", "worker"))


def test_f1_f3_killed_at_random_moments(tmp_path: Path) -> None:
    """``TEST_KILLS=300`` for more than the usual 16; ``TEST_SEED`` draws the same moments again."""
    kills, seed = int(os.environ.get("TEST_KILLS", "16")), int(os.environ.get("TEST_SEED", random.randrange(10**6)))
    print(f"TEST_KILLS={kills} TEST_SEED={seed}")
    home, chance, struck, boards, job = tmp_path / "home", random.Random(seed), Counter[str](), 0, 0
    server = Server(home).up()
    for _ in range(kills):
        if all(job["state"] == "done" for job in _mended(server)):
            job = server.render(server.begin(MANY, title=f"Board {(boards := boards + 1)}", size=LARGE))
        steps, victims = chance.choice(STEPS), chance.choice(VICTIMS)
        _wait_for(server, job, steps)
        time.sleep(chance.uniform(0, 0.3 if steps else 1))
        struck[_strike(server, victims)] += 1
        if "server" in victims:
            for folder in home.glob("board-*"):
                _whole_pictures(folder)
            server = Server(home)
            if chance.random() < 0.2:
                time.sleep(chance.uniform(0, 1))
                server.kill()
                struck["a start of the server"] += 1
                server = Server(home)
            server.up()
    until(lambda: all(job["state"] == "done" for job in _mended(server)), server)
    assert server.end() == 0
    print(f"{boards} boards; {dict(struck)}")
    assert struck["a panel"] + struck["a commit"] >= kills // 3
    whole = undisturbed(MANY, LARGE)
    for number in range(1, boards + 1):
        found = finished(home / f"board-{number}")
        found["board.json"] = found["board.json"].replace(b"Board %d" % number, b"One")
        assert found == whole


def _wait_for(server: Server, job: int, steps: int) -> None:
    """Wait until a job has so many more pictures, or all."""
    first = server.job(job)["counts"].get("done", 0)

    def has_come() -> bool:
        _mended(server)
        found = server.job(job)
        return bool(found["state"] == "done" or found["counts"].get("done", 0) >= first + steps)

    until(has_come, server)


def _strike(server: Server, victims: tuple[str, ...]) -> str:
    """Kill; what it fell into. All stand still for that look, which is no part of what is killed."""
    everybody = {"server": [server.process], "worker": server.children()}
    for one in (some for group in everybody.values() for some in group):
        one.suspend()
    with closing(sqlite3.connect(f"file:{server.home / '.kadr' / 'queue.sqlite3'}?mode=ro", uri=True)) as queue:
        ((running,),) = queue.execute("SELECT count(*) FROM items WHERE state = 'running'")
        ((waiting,),) = queue.execute("SELECT count(*) FROM items WHERE state = 'waiting'")
    half = [path for path in server.home.rglob("*.part") if path.parent.name == "takes"]
    for victim in victims:
        for one in everybody[victim]:
            one.kill()
    for one in (some for group in everybody.values() for some in group):
        with contextlib.suppress(psutil.NoSuchProcess):
            one.resume()
    if "server" in victims:
        server.ended()
    return "a commit" if half else "a panel" if running else "before a panel" if waiting else "nothing"


def _mended(server: Server) -> list[dict[str, object]]:
    """The jobs, after a person has let go on what was held or set aside because of so many kills."""
    if server.get("/api/queue")["paused"]:
        server.client.patch("/api/queue", json={"paused": False})
    jobs: list[dict[str, object]] = server.get("/api/jobs")
    for job in jobs:
        if job["state"] == "failed":
            server.post(f"/api/jobs/{job['id']}/retry")
    return jobs
