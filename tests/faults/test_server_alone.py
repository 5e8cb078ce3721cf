"""One server to a home, one port to a server; how it ends; other programs beside it; the clock and sleep."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from harness import Server, finished, serving, undisturbed, until

from conftest import Kadr
from kadr.jobs import worker
from kadr.jobs.protocol import Beat, Ready
from kadr.jobs.worker import WorkerProcess

pytestmark = pytest.mark.large  # each needs a server of its own


def test_f15_a_second_server_says_where_the_first_is(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = Server(home).up()
    second = Server(home, log=tmp_path / "second.log")
    assert second.ended() == 5
    assert str(first.client.base_url).rstrip("/") in second.said
    first.kill()
    with serving(home) as third:  # nothing that the first left is in its way
        assert third.get("/api/boards") == []


def test_f16_other_programs_work_on_the_boards_of_a_server(tmp_path: Path, kadr: Kadr) -> None:
    home, gate = tmp_path / "home", tmp_path / "gate"
    with serving(home, odd={"forest": f"wait:{gate}"}) as server:
        job = server.render(server.begin())
        server.in_work(job, 2)
        changed = kadr("set", "4", "size=CU", "--board", home / "one")
        assert changed.returncode == 0, changed.stderr
        command = [sys.executable, "-m", "kadr", "--lang", "en", "render", str(home / "one"), "--json"]
        beside = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert beside.stderr
        assert "shows this board too" in beside.stderr.readline()
        assert "is working in" in beside.stderr.readline()
        gate.touch()
        document = msgspec.json.decode(beside.communicate()[0])
        assert beside.returncode == 0
        assert {panel["status"] for panel in document["panels"]} <= {"drawn", "unchanged"}
        server.finish(job)
        panels = server.get(f"/api/boards/{server.get('/api/boards')[0]['id']}")["panels"]
        assert panels[3]["size"] == "CU"
        assert [panel["take"]["stale"] for panel in panels] == [False] * 4
    finished(home / "one")


def test_f17_a_port_that_is_taken(tmp_path: Path, kadr: Kadr) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = kadr("serve", "--home", tmp_path / "home", "--port", str(port))
    assert done.returncode == 4
    assert str(port) in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.large)])
def test_f21_asked_to_end_it_gives_back_what_is_in_work(number: int, tmp_path: Path) -> None:
    home = tmp_path / "home"
    server = Server(home, odd={"forest": f"wait:{tmp_path / 'never'}"}).up()
    job = server.render(server.begin())
    server.in_work(job, 2)
    assert server.end(number) == 0
    assert not (home / ".kadr" / "server.json").exists()
    assert (home / ".kadr" / "queue.backup.sqlite3").exists()
    with serving(home) as again:
        again.finish(job)
        assert {item["attempts"] for item in again.items(job)} == {0}
    assert finished(home / "one") == undisturbed()


def test_f21_asked_twice_it_ends_at_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    server = Server(home, odd={"forest": f"wait:{tmp_path / 'never'}"}).up()
    job = server.render(server.begin())
    server.in_work(job, 2)
    stopped = server.worker()
    stopped.suspend()  # it does not heed the first
    os.kill(server.process.pid, signal.SIGTERM)
    until(lambda: _refuses(server.client), server)
    os.kill(server.process.pid, signal.SIGTERM)
    until(lambda: not server.alive, server)
    stopped.resume()
    assert server.ended() == 128 + signal.SIGTERM
    with serving(home) as again:
        again.finish(job)
    assert finished(home / "one") == undisturbed()


def _refuses(client: httpx.Client) -> bool:
    try:
        client.get("/api/health")
    except httpx.HTTPError:
        return True
    return False


# F22, F23: the clock, and sleep ------------------------------------------------------------------------------------


@pytest.fixture
def wrong(tmp_path: Path) -> Iterator[tuple[httpx.Client, Path]]:
    """A server whose clock and whose workers' clock a file sets wrong, and that file."""
    home, clock = tmp_path / "home", tmp_path / "clock"
    clock.write_text("0")
    code = (
        "import sys, pathlib; from kadr.web.server import Wanted, serve; from harness import ODD;"
        f"serve(Wanted(home=pathlib.Path({str(home)!r}), port=0, worker=(sys.executable, ODD)), tell=print)"
    )
    here = Path(__file__).parent
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(here / "shifted"), str(here), *sys.path]),
        "SHIFTED_CLOCK": str(clock),
        "ODD_WORKER": f'{{"yurt":"wait:{tmp_path / "gate"}"}}',
    }
    with (tmp_path / "said").open("wb") as said:
        process = subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=said, stderr=said)
    with httpx.Client(trust_env=False, timeout=60) as client:
        try:
            client.base_url = httpx.URL(until(lambda: _note(home, process.pid))["url"])
            until(lambda: not _refuses(client))
            yield client, clock
        finally:
            process.terminate()
            assert process.wait(60) == 0
    assert "Traceback" not in (tmp_path / "said").read_text()


