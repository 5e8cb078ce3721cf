"""Which status a refusal has, and which field it names."""

from collections.abc import Iterator

import pytest
from serving import Served, serve


@pytest.fixture(scope="module", name="server")
def small_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("statuses") / "home") as server:
        yield server


def test_what_cannot_be_done_as_things_are_is_a_conflict(server: Served) -> None:
    place = f"/api/boards/{server.begin(title='Conflicts')['id']}"
    codes = [server.ask("POST", f"{place}/{verb}", 409)["code"] for verb in ("undo", "redo")]
    assert codes == ["library.nothing-to-undo", "library.nothing-to-redo"]
    server.ask("PUT", f"{place}/panels/1A/marks", 200, json={"locked": True})
    change = {"fields": {"size": "CU"}}
    assert server.ask("PATCH", f"{place}/panels/1A", 409, json=change)["code"] == "arrange.locked"
    assert server.ask("DELETE", f"{place}/panels/1A", 409)["code"] == "arrange.locked"
    assert server.ask("POST", f"{place}/cast", 409, json={"name": "ALDAR"})["code"] == "arrange.there"
    server.ask("DELETE", f"{place}/panels/1B", 200)
    server.ask("PUT", f"{place}/panels/1A/marks", 200, json={"locked": False})
    assert server.ask("DELETE", f"{place}/panels/1A", 409)["code"] == "arrange.last"


FIELDS = (
    ("size", "XXL"),
    ("seconds", -1),
    ("who", "Nobody"),
    ("Aldar.pose", "?"),
    ("Nobody.pose", "run"),
    ("camera.height", "low"),
    ("unheard", 1),
)


@pytest.mark.parametrize(("field", "value"), FIELDS)
def test_a_value_that_cannot_be_is_refused_by_the_name_of_its_field(server: Served, field: str, value: object) -> None:
    place = f"/api/boards/{server.begin(title='Fields')['id']}/panels/1A"
    asked = {"notes": "fine", field: value}
    assert server.ask("PATCH", place, 400, json={"fields": asked})["field"] == f"fields.{field}"


def test_a_trait_that_cannot_be_is_refused_by_its_name(server: Served) -> None:
    place = f"/api/boards/{server.begin(title='Traits')['id']}/cast/ALDAR"
    assert server.ask("PATCH", place, 400, json={"fields": {"colour": "red"}})["field"] == "fields.colour"


def test_an_unknown_field_is_told_what_there_is_also_of_the_camera(server: Served) -> None:
    place = f"/api/boards/{server.begin(title='Known')['id']}/panels/1A"
    assert "camera.height" in server.ask("PATCH", place, 400, json={"fields": {"unheard": 1}})["detail"]


def test_pictures_of_a_board_without_any_are_refused(server: Served) -> None:
    place = f"/api/boards/{server.begin(title='Bare')['id']}"
    problem = server.ask("GET", f"{place}/pictures.zip", 409)
    assert problem["code"] == "serving.no-pictures"


@pytest.mark.parametrize("name", ["aldar", "ALDAR", "Алёна", "АЛЕНА"])
def test_somebody_is_found_however_the_name_is_written(server: Served, name: str) -> None:
    board = server.begin(cast=[{"name": "Aldar"}, {"name": "Алёна"}], title="Named")
    changed = server.ask("PATCH", f"/api/boards/{board['id']}/cast/{name}", 200, json={"fields": {"words": "old"}})
    assert [one["words"] for one in changed["cast"]].count("old") == 1
