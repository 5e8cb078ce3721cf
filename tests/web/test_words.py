"""What the API says to people who read Russian: whatever is wrong with a request, it is said in Russian."""

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from refusing import besieged_server as besieged_server
from refusing import send
from refusing import victim as victim
from serving import YURT, Served

from kadr import presets

RUSSIAN = {"Accept-Language": "ru"}

WRONG: tuple[str, ...] = (
    "null", "true", "7", "-1", "1.5", "1e309", "9" * 400, "9" * 5000, '""', '"wrong"', '"\\ud800"',
    json.dumps("щ" * 3000), "[]", "[1]", "[null]", '["", 7]', "{}", '{"wrong": []}', '{"": 1}', '{"wrong": null}',
    json.dumps([{"wrong": 1}] * 200), '{"wrong": "\\udfff"}', '["\\ud800"]',
)  # fmt: skip
"""Values as JSON, each of which is wrong for nearly every field."""

BROKEN = (
    b"", b"{", b"[1,", b'{"a" 1}', b'{"a": 01}', b'"\xff"', b"NaN", b"[]", b"7", b"null", b'{"a":1,"a":2}', b"[" * 50,
)  # fmt: skip

WORDS = (
    "kadr JSON UTF API GET POST PUT PATCH DELETE HEAD OPTIONS id api docs boards jobs openapi json Content Range SDXL "
    "PNG JPEG WebP WEBP null true false multipart form data stabilityai stable diffusion xl base aa c d wrong size CU "
    "auto GB TOML x Aldar ALDAR BAI NaN Infinity A B C DECODER"
)
"""Names of products and formats, values, and examples of them."""


NAMES = frozenset(re.findall(r"\w+", WORDS))


def bodies(document: Any, route: Any) -> Iterator[tuple[str, Any]]:
    """Fields of a route's JSON body with their schemas, also those of the objects in it."""
    body = route.get("requestBody", {}).get("content", {}).get("application/json")
    if body:
        yield from resolved(document, body["schema"])["properties"].items()


def resolved(document: Any, schema: Any) -> Any:
    name = schema.get("$ref", "").rpartition("/")[2]
    return document["components"]["schemas"][name] if name else schema


def words_of(document: Any) -> frozenset[str]:
    """Every name and value that the document itself has."""
    given = (name for kind in ("preset", "accelerator", "style", "paper") for name in presets.names(kind))
    return NAMES | frozenset(re.findall(r"[A-Za-z]+", " ".join((*strings(document), *given))))


