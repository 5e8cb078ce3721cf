"""Many clients, rude clients, people who change their minds, and long queues."""

import contextlib
import shutil
import socket
import threading
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import httpx
import pytest
from harness import Server, finished, serving, until

pytestmark = pytest.mark.large  # each needs a server of its own

LONG = "\n".join(f"A man stands in the {place}." for place in ("forest", "desert", "kitchen", "cave") for _ in range(8))


def place(server: Server) -> tuple[str, int]:
    """Where a socket finds it."""
    return server.client.base_url.host, server.client.base_url.port or 80


def ask(server: Server, text: str, made: socket.socket | None = None) -> socket.socket:
    """A connection on which `text` was sent; the server's name is put in for HOST."""
    made = made or socket.create_connection(place(server))
    made.sendall(text.replace("HOST", f"{place(server)[0]}:{place(server)[1]}").encode())
    return made


@contextlib.contextmanager
def listening(server: Server, number: int, after: str = "") -> Iterator[list[socket.socket]]:
    """Listeners who do not read."""
    text = f"GET /api/events{after} HTTP/1.1\r\nHost: HOST\r\n\r\n"
    made = [ask(server, text) for _ in range(number)]
    until(lambda: server.get("/api/health")["listeners"] == number, server)
    yield made
    for one in made:
        one.close()


HALVES = {
    "no HTTP": "GARBAGE\r\n\r\n",
    "a word of TLS": "\x16\x03\x01\x02\x00\x01\x00\x01\x7c\x03\x03",
    "a head": "GET /api/boards HTTP/1.1\r\nHo",
    "a body": "POST /api/boards HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{",
    "an upload": "POST /api/boards/from-file HTTP/1.1\r\nHost: HOST\r\nContent-Length: 9999\r\n"
    "Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\nContent-Disposition: form-data; name=script; "
    "filename=a.txt\r\n\r\nA man",
    "a question": "GET /api/boards HTTP/1.1\r\nHost: HOST\r\n\r\n",
    "events": "GET /api/events?after=0 HTTP/1.1\r\nHost: HOST\r\n\r\n",
    "a sheet": "GET /api/boards/BOARD/sheet/1.png HTTP/1.1\r\nHost: HOST\r\n\r\n",
    "an archive": "GET /api/boards/BOARD/pictures.zip HTTP/1.1\r\nHost: HOST\r\n\r\n",
}
"""What a client sends before it leaves."""


def test_f18_clients_that_leave_in_the_middle_of_anything(tmp_path: Path) -> None:
    with serving(tmp_path / "home") as server:
        board = server.begin()
        job = server.render(board)
        for _ in range(3):
            for half in HALVES.values():
                ask(server, half.replace("BOARD", board)).close()
        server.finish(job)
        until(lambda: server.get("/api/health")["listeners"] == 0, server)
        assert len(server.get("/api/boards")) == 1
        assert len(server.said.splitlines()) == 1, "where it is, and nothing else"


def test_f19_many_listeners_of_whom_none_reads(tmp_path: Path) -> None:
    with serving(tmp_path / "home") as server:
        board = server.begin()
        with listening(server, 10):
            server.finish(server.render(board))
        until(lambda: server.get("/api/health")["listeners"] == 0, server)
        before = server.process.memory_info().rss
        with listening(server, 200):
            server.finish(server.render(server.begin(title="Two")))
            assert len(server.events("job-changed")) == 4
            # two hundred times as many events as may wait for one of them would take more
            assert server.process.memory_info().rss - before < 100_000_000
        until(lambda: server.get("/api/health")["listeners"] == 0, server)
        assert "Traceback" not in server.said


def test_f19_a_listener_who_does_not_read_is_let_go_and_comes_back_for_the_rest(tmp_path: Path) -> None:
    home, read = tmp_path / "home", list[int]()
    with serving(home) as server:
        server.client.patch("/api/queue", json={"paused": True})
        board = server.begin()
        for _ in range(3):
            server.render(board, takes=99)
        reader = threading.Thread(target=lambda: read.extend(hear(server)))
        reader.start()
        with contextlib.closing(ask(server, "GET /api/events HTTP/1.1\r\nHost: HOST\r\n\r\n", narrow(server))) as slow:
            until(lambda: server.get("/api/health")["listeners"] == 2, server)
            shutil.rmtree(home / "one")  # every take fails at once, and each is an event
            server.client.patch("/api/queue", json={"paused": False})
            until(lambda: server.get("/api/health")["listeners"] == 1, server)
            first = told(slow)
        for job in (1, 2, 3):
            assert server.through(job) == "failed"
        server.client.patch("/api/queue", json={"paused": True})
        rest = hear(server, after=first[-1])
        reader.join()
        assert len(first) > 1
        assert len(rest) > 200
        assert first + rest == read == list(range(first[0], rest[-1] + 1))
        assert len(server.events("item-ended")) == 3 * 396
        assert "Traceback" not in server.said


