"""A board's folder: what is committed is whole, what was changed can be undone."""

import errno
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from conftest import NOW
from kadr.board import SCHEMA, Board, Origin, Size
from kadr.errors import BadBoard, BadUse, Busy, DiskFull, FolderClosed
from kadr.library import BoardFolder, folder_name


def shortened(board: Board) -> Board:
    return msgspec.structs.replace(board, panels=board.panels[:-1])


def test_a_board_comes_back_as_it_was_committed(folder: BoardFolder, board: Board) -> None:
    committed = folder.commit(board, reason="render", now=NOW)
    assert folder.load() == committed
    assert (committed.revision, committed.parent, committed.changed) == (1, 0, NOW)


def test_undo_and_redo_walk_the_history(folder: BoardFolder, board: Board) -> None:
    first = folder.commit(board, reason="render", now=NOW)
    second = folder.commit(shortened(first), reason="render", now=NOW)
    assert folder.undo(NOW, print) == first == folder.load()
    assert folder.redo(NOW) == second == folder.load()
    with pytest.raises(BadUse, match="nothing to redo"):
        folder.redo(NOW)


def test_undo_survives_a_restart_and_a_new_change_after_it(folder: BoardFolder, board: Board) -> None:
    first = folder.commit(board, reason="render", now=NOW)
    folder.commit(shortened(first), reason="render", now=NOW)
    again = BoardFolder(folder.path)
    assert again.undo(NOW, print) == first
    third = again.commit(shortened(shortened(first)), reason="render", now=NOW)
    assert (third.revision, third.parent) == (3, 1)
    assert again.undo(NOW, print) == first
    assert again.redo(NOW) == third


def test_there_is_no_undo_before_the_first_state(folder: BoardFolder, board: Board) -> None:
    folder.commit(board, reason="render", now=NOW)
    with pytest.raises(BadUse, match="first state"):
        folder.undo(NOW, print)


def test_an_edit_by_hand_is_the_persons_and_can_be_undone(folder: BoardFolder, board: Board) -> None:
    before = folder.commit(board, reason="render", now=NOW)
    folder.document.write_text(folder.document.read_text("utf-8").replace('"size": "MS"', '"size": "ELS"', 1), "utf-8")
    settled = folder.settle(NOW)
    assert settled is not None
    assert settled.panels[0].shot.size is Size.ELS
    assert settled.panels[0].shot.by("size") is Origin.PERSON
    assert settled.panels[1].shot.by("size") is Origin.CHOSEN
    assert folder.undo(NOW, print) == before


