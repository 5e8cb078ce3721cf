"""Memory that nobody needs any more goes back to the machine, not only to the allocator's reserve."""

import ctypes
import gc
import sys

import torch


def parts(device: torch.device) -> None:
    """Give back a component that nothing refers to any more, also where its pieces refer to one another."""
    gc.collect()
    reserve(device)


def reserve(device: torch.device) -> None:
    """Give back what the device's cache and, on Linux, glibc's heap keep for later; after every panel."""
    if device.type == "mps":
        torch.mps.empty_cache()
    elif device.type == "cuda":
        torch.cuda.empty_cache()
    elif sys.platform == "linux":
        _trim()


def _trim() -> None:
    """Not every C library on Linux knows the call."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "malloc_trim"):
        libc.malloc_trim(0)