def hear(server: Server, after: int | None = None) -> list[int]:
    """The numbers of the events that somebody who reads hears until the queue is paused, or the server ends it."""
    address, numbers = f"{str(server.client.base_url).rstrip('/')}/api/events", list[int]()
    headers = {} if after is None else {"Last-Event-ID": str(after)}
    with httpx.stream("GET", address, headers=headers, timeout=60, trust_env=False) as told:
        paused = False
        for line in told.iter_lines():
            paused = paused or line == "event: queue-paused"
            numbers += [int(line.removeprefix("id: "))] if line.startswith("id: ") else []
            if paused and not line:
                break
    return numbers


def narrow(server: Server) -> socket.socket:
    """A connection for which the system keeps little of what nobody reads: it would keep megabytes."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)
    made.connect(place(server))
    return made


def told(listener: socket.socket) -> list[int]:
    """The numbers of all events that a listener finds until the server ends."""
    answer = HTTPResponse(listener)
    answer.begin()
    return [int(line.removeprefix(b"id: ")) for line in answer if line.startswith(b"id: ")]


def test_f20_cancelled_in_every_state(tmp_path: Path) -> None:
    home, gate = tmp_path / "home", tmp_path / "gate"
    with serving(home, odd={"forest": f"wait:{gate}"}) as server:
        board = server.begin()
        job, behind = server.render(board), server.render(board)
        server.in_work(job, 2)
        assert server.post(f"/api/jobs/{behind}/cancel")["state"] == "cancelled"
        assert server.post(f"/api/jobs/{job}/cancel")["state"] == "cancelled"
        assert [item["state"] for item in server.items(job)] == ["done", "done", "cancelled", "cancelled"]
        third = server.render(board)
        server.in_work(third, 2)  # the worker has stopped, and begun anew
        gate.touch()
        server.finish(third)
        assert server.post(f"/api/jobs/{third}/cancel")["state"] == "done"
        assert [item["state"] for item in server.items(job)] == ["done", "done", "cancelled", "cancelled"]
        server.post(f"/api/jobs/{job}/retry")
        server.finish(job)
        assert {item["attempts"] for one in (job, behind, third) for item in server.items(one)} == {0}
        assert len(list((home / "one" / "takes").glob("*.png"))) == 4
    finished(home / "one")


def test_f29_ten_thousand_takes_wait(tmp_path: Path) -> None:
    home = tmp_path / "home"
    server = Server(home).up()
    server.client.patch("/api/queue", json={"paused": True})
    board = server.begin()
    jobs = [server.render(board, takes=99) for _ in range(25)] + [server.render(board, takes=25)]
    refused = server.client.post(f"/api/boards/{board}/renders", json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "jobs.too-many")
    server.kill()
    with serving(home) as again:
        assert [job["counts"]["waiting"] for job in again.get("/api/jobs")] == [396] * 25 + [100]
        assert len(again.items(jobs[0])) == 396
        assert again.get("/api/queue")["paused"]
        for job in jobs:
            again.post(f"/api/jobs/{job}/cancel")
        again.client.patch("/api/queue", json={"paused": False})
        again.finish(again.render(board))


def test_f30_the_server_answers_while_it_prints(tmp_path: Path) -> None:
    with serving(tmp_path / "home") as server:
        board = server.begin(LONG)
        server.finish(server.render(board))
        address, codes = str(server.client.base_url).rstrip("/"), []

        def take(path: str) -> None:
            codes.append(httpx.get(f"{address}/api/boards/{board}/{path}", timeout=60, trust_env=False).status_code)

        takers = [threading.Thread(target=take, args=(path,)) for path in ("sheet/1.png", "pictures.zip")]
        for taker in takers:
            taker.start()
        answers = 0
        while any(taker.is_alive() for taker in takers):
            server.get("/api/health")
            answers += 1
        assert codes == [200, 200]
        assert answers > len(takers)  # one that waited for the sheet would be the only one


def test_f31_fifty_jobs_leave_nothing_open(tmp_path: Path) -> None:
    with serving(tmp_path / "home") as server:
        board = server.begin()
        counts = []
        for _ in range(2):
            for _ in range(25):
                server.finish(server.render(board))
            paths = [server.process, server.worker()]
            counts.append([(one.num_fds(), one.num_threads()) for one in paths])
        (first, second) = counts
        assert all(later <= sooner for later, sooner in zip(second, first, strict=True)), counts
