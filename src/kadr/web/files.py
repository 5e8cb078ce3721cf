"""Files as answers: whole, or in the pieces that were asked for (RFC 9110, 14)."""

from fastapi.responses import FileResponse
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope, Send


class GivenFile(FileResponse):
    """A file, which says in kadr's words what Starlette's own would say in plain text: a wish for pieces that is
    malformed, or in another unit than bytes, is as if it had not been there (14.2); pieces that the file does not have
    are refused with its length (416)."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_file(event: Message) -> None:
            if event["type"] == "http.response.start" and event["status"] >= 400:
                raise _Refused(event)
            await send(event)

        try:
            await super().__call__(scope, receive, send_file)
        except _Refused as refused:
            if refused.status == 416:
                raise HTTPException(416, headers={"Content-Range": refused.length}) from None
            headers = [(name, value) for name, value in scope["headers"] if name != b"range"]
            await super().__call__({**scope, "headers": headers}, receive, send)


class _Refused(Exception):
    """What Starlette was about to answer instead of the file."""

    def __init__(self, start: Message) -> None:
        self.status: int = start["status"]
        self.length: str = dict(start["headers"]).get(b"content-range", b"").decode()