def strings(value: Any) -> Iterator[str]:
    """Names of fields, of parameters, and enumerated values: no sentences."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "properties":
                yield from inner
            if key == "enum":
                yield from map(str, inner)
            if key == "name" and isinstance(inner, str):
                yield inner
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def foreign(answer: httpx.Response, known: frozenset[str]) -> list[str]:
    """Latin words in what a refusal says that are no names."""
    if answer.status_code < 400:
        return []
    problem = answer.json()
    told = " ".join([problem["detail"], *(fault["reason"] for fault in problem.get("errors") or ())])
    return [word for word in re.findall(r"[A-Za-z]+", told) if word not in known]


@pytest.fixture(scope="module", name="document")
def openapi(server: Served) -> Any:
    return server.ask("GET", "/api/openapi.json", 200)


def test_whatever_is_wrong_with_a_field_is_said_in_russian(server: Served, board: str, document: Any) -> None:
    known, found = words_of(document), []
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            place = filled(path, board)
            for name, _ in bodies(document, route):
                script = path == "/api/boards" and name != "script"
                needed = f', "script": {json.dumps(YURT)}' if script else ""
                for value in WRONG:
                    answer = send(server, method.upper(), place, f'{{"{name}": {value}{needed}}}', **RUSSIAN)
                    found += [(path, name, value[:20], word) for word in foreign(answer, known)]
    assert not set(found)


def filled(path: str, board: str) -> str:
    return path.format(board=board, panel="1A", name="ALDAR", job=1, key="0" * 32, digest="0" * 64, page=1)


def test_a_body_that_is_broken_is_told_of_in_russian(server: Served, board: str, document: Any) -> None:
    known = words_of(document)
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            if "application/json" in route.get("requestBody", {}).get("content", {}):
                for body in (*BROKEN, b'{"unheard": 1}'):
                    answer = send(server, method.upper(), filled(path, board), body, **RUSSIAN)
                    assert set(foreign(answer, known)) <= {"unheard", "a"}, (path, body, answer.text)


ADDRESSES = ("x", "0", "-1", "1.5", "9" * 300, "%D1%89", "A" * 32)


def test_an_address_that_is_wrong_is_told_of_in_russian(server: Served, board: str, document: Any) -> None:
    known = words_of(document) | {"x", "A" * 32, "A"}
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            for parameter in route.get("parameters", ()):
                for wrong in ADDRESSES:
                    name = parameter["name"]
                    if parameter["in"] == "path":
                        place = filled(path.replace(f"{{{name}}}", wrong), board)
                    else:
                        place = f"{filled(path, board)}?{name}={wrong}"
                    if path == "/api/events" or method != "get":
                        continue
                    answer = server.client.get(place, headers=RUSSIAN)
                    assert not foreign(answer, known), (place, answer.text)


def test_an_address_says_what_can_be_asked_of_it(server: Served, board: str) -> None:
    answer = server.client.delete("/api/boards", headers=RUSSIAN)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST")
    assert "GET, HEAD, POST" in answer.json()["detail"]
    assert not foreign(answer, NAMES)
    answer = server.client.put(f"/api/boards/{board}/cast/ALDAR")
    assert answer.headers["allow"] == "PATCH"


def test_a_form_that_is_wrong_is_told_of_in_russian(server: Served, document: Any) -> None:
    known = words_of(document)
    place = "/api/boards/from-file"
    forms: tuple[dict[str, Any], ...] = (
        {"data": {"script": "text"}, "files": {"other": ("a.txt", b"A man.")}},
        {"files": {"title": ("a.txt", b"A man.")}},
        {"files": {"script": ("a.txt", b"A man.")}, "data": {"title": "x" * 2_000_000}},
        {"files": [(f"f{n}", (None, "x")) for n in range(2000)]},
        {"files": {"script": ("a.txt", b"A man.")}, "data": {"aspect": "wrong"}},
        {"files": {"script": ("a.txt", b"A man.")}, "data": {"style": "wrong"}},
        {"content": b"x", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
        {"content": b"", "headers": {"Content-Type": "multipart/form-data"}},
        {"content": b"x", "headers": {"Content-Type": "multipart/form-data"}},
    )
    for form in forms:
        form["headers"] = {**form.get("headers", {}), **RUSSIAN}
        answer = server.client.post(place, **form)
        assert answer.status_code in (400, 422)
        assert not set(foreign(answer, known)) - {"other"}, answer.text


SAID = (
    ("/api/boards", '{"script": 7}', "ожидается текст, а не целое число"),
    ("/api/boards", '{"script": "x", "lines": "yes"}', "ожидается true или false, а не текст"),
    ("/api/boards", '{"script": "x", "cast": [{"name": "A", "colour": "red"}]}', "цвет вида #aa3311"),
    ("/api/boards", '{"script": "x",\n "title" "y"}', "в строке 2, столбец 10"),
    ("/api/boards", '{"script": "\\ud800"}', "половина знака"),
    ("/api/boards/{board}/renders", '{"engine": "dalle"}', "одно из: auto, draft, sdxl"),
    ("/api/boards/{board}/renders", '{"size": "64x64", "colours": 7}', "поля «colours» здесь нет"),
)


@pytest.mark.parametrize(("path", "body", "words"), SAID, ids=lambda value: value[:30])
def test_what_is_expected_is_said_in_words(server: Served, board: str, path: str, body: str, words: str) -> None:
    answer = send(server, "POST", path.format(board=board), body, **RUSSIAN)
    assert words in answer.json()["detail"]


def test_a_field_of_several_kinds_is_told_of_once(server: Served, board: str) -> None:
    path = f"/api/boards/{board}/panels/1A"
    problem = send(server, "PATCH", path, '{"fields": {"size": []}}', **RUSSIAN).json()
    assert [fault["field"] for fault in problem["errors"]] == ["fields.size"]
    assert "текст или число или true или false" in problem["detail"]
