"""The guard in front of FastAPI, as the app will stand behind it: what it sees when somebody is refused on the way."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI, Request, UploadFile
from fastapi.responses import StreamingResponse

from kadr.web.door import Body, Door, Limits, uploads
from kadr.web.exchange import Event, Receive, Send
from kadr.web.guard import App, Guard
from kadr.web.head import Scope

SHORT = Limits(idle=0.2, total=0.5, linger=0.1)

app = FastAPI()
done: list[str] = []


@app.post("/api/boards")
async def boards(board: dict[str, str]) -> dict[str, str]:
    done.append("board")
    return board


@app.post("/api/raw")
async def raw(request: Request) -> int:
    return len(await request.body())


@app.post("/api/pictures")
async def pictures(picture: UploadFile) -> int:
    done.append("picture")
    return len(await picture.read())


@app.get("/api/stream")
async def stream() -> StreamingResponse:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(3):
            await asyncio.sleep(0.05)
            yield b"x"

    return StreamingResponse(pieces())


@app.get("/api/broken")
async def broken() -> None:
    raise RuntimeError("on purpose")


async def drip(pieces: int, size: int = 1000, pause: float = 0.0) -> AsyncIterator[bytes]:
    for _ in range(pieces):
        await asyncio.sleep(pause)
        yield b" " * size


def ask(method: str, path: str, limits: Limits = SHORT, **request: object) -> httpx.Response:
    bodies = (Body(kind="application/json", most=10_000), uploads("/api/pictures"))
    guard = Guard(app, Door(host="127.0.0.1", port=8000, bodies=bodies, limits=limits))

    async def go() -> httpx.Response:
        transport = httpx.ASGITransport(app=guard, raise_app_exceptions=False)  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
            return await client.request(method, path, **request)  # type: ignore[arg-type]

    return asyncio.run(go())


@pytest.mark.parametrize("path", ["/api/boards", "/api/raw"])
@pytest.mark.parametrize(
    ("pieces", "pause", "limits", "status"),
    [
        (11, 0.0, Limits(linger=0.1), 413),
        (3, 0.3, Limits(idle=0.1, linger=0.1), 408),
        (9, 0.1, Limits(total=0.4, linger=0.1), 408),
    ],
    ids=["too much", "pauses", "slow altogether"],
)
def test_the_refusal_reaches_who_sent_and_the_app_does_nothing(
    path: str, pieces: int, pause: float, limits: Limits, status: int
) -> None:
    done.clear()
    headers = {"Content-Type": "application/json"}
    found = ask("POST", path, content=drip(pieces, pause=pause), limits=limits, headers=headers)
    assert found.status_code == status
    assert found.json()["status"] == status
    assert found.headers["connection"] == "close"
    assert not done


def test_what_fits_goes_through() -> None:
    assert ask("POST", "/api/boards", json={"a": "b"}).json() == {"a": "b"}
    assert ask("POST", "/api/pictures", files={"picture": ("x.png", bytes(20_000))}).json() == 20_000
    assert ask("POST", "/api/boards", files={"picture": ("x.png", b"x")}).status_code == 415


def test_long_answers_are_not_timed() -> None:
    """Only who sends is timed, not who listens."""
    assert ask("GET", "/api/stream").text == "xxx"


def test_errors_of_the_framework_carry_the_headers() -> None:
    for path in ("/nowhere", "/api/broken"):
        found = ask("GET", path)
        assert found.status_code in (404, 500)
        assert found.headers["x-content-type-options"] == "nosniff"
        assert "script-src 'self'" in found.headers["content-security-policy"]


def events(app: App, method: str = "POST", body: tuple[bytes, ...] = (b"x" * 3_000_000,)) -> list[Event]:
    """Everything that leaves the guard, when `body` comes and then nothing more."""
    said = [(b"host", b"localhost:8000"), (b"content-type", b"application/json"), (b"transfer-encoding", b"chunked")]
    scope = {"type": "http", "method": method, "path": "/api/x", "raw_path": b"/api/x", "headers": said}
    coming = [{"type": "http.request", "body": piece, "more_body": piece != b""} for piece in body]
    sent: list[Event] = []

    async def receive() -> Event:
        if not coming:
            await asyncio.sleep(60)
        return coming.pop(0)

    async def send(event: Event) -> None:
        sent.append(event)

    asyncio.run(Guard(app, Door(host="127.0.0.1", port=8000, limits=SHORT))(scope, receive, send))
    return sent


async def heedless(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers, whoever has left."""
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"secret"})


async def hasty(scope: Scope, receive: Receive, send: Send) -> None:
    """Stumbles over who has left."""
    while (await receive())["type"] != "http.disconnect":
        pass
    raise ConnectionError("left")


@pytest.mark.parametrize("app", [heedless, hasty])
def test_after_a_refusal_nothing_else_leaves(app: App) -> None:
    sent = events(app)
    assert [event["status"] for event in sent if event["type"] == "http.response.start"] == [413]
    assert not sent[-1]["more_body"]
    assert b"secret" not in b"".join(event.get("body", b"") for event in sent)


def test_who_asks_for_heads_gets_no_body() -> None:
    async def stumble(scope: Scope, receive: Receive, send: Send) -> None:
        raise AssertionError("never reached")

    sent = events(stumble, "TRACE"), events(heedless, "HEAD")
    assert [len(b"".join(event.get("body", b"") for event in one)) > 0 for one in sent] == [True, False]


def test_an_app_may_wait_for_who_leaves() -> None:
    """What comes after the whole body is not timed."""
    left: list[bool] = []

    async def listening(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        waiting = asyncio.ensure_future(receive())
        await asyncio.sleep(2 * SHORT.idle)
        left.append(waiting.done())
        waiting.cancel()
        await send({"type": "http.response.start", "status": 200, "headers": []})

    assert events(listening, body=(b"",))[0]["status"] == 200
    assert left == [False]
