"""Panels reordered, put in, taken out, approved and locked, and what becomes of that when the script changes."""

import errno
import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from conftest import Kadr
from kadr import edits, story, wiring
from kadr.board import Board, Format, digest
from kadr.composition import Order, compose
from kadr.errors import BadPicture, BadUse, DiskFull
from kadr.library import BoardFolder
from kadr.metadata import read
from kadr.script import Form
from lines_drawn import draw_lines, state

FORMAT = Format(width=256, height=256)


def png_of(size: tuple[int, int], colour: tuple[int, int, int]) -> bytes:
    stream = BytesIO()
    Image.new("RGB", size, colour).save(stream, "PNG")
    return stream.getvalue()


TEXT = "Ann walks.\nBob sits.\nA dog runs.\nCarl waits.\n"


def told(lines: list[str], before: Board | None = None) -> Board:
    script = story.read("\n".join(lines).encode(), name="lines.txt", form=Form.LINES)
    shots = story.shots(script, before.cast if before else ())
    return compose(Order(script=script, shots=shots, format=FORMAT), before)


def actions(board: Board) -> list[str]:
    return [panel.shot.action for panel in board.panels]


ALL = [f"{who} {what}." for who in ("Ann", "Bob", "A dog") for what in ("walks", "sits", "runs", "waits")]
LINES = st.lists(st.sampled_from(ALL), min_size=2, max_size=7, unique=True)


@given(st.data(), LINES)
def test_an_order_of_ones_own_outlives_the_script(data: st.DataObject, lines: list[str]) -> None:
    board = told(lines)
    order = data.draw(st.permutations([panel.id for panel in board.panels]))
    arranged = edits.reorder(board, order)
    again = told(lines, arranged)
    assert [panel.id for panel in again.panels] == order
    kept = data.draw(st.lists(st.sampled_from(lines), min_size=1, unique=True))
    shorter = told([line for line in lines if line in kept], arranged)
    going = [panel.id for panel in board.panels if panel.shot.action in kept]
    assert [panel.id for panel in shorter.panels] == [one for one in order if one in going]
    assert len(set(shorter.numbers())) == len(shorter.panels)


@given(st.data(), LINES)
def test_removed_panels_do_not_come_back(data: st.DataObject, lines: list[str]) -> None:
    board = told(lines)
    going = data.draw(
        st.sets(st.sampled_from([panel.id for panel in board.panels]), min_size=1, max_size=len(lines) - 1)
    )
    left = edits.remove(board, sorted(going))
    again = told(lines, left)
    assert [panel.id for panel in again.panels] == [panel.id for panel in left.panels]
    assert told(lines, again) == again
    grown = told([*lines, "Zoe sings loudly."], again)
    assert actions(grown) == [*actions(again), "Zoe sings loudly."]


@given(st.data(), LINES)
def test_a_panel_put_in_by_hand_stays_behind_the_one_it_followed(data: st.DataObject, lines: list[str]) -> None:
    board = told(lines)
    place = data.draw(st.integers(0, len(lines) - 1))
    grown = edits.insert(board, board.panels[place].id, "Zoe sings loudly.")
    new = grown.panels[place + 1]
    assert new.by_hand
    assert new.id not in {panel.id for panel in board.panels}
    again = told(["Rain falls.", *lines], grown)
    followed = [panel.id for panel in again.panels].index(board.panels[place].id)
    assert again.panels[followed + 1].id == new.id
    assert actions(again)[followed + 1] == "Zoe sings loudly."


def test_a_new_beat_follows_its_predecessor_in_an_order_of_ones_own() -> None:
    board = told(["Ann walks.", "Bob sits.", "A dog runs."])
    one, two, three = (panel.id for panel in board.panels)
    after = told(
        ["Ann walks.", "Zoe sings loudly.", "Bob sits.", "A dog runs."], edits.reorder(board, [three, one, two])
    )
    assert actions(after) == ["A dog runs.", "Ann walks.", "Zoe sings loudly.", "Bob sits."]


def test_a_locked_panel_is_changed_by_nothing() -> None:
    board = told(["Ann walks.", "Bob sits."])
    locked = edits.lock(board, "1", True)
    with pytest.raises(BadUse, match="kadr lock 1 --no"):
        edits.apply(locked, "1", [("size", "CU")])
    with pytest.raises(BadUse, match="locked"):
        edits.remove(locked, ["1"])
    changed = told(["Ann walks very slowly.", "Bob sits."], locked)
    assert changed.panels[0] == locked.panels[0]
    gone = told(["Bob sits."], locked)
    assert actions(gone) == ["Ann walks.", "Bob sits."]
    assert edits.lock(locked, "1", False) == board


