"""What this machine is: the only room that asks the hardware."""

import ctypes
import platform
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

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


class Ground(Value, frozen=True, kw_only=True):
    """Where models run here: "cpu", "mps" or "cuda"; "fp16", "bf16" or "fp32"; and the bytes that kadr may take: of the
    device's memory, on a CPU of the machine's for the whole process."""

    device: str
    precision: str
    budget: int


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


def addresses() -> tuple[str, ...]:
    """The IPv4 addresses by which other machines may reach this one; none is asked."""
    found = (one for cards in psutil.net_if_addrs().values() for one in cards if one.family == socket.AF_INET)
    return tuple(sorted({one.address for one in found if not one.address.startswith("127.")}))


def ground(budget: int | None = None) -> Ground:
    """The best place for a model here. Without `budget`: what is free now. One that is given is taken as it is, but
    for what is beyond the machine. Without torch nothing is known of CUDA, and of Apple's GPU only what Metal usually
    grants."""
    torch = _torch()
    if torch and torch.cuda.is_available():
        free, all_ = torch.cuda.mem_get_info()
        free += torch.cuda.memory_reserved()
        native = torch.cuda.is_bf16_supported(including_emulation=False)
        device, precision = "cuda", "bf16" if native else "fp16"
    elif torch.backends.mps.is_available() if torch else _is_apple():
        free = all_ = torch.mps.recommended_max_memory() if torch else psutil.virtual_memory().total * 2 // 3
        device, precision = "mps", "fp16"
    else:
        free, all_ = _cpu_room()
        device, precision = "cpu", "bf16" if has_bf16() else "fp32"
    return Ground(device=device, precision=precision, budget=min(budget or free, all_))


CARDS = ("/dev/nvidiactl", "/dev/dxg", "/dev/kfd")
"""Where Linux shows a card that torch can use: NVIDIA's driver, the same inside Windows, AMD's."""


def _torch() -> Any:
    """torch, to be asked for its devices; None if it is not installed or this is a machine where it can have but the
    CPU: it takes seconds to load."""
    if not find_spec("torch") or (platform.system() == "Linux" and not any(Path(card).exists() for card in CARDS)):
        return None
    import torch

    return torch


def _is_apple() -> bool:
    return platform.system() == "Darwin" and platform.machine() == "arm64"


def _cpu_room() -> tuple[int, int]:
    """Bytes that this process may grow to: now, and if nobody else used any."""
    memory = psutil.virtual_memory()
    all_ = min(memory.total, container_limit() or memory.total)
    return min(memory.available + psutil.Process().memory_info().rss, all_), all_


def container_limit(root: Path = Path("/")) -> int | None:
    """Bytes that the container (a Linux control group, of either version) lets its processes have; None: no limit."""
    try:
        groups = (root / "proc/self/cgroup").read_text("utf-8").splitlines()
    except OSError:
        return None
    limits = [limit for line in groups for limit in _limits(root / "sys/fs/cgroup", *line.split(":", 2)[1:])]
    # version 1 writes "no limit" as a number next to 2**63
    return min((limit for limit in limits if limit < 2**60), default=None)


def _limits(base: Path, controllers: str, group: str) -> Iterator[int]:
    """The limits of a group and of all that it lies in. Inside a container its own path may not be there."""
    if controllers not in ("", "memory"):
        return
    top, name = (base / "memory", "memory.limit_in_bytes") if controllers else (base, "memory.max")
    place = top / group.lstrip("/")
    for folder in (place, *place.parents):
        if folder.is_relative_to(top) and (folder / name).is_file():
            text = (folder / name).read_text("utf-8").strip()
            if text.isdecimal():
                yield int(text)


def has_bf16(root: Path = Path("/")) -> bool:
    """Whether this CPU calculates in bfloat16. Where it does not, fp32 is faster; 16-bit floats are on none."""
    if platform.system() == "Darwin":
        return _answer("sysctl", "-n", "hw.optional.arm.FEAT_BF16") == "1"
    try:
        words = set((root / "proc/cpuinfo").read_text("utf-8").split())
    except OSError:
        return False
    return bool(words & {"avx512_bf16", "amx_bf16", "bf16"})


def chip() -> tuple[str, int]:
    """What calculates, by its maker's name, and its GPU's cores: ("Apple M1", 8). Empty and 0 where it is not known."""
    if _is_apple():
        cores = re.search(r'"gpu-core-count" = (\d+)', _answer("ioreg", "-rc", "AGXAccelerator", "-d", "1"))
        return _answer("sysctl", "-n", "machdep.cpu.brand_string"), int(cores[1]) if cores else 0
    torch = _torch()
    return (torch.cuda.get_device_name(), 0) if torch and torch.cuda.is_available() else ("", 0)


def processor(root: Path = Path("/")) -> str:
    """The processor by its maker's name; where the system does not tell it, its kind."""
    if platform.system() == "Darwin":
        return _answer("sysctl", "-n", "machdep.cpu.brand_string")
    try:
        lines = (root / "proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, "") or platform.processor() or platform.machine()


def _answer(*command: str) -> str:
    """What a command of the system says; empty if there is no such command or it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=5, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


MMAP_THRESHOLD, TRIM_THRESHOLD = -3, -1
"""glibc's M_MMAP_THRESHOLD and M_TRIM_THRESHOLD (malloc.h)."""


def steady_memory() -> None:
    """Let every large block of memory go back to the system when it is freed. glibc, left to itself, learns to keep
    blocks of up to 32 MB, and their gaps add up: 3.1 instead of 2.1 GB for a decoder at 768 pixels (docs/memory.md).
    Until `quick_memory` is called; does nothing where the C library is another."""
    _tune(largest_kept=1 << 20, kept=1 << 17)


def quick_memory() -> None:
    """Let freed memory be used again without asking the system: a pass of the UNet takes 3.3 instead of 3.8 seconds,
    and 0.1 GB more (docs/memory.md). Until `steady_memory` is called."""
    _tune(largest_kept=1 << 25, kept=1 << 29)


def _tune(*, largest_kept: int, kept: int) -> None:
    """Blocks up to `largest_kept` bytes are kept when they are freed, as long as they are no more than `kept`."""
    if platform.libc_ver()[0] == "glibc":
        libc = ctypes.CDLL(None)
        libc.mallopt(MMAP_THRESHOLD, largest_kept)
        libc.mallopt(TRIM_THRESHOLD, kept)


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