def test_f22_a_clock_that_jumps_by_days(wrong: tuple[httpx.Client, Path], tmp_path: Path) -> None:
    client, clock = wrong
    asked = {"script": "A man walks in the steppe.\nA woman sits in the yurt.", "lines": True, "size": "128x128"}
    boards = [client.post("/api/boards", json={**asked, "title": title}).json()["id"] for title in "AB"]
    jobs = [client.post(f"/api/boards/{board}/renders", json={}).json()["id"] for board in boards]
    until(lambda: client.get(f"/api/jobs/{jobs[0]}/items").json()[1]["state"] == "running")
    for shift in ("86400", "-86400"):
        clock.write_text(shift)
        step = client.get("/api/live").json()[0]["step"]
        until(lambda: client.get("/api/live").json()[0]["step"] > step + 20)  # noqa: B023
    (tmp_path / "gate").touch()
    until(lambda: client.get(f"/api/jobs/{jobs[1]}").json()["state"] == "done")
    found = [client.get(f"/api/jobs/{job}").json() for job in jobs]
    assert [job["state"] for job in found] == ["done", "done"]
    assert found[0]["ended"] < found[0]["added"]  # the clock did go back
    assert [job["id"] for job in client.get("/api/jobs").json()] == jobs[::-1]
    assert {item["attempts"] for job in jobs for item in client.get(f"/api/jobs/{job}/items").json()} == {0}


def _note(home: Path, process: int) -> dict[str, Any] | None:
    try:
        note: dict[str, Any] = msgspec.json.decode((home / ".kadr" / "server.json").read_bytes())
    except OSError:
        return None
    return note if note["process"] == process else None


def test_f23_a_machine_that_slept(tmp_path: Path) -> None:
    home, gate = tmp_path / "home", tmp_path / "gate"
    with serving(home, odd={"forest": f"wait:{gate}"}) as server:
        job = server.render(server.begin())
        server.in_work(job, 2)
        painter = server.worker()
        for asleep in ((server.process,), (painter,), (server.process, painter)):
            for one in asleep:
                one.suspend()
            time.sleep(0.5)
            for one in asleep:
                one.resume()
        gate.touch()
        server.finish(job)
        assert {item["attempts"] for item in server.items(job)} == {0}
        assert server.worker() == painter
    assert finished(home / "one") == undisturbed()


def test_f23_a_sleep_is_no_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "SILENCE", 0.5)
    speaks = 'import sys; print(\'{"type":"ready"}\', flush=True); sys.stdin.readline(); print(\'{"type":"beat"}\')'
    process = WorkerProcess([sys.executable, "-c", speaks], tmp_path / "log")
    assert until(lambda: process.hear(0)) == Ready()
    assert process.hear(0.1) is None
    time.sleep(1)  # the server slept, and so did the worker
    assert process.hear(0.1) is None
    process.tell(Beat())  # type: ignore[arg-type]
    assert until(lambda: process.hear(0)) == Beat()
    process.end(patience=10)


def test_f23_a_worker_that_is_silent_for_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "SILENCE", 0.5)
    process = WorkerProcess([sys.executable, "-c", "import time; time.sleep(1000)"], tmp_path / "log")
    with pytest.raises(worker.WorkerDied) as died:
        until(lambda: process.hear(0.1))
    assert died.value.reason.id == "jobs.hung"
