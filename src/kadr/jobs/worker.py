"""A worker process, seen from the server: started, told, heard, ended."""

import contextlib
import queue
import signal
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

import msgspec

from kadr.jobs import protocol
from kadr.jobs.protocol import Down, Up
from kadr.messages import Message, say

SILENCE = 120.0
"""Seconds without a sign of life after which a worker is taken for hung: sixty times the beat, since a machine that
swaps, or reads 10 GB from a slow disk, is slow and not dead. Only waiting counts:
a machine that slept has not waited."""

LOG_LIMIT = 1_000_000
"""Bytes of a log after which the next worker begins a new one."""


class WorkerProcess:
    """One worker. `argv` starts it; its standard error goes to `log`."""

    def __init__(self, argv: Sequence[str], log: Path) -> None:
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.is_file() and log.stat().st_size > LOG_LIMIT:
            log.replace(log.with_suffix(".old.log"))
        with log.open("ab") as errors:
            self._process = subprocess.Popen(  # noqa: S603  (the argv is kadr's own)
                argv,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,  # Ctrl-C in a terminal is the server's to handle
            )
        self._heard: queue.SimpleQueue[Up | None] = queue.SimpleQueue()
        self._silent = 0.0
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def process(self) -> int:
        """The id that the system knows it by."""
        return self._process.pid

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as reports:
            for text in reports:
                try:
                    self._heard.put(protocol.heard_above(text))
                except msgspec.MsgspecError:
                    break  # whatever speaks there is no worker of ours any more
        self._heard.put(None)

    def tell(self, order: Down) -> None:
        """Give an order. One that is dead does not hear it: `hear` says so."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.write(protocol.line(order))
            self._process.stdin.flush()

    def hear(self, patience: float) -> Up | None:
        """The next report, or None after `patience` seconds. Raises `WorkerDied`."""
        try:
            said = self._heard.get(timeout=patience)
        except queue.Empty:
            self._silent += patience
            if self._silent > SILENCE:
                self.end(patience=0)
                raise WorkerDied(say("jobs.hung", seconds=round(SILENCE))) from None
            return None
        self._silent = 0.0
        if said is None:
            raise WorkerDied(self._why())
        return said

    def _why(self) -> Message:
        """What became of a process that fell silent."""
        self.end(patience=2)
        code = self._process.returncode
        if code == -signal.SIGKILL:
            return say("jobs.killed", signal=signal.SIGKILL.value)
        if code < 0:
            return say("jobs.crashed", signal=-code)
        return say("jobs.ended", code=code)

    def end(self, patience: float) -> None:
        """End it: it is asked by closing its input, and after `patience` seconds it is killed. Twice is fine."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class WorkerDied(Exception):
    """A worker is gone; `reason` says how."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason
