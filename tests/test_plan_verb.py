"""``kadr plan``: what a person reads before anything is downloaded."""

import json
import sys

import pytest

from conftest import Kadr
from kadr import cli, presets


def test_every_preset_has_its_row_and_lines_fit_a_terminal(kadr: Kadr) -> None:
    for language in ("en", "ru"):
        done = kadr("plan", "--budget", "5.5GB", "--wishes", "--lang", language)
        assert done.returncode == 0, done.stderr
        assert all(name in done.stdout for name in presets.names("preset"))
        assert "ENABLE_VAE_TILING" in done.stdout
        assert max(map(len, done.stdout.splitlines())) <= 80


def test_programs_get_numbers(kadr: Kadr) -> None:
    found = json.loads(kadr("plan", "--budget", "5.5GB", "--json").stdout)
    assert len(found["quotes"]) == len(presets.names("preset")) * len(presets.names("accelerator"))
    assert found["choice"] == {"preset": "fast", "accelerator": "none"}
    fast = next(row for row in found["quotes"] if (row["preset"], row["accelerator"]) == ("fast", "none"))
    assert fast["plan"]["peak"] == max(fast["plan"]["peaks"].values()) <= 5_500_000_000
    assert len(found["wishes"]) == 6


def test_own_settings_and_sizes_are_quoted(kadr: Kadr) -> None:
    own = kadr("plan", environment={"KADR_NUM_INFERENCE_STEPS": "30"})
    assert "your config" in own.stdout
    wide = json.loads(kadr("plan", "--preset", "quality", "--size", "1024x576", "--json").stdout)
    assert {(row["preset"], row["width"], row["height"]) for row in wide["quotes"]} == {("quality", 1024, 576)}


def test_guidance_on_part_of_the_steps_is_quoted_as_what_it_is(kadr: Kadr) -> None:
    rows = json.loads(kadr("plan", "--preset", "fast", "--json").stdout)["quotes"]
    whole, half = (next(row for row in rows if row["accelerator"] == name) for name in ("none", "half-guidance"))
    assert half["tflop"]["denoise"] == pytest.approx(0.75 * whole["tflop"]["denoise"])
    assert "50 % of them" in kadr("plan", "--preset", "fast").stdout
    own = kadr("plan", "--json", environment={"KADR_GUIDANCE_START": "0.5"})
    assert json.loads(own.stdout)["choice"]["preset"] == "config"


@pytest.mark.parametrize("budget", ["1GB", "NaN", "-3"])
def test_a_budget_that_is_none_is_bad_use(budget: str, kadr: Kadr) -> None:
    done = kadr("plan", "--budget", budget)
    assert done.returncode == 2
    assert budget in done.stderr


def test_what_does_not_fit_is_said_with_what_would(kadr: Kadr) -> None:
    done = kadr("plan", "--budget", "2.5GB")
    assert done.returncode == 0
    assert "does not fit" in done.stdout
    assert "GB of memory" in done.stdout


def test_it_works_without_torch(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    assert cli.main(["plan"]) == 0
    told = capfd.readouterr().out
    assert "torch is not installed" in told
    assert "an estimate" in told
