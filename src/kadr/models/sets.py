"""The model sets that kadr knows: data in ``manifest/``, one TOML file a set.

A set is what is pulled together and used as one part of the whole. A new set is a new file.
"""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Annotated, Literal

import msgspec

from kadr.errors import BadUse
from kadr.messages import say
from kadr.schema import Value

Role = Literal["base", "vae", "adapter", "image_encoder", "tiny_decoder", "lora", "tokenizers"]
ROLES: tuple[Role, ...] = ("base", "vae", "adapter", "image_encoder", "tiny_decoder", "lora", "tokenizers")

ENDINGS = (".safetensors", ".json", ".txt")
"""No other file is ever asked for: no code, and nothing that runs code when it is opened."""


class File(Value, frozen=True, kw_only=True):
    """A file of a set. `bytes` is exact unless `about`; `sha256` where it is known beforehand."""

    bytes: Annotated[int, msgspec.Meta(ge=0)]
    sha256: str = ""
    about: bool = False


class ModelSet(Value, frozen=True, kw_only=True):
    """A set: where its files are on the hub (`revision` is a commit), under which licence, and for what (`role`).
    `folder` is where in the repository the part lies. `usual`: pulled when no set is named."""

    name: str
    role: Role
    hub: str
    revision: str
    licence: str
    licence_page: str
    usual: bool = False
    folder: str = ""
    files: dict[str, File]

    @property
    def bytes(self) -> int:
        """How much there is to download."""
        return sum(file.bytes for file in self.files.values())


def names() -> tuple[str, ...]:
    """All sets, those first that are pulled when none is named, in the order in which they work."""
    known = [load(path.name.removesuffix(".toml")) for path in files(__package__).joinpath("manifest").iterdir()]
    return tuple(one.name for one in sorted(known, key=lambda one: (not one.usual, ROLES.index(one.role), one.name)))


@cache
def load(name: str) -> ModelSet:
    """A set by its name, which must be one of `names`."""
    text = files(__package__).joinpath("manifest", f"{name}.toml").read_text("utf-8")
    return msgspec.convert({"name": name, **tomllib.loads(text)}, ModelSet)


def known(name: str) -> ModelSet:
    """A set by a name that somebody gave. Raises `BadUse` with the names that there are."""
    if name not in names():
        raise BadUse(say("models.no-set", name=name[:80], known=", ".join(names())))
    return load(name)


def of_role(role: Role) -> ModelSet:
    """The set that usually plays a role."""
    return next(load(name) for name in names() if load(name).role == role)


def is_allowed(path: str) -> bool:
    """Whether a file of that name may be asked for and stored."""
    parts = PurePosixPath(path).parts
    inside = "\\" not in path and ".." not in parts and not path.startswith("/") and ":" not in path
    return inside and path.endswith(ENDINGS)