def test_a_copy_is_another_panel() -> None:
    board = edits.lock(told(["Ann walks.", "Bob sits."]), "1", True)
    first, copy, _ = edits.duplicate(board, "1").panels
    assert copy.shot == first.shot
    assert (copy.id, copy.seed) != (first.id, first.seed)
    assert not copy.locked


def test_moving_there_and_back_is_nothing_to_the_script() -> None:
    lines = ["Ann walks.", "Bob sits.", "A dog runs."]
    board = told(lines)
    back = edits.move(edits.move(board, "3", "1"), "1", None)
    assert told(lines, back) == board


Act = Callable[[Board], Board]


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda board: edits.reorder(board, ["1"]), "Missing: 2, 3"),
        (lambda board: edits.reorder(board, ["1", "1", "2", "3"]), "More than once: 1"),
        (lambda board: edits.move(board, "9", None), "There are: 1, 2, 3"),
        (lambda board: edits.move(board, "1", "9"), "There are: 1, 2, 3"),
        (lambda board: edits.remove(board, ["1", "2", "3"]), "at least one"),
        (lambda board: edits.insert(board, "1", " … "), "no words"),
        (lambda board: edits.insert(board, "1", "\udcff a"), "no words"),
        (lambda board: edits.insert(board, "1", "a" * 2001), "2001 letters"),
        (lambda board: edits.insert(board, "9", "Ann."), "There are: 1, 2, 3"),
        (lambda board: edits.duplicate(board, "9"), "There are: 1, 2, 3"),
        (lambda board: edits.approve(board, "9", True), "There are: 1, 2, 3"),
    ],
)
def test_what_cannot_be_arranged(act: Act, words: str) -> None:
    with pytest.raises(BadUse, match=words):
        act(told(["Ann walks.", "Bob sits.", "A dog runs."]))


# ---------------------------------------------------------------------------------------------------------------
# On disk
# ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def drawn(tmp_path: Path) -> BoardFolder:
    return draw_lines(tmp_path, TEXT)


def render(folder: BoardFolder, **wishes: object) -> list[str]:
    wish = wiring.Wish(script=str(folder.path), **wishes)  # type: ignore[arg-type]
    return [panel.status for panel in wiring.render(wish).panels]


def test_every_change_is_a_revision_and_can_be_taken_back(drawn: BoardFolder) -> None:
    before = state(drawn)
    wiring.move(drawn, "4", "1")
    wiring.insert(drawn, "1", "Zoe sings loudly.")
    wiring.remove(drawn, ["3"])
    wiring.approve(drawn, "1")
    _, after = wiring.lock(drawn, "1")
    assert after.revision == before.revision + 5
    with drawn.hold(patience=0, tell=print):
        for _ in range(5):
            board = drawn.undo("2026-01-01T00:00:00Z", print)
    assert board == before


def test_takes_are_listed_and_chosen(drawn: BoardFolder) -> None:
    render(drawn, takes=3)
    takes = wiring.takes_of(drawn, "2")
    assert len(takes) == 3
    assert [take.chosen for take in takes] == [True, False, False]
    wiring.choose(drawn, "2", takes[2].key[:8])
    assert set(render(drawn)) == {"unchanged"}
    assert state(drawn).panels[1].chosen == takes[2].key
    wiring.change(drawn, "2", [("size", "ECU")])
    assert all(take.stale for take in wiring.takes_of(drawn, "2"))
    assert render(drawn).count("drawn") == 1
    last = wiring.takes_of(drawn, "2")[-1]
    assert not state(drawn).panels[1].picked
    assert [take.key for take in wiring.takes_of(drawn, "2") if take.chosen and not take.stale] == [
        state(drawn).panels[1].chosen
    ]
    assert last.engine == "draft"
    with pytest.raises(BadUse, match="no take"):
        wiring.choose(drawn, "2", wiring.takes_of(drawn, "1")[0].key)


