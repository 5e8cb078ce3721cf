"""The whole way: a script in, a board out, and only what changed drawn again."""

import json
from pathlib import Path

import msgspec
import pytest

import kadr as api
from conftest import EXAMPLES, Kadr
from kadr import studio, wiring
from kadr.library import BoardFolder
from kadr.script import Form

SCRIPT = EXAMPLES / "aldar-kose.fountain"
CAST = EXAMPLES / "aldar-kose.cast.toml"
PROSE = "The old man walks across the steppe. A boy runs to him. He gives the boy a coin. The boy laughs."


def report(kadr: Kadr, *arguments: str | Path, text: bytes = b"") -> dict[str, object]:
    done = kadr("render", *arguments, "--json", text=text)
    assert done.returncode == 0, done.stderr
    document: dict[str, object] = json.loads(done.stdout)
    return document


def statuses(document: dict[str, object]) -> list[str]:
    panels = document["panels"]
    assert isinstance(panels, list)
    return [panel["status"] for panel in panels]


@pytest.mark.parametrize("name", ["aldar-kose.fountain", "aldar-kose.ru.fountain"])
def test_the_example_gives_six_panels_once(name: str, kadr: Kadr, tmp_path: Path) -> None:
    arguments = (EXAMPLES / name, "--cast", CAST, "-o", tmp_path / "boards", "--engine", "draft")
    first = report(kadr, *arguments)
    assert statuses(first) == ["drawn"] * 6
    panels = first["panels"]
    assert isinstance(panels, list)
    for panel in panels:
        assert (panel["width"], panel["height"]) == (768, 768)
        assert Path(panel["path"]).read_bytes().startswith(b"\x89PNG")
        assert Path(panel["path"]).stem == panel["key"]
    assert Path(str(first["sheet"])).name == "sheet.png"
    assert statuses(report(kadr, *arguments)) == ["unchanged"] * 6


def test_one_changed_line_draws_one_panel_and_keeps_the_old_take(kadr: Kadr, tmp_path: Path) -> None:
    script = tmp_path / "film.txt"
    lines = ["Aldar walks in the steppe.", "The bai sits in the yurt.", "A crowd stands in the bazaar."]
    script.write_text("\n".join(lines), "utf-8")
    first = report(kadr, script, "--lines")
    lines[1] = "The bai sits in the yurt and points at the door."
    script.write_text("\n".join(lines), "utf-8")
    second = report(kadr, script, "--lines")
    assert statuses(second) == ["unchanged", "drawn", "unchanged"]
    before, after = first["panels"], second["panels"]
    assert isinstance(before, list)
    assert isinstance(after, list)
    assert [panel["id"] for panel in before] == [panel["id"] for panel in after]
    assert all((tmp_path / panel["path"]).is_file() for panel in (*before, *after))


def test_a_new_line_leaves_the_others_their_ids_and_pictures(kadr: Kadr, tmp_path: Path) -> None:
    first = report(kadr, "-", "--lines", text=b"One man walks.\nTwo women sit.\n")
    second = report(kadr, "-", "--lines", text=b"A dog runs away.\nOne man walks.\nTwo women sit.\n")
    before, after = first["panels"], second["panels"]
    assert isinstance(before, list)
    assert isinstance(after, list)
    assert [panel["id"] for panel in after[1:]] == [panel["id"] for panel in before]
    assert statuses(second) == ["drawn", "unchanged", "unchanged"]


def test_a_deleted_picture_is_drawn_again_to_the_same_bytes(kadr: Kadr, tmp_path: Path) -> None:
    first = report(kadr, "-", text=PROSE.encode())
    panels = first["panels"]
    assert isinstance(panels, list)
    lost, damaged = (tmp_path / panel["path"] for panel in panels[:2])
    before = lost.read_bytes(), damaged.read_bytes()
    lost.unlink()
    damaged.write_bytes(before[1][:1000])
    assert statuses(report(kadr, "-", text=PROSE.encode()))[:3] == ["drawn", "drawn", "unchanged"]
    assert (lost.read_bytes(), damaged.read_bytes()) == before


def test_an_edit_in_board_json_is_drawn_and_outlives_the_next_script(kadr: Kadr, tmp_path: Path) -> None:
    report(kadr, "-", text=PROSE.encode())
    document = tmp_path / "out" / "untitled" / "board.json"
    board = json.loads(document.read_text("utf-8"))
    board["panels"][0]["shot"]["size"] = "ECU"
    document.write_text(json.dumps(board), "utf-8")
    assert statuses(report(kadr, document.parent)) == ["drawn"] + ["unchanged"] * (len(board["panels"]) - 1)
    report(kadr, "-", text=PROSE.replace("old man", "very old man").encode())
    shot = json.loads(document.read_text("utf-8"))["panels"][0]["shot"]
    assert shot["size"] == "ECU"
    assert shot["sources"]["size"]["by"] == "person"
    assert "very old man" in shot["action"]


