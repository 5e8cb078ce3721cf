"""Somebody under another name: every panel follows, no picture is drawn anew, and the script may go on as it was."""

from pathlib import Path

import pytest

from conftest import Kadr
from kadr import edits, wiring
from kadr.board import Board
from kadr.errors import BadUse
from kadr.library import BoardFolder

SCRIPT = """INT. KITCHEN - NIGHT

ANNA hugs BOB. Bob looks at Anna.

ANNA
Wait.

EXT. STREET - DAY

Over Anna's shoulder: Bob runs.

ANNA AND BOB
Stop!
"""


@pytest.fixture
def drawn(kadr: Kadr, tmp_path: Path) -> BoardFolder:
    (tmp_path / "two.fountain").write_text(SCRIPT, "utf-8")
    assert kadr("render", "two.fountain", "--size", "256x256").returncode == 0
    return BoardFolder(tmp_path / "out" / "two")


def state(folder: BoardFolder) -> Board:
    board = folder.load()
    assert board
    return board


def rename(folder: BoardFolder, name: str, new: str) -> Board:
    return wiring.change(folder, name, [("name", new)])[1]


def seen(board: Board) -> list[object]:
    """What every panel shows and says."""
    return [(panel.id, panel.shot.picture(), panel.shot.speech, panel.staging) for panel in board.panels]


def keys(folder: BoardFolder) -> list[str]:
    return [panel.chosen for panel in state(folder).panels]


def test_every_panel_follows_also_a_locked_and_a_removed_one(drawn: BoardFolder) -> None:
    numbers = state(drawn).numbers()
    wiring.change(drawn, numbers[0], [("Anna.x", "-0.7")])
    wiring.lock(drawn, numbers[0], True)
    wiring.remove(drawn, [numbers[-1]])
    before = state(drawn)
    after = rename(drawn, "anna", "Maria")
    assert [one.name for one in after.cast] == ["Maria" if one.name == "Anna" else one.name for one in before.cast]
    told = after.panels + after.removed
    names = {figure.who for panel in told for figure in panel.shot.figures}
    assert names == {"Maria", "Bob"}
    assert {figure.target for panel in told for figure in panel.shot.figures} <= {"", "Maria", "Bob"}
    assert {speech.who for panel in told for speech in panel.shot.speech} == {"Maria", "Maria & Bob"}
    assert not {place.who for panel in after.panels if panel.staging for place in panel.staging.figures} & {"Anna"}
    assert after.panels[0].blocking == {"Maria.x": -0.7}
    assert after.panels[0].locked
    assert not edits.stale(after, before)


def test_no_picture_is_drawn_anew_and_what_comes_later_is(drawn: BoardFolder, kadr: Kadr) -> None:
    before = keys(drawn)
    rename(drawn, "Anna", "Maria")
    assert kadr("render", str(drawn.path)).returncode == 0
    assert keys(drawn) == before
    wiring.change(drawn, "Maria", [("traits", "an old woman with white hair")])
    assert kadr("render", str(drawn.path)).returncode == 0
    assert keys(drawn) != before


def test_the_script_may_go_on_with_the_old_name(drawn: BoardFolder, tmp_path: Path, kadr: Kadr) -> None:
    renamed = rename(drawn, "Anna", "Maria")
    told = wiring.retell(drawn, SCRIPT.encode(), "two.fountain")
    assert (told.new, told.stale, told.gone) == ((), (), ()), "the same text changes nothing"
    assert seen(told.after) == seen(renamed)
    told = wiring.retell(drawn, SCRIPT.replace("Bob runs", "Bob and Anna run").encode(), "two.fountain")
    assert [one.name for one in told.after.cast] == [one.name for one in renamed.cast]
    assert seen(told.after)[0] == seen(renamed)[0]
    assert "Maria" in {figure.who for figure in told.after.panels[-1].shot.figures}
    assert kadr("render", "two.fountain", "--size", "256x256").returncode == 0
    assert {one.name for one in state(drawn).cast} == {"Maria", "Bob"}


def test_a_name_back_is_as_if_nothing_had_been(drawn: BoardFolder) -> None:
    before = state(drawn)
    rename(drawn, "Anna", "Maria")
    assert rename(drawn, "Maria", "Clara").renamed == {"Clara": "Anna"}
    back = rename(drawn, "Clara", "auto")
    assert back.renamed == {}
    assert back.panels == before.panels
    assert back.cast[0].name == "Anna"


@pytest.mark.parametrize("name", ["", " ", "...", "bob", "BOB", "x" * 200, "a\0b"])
def test_what_is_no_name_or_is_taken_is_refused(drawn: BoardFolder, name: str) -> None:
    before = state(drawn)
    with pytest.raises(BadUse) as refused:
        rename(drawn, "Anna", name)
    assert all(refused.value.message.text(language) for language in ("en", "ru"))
    assert state(drawn) == before


def test_an_alias_may_become_the_name(drawn: BoardFolder) -> None:
    rename(drawn, "Anna", "Maria")
    assert rename(drawn, "Maria", "ANNA").cast[0].name == "ANNA"
    with pytest.raises(BadUse, match="already"):
        rename(drawn, "Bob", "maria")


def test_masks_are_called_as_people_are_now(drawn: BoardFolder, kadr: Kadr) -> None:
    rename(drawn, "Anna", "Maria")
    done = kadr("maps", "1A", "--board", str(drawn.path), "--out", "maps")
    assert done.returncode == 0, done.stderr
    names = " ".join(path.name.lower() for path in (drawn.path.parents[1] / "maps").rglob("*"))
    assert "maria" in names
    assert "anna" not in names


def test_kadr_set_and_undo(drawn: BoardFolder, kadr: Kadr) -> None:
    done = kadr("set", "Anna", "name=Maria Lee", "traits=tall")
    assert done.returncode == 0, done.stderr
    assert state(drawn).cast[0].name == "Maria Lee"
    assert kadr("undo", str(drawn.path)).returncode == 0
    assert state(drawn).cast[0].name == "Anna"