DAMAGES: dict[str, tuple[Callable[[str], str], str]] = {
    "cut in half": (lambda text: text[: len(text) // 2], r"line \d+"),
    "not JSON": (lambda text: "nonsense", "line 1"),
    "empty": (lambda text: "", "line 1"),
    "newer": (lambda text: text.replace(f'"kadr": {SCHEMA}', '"kadr": 99'), "newer kadr"),
    "wrong type": (lambda text: text.replace('"title": "Three"', '"title": 3'), "line 3, field title"),
    "unknown field": (lambda text: text.replace('"title"', '"titel"'), "titel"),
    "unknown size": (lambda text: text.replace('"size": "MS"', '"size": "BIG"', 1), r"panels\[0\].shot.size"),
    "twins": (lambda text: text.replace('"bbbb"', '"aaaa"'), "same|id"),
    "negative": (lambda text: text.replace('"born": 3', '"born": -3'), "born"),
    "a place that cannot be drawn": (lambda text: text.replace('"place": ""', '"place": "moon"', 1), "moon.*steppe"),
    "a chosen path": (lambda text: text.replace('"chosen": ""', '"chosen": "../../x"', 1), "chosen"),
    "no number": (lambda text: text.replace('"born": 3', '"born": NaN'), "NaN"),
    "deep": (lambda text: '{"a":' + "[" * 100_000, "line 1"),
    "not UTF-8": (lambda text: text.replace("Three", "\udcff"), "UTF-8"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_board_is_refused_by_line_and_undo_rescues_it(damage: str, folder: BoardFolder, board: Board) -> None:
    committed = folder.commit(board, reason="render", now=NOW)
    change, words = DAMAGES[damage]
    damaged = change(folder.document.read_text("utf-8")).encode("utf-8", "surrogateescape")
    folder.document.write_bytes(damaged)
    with pytest.raises(BadBoard, match=words):
        folder.load()
    assert folder.document.read_bytes() == damaged
    assert folder.undo(NOW, print) == committed
    assert (folder.path / "board.damaged.json").read_bytes() == damaged


def test_the_line_of_a_fault_is_the_line_in_the_file(folder: BoardFolder, board: Board) -> None:
    folder.commit(board, reason="render", now=NOW)
    lines = folder.document.read_text("utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, 1) if '"angle": "eye"' in text)
    lines[line - 1] = lines[line - 1].replace("eye", "nose")
    folder.document.write_text("\n".join(lines), "utf-8")
    with pytest.raises(BadBoard, match=f"line {line}, field"):
        folder.load()


def test_the_second_writer_is_told_who_holds_the_board(folder: BoardFolder) -> None:
    told: list[str] = []
    second = BoardFolder(folder.path)

    def try_it() -> None:
        with pytest.raises(Busy, match=r"process \d+"), second.hold(patience=0.1, tell=lambda m: told.append(str(m))):
            pass

    thread = threading.Thread(target=try_it)
    thread.start()
    thread.join()
    assert "Waiting" in told[0]


def test_a_disk_too_full_for_the_note_of_a_holder_can_be_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with BoardFolder(tmp_path).hold(patience=0, tell=print), pytest.raises(Busy, match="Another kadr"):
        BoardFolder(tmp_path).hold(patience=0, tell=print).__enter__()
    with BoardFolder(tmp_path).hold(patience=0, tell=print):
        pass


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with (
        pytest.raises(FolderClosed, match="a file stands"),
        BoardFolder(tmp_path / "out" / "b").hold(patience=0, tell=print),
    ):
        pass
    assert (tmp_path / "out").read_text() == "a file"


@pytest.mark.parametrize("step", ["begin", "written", "synced", "renamed"])
def test_a_full_disk_leaves_the_old_state(step: str, folder: BoardFolder, board: Board) -> None:
    import errno

    first = folder.commit(board, reason="render", now=NOW)

    def full(reached: str) -> None:
        if reached == f"revision.{step}":
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(DiskFull, match="disk is full"):
        BoardFolder(folder.path, at=full).commit(shortened(first), reason="render", now=NOW)
    assert folder.load() == first
    assert not list(folder.path.rglob(".*.part"))


NAMES = {
    "Aldar Kose": "aldar-kose",
    "Алдар Косе!": "алдар-косе",
    "Әйгерім": "әйгерім",
    "../../etc/passwd": "etc-passwd",
    "": "untitled",
    "   ": "untitled",
}


@pytest.mark.parametrize("title", NAMES)
def test_a_title_names_its_folder(title: str) -> None:
    assert folder_name(title) == NAMES[title]


@pytest.mark.parametrize("title", ["CON", "nul", "LPT1", "🎬🎬", "..", "x" * 300, "я" * 300, "\u202e", "\ud800"])
def test_a_title_that_is_no_name_gets_a_mark(title: str) -> None:
    name = folder_name(title)
    assert name[-9] == "-"
    assert name.rsplit("-", 1)[0] not in ("", ".")


@given(st.text())
@hypothesis_settings(suppress_health_check=[HealthCheck.too_slow])
def test_every_title_gives_a_safe_name(title: str) -> None:
    name = folder_name(title)
    assert 0 < len(name.encode()) <= 80
    assert all(letter.isalnum() or letter == "-" for letter in name)
    assert name not in ("con", "nul", "aux", "prn")
