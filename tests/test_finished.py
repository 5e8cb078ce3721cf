"""Finished panels through the command line, with SDXL in miniature: painted, kept, gone on with after a kill."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import Kadr

pytestmark = pytest.mark.torch

SCRIPT = "Anna walks.\nBoris sits.\n"


@pytest.fixture
def given(tiny: Path, tmp_path: Path, kadr: Kadr) -> list[str | Path]:
    """A drafted board of two panels, and what finishes it: small, and with so little memory that decoding is late."""
    (tmp_path / "film.txt").write_text(SCRIPT, "utf-8")
    done = kadr("render", "film.txt", "--lines", "--no-sheet", "--size", "128x128")
    assert done.returncode == 0, done.stderr
    return ["render", tmp_path / "out" / "film", "--engine", "sdxl", "--model", tiny, "--steps", "2", "--no-sheet"]


def report(kadr: Kadr, *arguments: str | Path, **more: Any) -> list[dict[str, Any]]:
    done = kadr(*arguments, "--json", **more)
    assert done.returncode == 0, done.stderr
    panels: list[dict[str, Any]] = json.loads(done.stdout)["panels"]
    return panels


def statuses(panels: list[dict[str, Any]]) -> list[str]:
    return [panel["status"] for panel in panels]


def test_a_board_is_finished_once_and_stays(given: list[str | Path], kadr: Kadr) -> None:
    first = report(kadr, *given)
    assert statuses(first) == ["drawn", "drawn"]
    assert statuses(report(kadr, *given)) == ["unchanged", "unchanged"]
    auto = report(kadr, "render", given[1], "--no-sheet")
    assert [panel["key"] for panel in auto] == [panel["key"] for panel in first]
    takes = report(kadr, *given, "--panel", "2", "--takes", "2")
    assert statuses(takes) == ["unchanged", "drawn"]
    assert len({panel["key"] for panel in takes}) == 2
    assert not list(Path(str(given[1])).glob("takes/*.latents.safetensors"))


KILLED = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


@KILLED
def test_a_kill_loses_the_panel_in_work_at_most(given: list[str | Path], kadr: Kadr) -> None:
    late = [*given, "--budget", "5.3GB"]
    killed = kadr(*late, environment={"KADR_FAILPOINT": "latents.done:kill"})
    assert killed.returncode == -9
    takes = Path(str(given[1])) / "takes"
    (kept,) = takes.glob("*.latents.safetensors")
    kept.touch()
    painted = kept.stat().st_mtime_ns
    killed = kadr(*late, environment={"KADR_FAILPOINT": "note.begin:kill"})
    assert killed.returncode == -9
    assert kept.stat().st_mtime_ns == painted, "what was painted is not painted again"
    assert len(list(takes.glob("*.latents.safetensors"))) == 2
    assert statuses(report(kadr, *late)) == ["drawn", "drawn"]
    assert not list(takes.glob("*.latents.safetensors"))


@KILLED
def test_a_panel_is_painted_from_its_draft_and_goes_on_after_a_kill(given: list[str | Path], kadr: Kadr) -> None:
    """What is painted from a start is kept like all else; after the kill only what is missing is read and painted."""
    from kadr import metadata

    board = Path(str(given[1]))
    draft = json.loads((board / "board.json").read_bytes())["panels"][0]["chosen"]
    done = kadr("start", "1", draft[:8], "--strength", "0.5", "--board", board)
    assert done.returncode == 0, done.stderr
    late = [*given, "--budget", "5.3GB"]
    killed = kadr(*late, environment={"KADR_FAILPOINT": "latents.done:kill"})
    assert killed.returncode == -9
    (kept,) = (board / "takes").glob("*.latents.safetensors")
    painted = kept.stat().st_mtime_ns
    killed = kadr(*late, environment={"KADR_FAILPOINT": "note.begin:kill"})
    assert killed.returncode == -9
    assert kept.stat().st_mtime_ns == painted, "what was painted is not painted again"
    first, second = report(kadr, *late)
    assert (first["status"], second["status"]) == ("drawn", "drawn")
    assert kept.name.partition(".")[0] in (first["key"], second["key"])
    record = metadata.read(Path(first["path"])).record
    assert record
    assert (record.recipe.start, record.recipe.controls["strength"]) == (draft, 0.5)
    assert "Denoising strength: 0.5" in metadata.read(Path(first["path"])).parameters
    assert statuses(report(kadr, "render", board, "--no-sheet")) == ["unchanged", "unchanged"]
    assert kadr("start", "1", "none", "--board", board).returncode == 0
    assert statuses(report(kadr, *late)) == ["drawn", "unchanged"]


def test_a_start_that_has_gone_costs_its_own_panel(given: list[str | Path], kadr: Kadr) -> None:
    board = Path(str(given[1]))
    draft = json.loads((board / "board.json").read_bytes())["panels"][0]["chosen"]
    assert kadr("start", "1", draft, "--board", board).returncode == 0
    (board / "takes" / f"{draft}.png").unlink()
    done = kadr(*given)
    assert done.returncode == 1
    told = " ".join(done.stderr.split())
    assert f"Panel 1 failed: The take {draft[:8]} that this panel starts from" in told
    found = json.loads((board / "board.json").read_bytes())["panels"]
    assert found[1]["chosen"] in {path.stem for path in (board / "takes").glob("*.png")}


def test_half_guidance_needs_no_files_and_is_told(given: list[str | Path], kadr: Kadr) -> None:
    from kadr import metadata

    whole, half = (
        report(kadr, *given, "--panel", "1"),
        report(kadr, *given, "--panel", "1", "--accelerator", "half-guidance"),
    )
    assert statuses(half) == ["drawn"]
    assert half[0]["key"] != whole[0]["key"]
    record = metadata.read(Path(half[0]["path"])).record
    assert record
    told = record.recipe.controls
    assert (told["guidance_start"], told["guidance_stop"], told["num_inference_steps"]) == (0.25, 0.75, 2)


REFUSED = [
    (("--steps", "0"), "--steps"),
    (("--steps", "10000"), "--steps"),
    (("--guidance", "nan"), "--guidance"),
    (("--strength", "-5"), "--strength"),
    (("--strength", "nan"), "--strength"),
    (("--size", "0x768"), "0x768"),
    (("--size", "100000x768"), "100000x768"),
    (("--size", "132x128"), "132"),
    (("--budget", "1GB"), "1"),
    (("--budget", "NaN"), "NaN"),
    (("--accelerator", "turbo"), "turbo"),
    (("--accelerator", "lightning-4", "--steps", "7"), "lightning-4"),
    (("--takes", "0"), "--takes"),
    (("--panel", "9Z"), "9Z"),
    (("--engine", "sd15"), "sd15"),
    (("--model", "nowhere"), "nowhere"),
]


@pytest.mark.parametrize(("flags", "named"), REFUSED, ids=lambda value: " ".join(value) if type(value) is tuple else "")
def test_what_cannot_be_is_refused_by_name(
    flags: tuple[str, ...], named: str, given: list[str | Path], kadr: Kadr
) -> None:
    done = kadr(*given, *flags)
    assert done.returncode in (2, 3, 4), done.stderr
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(Path(str(given[1])).glob("takes/*.latents.safetensors"))


def test_a_shortage_steps_down_and_goes_on(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """torch refuses what is asked for as long as the decoder works on the whole picture."""
    import torch

    from kadr import metadata, settings, wiring
    from kadr.engines.sdxl import decode
    from kadr.script import Form

    plain, said = decode.decode, []

    def greedy(vae: Any, latents: Any) -> Any:
        if not vae.use_tiling:
            torch.empty(1 << 60, dtype=torch.uint8)
        return plain(vae, latents)

    monkeypatch.setattr(decode, "decode", greedy)
    flags = {"--model": str(tiny), "--steps": "1"}
    wish = wiring.Wish(
        script="-",
        text=SCRIPT.encode(),
        form=Form.LINES,
        engine="sdxl",
        out=tmp_path,
        asked=settings.Asked(size=(640, 640), flags=flags),
    )
    done = wiring.render(wish, tell=lambda message: said.append(message.id))
    assert [panel.status for panel in done.panels] == ["drawn", "drawn"]
    assert said.count("wiring.stepped-down") == 2
    assert [each for each in said if each in ("memory.late", "memory.tiled")][-1] == "memory.tiled"
    record = metadata.read(done.panels[0].path).record
    assert record
    assert record.recipe.controls["tile"] == 512
