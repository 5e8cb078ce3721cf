"""A worker: a process that paints what the server tells it to, and nothing else.

It is started with ``python -m kadr.wiring.worker``, reads its orders on standard input and reports on standard output
(`kadr.jobs.protocol`). It can be killed at any moment: what it has committed is there, and the rest is painted again.
When the server is gone, its input ends, and so does the worker.
"""

import os
import sys
import threading
import warnings
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO

from kadr import studio
from kadr.engines.base import Event
from kadr.errors import KadrError, Stopped
from kadr.jobs import protocol
from kadr.jobs.protocol import Beat, Began, Down, Ended, Paint, Ready, Remark, Step, Stop, Through, Up
from kadr.messages import Message, say
from kadr.wiring.orders import wish_of
from kadr.wiring.rendering import render

LARGEST_PREVIEW = 100_000
"""Bytes: a preview of latents has a tenth of that. A picture that is nearly there is not sent ahead of itself."""


class Worker:
    """Paints one order after the other."""

    def __init__(self, orders: BinaryIO, reports: BinaryIO) -> None:
        self._orders, self._reports = orders, reports
        self._writing = threading.Lock()
        self._waiting: SimpleQueue[Paint] = SimpleQueue()
        self._stop, self._stop_after_panel = threading.Event(), threading.Event()

    def run(self) -> None:
        """Work until the server is gone."""
        threading.Thread(target=self._listen, daemon=True).start()
        threading.Thread(target=self._live, daemon=True).start()
        self._say(Ready())
        while True:
            self._paint(self._waiting.get())

    def _listen(self) -> None:
        for order in protocol.heard_below(self._orders):
            self._heed(order)
        os._exit(0)  # at once: nothing is ever half written, and nobody waits for the rest

    def _heed(self, order: Down) -> None:
        match order:
            case Paint():
                # what was asked of the order before, which is through, is not asked of this one: the server may have
                # said it before it heard the end
                self._stop.clear()
                self._stop_after_panel.clear()
                self._waiting.put(order)
            case Stop(after_panel=True):
                self._stop_after_panel.set()
            case Stop():
                self._stop.set()

    def _live(self) -> None:
        never = threading.Event()
        while not never.wait(protocol.BEAT):
            self._say(Beat())

    def _paint(self, order: Paint) -> None:
        try:
            wish = wish_of(order.board, order.engine, order.wish, order.items)
            render(wish, tell=self._remark, watch=self._watch, on_step=self._step)
            self._say(Through())
        except KadrError as error:
            self._say(Through(refusal=type(error).__name__, reason=error.message.plain()))
        except Exception as error:
            told = say("wiring.worker-broke", detail=f"{type(error).__name__}: {error}")
            self._say(Through(refusal="Exception", reason=told.plain()))

    def _watch(self, happening: studio.Happening) -> None:
        match happening:
            case studio.Began():
                if self._stop.is_set() or self._stop_after_panel.is_set():
                    raise Stopped(say("studio.stopped"))
                self._say(Began(panel=happening.id, take=happening.take, number=happening.number))
            case studio.Ended():
                reason = happening.reason.plain() if happening.reason else None
                self._say(
                    Ended(
                        panel=happening.id,
                        take=happening.take,
                        status=happening.status,
                        key=happening.key,
                        reason=reason,
                    )
                )

    def _step(self, event: Event) -> bool:
        small = event.preview is not None and len(event.preview) <= LARGEST_PREVIEW
        preview = event.preview if small else None
        self._say(Step(stage=event.stage, step=event.step, steps=event.steps, preview=preview))
        return not self._stop.is_set()

    def _remark(self, message: Message) -> None:
        self._say(Remark(message=message.plain()))

    def _say(self, said: Up) -> None:
        try:
            with self._writing:
                self._reports.write(protocol.line(said))
                self._reports.flush()
        except OSError:
            os._exit(0)  # nobody listens any more


def main() -> None:
    """Work for the server that started this process."""
    warnings.simplefilter("default")
    orders = os.fdopen(os.dup(0), "rb")
    reports = os.fdopen(os.dup(1), "wb")
    # what libraries print goes to the log, never between two reports; and none of them waits for somebody to type
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  (for as long as the process lives)
    Worker(orders, reports).run()


if __name__ == "__main__":
    main()
