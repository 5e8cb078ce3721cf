"""Settings: who wins, what is refused, and that config.py never runs."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadr import presets, settings
from kadr.errors import BadConfig, BadUse

ROOT = Path(__file__).parent.parent
SEED = {
    "ultra_fast": (512, 8, 0.40),
    "fast": (768, 12, 0.50),
    "balanced": (768, 15, 0.65),
    "quality": (1024, 20, 0.80),
}


def resolved(
    tmp_path: Path, config: str = "", environment: dict[str, str] | None = None, **asked: object
) -> settings.Resolved:
    if config:
        (tmp_path / "config.py").write_text(config, "utf-8")
        (tmp_path / "Makefile").write_text("# kadr\n")
    return settings.resolve(settings.Asked(**asked), folder=tmp_path, environment=environment or {})  # type: ignore[arg-type]


def test_the_root_config_is_the_one_that_the_user_knows() -> None:
    lines = (ROOT / "config.py").read_text("utf-8").splitlines()
    found = [line for line in lines if any(n in line for n in ("IMAGE_WIDTH", "NUM_INFERENCE_STEPS", "CPU_OFFLOAD"))]
    assert found == ["IMAGE_WIDTH = 768", "NUM_INFERENCE_STEPS = 12", "ENABLE_MODEL_CPU_OFFLOAD = False"]
    values = {name: value for name, (value, _) in settings.read_config(ROOT / "config.py").items()}
    assert values["ip_adapter_scale"] == 0.5
    assert values["guidance_scale"] == 6.5
    assert settings.checkout_config(ROOT) == ROOT / "config.py"


@pytest.mark.parametrize("name", SEED)
def test_the_presets_have_exactly_these_numbers(name: str) -> None:
    preset = presets.load("preset", name, settings.Preset)
    assert (preset.image_width, preset.num_inference_steps, preset.ip_adapter_scale) == SEED[name]
    assert preset.image_width == preset.image_height
    assert set(presets.names("preset")) == set(SEED)


def test_the_later_layer_wins_and_says_where_it_is_from(tmp_path: Path) -> None:
    config = "IMAGE_WIDTH = 640\nGUIDANCE_SCALE = 5.0\nENABLE_VAE_TILING = False\n"
    found = resolved(tmp_path, config, {"KADR_GUIDANCE_SCALE": "7"})
    assert found.settings.image_width == 640
    assert found.settings.guidance_scale == 7
    assert found.settings.num_inference_steps == 12
    assert not found.settings.enable_vae_tiling
    assert "line 1" in str(found.origins["image_width"])
    assert "KADR_GUIDANCE_SCALE" in str(found.origins["guidance_scale"])
    assert "fast" in str(found.origins["num_inference_steps"])


def test_a_preset_replaces_all_that_a_preset_has_and_flags_replace_it(tmp_path: Path) -> None:
    config = "IMAGE_WIDTH = 640\nENABLE_VAE_TILING = False\n"
    found = resolved(tmp_path, config, {"KADR_NUM_INFERENCE_STEPS": "3"}, preset="quality", aspect=(16, 9))
    assert found.settings.num_inference_steps == 20
    assert (found.settings.image_width, found.settings.image_height) == (1368, 768)
    assert not found.settings.enable_vae_tiling


def test_another_projects_config_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "config.py").write_text("import flask\nDEBUG = True\n")
    (tmp_path / "Makefile").write_text("run:\n\tflask run\n")
    assert settings.resolve(settings.Asked(), folder=tmp_path, environment={}).settings.image_width == 768


BAD = {
    "code": ("import os\nos.system('touch ran')\n", "line 1"),
    "a call": ("IMAGE_WIDTH = 768\nIMAGE_HEIGHT = int('768')\n", "line 2"),
    "an expression with a side effect": ("IMAGE_WIDTH = open('ran', 'w')\n", "line 1"),
    "an unknown name": ("IMAGE_WIDHT = 768\n", "line 1: there is no setting IMAGE_WIDHT"),
    "a wrong type": ("\n\nIMAGE_WIDTH = '768'\n", "line 3: IMAGE_WIDTH"),
    "a switch for a number": ("IMAGE_WIDTH = True\n", "IMAGE_WIDTH"),
    "out of range": ("IMAGE_WIDTH = 7\n", "64"),
    "not finite": ("GUIDANCE_SCALE = 1e999\n", "GUIDANCE_SCALE"),
    "twice": ("IMAGE_WIDTH = 768\nIMAGE_WIDTH = 512\n", "line 2"),
    "broken": ("IMAGE_WIDTH = (\n", "line 1"),
    "a NUL": ("IMAGE_WIDTH = 768\0\n", "line 1"),
    "deep": ("X = " + "(" * 5000 + ")" * 5000, "line"),
    "no checker": ("SKIP_SAFETY_CHECKER = False\n", "licence"),
    "traits that are no texts": ("CHARACTER_TRAITS = {'Aldar': 5}\n", "CHARACTER_TRAITS"),
    "long": ("#" * 200_000, "longer"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_config_is_refused_by_line_and_never_run(case: str, tmp_path: Path) -> None:
    text, words = BAD[case]
    with pytest.raises(BadConfig, match=words):
        resolved(tmp_path, text)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Makefile", "config.py"]


def test_a_bad_variable_is_named() -> None:
    with pytest.raises(BadConfig, match="KADR_IMAGE_WIDTH"):
        settings.read_environment({"KADR_IMAGE_WIDTH": "wide"})
    with pytest.raises(BadConfig, match="KADR_IMAGE_WIDHT"):
        settings.read_environment({"KADR_IMAGE_WIDHT": "512"})
    assert settings.read_environment({"KADR_ENABLE_VAE_TILING": "false"}) == {"enable_vae_tiling": False}


@pytest.mark.parametrize("text", ["0x5", "-1x5", "7x7", "100000x10", "1e3x5", "x", "", "768", "9" * 50 + "x64"])
def test_bad_sizes(text: str) -> None:
    with pytest.raises(BadUse, match="picture size"):
        settings.parse_size(text)


@pytest.mark.parametrize("text", ["0:1", "1:0", "-1:2", "16", "a:b", "", "100:1", "nan:1", "1:1:1"])
def test_bad_aspects(text: str) -> None:
    with pytest.raises(BadUse, match="aspect"):
        settings.parse_aspect(text)


@given(st.floats(0.25, 4), st.integers(512**2, 1024**2))
def test_an_aspect_keeps_the_pixels(ratio: float, pixels: int) -> None:
    width, height = settings.sides_for((ratio, 1.0), pixels)
    assert width % 8 == height % 8 == 0
    assert abs(width * height / pixels - 1) < 0.04
    assert settings.sides_for((16, 9), 768 * 768) == (1024, 576)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US", "KADR_LANG": "ru"}, "ru"),
        ({}, "en"),
    ],
)
def test_the_language_is_the_locales(environment: dict[str, str], language: str) -> None:
    assert settings.language(None, environment) == language
    assert settings.language("en", environment) == "en"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(BadUse, match="en, ru"):
        settings.language("tlh", {})
