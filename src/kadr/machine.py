"""What this machine is: the only room that asks the hardware."""

import platform
import shutil
import sys
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import psutil

from kadr.schema import Value


class Machine(Value, frozen=True, kw_only=True):
    """A machine as kadr sees it. Memory in bytes; versions are empty where a library is not installed."""

    system: str
    processor: str
    cores: int
    memory: int
    memory_free: int
    python: str
    torch: str
    diffusers: str

    @property
    def name(self) -> str:
        """One line without anything personal: "Linux x86_64, 2 cores, 24 GB"."""
        return f"{self.system} {self.processor}, {self.cores} cores, {self.memory / 1e9:.0f} GB"


def look() -> Machine:
    """This machine, now."""
    memory = psutil.virtual_memory()
    return Machine(
        system=platform.system(),
        processor=platform.machine(),
        cores=psutil.cpu_count() or 1,
        memory=memory.total,
        memory_free=memory.available,
        python=platform.python_version(),
        torch=_version("torch"),
        diffusers=_version("diffusers"),
    )


def free_disk(folder: Path) -> int:
    """Bytes free for `folder`, or for the nearest folder above it that is there."""
    while not folder.is_dir():
        folder = folder.absolute().parent
    return shutil.disk_usage(folder).free


def peak_memory() -> int:
    """Bytes: the most memory this process has held so far."""
    memory = psutil.Process().memory_info()
    if sys.platform == "win32":
        return int(memory.peak_wset)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(peak if sys.platform == "darwin" else peak * 1024)


def _version(library: str) -> str:
    return metadata.version(library) if find_spec(library) else ""
