"""Numbers and JSON that must be refused, each by the name of its field where there is one."""

import json
from typing import Any

import pytest
from refusing import BEGIN, PANEL, RENDER, body, refusal, send
from refusing import besieged_server as besieged_server
from refusing import victim as victim
from serving import YURT, Served

# Numbers

WRONG_INTEGERS = (
    "0", "-1", "-2", "1000000", "1e9", "1.5", '"1024"', '"1"', "true", "[1]", "{}", str(2**63), "1e309",
    str(2**64), "-0.1", '""', "9" * 400, "9" * 5000,
)  # fmt: skip
WRONG_NUMBERS = ("-5", "99", '"0.5"', "true", "[]", "1e309", "1e999999", "9" * 400)
NUMBERS = [
    *((BEGIN, "panels", value) for value in (*WRONG_INTEGERS, "501")),
    *((RENDER, "takes", value) for value in (*WRONG_INTEGERS, "100", "null")),
    *((RENDER, "steps", value) for value in (*WRONG_INTEGERS, "10000")),
    *((RENDER, "guidance", value) for value in WRONG_NUMBERS),
    *((RENDER, "strength", value) for value in WRONG_NUMBERS),
    *((RENDER, "priority", value) for value in ("101", "-101", "1.5", '"1"', "true", "null", str(2**63))),
    *(
        (BEGIN, "seed", value)
        for value in ("-1", "-2", str(2**32), str(2**63), str(2**64), "1.5", '"7"', "true", "1e309")
    ),
]


@pytest.mark.parametrize(("path", "field", "value"), NUMBERS, ids=lambda value: str(value)[:24])
def test_a_number_that_is_none_is_refused_by_its_name(
    server: Served, board: str, path: str, field: str, value: str
) -> None:
    script = f'"script": {json.dumps(YURT)}, ' if path == BEGIN else ""
    answer = send(server, "POST", path.format(board=board), f'{{{script}"{field}": {value}}}')
    problem = refusal(answer)
    assert problem.get("field") == field or problem["code"].startswith("serving.json")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "nan", "0x10", "01", ".5", "+1", "1_000"])
def test_what_json_does_not_know_is_refused(server: Served, board: str, value: str) -> None:
    for path in (BEGIN, RENDER):
        problem = refusal(send(server, "POST", path.format(board=board), f'{{"seed": {value}, "guidance": {value}}}'))
        assert problem["code"].startswith("serving.json")


SIZES = (
    "0x0",
    "-8x8",
    "7x7",
    "100000x64",
    "1000000000x1000000000",
    "64",
    "x",
    "64x",
    "NaNxNaN",
    "64x64x64",
    "６４x６４ｘ",
)
ASPECTS = ("0:1", "1:0", "-1:1", "1000:1", "16", "a:b", "NaN:1", "1e309:1", "0.0:0.0")


@pytest.mark.parametrize(
    ("field", "value"), [*(("size", size) for size in SIZES), *(("aspect", aspect) for aspect in ASPECTS)]
)
def test_a_frame_that_is_none_is_refused(server: Served, board: str, field: str, value: str) -> None:
    asked = {"script": YURT, field: value}
    refusal(send(server, "POST", BEGIN, body(**asked)))
    refusal(send(server, "POST", RENDER.format(board=board), body(**{field: value})))


FIELDS = (
    *(("seconds", value) for value in (0, -1, 1e12, True, "x", "NaN", "1e309", "")),
    *(("camera.height", value) for value in (-5, 1e12, True, "NaN", "inf", "low")),
    *(("Aldar.x", value) for value in (1e300, "NaN", "left of nothing", True)),
    *(("size", value) for value in ("XXL", 5, True, "../../x")),
    ("unknown", "x"),
    ("__class__", "x"),
    ("Nobody.pose", "run"),
    ("Aldar.__dict__", "x"),
    (".", "x"),
    ("=", "x"),
    ("id", "zzzz"),
    ("colour", "red"),
)


@pytest.mark.parametrize(("field", "value"), FIELDS, ids=str)
def test_a_field_of_a_panel_that_cannot_be_is_refused(server: Served, board: str, field: str, value: object) -> None:
    place = f"/api/boards/{board}"
    before = server.ask("GET", place, 200)
    refusal(send(server, "PATCH", PANEL.format(board=board), body(fields={field: value})))
    assert server.ask("GET", place, 200) == before


# JSON

