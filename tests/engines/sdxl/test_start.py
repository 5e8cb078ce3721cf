"""A panel that starts from a picture: the same latents as diffusers' own image-to-image pipeline, in fp32 in miniature;
and what is kept, told, freed and refused."""

import dataclasses
import gc
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PIL import Image

from kadr.board import Recipe
from kadr.engines.base import Event, Latents
from kadr.engines.sdxl.engine import Sdxl
from kadr.engines.sdxl.told import Told
from kadr.errors import BadBoard, BadModel, BadPicture, KadrError
from kadr.messages import say
from kadr.models import find
from miniature import STARTS, TOLD, noisy_png, told_recipe
from recipes import WALK

pytestmark = pytest.mark.torch

LARGEST_DIFFERENCE = 1e-4
SIZE = (64, 64)
ONE, OTHER = STARTS


@pytest.fixture(scope="module")
def stock(tiny: Path) -> Any:
    from stock import Stock

    return Stock(tiny)


def carry_on(_: Event) -> bool:
    return True


def painted(engine: Sdxl, recipe: Recipe) -> Any:
    """The latents of a recipe as a tensor."""
    import safetensors.torch

    session = engine.open()
    session.prepare([recipe], carry_on)
    latents = session.paint(recipe, carry_on)
    session.close()
    assert isinstance(latents, Latents)
    return safetensors.torch.load(latents.data)["latents"]


def told_with(**changes: Any) -> Told:
    return msgspec.structs.replace(TOLD, **changes)


def from_picture(told: Told) -> Recipe:
    return told_recipe(WALK, told, start=ONE, strength=told.strength)


def assert_as_stock(engine: Sdxl, stock: Any, told: Told) -> None:
    from kadr.engines.sdxl.sampler import sizes_for

    theirs = stock.started(told, 7, sizes_for(*SIZE), Image.open(io.BytesIO(STARTS[ONE])))
    assert theirs.std() > 0.01
    assert (painted(engine, from_picture(told)) - theirs).abs().max() < LARGEST_DIFFERENCE


WAYS = [
    (sampler, guidance, 0.6) for sampler in ("dpmpp-2m-karras", "euler", "euler-trailing") for guidance in (6.5, 1.0)
]
WAYS += [("dpmpp-2m-karras", 6.5, strength) for strength in (0.3, 1.0)]


@pytest.mark.parametrize(("sampler", "guidance", "strength"), WAYS)
def test_as_diffusers_does(
    sdxl: Callable[..., Sdxl], stock: Any, sampler: str, guidance: float, strength: float
) -> None:
    told = told_with(sampler=sampler, guidance_scale=guidance, strength=strength)
    assert_as_stock(sdxl(), stock, told)


@pytest.mark.parametrize(("steps", "sampler"), [(8, "ays"), (12, "ays"), (15, "ays"), (20, "dpmpp-2m-karras")])
def test_every_preset(sdxl: Callable[..., Sdxl], stock: Any, steps: int, sampler: str) -> None:
    assert_as_stock(sdxl(), stock, told_with(sampler=sampler, num_inference_steps=steps, strength=0.55))


@pytest.mark.parametrize(
    ("steps", "strength", "taken"), [(4, 0.05, 1), (4, 0.25, 1), (4, 0.6, 2), (4, 1.0, 4), (20, 0.05, 1), (10, 0.3, 3)]
)
def test_the_steps_that_are_taken_are_told(sdxl: Callable[..., Sdxl], steps: int, strength: float, taken: int) -> None:
    """And there is one at least, where diffusers has none and breaks."""
    recipe = from_picture(told_with(sampler="euler-trailing", num_inference_steps=steps, strength=strength))
    seen: list[Event] = []

    def note(event: Event) -> bool:
        seen.append(event)
        return True

    session = sdxl().open()
    session.prepare([recipe], note)
    assert [(event.step, event.steps) for event in seen if event.stage == "start"] == [(1, 1)]
    seen.clear()
    session.develop(recipe, session.paint(recipe, note), note)
    assert [(event.step, event.steps) for event in seen] == [(n, taken + 1) for n in range(1, taken + 2)]


def test_the_picture_and_the_strength_can_be_seen(sdxl: Callable[..., Sdxl]) -> None:
    engine = sdxl()
    plain = painted(engine, told_recipe(WALK))
    one, other = (painted(engine, told_recipe(WALK, start=start)) for start in STARTS)
    weak = painted(engine, told_recipe(WALK, start=ONE, strength=0.3))
    for left, right in ((plain, one), (one, other), (one, weak)):
        assert (left - right).abs().max() > 100 * LARGEST_DIFFERENCE


def test_guidance_is_on_at_the_same_noise_as_without_a_start(sdxl: Callable[..., Sdxl]) -> None:
    """Guidance on the first half of eight steps: of the last four, none has it."""

    def made(scale: float, strength: float) -> Any:
        told = told_with(
            sampler="euler", num_inference_steps=8, guidance_scale=scale, guidance_stop=0.5, strength=strength
        )
        return painted(sdxl(), from_picture(told))

    assert (made(6.5, 0.5) - made(1.0, 0.5)).abs().max() == 0
    assert (made(6.5, 0.75) - made(1.0, 0.75)).abs().max() > LARGEST_DIFFERENCE


def test_equal_starts_are_encoded_once(sdxl: Callable[..., Sdxl]) -> None:
    opened: list[str] = []

    def file(key: str) -> bytes:
        opened.append(key)
        return STARTS[key]

    session = dataclasses.replace(sdxl(), start_file=file).open()
    recipes = [told_recipe(WALK, seed=seed, start=start) for seed in (1, 2, 3) for start in STARTS]
    session.prepare(recipes, carry_on)
    session.prepare(recipes, carry_on)
    assert opened == [ONE, OTHER]


