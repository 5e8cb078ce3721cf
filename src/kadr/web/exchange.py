"""One request on its way to the app and back: its body counted and timed, its answer given its headers."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from kadr.messages import say
from kadr.web.door import Door
from kadr.web.head import Head
from kadr.web.problem import Refusal, language_of, wants_page
from kadr.web.rules import too_long

Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]

HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (
        b"content-security-policy",
        b"default-src 'self'; img-src 'self' blob: data:; style-src 'self'; script-src 'self'; object-src 'none'; "
        b"base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
"""What every answer carries, whatever the app says itself."""

OWN = {name for name, _ in HEADERS}

OPENING = b"access-control-"
"""Headers that would open the door to other sites begin so; none ever leaves."""


class Exchange:
    """`receive` and `send` for the app, in front of the server's own. `most` is how many bytes the body may have.

    Whoever breaks a limit while the body is read gets the refusal at once; to the app it looks as if they had left,
    which every app knows how to bear, and nothing that it still says goes out.
    """

    def __init__(self, head: Head, door: Door, receive: Receive, send: Send) -> None:
        self._head, self._limits = head, door.limits
        self._receive, self._send = receive, send
        row = door.body(head.kind, head.path) if head.has_body else None
        self._most = row.most if row else 0
        self._read = 0
        self._whole = not head.has_body
        self._until = asyncio.get_running_loop().time() + door.limits.total
        self.started = False
        self.refused = False

    async def receive(self) -> Event:
        """The next event of the request, unless it is over a limit."""
        if self.refused:
            return {"type": "http.disconnect"}
        if self._whole:
            return await self._receive()
        try:
            now = asyncio.get_running_loop().time()
            async with asyncio.timeout_at(min(now + self._limits.idle, self._until)):
                event = await self._receive()
        except TimeoutError:
            return await self._turn_away(Refusal(status=408, message=say("guard.slow")))
        self._read += len(event.get("body", b""))
        self._whole = not event.get("more_body", False)
        if self._read > self._most:
            return await self._turn_away(too_long(self._most))
        return event

    async def send(self, event: Event) -> None:
        """An event of the app's answer, with the headers that all have."""
        if self.refused:
            return
        if event["type"] == "http.response.start":
            self.started = True
            event = {**event, "headers": guarded(event.get("headers", ()))}
        await self._send(event)

    async def refuse(self, refusal: Refusal) -> None:
        """Answer in the app's place. What is still on its way is taken in for a moment: a connection that is closed
        over unread bytes loses the answer, too."""
        page = wants_page(self._head.one("accept"))
        kind, body = refusal.body(language_of(self._head.one("accept-language")), page=page)
        own = [(b"content-type", kind), (b"content-length", str(len(body)).encode()), (b"cache-control", b"no-store")]
        closing = [] if self._whole else [(b"connection", b"close")]
        headers = guarded([*own, *closing, *refusal.headers])
        await self._send({"type": "http.response.start", "status": refusal.status, "headers": headers})
        shown = b"" if self._head.method == "HEAD" else body
        await self._send({"type": "http.response.body", "body": shown, "more_body": True})
        with suppress(TimeoutError):
            async with asyncio.timeout(self._limits.linger):
                while not self._whole:
                    event = await self._receive()
                    self._whole = not event.get("more_body", False)
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _turn_away(self, refusal: Refusal) -> Event:
        self.refused = True
        if not self.started:
            await self.refuse(refusal)
        return {"type": "http.disconnect"}


def guarded(headers: Any) -> list[tuple[bytes, bytes]]:
    """`headers` of an answer (ASGI's pairs) with `HEADERS` in the place of the app's own, and nothing `OPENING`."""
    kept = [(name, value) for name, value in headers if name.lower() not in OWN]
    return [(name, value) for name, value in kept if not name.lower().startswith(OPENING)] + list(HEADERS)
