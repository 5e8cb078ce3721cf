"""What the vocabulary says can be set is what can be set."""

from collections.abc import Iterator
from typing import Any

import pytest
from serving import Served, serve


@pytest.fixture(scope="module", name="server")
def small_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("vocabulary") / "home") as server:
        yield server


def value_of(term: Any) -> list[object]:
    """Values that a term takes: its bounds, some of its values."""
    if term["kind"] == "number":
        return [term["low"] or 0.5, term["high"]]
    plain: dict[str, list[object]] = {
        "flag": [True, False],
        "text": ["Слова"],
        "english": ["words"],
        "colour": ["#aa3311"],
        "names": ["ALDAR"],
        "name": ["ALDAR"],
    }
    values = [one["value"] for one in term["values"]] or ["ALDAR"]
    return plain.get(term["kind"]) or [values[0], values[-1]]


def test_every_term_takes_what_it_says(server: Served) -> None:
    words = server.ask("GET", "/api/vocabulary", 200)
    board = server.begin(title="Terms")
    panel = f"/api/boards/{board['id']}/panels/{board['panels'][0]['id']}"
    for group, prefix in (("panel", ""), ("camera", ""), ("figure", "ALDAR.")):
        for last in (0, -1):
            fields = {prefix + term["name"]: value_of(term)[last] for term in words[group]}
            server.ask("PATCH", panel, 200, json={"fields": {"who": "ALDAR", **fields}})
    fields = {term["name"]: value_of(term)[0] for term in words["character"]}
    server.ask("PATCH", f"/api/boards/{board['id']}/cast/ALDAR", 200, json={"fields": fields})


def test_the_vocabulary_names_every_field_that_a_refusal_names(server: Served) -> None:
    words = server.ask("GET", "/api/vocabulary", 200)
    board = server.begin(title="Names")
    panel = f"/api/boards/{board['id']}/panels/1A"
    known = {term["name"] for group in ("panel", "camera", "figure") for term in words[group]}
    told = server.ask("PATCH", panel, 400, json={"fields": {"?": 1}})["detail"].partition("There are: ")[2]
    names = {part.strip(" .").removeprefix("NAME.") for part in told.replace(";", ",").split(",")}
    assert names == known


def test_values_have_names_in_the_language_asked_for(server: Served) -> None:
    words = server.ask("GET", "/api/vocabulary", 200, headers={"Accept-Language": "ru"})
    weather = next(term for term in words["panel"] if term["name"] == "weather")
    assert {one["value"]: one["name"] for one in weather["values"]}["rain"] == "дождь"
    assert {"fast", "balanced"} <= set(words["presets"])
    assert {"full", "tiny"} == set(words["decoders"])


def test_every_bundle_that_is_named_is_taken(server: Served) -> None:
    words = server.ask("GET", "/api/vocabulary", 200)
    for style in words["styles"]:
        server.begin("A man walks.", style=style)
    for aspect in words["aspects"]:
        server.begin("A man walks.", size=None, aspect=aspect)


def examples(document: Any) -> Iterator[tuple[str, str, Any]]:
    """Each example of a JSON body: the method, the path, the body."""
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            schema = route.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            name = schema.get("$ref", "").rpartition("/")[2]
            for example in document["components"]["schemas"].get(name, {}).get("examples", ()):
                yield method, path, example


def test_every_example_of_the_document_works(server: Served) -> None:
    asked = list(examples(server.ask("GET", "/api/openapi.json", 200)))
    assert {"/api/boards", "/api/boards/{board}/panels/{panel}"} <= {path for _, path, _ in asked}
    for method, path, example in asked:
        board = server.begin(title="Example")
        place = path.format(board=board["id"], panel="1A", name="ALDAR")
        answer = server.client.request(method, place, json=example)
        assert answer.status_code < 300, (path, answer.text)
