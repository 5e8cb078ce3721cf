"""A panel that starts from a picture: set, changed, taken away; what that makes of finished pictures and of drafts."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PIL import Image

from conftest import Kadr
from kadr import edits, studio, wiring
from kadr.board import Panel, Recipe, Start, digest
from kadr.engines.base import OnEvent, Picture
from kadr.engines.draft import DraftArtist
from kadr.engines.draft.artist import DraftSession
from kadr.errors import BadBoard, BadPicture, BadUse
from kadr.library import BoardFolder
from kadr.wiring.hands import HANDS, Hand, Means, start_png, untold
from kadr.wiring.rendering import Storyboard
from lines_drawn import draw_lines, state

RED = (200, 30, 30)
TEXT = "Ann walks.\nBob sits.\nA dog runs.\n"


def picture(kind: str = "PNG", size: tuple[int, int] = (400, 100)) -> bytes:
    stream = BytesIO()
    Image.new("RGB", size, RED).save(stream, kind)
    return stream.getvalue()


class Finisher(DraftArtist):
    """An engine that has a use for a start, as SDXL has, and needs no model: it opens the start, and draws."""

    name = "finisher"
    starts = True

    def __init__(self, folder: BoardFolder) -> None:
        self.folder = folder

    def open(self) -> DraftSession:
        return FinishingSession(self.folder)


class FinishingSession(DraftSession):
    def __init__(self, folder: BoardFolder) -> None:
        self.folder = folder

    def paint(self, recipe: Recipe, on_event: OnEvent) -> Picture:
        if recipe.start:
            start_png(self.folder, recipe.start)
        return super().paint(recipe, on_event)


@pytest.fixture(autouse=True)
def finisher() -> Iterator[None]:
    def hand(means: Means, folder: BoardFolder) -> Hand:
        return Hand(engine=Finisher(folder), controls=untold)

    HANDS["finisher"] = hand
    yield
    del HANDS["finisher"]


@pytest.fixture
def drawn(tmp_path: Path) -> BoardFolder:
    return draw_lines(tmp_path, TEXT)


def first(folder: BoardFolder) -> Panel:
    return state(folder).panels[0]


def render(folder: BoardFolder, engine: str = "finisher", **wishes: Any) -> Storyboard:
    return wiring.render(wiring.Wish(script=str(folder.path), engine=engine, **wishes))


def statuses(folder: BoardFolder, engine: str = "finisher", **wishes: Any) -> list[str]:
    return [panel.status for panel in render(folder, engine, **wishes).panels]


DRAWN, SAME = "drawn", "unchanged"


def test_a_start_that_is_set_changed_and_taken_away_makes_another_picture_each_time(drawn: BoardFolder) -> None:
    draft = first(drawn).chosen
    assert statuses(drawn) == [DRAWN, DRAWN, DRAWN]
    plain = first(drawn).chosen
    wiring.begin_from(drawn, "1", draft)
    assert sorted(statuses(drawn)) == [DRAWN, SAME, SAME]
    begun = drawn.take(first(drawn).chosen)
    assert begun
    assert (begun.recipe.start, begun.recipe.controls) == (draft, {"strength": 0.6})
    wiring.begin_from(drawn, "1", draft, 0.3)
    assert sorted(statuses(drawn)) == [DRAWN, SAME, SAME]
    assert first(drawn).chosen not in (plain, begun.key)
    assert statuses(drawn) == [SAME, SAME, SAME]
    wiring.begin_from(drawn, "1", None)
    assert statuses(drawn) == [SAME, SAME, SAME], "that one was painted before"
    assert first(drawn).chosen == plain


def test_the_draft_artist_does_without(drawn: BoardFolder) -> None:
    before = state(drawn)
    wiring.bring(drawn, "1", picture(), fit="start")
    wiring.begin_from(drawn, "2", before.panels[1].chosen, 0.2)
    for engine in ("draft", "auto"):
        assert statuses(drawn, engine) == [SAME, SAME, SAME]
    assert [panel.chosen for panel in state(drawn).panels] == [panel.chosen for panel in before.panels]
    assert not any(take.stale for take in wiring.takes_of(drawn, "2"))


def test_a_picture_that_is_brought_as_a_start_is_kept_and_not_shown(drawn: BoardFolder) -> None:
    before = first(drawn)
    _, after = wiring.bring(drawn, "1", picture(), fit="start", strength=0.4)
    panel = after.panels[0]
    assert panel.chosen == before.chosen
    assert panel.start
    assert panel.start.strength == 0.4
    own = [take for take in wiring.takes_of(drawn, "1") if take.engine == "own"]
    assert [take.key for take in own] == [panel.start.take]
    kept = Image.open(own[0].picture)
    assert (kept.size, kept.getpixel((128, 128))) == ((256, 256), RED)
    assert sorted(statuses(drawn, panel="1")) == [DRAWN]
    with drawn.hold(patience=0, tell=print):
        assert drawn.undo("2026-01-01T00:00:00Z", print).panels[0].start is None
        assert drawn.redo("2026-01-01T00:00:00Z").panels[0].start == panel.start


def test_a_start_comes_after_a_choice_and_a_choice_after_a_start(drawn: BoardFolder) -> None:
    """The later word holds: a chosen picture does not keep the panel from being painted from its start, and a picture
    that is chosen then stays."""
    draft = first(drawn).chosen
    render(drawn)
    plain = first(drawn).chosen
    wiring.choose(drawn, "1", plain)
    wiring.begin_from(drawn, "1", draft)
    assert sorted(statuses(drawn)) == [DRAWN, SAME, SAME]
    assert first(drawn).chosen != plain
    wiring.choose(drawn, "1", plain)
    assert statuses(drawn) == [SAME, SAME, SAME]
    assert first(drawn).chosen == plain


def test_the_draft_artist_keeps_to_what_was_chosen_before_a_start(drawn: BoardFolder) -> None:
    """A second draft, and a picture of one's own that is stale: SDXL paints over what is shown, drafting does not."""
    statuses(drawn, "draft", panel="1", takes=2)
    second = wiring.takes_of(drawn, "1")[-1].key
    wiring.choose(drawn, "1", second)
    wiring.begin_from(drawn, "1", second)
    _, after = wiring.bring(drawn, "2", picture())
    own = after.panels[1].chosen
    wiring.begin_from(drawn, "2", own)
    wiring.change(drawn, "2", [("size", "ECU")])
    for engine in ("auto", "draft"):
        assert statuses(drawn, engine) == [SAME, SAME, SAME]
        assert [panel.chosen for panel in state(drawn).panels[:2]] == [second, own]
    assert statuses(drawn) == [DRAWN, DRAWN, DRAWN]
    assert not {second, own} & {panel.chosen for panel in state(drawn).panels}


