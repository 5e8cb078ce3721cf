"""What finished pictures of a board take on this machine, asked in a process of its own: looking at the device loads
torch, and the server stays without it."""

import json
import subprocess
import sys
import threading
import time
from typing import Any

from kadr.board import Format
from kadr.errors import MachineCannot
from kadr.messages import say

FRESH = 60.0
"""Seconds for which an answer holds: how much memory is free changes."""

PATIENCE = 180.0
"""Seconds for an answer; the first import of torch on a slow disk takes a minute."""


class Quotes:
    """The answers of ``kadr plan``, remembered for a moment. One is asked for at a time."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int, str], tuple[float, dict[str, Any]]] = {}
        self._asking = threading.Lock()

    def of(self, form: Format, language: str) -> dict[str, Any]:
        """What ``kadr plan --json`` says of pictures of that size. Raises `MachineCannot`."""
        asked = (form.width, form.height, language)
        with self._asking:
            at, answer = self._known.get(asked, (float("-inf"), {}))
            if time.monotonic() - at > FRESH:
                answer = _ask(form, language)
                self._known[asked] = time.monotonic(), answer
        return answer


def _ask(form: Format, language: str) -> dict[str, Any]:
    size = f"{form.width}x{form.height}"
    argv = [sys.executable, "-m", "kadr", "plan", "--json", "--size", size, "--lang", language]
    try:
        done = subprocess.run(argv, capture_output=True, timeout=PATIENCE, check=True)  # noqa: S603  (the argv is kadr's own)
        answer: dict[str, Any] = json.loads(done.stdout)
    except subprocess.CalledProcessError as error:
        raise MachineCannot(
            say("serving.no-quote", detail=error.stderr.decode(errors="replace").strip()[-300:])
        ) from None
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise MachineCannot(say("serving.no-quote", detail=error)) from error
    return answer
