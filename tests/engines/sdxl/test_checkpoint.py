"""One file and a folder of shards are the same model as the folder that they were made of."""

import dataclasses
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from checkpoints import one_file, write_one_file, write_shards
from conftest import Kadr
from kadr.engines.base import Latents
from kadr.engines.sdxl.engine import Sdxl
from kadr.errors import BadModel
from kadr.models import Assets, find
from kadr.models.single import files_of_single
from kadr.speed.random_weights import REAL, TINY, write_lora
from miniature import TOLD, told_recipe
from recipes import WALK

pytestmark = pytest.mark.torch

SHARDED = ("unet", "text_encoder", "text_encoder_2", "vae")


@pytest.fixture(scope="module")
def single(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny model in one file."""
    return write_one_file(tiny / "sdxl", tmp_path_factory.mktemp("single") / "models")


def painted(engine: Sdxl) -> tuple[bytes, bytes]:
    """Latents and picture of a recipe with a face."""
    recipe = told_recipe(WALK, msgspec.structs.replace(TOLD, num_inference_steps=2))
    session = engine.open()
    session.prepare([recipe], lambda event: True)
    latents = session.paint(recipe, lambda event: True)
    assert isinstance(latents, Latents)
    picture = session.develop(recipe, latents, lambda event: True)
    session.close()
    return latents.data, picture.png


@pytest.mark.parametrize("changes", [{}, {"lora": True, "int8": True}], ids=str)
def test_one_file_paints_the_same(
    changes: dict[str, Any], sdxl: Callable[..., Sdxl], single: Path, tmp_path: Path
) -> None:
    if "lora" in changes:
        changes = {**changes, "lora": tmp_path / "lora.safetensors"}
        write_lora(changes["lora"], TINY)
    assert painted(sdxl(base=single, **changes)) == painted(sdxl(**changes))


def test_shards_paint_the_same(sdxl: Callable[..., Sdxl], tiny: Path, tmp_path: Path) -> None:
    folder = write_shards(tiny / "sdxl", tmp_path / "models", SHARDED)
    assert len(list(folder.rglob("*.safetensors"))) == 8
    assert painted(sdxl(base=folder)) == painted(sdxl())


def test_every_tensor_is_the_folders(assets: Assets, single: Path) -> None:
    from kadr.engines.sdxl.parts import parts_of

    ours, theirs = parts_of(dataclasses.replace(assets, base=single)), parts_of(assets)
    pairs = [
        (ours.unet, theirs.unet),
        (ours.full.weights, theirs.full.weights),
        (ours.encoders.weights[0], theirs.encoders.weights[0]),
        (ours.encoders.weights[1], theirs.encoders.weights[1]),
    ]
    for own, wanted in pairs:
        assert set(own) >= set(wanted)
        assert all((own.read(name) == wanted.read(name)).all() for name in wanted)


def write_one_file_beside(single: Path, folder: Path) -> Path:
    shutil.copytree(single.parent, folder, ignore=shutil.ignore_patterns("*.safetensors"))
    return folder / single.name


def test_a_part_of_a_tensor_is_read_alone(single: Path) -> None:
    from kadr.engines.sdxl.checkpoint import second_encoder
    from kadr.weights import Weights

    whole = Weights(single)
    parts = second_encoder(whole, {})
    fused = whole.read("conditioner.embedders.1.model.transformer.resblocks.1.attn.in_proj_weight")
    for part, wanted in zip("qkv", fused.chunk(3), strict=True):
        read = parts.read(f"text_model.encoder.layers.1.self_attn.{part}_proj.weight")
        assert (read == wanted).all()
        assert read.untyped_storage().nbytes() == read.nbytes


def test_a_real_sdxl_has_every_tensor_in_its_place(tmp_path: Path) -> None:
    """At the real size, of which there is only the list of contents: the rest of the file is a hole."""
    import torch

    from kadr.engines.sdxl.parts import parts_of
    from kadr.speed.random_weights import components

    shells = {}
    with torch.device("meta"):
        for part, make in components(REAL).items():
            shells[part] = make()
    path = tmp_path / "real.safetensors"
    header, at = {}, 0
    for name, shell in one_file({part: shell.state_dict() for part, shell in shells.items()}).items():
        header[name] = {"dtype": "F16", "shape": list(shell.shape), "data_offsets": [at, at + 2 * shell.numel()]}
        at += 2 * shell.numel()
    text = json.dumps(header).encode()
    with path.open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        file.truncate(8 + len(text) + at)
    for part in ("tokenizer", "tokenizer_2"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "vocab.json").write_text("{}")
    assert files_of_single(path)["unet/config"] != tmp_path / "unet" / "config.json"
    assets = Assets(
        base=path, vae=None, adapter=None, image_encoder=None, tiny_decoder=None, lora=None, digest="", digests={}
    )
    parts = parts_of(assets)
    for weights, part in (
        (parts.unet, "unet"),
        (parts.full.weights, "vae"),
        (parts.encoders.weights[0], "text_encoder"),
        (parts.encoders.weights[1], "text_encoder_2"),
    ):
        for name, place in shells[part].named_parameters():
            assert weights.shape(name) == tuple(place.shape), name
    assert 6.9e9 < at < 7e9


def test_the_command_line_takes_one_file(single: Path, kadr: Kadr, tmp_path: Path) -> None:
    done = kadr("models", "check", single)
    assert done.returncode == 0, done.stderr
    (tmp_path / "film.txt").write_text("Anna walks.\n", "utf-8")
    done = kadr(
        "render", "film.txt", "--lines", "--no-sheet", "--size", "128x128", "--engine", "sdxl", "--model", single,
        "--steps", "1",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_a_broken_file_is_named(sdxl: Callable[..., Sdxl], single: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    tensors = load_file(single)
    label = "model.diffusion_model.label_emb.0.0.weight"
    fused = "conditioner.embedders.1.model.transformer.resblocks.0.attn.in_proj_weight"
    final = "conditioner.embedders.0.transformer.text_model.final_layer_norm.weight"
    for name, changed in ((label, None), (fused, tensors[fused][1:]), (fused, tensors[fused][3:]), (final, None)):
        other = write_one_file_beside(single, tmp_path / f"{len(list(tmp_path.iterdir()))}")
        kept = {key: value for key, value in tensors.items() if key != name}
        save_file(kept if changed is None else {**kept, name: changed.contiguous()}, other)
        find(other, folder=tmp_path / "home")
        with pytest.raises(BadModel, match=r"film\.safetensors"):
            painted(sdxl(base=other))