def test_a_choice_made_again_after_a_start_holds(drawn: BoardFolder) -> None:
    render(drawn)
    plain = first(drawn).chosen
    wiring.choose(drawn, "1", plain)
    wiring.bring(drawn, "1", picture(), fit="start")
    wiring.choose(drawn, "1", plain)
    assert statuses(drawn) == [SAME, SAME, SAME]


def test_a_start_that_is_set_again_says_nothing_new(drawn: BoardFolder) -> None:
    draft = first(drawn).chosen
    wiring.begin_from(drawn, "1", draft[:8], 0.3)
    before, after = wiring.begin_from(drawn, "1", draft)
    assert before == after, "without a strength it keeps the one it has"
    assert wiring.begin_from(drawn, "2", None)[1].revision == after.revision


def test_what_is_painted_from_an_earlier_start_is_not_shown(drawn: BoardFolder) -> None:
    """The start is changed while the panel is painted."""
    draft = first(drawn).chosen
    wiring.begin_from(drawn, "1", draft)

    def change(happening: studio.Happening) -> None:
        if isinstance(happening, studio.Began):
            wiring.begin_from(drawn, "1", draft, 0.9)

    wish = wiring.Wish(script=str(drawn.path), engine="finisher", panel="1")
    (ended,) = wiring.render(wish, watch=change).panels
    assert ended.status == DRAWN
    assert drawn.take(ended.key)
    assert first(drawn).chosen == draft
    assert statuses(drawn, panel="1") == [DRAWN]


