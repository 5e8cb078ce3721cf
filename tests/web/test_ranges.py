"""Pieces of files: those that are there, those that are not, and wishes that make no sense."""

from collections.abc import Iterator
from typing import Any

import pytest
from serving import Served, serve


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("pieces") / "home") as server:
        yield server


@pytest.fixture(scope="module")
def drawn(server: Served) -> Any:
    """A board whose panels are drawn."""
    board = server.begin()["id"]
    server.draw(board)
    return server.ask("GET", f"/api/boards/{board}", 200)


def test_a_part_of_a_picture_can_be_asked_for(server: Served, drawn: Any) -> None:
    path = _files(drawn)[0]
    part = server.client.get(path, headers={"Range": "bytes=1-3"})
    assert (part.status_code, part.content) == (206, b"PNG")


MALFORMED = (
    "",
    "bytes",
    "bytes=",
    "bytes=abc",
    "bytes=5-2",
    "items=0-1",
    "bytes=--",
    f"bytes={'9' * 5000}-",
    "bytes=,,-",
)


@pytest.mark.parametrize("asked", MALFORMED)
def test_who_asks_for_pieces_in_a_way_that_makes_no_sense_gets_the_whole(
    server: Served, drawn: Any, asked: str
) -> None:
    for path in _files(drawn):
        answer = server.client.get(path, headers={"Range": asked})
        assert answer.status_code == 200
        assert answer.content == server.client.get(path).content


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=0-1,99999999-", "bytes=-0", f"bytes=1{'0' * 4000}-"])
def test_who_asks_for_pieces_beyond_the_end_is_told_how_long_it_is(server: Served, drawn: Any, asked: str) -> None:
    for path in _files(drawn):
        length = len(server.client.get(path).content)
        for method in ("GET", "HEAD"):
            answer = server.client.request(method, path, headers={"Range": asked})
            assert (answer.status_code, answer.headers["content-type"]) == (416, "application/problem+json")
            assert answer.headers["content-range"] == f"bytes */{length}"
            assert answer.headers["x-content-type-options"] == "nosniff"
        assert server.client.get(path, headers={"Range": asked}).json()["code"] == "serving.no-piece"


def _files(drawn: Any) -> list[str]:
    """A file of each kind."""
    take = drawn["panels"][0]["take"]
    return [take["picture"], take["thumbnail"], take["lines"], f"/api/boards/{drawn['id']}/sheet/1.png"]
