"""Boards begun from files: what the form takes, where the board is, how long a text may be."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Served, serve


@pytest.fixture(scope="module", name="server")
def small_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("files") / "home") as server:
        yield server


def test_what_was_made_says_where_it_is(server: Served) -> None:
    answer = server.client.post("/api/boards", json={"script": "A man walks.", "size": "256x256"})
    assert answer.headers["location"] == f"/api/boards/{answer.json()['id']}"
    assert server.ask("GET", answer.headers["location"], 200) == answer.json()
    files = {"script": ("a.txt", b"A man walks.")}
    answer = server.client.post("/api/boards/from-file", files=files)
    assert answer.headers["location"] == f"/api/boards/{answer.json()['id']}"


def test_a_file_is_read_as_its_form_says(server: Served, tmp_path: Path) -> None:
    files = {
        "script": ("a.txt", "Алдар идёт.\nАлдар спит.\nАлдар ест.".encode("windows-1251")),
        "cast": ("cast.toml", '[[character]]\nname = "Алдар"\ntraits = "старик"\n'.encode()),
    }
    form = {"encoding": "windows-1251", "lines": "true", "size": "256x256", "seed": "7"}
    board = server.ask("POST", "/api/boards/from-file", 201, files=files, data=form)
    assert (board["panel_count"], board["width"], board["cast"][0]["traits"]) == (3, 256, "старик")
    text = {"script": files["script"]}
    cast = '[{"name": "Алдар", "traits": "старик"}]'
    board = server.ask("POST", "/api/boards/from-file", 201, files=text, data={**form, "cast_json": cast})
    assert board["cast"][0]["traits"] == "старик"


def test_a_field_that_a_form_does_not_have_is_refused_by_its_name(server: Served) -> None:
    files = {"script": ("a.txt", b"A man walks.")}
    problem = server.ask("POST", "/api/boards/from-file", 422, files=files, data={"titel": "x"})
    assert problem["field"] == "titel"


def test_a_text_of_more_than_a_book_is_refused_however_it_comes(server: Served) -> None:
    text = "A man walks.\n" * 140_000
    assert server.ask("POST", "/api/boards", 422, json={"script": text})["field"] == "script"
    files = {"script": ("a.txt", text.encode())}
    assert server.ask("POST", "/api/boards/from-file", 422, files=files)["code"] == "serving.long-script"