def test_a_locked_panel_is_not_drawn(drawn: BoardFolder) -> None:
    wiring.change(drawn, "1", [("size", "ECU")])
    shown = state(drawn).panels[0].chosen
    wiring.lock(drawn, "1")
    assert set(render(drawn, takes=2, redraw=True)) == {"unchanged", "drawn"}
    assert state(drawn).panels[0].chosen == shown


@pytest.mark.parametrize("fit", ["cover", "contain"])
def test_a_picture_of_ones_own(fit: str, drawn: BoardFolder) -> None:
    _, after = wiring.bring(drawn, "1", png_of((400, 100), (200, 30, 30)), fit=fit)
    path = drawn.shown(after.panels[0])
    assert path
    remembered = read(path)
    assert (remembered.width, remembered.height) == (256, 256)
    assert remembered.source_type == ""
    assert remembered.parameters == ""
    assert remembered.record
    assert remembered.record.recipe.engine == "own"
    assert set(render(drawn, engine="draft")) == {"unchanged"}
    wiring.change(drawn, "1", [("size", "ECU")])
    assert [take.stale for take in wiring.takes_of(drawn, "1") if take.chosen] == [True]
    assert set(render(drawn)) == {"unchanged"}
    assert render(drawn, engine="draft", panel="1") == ["drawn"]


def test_a_picture_of_ones_own_lies_over_the_drawing(drawn: BoardFolder) -> None:
    below = Image.open(drawn.picture(state(drawn).panels[0].chosen)).convert("RGB")
    stamp = Image.new("RGBA", (256, 256), (0, 0, 0, 0))
    stamp.paste((200, 30, 30, 255), (0, 0, 64, 64))
    stream = BytesIO()
    stamp.save(stream, "PNG")
    before = state(drawn).panels[0].chosen
    _, after = wiring.bring(drawn, "1", stream.getvalue(), fit="layer")
    path = drawn.shown(after.panels[0])
    assert path
    laid = Image.open(path).convert("RGB")
    assert laid.getpixel((10, 10)) == (200, 30, 30)
    assert laid.crop((64, 64, 256, 256)).tobytes() == below.crop((64, 64, 256, 256)).tobytes()
    take = drawn.take(after.panels[0].chosen)
    assert take
    assert take.recipe.start == before


def test_a_layer_needs_something_to_lie_on(drawn: BoardFolder) -> None:
    _, after = wiring.insert(drawn, "1", "A man reads.")
    with pytest.raises(BadUse, match="shows no picture"):
        wiring.bring(drawn, after.numbers()[1], png_of((9, 9), (0, 0, 0)), fit="layer")


def test_a_picture_of_ones_own_says_what_it_said(drawn: BoardFolder) -> None:
    generated = drawn.picture(state(drawn).panels[1].chosen).read_bytes()
    _, after = wiring.bring(drawn, "1", generated)
    shown = drawn.shown(after.panels[0])
    assert shown
    assert read(shown).source_type.endswith("/algorithmicMedia")


@pytest.mark.parametrize("data", [b"", b"no picture", png_of((9, 9), (0, 0, 0))[:45]], ids=["empty", "text", "cut"])
def test_what_is_no_picture(data: bytes, drawn: BoardFolder) -> None:
    before = state(drawn)
    with pytest.raises(BadPicture):
        wiring.bring(drawn, "1", data)
    wiring.add_character(drawn, "Zoe", "old, grey hair")
    with pytest.raises(BadPicture):
        wiring.add_reference(drawn, "Zoe", data)
    assert state(drawn).panels == before.panels


@pytest.mark.parametrize(
    ("arguments", "english", "russian"),
    [
        (("move", "4", "--before", "1"), "4 panels: 1, 2, 3, 4", "4 кадра: 1, 2, 3, 4"),
        (("insert", "Zoe sings loudly.", "--after", "1"), "1 panel is to be drawn", "Перерисовать нужно 1 кадр"),
        (("duplicate", "2"), "5 panels", "5 кадров"),
        (("remove", "2", "3"), "2 panels: 1, 2", "2 кадра: 1, 2"),
        (("approve", "2"), "kadr undo", "kadr undo"),
        (("lock", "2"), "kadr undo", "kadr undo"),
        (("takes", "2"), "draft, seed", "draft, зерно"),
    ],
)
def test_the_verbs(arguments: tuple[str, ...], english: str, russian: str, drawn: BoardFolder, kadr: Kadr) -> None:
    for language, words in (("en", english), ("ru", russian)):
        done = kadr(*arguments, "--board", drawn.path, "--lang", language)
        assert done.returncode == 0, done.stderr
        assert words in done.stdout
        if arguments[0] != "takes":
            assert kadr("undo", drawn.path).returncode == 0


