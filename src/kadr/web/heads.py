"""HEAD is asked as GET is, and the server leaves the body out (RFC 9110, 9.3.2)."""

from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

ENDLESS = ("/api/events",)
"""What never ends has no head to be asked for."""


class Heads:
    """An ASGI app that lets `app` see a GET in every HEAD."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        changes: dict[str, Any] = {}
        if scope["type"] == "http" and scope["method"] == "HEAD" and scope["path"] not in ENDLESS:
            changes = {"method": "GET"}
        await self._app({**scope, **changes}, receive, send)
