"""The way of a person through the API, as its OpenAPI document describes it."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from serving import Served, serve

from conftest import EXAMPLES, Kadr

RUSSIAN = "НАТ. СТЕПЬ - ДЕНЬ\n\nАЛДАР идёт по степи.\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("api") / "home") as server:
        yield server


@pytest.fixture(scope="module")
def drawn(server: Served) -> Any:
    """A board of two panels that are drawn."""
    board = server.begin(title="Тень / Shade")
    job = server.draw(board["id"])
    assert job["state"] == "done", job
    assert job["counts"] == {"done": 2}
    return server.ask("GET", f"/api/boards/{board['id']}", 200)


@pytest.fixture
def held(server: Served) -> Iterator[None]:
    """A queue that is held: what is put into it waits."""
    server.ask("PATCH", "/api/queue", 200, json={"paused": True})
    yield
    server.ask("PATCH", "/api/queue", 200, json={"paused": False})


# Boards


def test_a_board_is_begun_from_text_and_read_again(server: Served) -> None:
    cast = [{"name": "Aldar", "traits": "a young man in a felt cap", "colour": "#aa3311"}]
    board = server.begin(title="Begun", seed=7, cast=cast)
    assert (board["title"], board["width"], board["height"], board["revision"]) == ("Begun", 256, 256, 1)
    assert [panel["number"] for panel in board["panels"]] == ["1A", "1B"]
    assert board["panels"][0]["place"] == "yurt"
    assert board["panels"][0]["by"]["place"] == "script"
    assert board["cast"][0]["name"] == "Aldar"
    assert board["cast"][0]["traits"] == "a young man in a felt cap"
    assert not board["can_undo"]
    assert server.ask("GET", f"/api/boards/{board['id']}", 200) == board
    lines = server.ask("GET", "/api/boards", 200)
    assert {line["id"]: line["title"] for line in lines}[board["id"]] == "Begun"
    panel = server.ask("GET", f"/api/boards/{board['id']}/panels/1A", 200)
    assert panel == board["panels"][0]
    assert server.ask("GET", f"/api/boards/{board['id']}/panels/{panel['id']}", 200) == panel


def test_boards_of_one_name_are_boards_of_their_own(server: Served) -> None:
    first, second = server.begin(title="Twice"), server.begin(title="Twice")
    assert first["id"] != second["id"]
    assert [line["title"] for line in server.ask("GET", "/api/boards", 200)].count("Twice") == 2


def test_every_line_may_be_a_panel_and_prose_is_cut_into_as_many_as_are_asked_for(server: Served) -> None:
    assert server.begin("A man walks.\nA dog sleeps.\nA kite flies.", lines=True)["panel_count"] == 3
    assert server.begin("A man walks. A dog sleeps. A kite flies. It rains.", panels=2)["panel_count"] == 2


@pytest.mark.parametrize("name", ["aldar-kose.fountain", "aldar-kose.ru.fountain", "shade.txt"])
def test_a_board_is_begun_from_a_file(server: Served, name: str) -> None:
    data = (EXAMPLES / name).read_bytes()
    files = {"script": (name, data)}
    board = server.ask("POST", "/api/boards/from-file", 201, files=files, data={"aspect": "16:9"})
    assert board["source"] == name
    assert board["panel_count"] >= 3
    assert board["width"] > board["height"]


def test_a_word_document_and_a_pdf_are_scripts_too(server: Served) -> None:
    for name, data in (("walk.docx", word("Anna walks in the park.")), ("walk.pdf", pdf("Anna walks in the park."))):
        board = server.ask("POST", "/api/boards/from-file", 201, files={"script": (name, data)}, data={"title": name})
        assert (board["title"], board["panel_count"]) == (name, 1)
        assert board["panels"][0]["action"] == "Anna walks in the park."


def word(text: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", body)
    return stream.getvalue()


def pdf(text: str) -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(108, 700, text)
    canvas.save()
    return stream.getvalue()


# Changes


def test_what_a_person_sets_is_set_undone_and_redone(server: Served) -> None:
    board = server.begin(title="Changed")
    place = f"/api/boards/{board['id']}"
    fields = {"size": "CU", "camera.height": 0.4, "seconds": 4.5, "Aldar.pose": "run", "notes": "Тише"}
    changed = server.ask("PATCH", f"{place}/panels/1A", 200, json={"fields": fields})
    panel = changed["panels"][0]
    assert (panel["size"], panel["seconds"], panel["notes"]) == ("CU", 4.5, "Тише")
    assert panel["figures"][0]["pose"] == "run"
    assert panel["blocking"] == {"camera.height": 0.4}
    assert panel["by"]["size"] == "person"
    assert (changed["revision"], changed["can_undo"], changed["can_redo"]) == (2, True, False)
    undone = server.ask("POST", f"{place}/undo", 200)
    assert undone["panels"] == board["panels"]
    assert undone["can_redo"]
    redone = server.ask("POST", f"{place}/redo", 200)
    assert redone["panels"] == changed["panels"]
    given_back = server.ask("PATCH", f"{place}/panels/1A", 200, json={"fields": {"size": "auto"}})
    assert given_back["panels"][0]["by"].get("size") != "person"


def test_the_cast_is_described_anew(server: Served) -> None:
    board = server.begin(title="Cast")
    name = board["cast"][0]["name"]
    fields = {"traits": "an old man with a beard", "colour": "#113355"}
    changed = server.ask("PATCH", f"/api/boards/{board['id']}/cast/{name}", 200, json={"fields": fields})
    assert changed["cast"][0]["traits"] == "an old man with a beard"
    assert changed["cast"][0]["colour"] == "#113355"
    assert changed["cast"][0]["looks"] != board["cast"][0]["looks"]


# Renders


def test_a_picture_that_no_longer_fits_its_panel_says_so_until_it_is_drawn_again(server: Served) -> None:
    board = server.begin(title="Stale")
    place = f"/api/boards/{board['id']}"
    server.draw(board["id"])
    before = server.ask("GET", place, 200)
    assert before["drawn_count"] == 2
    assert not any(panel["take"]["stale"] for panel in before["panels"])
    changed = server.ask("PATCH", f"{place}/panels/1B", 200, json={"fields": {"time": "day"}})
    assert [panel["take"]["stale"] for panel in changed["panels"]] == [False, True]
    server.draw(board["id"])
    after = server.ask("GET", place, 200)
    keys = [[panel["take"]["key"] for panel in one["panels"]] for one in (before, after)]
    assert keys[0][0] == keys[1][0]
    assert keys[0][1] != keys[1][1]
    assert not any(panel["take"]["stale"] for panel in after["panels"])


def test_panels_and_takes_are_chosen(server: Served) -> None:
    board = server.begin(title="Takes")
    job = server.draw(board["id"], panels=["1B", board["panels"][1]["id"]], takes=2)
    items = server.ask("GET", f"/api/jobs/{job['id']}/items", 200)
    assert [(item["panel"], item["take"], item["state"]) for item in items] == [
        (board["panels"][1]["id"], 1, "done"),
        (board["panels"][1]["id"], 2, "done"),
    ]
    assert len({item["key"] for item in items}) == 2
    drawn = server.ask("GET", f"/api/boards/{board['id']}", 200)
    assert [panel["take"] is not None for panel in drawn["panels"]] == [False, True]


def test_jobs_are_paused_cancelled_and_tried_again(server: Served, held: None) -> None:
    board = server.begin(title="Jobs")
    job = server.ask("POST", f"/api/boards/{board['id']}/renders", 202, json={})
    path = f"/api/jobs/{job['id']}"
    assert (job["state"], job["counts"]) == ("queued", {"waiting": 2})
    assert server.ask("PATCH", path, 200, json={"paused": True})["state"] == "paused"
    assert server.ask("PATCH", path, 200, json={"paused": False})["state"] == "queued"
    cancelled = server.ask("POST", f"{path}/cancel", 200)
    assert (cancelled["state"], cancelled["counts"]) == ("cancelled", {"cancelled": 2})
    assert server.ask("POST", f"{path}/cancel", 200) == cancelled
    assert server.ask("POST", f"{path}/retry", 200)["state"] == "queued"
    server.ask("PATCH", "/api/queue", 200, json={"paused": False})
    assert server.ended(job["id"])["state"] == "done"
    assert server.ask("POST", f"{path}/cancel", 200)["state"] == "done"
    assert server.ask("POST", f"{path}/retry", 200)["state"] == "done"


def test_jobs_are_put_in_another_order(server: Served, held: None) -> None:
    board = server.begin(title="Order")
    place = f"/api/boards/{board['id']}/renders"
    first, second, third = (server.ask("POST", place, 202, json={})["id"] for _ in range(3))

    def order() -> list[int]:
        found = server.ask("GET", "/api/jobs", 200, params={"board": board["id"], "ended": False})
        return [job["id"] for job in found]

    assert order() == [first, second, third]
    assert server.ask("PATCH", f"/api/jobs/{third}", 200, json={"priority": 5})["priority"] == 5
    assert order() == [third, first, second]
    server.ask("PATCH", f"/api/jobs/{second}", 200, json={"before": third})
    assert order() == [second, third, first]
    server.ask("PATCH", f"/api/jobs/{second}", 200, json={"before": 0})
    assert order() == [third, first, second]
    for job in (first, second, third):
        server.ask("POST", f"/api/jobs/{job}/cancel", 200)
    assert order() == []
    ended = server.ask("GET", "/api/jobs", 200, params={"board": board["id"], "ended": True})
    assert {job["id"] for job in ended} == {first, second, third}


def test_a_held_queue_says_why(server: Served, held: None) -> None:
    queue = server.ask("GET", "/api/queue", 200, headers={"Accept-Language": "ru"})
    assert queue["paused"]
    assert re.search("[а-я]", queue["reason"])


def test_a_locked_panel_keeps_the_take_that_it_shows(server: Served, held: None) -> None:
    board = server.begin("Anna walks.\n\nAnna runs.", lines=True)
    place = f"/api/boards/{board['id']}"
    server.ask("PUT", f"{place}/panels/1/marks", 200, json={"locked": True})
    refused = server.ask("POST", f"{place}/renders", 409, json={"panels": ["1"], "takes": 2})
    assert refused["code"] == "arrange.locked"
    job = server.ask("POST", f"{place}/renders", 202, json={"takes": 2})
    items = server.ask("GET", f"/api/jobs/{job['id']}/items", 200)
    assert [(item["panel"], item["take"]) for item in items] == [
        (board["panels"][0]["id"], 1),
        (board["panels"][1]["id"], 1),
        (board["panels"][1]["id"], 2),
    ]


def test_a_finished_picture_without_its_models_is_refused_at_once(server: Served) -> None:
    board = server.begin("Anna walks.")
    refused = server.ask("POST", f"/api/boards/{board['id']}/renders", 409, json={"engine": "sdxl"})
    assert refused["code"].startswith("models.")


def test_a_render_that_no_machine_could_carry_out_is_refused_at_once(server: Served) -> None:
    board = server.begin(title="Refused")
    place = f"/api/boards/{board['id']}/renders"
    assert "steps" in server.ask("POST", place, 422, json={"steps": 0})["detail"]
    assert "1Z" in server.ask("POST", place, 404, json={"panels": ["1Z"]})["detail"]
    assert server.ask("GET", "/api/jobs", 200, params={"board": board["id"]}) == []


# Pictures


def test_a_picture_is_there_as_png_svg_and_thumbnail_for_good(server: Served, drawn: Any) -> None:
    take = drawn["panels"][0]["take"]
    png = server.client.get(take["picture"])
    assert png.headers["content-type"] == "image/png"
    assert Image.open(BytesIO(png.content)).size == (256, 256)
    svg = server.client.get(take["lines"])
    assert svg.headers["content-type"] == "image/svg+xml"
    assert b"<svg" in svg.content
    for width, wide in ((None, 256), ("160", 160), ("640", 256)):
        small = server.client.get(take["thumbnail"], params={"width": width} if width else None)
        assert small.headers["content-type"] == "image/webp"
        picture = Image.open(BytesIO(small.content))
        assert (picture.format, picture.size) == ("WEBP", (wide, wide))
    for answer in (png, svg, small):
        assert "immutable" in answer.headers["cache-control"]
        again = server.client.get(answer.url, headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    kept = server.home / ".kadr" / "thumbnails" / f"{take['key']}-160.webp"
    made = kept.stat().st_ino
    server.client.get(take["thumbnail"], params={"width": 160})
    assert kept.stat().st_ino == made


def test_head_tells_what_get_would(server: Served, drawn: Any) -> None:
    for path in ("/api/boards", "/api/health", "/", drawn["panels"][0]["take"]["picture"], "/api/openapi.json"):
        head, full = server.client.head(path), server.client.get(path)
        assert (head.status_code, head.content) == (200, b""), path
        assert head.headers["content-type"] == full.headers["content-type"]


# Downloads


def test_the_printed_sheet_comes_page_by_page(server: Served, drawn: Any) -> None:
    place = f"/api/boards/{drawn['id']}/sheet"
    first = server.client.get(f"{place}/1.png", params={"paper": "screen", "columns": 1, "rows": 1})
    second = server.client.get(f"{place}/2.png", params={"paper": "screen", "columns": 1, "rows": 1})
    assert [answer.headers["content-type"] for answer in (first, second)] == ["image/png"] * 2
    assert first.content != second.content
    one = server.client.get(f"{place}/1.png", params={"paper": "screen", "columns": 2})
    assert one.status_code == 200
    assert "1" in server.ask("GET", f"{place}/2.png", 404, params={"paper": "screen", "columns": 2})["detail"]
    assert "letter" in server.ask("GET", f"{place}/1.png", 400, params={"paper": "b5"})["detail"]


def test_the_document_and_all_pictures_are_taken_away(server: Served, drawn: Any) -> None:
    document = server.client.get(f"/api/boards/{drawn['id']}/board.json")
    assert document.json()["title"] == "Тень / Shade"
    assert filename(document.headers["content-disposition"]).endswith(".json")
    pictures = server.client.get(f"/api/boards/{drawn['id']}/pictures.zip")
    assert pictures.headers["content-type"] == "application/zip"
    name = filename(pictures.headers["content-disposition"])
    assert name.startswith("тень")
    assert "/" not in name
    with zipfile.ZipFile(BytesIO(pictures.content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["1A.png", "1A.svg", "1B.png", "1B.svg"]
        take = drawn["panels"][0]["take"]
        assert archive.read("1A.png") == server.client.get(take["picture"]).content


def filename(disposition: str) -> str:
    found = re.fullmatch(r"attachment; filename\*=UTF-8''([\w.%-]+)", disposition)
    assert found, disposition
    return unquote(found[1])


# Errors

NOBODY = "0" * 12
MISSING = (
    f"/api/boards/{NOBODY}",
    f"/api/boards/{NOBODY}/board.json",
    f"/api/boards/{NOBODY}/pictures.zip",
    "/api/boards/{board}/panels/9Z",
    "/api/boards/{board}/takes/" + "0" * 32 + ".png",
    "/api/boards/{board}/takes/" + "0" * 32 + ".svg",
    "/api/boards/{board}/takes/" + "0" * 32 + ".webp",
    "/api/boards/{board}/references/" + "0" * 64 + ".png",
    "/api/jobs/999999",
    "/api/jobs/999999/items",
    f"/api/jobs/{2**70}",
    "/api/nothing",
    "/nothing",
    f"/boards/{NOBODY}",
)


@pytest.mark.parametrize("path", MISSING)
def test_what_is_not_there_is_said_in_both_languages(server: Served, drawn: Any, path: str) -> None:
    told = {}
    for language in ("en", "ru"):
        answer = server.client.get(path.format(board=drawn["id"]), headers={"Accept-Language": language})
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        told[language] = answer.json()
    assert told["en"]["status"] == 404
    assert re.search("[а-я]{3}", told["ru"]["detail"])
    assert not re.search("[а-я]{3}", told["en"]["detail"])
    assert told["en"]["code"] == told["ru"]["code"]


def test_a_method_that_is_not_there_is_refused(server: Served) -> None:
    answer = server.client.delete("/api/boards")
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
    assert "GET" in answer.headers["allow"] or "POST" in answer.headers["allow"]


def test_a_damaged_board_says_what_is_wrong_and_leaves_the_others_alone(server: Served, drawn: Any) -> None:
    folder = server.home / "damaged"
    folder.mkdir()
    (folder / "board.json").write_text('{"title": ')
    try:
        lines = server.ask("GET", "/api/boards", 200)
        assert drawn["id"] in {line["id"] for line in lines}
        assert all(line["title"] != "damaged" for line in lines)
    finally:
        (folder / "board.json").unlink()
        folder.rmdir()


def test_the_document_names_every_route_that_there_is(server: Served) -> None:
    document = server.ask("GET", "/api/openapi.json", 200)
    assert "/api/boards/{board}/renders" in document["paths"]
    assert document["info"]["title"] == "kadr"


def test_a_second_server_of_the_home_is_refused(server: Served, kadr: Kadr) -> None:
    done = kadr("serve", "--port", "0", "--home", server.home)
    assert done.returncode == 5
    assert server.url in done.stderr


def test_a_person_in_russian_begins_a_board_in_russian(server: Served) -> None:
    board = server.begin(RUSSIAN, title="Степь")
    assert board["panels"][0]["place"] == "steppe"
    assert server.ask("GET", f"/api/boards/{board['id']}", 200)["title"] == "Степь"
