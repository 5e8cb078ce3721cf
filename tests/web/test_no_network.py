"""Nothing leaves the machine: the server and its workers connect to nobody, and ask for nobody's address."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Served, serve

from conftest import EXAMPLES
from prepared import plain_environment

AUDIT = """
import os, sys

def heard(event, facts):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        where = facts[0] if event in ("socket.getaddrinfo", "socket.gethostbyname") else facts[1]
        line = f"{event}\\t{where!r}\\n".encode()
        log = os.open(os.environ["AUDIT_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(log, line)
        os.close(log)

sys.addaudithook(heard)
with open(os.environ["AUDIT_LOG"] + ".started", "a") as started:
    started.write(" ".join(sys.orig_argv[1:]) + "\\n")
"""
"""Runs at the start of every Python that has it in its path, workers too."""

LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Where every attempt to reach somebody is written down."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(AUDIT)
    return tmp_path / "audit.log"


def watched(log: Path) -> dict[str, str]:
    """The environment of a process that is listened to."""
    path = os.pathsep.join([str(log.parent / "site"), os.environ.get("PYTHONPATH", "")])
    return {**plain_environment(), "PYTHONPATH": path, "AUDIT_LOG": str(log)}


@pytest.fixture
def server(tmp_path: Path, log: Path) -> Iterator[Served]:
    with serve(tmp_path / "home", environment=watched(log)) as server:
        yield server


def test_nobody_else_is_reached(server: Served, log: Path) -> None:
    board = server.begin((EXAMPLES / "aldar-kose.fountain").read_text("utf-8"))
    place = f"/api/boards/{board['id']}"
    assert server.draw(board["id"])["state"] == "done"
    server.ask("PATCH", f"{place}/panels/1A", 200, json={"fields": {"size": "CU"}})
    # without its models it is refused, and fetches nothing
    server.ask("POST", f"{place}/renders", 409, json={"engine": "sdxl", "panels": ["1A"]})
    for path in ("/", f"/boards/{board['id']}", "/api/docs", f"{place}/sheet/1.png", f"{place}/pictures.zip"):
        assert server.client.get(path).status_code == 200
    with server.client.stream("GET", "/api/events", params={"after": 0}):
        pass
    started = Path(f"{log}.started").read_text()
    assert "kadr serve" in started
    assert "kadr.wiring.worker" in started
    probe = f"import socket; socket.create_connection(('127.0.0.1', {server.url.rpartition(':')[2]})).close()"
    subprocess.run([sys.executable, "-c", probe], env=watched(log), check=True)
    reached = [line.split("\t")[1].strip("('\"") for line in log.read_text().splitlines()]
    assert reached  # by the probe
    assert not [where for where in reached if not where.startswith(LOOPBACK)]
