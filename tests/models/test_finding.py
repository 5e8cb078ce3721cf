"""Every part is found and checked before anything is loaded, offline."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from making import adapter, base, safetensors, whole, write

from kadr.errors import BadModel, NoModel
from kadr.models.finding import Assets, find
from kadr.models.folder import weights_of
from kadr.speed.random_weights import REAL, unet_config, vae_config


def found(folder: Path, **more: Any) -> Assets:
    return find(folder, folder=folder.parent / "home", **more)


def test_a_folder_of_all_parts_is_found(tmp_path: Path) -> None:
    folder = whole(tmp_path / "all")
    assets = found(folder, accelerator="lightning-4")
    assert assets.base == folder / "sdxl"
    assert assets.vae is None
    assert assets.adapter == folder / "adapter.safetensors"
    assert assets.image_encoder == folder / "image_encoder"
    assert assets.tiny_decoder == folder / "taesdxl"
    assert assets.lora == folder / "lora" / "lightning-4.safetensors"
    assert found(folder).lora is None
    assert weights_of(folder / "sdxl" / "unet").name == "diffusion_pytorch_model.fp16.safetensors"


def test_the_digest_is_that_of_the_contents(tmp_path: Path) -> None:
    first = found(whole(tmp_path / "a" / "all"))
    moved = tmp_path / "b" / "all"
    shutil.copytree(tmp_path / "a" / "all", moved)
    (moved / "sdxl/unet/diffusion_pytorch_model.fp16.safetensors").rename(
        moved / "sdxl/unet/diffusion_pytorch_model.safetensors"
    )
    assert found(moved).digest == first.digest
    (moved / "taesdxl/diffusion_pytorch_model.safetensors").write_bytes(safetensors({"f.weight": (4, 4)}, fill=2))
    assert found(moved).digest == first.digest
    assert found(moved).digests["tiny_decoder"] != first.digests["tiny_decoder"]
    (moved / "adapter.safetensors").write_bytes(adapter() + b"")
    (moved / "sdxl/scheduler/scheduler_config.json").write_bytes(b'{"_class_name": "LCMScheduler"}')
    assert found(moved).digest != first.digest


def test_a_file_is_hashed_once(tmp_path: Path) -> None:
    folder, heard = whole(tmp_path / "all"), list[str]()
    found(folder, watch=lambda name, done, total: heard.append(name))
    count = len(heard)
    assert count > 10
    found(folder, watch=lambda name, done, total: heard.append(name))
    assert len(heard) == count
    (folder / "adapter.safetensors").write_bytes(adapter())
    found(folder, watch=lambda name, done, total: heard.append(name))
    assert heard[count:] == ["adapter.safetensors"]
    (tmp_path / "home" / "models.lock.json").write_text("{damaged")
    found(folder)


def config(part: str, **changes: Any) -> dict[str, bytes]:
    path = f"sdxl/{part}/config.json"
    return {path: json.dumps({**json.loads(base()[f"{part}/config.json"]), **changes}).encode()}


REFUSED: dict[str, tuple[dict[str, bytes], str]] = {
    "code": ({"sdxl/unet/model.py": b""}, "has-code"),
    "another class": (config("unet", _class_name="Evil"), "class"),
    "a class that is no word": (config("unet", _class_name=["Evil"]), "class"),
    "another architecture": (config("text_encoder", architectures=["Evil"]), "class"),
    "no list of architectures": (config("text_encoder", architectures="Evil"), "class"),
    "a map to code": (config("text_encoder", auto_map={"AutoModel": "evil.Model"}), "code"),
    "layers without end": (config("unet", transformer_layers_per_block=[1, 10**9]), "number"),
    "blocks without end": (
        {"taesdxl/config.json": b'{"_class_name": "AutoencoderTiny", "num_decoder_blocks": [3, 1000000]}'},
        "number",
    ),
    "width without end": (config("vae", block_out_channels=[10**9]), "number"),
    "too long": ({"sdxl/unet/config.json": b'{"x": "' + b"a" * 1_000_001 + b'"}'}, "too-long"),
    "no JSON": ({"sdxl/unet/config.json": b"{"}, "json"),
    "deep": ({"sdxl/unet/config.json": b'{"a":' * 50_000 + b"1" + b"}" * 50_000}, "json"),
    "infinite": ({"sdxl/unet/config.json": b'{"x": Infinity}'}, "json"),
    "a part from elsewhere": ({"sdxl/model_index.json": b'{"unet": ["evil", "UNet2DConditionModel"]}'}, "class"),
    "an unknown part": ({"sdxl/model_index.json": b'{"evil": ["diffusers", "UNet2DConditionModel"]}'}, "class"),
    "an adapter for another model": ({"adapter.safetensors": adapter(768)}, "adapter"),
    "a pickle": ({"adapter.safetensors": b"\x80\x04" + bytes(100)}, "is-pickle"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_safe_is_refused_in_words(name: str, tmp_path: Path) -> None:
    changes, word = REFUSED[name]
    folder = write(whole(tmp_path / "all"), changes)
    with pytest.raises(BadModel) as caught:
        found(folder)
    assert caught.value.message.id == f"models.{word}"
    (changed,) = changes
    assert Path(changed).name in str(caught.value)


def test_the_sizes_of_the_real_sdxl_pass(tmp_path: Path) -> None:
    changes = (
        config("unet", **unet_config(REAL))
        | config("vae", **vae_config(REAL))
        | config("text_encoder_2", vocab_size=49408)
    )
    folder = write(whole(tmp_path / "all"), {**changes, "adapter.safetensors": adapter(REAL.context)})
    assert found(folder).adapter


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    folder = whole(tmp_path / "all")
    (tmp_path / "elsewhere").mkdir()
    (folder / "sdxl" / "more").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BadModel, match="link out"):
        found(folder)


def test_the_links_of_the_hubs_cache_are_followed(tmp_path: Path) -> None:
    place = tmp_path / "models--film--tiny"
    snapshot = write(place / "snapshots" / "1", base())
    (place / "blobs").mkdir()
    weights = weights_of(snapshot / "unet")
    shutil.move(weights, place / "blobs" / "1")
    weights.symlink_to(place / "blobs" / "1")
    assert found(snapshot).base == snapshot
    weights.unlink()
    shutil.move(place / "blobs" / "1", tmp_path / "elsewhere")
    weights.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BadModel, match="link out"):
        found(snapshot)


def test_what_is_missing_is_named_with_the_way_to_get_it(tmp_path: Path) -> None:
    folder = whole(tmp_path / "all")
    shutil.rmtree(folder / "lora")
    with pytest.raises(NoModel, match=r"lightning-4\.safetensors"):
        found(folder, accelerator="lightning-4")
    shutil.rmtree(folder / "sdxl" / "tokenizer")
    with pytest.raises(NoModel, match="tokenizer"):
        found(folder)
    with pytest.raises(NoModel, match="nowhere"):
        find(tmp_path / "nowhere")
