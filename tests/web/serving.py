"""``kadr serve`` as people start it: a process of its own on a free port, over a home of its own."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from prepared import plain_environment

PATIENCE = 60.0
"""Seconds after which something has not happened. Nothing takes as long, and nothing is measured by it."""

YURT = "INT. YURT - NIGHT\n\nALDAR sits by the fire.\n\nThe BAI enters and points at the door.\n"
"""A script of two panels and two people."""

SMALL = "256x256"


@dataclass(frozen=True, kw_only=True)
class Served:
    """A server that runs, over the boards in `home`; `client` asks it, `errors` is what it wrote on stderr."""

    url: str
    home: Path
    client: httpx.Client
    process: "subprocess.Popen[str]"
    errors: Path

    def ask(self, method: str, path: str, status: int, **more: Any) -> Any:
        """The JSON of an answer that must have `status`."""
        answer = self.client.request(method, path, **more)
        assert answer.status_code == status, answer.text
        return answer.json()

    def begin(self, script: str = YURT, **asked: Any) -> Any:
        """A new board, small, not drawn."""
        return self.ask("POST", "/api/boards", 201, json={"script": script, "size": SMALL, **asked})

    def draw(self, board: str, **asked: Any) -> Any:
        """A job of the draft artist on a board, when it is through."""
        job = self.ask("POST", f"/api/boards/{board}/renders", 202, json={"engine": "draft", **asked})
        return self.ended(job["id"])

    def ended(self, job: int) -> Any:
        """A job, when it is through."""
        path = f"/api/jobs/{job}"
        return wait_for(lambda: self.ask("GET", path, 200), until=lambda found: found["ended"])

    def listen(self, *, after: int | None = None, until: Callable[[list["Heard"]], bool]) -> list["Heard"]:
        """What is heard from now on, or after an event, `until` enough has been heard."""
        headers = {} if after is None else {"Last-Event-ID": str(after)}
        heard: list[Heard] = []
        with self.client.stream("GET", "/api/events", headers=headers, timeout=PATIENCE) as stream:
            assert stream.headers["content-type"].partition(";")[0] == "text/event-stream"
            for event in events_of(stream.iter_lines()):
                heard.append(event)
                if until(heard):
                    break
        return heard


@dataclass(frozen=True)
class Heard:
    """A server-sent event; `number` is None where it has none."""

    number: int | None
    kind: str
    data: Any


def events_of(lines: Iterator[str]) -> Iterator[Heard]:
    """The events of a stream, read as the standard says (WHATWG HTML, 9.2.6). A stream that only says that there is
    nothing new ends in time."""
    end = time.monotonic() + PATIENCE
    number: int | None = None
    kind, data = "message", ""
    for line in lines:
        assert time.monotonic() < end
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if data:
                yield Heard(number, kind, json.loads(data))
            number, kind, data = None, "message", ""
        elif name == "id":
            number = int(value)
        elif name == "event":
            kind = value
        elif name == "data":
            data += value


def wait_for(look: Callable[[], Any], *, until: Callable[[Any], Any]) -> Any:
    """What `look` sees when it is as it should be."""
    end = time.monotonic() + PATIENCE
    while not until(seen := look()):
        assert time.monotonic() < end, seen
        time.sleep(0.05)
    return seen


@contextmanager
def serve(
    home: Path, *options: str, environment: Mapping[str, str] | None = None, quiet: bool = True
) -> Iterator[Served]:
    """A server over `home`, ended by SIGTERM: it must end well, and, if `quiet`, have said nothing on stderr."""
    home.mkdir(parents=True, exist_ok=True)
    errors = home.parent / f"{home.name}.stderr"
    command = [sys.executable, "-W", "error", "-m", "kadr", "serve", "--port", "0", "--home", str(home), *options]
    with errors.open("w") as stderr:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            cwd=home.parent,
            env={**plain_environment(), **(environment or {})},
        )
    assert process.stdout
    try:
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found, errors.read_text()
        with httpx.Client(base_url=found[0], timeout=PATIENCE, trust_env=False) as client:
            yield Served(url=found[0], home=home, client=client, process=process, errors=errors)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0, errors.read_text()
        assert not quiet or not (told := errors.read_text()), told
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