def test_a_size_that_a_person_gave_stays_until_they_give_another(kadr: Kadr) -> None:
    def sizes(*arguments: str) -> set[tuple[int, int]]:
        panels = report(kadr, "-", *arguments, text=PROSE.encode())["panels"]
        assert isinstance(panels, list)
        return {(panel["width"], panel["height"]) for panel in panels}

    assert sizes("--aspect", "16:9") == {(1024, 576)}
    assert sizes() == {(1024, 576)}
    assert sizes("--size", "320x240") == {(320, 240)}


def test_undo_brings_the_old_panels_back_without_drawing(kadr: Kadr, tmp_path: Path) -> None:
    report(kadr, "-", "--lines", text=b"One.\nTwo.\n")
    report(kadr, "-", "--lines", text=b"One.\nTwo.\nThree.\n")
    folder = tmp_path / "out" / "untitled"
    assert kadr("undo", folder).returncode == 0
    assert statuses(report(kadr, folder)) == ["unchanged"] * 2
    assert kadr("redo", folder).returncode == 0
    assert statuses(report(kadr, folder)) == ["unchanged"] * 3


def test_the_same_script_makes_the_same_board_anywhere(kadr: Kadr, tmp_path: Path) -> None:
    one = report(kadr, "-", "-o", "one", text=PROSE.encode())["panels"]
    two = report(kadr, "-", "-o", "two", text=PROSE.encode())["panels"]
    assert isinstance(one, list)
    assert isinstance(two, list)
    assert [(panel["id"], panel["key"]) for panel in one] == [(panel["id"], panel["key"]) for panel in two]
    for first, second in zip(one, two, strict=True):
        for ending in (".png", ".svg"):
            pair = [(tmp_path / panel["path"]).with_suffix(ending).read_bytes() for panel in (first, second)]
            assert pair[0] == pair[1]


def test_metadata_can_be_left_out(kadr: Kadr, tmp_path: Path) -> None:
    panels = report(kadr, "-", "--no-metadata", text=PROSE.encode())["panels"]
    assert isinstance(panels, list)
    done = kadr("show", panels[0]["path"])
    assert done.returncode == 3
    panels = report(kadr, "-", "-o", "other", text=PROSE.encode())["panels"]
    assert isinstance(panels, list)
    shown = kadr("show", panels[0]["path"], "--json")
    assert json.loads(shown.stdout)["record"]["recipe"]["engine"] == "draft"


def test_a_picture_of_a_board_says_which_panel_shows_it_and_whether_it_is_approved(kadr: Kadr, tmp_path: Path) -> None:
    panels = report(kadr, "-", "-o", "told", text=PROSE.encode())["panels"]
    assert isinstance(panels, list)
    picture, number = panels[0]["path"], panels[0]["number"]
    told = str(Path(picture).parents[1])
    assert kadr("approve", number, "--board", told).returncode == 0
    assert f"{number} ✓ approved" in kadr("show", picture).stdout
    other = kadr("show", panels[1]["path"]).stdout
    assert panels[1]["number"] in other
    assert "approved" not in other
    (tmp_path / "alone.png").write_bytes((tmp_path / picture).read_bytes())
    assert "Panel" not in kadr("show", "alone.png").stdout


def test_five_lines_of_python(tmp_path: Path) -> None:
    board = api.storyboard(SCRIPT, cast=CAST, out=tmp_path)
    assert len(board.panels) == 6
    assert all(panel.path.is_file() for panel in board.panels)
    assert board.sheets[0].is_file()
    with pytest.raises(api.KadrError, match="There is no script"):
        api.storyboard(tmp_path / "nothing.fountain")


def test_the_public_names_are_sorted_and_there() -> None:
    assert list(api.__all__) == sorted(api.__all__)
    assert all(getattr(api, name) for name in api.__all__)


def test_another_cast_for_a_board_draws_those_whom_it_changes(kadr: Kadr, tmp_path: Path) -> None:
    cast = tmp_path / "cast.toml"
    cast.write_text('[[character]]\nname = "Ann"\ntraits = "thin"\n\n[[character]]\nname = "Bob"\ntraits = "stout"\n')
    report(kadr, "-", "--lines", "--cast", cast, text=b"Ann walks.\nBob sits.\n")
    folder = tmp_path / "out" / "untitled"
    cast.write_text(cast.read_text().replace("thin", "old, white beard"))
    assert statuses(report(kadr, folder, "--cast", cast)) == ["drawn", "unchanged"]
    refused = kadr("render", folder, "--panels", "3")
    assert refused.returncode == 2
    assert "--panels" in refused.stderr


