"""What people read who are refused: a page in their language, with a way on."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from serving import Served, serve

READS = {"Accept": "text/html,application/xhtml+xml;q=0.9"}
KEY = re.compile(r"[?&]token=([\w-]{32,})")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("refused") / "home") as server:
        yield server


def is_page(answer: httpx.Response) -> str:
    """The text of a page like all others: with style, a heading, no word of programs."""
    text = answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert '<link rel="stylesheet" href="/style.css">' in text
    assert len(re.findall("<h1>[^<]+</h1>", text)) == 1
    assert not re.search(r"GET /|/api/boards|Bearer|<style| style=|\b(Not Found|Forbidden|Unauthorized)\b", text)
    return text


@pytest.mark.parametrize(
    ("path", "status", "english", "russian"),
    [
        ("/boards/000000000000", 404, "There is no such board", "Такой раскадровки нет"),
        ("/boards/nonsense", 422, "Nothing is at this address", "По этому адресу ничего нет"),
        ("/nope", 404, "Nothing is at this address", "По этому адресу ничего нет"),
        ("/boards/000000000000/draw", 405, "a button", "адрес кнопки"),
        ("//<b>", 400, "Open the start page", "Откройте начальную страницу"),
    ],
)
def test_a_refusal_is_a_page(server: Served, path: str, status: int, english: str, russian: str) -> None:
    for language, told in (("en", english), ("ru-RU,ru;q=0.9,en;q=0.5", russian)):
        answer = server.client.get(f"{server.url}{path}", headers={**READS, "Accept-Language": language})
        assert answer.status_code == status
        text = is_page(answer)
        assert told in text
        assert '<a class="button" href="/">' in text
        heading = re.findall("<h1>([^<]+)</h1>", text)[0]
        assert bool(re.search("[а-яё]{3}", heading)) == (language != "en")


def test_programs_are_told_of_the_api(server: Served) -> None:
    assert "GET /api/boards" in server.client.get("/api/boards/000000000000").json()["detail"]


def test_a_script_of_spaces_has_a_name(server: Served) -> None:
    for language, told in (("en", "The script is empty"), ("ru", "Сценарий: здесь пусто")):
        asked = {"json": {"script": "  "}, "headers": {"Accept-Language": language}}
        assert server.ask("POST", "/api/boards", 422, **asked)["detail"].startswith(told)


def test_who_calls_by_another_name_is_shown_the_right_one(server: Served) -> None:
    strange = {**READS, "Host": "studio.local", "Accept-Language": "ru"}
    answer = server.client.get("/", headers=strange)
    assert answer.status_code == 403
    assert f'href="http://localhost:{server.url.rpartition(":")[2]}"' in is_page(answer)
    assert server.client.get("/style.css", headers=strange).status_code == 200
    assert server.client.get("/api/boards", headers=strange).status_code == 403


def test_who_has_no_key_may_type_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with serve(home, "--listen", "0.0.0.0") as server:
        with httpx.Client(base_url=server.url.partition("?")[0], trust_env=False) as stranger:
            answer = stranger.get("/", headers={**READS, "Accept-Language": "ru"})
            assert answer.status_code == 401
            text = is_page(answer)
            assert 'method="get" action="/"' in text
            assert 'name="token"' in text
            assert stranger.get("/style.css").status_code == 200
            assert stranger.get("/api/boards").status_code == 401
            key = (home / ".kadr" / "token").read_text().strip()
            assert stranger.get("/", params={"token": key}, follow_redirects=True).status_code == 200
            manual = stranger.get("/api/docs").text
        curls = re.findall("<pre>(curl.*?)</pre>", manual)
        assert len(curls) > 20
        assert all("Authorization: Bearer TOKEN" in curl for curl in curls)
        assert "TOKEN stands for" in manual
        assert key not in manual


def test_every_address_that_is_printed_lets_people_in_or_says_how(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with serve(home, "--listen", "0.0.0.0") as first:
        assert first.process.stdout
        addresses = [first.url, *re.findall(r"http://\S+[\w-]", first.process.stdout.readline())]
        assert len(addresses) == 2
        assert all(KEY.search(address) for address in addresses)
        assert httpx.get(first.url, trust_env=False).status_code == 303
    with serve(home, "--listen", "0.0.0.0") as again:
        assert again.process.stdout
        assert str(home / ".kadr" / "token") in again.process.stdout.readline()
        assert not KEY.search(again.url)
