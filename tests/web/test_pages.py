"""The plain page: boards as HTML that needs no script, and forms."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from serving import YURT, Served, serve, wait_for

from kadr.web.pages.progress import left

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


def test_what_was_typed_stays_in_a_form_that_is_refused(server: Served) -> None:
    typed = {"script": "  \n\t", "title": 'The "shade"', "aspect": "4:3"}
    answer = server.client.post("/boards", data=typed, headers={"Accept": "text/html"})
    assert answer.status_code == 422
    assert "The script is empty" in answer.text
    assert ("value", typed["title"]) in Parts(answer.text).attributes
    assert "<option selected>4:3</option>" in answer.text
    kept = server.client.post("/boards", data={**typed, "script": "Title: X\n\n===\n"}, headers={"Accept": "text/html"})
    assert kept.status_code == 422
    assert ">\nTitle: X\n\n===\n</textarea>" in kept.text


def test_the_last_changed_board_comes_first_and_the_form_is_above_all(server: Served) -> None:
    older, newer = server.begin(title="Zebra"), server.begin(title="Aardvark")
    wait_for(lambda: change(server, older["id"]), until=lambda changed: changed > newer["changed"])
    text = page(server, "/")
    places = [text.index("<textarea"), text.index("Zebra"), text.index("Aardvark")]
    assert places == sorted(places)


def change(server: Served, board: str) -> str:
    """When a board says it was changed, after another change."""
    note = {"fields": {"notes": str(server.ask("GET", f"/api/boards/{board}", 200)["revision"])}}
    return str(server.ask("PATCH", f"/api/boards/{board}/panels/1A", 200, json=note)["changed"])


def test_marks_are_seen_and_heard(server: Served, drawn: Any) -> None:
    marks = f"/api/boards/{drawn[0]['id']}/panels/1B/marks"
    assert "Locked" not in page(server, drawn[1])
    server.ask("PUT", marks, 200, json={"approved": True, "locked": True})
    text = page(server, drawn[1])
    assert '<span class="unseen">Approved</span>' in text
    assert '<span class="unseen">Locked</span>' in text
    server.ask("PUT", marks, 200, json={"approved": False, "locked": False})


def test_a_panel_that_is_not_drawn_says_so(server: Served) -> None:
    path = f"/boards/{server.begin(title='Blank')['id']}"
    assert page(server, path).count("Not drawn yet") == 2
    assert page(server, path, "ru").count("Ещё не нарисован") == 2


def test_the_sheet_is_shown_whole(server: Served) -> None:
    board = server.begin("\n\n".join(f"A man walks to house {number}." for number in range(60)), panels=40)
    text = page(server, f"/boards/{board['id']}/sheet")
    shown = re.findall(rf'src="(/api/boards/{board["id"]}/sheet/\d+\.png)"', text)
    assert len(shown) >= 2
    assert server.client.get(shown[-1]).headers["content-type"] == "image/png"


def test_what_waits_and_what_was_stopped_is_told_once(server: Served) -> None:
    path = f"/boards/{server.begin(title='Held')['id']}"
    server.ask("PATCH", "/api/queue", 200, json={"paused": True})
    job = server.ask("POST", f"/api{path}/renders", 202, json={"takes": 9})["id"]
    held = page(server, path, "ru")
    assert "Готово 0 из 18 картинок, остальные ждут" in held
    assert "Рисую" not in held
    assert held.count("Очередь на паузе") == 1
    assert page(server, "/").count("The queue was paused") == 1
    send(server, f"/jobs/{job}/cancel")
    assert send(server, "/queue/resume", board=path.rpartition("/")[2]) == path
    assert server.ended(job)["state"] == "cancelled"
    assert "Stopped: 0 of 18 pictures were drawn." in page(server, path)
    assert send(server, f"/jobs/{job}/retry") == path
    assert server.ended(job)["state"] == "done"
    text = page(server, path)
    assert "Stopped" not in text
    assert "/retry" not in text


def test_a_failure_is_told_once_and_stays_until_it_is_mended(server: Served) -> None:
    board = server.begin(title="Failed")
    path, panels = f"/boards/{board['id']}", board["panels"]
    server.ask("PATCH", "/api/queue", 200, json={"paused": True})
    failed = server.ask("POST", f"/api{path}/renders", 202, json={"takes": 2})["id"]
    for locked in (True, False):  # a second take of what has been locked meanwhile cannot be drawn
        for panel in panels:
            server.ask("PUT", f"/api{path}/panels/{panel['id']}/marks", 200, json={"locked": locked})
        if locked:
            server.ask("PATCH", "/api/queue", 200, json={"paused": False})
            assert server.ended(failed)["state"] == "failed"
    items = [item for item in server.ask("GET", f"/api/jobs/{failed}/items", 200) if item["reason"]]
    text = unescape(page(server, path))
    assert text.count(items[0]["reason"]) == 1
    assert text.count("Could not be drawn: see above") == 2
    assert f'action="/jobs/{failed}/retry"' in text
    server.draw(board["id"], panels=["1A"])
    text = unescape(page(server, path))
    assert text.count(items[0]["reason"]) == 1
    assert text.count("Could not be drawn: see above") == 1
    assert f'<a href="#{panels[1]["id"]}">1B</a>' in text
    server.draw(board["id"])
    assert "Could not" not in page(server, path)


def test_the_manual_says_in_russian_that_it_is_english(server: Served) -> None:
    assert "Дальше — по-английски" in page(server, "/api/docs", "ru")
    assert '<div lang="en">' in page(server, "/api/docs", "ru")
    assert "the language of the API" not in page(server, "/api/docs")


LEFT = (
    (3, "a few seconds left", "осталось несколько секунд"),
    (43, "about 40 seconds left", "осталось около 40 секунд"),
    (121, "about 2 minutes left", "осталось около 2 минут"),
    (1260, "about 21 minutes left", "осталось около 21 минуты"),
    (6000, "about 1 h 40 min left", "осталось около 1 ч 40 мин"),
    (7190, "about 2 h 00 min left", "осталось около 2 ч 00 мин"),
)


@pytest.mark.parametrize(("seconds", "english", "russian"), LEFT)
def test_the_time_that_is_left_is_said_as_people_say_it(seconds: float, english: str, russian: str) -> None:
    assert (left(seconds, "en"), left(seconds, "ru")) == (english, russian)
