"""Every model file damaged in every way: told by name, before anything is painted, and the board stays as it was."""

import json
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Protocol

import pytest
from damage import CONFIGS, DAMAGED, SPOILT, WEIGHTS, copy, no_numbers, pickled, put, zipped

from miniature import FACES

pytestmark = pytest.mark.torch

CAST = '[[character]]\nname = "Anna"\nreferences = ["anna.png"]\n'


class Refused(Protocol):
    """Finishes the board with the model in a folder, and gives what kadr says when it refuses."""

    def __call__(self, folder: Path, *flags: str, kept: str = "none") -> str: ...


@pytest.fixture(scope="module")
def model(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole model, with a LoRA."""
    from kadr.speed.random_weights import TINY, write_lora

    folder = copy(tiny, tmp_path_factory.mktemp("model") / "all")
    (folder / "lora").mkdir()
    write_lora(folder / "lora" / "lightning-4.safetensors", TINY)
    return folder


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A drafted board of one panel, in which somebody is seen who has a reference photo."""
    from kadr import cli

    folder = tmp_path_factory.mktemp("drafted")
    (folder / "film.txt").write_text("Anna walks.\n", "utf-8")
    (folder / "cast.toml").write_text(CAST, "utf-8")
    (folder / "anna.png").write_bytes(next(iter(FACES.values())))
    script, cast, out = (str(folder / name) for name in ("film.txt", "cast.toml", "out"))
    given = ["--lines", "--no-sheet", "--size", "64x64", "--cast", cast, "--out", out]
    assert cli.main(["render", script, *given]) == 0
    return folder / "out" / "film"


def contents(folder: Path) -> dict[str, bytes]:
    """All that is in a folder, but for the locks of those who have painted there."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".lock"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@pytest.fixture
def refused(
    drafted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Refused:
    from kadr import cli

    given = ["--engine", "sdxl", "--no-sheet"]
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def run(folder: Path, *flags: str, kept: str = "none") -> str:
        before = contents(drafted)
        code = cli.main(["render", str(drafted), *given, "--model", str(folder), *(flags or QUICK)])
        said = capsys.readouterr().err
        assert code in (3, 4), said
        assert "Traceback" not in said
        new = {path: data for path, data in contents(drafted).items() if not PurePosixPath(path).match(kept)}
        assert new == before
        return said

    return run


QUICK = ("--steps", "1", "--guidance", "1")
LIGHTNING = ("--accelerator", "lightning-4")


def flags_for(part: str) -> tuple[str, ...]:
    """What makes a part be read."""
    return {"lora": LIGHTNING, "taesdxl": ("--decoder", "tiny", *QUICK)}.get(part, ())


@pytest.mark.parametrize("part", WEIGHTS)
@pytest.mark.parametrize("damage", DAMAGED)
def test_damaged_weights_are_told_by_name(
    part: str, damage: str, model: Path, refused: Refused, tmp_path: Path
) -> None:
    folder = copy(model, tmp_path / "all")
    path = folder / WEIGHTS[part]
    put(path, DAMAGED[damage](path.read_bytes()))
    assert str(path) in refused(folder, *flags_for(part))


@pytest.mark.parametrize("part", WEIGHTS)
def test_weights_that_are_no_numbers_are_told_by_name(
    part: str, model: Path, refused: Refused, drafted: Path, tmp_path: Path
) -> None:
    """A decoder is read when the panel is painted: its latents are kept."""
    folder = copy(model, tmp_path / "all")
    path = folder / WEIGHTS[part]
    put(path, no_numbers(path.read_bytes()))
    kept = "takes/*.latents.safetensors" if part in ("vae", "taesdxl") else "none"
    assert str(path) in refused(folder, *flags_for(part), kept=kept)
    for latents in drafted.glob(kept):
        latents.unlink()


@pytest.mark.parametrize("part", WEIGHTS)
def test_the_file_of_another_part_is_told_by_name(part: str, model: Path, refused: Refused, tmp_path: Path) -> None:
    parts = [*WEIGHTS]
    other = parts[parts.index(part) - 1]
    folder = copy(model, tmp_path / "all")
    path = folder / WEIGHTS[part]
    put(path, (model / WEIGHTS[other]).read_bytes())
    assert str(path) in refused(folder, *flags_for(part))


@pytest.mark.parametrize("part", WEIGHTS)
@pytest.mark.parametrize("kind", [pickled, zipped])
def test_no_pickle_is_ever_opened(
    part: str, kind: Callable[[Path], bytes], model: Path, refused: Refused, tmp_path: Path
) -> None:
    folder = copy(model, tmp_path / "all")
    path = folder / WEIGHTS[part]
    put(path, kind(tmp_path / "canary"))
    assert str(path) in refused(folder, *flags_for(part))
    shouting = path.with_suffix(".SAFETENSORS")
    path.rename(shouting)
    assert "Traceback" not in refused(folder, *flags_for(part))
    assert str(shouting) in refused(shouting)
    assert not (tmp_path / "canary").exists()


def test_the_canary_sings(tmp_path: Path) -> None:
    pickle.loads(pickled(tmp_path / "canary"))
    assert (tmp_path / "canary").exists()


@pytest.mark.parametrize("path", CONFIGS)
@pytest.mark.parametrize("spoil", SPOILT)
def test_spoilt_configurations_are_told_by_name(
    path: str, spoil: str, model: Path, refused: Refused, tmp_path: Path
) -> None:
    if path.endswith("model_index.json") and spoil == "words for numbers":
        pytest.skip("it has no numbers")
    folder = copy(model, tmp_path / "all")
    put(folder / path, SPOILT[spoil]((model / path).read_bytes()))
    assert str(folder / path) in refused(folder)


def vocabulary(data: bytes, count: int) -> bytes:
    """Another number of words."""
    words = json.loads(data)
    return json.dumps(
        {word: number for word, number in words.items() if number < 512}
        | {"<|startoftext|>": count - 2, "<|endoftext|>": count - 1}
    ).encode()


WORDS: dict[str, dict[str, Callable[[bytes], bytes]]] = {
    "vocab.json": {
        "empty": lambda data: b"",
        "no JSON": lambda data: data[:-9],
        "no words": lambda data: b"{}",
        "a list": lambda data: b"[1, 2]",
        "words for numbers": lambda data: b'{"a": "b"}',
        "too many words": lambda data: vocabulary(data, 700),
        "too few words": lambda data: vocabulary(data, 550),
        "infinite": lambda data: data.replace(b": 7,", b": Infinity,"),
    },
    "merges.txt": {
        "three in a pair": lambda data: data + b"a b c\n",
        "words that are not there": lambda data: data + b"not there\n",
        "no UTF-8": lambda data: data + b"\xff\xfe \xff\n",
        "a pickle": lambda data: pickle.dumps(data),
    },
    "tokenizer_config.json": {
        "empty": lambda data: b"",
        "another class": lambda data: data.replace(b"CLIPTokenizer", b"Evil"),
        "code": lambda data: data.replace(b"{", b'{"auto_map": {"AutoTokenizer": ["evil.Tok", null]}, ', 1),
    },
    "special_tokens_map.json": {
        "no JSON": lambda data: b"{",
        "a number for a word": lambda data: data.replace(b'"<|startoftext|>"', b"7"),
    },
    "tokenizer.json": {"no JSON": lambda data: b"{", "nothing in it": lambda data: b"{}"},
}


SPOILS = [(name, spoil) for name, spoils in WORDS.items() for spoil in spoils]


@pytest.mark.parametrize(("number", "name", "spoil"), [(number, *spoil) for number, spoil in enumerate(SPOILS)])
def test_spoilt_tokenizers_are_told_by_name(
    number: int, name: str, spoil: str, model: Path, refused: Refused, tmp_path: Path
) -> None:
    """Of the first tokenizer or of the second, by turns."""
    folder = copy(model, tmp_path / "all")
    path = folder / "sdxl" / ("tokenizer", "tokenizer_2")[number % 2] / name
    put(path, WORDS[name][spoil](path.read_bytes() if path.exists() else b""))
    assert str(path.parent) in refused(folder)


def of_another_width(folder: Path) -> Path:
    """An IP-Adapter whose text is as wide as that of Stable Diffusion 1.5."""
    import torch
    from safetensors.torch import load_file, save_file

    path = folder / WEIGHTS["adapter"]
    tensors = {
        name: torch.zeros(tensor.shape[0], 768, dtype=tensor.dtype) if "_ip.weight" in name else tensor
        for name, tensor in load_file(path).items()
    }
    path.unlink()
    save_file(tensors, path)
    return path


def with_fewer_layers(folder: Path) -> Path:
    """An IP-Adapter of a model that has fewer layers than SDXL, and a text as wide."""
    from safetensors.torch import load_file, save_file

    path = folder / WEIGHTS["adapter"]
    tensors = {name: tensor for name, tensor in load_file(path).items() if not name.startswith("ip_adapter.1")}
    first = {name: load_file(path)[name] for name in ("ip_adapter.1.to_k_ip.weight", "ip_adapter.1.to_v_ip.weight")}
    path.unlink()
    save_file(tensors | first, path)
    return path


def in_one_file(folder: Path) -> Path:
    """A whole model in one file: what it is called with is the file itself."""
    from safetensors.torch import load_file, save_file

    tensors = load_file(folder / WEIGHTS["unet"])
    tensors = {f"model.diffusion_model.{name}": tensor for name, tensor in tensors.items()}
    save_file(
        {**tensors, "conditioner.embedders.1.x": tensors[next(iter(tensors))].clone()}, folder / "one.safetensors"
    )
    return folder / "one.safetensors"


def with_code(folder: Path) -> Path:
    (folder / "sdxl" / "unet" / "pipeline.py").write_text("raise SystemExit", "utf-8")
    return folder / "sdxl" / "unet" / "pipeline.py"


def with_a_link_out(folder: Path) -> Path:
    path = folder / WEIGHTS["vae"]
    path.rename(folder.parent / "elsewhere")
    path.symlink_to(folder.parent / "elsewhere")
    return path


def in_pytorch_form(folder: Path) -> Path:
    path = folder / WEIGHTS["unet"]
    path.rename(path.with_suffix(".bin"))
    return path.parent


def with_a_folder_for_a_file(folder: Path) -> Path:
    path = folder / WEIGHTS["text_encoder"]
    path.unlink()
    path.mkdir()
    return path.parent


def with_the_text_of_another_model(folder: Path) -> Path:
    """A second text encoder that is whole and sound, and narrower."""
    from transformers import CLIPTextConfig, CLIPTextModelWithProjection

    path = folder / "sdxl" / "text_encoder_2"
    shutil.rmtree(path)
    config = CLIPTextConfig(
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        vocab_size=600,
        projection_dim=16,
    )
    CLIPTextModelWithProjection(config).save_pretrained(path)
    return folder / "sdxl" / "unet" / "config.json"


def with_the_decoder_of_another_model(folder: Path) -> Path:
    """A VAE that is whole and sound, and whose latents have 16 channels."""
    from diffusers import AutoencoderKL

    path = folder / "sdxl" / "vae"
    config = json.loads((path / "config.json").read_text("utf-8"))
    shutil.rmtree(path)
    AutoencoderKL(
        **{name: value for name, value in config.items() if name[0] != "_"} | {"latent_channels": 16}
    ).save_pretrained(path)
    return path / "config.json"


WRONG = (
    of_another_width, with_fewer_layers, in_one_file, with_code, with_a_link_out, in_pytorch_form,
    with_a_folder_for_a_file, with_the_text_of_another_model, with_the_decoder_of_another_model,
)  # fmt: skip


@pytest.mark.parametrize("make", WRONG)
def test_what_is_whole_and_still_wrong_is_told_by_name(
    make: Callable[[Path], Path], model: Path, refused: Refused, tmp_path: Path
) -> None:
    folder = copy(model, tmp_path / "all")
    named = make(folder)
    assert str(named) in refused(named if named.name == "one.safetensors" else folder)


def test_a_lora_for_another_model_is_told_by_name(model: Path, refused: Refused, tmp_path: Path) -> None:
    import torch
    from safetensors.torch import save_file

    folder = copy(model, tmp_path / "all")
    at = "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_q"
    tensors = {f"{at}.lora_down.weight": torch.zeros(4, 320), f"{at}.lora_up.weight": torch.zeros(320, 4)}
    (folder / WEIGHTS["lora"]).unlink()
    save_file(tensors, folder / WEIGHTS["lora"])
    assert WEIGHTS["lora"] in refused(folder, *LIGHTNING)
