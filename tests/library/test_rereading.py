"""A board that is read again: whatever has changed in its file, it is read as by somebody who never saw it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from conftest import NOW
from kadr.board import SCHEMA, Board
from kadr.errors import BadBoard
from kadr.library import BoardFolder
from kadr.library.document import encode, sealed

Change = Callable[[dict[str, Any]], object]

CHANGES: dict[str, Change] = {
    "a value": lambda board: board["panels"][1]["shot"].update(size="ELS"),
    "another order": lambda board: board["panels"].reverse(),
    "one panel fewer": lambda board: board["panels"].pop(),
    "no panels": lambda board: board.pop("panels"),
    "the title": lambda board: board.update(title="Another"),
    "a panel twice": lambda board: board["panels"].append(board["panels"][0]),
    "an id twice": lambda board: board["panels"][1].update(id=board["panels"][0]["id"]),
    "a place that nobody can draw": lambda board: board["panels"][2]["shot"].update(place="nowhere-at-all"),
    "a style that is not there": lambda board: board["format"].update(style="oil"),
    "a field of a panel that is none": lambda board: board["panels"][0].update(colour="red"),
    "a field that is none": lambda board: board.update(colour="red"),
    "a number for a text": lambda board: board["panels"][0]["shot"].update(action=7),
    "a text for panels": lambda board: board.update(panels="none"),
    "a newer kadr": lambda board: board.update(kadr=SCHEMA + 1),
    "no number at all": lambda board: board.update(kadr="new"),
}


def outcome(folder: BoardFolder) -> Board | str | None:
    try:
        return folder.load()
    except BadBoard as error:
        return str(error)


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_file_is_read_as_if_for_the_first_time(name: str, folder: BoardFolder, board: Board) -> None:
    folder.commit(board, reason="render", now=NOW)
    known = BoardFolder(folder.path)
    assert known.load() == folder.load()
    written = json.loads(folder.document.read_bytes())
    CHANGES[name](written)
    folder.document.write_text(json.dumps(written, indent=1), "utf-8")
    assert outcome(known) == outcome(BoardFolder(folder.path))
    folder.document.write_bytes(encode(sealed(board)))
    assert known.load() == sealed(board)


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_refused_as_if_for_the_first_time(data: st.DataObject, board: Board, tmp_path: Path) -> None:
    whole = encode(sealed(board))
    folder = BoardFolder(tmp_path)
    folder.document.write_bytes(whole)
    folder.load()
    at = data.draw(st.integers(0, len(whole) - 1))
    with_what = data.draw(st.sampled_from([b"", b"\xff", b'"', b"}", b"[", b"0", b",", b"\x00"]))
    folder.document.write_bytes(whole[:at] + with_what + whole[at + 1 :])
    assert outcome(folder) == outcome(BoardFolder(folder.path))


def test_a_panel_that_goes_on_is_the_same_object(folder: BoardFolder, board: Board) -> None:
    first = folder.commit(board, reason="render", now=NOW)
    reader = BoardFolder(folder.path)
    before = reader.load()
    shown = msgspec.structs.replace(first.panels[0], chosen="0" * 32)
    folder.amend(msgspec.structs.replace(first, panels=(shown, *first.panels[1:])))
    after = reader.load()
    assert before is not None
    assert after is not None
    assert [one is other for one, other in zip(before.panels, after.panels, strict=True)].count(False) == 1


def test_a_glance_says_what_a_list_shows(folder: BoardFolder, board: Board) -> None:
    committed = folder.commit(board, reason="render", now=NOW)
    glance = folder.glance()
    assert glance is not None
    assert folder.glance() is glance
    names = ("title", "revision", "changed", "format")
    assert [getattr(glance, name) for name in names] == [getattr(committed, name) for name in names]
    assert len(glance.panels) == len(committed.panels)
    folder.document.write_bytes(b"{")
    assert folder.glance() is None
    folder.document.write_text(json.dumps({"kadr": SCHEMA + 1, "title": "x", "format": {"width": 64, "height": 64}}))
    assert folder.glance() is None
    folder.document.unlink()
    assert folder.glance() is None


def test_pictures_that_are_there_are_its_covers(folder: BoardFolder, board: Board) -> None:
    keys = ["a" * 32, "b" * 32]
    panels = tuple(
        msgspec.structs.replace(panel, chosen=key) for panel, key in zip(board.panels, [*keys, ""], strict=False)
    )
    assert folder.covers(panels) == []
    (folder.path / "takes").mkdir(parents=True, exist_ok=True)
    folder.picture(keys[1]).write_bytes(b"")
    assert folder.covers(panels) == [keys[1]]
