"""``kadr maps`` by its files and its words."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from conftest import EXAMPLES, Kadr
from kadr.engines.draft.maps.bundle import own_files

COMMON = ["lineart.png", "tone.png", "pose.png", "pose.json", "depth.png"]


@pytest.fixture
def film(kadr: Kadr, tmp_path: Path) -> Path:
    cast = EXAMPLES / "aldar-kose.cast.toml"
    done = kadr("render", EXAMPLES / "aldar-kose.fountain", "--cast", cast, "--size", "256x256", "--no-sheet")
    assert done.returncode == 0, done.stderr
    return tmp_path / "out" / "aldar-kose"


def test_the_maps_of_a_panel(kadr: Kadr, film: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in film.rglob("*") if path.is_file()}
    done = kadr("maps", "2A", "-o", "maps")
    assert done.returncode == 0, done.stderr
    assert "2A" in done.stdout
    folder = tmp_path / "maps"
    index = json.loads((folder / "index.json").read_text("utf-8"))
    assert index["panel"]["number"] == "2A"
    names = [entry["file"] for entry in index["maps"]]
    assert names[:5] == COMMON
    assert "mask-2-aldar-kose.png" in names
    assert {path.name for path in folder.iterdir()} == {*names, "index.json"}
    assert before == {path: path.read_bytes() for path in film.rglob("*") if path.is_file()}
    by_id = kadr("maps", index["panel"]["id"], "-o", "again")
    assert by_id.returncode == 0, by_id.stderr
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_all_panels_have_folders_of_their_own(kadr: Kadr, film: Path) -> None:
    done = kadr("maps", "--board", film, "--json")
    assert done.returncode == 0, done.stderr
    panels = json.loads(done.stdout)["panels"]
    assert [panel["number"] for panel in panels] == ["1A", "2A", "2B", "3A", "3B", "3C"]
    for panel in panels:
        assert Path(panel["folder"]) == film / "maps" / panel["number"]
        assert sorted(panel["files"]) == sorted(path.name for path in Path(panel["folder"]).iterdir())


@pytest.mark.usefixtures("film")
def test_another_size(kadr: Kadr, tmp_path: Path) -> None:
    assert kadr("maps", "1A", "-o", "maps", "--size", "512x512").returncode == 0
    with Image.open(tmp_path / "maps" / "depth.png") as depth:
        assert depth.size == (512, 512)
    done = kadr("maps", "1A", "-o", "wide", "--size", "512x288")
    assert done.returncode == 2
    assert "512x512" in done.stderr
    assert not (tmp_path / "wide").exists()


@pytest.mark.usefixtures("film")
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_panel_that_is_not_there(language: str, kadr: Kadr, tmp_path: Path) -> None:
    done = kadr("maps", "9Z", "-o", "maps", "--lang", language)
    assert done.returncode == 2
    assert "9Z" in done.stderr
    assert "1A, 2A" in done.stderr
    assert not (tmp_path / "maps").exists()


@pytest.mark.usefixtures("film")
def test_no_name_is_not_every_panel(kadr: Kadr, tmp_path: Path) -> None:
    """What a shell makes of a variable that is not set."""
    done = kadr("maps", "", "-o", "maps")
    assert done.returncode == 2
    assert not (tmp_path / "maps").exists()


@pytest.mark.usefixtures("film")
def test_a_file_where_the_folder_should_be(kadr: Kadr, tmp_path: Path) -> None:
    (tmp_path / "maps").write_text("mine")
    done = kadr("maps", "1A", "-o", "maps")
    assert done.returncode == 4
    assert "-o FOLDER" in done.stderr
    assert (tmp_path / "maps").read_text() == "mine"


@pytest.mark.usefixtures("film")
def test_other_files_stay_and_maps_are_replaced(kadr: Kadr, tmp_path: Path) -> None:
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    (folder / "depth.png").write_text("old")
    assert kadr("maps", "1A", "-o", "maps").returncode == 0
    assert (folder / "notes.txt").read_text() == "mine"
    Image.open(io.BytesIO((folder / "depth.png").read_bytes())).verify()


@pytest.mark.usefixtures("film")
@pytest.mark.parametrize("step", ["begin", "written", "synced"])
@pytest.mark.parametrize("fault", ["ENOSPC", "EROFS"])
def test_a_disk_that_fails_changes_nothing(step: str, fault: str, kadr: Kadr, tmp_path: Path) -> None:
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "depth.png").write_text("old")
    done = kadr("maps", "1A", "-o", "maps", environment={"KADR_FAILPOINT": f"set.{step}:{fault}"})
    assert done.returncode == 4
    assert "maps" in done.stderr
    assert [path.name for path in folder.iterdir()] == ["depth.png"]
    assert (folder / "depth.png").read_text() == "old"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.usefixtures("film")
def test_masks_of_who_left_the_panel_go_and_nothing_else(kadr: Kadr, tmp_path: Path) -> None:
    assert kadr("maps", "2A", "-o", "maps").returncode == 0
    folder = tmp_path / "maps"
    assert "mask-2-aldar-kose.png" in contents(folder)
    mine = {"mask-9-mine.png": b"mine", "notes.txt": b"mine too"}
    for name, data in mine.items():
        (folder / name).write_bytes(data)
    assert kadr("set", "2A", "Aldar.removed=yes").returncode == 0
    assert kadr("maps", "2A", "-o", "maps").returncode == 0
    assert kadr("maps", "2A", "-o", "fresh").returncode == 0
    assert contents(folder) == contents(tmp_path / "fresh") | mine
    assert "mask-2-aldar-kose.png" not in contents(folder)


@pytest.mark.usefixtures("film")
@pytest.mark.parametrize("step", ["begin", "written", "synced", "noted", "placed", "done"])
def test_killed_at_any_step_the_set_is_the_former_or_the_new(step: str, kadr: Kadr, tmp_path: Path) -> None:
    former, new, folder = (tmp_path / name for name in ("former", "new", "maps"))
    for panel, place in (("2A", "former"), ("2A", "maps"), ("1A", "new")):
        assert kadr("maps", panel, "-o", place).returncode == 0
    done = kadr("maps", "1A", "-o", "maps", environment={"KADR_FAILPOINT": f"set.{step}:kill"})
    assert done.returncode == -9
    if step in ("begin", "written", "synced", "noted"):
        left = contents(folder)
        assert {name: left[name] for name in contents(former)} == contents(former)
    elif step == "placed":
        assert not (folder / "index.json").exists(), "what is half put in place has no index"
    else:
        assert contents(folder).items() >= contents(new).items()
    assert kadr("maps", "1A", "-o", "maps").returncode == 0
    assert contents(folder) == contents(new)


@pytest.mark.usefixtures("film")
def test_a_folder_in_the_place_of_a_map(kadr: Kadr, tmp_path: Path) -> None:
    (tmp_path / "maps" / "depth.png").mkdir(parents=True)
    done = kadr("maps", "1A", "-o", "maps")
    assert done.returncode == 4
    assert "depth.png" in done.stderr
    assert [path.name for path in (tmp_path / "maps").iterdir()] == ["depth.png"]


@pytest.mark.parametrize(
    "index",
    [
        b"", b"[]", b"\xff", b'{"maps": [{"file": "mask-1.png", "kind": "mask"}]}',
        b'{"subject": "", "engine": "", "maps": [{"file": "notes.txt", "kind": "mask"}]}',
        b'{"subject": "", "engine": "", "maps": [{"file": "../mask-1.png", "kind": "mask"}]}',
    ],
)  # fmt: skip
def test_an_index_that_is_not_ours_names_nothing_of_ours(index: bytes) -> None:
    assert own_files(index) == frozenset()
