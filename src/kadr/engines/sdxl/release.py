"""Memory that nobody needs any more goes back to the machine, not only to the allocator's reserve."""

import ctypes
import gc
import sys

import torch


def memory(device: torch.device) -> None:
    """Give back what Python, the device's cache and, on Linux, glibc's heap hold in reserve."""
    gc.collect()
    if device.type == "mps":
        torch.mps.empty_cache()
    elif device.type == "cuda":
        torch.cuda.empty_cache()
    elif sys.platform == "linux":
        _trim()


def _trim() -> None:
    """glibc keeps freed memory for later; other C libraries know no such call."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "malloc_trim"):
        libc.malloc_trim(0)
