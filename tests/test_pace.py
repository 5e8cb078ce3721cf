"""What has been measured here: left by finished panels and by `kadr speed`, told by `kadr plan`."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Kadr
from kadr import pace
from kadr.cli.console import seconds_left
from kadr.pace import Here, Way
from kadr.wiring import Foreseen

HERE = Here(chip="Some Chip", cores=8)
WAY = Way(device="cpu", precision="bf16", int8=False, architecture=pace.SDXL)
AT = "2026-01-02T03:04:05Z"


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """A home with nothing in it, as the environment says it."""
    folder = tmp_path / "home"
    folder.mkdir()
    return {"HOME": str(folder), "USERPROFILE": str(folder)}


def quoted(kadr: Kadr, environment: dict[str, str]) -> dict[str, Any]:
    done = kadr("plan", "--preset", "fast", "--budget", "8GB", "--json", environment=environment)
    assert done.returncode == 0, done.stderr
    row: dict[str, Any] = json.loads(done.stdout)["quotes"][0]
    return row


def test_one_bad_measurement_does_not_rule(tmp_path: Path) -> None:
    for rate in (0.30, 0.31, 0.001, 0.32, 0.29):
        pace.note(tmp_path, HERE, WAY, AT, {"denoise": rate})
    entry = pace.recall(tmp_path, HERE, WAY)
    assert entry
    assert (entry.middle("denoise"), entry.panels) == (0.30, 5)


def test_the_last_measurements_count(tmp_path: Path) -> None:
    for rate in (*[0.1] * 20, *[0.4] * pace.KEPT):
        pace.note(tmp_path, HERE, WAY, AT, {"denoise": rate})
    entry = pace.recall(tmp_path, HERE, WAY)
    assert entry
    assert entry.middle("denoise") == 0.4
    assert entry.panels == 20 + pace.KEPT


def test_ways_and_machines_are_kept_apart(tmp_path: Path) -> None:
    packed = Way(device="cpu", precision="bf16", int8=True, architecture=pace.SDXL)
    pace.note(tmp_path, HERE, WAY, AT, {"denoise": 0.4})
    pace.note(tmp_path, HERE, packed, AT, {"denoise": 0.3, "full": 1e-5})
    found = [pace.recall(tmp_path, HERE, way) for way in (WAY, packed)]
    assert [entry and entry.middle("denoise") for entry in found] == [0.4, 0.3]
    assert found[0]
    assert found[0].middle("full") is None
    for other in (Here(chip="Some Chip", cores=4), Here(chip="Other Chip", cores=8)):
        assert pace.recall(tmp_path, other, WAY) is None


@pytest.mark.parametrize(
    "damage",
    [
        b"", b"{", b"\xff\xfe", b"[]", b'{"entries": 3}',
        b'{"entries": [{"here": {"chip": "Some Chip", "cores": 8}, "way": {"device": "cpu", "precision": "bf16", '
        b'"int8": false, "architecture": "320-640-1280 1-2-10 2048"}, "at": "", "found": {"denoise": [-1]}}]}',
    ],
    ids=["empty", "cut", "no-text", "list", "number", "negative"],
)  # fmt: skip
def test_a_damaged_file_is_as_if_not_there(damage: bytes, tmp_path: Path) -> None:
    (tmp_path / pace.NAME).write_bytes(damage)
    assert pace.recall(tmp_path, HERE, WAY) is None
    pace.note(tmp_path, HERE, WAY, AT, {"denoise": 0.4})
    assert pace.recall(tmp_path, HERE, WAY)
    assert [path.name for path in tmp_path.iterdir()] == [pace.NAME]


def test_where_it_cannot_be_written_it_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    pace.note(tmp_path / "file" / "below", HERE, WAY, AT, {"denoise": 0.4})
    assert pace.recall(tmp_path / "file" / "below", HERE, WAY) is None


@pytest.mark.torch
def test_sdxls_own_size_is_known() -> None:
    from kadr.speed.random_weights import REAL, TINY, unet_config

    real, tiny = (json.loads(json.dumps(unet_config(sizes))) for sizes in (REAL, TINY))
    assert pace.architecture(real) == pace.SDXL
    assert pace.architecture(tiny) != pace.SDXL


@pytest.mark.torch
def test_finished_panels_are_what_plan_tells(tiny: Path, tmp_path: Path, home: dict[str, str], kadr: Kadr) -> None:
    own = {**home, "KADR_MODEL": str(tiny)}
    assert "estimate" in quoted(kadr, own)["source"]
    (tmp_path / "film.txt").write_text("Anna walks.\nBoris sits.\n", "utf-8")
    words = ("render", "film.txt", "--lines", "--no-sheet", "--size", "128x128", "--engine", "sdxl", "--steps", "3")
    done = kadr(*words, "--accelerator", "half-guidance", "--budget", "8GB", environment=own)
    assert done.returncode == 0, done.stderr
    row = quoted(kadr, own)
    assert row["source"].startswith("measured here on ")
    assert row["source"].endswith(", 2 panels")
    assert row["measured"]["panels"] == 2
    assert 0 < row["seconds"] < row["board_seconds"]
    assert "измерено здесь" in kadr("plan", "--budget", "8GB", "--lang", "ru", environment=own).stdout
    assert "estimate" in quoted(kadr, home)["source"], "a miniature says nothing of SDXL"
    copied = Path(home["HOME"]) / ".kadr" / pace.NAME
    book = json.loads(copied.read_text())
    book["entries"][0]["here"]["chip"] = "another machine's"
    copied.write_text(json.dumps(book))
    assert "estimate" in quoted(kadr, own)["source"]


@pytest.mark.torch
def test_speed_leaves_its_measurement(tiny: Path, home: dict[str, str], kadr: Kadr) -> None:
    words = ("speed", "--model", tiny, "--size", "128x128", "--steps", "2", "--budget", "8GB")
    done = kadr(*words, environment=home)
    assert done.returncode == 0, done.stderr
    assert quoted(kadr, {**home, "KADR_MODEL": str(tiny)})["measured"]["panels"] == 1


# ---------------------------------------------------------------------------------------------------------------
# The time left
# ---------------------------------------------------------------------------------------------------------------

EXPECTED = Foreseen(once=20.0, panel=60.0)


def test_a_run_as_foreseen_is_counted_down_evenly() -> None:
    for through in (1 / 13, 0.5, 1.0, 3.5, 5.9):
        elapsed = EXPECTED.once + through * EXPECTED.panel
        assert seconds_left(EXPECTED, of=6, through=through, elapsed=elapsed) == pytest.approx((6 - through) * 60)


def test_a_slower_run_is_believed_by_and_by() -> None:
    slow = [
        seconds_left(EXPECTED, of=6, through=through, elapsed=2 * (20 + 60 * through)) / (60 * (6 - through))
        for through in (0.1, 1.0, 5.0)
    ]
    assert 1 < slow[0] < slow[1] < slow[2] < 2
    assert seconds_left(EXPECTED, of=6, through=6, elapsed=1000) == 0
