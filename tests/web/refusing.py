"""Bad input, sent to a server that must refuse it in words and live on."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from serving import Served, serve

SOON = 30.0
"""Seconds: nothing that is refused takes as long."""

BEGIN, RENDER = "/api/boards", "/api/boards/{board}/renders"
PANEL = "/api/boards/{board}/panels/1A"


@contextmanager
def besieged(home: Path) -> Iterator[Served]:
    """A server that draws nothing, and that must have stayed within its home in the end."""
    with serve(home) as server:
        server.ask("PATCH", "/api/queue", 200, json={"paused": True})  # what is taken all the same need not be drawn
        yield server
        assert server.ask("GET", "/api/health", 200)["listeners"] == 0
        assert {path.name for path in home.parent.iterdir()} == {"home", "home.stderr"}
        assert not [path for path in home.rglob("*") if path.is_symlink() or not path.resolve().is_relative_to(home)]


@pytest.fixture(scope="module", name="server")
def besieged_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with besieged(tmp_path_factory.mktemp("bad") / "home") as server:
        yield server


@pytest.fixture(scope="module", name="board")
def victim(server: Served) -> str:
    """The id of a board that is asked of the server what cannot be done."""
    return str(server.begin(title="Victim")["id"])


def send(server: Served, method: str, path: str, body: bytes | str, **headers: str) -> httpx.Response:
    """An answer that came in time."""
    content = body if isinstance(body, bytes) else body.encode()
    return server.client.request(
        method, path, content=content, headers={"Content-Type": "application/json", **headers}, timeout=SOON
    )


def refusal(answer: httpx.Response) -> Any:
    """The problem of an answer; it says nothing of the server's inside."""
    assert 400 <= answer.status_code < 500, answer.text[:400]
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.content) < 10_000
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["detail"]
    assert "Traceback" not in answer.text
    assert ".py" not in problem["detail"]
    return problem


def body(**fields: Any) -> str:
    return json.dumps(fields)
