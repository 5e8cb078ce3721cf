"""The guard before the app: every request passes it, and every answer, those of errors too.

It stands outside everything else, as the app that the server is given: ``uvicorn.run(Guard(app, door))``. A middleware
that a framework adds would stand inside the one that answers for crashes.

1. Sockets are refused. 2. `RULES` see the head. 3. Uploads wait for no one: those beyond the number are refused.
4. The app answers, through an `Exchange` that counts and times the body.
"""

import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl, urlencode

from kadr.messages import say
from kadr.web.door import Body, Door
from kadr.web.exchange import Event, Exchange, Receive, Send
from kadr.web.head import SAFE, Head, Scope
from kadr.web.problem import Refusal
from kadr.web.rules import RULES, check_token, is_token, unknown

App = Callable[[Scope, Receive, Send], Awaitable[None]]

BEFORE_TOKEN = RULES[: RULES.index(check_token)]

POLICY_VIOLATION = 1008
"""RFC 6455, 7.4.1."""


class Guard:
    """An ASGI app that lets into `app` what may enter through `door`."""

    def __init__(self, app: App, door: Door) -> None:
        self._app, self._door = app, door
        self._sending: Counter[Body] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        head = Head(scope)
        exchange = Exchange(head, self._door, receive, send)
        refusal = self._entrance(head) or next(filter(None, (rule(head, self._door) for rule in RULES)), None)
        if refusal:
            await exchange.refuse(refusal)
            return
        body = self._door.body(head.kind, head.path) if head.has_body else None
        if body is None or body.together is None:
            await self._pass(scope, exchange)
        elif self._sending[body] >= body.together:
            retry = (b"retry-after", b"5")
            await exchange.refuse(Refusal(status=429, message=say("guard.crowd", n=body.together), headers=(retry,)))
        else:
            self._sending[body] += 1
            try:
                await self._pass(scope, exchange)
            finally:
                self._sending[body] -= 1

    async def _pass(self, scope: Scope, exchange: Exchange) -> None:
        """Let the app answer; what it stumbles over after somebody was refused is no fault of its own."""
        try:
            await self._app(scope, exchange.receive, exchange.send)
        except Exception:
            if exchange.refused:
                logging.getLogger(__name__).debug("refused while the app read the body", exc_info=True)
                return
            if not exchange.started:
                await exchange.refuse(Refusal(status=500, message=say("guard.broken")))
            raise

    def _entrance(self, head: Head) -> Refusal | None:
        """`GET /?token=...`, which a person opens once: the token goes into a cookie and out of the address."""
        fields = parse_qsl(head.query.decode("latin-1"), keep_blank_values=True)
        tokens = [value for name, value in fields if name == "token"]
        if self._door.token is None or head.path != "/" or head.method not in SAFE or not tokens:
            return None
        refusal = next(filter(None, (rule(head, self._door) for rule in BEFORE_TOKEN)), None)
        if refusal or not is_token(tokens[0], self._door):
            return refusal or unknown(self._door)
        rest = urlencode([(name, value) for name, value in fields if name != "token"])
        secure = "; Secure" if self._door.secure else ""
        cookie = f"{self._door.cookie}={self._door.token}; Path=/; HttpOnly; SameSite=Strict{secure}"
        location = f"/?{rest}" if rest else "/"
        headers = ((b"location", location.encode()), (b"set-cookie", cookie.encode()))
        return Refusal(status=303, message=say("guard.entered"), headers=headers)


__all__ = ["App", "Door", "Event", "Guard"]