def test_only_the_encoder_is_in_memory_while_it_works(sdxl: Callable[..., Sdxl]) -> None:
    from diffusers import AutoencoderKL, UNet2DConditionModel
    from transformers import CLIPTextModel, CLIPVisionModelWithProjection

    kinds = (UNet2DConditionModel, AutoencoderKL, CLIPTextModel, CLIPVisionModelWithProjection)

    def loaded() -> list[Any]:
        gc.collect()
        return [each for each in gc.get_objects() if type(each) in kinds and next(each.parameters()).is_cpu]

    others = {id(each) for each in loaded()}
    session = sdxl(late=False).open()
    first = told_recipe(WALK)
    session.prepare([first], carry_on)
    session.develop(first, session.paint(first, carry_on), carry_on)
    assert {type(each) for each in loaded() if id(each) not in others} == {UNet2DConditionModel, AutoencoderKL}
    seen: list[tuple[type, bool]] = []

    def look(event: Event) -> bool:
        if event.stage == "start":
            own = (each for each in loaded() if id(each) not in others)
            seen.extend((type(each), any(True for _ in each.decoder.parameters())) for each in own)
        return True

    session.prepare([told_recipe(WALK, start=ONE)], look)
    assert seen == [(AutoencoderKL, False)]
    assert [each for each in loaded() if id(each) not in others] == []


def test_an_encoder_that_overflows_is_tried_in_fp32(sdxl: Callable[..., Sdxl], monkeypatch: pytest.MonkeyPatch) -> None:
    """Half precision of which nothing can be made."""
    import torch
    from diffusers import AutoencoderKL

    seen = []
    plain = AutoencoderKL.encode

    def overflowing(vae: Any, points: Any, **how: Any) -> Any:
        seen.append(points.dtype)
        return plain(vae, points * float("nan") if points.dtype is torch.bfloat16 else points, **how)

    monkeypatch.setattr(AutoencoderKL, "encode", overflowing)
    painted(sdxl(precision="bf16"), told_recipe(WALK, start=ONE))
    assert seen == [torch.bfloat16, torch.float32]


def test_tiles_give_nearly_the_same(sdxl: Callable[..., Sdxl]) -> None:
    """A picture larger than a tile, encoded whole and in tiles."""
    size = (640, 320)
    big = dataclasses.replace(sdxl(), start_file=lambda key: noisy_png(1, size))
    whole, tiled = (
        painted(
            big,
            told_recipe(
                WALK,
                told_with(tile=tile, num_inference_steps=1, guidance_scale=1.0, sampler="euler"),
                size=size,
                start=ONE,
                strength=0.05,
            ),
        )
        for tile in (0, 256)
    )
    assert 0 < (whole - tiled).abs().mean() < 0.1 * whole.abs().mean()


def test_a_picture_of_another_size_fills_the_panel(sdxl: Callable[..., Sdxl]) -> None:
    wide = dataclasses.replace(sdxl(), start_file=lambda key: noisy_png(3, (300, 100)))
    assert painted(wide, told_recipe(WALK, start=ONE)).shape == (1, 4, 8, 8)


BAD = {
    "empty": b"",
    "no picture": b"nothing",
    "cut": STARTS[ONE][:200],
    "jpeg": b"\xff\xd8\xff\xe0" + bytes(100),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_start_fails_its_own_panel_only(sdxl: Callable[..., Sdxl], name: str) -> None:
    files = {ONE: BAD[name], OTHER: STARTS[OTHER]}
    session = dataclasses.replace(sdxl(), start_file=files.__getitem__).open()
    bad, good = (told_recipe(WALK, start=start) for start in (ONE, OTHER))
    session.prepare([bad, good], carry_on)
    with pytest.raises(BadPicture, match="starts from"):
        session.paint(bad, carry_on)
    assert session.paint(good, carry_on).data


def test_a_start_that_has_gone_is_said_and_may_come_back(sdxl: Callable[..., Sdxl]) -> None:
    files: dict[str, bytes] = {}

    def file(key: str) -> bytes:
        if key not in files:
            raise BadBoard(say("library.no-board", path="there"))
        return files[key]

    session = dataclasses.replace(sdxl(), start_file=file).open()
    recipe = told_recipe(WALK, start=ONE)
    session.prepare([recipe], carry_on)
    with pytest.raises(KadrError, match="there"):
        session.paint(recipe, carry_on)
    files[ONE] = STARTS[ONE]
    session.prepare([recipe], carry_on)
    assert session.paint(recipe, carry_on).data


def test_a_vae_that_has_gone_is_named_before_anything_is_painted(
    sdxl: Callable[..., Sdxl], tiny: Path, tmp_path: Path
) -> None:
    shutil.copytree(tiny, tmp_path / "model")
    assets = find(tmp_path / "model", folder=tmp_path / "home")
    session = dataclasses.replace(sdxl(), assets=assets).open()
    path = tmp_path / "model" / "sdxl" / "vae" / "diffusion_pytorch_model.safetensors"
    path.rename(tmp_path / "aside")
    recipe = told_recipe(WALK, start=ONE)
    with pytest.raises(BadModel, match=str(path)):
        session.prepare([recipe], carry_on)
    (tmp_path / "aside").rename(path)
    session.prepare([recipe], carry_on)
    assert session.paint(recipe, carry_on).data
