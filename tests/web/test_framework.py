"""The guard in front of FastAPI, as the app will stand behind it: what it sees when somebody is refused on the way."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI, Request, UploadFile
from fastapi.responses import StreamingResponse

from kadr.web.door import Body, Door, Limits, uploads
from kadr.web.guard import Guard

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


def ask(method: str, path: str, **request: object) -> httpx.Response:
    bodies = (Body(kind="application/json", most=10_000), uploads("/api/pictures"))
    limits = Limits(idle=0.2, total=0.5, linger=0.1)
    guard = Guard(app, Door(host="127.0.0.1", port=8000, bodies=bodies, limits=limits))

    async def go() -> httpx.Response:
        transport = httpx.ASGITransport(app=guard, raise_app_exceptions=False)  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
            return await client.request(method, path, **request)  # type: ignore[arg-type]

    return asyncio.run(go())


@pytest.mark.parametrize("path", ["/api/boards", "/api/raw"])
@pytest.mark.parametrize(("pieces", "pause", "status"), [(11, 0.0, 413), (3, 0.3, 408), (9, 0.1, 408)])
def test_the_refusal_reaches_who_sent_and_the_app_does_nothing(
    path: str, pieces: int, pause: float, status: int
) -> None:
    done.clear()
    headers = {"Content-Type": "application/json"}
    found = ask("POST", path, content=drip(pieces, pause=pause), headers=headers)
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
