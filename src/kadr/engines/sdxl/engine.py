"""The engine itself: what it is called, and how it is opened. Cheap to have; torch is loaded when it is opened."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kadr.memory import Plan
from kadr.models import Assets

if TYPE_CHECKING:
    from kadr.engines.sdxl.session import SdxlSession

FaceFile = Callable[[str], bytes]
"""The bytes of a reference picture by its digest."""

StartFile = Callable[[str], bytes]
"""The PNG of a take by its key. Raises `kadr.errors.KadrError` where it is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sdxl:
    """SDXL with an IP-Adapter, from the files of `assets`, in the memory of `plan`."""

    assets: Assets
    plan: Plan
    face_file: FaceFile
    start_file: StartFile

    name = "sdxl"
    edition = 1
    starts = True
    source_type = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"

    def open(self) -> "SdxlSession":
        """A session with nothing in memory yet."""
        _hush()
        from kadr.engines.sdxl.session import SdxlSession

        return SdxlSession(self.assets, self.plan, self.face_file, self.start_file)


def _hush() -> None:
    """transformers misses torchvision aloud while it is imported; nothing here needs it."""
    from transformers import logging

    logging.set_verbosity_error()