def test_a_start_that_has_gone_fails_its_own_panel_by_name(drawn: BoardFolder) -> None:
    _, after = wiring.bring(drawn, "1", picture(), fit="start")
    start = after.panels[0].start
    assert start
    drawn.picture(start.take).unlink()
    failed, *rest = render(drawn).panels
    assert [panel.status for panel in rest] == [DRAWN, DRAWN]
    assert (failed.number, failed.status) == ("1", "failed")
    assert failed.reason
    assert start.take[:8] in failed.reason.text("en")
    assert "kadr start" in failed.reason.text("ru")
    wiring.begin_from(drawn, "1", None)
    assert sorted(statuses(drawn)) == [DRAWN, SAME, SAME]


def test_a_damaged_start_is_as_good_as_gone(drawn: BoardFolder) -> None:
    key = first(drawn).chosen
    drawn.picture(key).write_bytes(picture())
    with pytest.raises(BadBoard, match=key[:8]):
        start_png(drawn, key)


@pytest.mark.parametrize("strength", [0.0, 0.04, 1.01, -1.0, float("nan"), float("inf")])
def test_a_strength_that_is_none(strength: float, drawn: BoardFolder) -> None:
    before, takes = state(drawn), len(drawn.takes())
    with pytest.raises(BadUse, match=r"0\.05"):
        wiring.begin_from(drawn, "1", before.panels[0].chosen, strength)
    with pytest.raises(BadUse, match=r"0\.05"):
        wiring.bring(drawn, "1", picture(), fit="start", strength=strength)
    assert (state(drawn), len(drawn.takes())) == (before, takes)


def test_what_is_refused(drawn: BoardFolder) -> None:
    before = state(drawn)
    with pytest.raises(BadUse, match="no take"):
        wiring.begin_from(drawn, "1", before.panels[1].chosen)
    with pytest.raises(BadUse, match="shown as it is"):
        wiring.bring(drawn, "1", picture(), strength=0.5)
    with pytest.raises(BadPicture):
        wiring.bring(drawn, "1", b"nothing", fit="start")
    wiring.lock(drawn, "1")
    with pytest.raises(BadUse, match="locked"):
        wiring.begin_from(drawn, "1", before.panels[0].chosen)
    with pytest.raises(BadUse, match="locked"):
        wiring.bring(drawn, "1", picture(), fit="start")
    assert all(panel.start is None for panel in state(drawn).panels)


def test_a_copy_starts_from_the_same(drawn: BoardFolder) -> None:
    start = Start(take=first(drawn).chosen, strength=0.25)
    board = edits.duplicate(edits.begin_from(state(drawn), "1", start), "1")
    assert [panel.start for panel in board.panels[:2]] == [start, start]


def test_boards_of_earlier_days_keep_their_seals_with_and_without_removed_panels(drawn: BoardFolder) -> None:
    """They have no starts, neither on the board nor among what was removed."""
    _, before = wiring.remove(drawn, ["2"])
    written = json.loads(drawn.document.read_bytes())
    for panel in (*written["panels"], *written["removed"]):
        assert [panel.pop(name) for name in ("start", "anew", "read")] == [None, False, None]
    for panel in written["panels"]:
        assert not any(panel.pop(name) for name in ("by_hand", "picked", "approved", "locked"))
    bare = {name: value for name, value in written.items() if value and name != "seal"}
    same = {
        name: value for name, value in written.items() if name in bare or name not in ("removed", "told", "renamed")
    }
    assert written["seal"] == digest(same | {"seal": ""})
    drawn.document.write_text(json.dumps(written), "utf-8")
    assert BoardFolder(drawn.path).load() == before


