"""The plain page: boards as HTML that needs no script, and forms."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from serving import YURT, Served, serve

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{7*7}}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("pages") / "home") as server:
        yield server


def page(server: Served, path: str, language: str = "en") -> str:
    answer = server.client.get(path, headers={"Accept-Language": language, "Accept": "text/html"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-language"] == language
    text = answer.text
    assert text.startswith("<!doctype html>")
    assert f'<html lang="{language}">' in text
    parts = Parts(text)
    assert not parts.tags & {"script", "iframe", "object", "embed", "base", "style"}
    assert not [name for name, _ in parts.attributes if name.startswith("on") or name == "style"]
    assert not [found for found in parts.addresses if urlsplit(found).scheme or found.startswith("//")]
    return text


class Parts(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    @property
    def addresses(self) -> list[str]:
        """Whatever a browser fetches or opens; the empty icon is none."""
        fetching = ("src", "href", "action", "poster", "srcset", "formaction", "data")
        return [value for name, value in self.attributes if name in fetching and value != "data:,"]


def refreshes(text: str) -> bool:
    return 'http-equiv="refresh"' in text


def send(server: Served, path: str, **fields: str) -> str:
    """Where a form leads."""
    answer = server.client.post(path, data=fields, headers={"Origin": server.url})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def begin(server: Served, **fields: str) -> Any:
    """The board that the form begins, and its page's path."""
    path = send(server, "/boards", **fields)
    return server.ask("GET", f"/api{path}", 200), path


@pytest.fixture(scope="module")
def drawn(server: Served) -> Any:
    board, path = begin(server, script=YURT, title="Drawn")
    jobs = server.ask("GET", "/api/jobs", 200, params={"board": board["id"]})
    assert server.ended(jobs[0]["id"])["state"] == "done"
    return board, path


def test_a_form_begins_a_board_and_drafts_it(server: Served, drawn: Any) -> None:
    board, path = drawn
    assert board["title"] == "Drawn"
    text = page(server, path)
    for panel in server.ask("GET", f"/api/boards/{board['id']}", 200)["panels"]:
        assert f'id="{panel["id"]}"' in text
        assert panel["take"]["thumbnail"] in text
        assert unescape(text).count(panel["action"]) >= 1
    assert "Drawn" in page(server, "/")


def test_all_that_a_page_leads_to_is_there(server: Served, drawn: Any) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        answer = server.client.get(path)
        assert answer.status_code == 200, path
        seen.add(path)
        if answer.headers["content-type"].startswith("text/html"):
            forms = set(re.findall(r'method="post" action="([^"]*)"', answer.text))
            links = {urljoin(path, found) for found in Parts(answer.text).addresses}
            waiting += [link for link in links - forms - seen if link not in waiting]
    assert {"/style.css", "/api/docs", "/api/openapi.json", drawn[1]} <= seen


def test_a_style_sheet_fetches_nothing(server: Served) -> None:
    answer = server.client.get("/style.css")
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert not re.search(r"url\(|@import|//", answer.text)


def test_a_page_looks_again_while_something_is_drawn_and_not_afterwards(server: Served) -> None:
    board = server.begin(title="Refreshed")
    path = f"/boards/{board['id']}"
    assert not refreshes(page(server, path))
    server.ask("PATCH", "/api/queue", 200, json={"paused": True})
    send(server, f"{path}/draw")
    held = page(server, path)
    assert not refreshes(held)
    assert 'action="/queue/resume"' in held
    job = server.ask("GET", "/api/jobs", 200, params={"board": board["id"]})[0]["id"]
    server.ask("PATCH", f"/api/jobs/{job}", 200, json={"paused": True})
    assert send(server, "/queue/resume") == "/"
    text = page(server, path)
    assert refreshes(text)
    assert f'action="/jobs/{job}/cancel"' in text
    server.ask("PATCH", f"/api/jobs/{job}", 200, json={"paused": False})
    assert server.ended(job)["state"] == "done"
    assert not refreshes(page(server, path))


