"""How the server bears a load: a queue of a thousand panels, listeners, ten thousand that wait, the start.

    .venv/bin/python bench/server.py [--panels 1000] [--listeners 200] [--minutes 10]

Starts servers of its own in a temporary folder. Prints each figure as it is known; the last line is JSON.
"""

import argparse
import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

import httpx
import psutil

SELDOM = 13
"""Rounds of questions between two that ask for the whole board, as a page does about once a second."""

SCRIPT = "Anna walks along the street with a lamp, number {}."


@contextmanager
def server(home: Path) -> Iterator[tuple[str, psutil.Process, float]]:
    """A server of `home`: its address, its process, and how many seconds it took to say where it is."""
    began = time.monotonic()
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "kadr", "serve", "--home", str(home), "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "KADR_LANG": "en"},
    )
    assert process.stdout is not None
    found = re.search(r"http://\S+", process.stdout.readline())
    if not found:
        raise SystemExit("the server did not start")
    try:
        yield found.group(), psutil.Process(process.pid), time.monotonic() - began
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def begin(api: httpx.Client, panels: int) -> str:
    """A board of that many panels; its id."""
    text = "\n".join(SCRIPT.format(number) for number in range(panels))
    made = api.post("/api/boards", json={"script": text, "title": "Load", "lines": True}, timeout=600)
    made.raise_for_status()
    return str(made.json()["id"])


def memory(process: psutil.Process) -> int:
    """Bytes that the server and its workers have in memory."""
    return sum(one.memory_info().rss for one in (process, *process.children(recursive=True)))


async def answer_times(url: str, board: str, until: asyncio.Event) -> list[float]:
    """How long the API takes to answer, asked one after the other as a page does: now and then for the whole board."""
    times: list[float] = []
    rounds = 0
    often = ("/api/boards", f"/api/jobs?board={board}", "/api/live", "/api/queue")
    async with httpx.AsyncClient(base_url=url, timeout=30) as api:
        while not until.is_set():
            seldom = () if rounds % SELDOM else (f"/api/boards/{board}",)
            rounds += 1
            for path in (*often, *seldom):
                began = time.monotonic()
                (await api.get(path)).raise_for_status()
                times.append(time.monotonic() - began)
            await asyncio.sleep(0.05)
    return times


async def listener(url: str, until: asyncio.Event, heard: list[int]) -> None:
    async with httpx.AsyncClient(base_url=url, timeout=3600) as api, api.stream("GET", "/api/events") as stream:
        async for line in stream.aiter_lines():
            if line.startswith("event:"):
                heard[0] += 1
            if until.is_set():
                return


def p99(values: list[float]) -> float:
    return quantiles(values, n=100)[98]


async def drawing(url: str, process: psutil.Process, panels: int) -> dict[str, float]:
    """A long board drawn, and the API asked meanwhile."""
    with httpx.Client(base_url=url, timeout=60) as api:
        board = begin(api, panels)
        began = time.monotonic()
        job = api.post(f"/api/boards/{board}/renders", json={"engine": "draft"}).json()["id"]
        queued = time.monotonic() - began
        print(f"{panels} panels queued in {queued:.2f} s", flush=True)
        until, sizes = asyncio.Event(), []
        asking = asyncio.create_task(answer_times(url, board, until))
        while True:
            await asyncio.sleep(5)
            state = (await asyncio.to_thread(api.get, f"/api/jobs/{job}")).json()
            sizes.append(memory(process))
            if state["state"] not in ("queued", "running"):
                break
        seconds = time.monotonic() - began
        until.set()
        times = await asking
        late = api.get("/api/health").json()["late_p99_seconds"]
    tenth = max(1, len(sizes) // 10)
    growth = sum(sizes[-tenth:]) / sum(sizes[tenth : 2 * tenth] or sizes[:tenth])
    figures = {
        "panels": panels, "queued_seconds": queued, "drawn_seconds": seconds, "memory_bytes": max(sizes),
        "memory_growth": growth, "answers": len(times), "answer_p99_seconds": p99(times), "loop_late_p99_seconds": late,
        "state": state["state"],
    }  # fmt: skip
    print(json.dumps(figures), flush=True)
    return figures


async def listening(url: str, process: psutil.Process, listeners: int, minutes: float) -> dict[str, float]:
    """Many who listen, while boards are drawn."""
    until, heard, sizes = asyncio.Event(), [0], []
    tasks = [asyncio.create_task(listener(url, until, heard)) for _ in range(listeners)]
    ends = time.monotonic() + minutes * 60
    with httpx.Client(base_url=url, timeout=60) as api:
        board = begin(api, 20)
        while time.monotonic() < ends:
            await asyncio.to_thread(api.post, f"/api/boards/{board}/renders", json={"engine": "draft"})
            await asyncio.sleep(5)
            sizes.append(process.memory_info().rss)
    until.set()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    tenth = max(1, len(sizes) // 10)
    growth = sum(sizes[-tenth:]) / sum(sizes[tenth : 2 * tenth] or sizes[:tenth])
    figures = {"listeners": listeners, "minutes": minutes, "events_heard": heard[0], "memory_growth": growth}
    print(json.dumps(figures), flush=True)
    return figures


def waiting(home: Path) -> dict[str, float]:
    """Ten thousand panels in the queue, and the start with them."""
    with server(home) as (url, _, _), httpx.Client(base_url=url, timeout=600) as api:
        api.patch("/api/queue", json={"paused": True}).raise_for_status()
        board = begin(api, 1000)
        began = time.monotonic()
        for _ in range(10):
            api.post(f"/api/boards/{board}/renders", json={"engine": "draft"}).raise_for_status()
        queued = time.monotonic() - began
    with server(home) as (_, _, seconds):
        figures = {"waiting": 10_000, "queued_seconds": queued, "start_seconds": seconds}
    print(json.dumps(figures), flush=True)
    return figures


async def measure(wanted: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with server(Path(folder) / "a") as (url, process, seconds):
            print(f"up in {seconds:.2f} s", flush=True)
            drawn = await drawing(url, process, wanted.panels)
            heard = await listening(url, process, wanted.listeners, wanted.minutes)
        queue = waiting(Path(folder) / "b")
    print(json.dumps({"start_seconds": seconds, "drawing": drawn, "listening": heard, "waiting": queue}))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--panels", type=int, default=1000)
    parser.add_argument("--listeners", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=10)
    asyncio.run(measure(parser.parse_args()))
