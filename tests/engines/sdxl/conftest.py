"""A whole SDXL in miniature, and engines on it. torch is imported by whoever asks for them."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from miniature import FACES, PLAN

from kadr.engines.sdxl.engine import Sdxl
from kadr.memory import Plan
from kadr.models import Assets


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the model set."""
    import torch

    from kadr.speed.random_weights import TINY, build

    torch.set_num_threads(1)  # parts so small only wait for one another
    folder = tmp_path_factory.mktemp("tiny")
    build(folder, TINY)
    return folder


@pytest.fixture(scope="session")
def assets(tiny: Path) -> Assets:
    """The model set as the engine takes it."""
    return Assets(
        base=tiny / "sdxl",
        vae=None,
        adapter=tiny / "adapter.safetensors",
        image_encoder=tiny / "image_encoder",
        tiny_decoder=tiny / "taesdxl",
        lora=None,
        digest="tiny",
    )


@pytest.fixture(scope="session")
def engine(assets: Assets) -> Callable[..., Sdxl]:
    """An engine on the model set; keywords change the plan or the assets."""

    def make(**changes: object) -> Sdxl:
        planned = {name: value for name, value in changes.items() if name in Plan.__struct_fields__}
        plan = msgspec.structs.replace(PLAN, **planned)
        files = {name: getattr(assets, name) for name in Assets.__dataclass_fields__}
        files |= {name: value for name, value in changes.items() if name in files}
        return Sdxl(assets=Assets(**files), plan=plan, face_file=FACES.__getitem__)

    return make
