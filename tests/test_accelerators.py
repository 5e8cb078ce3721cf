"""Accelerators through the command line, with SDXL in miniature: what a LoRA does, by whatever names its file has."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Kadr
from kadr import metadata

pytestmark = pytest.mark.torch

LIGHTNING = ("--accelerator", "lightning-4")
PUBLISHED = "sdxl_lightning_4step_lora.safetensors"
"""What ByteDance calls the file."""

ALONE = {"OMP_NUM_THREADS": "1"}
"""Parts so small only wait for one another."""

LAYERS = (
    "to_q", "to_k", "to_v", "to_out.0", "ff.net.0.proj", "ff.net.2", "proj_in", "proj_out", "conv1", "conv2",
    "conv_shortcut", "conv", "conv_in", "conv_out", "time_emb_proj",
)  # fmt: skip
"""Where LoRAs made by distillation have matrices: in all attention, and in the convolutions too."""


def matrices() -> dict[str, tuple[Any, Any]]:
    """Down and up for each of the UNet's `LAYERS`, of rank 4, by the name of the layer."""
    import torch
    from diffusers import UNet2DConditionModel

    from kadr.speed.random_weights import TINY, unet_config

    generator = torch.Generator().manual_seed(4)
    with torch.device("meta"):
        unet = UNet2DConditionModel(**unet_config(TINY))
    made = {}
    for name, layer in unet.named_modules():
        if name.endswith(LAYERS) and isinstance(layer, torch.nn.Linear | torch.nn.Conv2d):
            out, *inner = layer.weight.shape
            down = torch.randn(4, *inner, generator=generator) * 0.1
            up = torch.randn(out, 4, *(1 for _ in inner[1:]), generator=generator) * 0.1
            made[name] = (down, up)
    return made


def kohya(name: str, down: Any, up: Any) -> dict[str, Any]:
    """As kohya's scripts write it, with diffusers' names of blocks."""
    import torch

    at = "lora_unet_" + name.replace(".", "_")
    return {f"{at}.lora_down.weight": down, f"{at}.lora_up.weight": up, f"{at}.alpha": torch.tensor(4.0)}


def peft(name: str, down: Any, up: Any) -> dict[str, Any]:
    return {f"unet.{name}.lora_A.weight": down, f"unet.{name}.lora_B.weight": up}


def diffusers(name: str, down: Any, up: Any) -> dict[str, Any]:
    """As diffusers wrote it before peft."""
    return {f"unet.{name}.lora.down.weight": down, f"unet.{name}.lora.up.weight": up}


NAMINGS = (kohya, peft, diffusers)


@pytest.fixture
def model(tiny: Path, tmp_path: Path) -> Path:
    """A folder of all parts."""
    shutil.copytree(tiny, tmp_path / "model", copy_function=os.link)
    return tmp_path / "model"


def write_lora(model: Path, naming: Callable[[str, Any, Any], dict[str, Any]], name: str = PUBLISHED) -> None:
    from safetensors.torch import save_file

    tensors: dict[str, Any] = {}
    for layer, (down, up) in matrices().items():
        tensors |= naming(layer, down, up)
    (model / "lora").mkdir()
    save_file(tensors, model / "lora" / name)


@pytest.fixture
def finish(model: Path, tmp_path: Path, kadr: Kadr) -> Callable[..., dict[str, Any]]:
    """Finishes a board of one panel, and gives the panel's report."""
    (tmp_path / "film.txt").write_text("Anna walks.\n", "utf-8")

    def run(*flags: str) -> dict[str, Any]:
        given: list[str | Path] = ["--lines", "--no-sheet", "--size", "64x64", "--engine", "sdxl", "--model", model]
        done = kadr("render", "film.txt", *given, *flags, "--json", environment=ALONE)
        assert done.returncode == 0, done.stderr
        panel: dict[str, Any] = json.loads(done.stdout)["panels"][0]
        return {**panel, "path": tmp_path / panel["path"]}

    return run