def test_a_job_is_stopped_and_changes_are_undone_by_forms(server: Served) -> None:
    board = server.begin(title="Stopped")
    path = f"/boards/{board['id']}"
    job = server.ask("POST", f"/api{path}/renders", 202, json={"takes": 9})["id"]
    assert send(server, f"/jobs/{job}/cancel") == path
    assert server.ended(job)["state"] in ("cancelled", "done")
    server.ask("PATCH", f"/api{path}/panels/1A", 200, json={"fields": {"size": "CU"}})
    assert send(server, f"{path}/undo") == path
    assert server.ask("GET", f"/api{path}", 200)["panels"][0]["by"].get("size") != "person"
    assert send(server, f"{path}/redo") == path
    assert server.ask("GET", f"/api{path}", 200)["panels"][0]["by"]["size"] == "person"


def test_what_people_write_is_shown_and_not_run(server: Served) -> None:
    script = f"INT. {EVIL} - NIGHT\n\n{EVIL} sits by the fire. (@{EVIL})\n\nANNA\n({EVIL})\n{EVIL}\n"
    board = server.begin(script, title=EVIL, cast=[{"name": EVIL[:60], "traits": EVIL}])
    server.ask("PATCH", f"/api/boards/{board['id']}/panels/1A", 200, json={"fields": {"notes": EVIL}})
    for language in ("en", "ru"):
        for path in ("/", f"/boards/{board['id']}"):
            answer = server.client.get(path, headers={"Accept-Language": language})
            parts = Parts(answer.text)
            assert "script" not in parts.tags
            assert "onerror" not in dict(parts.attributes)
            assert "&lt;script&gt;alert(1)" in answer.text
            assert "{{7*7}}" in answer.text
            assert ">49<" not in answer.text
            assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_a_title_of_evil_does_not_leave_the_home(server: Served) -> None:
    before = set(server.home.parent.iterdir())
    board = server.begin(YURT, title="../../<script>")
    assert set(server.home.parent.iterdir()) == before
    assert "<script" not in page(server, f"/boards/{board['id']}").lower()


@pytest.mark.parametrize("path", ["/", "/boards/{board}", "/api/docs"])
def test_a_page_speaks_the_language_that_is_asked_for(server: Served, drawn: Any, path: str) -> None:
    english, russian = (page(server, path.format(board=drawn[0]["id"]), language) for language in ("en", "ru"))
    assert re.search("[а-яё]{4}", russian)
    assert not re.search("[а-яё]{4}", english)


def test_the_manual_names_every_route(server: Served) -> None:
    text = page(server, "/api/docs")
    for path, methods in server.ask("GET", "/api/openapi.json", 200)["paths"].items():
        assert path in text
        assert all(method.upper() in text for method in methods)


WRONG = (
    {"script": ""},
    {"script": "   "},
    {"script": YURT, "aspect": "0:1"},
    {"script": YURT, "title": "x" * 999},
)


@pytest.mark.parametrize("fields", WRONG, ids=str)
def test_a_form_that_is_wrong_is_refused_in_words_on_a_page(server: Served, fields: dict[str, str]) -> None:
    accepted = {"Accept": "text/html,application/xhtml+xml;q=0.9", "Accept-Language": "ru"}
    answer = server.client.post("/boards", data=fields, headers=accepted)
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert re.search("[а-яё]{4}", answer.text)


def test_a_form_for_what_is_not_there_is_refused(server: Served) -> None:
    assert server.client.post("/boards/000000000000/draw").status_code == 404
    assert server.client.post("/jobs/999999/cancel").status_code == 404


def test_a_page_of_nothing_is_a_page_for_who_reads_pages(server: Served) -> None:
    answer = server.client.get("/boards/000000000000", headers={"Accept": "text/html", "Accept-Language": "ru"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert re.search("[а-яё]{4}", answer.text)
