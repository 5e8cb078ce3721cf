"""What a session keeps in memory, what it gives back, and what it does when something is wrong."""

import dataclasses
import gc
import io
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PIL import Image

from kadr.engines.base import Event, Latents, Session
from kadr.engines.sdxl.engine import Sdxl
from kadr.errors import BadModel, BadPicture
from miniature import DIGESTS, FACES, TOLD, told_recipe
from recipes import TWO, WALK

pytestmark = pytest.mark.torch


def carry_on(_: Event) -> bool:
    return True


def latents_of(session: Session, seed: int = 7, **told: Any) -> Latents:
    recipe = told_recipe(WALK, msgspec.structs.replace(TOLD, **told), seed=seed)
    session.prepare([recipe], carry_on)
    latents = session.paint(recipe, carry_on)
    assert isinstance(latents, Latents)
    return latents


def test_resident_and_late_give_the_same_picture(sdxl: Callable[..., Sdxl]) -> None:
    recipe = told_recipe(WALK)
    made = []
    for late in (True, False):
        session = sdxl(late=late).open()
        assert session.late is late
        for _ in range(2):
            latents = latents_of(session)
            made.append(session.develop(recipe, latents, carry_on).png)
        session.close()
    assert len(set(made)) == 1


def test_a_late_session_never_holds_two_large_parts(sdxl: Callable[..., Sdxl]) -> None:
    from diffusers import AutoencoderKL, UNet2DConditionModel
    from transformers import CLIPTextModel, CLIPVisionModelWithProjection

    kinds = (UNet2DConditionModel, AutoencoderKL, CLIPTextModel, CLIPVisionModelWithProjection)

    def loaded() -> list[str]:
        gc.collect()
        return [type(thing).__name__ for thing in gc.get_objects() if type(thing) in kinds and on_cpu(thing)]

    def on_cpu(module: Any) -> bool:
        return str(next(module.parameters()).device) == "cpu"

    session = sdxl(late=True).open()
    before = loaded()
    seen: list[str] = []

    def look(event: Event) -> bool:
        if event.step == 1:
            seen.extend(name for name in loaded() if name not in before)
            assert len(loaded()) - len(before) == 1
        return True

    recipe = told_recipe(WALK)
    session.prepare([recipe], look)
    latents = session.paint(recipe, look)
    assert isinstance(latents, Latents)
    session.develop(recipe, latents, carry_on)
    assert loaded() == [*before, "AutoencoderKL"]
    session.close()
    assert loaded() == before
    assert set(seen) == {"CLIPTextModel", "CLIPVisionModelWithProjection", "UNet2DConditionModel"}


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_stays_flat_over_a_hundred_panels(sdxl: Callable[..., Sdxl]) -> None:
    session = sdxl(late=False).open()
    told = msgspec.structs.replace(TOLD, num_inference_steps=1, guidance_scale=1.0, sampler="euler")
    recipes = [told_recipe(WALK, told, seed=seed) for seed in range(100)]
    session.prepare(recipes, carry_on)
    held = []
    for recipe in recipes:
        latents = session.paint(recipe, carry_on)
        assert isinstance(latents, Latents)
        session.develop(recipe, latents, carry_on)
        held.append(int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize())
    session.close()
    assert max(held[50:]) < max(held[10:50]) + 8e6


def test_other_faces_other_pictures_and_none_at_strength_zero(sdxl: Callable[..., Sdxl]) -> None:
    session = sdxl().open()
    one, other = (latents_of(session, faces={0: (digest,)}) for digest in DIGESTS[:2])
    assert one != other
    without = latents_of(session, faces={})
    assert latents_of(session, ip_adapter_scale=0.0) == without


def test_nobody_is_heard_who_turns_his_back(sdxl: Callable[..., Sdxl]) -> None:
    from kadr.engines.sdxl.regions import heard

    two = told_recipe(TWO)
    people = heard(two, [0, 1])
    assert len(people) == 2
    masks = [mask for mask in people.values() if mask is not None]
    assert bool(((masks[0] + masks[1]) == 1).all())
    figures = tuple(msgspec.structs.replace(each, facing=180, head=180) for each in two.subject.staging.figures)
    turned = msgspec.structs.replace(two.subject.staging, figures=figures)
    behind = msgspec.structs.replace(two, subject=msgspec.structs.replace(two.subject, staging=turned))
    assert heard(behind, [0, 1]) == {}


def test_weights_in_eight_bits_are_close(sdxl: Callable[..., Sdxl]) -> None:
    import safetensors.torch

    def made(*, int8: bool) -> Any:
        latents = latents_of(sdxl(int8=int8).open(), num_inference_steps=1, guidance_scale=1.0, sampler="euler")
        return safetensors.torch.load(latents.data)["latents"]

    whole, packed = made(int8=False), made(int8=True)
    off = (whole - packed).norm() / whole.norm()
    assert 0 < off < 0.05