def test_another_story_of_the_same_title_is_announced_and_can_be_undone(kadr: Kadr, tmp_path: Path) -> None:
    report(kadr, "-", "--lines", text=b"Ann walks.\nBob sits.\n")
    other = kadr("render", "-", "--lines", text="Река течёт.\n".encode())
    assert "told another story" in other.stderr
    assert kadr("undo", tmp_path / "out" / "untitled").returncode == 0
    assert statuses(report(kadr, tmp_path / "out" / "untitled")) == ["unchanged"] * 2
    report(kadr, "-", "--title", "My own", text=b"Ann walks.")
    assert (tmp_path / "out" / "my-own" / "board.json").is_file()


def test_what_was_not_recognised_is_said(kadr: Kadr) -> None:
    done = kadr("render", "-", "--lines", "--lang", "ru", text="Тишина.\n".encode())
    assert "никто не узнан" in done.stderr
    assert "не узнано место" in done.stderr


@pytest.mark.parametrize("field", ["height", "distance", "lens"])
def test_a_camera_beyond_reason_is_refused_by_its_field(field: str, kadr: Kadr, tmp_path: Path) -> None:
    report(kadr, "-", "--lines", text=b"Ann walks.\n")
    document = tmp_path / "out" / "untitled" / "board.json"
    board = json.loads(document.read_text("utf-8"))
    board["panels"][0]["staging"]["camera"][field] = 1e300
    document.write_text(json.dumps(board, indent=1), "utf-8")
    done = kadr("render", document.parent)
    assert done.returncode == 3
    assert field in done.stderr


def test_a_damaged_drawing_is_drawn_again(kadr: Kadr, tmp_path: Path) -> None:
    report(kadr, "-", "--lines", text=b"Ann walks.\n")
    svg = next((tmp_path / "out" / "untitled" / "takes").glob("*.svg"))
    whole = svg.read_bytes()
    svg.write_bytes(b"")
    assert statuses(report(kadr, "-", "--lines", text=b"Ann walks.\n")) == ["drawn"]
    assert svg.read_bytes() == whole


def test_a_board_is_edited_while_it_is_painted(tmp_path: Path) -> None:
    script = tmp_path / "film.txt"
    script.write_text("Aldar walks in the steppe.\nThe bai sits in the yurt.\nA crowd stands in the bazaar.", "utf-8")
    wish = wiring.Wish(script=str(script), form=Form.LINES, out=tmp_path, layout=None)
    folder = BoardFolder(tmp_path / "film")

    def edit(happening: studio.Happening) -> None:
        if isinstance(happening, studio.Ended) and happening.number == "1":
            wiring.change(folder, "3", [("size", "ELS")])

    first = wiring.render(wish, watch=edit)
    assert [panel.status for panel in first.panels] == ["drawn"] * 3
    board = folder.load()
    assert board is not None
    assert [bool(folder.shown(panel)) for panel in board.panels] == [True, True, False]
    assert board.panels[2].shot.size == "ELS"
    assert folder.take(first.panels[2].key)
    second = wiring.render(wish)
    assert [panel.status for panel in second.panels] == ["unchanged", "unchanged", "drawn"]


def test_what_a_person_chose_meanwhile_stays_chosen(tmp_path: Path) -> None:
    script = tmp_path / "film.txt"
    script.write_text("Aldar walks in the steppe.\nThe bai sits in the yurt.", "utf-8")
    wish = wiring.Wish(script=str(script), form=Form.LINES, out=tmp_path, layout=None)
    folder = BoardFolder(tmp_path / "film")

    def choose(happening: studio.Happening) -> None:
        if isinstance(happening, studio.Began) and happening.number == "2":
            with folder.hold(patience=1, tell=print):
                board = folder.load()
                assert board is not None
                panels = (board.panels[0], msgspec.structs.replace(board.panels[1], chosen="0" * 32))
                folder.commit(msgspec.structs.replace(board, panels=panels), reason="set", now="2026-01-01T00:00:00Z")

    wiring.render(wish, watch=choose)
    board = folder.load()
    assert board is not None
    assert board.panels[1].chosen == "0" * 32


def test_two_painters_of_one_board_wait_for_each_other(tmp_path: Path) -> None:
    script = tmp_path / "film.txt"
    script.write_text("Aldar walks in the steppe.", "utf-8")
    wish = wiring.Wish(script=str(script), form=Form.LINES, out=tmp_path, layout=None, patience=0)
    with BoardFolder(tmp_path / "film").painted_by("draft", patience=0, tell=print), pytest.raises(api.Busy):
        wiring.render(wish)
