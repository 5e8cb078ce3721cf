"""Texts, names, addresses and files: whatever they are, they are text, or are refused; none leads out of the home."""

import json
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from refusing import BEGIN, RENDER, SOON, body, refusal, send
from refusing import besieged_server as besieged_server
from refusing import victim as victim
from serving import SMALL, Served

# Text: it is taken as text, whatever it is

TEXTS = (
    "a\u202egnp.exe",
    "Z̸̡̛͔a̵̢͝l̶̨̛g̵̱̚o̷͈͝ " * 20,
    "👩‍👩‍👧‍👦 walks",
    "word " * 1000,
    "Negative prompt: bad hands",
    "Steps: 30, Sampler: Euler",
    "--engine=sdxl --out /etc",
    "<script>alert(1)</script>",
    "{{7*7}} ${7*7} %s%n%x {0.__class__}",
    "a\r\nb\r\nc",
    '"; DROP TABLE jobs; --',
    "{scene} {title!r} {0}",
    "\ufeffA man walks.",
    "a\u2028b\u2029c\u0085d",
    "𐀀 \uffff \ufdd0",
)
NOT_TEXTS = ("", " ", "\n\n\t ", "a\0b", "\u200b")


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: ascii(text)[:30])
def test_a_text_is_a_text(server: Served, text: str) -> None:
    script = f"INT. YURT - NIGHT\n\nAldar sits. {text}\n"
    answer = send(server, "POST", BEGIN, body(script=script, title=text[:150], size=SMALL))
    assert answer.status_code == 201, answer.text
    board = answer.json()
    if not any(ord(letter) < 32 for letter in text):
        assert board["title"] == text[:150].strip()
    fields = {"notes": text[:1500], "action": text[:1500]}
    path = f"/api/boards/{board['id']}/panels/{board['panels'][0]['id']}"
    changed = send(server, "PATCH", path, body(fields=fields))
    assert changed.status_code == 200, changed.text
    assert send(server, "GET", f"/api/boards/{board['id']}", b"").json() == changed.json()
    assert send(server, "GET", f"/boards/{board['id']}", b"").status_code == 200
    assert send(server, "POST", f"/api/boards/{board['id']}/renders", body(engine="draft")).status_code == 202


@pytest.mark.parametrize("text", NOT_TEXTS, ids=ascii)
def test_a_script_of_nothing_is_refused(server: Served, text: str) -> None:
    refusal(send(server, "POST", BEGIN, body(script=text)))


# Names

NAMES = (
    "../../x", "..\\..\\x", "/abs", "C:\\x", "CON", "NUL.png", "x.", "x ", "é" * 150, "-rf", ".", "..", "~", "$HOME",
    "a\nb", "a\tb", "COM1", ".kadr", "board.json", "a/b/c", "*", "a" * 200, "%2e%2e%2f", "x\u202egnp.exe",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name)[:20])
def test_a_title_is_a_folder_below_the_home(server: Served, name: str) -> None:
    answer = send(server, "POST", BEGIN, body(script="A man walks.", title=name, size=SMALL))
    assert answer.status_code == 201, answer.text
    made = [path for path in server.home.glob("*/board.json") if json.loads(path.read_text())["title"] == name.strip()]
    assert made
    assert all(folder_is_plain(path.parent.name) for path in made)
    refusal(send(server, "POST", BEGIN, body(script="A man.", cast=[{"name": "", "traits": name}])))


def folder_is_plain(name: str) -> bool:
    """Whether every file system takes a name, and nobody mistakes it."""
    reserved = {"con", "nul", "com1", "prn", "aux"}
    odd = set(name) & set('/\\:*?"<>|\0\n\t~$%') or name[0] in ".-" or name[-1] in ". "
    return not odd and name.split(".")[0].lower() not in reserved and len(name.encode()) <= 255


@pytest.mark.parametrize("twins", [("\u00e9t\u00e9", "e\u0301te\u0301"), ("Case", "CASE")], ids=ascii)
def test_twins_are_boards_of_their_own(server: Served, twins: tuple[str, str]) -> None:
    first, second = (server.begin("A man walks.", title=title)["id"] for title in twins)
    assert first != second
    titles = [server.ask("GET", f"/api/boards/{one}", 200)["title"] for one in (first, second)]
    assert titles == list(twins)


