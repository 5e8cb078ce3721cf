"""Tokens, names and languages: what the guard decides from a request's head alone."""

import asyncio
import json
from typing import Any

import httpx
import pytest
from served import BODIES, Echo

from kadr.messages import say
from kadr.web.door import Door
from kadr.web.guard import Guard
from kadr.web.problem import language_of, problem
from kadr.web.token import is_loopback

TOKEN = "k" * 43
OWN = "http://localhost:8000"


def ask(
    path: str = "/", method: str = "GET", headers: list[tuple[str, str]] | None = None, **door: Any
) -> httpx.Response:
    """The guard's answer; `door` are changes of a door on this machine's port 8000."""
    guard = Guard(Echo(), Door(**{"host": "127.0.0.1", "port": 8000, "bodies": BODIES, **door}))

    async def go() -> httpx.Response:
        transport = httpx.ASGITransport(app=guard)  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url=OWN) as client:
            return await client.request(method, path, headers=headers)

    return asyncio.run(go())


def bearer(token: str) -> list[tuple[str, str]]:
    return [("Authorization", f"Bearer {token}")]


# The token


def test_who_shows_the_token_comes_in() -> None:
    assert ask(headers=bearer(TOKEN), token=TOKEN).status_code == 200
    assert ask(headers=[("authorization", f"bearer  {TOKEN}")], token=TOKEN).status_code == 200
    cookies = [("Cookie", f"other=1; kadr-8000={TOKEN}"), ("Authorization", "")]
    assert ask(headers=cookies, token=TOKEN).status_code == 200, "an empty Authorization is none"


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("Authorization", "")],
        bearer(""),
        bearer(TOKEN[:-1]),
        bearer(TOKEN + "x"),
        bearer("é" * 43),
        bearer(TOKEN + " " * 300 + "x"),
        bearer("x" * 20_000),
        bearer(" " * 300 + TOKEN),
        [("Authorization", f"Basic {TOKEN}")],
        [("Authorization", TOKEN)],
        [("Cookie", f"kadr-8001={TOKEN}")],
        [("Cookie", "kadr-8000=")],
        [("Cookie", f"kadr-8000={TOKEN}"), ("Authorization", "Bearer wrong")],
    ],
)
def test_who_does_not_stays_out(headers: list[tuple[str, str]]) -> None:
    coded = [(name, value.encode("latin-1")) for name, value in headers]
    found = ask(headers=coded, token=TOKEN)  # type: ignore[arg-type]
    assert found.status_code == 401
    assert found.headers["www-authenticate"].startswith("Bearer")
    assert found.headers["x-content-type-options"] == "nosniff"
    assert TOKEN not in found.text


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS", "DELETE"])
@pytest.mark.parametrize("path", ["/", "/api/events", "/assets/a.js", "/anything?token="])
def test_no_address_is_free(method: str, path: str) -> None:
    assert ask(path, method, token=TOKEN).status_code == 401


def test_the_address_with_the_token_is_opened_once() -> None:
    found = ask(f"/?token={TOKEN}&board=1", token=TOKEN)
    assert found.status_code == 303
    assert found.headers["location"] == "/?board=1"
    assert found.headers["cache-control"] == "no-store"
    cookie = found.headers["set-cookie"]
    assert cookie == f"kadr-8000={TOKEN}; Path=/; HttpOnly; SameSite=Strict"
    assert ask(found.headers["location"], headers=[("Cookie", cookie.split(";")[0])], token=TOKEN).status_code == 200
    assert ask(f"/?token={TOKEN}", token=TOKEN).headers["location"] == "/"
    secure = ask(f"/?token={TOKEN}", headers=[("Host", "localhost:8000")], token=TOKEN, secure=True)
    assert secure.headers["set-cookie"].endswith("; Secure")


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/?token=wrong", "GET", 401),
        ("/?token=", "GET", 401),
        (f"/?token=wrong&token={TOKEN}", "GET", 401),
        (f"/?token={TOKEN}", "POST", 401),
        (f"/api/boards?token={TOKEN}", "GET", 401),
    ],
)
def test_a_token_in_other_addresses_opens_nothing(path: str, method: str, status: int) -> None:
    found = ask(path, method, token=TOKEN)
    assert found.status_code == status
    assert "set-cookie" not in found.headers


def test_the_token_does_not_excuse_a_strange_name() -> None:
    strange = [("Host", "evil.com:8000")]
    assert ask(f"/?token={TOKEN}", headers=strange, token=TOKEN).status_code == 403
    assert ask(headers=[*strange, *bearer(TOKEN)], token=TOKEN).status_code == 403


def test_where_it_leads_is_never_somebody_elses() -> None:
    found = ask(f"/?token={TOKEN}&next=//evil.com/%0d%0aSet-Cookie:%20a=b", token=TOKEN)
    assert found.headers["location"] == "/?next=%2F%2Fevil.com%2F%0D%0ASet-Cookie%3A+a%3Db"