def test_a_take_is_chosen_by_the_beginning_of_its_key(drawn: BoardFolder, kadr: Kadr) -> None:
    render(drawn, takes=2)
    first, second = wiring.takes_of(drawn, "2")
    assert kadr("choose", "2", second.key[:6], "--board", drawn.path).returncode == 0
    assert state(drawn).panels[1].chosen == second.key
    failed = kadr("choose", "2", "zzzzzz", "--board", drawn.path, "--lang", "ru")
    assert failed.returncode == 2
    assert first.key in failed.stderr


@pytest.mark.parametrize("step", ["begin", "written", "synced", "renamed", "done"])
@pytest.mark.parametrize("file", ["revision", "board"])
def test_killed_while_arranging_the_board_is_the_old_or_the_new(
    file: str, step: str, drawn: BoardFolder, kadr: Kadr
) -> None:
    before = [panel.id for panel in state(drawn).panels]
    killed = kadr(
        "move", "4", "--before", "1", "--board", drawn.path, environment={"KADR_FAILPOINT": f"{file}.{step}:kill"}
    )
    assert killed.returncode == -9
    assert [panel.id for panel in state(drawn).panels] in (before, [before[3], *before[:3]])
    assert kadr("move", "2", "--board", drawn.path).returncode == 0
    assert not list(drawn.path.rglob(".*.part"))


@pytest.mark.parametrize("file", ["note", "picture", "revision", "board"])
def test_a_disk_that_fails_while_a_picture_is_brought(file: str, drawn: BoardFolder) -> None:
    def full(step: str) -> None:
        if step == f"{file}.written":
            raise OSError(errno.ENOSPC, "full")

    picture = png_of((40, 40), (9, 9, 9))
    before = state(drawn)
    with pytest.raises(DiskFull):
        wiring.bring(BoardFolder(drawn.path, at=full), "1", picture)
    assert state(drawn) == before
    _, after = wiring.bring(drawn, "1", picture)
    assert drawn.take(after.panels[0].chosen)


def test_a_board_of_earlier_days_keeps_its_seal_and_its_history(drawn: BoardFolder) -> None:
    """It has none of the fields that came with arranging."""
    before = state(drawn)
    for path in (drawn.document, *(drawn.path / "revisions").glob("*.json")):
        written = json.loads(path.read_bytes())
        assert not any(written.pop(name) for name in ("removed", "told", "renamed"))
        for panel in written["panels"]:
            later = ("by_hand", "picked", "approved", "locked", "start", "anew", "read")
            assert not any(panel.pop(name) for name in later)
        bare = {name: value for name, value in written.items() if name != "seal"}
        assert written["seal"] == digest(bare | {"seal": ""})
        path.write_text(json.dumps(written), "utf-8")
    assert state(drawn) == before
    assert len(drawn.history()) == before.revision


def test_people_and_their_photos(drawn: BoardFolder) -> None:
    _, after = wiring.add_character(drawn, "Zoe", "old, grey hair")
    assert after.cast[-1].looks.age == "old"
    with pytest.raises(BadUse, match="already"):
        wiring.add_character(drawn, "zoe")
    _, after = wiring.add_reference(drawn, "Zoe", png_of((90, 120), (180, 140, 120)))
    photo = after.cast[-1].references[0]
    assert drawn.reference(photo)
    _, after = wiring.remove_reference(drawn, "Zoe", photo)
    assert after.cast[-1].references == ()
    with pytest.raises(BadUse, match="no reference photo"):
        wiring.remove_reference(drawn, "Zoe", photo)
    with pytest.raises(BadUse, match="Nobody"):
        wiring.remove_reference(drawn, "Yan", photo)


def test_a_board_is_told_anew_without_drawing(drawn: BoardFolder) -> None:
    changed = "Ann walks slowly.\nBob sits.\nRain falls hard on the roof.\nCarl waits.\n"
    told = wiring.retell(drawn, changed.encode(), "lines.txt")
    assert (len(told.stale), len(told.new), len(told.gone)) == (1, 1, 1)
    assert told.after.title == told.before.title
    assert wiring.retell(drawn, changed.encode(), "lines.txt").after == told.after