def controls(panel: dict[str, Any]) -> dict[str, Any]:
    """What the picture itself says it was told."""
    record = metadata.read(Path(panel["path"])).record
    assert record
    return dict(record.recipe.controls)


def test_four_steps_without_guidance_and_other_pixels(model: Path, finish: Callable[..., dict[str, Any]]) -> None:
    from kadr.models import find

    write_lora(model, kohya)
    without = finish("--steps", "4", "--guidance", "0")
    fast = finish(*LIGHTNING)
    told = controls(fast)
    assert (told["accelerator"], told["num_inference_steps"], told["guidance_scale"]) == ("lightning-4", 4, 0)
    assert (told["sampler"], told["negative"]) == ("euler-trailing", "")
    assert told["model"] == find(model, "lightning-4").digest[:32] != controls(without)["model"]
    assert Path(fast["path"]).read_bytes() != Path(without["path"]).read_bytes()
    assert finish(*LIGHTNING)["status"] == "unchanged"


def test_the_lora_itself_changes_the_picture_the_same_by_every_naming(sdxl: Callable[..., Any], model: Path) -> None:
    """All else alike: with it, without it, and with it by other names."""
    import msgspec
    import safetensors.torch

    from miniature import TOLD, told_recipe
    from recipes import WALK

    told = msgspec.structs.replace(
        TOLD, sampler="euler-trailing", guidance_scale=0, accelerator="lightning-4", negative=""
    )

    def painted(lora: Path | None) -> Any:
        session = sdxl(lora=lora).open()
        recipe = told_recipe(WALK, told)
        session.prepare([recipe], lambda event: True)
        data = session.paint(recipe, lambda event: True).data
        session.close()
        return safetensors.torch.load(data)["latents"]

    plain, found = painted(None), []
    for naming in NAMINGS:
        write_lora(model, naming)
        found.append(painted(model / "lora" / PUBLISHED))
        (model / "lora" / PUBLISHED).unlink()
        (model / "lora").rmdir()
    assert (found[0] - plain).abs().max() > 0.01
    for other in found[1:]:
        assert (other - found[0]).abs().max() < 1e-4


def test_the_file_may_be_called_like_the_accelerator(model: Path, finish: Callable[..., dict[str, Any]]) -> None:
    write_lora(model, peft, "lightning-4.safetensors")
    assert controls(finish(*LIGHTNING))["accelerator"] == "lightning-4"


WRONG = [
    (("--steps", "7"), ("steps (4)", "7")),
    (("--guidance", "6.5"), ("guidance", "6.5")),
    (("--steps", "4", "--guidance", "1"), ("GUIDANCE_SCALE = 0",)),
]


@pytest.mark.parametrize(("flags", "words"), WRONG)
def test_what_does_not_go_together_is_refused_with_the_reason(
    flags: tuple[str, ...], words: tuple[str, ...], model: Path, tmp_path: Path, kadr: Kadr
) -> None:
    write_lora(model, kohya)
    (tmp_path / "film.txt").write_text("Anna walks.\n", "utf-8")
    given: list[str | Path] = ["--lines", "--no-sheet", "--size", "64x64", "--engine", "sdxl", "--model", model]
    done = kadr("render", "film.txt", *given, *LIGHTNING, *flags)
    assert done.returncode == 2
    assert all(word in done.stderr for word in (*words, "lightning-4", "“none”"))
    assert not list((tmp_path / "out").glob("*/takes/*"))


def test_a_folder_without_the_lora_is_told_where_it_goes(model: Path, tmp_path: Path, kadr: Kadr) -> None:
    (tmp_path / "film.txt").write_text("Anna walks.\n", "utf-8")
    given: list[str | Path] = ["--lines", "--no-sheet", "--size", "64x64", "--engine", "sdxl", "--model", model]
    done = kadr("render", "film.txt", *given, *LIGHTNING)
    assert done.returncode == 4
    assert str(model / "lora") in done.stderr
    assert "lightning-4.safetensors" in done.stderr
