"""What every command needs: the time, where boards go, how long to wait, and where the tests pull the plug."""

import errno
import os
import signal
from datetime import UTC, datetime
from pathlib import Path

from kadr import settings
from kadr.library import At, ignore

OUT = Path("out")
"""Where boards are made."""

PATIENCE = 20.0
"""Seconds to wait for another process on the same board before giving up."""


def now() -> str:
    """The time as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def failpoint() -> At:
    """Where the tests pull the plug: ``picture.written:kill``, or ``board.begin:ENOSPC`` for an error of the system."""
    step, _, fault = settings.failpoint().partition(":")
    if not step:
        return ignore

    def strike(reached: str) -> None:
        if reached == step:
            if fault == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            code = getattr(errno, fault)
            raise OSError(code, os.strerror(code))

    return strike