# Names


def test_two_hosts_and_none() -> None:
    assert ask(headers=[("Host", "localhost:8000"), ("Host", "localhost:8000")]).status_code == 400
    guard = Guard(Echo(), Door(host="127.0.0.1", port=8000))
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(event: Any) -> None:
        sent.append(event)

    scope = {"type": "http", "method": "GET", "path": "/", "raw_path": b"/", "query_string": b"", "headers": []}
    asyncio.run(guard(scope, receive, send))
    assert sent[0]["status"] == 400


def test_sockets_are_refused() -> None:
    guard = Guard(Echo(), Door(host="127.0.0.1", port=8000))
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(event: Any) -> None:
        sent.append(event)

    asyncio.run(guard({"type": "websocket", "path": "/", "headers": []}, receive, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize(
    ("door", "good", "bad"),
    [
        ({"host": "0.0.0.0", "names": ("studio.lan",)}, "studio.lan:8000", "other.lan:8000"),
        ({"host": "0.0.0.0"}, "192.168.1.7:8000", "192.168.1.7.evil.com:8000"),
        ({"host": "::"}, "[fe80::1]:8000", "evil.com:8000"),
        ({"host": "::"}, "localhost:8000", "192.168.1.7:8001"),
        ({"host": "192.168.1.7"}, "192.168.1.7:8000", "192.168.1.8:8000"),
        ({"host": "192.168.1.7"}, "192.168.1.7:8000", "localhost:8000"),
        ({"host": "box"}, "BOX:8000", "box.evil.com:8000"),
        ({"names": ("film.test:443",), "secure": True}, "film.test", "film.test:8000"),
        ({"names": ("[fd00::5]",)}, "[fd00:0::5]:8000", "[fd00::6]:8000"),
        ({"port": 80}, "localhost", "localhost:8000"),
        ({"port": 80}, "localhost:80", "evil.com"),
    ],
)
def test_names_by_where_it_listens(door: dict[str, Any], good: str, bad: str) -> None:
    shown = bearer(TOKEN)
    assert ask(headers=[("Host", good), *shown], token=TOKEN, **door).status_code == 200
    assert ask(headers=[("Host", bad), *shown], token=TOKEN, **door).status_code == 403


def test_a_page_behind_a_proxy_may_change_things() -> None:
    proxied: dict[str, Any] = {"names": ("film.test:443",), "secure": True}
    host = ("Host", "film.test")
    assert ask("/", "DELETE", [host, ("Origin", "https://film.test")], **proxied).status_code == 200
    assert ask("/", "DELETE", [host, ("Origin", "http://film.test")], **proxied).status_code == 403
    assert ask("/", "DELETE", [host, ("Origin", "https://film.test:8000")], **proxied).status_code == 403


@pytest.mark.parametrize(
    "address", ["localhost", "LOCALHOST", "127.0.0.1", "127.9.9.9", "::1", "[::1]", "0:0:0:0:0:0:0:1"]
)
def test_loopback(address: str) -> None:
    assert is_loopback(address)


@pytest.mark.parametrize(
    "address",
    ["0.0.0.0", "::", "", "*", "192.168.1.7", "box", "localhost.evil.com", "127.0.0.1.evil.com", "::ffff:127.0.0.1"],
)
def test_not_loopback(address: str) -> None:
    assert not is_loopback(address)


# Lengths, as servers pass them on that check less


@pytest.mark.parametrize("length", ["-1", "+1", "1e3", "0x10", "1 1", "9" * 30, ""])
def test_lengths_that_are_none(length: str) -> None:
    said = [("Content-Type", "application/json"), ("Content-Length", length)]
    assert ask("/api/boards", "POST", said).status_code == 400


# Languages


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("*", "en"),
        ("ru", "ru"),
        ("RU-ru", "ru"),
        ("ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7", "ru"),
        ("en;q=0.8, ru;q=0.9", "ru"),
        ("de, fr;q=0.5", "en"),
        ("de, ru;q=0.1", "ru"),
        ("ru;q=0", "en"),
        ("ru;q=0, en;q=0.1", "en"),
        ("en, ru", "en"),
        ("ru, en", "ru"),
        ("ru;q=nan, en;q=0.5", "en"),
        ("ru;q=inf", "en"),
        ("ru;q=²", "en"),
        ("ru;q=1e3", "en"),
        (",;,;q=,", "en"),
        ("ru;" * 10_000, "en"),
    ],
)
def test_the_language_that_is_read_best(accepted: str, language: str) -> None:
    assert language_of(accepted) == language


def test_a_problem_may_tell_of_anything() -> None:
    told = problem(422, say("library.unreadable", path="a\ud800\u202e{}", detail="?"), "ru", field="name")
    assert b'"field": "name"' in told
    assert b'"code": "library.unreadable"' in told
    assert "a\ud800\u202e{}" in json.loads(told)["detail"]