@pytest.mark.parametrize("data", [b"", b"nothing", b"\x10" * 64])
def test_damaged_latents_are_named(sdxl: Callable[..., Sdxl], data: bytes) -> None:
    with pytest.raises(BadPicture, match="painted anew"):
        sdxl().open().develop(told_recipe(WALK), Latents(data), carry_on)


def test_latents_of_another_size_are_refused(sdxl: Callable[..., Sdxl]) -> None:
    session = sdxl().open()
    latents = latents_of(session)
    with pytest.raises(BadPicture):
        session.develop(told_recipe(WALK, size=(128, 64)), latents, carry_on)


def test_a_decoder_that_overflows_is_tried_in_fp32(sdxl: Callable[..., Sdxl], monkeypatch: pytest.MonkeyPatch) -> None:
    """Latents so large that 16 bits cannot hold what the decoder makes of them."""
    import torch

    from kadr.engines.sdxl import decode

    session = sdxl(precision="bf16").open()
    latents = latents_of(session, num_inference_steps=1, sampler="euler")
    seen = []
    plain = decode.decode

    def overflowing(vae: Any, tensor: Any) -> Any:
        precision = next(vae.parameters()).dtype
        seen.append(precision)
        picture = plain(vae, tensor)
        return picture * float("nan") if precision is torch.bfloat16 else picture

    monkeypatch.setattr(decode, "decode", overflowing)
    recipe = told_recipe(WALK, msgspec.structs.replace(TOLD, num_inference_steps=1, sampler="euler"))
    picture = session.develop(recipe, latents, carry_on)
    assert seen == [torch.bfloat16, torch.float32]
    assert Image.open(io.BytesIO(picture.png)).size == (64, 64)


def test_a_lora_for_another_model_is_refused(sdxl: Callable[..., Sdxl], tmp_path: Path) -> None:
    import torch
    from safetensors.torch import save_file

    at = "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_q"
    tensors = {f"{at}.lora_down.weight": torch.zeros(4, 320), f"{at}.lora_up.weight": torch.zeros(320, 4)}
    save_file({**tensors, f"{at}.alpha": torch.tensor(4.0)}, tmp_path / "sd15.safetensors")
    with pytest.raises(BadModel, match="another model"):
        sdxl(lora=tmp_path / "sd15.safetensors").open()


def test_a_file_that_is_no_lora_is_refused(sdxl: Callable[..., Sdxl], tiny: Path) -> None:
    with pytest.raises(BadModel, match="LoRA"):
        sdxl(lora=tiny / "adapter.safetensors").open()


def test_a_face_that_cannot_be_opened_is_named(sdxl: Callable[..., Sdxl]) -> None:
    engine = sdxl()
    broken = dataclasses.replace(engine, face_file=lambda digest: FACES[digest][:100])
    with pytest.raises(BadPicture, match=DIGESTS[0][:12]):
        broken.open().prepare([told_recipe(WALK)], carry_on)


def test_faces_without_an_adapter_are_refused(sdxl: Callable[..., Sdxl]) -> None:
    with pytest.raises(BadModel, match="IP-Adapter"):
        sdxl(adapter=None).open().prepare([told_recipe(WALK)], carry_on)


def test_detaching_puts_back_what_was_there(tiny: Path) -> None:
    import torch
    from diffusers import UNet2DConditionModel

    from kadr.engines.sdxl.attention import Desk, attach, detach

    unet = UNet2DConditionModel.from_pretrained(tiny / "sdxl" / "unet")
    processors = dict(unet.attn_processors)
    weights = {name: weight.clone() for name, weight in unet.state_dict().items()}
    detach(unet, attach(unet, Desk()))
    assert unet.attn_processors == processors
    assert all(torch.equal(weight, weights[name]) for name, weight in unet.state_dict().items())


def test_packed_layers_give_the_same() -> None:
    import torch
    from torch import nn

    from kadr.engines.sdxl import packed

    if not packed.helps(torch.bfloat16, torch.device("cpu")):
        pytest.skip("this torch has no oneDNN of the kind")
    torch.manual_seed(0)
    layers = nn.Sequential(nn.Linear(64, 128), nn.GELU(), nn.Linear(128, 32, bias=False)).to(torch.bfloat16)
    states = torch.randn(1, 50, 64, dtype=torch.bfloat16)
    with torch.inference_mode():
        plain = layers(states)
        packed.pack(layers)
        assert not any(type(layer) is nn.Linear for layer in layers)
        assert torch.allclose(layers(states).float(), plain.float(), atol=0.02)
