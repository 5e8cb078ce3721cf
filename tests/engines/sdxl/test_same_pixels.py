"""The engine equals diffusers' own pipeline: the same latents, the same picture, in fp32 in miniature."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kadr import presets
from kadr.board import Recipe
from kadr.engines.base import Latents
from kadr.engines.sdxl.engine import Sdxl
from kadr.engines.sdxl.told import Told
from kadr.sampling import load_sampler
from miniature import DIGESTS, TOLD, told_recipe
from recipes import TWO, WALK

pytestmark = pytest.mark.torch

LARGEST_DIFFERENCE = 1e-4
SIZE = (64, 64)


@pytest.fixture(scope="module")
def stock(tiny: Path) -> Any:
    from stock import Stock

    return Stock(tiny)


def painted(engine: Sdxl, recipe: Recipe) -> Any:
    """The latents of a recipe as a tensor."""
    import safetensors.torch

    session = engine.open()
    session.prepare([recipe], lambda event: True)
    latents = session.paint(recipe, lambda event: True)
    session.close()
    assert isinstance(latents, Latents)
    return safetensors.torch.load(latents.data)["latents"]


def assert_equal(ours: Any, theirs: Any) -> None:
    assert theirs.std() > 0.1
    assert (ours - theirs).abs().max() < LARGEST_DIFFERENCE


SAMPLERS = ("dpmpp-2m-karras", "euler", "euler-trailing")


@pytest.mark.parametrize("sampler", SAMPLERS)
@pytest.mark.parametrize("guidance", [6.5, 1.0])
def test_with_and_without_guidance(sdxl: Callable[..., Sdxl], stock: Any, sampler: str, guidance: float) -> None:
    from kadr.engines.sdxl.sampler import sizes_for

    told = msgspec.structs.replace(TOLD, sampler=sampler, guidance_scale=guidance)
    assert_equal(painted(sdxl(), told_recipe(WALK, told)), stock.latents(told, 7, SIZE, sizes_for(*SIZE)))


@pytest.mark.parametrize(("steps", "sampler"), [(8, "ays"), (12, "ays"), (15, "ays"), (20, "dpmpp-2m-karras")])
def test_every_preset(sdxl: Callable[..., Sdxl], stock: Any, steps: int, sampler: str) -> None:
    from kadr.engines.sdxl.sampler import sizes_for

    told = msgspec.structs.replace(TOLD, sampler=sampler, num_inference_steps=steps)
    assert_equal(painted(sdxl(), told_recipe(WALK, told)), stock.latents(told, 7, SIZE, sizes_for(*SIZE)))


@pytest.mark.parametrize("sampler", presets.names("sampler"))
def test_every_sampler_takes_all_steps_down_to_no_noise(tiny: Path, sampler: str) -> None:
    import torch

    from kadr.engines.sdxl.sampler import scheduler_for
    from kadr.engines.sdxl.unet import read_config

    config = read_config(tiny / "sdxl" / "scheduler" / "scheduler_config.json")
    for steps in load_sampler(sampler).steps or (1, 4, 30):
        scheduler = scheduler_for(sampler, config, steps, torch.device("cpu"))
        assert len(scheduler.timesteps) == steps
        assert len(scheduler.sigmas) == steps + 1
        assert scheduler.sigmas[-1] == 0


def test_two_photos_of_one_person(sdxl: Callable[..., Sdxl], stock: Any) -> None:
    from kadr.engines.sdxl.sampler import sizes_for

    told = msgspec.structs.replace(TOLD, faces={0: DIGESTS[:2]})
    assert_equal(painted(sdxl(), told_recipe(WALK, told)), stock.latents(told, 7, SIZE, sizes_for(*SIZE)))


def test_two_people_each_in_their_own_part(sdxl: Callable[..., Sdxl], stock: Any) -> None:
    from kadr.engines.sdxl.regions import heard
    from kadr.engines.sdxl.sampler import sizes_for

    told = msgspec.structs.replace(TOLD, faces={0: DIGESTS[:1], 1: DIGESTS[1:2]})
    recipe = told_recipe(TWO, told)
    masks = heard(recipe, [0, 1])
    assert len(masks) == 2
    faces = {place: told.faces[place] for place in masks}
    theirs = stock.latents(msgspec.structs.replace(told, faces=faces), 7, SIZE, sizes_for(*SIZE), list(masks.values()))
    assert_equal(painted(sdxl(), recipe), theirs)


def test_a_lora_is_fused(sdxl: Callable[..., Sdxl], tiny: Path, tmp_path: Path) -> None:
    from kadr.engines.sdxl.sampler import sizes_for
    from kadr.speed.random_weights import TINY, write_lora
    from stock import Stock

    write_lora(tmp_path / "lora.safetensors", TINY)
    fused = Stock(tiny)
    plain = fused.latents(TOLD, 7, SIZE, sizes_for(*SIZE))
    fused.fuse(tmp_path / "lora.safetensors")
    theirs = fused.latents(TOLD, 7, SIZE, sizes_for(*SIZE))
    assert (plain - theirs).abs().max() > 100 * LARGEST_DIFFERENCE
    assert_equal(painted(sdxl(lora=tmp_path / "lora.safetensors"), told_recipe(WALK)), theirs)


def test_the_picture_is_the_same_to_the_pixel(sdxl: Callable[..., Sdxl], stock: Any) -> None:
    import io

    import numpy as np
    from PIL import Image

    from kadr.engines.sdxl.sampler import sizes_for

    recipe = told_recipe(WALK)
    session = sdxl().open()
    session.prepare([recipe], lambda event: True)
    picture = session.develop(recipe, session.paint(recipe, lambda event: True), lambda event: True)
    ours = np.asarray(Image.open(io.BytesIO(picture.png))).astype(int)
    theirs = np.asarray(stock.picture(TOLD, 7, SIZE, sizes_for(*SIZE))).astype(int)
    assert np.abs(ours - theirs).max() <= 1


def test_guidance_on_a_part_of_the_steps(sdxl: Callable[..., Sdxl]) -> None:
    def made(start: float, stop: float) -> Any:
        told: Told = msgspec.structs.replace(TOLD, guidance_start=start, guidance_stop=stop)
        return painted(sdxl(), told_recipe(WALK, told))

    whole, half, none = made(0, 1), made(0, 0.5), made(0.5, 0.5)
    unguided = painted(sdxl(), told_recipe(WALK, msgspec.structs.replace(TOLD, guidance_scale=1.0)))
    assert (none - unguided).abs().max() == 0
    assert (whole - half).abs().max() > 0.001
    assert (half - none).abs().max() > 0.001
