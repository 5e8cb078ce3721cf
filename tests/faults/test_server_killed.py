"""The server, its worker, or both are killed: nothing is lost, nothing comes twice, and the board is the same."""

import os
import random
from pathlib import Path

import pytest

from serving import SCRIPT, Server, finished, serving, undisturbed, until


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return undisturbed(tmp_path_factory.mktemp("whole") / "home")


def test_f1_a_server_killed_in_the_middle_of_a_panel(tmp_path: Path, whole: dict[str, bytes]) -> None:
    home, gate = tmp_path / "home", tmp_path / "gate"
    server = Server(home, odd={"forest": f"wait:{gate}"}).up()
    job = server.render(server.begin())
    until(gate.with_suffix(".reached").exists, server)
    before = {path: path.read_bytes() for path in (home / "one" / "takes").glob("*.png")}
    assert len(before) == 2
    server.kill()
    with serving(home) as again:
        again.finish(job)
        assert [item["attempts"] for item in again.items(job)] == [0, 0, 1, 0]
    assert finished(home / "one") == whole
    assert before.items() <= {path: path.read_bytes() for path in before}.items()
