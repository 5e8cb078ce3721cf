"""What people set by hand: from the command line, and through edits of the script."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES, Kadr

SCRIPT, CAST = EXAMPLES / "aldar-kose.fountain", EXAMPLES / "aldar-kose.cast.toml"


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The board of the example, drawn once; every test has a copy of its own."""
    out = tmp_path_factory.mktemp("drawn")
    arguments = ("render", SCRIPT, "--cast", CAST, "-o", out, "--size", "256x256", "--lang", "en")
    subprocess.run([sys.executable, "-m", "kadr", *map(str, arguments)], check=True, capture_output=True)
    return out


@pytest.fixture
def board(tmp_path: Path, drawn: Path) -> Path:
    shutil.copytree(drawn, tmp_path / "out")
    return tmp_path / "out" / "aldar-kose"


def document(board: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((board / "board.json").read_text("utf-8"))
    return found


def shot(board: Path, panel: int) -> dict[str, Any]:
    found: dict[str, Any] = document(board)["panels"][panel]["shot"]
    return found


@pytest.mark.parametrize(
    ("given", "field", "value"),
    [
        ("size=CU", "size", "CU"),
        ("size=крупный план", "size", "CU"),
        ("angle=low angle", "angle", "low"),
        ("move=push in", "move", "push in"),
        ("framing=insert", "framing", "insert"),
        ("place=лес", "place", "forest"),
        ("interior=инт", "interior", True),
        ("time=ночь", "time", "night"),
        ("weather=rain", "weather", "rain"),
        ("weather=none", "weather", ""),
        ("seconds=2,5", "seconds", 2.5),
        ("props=кошелёк, cup, astrolabe", "props", ["wallet", "cup", "astrolabe"]),
        ("words=a red kite in the sky", "words", "a red kite in the sky"),
        ("notes=Ask Vera", "notes", "Ask Vera"),
    ],
)
def test_a_field_of_a_panel(given: str, field: str, value: object, board: Path, kadr: Kadr) -> None:
    assert kadr("set", "2B", given, "--board", board).returncode == 0
    assert shot(board, 2)[field] == value
    assert shot(board, 2)["sources"][field]["by"] == "person"


def test_people_of_a_panel(board: Path, kadr: Kadr) -> None:
    values = ("who=Bai, Алдар", "Aldar.pose=бежать", "Бай.feeling=sad", "Алдар.object=cup", "Алдар.target=бай")
    assert kadr("set", "2B", *values, "--board", board).returncode == 0
    bai, aldar = shot(board, 2)["figures"]
    assert (bai["who"], bai["feeling"]) == ("The Bai", "sad")
    assert (aldar["pose"], aldar["feeling"], aldar["object"], aldar["target"]) == ("run", "sly", "cup", "The Bai")


def test_one_panel_is_drawn_anew_and_the_value_outlives_an_edit_of_the_script(
    board: Path, kadr: Kadr, tmp_path: Path
) -> None:
    done = kadr("set", "2B", "size=CU", "--board", board)
    assert "1 panel is to be drawn anew" in done.stdout
    assert "1 of 6 drawn, 5 unchanged" in kadr("render", board).stdout
    edited = tmp_path / "aldar-kose.fountain"
    edited.write_text(SCRIPT.read_text("utf-8").replace("and smirks", "and smirks again"), "utf-8")
    assert kadr("render", edited, "-o", tmp_path / "out").returncode == 0
    assert shot(board, 2)["size"] == "CU"
    assert shot(board, 2)["action"].endswith("smirks again.")


def test_auto_gives_a_value_back(board: Path, kadr: Kadr, tmp_path: Path) -> None:
    before = document(board)
    assert kadr("set", "2B", "size=ELS", "action=sings", "Aldar Kose.pose=run", "--board", board).returncode == 0
    assert shot(board, 2) != before["panels"][2]["shot"]
    assert kadr("set", "2B", "size=auto", "action=auto", "Aldar Kose.pose=auto", "--board", board).returncode == 0
    assert document(board)["panels"] == before["panels"]


def test_auto_gives_back_who_is_in_the_picture(board: Path, kadr: Kadr) -> None:
    before = shot(board, 2)
    assert kadr("set", "2B", "who=Aldar Kose", "--board", board).returncode == 0
    assert kadr("set", "2B", "Aldar Kose.pose=run", "--board", board).returncode == 0
    assert kadr("set", "2B", "who=auto", "--board", board).returncode == 0
    assert shot(board, 2) == before


def test_auto_gives_back_what_the_script_says_by_now(board: Path, kadr: Kadr, tmp_path: Path) -> None:
    assert kadr("set", "2B", "action=He sings.", "size=ELS", "--board", board).returncode == 0
    edited = tmp_path / "aldar-kose.fountain"
    edited.write_text(SCRIPT.read_text("utf-8").replace("and smirks", "and smirks again"), "utf-8")
    assert kadr("render", edited, "-o", tmp_path / "out").returncode == 0
    assert shot(board, 2)["action"] == "He sings."
    assert kadr("set", "2B", "action=auto", "--board", board).returncode == 0
    assert shot(board, 2)["action"].endswith("smirks again.")
    assert shot(board, 2)["size"] == "ELS"


def test_auto_gives_back_what_was_edited_in_the_file(board: Path, kadr: Kadr) -> None:
    before = shot(board, 2)
    written = document(board)
    written["panels"][2]["shot"]["size"] = "ELS" if before["size"] != "ELS" else "CU"
    (board / "board.json").write_text(json.dumps(written), "utf-8")
    assert kadr("set", "2B", "size=auto", "--board", board).returncode == 0
    assert shot(board, 2) == before


def test_undo_takes_it_back(board: Path, kadr: Kadr) -> None:
    before = shot(board, 2)
    assert kadr("set", "2B", "size=CU", "time=night", "--board", board).returncode == 0
    assert "set by hand" in kadr("history", board).stdout
    assert kadr("undo", board).returncode == 0
    assert shot(board, 2) == before


def test_somebody_of_the_cast(board: Path, kadr: Kadr) -> None:
    done = kadr("set", "Алдар", "words=tall thin young man", "colour=#123456", "--board", board)
    assert "5 panels are to be drawn anew" in done.stdout
    aldar = next(row for row in document(board)["cast"] if row["name"] == "Aldar Kose")
    assert (aldar["words"], aldar["colour"]) == ("tall thin young man", "#123456")


@pytest.mark.parametrize(
    ("target", "given", "words"),
    [
        ("9Z", "size=CU", "There are: 1A"),
        ("2B", "size", "FIELD=VALUE"),
        ("2B", "sise=CU", "Near it: size"),
        ("2B", "size=huge", "ECU, CU"),
        ("2B", "place=атлантида", "steppe"),
        ("2B", "seconds=0", "above 0"),
        ("2B", "interior=maybe", "int, ext"),
        ("2B", "who=Nobody Here", "Aldar Kose"),
        ("2B", "Bai.pose=sit", "In frame are: Aldar Kose"),
        ("2B", "Aldar.hat=red", "pose"),
        ("2B", "words=красный змей", "English only"),
        ("Aldar", "size=CU", "traits"),
        ("Aldar", "colour=red", "#c8553d"),
    ],
)
def test_what_cannot_be_set_changes_nothing(target: str, given: str, words: str, board: Path, kadr: Kadr) -> None:
    before = (board / "board.json").read_bytes()
    done = kadr("set", target, given, "--board", board)
    assert done.returncode == 2
    assert words in done.stderr
    assert (board / "board.json").read_bytes() == before


def test_which_board(board: Path, kadr: Kadr, tmp_path: Path) -> None:
    assert kadr("set", "2B", "size=MS").returncode == 0
    assert shot(board, 2)["size"] == "MS"
    assert kadr("render", EXAMPLES / "shade.txt", "-o", tmp_path / "out", "--size", "256x256").returncode == 0
    done = kadr("set", "2B", "size=LS")
    assert done.returncode == 2
    assert "out/aldar-kose" in done.stderr
    assert "--board" in done.stderr
    assert kadr("set", "2B", "size=CU", "--board", tmp_path).returncode == 3


def staging(board: Path, panel: int) -> dict[str, Any]:
    found: dict[str, Any] = document(board)["panels"][panel]["staging"]
    return found


def test_where_things_stand(board: Path, kadr: Kadr) -> None:
    words = ("Алдар.x=-0,4", "Aldar.facing=90", "Aldar.scale=1.2", "mirror=yes", "horizon=0.35", "light=fire")
    done = kadr("set", "2B", *words, "--board", board)
    assert done.returncode == 0, done.stderr
    assert "1 panel is to be drawn anew" in done.stdout
    placed = staging(board, 2)["figures"][0]
    assert (placed["x"], placed["facing"], placed["scale"]) == (-0.4, 90.0, 1.2)
    assert staging(board, 2)["mirror"] is True
    assert staging(board, 2)["light"] == "fire"
    assert document(board)["panels"][2]["blocking"]["Aldar Kose.x"] == -0.4


def test_blocking_outlives_an_edit_of_the_script_and_can_be_taken_back(board: Path, kadr: Kadr, tmp_path: Path) -> None:
    before = staging(board, 2)
    assert kadr("set", "2B", "Aldar.x=1.5", "camera.height=0.5", "--board", board).returncode == 0
    edited = tmp_path / "aldar-kose.fountain"
    edited.write_text(SCRIPT.read_text("utf-8").replace("and smirks", "and smirks again"), "utf-8")
    assert kadr("render", edited, "-o", tmp_path / "out").returncode == 0
    assert staging(board, 2)["figures"][0]["x"] == 1.5
    assert staging(board, 2)["camera"]["height"] == 0.5
    assert kadr("render", SCRIPT, "-o", tmp_path / "out").returncode == 0
    assert kadr("set", "2B", "Aldar.x=auto", "camera.height=auto", "--board", board).returncode == 0
    assert staging(board, 2) == before


def test_all_blocking_is_taken_back_and_undone(board: Path, kadr: Kadr) -> None:
    before = staging(board, 2)
    assert kadr("set", "2B", "Aldar.x=1.5", "mirror=yes", "--board", board).returncode == 0
    after = staging(board, 2)
    assert kadr("set", "2B", "blocking=auto", "--board", board).returncode == 0
    assert staging(board, 2) == before
    assert kadr("undo", board).returncode == 0
    assert staging(board, 2) == after
    assert kadr("undo", board).returncode == 0
    assert staging(board, 2) == before


def test_letters_may_be_large_or_small(board: Path, kadr: Kadr) -> None:
    before = staging(board, 2)
    assert kadr("set", "2B", "ALDAR . X = 1.5", "Mirror=1", "--board", board).returncode == 0
    assert staging(board, 2)["figures"][0]["x"] == 1.5
    assert kadr("set", "2B", "Aldar.X=AUTO", "mirror=Авто", "--board", board).returncode == 0
    assert staging(board, 2) == before


def test_whoever_is_removed_can_come_back(board: Path, kadr: Kadr) -> None:
    """Also the only one whom the shot is of."""
    before = staging(board, 2)
    everybody = [f"{place['who']}.removed=yes" for place in before["figures"]]
    assert kadr("set", "2B", *everybody, "--board", board).returncode == 0
    assert staging(board, 2)["figures"] == []
    assert kadr("set", "2B", "Aldar.removed=yes", "Bai.removed=no", "--board", board).returncode == 0
    assert kadr("set", "2B", "blocking=auto", "--board", board).returncode == 0
    assert staging(board, 2) == before


def test_a_number_may_be_typed_with_cyrillic_letters(board: Path, kadr: Kadr) -> None:
    """Nobody sees that 2В is not 2B."""
    assert kadr("set", "2\u0412", "size=CU", "--board", board).returncode == 0
    assert shot(board, 2)["size"] == "CU"
    assert kadr("maps", "2\u0432", "--board", board, "-o", board.parent / "m").returncode == 0


def test_the_same_name_many_times_is_one(board: Path, kadr: Kadr) -> None:
    assert kadr("set", "2B", "who=" + "Aldar," * 300, "--board", board).returncode == 0
    assert [figure["who"] for figure in shot(board, 2)["figures"]] == ["Aldar Kose"]
    assert kadr("set", "2B", "size=CU", "--board", board).returncode == 0


def test_more_people_than_a_panel_holds(board: Path, kadr: Kadr) -> None:
    found = document(board)
    found["cast"] += [{"name": f"P{number}"} for number in range(21)]
    (board / "board.json").write_text(json.dumps(found), "utf-8")
    done = kadr("set", "2B", "who=" + ",".join(f"P{number}" for number in range(21)), "--board", board)
    assert done.returncode == 2
    assert "21 people" in done.stderr


def test_bytes_that_are_no_letters_are_refused(board: Path, kadr: Kadr) -> None:
    done = kadr("set", "2B", "notes=\udcff\udcfe", "--board", board)
    assert done.returncode == 2
    assert "UTF-8" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_was_set_is_said_in_short(board: Path, kadr: Kadr) -> None:
    done = kadr("set", "2B", *(f"Aldar.x={number / 1000}" for number in range(2000)), "--board", board)
    assert done.returncode == 0
    assert len(done.stdout) < 600


def test_light_in_words(board: Path, kadr: Kadr) -> None:
    assert kadr("set", "2B", "light=костёр", "--board", board).returncode == 0
    assert staging(board, 2)["light"] == "fire"
    assert kadr("set", "2B", "light=нет", "--board", board).returncode == 0


def test_whoever_is_listed_is_in_the_picture_again(board: Path, kadr: Kadr) -> None:
    for given in ("Aldar.removed=yes", "who=Aldar"):
        assert kadr("set", "2B", given, "--board", board).returncode == 0
    assert "Aldar Kose" in [place["who"] for place in staging(board, 2)["figures"]]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("Aldar.x=nan", "number from -100 to 100"),
        ("Aldar.x=inf", "number from -100 to 100"),
        ("Aldar.x=1e300", "number from -100 to 100"),
        ("Aldar.scale=0", "number from 0.1 to 10"),
        ("Aldar.facing=left", "or Aldar.facing=auto"),
        ("Aldar Kose.x=left", '"Aldar Kose.x=-0.4"'),
        ("camera.lens=-1", "number from 0.2 to 10"),
        ("camera.zoom=2", "camera.lens"),
        ("horizon=high", "horizon=0.35"),
        ("mirror=maybe", "yes, no"),
        ("light=moon", "fire, lamp"),
        ("blocking=none", "auto"),
        ("horse.x=2", 'no "horse" in this panel'),
        ("Aldar.flip=yes", "Aldar Kose.facing"),
    ],
)
def test_what_cannot_be_placed_changes_nothing(given: str, words: str, board: Path, kadr: Kadr) -> None:
    before = (board / "board.json").read_bytes()
    done = kadr("set", "2B", given, "--board", board)
    assert done.returncode == 2
    assert words in done.stderr
    assert (board / "board.json").read_bytes() == before
