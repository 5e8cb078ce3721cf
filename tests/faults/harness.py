"""A real server in a process of its own, which can be killed, and the board that it makes, to compare.

The process is forked from an interpreter that has imported everything, so that a test of a kill takes no seconds.
Nothing here is measured: whatever is waited for comes, or the test ends with what the server said.
"""

import contextlib
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import httpx
import msgspec
import psutil

from kadr.library import BoardFolder

SCRIPT = (
    "A man walks in the steppe.\nA woman sits in the yurt.\nA man stands in the forest.\nA man reads in the kitchen."
)
"""Four panels."""

MANY = "\n".join(f"A {who} {does} in the {where}." for where in ("yurt", "sea") for does in ("sits", "reads", "stands")
                 for who in ("man", "woman"))  # fmt: skip
LARGE = "512x512"
"""Twelve panels that take their time, so that what happens at some moment finds one in work."""

MOST = 60.0
"""Seconds after which what is waited for will not come."""

ODD = str(Path(__file__).with_name("odd_worker.py"))

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["kadr.cli.serve", "kadr.web.server", "kadr.wiring.worker"])

T = TypeVar("T")


def _be_a_server(home: str, environment: dict[str, str], log: str, odd: bool) -> None:
    """What the forked process does to its end."""
    os.setsid()
    with open(log, "ab") as file:  # noqa: PTH123
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.environ.update(environment)
    if odd:
        from kadr.web.server import Wanted, serve

        serve(Wanted(home=Path(home), port=0, worker=(sys.executable, ODD)), tell=print)
        sys.exit(0)
    from kadr.cli import main

    sys.exit(main(["serve", "--home", home, "--port", "0"]))


class Server:
    """A server of `home`. `odd`: its workers meet these faults (`odd_worker`). `failpoint`: where the plug is pulled,
    in the server and in its workers."""

    def __init__(
        self, home: Path, *, odd: Mapping[str, str] | None = None, failpoint: str = "", log: Path | None = None
    ) -> None:
        self.home, self.log = home, log or home.with_name(f"{home.name}.log")
        environment = {"KADR_FAILPOINT": failpoint} if failpoint else {}
        if odd is not None:
            environment["ODD_WORKER"] = msgspec.json.encode(odd).decode()
        self._process = _context.Process(
            target=_be_a_server,
            args=(str(home), environment, str(self.log), odd is not None),
            daemon=True,
        )
        self._process.start()
        self.workers: set[psutil.Process] = set()
        self.client = httpx.Client(trust_env=False, timeout=60)

    # Its life ----------------------------------------------------------------------------------------------------

    @property
    def process(self) -> psutil.Process:
        """The server as the system knows it."""
        assert self._process.pid is not None
        return psutil.Process(self._process.pid)

    @property
    def alive(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.is_alive()

    @property
    def said(self) -> str:
        """All that servers of this home have printed."""
        return self.log.read_text() if self.log.exists() else ""

    def is_up(self) -> bool:
        """Whether it answers; raises where it has ended."""
        if self._process.exitcode is not None:
            raise AssertionError(f"the server ended with {self._process.exitcode}: {self.said}")
        with contextlib.suppress(OSError, msgspec.DecodeError, httpx.HTTPError):
            note = msgspec.json.decode((self.home / ".kadr" / "server.json").read_bytes())
            if note["process"] == self._process.pid:
                self.client.base_url = httpx.URL(note["url"])
                return self.client.get("/api/health").status_code == 200
        return False

    def up(self) -> "Server":
        """Wait until it answers."""
        until(self.is_up, self)
        return self

    def children(self) -> list[psutil.Process]:
        """Its workers that are alive; they are remembered, to see that none outlives it."""
        with contextlib.suppress(psutil.NoSuchProcess):
            found = [one for one in self.process.children() if not is_over(one)]
            self.workers |= set(found)
            return found
        return []

    def worker(self) -> psutil.Process:
        """The worker, as soon as there is one."""
        return until(lambda: next(iter(self.children()), None), self)

    def kill(self) -> None:
        """Pull the plug, and see that no worker is left."""
        self.children()
        self._process.kill()
        self.ended()

    def end(self, number: int = signal.SIGTERM) -> int:
        """Ask it to end; its exit code."""
        self.children()
        if self._process.is_alive():
            assert self._process.pid is not None
            os.kill(self._process.pid, number)
        return self.ended()

    def ended(self) -> int:
        """Wait for its end and that of its workers; its exit code."""
        self._process.join(MOST)
        self.client.close()
        assert self._process.exitcode is not None, "the server does not end"
        until(lambda: all(map(is_over, self.workers)))  # or a worker outlives its server
        return self._process.exitcode

    # What people do ----------------------------------------------------------------------------------------------

    def get(self, path: str) -> Any:
        """The answer to a GET."""
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: object = None, status: int = 0) -> Any:
        """The answer to a POST of JSON."""
        answer = self.client.post(path, json=body)
        assert answer.status_code == status or (not status and answer.is_success), answer.text
        return answer.json()

    def begin(self, script: str = SCRIPT, title: str = "One", size: str = "128x128") -> str:
        """A new board's id."""
        asked = {"script": script, "lines": True, "title": title, "size": size, "seed": 7}
        return str(self.post("/api/boards", asked)["id"])

    def render(self, board: str, **more: object) -> int:
        """A new job's number."""
        return int(self.post(f"/api/boards/{board}/renders", more)["id"])

    def job(self, job: int) -> Any:
        return self.get(f"/api/jobs/{job}")

    def items(self, job: int) -> list[Any]:
        return list(self.get(f"/api/jobs/{job}/items"))

    def events(self, kind: str) -> list[Any]:
        """The data of all events of a kind so far."""
        found, newest = [], None
        with self.client.stream("GET", "/api/events", params={"after": 0}) as stream:
            name = ""
            for line in stream.iter_lines():
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    data = msgspec.json.decode(line.removeprefix("data: "))
                    newest = data["seq"] if name == "hello" else newest
                    found += [data] if name == kind else []
                    if data.get("seq") == newest and name != "hello":
                        return found
        return found

    def in_work(self, job: int, item: int) -> None:
        """Wait until an item of a job, counted from 0, is in work."""
        until(lambda: self.items(job)[item]["state"] == "running", self)

    def through(self, job: int) -> str:
        """The state that a job ends in."""
        ends = ("done", "failed", "cancelled")
        return until(lambda: state if (state := str(self.job(job)["state"])) in ends else None, self)

    def finish(self, job: int) -> None:
        """Wait until a job is done, and see that all of it is."""
        assert self.through(job) == "done", self.items(job)


