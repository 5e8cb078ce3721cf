"""Memory that runs out, told as what it is: torch has another error for it on every device."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import torch

from kadr.errors import OutOfMemory
from kadr.messages import say

WORDS = re.compile(r"out of memory|not enough memory|can't allocate memory", re.IGNORECASE)
"""What torch says where its error has no class of its own: on MPS and on a CPU."""


@contextmanager
def spoken(stage: str) -> Iterator[None]:
    """Raise `OutOfMemory` where memory runs out; `stage` as the memory plan calls it."""
    try:
        yield
    except (MemoryError, torch.OutOfMemoryError) as error:
        raise OutOfMemory(say("sdxl.out-of-memory"), stage) from error
    except RuntimeError as error:
        if WORDS.search(str(error)):
            raise OutOfMemory(say("sdxl.out-of-memory"), stage) from error
        raise
