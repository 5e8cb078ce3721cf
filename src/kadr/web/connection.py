"""A connection, before there is a request that the guard could see: how long it may be silent, and how many there are.

uvicorn gives a client as long as it likes over its headers, and over reading an answer, and says in plain text what it
refuses itself. Here that has an end, and is said in kadr's words.
"""

import asyncio
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any, Final

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from kadr.messages import LANGUAGES, say
from kadr.web.door import Door
from kadr.web.exchange import Exchange, Receive, Send, guarded
from kadr.web.guard import App, Guard
from kadr.web.head import Head, Scope
from kadr.web.problem import Refusal

CLOSE: Final = (b"connection", b"close")

CROWD = 2
"""Who is one too many is told so; who is one of so many times as many is not listened to at all."""

CLOSING = 20
"""Seconds that open connections have when the server ends; events are ended at once."""


def configured(app: App, door: Door) -> uvicorn.Config:
    """How uvicorn serves what stands behind `door`. It logs its own faults, and not those of who calls."""
    return uvicorn.Config(
        Guard(app, door),
        http=partial(Connection, door=door),  # type: ignore[arg-type]
        ws="none",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        date_header=True,
        timeout_graceful_shutdown=CLOSING,
        h11_max_incomplete_event_size=64 * 1024,
        proxy_headers=False,
    )


class Connection(H11Protocol):
    """uvicorn's own, with the limits of `door`: whoever does not finish the head of a request, or does not read the
    answer, is let go."""

    def __init__(self, *given: Any, door: Door, **named: Any) -> None:
        super().__init__(*given, **named)
        self._door = door
        self._clocks: dict[str, asyncio.TimerHandle] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        most = self._door.limits.connections
        if len(self.connections) > most * CROWD:
            transport.abort()
        elif len(self.connections) > most:
            self.app = self._turn_away
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop("head")
        self._stop("unread")
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._await_head()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._run("unread", self._door.limits.unread, self.transport.abort)

    def resume_writing(self) -> None:
        self._stop("unread")
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """What came is not HTTP."""
        self._refuse(Refusal(status=400, message=say("guard.no-http", address=self._door.address)))

    def _await_head(self) -> None:
        """Have a clock run from the first sign of a request, or of a client, to the end of the head."""
        if self.conn.their_state is not h11.IDLE or self.transport.is_closing():
            self._stop("head")
        else:
            self._run("head", self._door.limits.head, self._give_up)

    def _run(self, clock: str, seconds: float, then: Callable[[], object]) -> None:
        """Start a clock, if it does not run yet."""
        if clock not in self._clocks:
            self._clocks[clock] = self.loop.call_later(seconds, then)

    def _stop(self, clock: str) -> None:
        """Stop it, if it runs."""
        if timer := self._clocks.pop(clock, None):
            timer.cancel()

    def _give_up(self) -> None:
        """The head has not come. Who has sent nothing at all, as browsers do beforehand, has nothing to be told."""
        if self.conn.trailing_data[0]:
            self._refuse(Refusal(status=408, message=say("guard.slow")))
        else:
            self.transport.close()

    def _refuse(self, refusal: Refusal) -> None:
        """Answer in the app's place, if it has not begun to, and close."""
        if self.cycle and not self.cycle.response_complete:
            self.cycle.disconnected = True  # from now on the app speaks to nobody
            self.cycle.message_event.set()
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            kind, body = refusal.body(LANGUAGES[0], page=False)
            length = (b"content-length", str(len(body)).encode())
            headers = guarded([(b"content-type", kind), length, (b"cache-control", b"no-store"), CLOSE])
            reason = HTTPStatus(refusal.status).phrase.encode()
            start = h11.Response(status_code=refusal.status, headers=headers, reason=reason)
            for event in (start, h11.Data(data=body), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    async def _turn_away(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The app of who is one too many."""
        message = say("guard.full", limit=self._door.limits.connections)
        refusal = Refusal(status=503, message=message, headers=((b"retry-after", b"5"), CLOSE))
        await Exchange(Head(scope), self._door, receive, send).refuse(refusal)
