"""People who change a board while it is painted: no panel ever shows a picture of what it is not."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from harness import Server, finished, serving

from kadr.library import BoardFolder

pytestmark = pytest.mark.large  # each needs a server of its own

Edit = tuple[str, str, object]

CLOSE = {"fields": {"size": "CU"}}
UNDO, REDO = ("POST", "undo", None), ("POST", "redo", None)
BACKWARDS = ("PUT", "order", {"panels": ["4", "3", "2", "1"]})
NEW = {"text": "A dog sits in the cave."}

EDITS: dict[str, tuple[Edit, ...]] = {
    "another order": (BACKWARDS,),
    "another place": (("POST", "panels/3/move", {"before": "1"}), ("POST", "panels/1/move", {})),
    "one that is done goes": (("DELETE", "panels/1", None),),
    "the one in work goes": (("DELETE", "panels/3", None),),
    "one to come goes": (("DELETE", "panels/4", None),),
    "all but one go": (("DELETE", "panels/4", None), ("DELETE", "panels/3", None), ("DELETE", "panels/1", None)),
    "one comes before": (("POST", "panels", NEW),),
    "one comes behind": (("POST", "panels", {**NEW, "after": "3"}),),
    "copies": (("POST", "panels/3/copy", None), ("POST", "panels/1/copy", None)),
    "all at once": (
        BACKWARDS,
        ("POST", "panels", {**NEW, "after": "2"}),
        ("DELETE", "panels/1", None),
        ("PATCH", "panels/3", CLOSE),
    ),
    "an order undone": (BACKWARDS, UNDO),
    "an order undone and redone": (BACKWARDS, UNDO, REDO),
    "the one in work goes and is back": (("DELETE", "panels/3", None), UNDO),
    "the one in work changes and is as before": (("PATCH", "panels/3", CLOSE), UNDO),
    "the one in work changes after all": (("PATCH", "panels/3", CLOSE), UNDO, REDO),
    "one that is done changes after all": (("PATCH", "panels/1", CLOSE), UNDO, REDO),
    "a new one undone": (("POST", "panels", {**NEW, "after": "3"}), UNDO),
    "another script": (("PUT", "script", {"script": "A woman sits in the yurt.\nA man sleeps in the forest."}),),
    "another script undone": (("PUT", "script", {"script": "A man sleeps in the forest."}), UNDO),
}
"""What is done to four panels, of which two are done, the third is in work, and one is to come."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A server whose artist waits in forests until there is a gate, and that gate."""
    folder = tmp_path_factory.mktemp("edits")
    with serving(folder / "home", odd={"forest": f"wait:{folder / 'gate'}"}) as server:
        yield server, folder / "gate"
        assert "Traceback" not in server.said


numbers = count(1)


def begun(server: Server) -> tuple[str, Path]:
    """A new board's id, and its folder."""
    number = next(numbers)
    return server.begin(title=f"Board {number}"), server.home / f"board-{number}"


def edit(server: Server, board: str, edits: tuple[Edit, ...]) -> None:
    for method, path, body in edits:
        answer = server.client.request(method, f"/api/boards/{board}/{path}", json=body)
        assert answer.is_success, answer.text


def panels(server: Server, board: str) -> list[Any]:
    return list(server.get(f"/api/boards/{board}")["panels"])


def pictures(folder: Path) -> list[tuple[str, bytes | None]]:
    """The panels in their order, and what each shows."""
    board = BoardFolder(folder).load()
    assert board is not None
    shown = [(panel.id, BoardFolder(folder).shown(panel)) for panel in board.panels]
    return [(panel, path.read_bytes() if path else None) for panel, path in shown]


@pytest.mark.parametrize("name", EDITS)
def test_f28_arranged_while_it_is_painted(name: str, place: tuple[Server, Path]) -> None:
    server, gate = place
    gate.unlink(missing_ok=True)
    board, folder = begun(server)
    job = server.render(board)
    server.in_work(job, 2)
    edit(server, board, EDITS[name])
    gate.touch()
    assert server.through(job) in ("done", "failed")
    other, beside = begun(server)  # the same, one thing after the other
    edit(server, other, EDITS[name])
    server.finish(server.render(other))

    right = dict(pictures(beside))
    here = panels(server, board)
    assert [panel["id"] for panel in here] == list(right)
    for panel, (_, picture) in zip(here, pictures(folder), strict=True):
        assert panel["take"] is None or panel["take"]["stale"] or picture == right[panel["id"]]
    for item in server.items(job):
        assert item["state"] == "done" or (item["panel"] not in right and "not on the board" in item["reason"])

    server.finish(server.render(board))
    assert pictures(folder) == list(right.items())
    assert not [panel for panel in panels(server, board) if panel["take"]["stale"]]
    finished(folder)


def test_f28_edited_while_it_is_painted(tmp_path: Path) -> None:
    home, gate = tmp_path / "home", tmp_path / "gate"
    with serving(home, odd={"forest": f"wait:{gate}"}) as server:
        board = server.begin()
        job = server.render(board)
        server.in_work(job, 2)
        for number, size in ((3, "CU"), (4, "ELS"), (1, "MS")):  # in work, to come, and done
            changed = server.client.patch(f"/api/boards/{board}/panels/{number}", json={"fields": {"size": size}})
            assert changed.status_code == 200, changed.text
        gate.touch()
        server.finish(job)
        panels = server.get(f"/api/boards/{board}")["panels"]
        assert [panel["size"] for panel in panels] == ["MS", "LS", "CU", "ELS"]
        # no panel shows a picture of what it is not any more as if it were
        assert [panel["take"] is None or panel["take"]["stale"] for panel in panels] == [True, False, True, True]
        server.finish(server.render(board))
        panels = server.get(f"/api/boards/{board}")["panels"]
        assert [panel["take"]["stale"] for panel in panels] == [False] * 4
    finished(home / "one")


def test_f28_another_board_is_begun_and_the_first_undone_while_it_is_painted(tmp_path: Path) -> None:
    home, gate = tmp_path / "home", tmp_path / "gate"
    with serving(home, odd={"forest": f"wait:{gate}"}) as server:
        board = server.begin()
        server.client.patch(f"/api/boards/{board}/panels/4", json={"fields": {"size": "CU"}})
        job = server.render(board)
        server.in_work(job, 2)
        server.post(f"/api/boards/{board}/undo")
        gate.touch()
        server.finish(job)
        server.finish(server.render(board))
        shown = server.get(f"/api/boards/{board}")["panels"]
        assert [panel["take"]["stale"] for panel in shown] == [False] * 4
        assert shown[3]["size"] != "CU"
