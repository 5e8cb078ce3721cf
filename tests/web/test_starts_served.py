"""A panel's start through the API: brought, chosen among the takes, changed, taken away, refused."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from serving import Served, serve


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("api") / "home") as server:
        yield server


@pytest.fixture
def drawn(server: Served) -> Any:
    """A board of two panels that are drawn."""
    board = server.begin(title="Starts")
    assert server.draw(board["id"])["state"] == "done"
    return server.ask("GET", f"/api/boards/{board['id']}", 200)


def sketch(kind: str = "JPEG") -> dict[str, tuple[str, bytes]]:
    stream = BytesIO()
    Image.new("RGB", (500, 300), (200, 30, 30)).save(stream, kind)
    return {"picture": ("sketch", stream.getvalue())}


def test_a_picture_is_brought_as_a_start(server: Served, drawn: Any) -> None:
    place = f"/api/boards/{drawn['id']}/panels/1A"
    assert drawn["panels"][0]["start"] is None
    board = server.ask("POST", f"{place}/picture", 200, data={"fit": "start", "strength": "0.45"}, files=sketch())
    panel = board["panels"][0]
    assert panel["take"] == drawn["panels"][0]["take"], "what the panel shows stays"
    assert panel["start"]["strength"] == 0.45
    png = server.client.get(panel["start"]["picture"])
    assert Image.open(BytesIO(png.content)).size == (256, 256)
    assert server.client.get(panel["start"]["thumbnail"]).headers["content-type"] == "image/webp"
    takes = server.ask("GET", f"{place}/takes", 200)
    assert panel["start"]["key"] in [take["key"] for take in takes if take["engine"] == "own"]
    assert server.ask("GET", place, 200) == panel
    assert server.draw(drawn["id"])["counts"] == {"done": 2}
    after = server.ask("GET", f"/api/boards/{drawn['id']}", 200)
    assert [each["take"] for each in after["panels"]] == [each["take"] for each in drawn["panels"]], "drafts stay"


def test_a_take_is_made_the_start_and_given_up(server: Served, drawn: Any) -> None:
    place = f"/api/boards/{drawn['id']}/panels/1B/start"
    key = drawn["panels"][1]["take"]["key"]
    for asked, strength in (({}, 0.6), ({"strength": 0.2}, 0.2), ({}, 0.2), ({"strength": 1}, 1.0)):
        board = server.ask("PUT", place, 200, json={"key": key, **asked})
        start = board["panels"][1]["start"]
        assert (start["key"], start["strength"]) == (key, strength)
    board = server.ask("DELETE", place, 200)
    assert board["panels"][1]["start"] is None
    board = server.ask("POST", f"/api/boards/{drawn['id']}/undo", 200)
    assert board["panels"][1]["start"]["key"] == key


@pytest.mark.parametrize("strength", [0, 0.04, 1.1, "much", True])
def test_a_strength_that_is_none(server: Served, drawn: Any, strength: Any) -> None:
    place = f"/api/boards/{drawn['id']}/panels/1A"
    key = drawn["panels"][0]["take"]["key"]
    assert server.client.put(f"{place}/start", json={"key": key, "strength": strength}).status_code == 422
    sent = {"fit": "start", "strength": str(strength)}
    assert server.client.post(f"{place}/picture", data=sent, files=sketch()).status_code == 422
    assert server.ask("GET", place, 200)["start"] is None


def test_what_is_refused(server: Served, drawn: Any) -> None:
    place = f"/api/boards/{drawn['id']}/panels/1A"
    other = drawn["panels"][1]["take"]["key"]
    for key, status in ((other, 400), ("0" * 32, 400), ("../x", 422)):
        assert server.client.put(f"{place}/start", json={"key": key}).status_code == status
    nothing = {"picture": ("sketch.png", b"nothing")}
    assert server.client.post(f"{place}/picture", data={"fit": "start"}, files=nothing).status_code in (400, 422)
    shown = {"fit": "cover", "strength": "0.5"}
    assert server.client.post(f"{place}/picture", data=shown, files=sketch()).status_code == 400
    gone = server.client.put(f"/api/boards/{drawn['id']}/panels/9Z/start", json={"key": other})
    assert gone.status_code == 404
    assert server.ask("GET", place, 200) == drawn["panels"][0]
