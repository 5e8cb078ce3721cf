"""People of a board through the API: what their photos tell, and other names."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image, ImageDraw
from serving import Served, serve


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("people") / "home") as server:
        yield server


def test_the_first_photo_of_somebody_tells_of_skin_and_hair_what_words_do_not(server: Served) -> None:
    """As it does in a cast file."""
    board = server.begin(cast=[{"name": "Aldar"}, {"name": "Bai", "traits": "pale skin, red hair"}])
    chosen = {one["name"]: one["looks"] for one in board["cast"]}
    files = {"photo": ("face.jpg", face((96, 62, 46), (205, 205, 200)))}
    for name in ("Aldar", "Bai"):
        board = server.ask("POST", f"/api/boards/{board['id']}/cast/{name}/references", 201, files=files)
    seen = {one["name"]: one["looks"] for one in board["cast"]}
    assert seen["Aldar"] == chosen["Aldar"] | {"skin": "dark", "hair_tone": "light"}
    assert seen["Bai"] == chosen["Bai"], "words go before what is seen"
    files = {"photo": ("other.jpg", face((232, 190, 172), (40, 26, 20)))}
    board = server.ask("POST", f"/api/boards/{board['id']}/cast/Aldar/references", 201, files=files)
    assert {one["name"]: one["looks"] for one in board["cast"]} == seen, "the second one is a picture more"
    assert [len(one["references"]) for one in board["cast"]] == [2, 1]


def face(skin: tuple[int, int, int], hair: tuple[int, int, int]) -> bytes:
    """A photo of a head and shoulders, in flat colours."""
    picture = Image.new("RGB", (240, 320), (120, 160, 190))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((50, 30, 190, 210), fill=hair)
    pen.ellipse((65, 75, 175, 235), fill=skin)
    pen.rectangle((30, 235, 210, 320), fill=(60, 90, 150))
    stream = BytesIO()
    picture.save(stream, "JPEG", quality=95)
    return stream.getvalue()


def test_somebody_is_given_another_name(server: Served) -> None:
    """Their pictures stay, what is said of them follows, undo brings the name back."""
    board = server.begin(title="Names")
    place = f"/api/boards/{board['id']}"
    server.draw(board["id"])
    board = server.ask("GET", place, 200)
    old = board["cast"][0]["name"]
    server.ask(
        "POST", f"{place}/cast/{old}/references", 201, files={"photo": ("f.jpg", face((232, 190, 172), (9, 9, 9)))}
    )
    server.draw(board["id"])
    board = server.ask("GET", place, 200)
    renamed = server.ask("PATCH", f"{place}/cast/{old}", 200, json={"fields": {"name": "Asan"}})
    assert renamed["cast"][0] == board["cast"][0] | {"name": "Asan", "aliases": [old]}
    figures = [[one["who"] for one in panel["figures"]] for panel in renamed["panels"]]
    assert figures == [
        ["Asan" if one["who"] == old else one["who"] for one in panel["figures"]] for panel in board["panels"]
    ]
    assert any("Asan" in names for names in figures)
    assert not any(panel["take"]["stale"] for panel in renamed["panels"])
    server.ask("PATCH", f"{place}/panels/1A", 200, json={"fields": {"Asan.pose": "run"}})
    for name in ("", "  ", "Bai", "bai"):
        refused = server.ask("PATCH", f"{place}/cast/Asan", 400, json={"fields": {"name": name}})
        assert "name" in refused["detail"]
    server.ask("POST", f"{place}/undo", 200)
    undone = server.ask("POST", f"{place}/undo", 200)
    assert undone["cast"] == board["cast"]
    assert undone["panels"] == board["panels"]