DEEP = 100_000
BROKEN: dict[str, bytes] = {
    "lists without end": b"[" * DEEP,
    "deep lists": b"[" * DEEP + b"]" * DEEP,
    "deep objects": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "deep in a field": b'{"script": "x", "cast": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    "brackets that close nothing": b"]" * DEEP,
    "a field twice": b'{"script": "A man.", "script": "A dog."}',
    "a field twice, written otherwise": b'{"script": "A man.", "scr\\u0069pt": "A dog."}',
    "nothing": b"",
    "half": b'{"script": "A man',
    "two": b'{"script": "A man."} {"script": "A dog."}',
    "a comma too many": b'{"script": "A man.",}',
    "a comment": b'{"script": "A man."} // yes',
    "not UTF-8": b'{"script": "\xff\xfe"}',
    "UTF-16": '{"script": "A man."}'.encode("utf-16"),
    "with a mark": b"\xef\xbb\xbf" + b'{"script": "A man."}',
    "half a letter": b'{"script": "\xd0"}',
    "overlong": b'{"script": "\xc0\xaf"}',
    "a control character": b'{"script": "a\x00b"}',
    "a list": b"[]",
    "a text": b'"script"',
    "null": b"null",
    "a number": b"1",
    "an unknown field": b'{"script": "A man.", "scripts": "A dog."}',
    "a field of Python": b'{"script": "A man.", "__class__": "x"}',
    "null for the script": b'{"script": null}',
    "a list for the script": b'{"script": ["A man."]}',
    "a lone surrogate": b'{"script": "a \\ud800 b"}',
    "a lone surrogate as a field": b'{"script": "x", "\\ud800": "b"}',
    "a lone surrogate in the title": b'{"script": "A man walks.", "title": "\\udfff"}',
    "a lone surrogate in a name": b'{"script": "A man walks.", "cast": [{"name": "\\ud83d"}]}',
    "backslashes": b'{"script": "' + b"\\\\" * 500_000,
    "quotes": b'"' * 1_000_001,
}


@pytest.mark.parametrize("name", BROKEN)
def test_json_that_is_broken_is_refused(server: Served, name: str) -> None:
    refusal(send(server, "POST", BEGIN, BROKEN[name]))


def test_another_kind_of_body_is_refused(server: Served) -> None:
    for kind in ("text/plain", "application/xml", "application/json-seq", "x", ""):
        assert send(server, "POST", BEGIN, body(script=YURT), **{"Content-Type": kind}).status_code in (400, 415)


LONG = "x" * 1_000_000
LONGS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (BEGIN, "title", {"script": YURT, "title": LONG}),
    (BEGIN, "preset", {"script": YURT, "preset": LONG}),
    (BEGIN, "style", {"script": YURT, "style": LONG}),
    (BEGIN, "size", {"script": YURT, "size": LONG}),
    (BEGIN, "cast[0].name", {"script": YURT, "cast": [{"name": LONG}]}),
    (BEGIN, "cast[0].traits", {"script": YURT, "cast": [{"name": "A", "traits": LONG}]}),
    (BEGIN, "cast", {"script": YURT, "cast": [{"name": "A"}] * 101}),
    (RENDER, "model", {"model": LONG}),
    (RENDER, "accelerator", {"accelerator": LONG}),
    (RENDER, "budget", {"budget": LONG}),
    (RENDER, "engine", {"engine": LONG}),
    (RENDER, "panels", {"panels": ["1A"] * 5001}),
)


@pytest.mark.parametrize(("path", "field", "asked"), LONGS, ids=lambda value: str(value)[:24])
def test_what_is_too_long_is_refused_by_its_name(
    server: Served, board: str, path: str, field: str, asked: dict[str, Any]
) -> None:
    assert refusal(send(server, "POST", path.format(board=board), body(**asked)))["field"] == field


def test_an_unknown_field_of_a_megabyte_is_not_told_back(server: Served, board: str) -> None:
    refusal(send(server, "POST", BEGIN, body(script=YURT, **{LONG: 1})))
    refusal(send(server, "POST", RENDER.format(board=board), body(panels=[LONG])))
    refusal(send(server, "PATCH", PANEL.format(board=board), body(fields={"notes": LONG})))
    refusal(send(server, "PATCH", PANEL.format(board=board), body(fields={LONG: "x"})))
    refusal(send(server, "PATCH", PANEL.format(board=board), body(fields={f"f{n}": 1 for n in range(10_000)})))