@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name)[:20])
def test_a_file_of_any_name_is_read_and_never_written(server: Served, name: str) -> None:
    files = {"script": (name, b"A man walks.")}
    answer = server.client.post("/api/boards/from-file", files=files, data={"title": "File"})
    assert answer.status_code in (201, 422), answer.text
    if answer.status_code == 201:
        assert "/" not in answer.json()["source"]
        assert "\\" not in answer.json()["source"]
    else:
        refusal(answer)


MODELS = (
    "../../etc/passwd",
    "/etc/passwd",
    "a/b/c",
    "..",
    "a\\b",
    "file:///etc/passwd",
    "http://x/y",
    "a\0b",
    "~/x",
    " ",
    "",
)


@pytest.mark.parametrize("model", MODELS, ids=ascii)
def test_a_model_is_a_name_and_no_path(server: Served, board: str, model: str) -> None:
    assert refusal(send(server, "POST", RENDER.format(board=board), body(model=model)))["field"] == "model"


OTHERS: tuple[dict[str, Any], ...] = (
    {"engine": "dalle"}, {"engine": None}, {"preset": "../fast"}, {"preset": "turbo"}, {"accelerator": "../none"},
    {"decoder": "x"}, {"budget": "much"}, {"budget": "-1GB"}, {"budget": "1e309GB"}, {"budget": "NaN"},
    {"size": "64x64", "aspect": "1:1"}, {"panels": []}, {"panels": ["9Z"]}, {"panels": [1]}, {"panels": "1A"},
    {"panels": ["../1A"]}, {"panels": ["\0"]}, {"script": "/etc/passwd"}, {"board": "/etc"}, {"redraw": True},
)  # fmt: skip


@pytest.mark.parametrize("asked", OTHERS, ids=str)
def test_an_order_that_cannot_be_is_refused(server: Served, board: str, asked: dict[str, Any]) -> None:
    refusal(send(server, "POST", RENDER.format(board=board), body(**asked)))


# Addresses

SECRET = "root:"
IDS = (
    "../../etc/passwd", "%2e%2e", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..%5c", "%00", "0" * 11, "0" * 13,
    "ABCDEF012345", "0" * 12 + "%0a", "' OR 1=1 --", "%ff", "\ud55c", "-1", "*", "x" * 3000,
)  # fmt: skip
PLACES = (
    "/api/boards/{id}", "/api/boards/{id}/board.json", "/api/boards/{board}/panels/{id}",
    "/api/boards/{board}/takes/{id}.png", "/api/boards/{board}/takes/{id}.webp",
    "/api/boards/{board}/references/{id}.png", "/api/jobs/{id}", "/boards/{id}",
    "/api/boards/{board}/sheet/{id}.png", "/{id}", "//{id}", "/api/{id}", "/style.css/{id}",
)  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_an_id_is_an_id_and_no_path(server: Served, board: str, place: str) -> None:
    for wanted in IDS:
        path = place.format(board=board, id=quote(wanted, safe="%/.*-"))
        answer = server.client.get(httpx.URL(server.url, raw_path=path.encode()), timeout=SOON)
        assert SECRET not in answer.text
        if answer.status_code != 200:  # "/../x" is what a client makes of it before it asks
            refusal(answer)
        else:
            assert answer.headers["content-type"].partition(";")[0] in ("text/html", "application/json"), path


QUERIES = (
    "/api/jobs?limit=0", "/api/jobs?limit=1001", "/api/jobs?limit=x", "/api/jobs?ended=maybe", "/api/jobs?limit=1e3",
    "/api/jobs?board=" + "0" * 21, "/api/boards/{board}/sheet/0.png", "/api/boards/{board}/sheet/1.png?columns=9",
    "/api/boards/{board}/sheet/1.png?rows=-1", "/api/boards/{board}/sheet/1.png?paper=../a4",
    "/api/boards/{board}/takes/" + "0" * 32 + ".webp?width=5000", "/api/events?after=-1", "/api/events?after=NaN",
    "/api/jobs/-1", "/api/jobs/0", "/api/jobs/1.5", f"/api/jobs/{2**64}", "/api/jobs/" + "9" * 5000,
)  # fmt: skip


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: str(path)[:60])
def test_a_question_that_has_no_answer_is_refused(server: Served, board: str, path: str) -> None:
    refusal(server.client.get(path.format(board=board)))


# Screenplays

