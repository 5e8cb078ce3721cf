"""A guarded app on a real socket, and requests to it byte by byte."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import uvicorn

from kadr.web.connection import configured
from kadr.web.door import Body, Door, uploads
from kadr.web.exchange import Event, Receive, Send
from kadr.web.head import Scope

BODIES = (Body(kind="application/json", most=2_000_000), uploads("/api/pictures"))


class Echo:
    """The smallest app: reads the whole body and says how long it was. `reached` counts requests that came so far;
    /api/broken stumbles; /api/wait answers when `go` is set; /api/endless goes on until who asked has `left`; the
    answer tries to open the door to other sites."""

    def __init__(self) -> None:
        self.reached = 0
        self.waiting = threading.Semaphore(0)
        self.go = threading.Event()
        self.left = threading.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise NotImplementedError
        self.reached += 1
        if scope["path"] == "/api/broken":
            raise RuntimeError("on purpose")
        if scope["path"].endswith("/wait"):
            self.waiting.release()
            await self._wait()
        if scope["path"] == "/api/endless":
            await self._go_on(receive, send)
            return
        length, more = 0, True
        while more:
            event: Event = await receive()
            if event["type"] == "http.disconnect":
                raise ConnectionError("left")
            length += len(event.get("body", b""))
            more = event.get("more_body", False)
        body = json.dumps({"length": length}).encode()
        kind = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        headers = [*kind, (b"access-control-allow-origin", b"*")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    async def _go_on(self, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        leaving = asyncio.ensure_future(receive())
        while not leaving.done():
            await send({"type": "http.response.body", "body": bytes(65536), "more_body": True})
            await asyncio.sleep(0)
        self.left.set()

    async def _wait(self) -> None:
        await asyncio.to_thread(self.go.wait, 30)


class Served:
    """What answers at `port`."""

    def __init__(self, port: int, app: Echo) -> None:
        self.port, self.app = port, app

    @contextmanager
    def line(self) -> Iterator[socket.socket]:
        """A connection."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            yield line

    def ask(self, *lines: str, body: bytes = b"", host: bool = True) -> "Answer":
        """Send a request (its first line, its header lines, its body) and read what comes until the server closes."""
        with self.line() as line:
            with suppress(ConnectionError):  # it may close over what it does not want
                line.sendall(self.request(*lines, host=host) + body)
            return answer(line)

    def request(self, first: str, *lines: str, host: bool = True) -> bytes:
        own = [f"Host: localhost:{self.port}"] if host else []
        head = [f"{first} HTTP/1.1", *own, "Connection: close", *lines]
        return "\r\n".join(head).encode("latin-1") + b"\r\n\r\n"


class Answer:
    """An HTTP answer, taken apart."""

    def __init__(self, raw: bytes) -> None:
        head, _, self.body = raw.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        self.status = int(first.split()[1]) if first else 0
        self.headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}

    @property
    def problem(self) -> dict[str, Any]:
        assert self.headers["content-type"] == "application/problem+json"
        told: dict[str, Any] = json.loads(self.body)
        return told


def answer(line: socket.socket, begun: bytes = b"") -> Answer:
    """What comes until the server closes the connection, after what came already."""
    pieces = [begun]
    with suppress(ConnectionResetError):
        while piece := line.recv(65536):
            pieces.append(piece)
    return Answer(b"".join(pieces))


@contextmanager
def serving(**door: Any) -> Iterator[Served]:
    """A server on a free port of this machine; `door` are changes of its door."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        app = Echo()
        server = uvicorn.Server(configured(app, Door(**{"host": "127.0.0.1", "port": port, "bodies": BODIES, **door})))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [free]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield Served(port, app)
        finally:
            app.go.set()
            server.should_exit = True
            thread.join()
