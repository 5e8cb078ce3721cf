"""Where everything lies that a finished panel needs, offline."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kadr.errors import BadModel, BadUse, NoModel
from kadr.messages import say
from kadr.models import hub, sets
from kadr.models.config import read_config
from kadr.models.folder import check_folder, files_of_base, files_of_part, has_weights
from kadr.models.header import read_header
from kadr.models.ledger import Ledger, Watch, hash_of, home, keep, open_ledger, unwatched
from kadr.models.single import files_of_single
from kadr.models.state import State

NO_ACCELERATOR = "none"
BASES = ("sdxl", "sdxl.safetensors")
"""What the base is called in a folder of all parts."""

OPTIONAL: tuple[sets.Role, ...] = ("adapter", "image_encoder", "tiny_decoder")
HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """Where the parts are. None: not there, or (`vae`) the base's own.

    `digest` is that of the contents that fix pixels (`tiny_decoder` left out: it is for small memories and previews),
    and `digests` that of each part alone; the same on every machine. `states`: what each file was like that they are
    of; one that has changed since is not the model of that name any more."""

    base: Path
    vae: Path | None
    adapter: Path | None
    image_encoder: Path | None
    tiny_decoder: Path | None
    lora: Path | None
    digest: str
    digests: Mapping[str, str]
    states: Mapping[Path, State] = field(default_factory=dict)


def find(
    base: str | Path | None = None,
    accelerator: str | None = None,
    vae: str | Path | None = None,
    *,
    folder: Path | None = None,
    watch: Watch = unwatched,
) -> Assets:
    """Find and check all parts. `base`: None (the set sdxl-base), an id of the hub, a folder in diffusers' layout, one
    .safetensors file, or a folder of all parts (``sdxl/`` or ``sdxl.safetensors``, ``adapter.safetensors``,
    ``image_encoder/``, ``taesdxl/``, ``lora/*.safetensors``). `accelerator`: the name of a set whose role is lora, or
    "none". `vae`: a folder or an id. `folder` is kadr's own, for the ledger. `watch` hears of files that have to be
    hashed, once in their life.

    Never asks the network. Raises `NoModel` with the command that fetches what is missing, `BadModel`, `BadUse`."""
    places = locate(base, accelerator)
    if vae:
        places["vae"] = _hub_or_folder(vae, "config.json")
    files = {role: _files(role, place) for role, place in places.items() if place}
    if "vae" not in files and not any(name.startswith("vae/") for name in files["base"]):
        raise _lacking("sdxl-vae")
    _check_fit(files)
    folder = folder or home()
    ledger = open_ledger(folder)
    before = len(ledger.hashes), dict(ledger.hashes)
    digests = {role: _digest(named, ledger, watch) for role, named in files.items()}
    if (len(ledger.hashes), ledger.hashes) != before:
        keep(ledger, folder)
    text = "\n".join(f"{role} {digest}" for role, digest in sorted(digests.items()) if role != "tiny_decoder")
    fields: dict[str, Any] = {role: places.get(role) for role in ("base", "vae", *OPTIONAL, "lora")}
    states = {path: ledger.hashes[str(path.resolve())].state for named in files.values() for path in named.values()}
    return Assets(**fields, digest=hashlib.sha256(text.encode()).hexdigest(), digests=digests, states=states)


def locate(base: str | Path | None = None, accelerator: str | None = None) -> dict[str, Path | None]:
    """Where the parts lie, by their role, with none of them opened: `find` looks whether they are whole. Raises
    `NoModel`, `BadModel`, `BadUse`."""
    whole = Path(base) if base and any((Path(base) / name).exists() for name in BASES) else None
    return _parts_in(whole, accelerator) if whole else _parts_in_cache(base, accelerator)


def _parts_in(folder: Path, accelerator: str | None) -> dict[str, Path | None]:
    """The parts of a folder that has them all."""
    check_folder(folder)
    names = {"base": next(name for name in BASES if (folder / name).exists())}
    names |= {"vae": "vae", "adapter": "adapter.safetensors"}
    names |= {"image_encoder": "image_encoder", "tiny_decoder": "taesdxl"}
    places: dict[str, Path | None] = {
        role: folder / name if (folder / name).exists() else None for role, name in names.items()
    }
    if accelerator and accelerator != NO_ACCELERATOR:
        names_of_it = [f"{accelerator}.safetensors"]
        if accelerator in sets.names():
            names_of_it += [path for path in sets.load(accelerator).files if path.endswith(".safetensors")]
        fitting = [folder / "lora" / name for name in names_of_it if (folder / "lora" / name).is_file()]
        if not fitting:
            raise NoModel(say("models.no-lora", path=folder / "lora", name=names_of_it[0]))
        places["lora"] = fitting[0]
    return places


def _parts_in_cache(base: str | Path | None, accelerator: str | None) -> dict[str, Path | None]:
    """The base as it was named, and the sets that the cache has."""
    places: dict[str, Path | None] = {"base": _base(base)}
    for role in OPTIONAL:
        places[role] = place_of(sets.of_role(role), quiet=base is not None)
    own = places["base"]
    if own and not has_weights(own / "vae"):  # one in a single file is SDXL's own, which overflows in fp16
        places["vae"] = place_of(sets.of_role("vae"), quiet=True)
    if accelerator and accelerator != NO_ACCELERATOR:
        one = sets.known(accelerator)
        if one.role != "lora":
            raise BadUse(say("models.no-accelerator", name=accelerator))
        places["lora"] = place_of(one)
        if not places["lora"]:
            raise _lacking(accelerator)
    return places


def _base(base: str | Path | None) -> Path:
    if base is None or str(base) in sets.names():
        one = sets.known(str(base)) if base else sets.of_role("base")
        place = place_of(one)
        if not place:
            raise _lacking(one.name)
        return place
    if Path(base).is_file():
        return Path(base)
    return _hub_or_folder(base, "model_index.json")


def _hub_or_folder(given: str | Path, index: str) -> Path:
    """A folder, or the cache's folder of an id of the hub."""
    if Path(given).is_dir():
        return Path(given)
    if str(given) in sets.names():
        return place_of(sets.load(str(given))) or _raise(_lacking(str(given)))
    if not isinstance(given, str) or not HUB_ID.fullmatch(given):
        raise NoModel(say("models.no-base", path=given, known=", ".join(sets.names())))
    pulled = open_ledger(home()).pulled.get(given)
    place = hub.snapshot(given, pulled.revision if pulled else "main")
    return place if place and (place / index).is_file() else _raise(_lacking(given))


def _raise(error: Exception) -> Any:
    raise error


def _lacking(name: str) -> NoModel:
    all_ = name in sets.names() and sets.load(name).usual
    return NoModel(say("models.lacking", name=name, command="kadr models pull" if all_ else f"kadr models pull {name}"))


def place_of(one: sets.ModelSet, *, quiet: bool = False) -> Path | None:
    """Where a set is: its folder, or its file if it has only one; None if the cache has not all of it. `quiet`: also
    where huggingface_hub is not installed."""
    try:
        snapshot = hub.snapshot(one.hub, one.revision)
    except NoModel:
        if quiet:
            return None
        raise
    if not snapshot or not all((snapshot / path).is_file() for path in one.files):
        return None
    return snapshot / (next(iter(one.files)) if len(one.files) == 1 else one.folder)


def _files(role: str, place: Path) -> dict[str, Path]:
    """The files of a part by what they are, all of them checked."""
    if place.is_file():
        if role == "base":
            return files_of_single(place)
        read_header(place)
        return {"weights": place}
    if role == "base":
        return files_of_base(place)
    check_folder(place)
    return files_of_part(place, role)


def _check_fit(files: Mapping[str, Mapping[str, Path]]) -> None:
    """The adapter's keys are as wide as the base's text: one for Stable Diffusion 1.5 is not."""
    adapter, unet = files.get("adapter"), files["base"].get("unet/config")
    if not adapter or not unet:
        return
    path = adapter["weights"]
    tensor = read_header(path).tensors.get("ip_adapter.1.to_k_ip.weight")
    width = read_config(unet, "unet").get("cross_attention_dim")
    if not isinstance(width, int):
        raise BadModel(say("models.number", path=unet, name="cross_attention_dim", value=str(width)[:40]))
    if tensor is None or len(tensor.shape) != 2 or tensor.shape[1] != width:
        raise BadModel(say("models.adapter", path=path))


def _digest(named: Mapping[str, Path], ledger: Ledger, watch: Watch) -> str:
    """Of the contents of files, by what they are; where they lie and what they are called does not count."""
    lines = [f"{name} {hash_of(path, ledger, watch=watch)}" for name, path in sorted(named.items())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
