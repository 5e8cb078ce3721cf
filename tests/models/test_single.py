"""A base model in one file, or in shards: found and checked, or refused in words that say what it is."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from making import ENTRY, Shapes, base, beside, safetensors, single, whole, write

from conftest import Kadr
from kadr.errors import BadModel, NoModel
from kadr.models import hub, sets
from kadr.models.finding import Assets, find

Files = dict[str, bytes]
MODEL = "model.diffusion_model."
LABEL = f"{MODEL}label_emb.0.0.weight"


def found(path: Path) -> Assets:
    return find(path, folder=path.parents[1] / "home")


def film(folder: Path, shapes: Shapes | None = None, files: Files | None = None, *, fill: int = 1) -> Path:
    """One file with a base model, with configs and word lists beside it."""
    data = safetensors(single() if shapes is None else shapes, fill=fill)
    return write(folder, {**beside(), "film.safetensors": data, **(files or {})}) / "film.safetensors"


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A cache of the hub's of our own."""
    monkeypatch.setattr(hub, "cache", lambda: tmp_path / "hub")
    return tmp_path / "hub"


def put(cache: Path, name: str) -> Path:
    """A set in the cache, its files nonsense but for their form; its snapshot."""
    one = sets.load(name)
    place = cache / f"models--{one.hub.replace('/', '--')}" / "snapshots" / one.revision
    known = base()
    for path in one.files:
        data = safetensors({"a": (2,)}) if path.endswith(".safetensors") else known.get(path, b"{}")
        write(place, {path: data})
    return place


def test_the_digest_is_that_of_the_contents(tmp_path: Path, cache: Path) -> None:
    first = found(film(tmp_path / "a"))
    assert first.base == tmp_path / "a" / "film.safetensors"
    moved = film(tmp_path / "b").rename(tmp_path / "b" / "other.safetensors")
    assert found(moved).digest == first.digest
    assert found(film(tmp_path / "c", fill=2)).digest != first.digest
    scheduler = b'{"_class_name": "LCMScheduler"}'
    assert found(film(tmp_path / "d", files={"scheduler/scheduler_config.json": scheduler})).digest != first.digest


def test_word_lists_come_from_beside_or_the_cache(tmp_path: Path, cache: Path) -> None:
    path = film(tmp_path / "a")
    own = found(path)
    for part in ("tokenizer", "tokenizer_2"):
        shutil.rmtree(path.parent / part)
    with pytest.raises(NoModel, match="kadr models pull sdxl-tokenizers"):
        found(path)
    lists = put(cache, "sdxl-tokenizers")
    assert found(path).digest != own.digest
    shutil.rmtree(lists)
    put(cache, "sdxl-base")
    assert found(path).base == path


def test_the_mended_vae_goes_before_the_files_own(tmp_path: Path, cache: Path) -> None:
    path = film(tmp_path / "a")
    assert found(path).vae is None
    without = film(tmp_path / "b", single({"first_stage_model": None}))
    with pytest.raises(NoModel, match="sdxl-vae"):
        found(without)
    mended = put(cache, "sdxl-vae")
    (mended / "config.json").write_text('{"_class_name": "AutoencoderKL"}')
    assert found(path).vae == mended
    assert found(without).vae == mended


def test_a_folder_of_all_parts_may_have_its_base_in_one_file(tmp_path: Path) -> None:
    folder = whole(tmp_path / "models")
    shutil.rmtree(folder / "sdxl")
    film(folder).rename(folder / "sdxl.safetensors")
    shutil.rmtree(folder / "vae")  # the file's own is taken
    assets = found(folder)
    assert (assets.base, assets.adapter) == (folder / "sdxl.safetensors", folder / "adapter.safetensors")