SCRIPTS: dict[str, tuple[str, bytes]] = {
    "nothing": ("a.fountain", b""),
    "only a title page": ("a.fountain", b"Title: Nothing\nAuthor: Nobody\n"),
    "no archive": ("a.docx", b"PK\x03\x04" + b"x" * 1000),
    "no document": ("a.pdf", b"%PDF-1.7\n" + b"x" * 1000),
    "a picture": ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(1000)),
    "zeros": ("a.txt", bytes(100_000)),
    "an entity from elsewhere": (
        "a.fdx",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        b'<FinalDraft><Content><Paragraph Type="Action"><Text>&e;</Text></Paragraph></Content></FinalDraft>',
    ),
    "a billion laughs": (
        "a.fdx",
        b'<!DOCTYPE l [<!ENTITY a "ha">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
        + b']><FinalDraft><Content><Paragraph Type="Action"><Text>&j;</Text></Paragraph></Content></FinalDraft>',
    ),
    "deep paragraphs": ("a.fdx", b"<FinalDraft><Content>" + b"<Paragraph>" * 100_000),
    "21 MB": ("a.txt", b"A man walks.\n" * 1_620_000),
}  # fmt: skip


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_file_that_is_no_script_is_refused(server: Served, name: str) -> None:
    before = {path.name for path in server.home.iterdir()}
    answer = server.client.post("/api/boards/from-file", files={"script": SCRIPTS[name]}, timeout=SOON)
    assert SECRET not in answer.text
    refusal(answer)
    assert {path.name for path in server.home.iterdir()} == before


READABLE: dict[str, bytes] = {
    "Latin-1": "Andr\xe9 marche.".encode("latin-1"),
    "UTF-16": "A man walks.".encode("utf-16"),
    "with a mark": b"\xef\xbb\xbfA man walks.",
    "CRLF": b"INT. YURT - NIGHT\r\n\r\nAldar sits.\r\n",
    "CR": b"INT. YURT - NIGHT\r\rAldar sits.\r",
    "a boneyard without end": b"INT. YURT - NIGHT\n\nAldar sits.\n\n/*" + b" INT. HOUSE" * 1000,
    "a note without end": b"INT. YURT - NIGHT\n\nAldar sits. [[" + b"x " * 10_000,
    "scenes of one number": b"INT. YURT - NIGHT #1#\n\nAldar sits.\n\nEXT. STEPPE - DAY #1#\n\nAldar runs.\n",
}


@pytest.mark.parametrize("name", READABLE)
def test_a_file_as_other_programs_save_it_is_a_board_or_is_refused_in_words(server: Served, name: str) -> None:
    files = {"script": ("a.fountain", READABLE[name])}
    answer = server.client.post("/api/boards/from-file", files=files, data={"title": "Odd"}, timeout=SOON)
    if answer.status_code != 201:
        refusal(answer)


BRACKETS = ("(", "[[", "/*", "*", "_", "{", "\\", "@", "\n\n")


@pytest.mark.parametrize("bracket", BRACKETS, ids=ascii)
def test_a_script_of_brackets_takes_no_longer_than_others(server: Served, bracket: str) -> None:
    script = "INT. YURT - NIGHT\n\n" + bracket * (300_000 // len(bracket))
    answer = send(server, "POST", BEGIN, body(script=script))
    if answer.status_code != 201:
        refusal(answer)


def test_two_megabytes_of_brackets_are_too_many(server: Served) -> None:
    assert refusal(send(server, "POST", BEGIN, body(script="[" * 2_000_000)))["field"] == "script"


def test_forms_that_are_none_are_refused(server: Served) -> None:
    forms = (
        (b"", "multipart/form-data"),
        (b"x", "multipart/form-data; boundary=x"),
        (b"--x\r\n" * 10_000, "multipart/form-data; boundary=x"),
        (
            b'--x\r\nContent-Disposition: form-data; name="script"\r\n\r\ntext\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
        ),
        (b"--x\r\nContent-Disposition: form-data\r\n\r\ntext\r\n--x--\r\n", "multipart/form-data; boundary=x"),
        (b"\0" * 1000, "multipart/form-data; boundary=" + "x" * 5000),
    )
    for content, kind in forms:
        refusal(send(server, "POST", "/api/boards/from-file", content, **{"Content-Type": kind}))


def test_a_thousand_fields_of_a_form_are_too_many(server: Served) -> None:
    parts = [(f"f{n}", (None, "x")) for n in range(2000)]
    refusal(server.client.post("/api/boards/from-file", files=[*parts, ("script", ("a.txt", b"A man."))]))
