"""What has been measured here: left by finished panels and by `kadr speed`, told by `kadr plan`."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Kadr
from kadr import pace, quote
from kadr.board import Format
from kadr.cli.console import seconds_left
from kadr.engines.base import Event
from kadr.engines.sdxl.told import Told
from kadr.library import BoardFolder
from kadr.pace import Here, Way
from kadr.quote import Work
from kadr.settings import Asked, resolve
from kadr.wiring import Foreseen
from kadr.wiring.hands import Means, make_hand
from kadr.wiring.pacing import Pacer

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


TOLD = Told(
    prompt="",
    negative="",
    model="",
    sampler="euler",
    num_inference_steps=8,
    guidance_scale=6.0,
    guidance_stop=0.5,
    ip_adapter_scale=0.5,
)
WORK = Work(preset="", accelerator="none", width=512, height=512, steps=8, guided=0.5)


@pytest.mark.parametrize(
    ("stages", "encode"), [(("encode",), 3.0), (("encode", "faces"), 6.0), (("encode", "start"), None)]
)
def test_a_panel_that_starts_from_a_picture_is_measured_by_the_steps_it_takes(
    stages: tuple[str, ...], encode: float | None, tmp_path: Path
) -> None:
    """The last four of eight steps, of which guidance leaves them out; what is read for a start alone is no time of the
    board's."""
    now = [100.0]
    pacer = Pacer(work=WORK, told=TOLD, way=WAY, folder=tmp_path, clock=lambda: now[0])
    follow = pacer.around(lambda event: True)
    for stage in stages:
        now[0] += 3
        follow(Event(stage=stage, step=1, steps=1))
    for step in range(1, 5):
        now[0] += 2
        follow(Event(stage="denoise", step=step, steps=5))
    now[0] += 1
    follow(Event(stage="decode", step=5, steps=5))
    entry = pace.recall(tmp_path, pace.here("cpu"), WAY)
    assert entry
    assert entry.middle("denoise") == pytest.approx(quote.pass_tflop(WORK) / 2)
    assert entry.middle("encode") == encode


@pytest.mark.torch
def test_the_time_to_expect_counts_the_steps_that_are_taken(tiny: Path, tmp_path: Path) -> None:
    environment = {"KADR_NUM_INFERENCE_STEPS": "10", "KADR_MODEL": str(tiny)}
    settings = resolve(Asked(), folder=tmp_path, environment=environment).settings
    folder, form = BoardFolder(tmp_path), Format(width=128, height=128)
    for starts, steps in (((None, None), 10), ((0.5, 0.5), 5), ((None, 0.6), 8)):
        hand = make_hand("sdxl", Means(settings=settings, format=form, starts=starts), folder)
        assert hand.pacer
        assert hand.pacer.work.steps == steps