REFUSED: dict[str, tuple[Shapes, str]] = {
    "inpainting": (single({ENTRY: (8, 9, 3, 3)}), "is-inpainting"),
    "another task": (single({ENTRY: (8, 8, 3, 3)}), "is-edit"),
    "a UNet of no form": (single({ENTRY: (8,)}), "not-sdxl"),
    "SD 1": ({ENTRY: (8, 4, 3, 3), "cond_stage_model.transformer.text_model.a": (2,)}, "is-sd1"),
    "SD 2": ({ENTRY: (8, 4, 3, 3), "cond_stage_model.model.ln_final.weight": (2,)}, "is-sd2"),
    "the refiner": ({ENTRY: (8, 4, 3, 3), "conditioner.embedders.0.model.ln_final.weight": (2,)}, "is-refiner"),
    "no text encoders": (single({"conditioner": None, LABEL: (8, 8)}), "no-encoders"),
    "one text encoder": (single({"conditioner.embedders.0": None, LABEL: (8, 8)}), "no-encoders"),
    "a LoRA of A1111's": ({"lora_unet_a.lora_down.weight": (2, 2)}, "is-lora"),
    "a LoRA of diffusers'": ({"unet.a.lora_A.weight": (2, 2)}, "is-lora"),
    "an IP-Adapter": ({"image_proj.latents": (1, 2, 2)}, "is-adapter"),
    "a ControlNet": ({"control_model.a": (2,)}, "is-controlnet"),
    "a UNet alone": ({"down_blocks.0.resnets.0.conv1.weight": (2,)}, "is-part"),
    "velocity": (single({"v_pred": (0,)}), "is-velocity"),
    "another model": ({f"{MODEL}double_blocks.0.a": (2,)}, "not-sdxl"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_sdxl_is_called_by_its_name(name: str, tmp_path: Path, kadr: Kadr) -> None:
    shapes, word = REFUSED[name]
    path = film(tmp_path / "models", shapes)
    with pytest.raises(BadModel) as caught:
        found(path)
    assert caught.value.message.id == f"models.{word}"
    done = kadr("models", "check", path, environment={"HOME": str(tmp_path)})
    assert done.returncode == 3
    assert str(caught.value) in " ".join(done.stderr.split())


def test_velocity_is_believed_where_the_scheduler_says_so(tmp_path: Path, cache: Path) -> None:
    scheduler = b'{"_class_name": "EulerDiscreteScheduler", "prediction_type": "v_prediction"}'
    path = film(tmp_path / "a", single({"v_pred": (0,)}), files={"scheduler/scheduler_config.json": scheduler})
    assert found(path).base == path


def test_a_smaller_relative_needs_its_own_config(tmp_path: Path, cache: Path) -> None:
    path = film(tmp_path / "a")
    shutil.rmtree(path.parent / "unet")
    with pytest.raises(BadModel, match=r"unet/config\.json"):
        found(path)


def test_what_lies_beside_is_checked_too(tmp_path: Path, cache: Path) -> None:
    with pytest.raises(BadModel, match="code"):
        found(film(tmp_path / "a", files={"unet/evil.py": b""}))
    with pytest.raises(BadModel, match="Evil"):
        found(film(tmp_path / "b", files={"text_encoder/config.json": b'{"architectures": ["Evil"]}'}))


INDEX = "unet/diffusion_pytorch_model.safetensors.index.json"
SHARD = "unet/diffusion_pytorch_model-0000{}-of-00002.safetensors"
FIRST, SECOND = (Path(SHARD.format(n)).name for n in (1, 2))


def sharded(folder: Path, listed: Any = None, files: Files | None = None) -> Path:
    """A base model whose UNet is in two files; `listed`: what its index says."""
    listed = {"a": FIRST, "b": SECOND} if listed is None else listed
    parts = {path: data for path, data in base().items() if path != "unet/diffusion_pytorch_model.fp16.safetensors"}
    parts[INDEX] = json.dumps({"metadata": {}, "weight_map": listed}).encode()
    for n, name in ((1, "a"), (2, "b")):
        parts[SHARD.format(n)] = safetensors({name: (2, 2)})
    return write(folder, {**parts, **(files or {})})


def test_shards_are_the_model(tmp_path: Path, cache: Path, kadr: Kadr) -> None:
    folder = sharded(tmp_path / "a")
    first = found(folder)
    assert found(sharded(tmp_path / "b")).digest == first.digest
    other = sharded(tmp_path / "c", files={SHARD.format(2): safetensors({"b": (2, 2)}, fill=2)})
    assert found(other).digest != first.digest
    done = kadr("models", "check", folder, environment={"HOME": str(tmp_path)})
    assert done.returncode == 0, done.stderr


TORN: dict[str, tuple[Any, dict[str, bytes], str]] = {
    "a tensor that is nowhere": ({"a": FIRST, "b": SECOND, "c": FIRST}, {}, "few-tensors"),
    "a tensor that is not listed": (
        {"a": FIRST},
        {SHARD.format(1): safetensors({"a": (2,), "z": (2,)})},
        "strange-tensor",
    ),
    "a tensor twice": (None, {SHARD.format(2): safetensors({"a": (2, 2), "b": (2, 2)})}, "strange-tensor"),
    "in the other file": ({"a": SECOND, "b": FIRST}, {}, "strange-tensor"),
    "a file that is not there": ({"a": FIRST, "b": "none.safetensors"}, {}, "no-file"),
    "a name too long for any disk": ({"a": "n" * 300 + ".safetensors"}, {}, "vanished"),
    "a way out": ({"a": "../vae/diffusion_pytorch_model.fp16.safetensors"}, {}, "shard-name"),
    "a way out on Windows": ({"a": "..\\vae.safetensors"}, {}, "shard-name"),
    "a full path": ({"a": "/etc/x.safetensors"}, {}, "shard-name"),
    "no safetensors": ({"a": "model.bin"}, {}, "shard-name"),
    "a number for a file": ({"a": 7}, {}, "json"),
    "no map": ([], {}, "json"),
    "an empty map": ({}, {}, "json"),
    "files without end": ({str(n): f"{n}.safetensors" for n in range(101)}, {}, "many-files"),
    "deep": (None, {INDEX: b'{"weight_map":' * 50_000 + b"1" + b"}" * 50_000}, "json"),
    "long": (None, {INDEX: b'{"x": "' + b"a" * 1_000_001 + b'"}'}, "too-long"),
    "a tensor listed twice": (None, {INDEX: b'{"weight_map": {"a": "x", "a": "x"}}'}, "json"),
    "a pickle": (None, {SHARD.format(2): b"\x80\x04" + bytes(100)}, "is-pickle"),
}


@pytest.mark.parametrize("name", TORN)
def test_shards_that_do_not_belong_together_are_refused(name: str, tmp_path: Path, kadr: Kadr) -> None:
    listed, files, word = TORN[name]
    folder = sharded(tmp_path / "models", listed, files)
    with pytest.raises(BadModel) as caught:
        found(folder)
    assert caught.value.message.id == f"models.{word}"
    done = kadr("models", "check", folder, environment={"HOME": str(tmp_path)})
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