@pytest.mark.parametrize(
    ("start", "line"), [({"take": "../../etc/passwd"}, "take"), ({"take": "0" * 32, "strength": 2}, "strength")]
)
def test_a_start_edited_into_nonsense_is_named(start: dict[str, Any], line: str, drawn: BoardFolder) -> None:
    written = json.loads(drawn.document.read_bytes())
    written["panels"][0]["start"] = start
    drawn.document.write_text(json.dumps(written, indent=1), "utf-8")
    with pytest.raises(BadBoard, match=line):
        drawn.load()


def test_a_start_set_in_the_file_is_a_persons_edit(drawn: BoardFolder) -> None:
    written = json.loads(drawn.document.read_bytes())
    written["panels"][0]["start"] = {"take": first(drawn).chosen}
    drawn.document.write_text(json.dumps(written), "utf-8")
    assert sorted(statuses(drawn)) == [DRAWN, DRAWN, DRAWN]
    assert first(drawn).start == Start(take=written["panels"][0]["chosen"])
    assert msgspec.json.encode(first(drawn).start) == msgspec.json.encode(
        {"take": written["panels"][0]["chosen"], "strength": 0.6}
    )


# By the command line


def test_the_verbs(drawn: BoardFolder, kadr: Kadr, tmp_path: Path) -> None:
    (tmp_path / "sketch.jpg").write_bytes(picture("JPEG"))
    done = kadr("bring", "2", "sketch.jpg", "--fit", "start", "--strength", "0.35", "--board", drawn.path)
    assert done.returncode == 0, done.stderr
    start = state(drawn).panels[1].start
    assert start
    assert start.strength == 0.35
    assert f"painted from take {start.take[:8]} (strength 0.35)" in done.stdout.replace("\n", " ")
    assert "--engine sdxl --panel 2" in done.stdout.replace("\n", " ")
    draft = state(drawn).panels[1].chosen
    told = kadr("start", "2", draft[:8], "--board", drawn.path, "--lang", "ru")
    assert "начинаются с дубля" in told.stdout
    assert state(drawn).panels[1].start == Start(take=draft, strength=0.35)
    listed = kadr("takes", "2", "--board", drawn.path).stdout.splitlines()
    begins = [line for line in listed if line.endswith("what finished pictures are painted from")]
    assert len(listed) == 2
    assert [draft[:8] in line for line in begins] == [True]
    assert kadr("start", "2", "none", "--board", drawn.path).returncode == 0
    assert state(drawn).panels[1].start is None
    assert kadr("undo", drawn.path).returncode == 0
    assert state(drawn).panels[1].start == Start(take=draft, strength=0.35)


def test_a_picture_is_brought_and_shown(drawn: BoardFolder, kadr: Kadr, tmp_path: Path) -> None:
    (tmp_path / "sketch.webp").write_bytes(picture("WEBP"))
    done = kadr("bring", "1", "sketch.webp", "--board", drawn.path, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["panels"][0]["chosen"] == first(drawn).chosen
    take = drawn.take(first(drawn).chosen)
    assert take
    assert take.recipe.engine == "own"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("bring", "1", "gone.png"), 3, "could not be read"),
        (("bring", "1", "text.txt"), 3, "text.txt"),
        (("bring", "1", "sketch.png", "--fit", "stretch"), 2, "cover, contain, layer, start"),
        (("bring", "1", "sketch.png", "--strength", "0.5"), 2, "shown as it is"),
        (("bring", "1", "sketch.png", "--fit", "start", "--strength", "7"), 2, "0.05"),
        (("bring", "9", "sketch.png"), 2, "There are: 1, 2, 3"),
        (("start", "1", "zzzzzz"), 2, "no take"),
        (("start", "1", "none", "--strength", "much"), 2, "--strength"),
    ],
)
def test_what_the_verbs_refuse(
    arguments: tuple[str, ...], code: int, words: str, drawn: BoardFolder, kadr: Kadr, tmp_path: Path
) -> None:
    (tmp_path / "sketch.png").write_bytes(picture())
    (tmp_path / "text.txt").write_text("no picture", "utf-8")
    before = state(drawn)
    done = kadr(*arguments, "--board", drawn.path)
    assert done.returncode == code, done.stderr
    assert words in done.stderr.replace("\n", " ")
    assert state(drawn) == before