def until(look: Callable[[], T | None], server: "Server | None" = None) -> T:
    """What `look` sees as soon as it sees something."""
    end = time.monotonic() + MOST
    while not (seen := look()):
        if time.monotonic() > end:
            raise AssertionError(f"it does not come: {server.said if server else ''}")
        time.sleep(0.02)
    return seen


def is_over(process: psutil.Process) -> bool:
    """Whether a process has ended. Who inherits what is left of it may take seconds to clear that away."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def held(server: Server) -> str:
    """Why the queue waits; empty where it does not."""
    return str(server.get("/api/queue")["reason"] or "")


@contextlib.contextmanager
def serving(home: Path, *, odd: Mapping[str, str] | None = None, failpoint: str = "") -> Iterator[Server]:
    """A server that is up, and is asked to end afterwards."""
    server = Server(home, odd=odd, failpoint=failpoint)
    try:
        yield server.up()
    finally:
        server.end()


# ---------------------------------------------------------------------------------------------------------------
# What is left on the disk
# ---------------------------------------------------------------------------------------------------------------

TOLD = ("revision", "parent", "changed", "reason", "seal", "created")
"""What a board says of how and when it came about."""


def finished(folder: Path) -> dict[str, bytes]:
    """A board as it is on disk, without times and counters: pictures and lines byte for byte, every take's recipe, and
    what each panel shows. Raises where anything is left over."""
    assert not list(folder.rglob("*.part")), "half a file"
    assert not list(folder.rglob("*.latents.*")), "latents of a finished panel"
    board = BoardFolder(folder).load()
    assert board is not None
    found = {}
    for path in sorted((folder / "takes").iterdir()):
        if path.suffix == ".json":
            assert BoardFolder(folder).take(path.stem), f"{path.name} is not whole"
            found[path.name] = msgspec.json.encode(msgspec.json.decode(path.read_bytes())["recipe"])
        else:
            found[path.name] = path.read_bytes()
    plain = msgspec.to_builtins(board)
    found["board.json"] = msgspec.json.encode({name: plain[name] for name in plain if name not in TOLD})
    assert all(BoardFolder(folder).shown(panel) for panel in board.panels), "a panel without its picture"
    return found


@cache
def undisturbed(script: str = SCRIPT, size: str = "128x128") -> dict[str, bytes]:
    """The board of a script as it comes out where nothing happens."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with serving(home) as server:
            server.finish(server.render(server.begin(script, size=size)))
        return finished(home / "one")
