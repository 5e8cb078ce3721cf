"""What happens, told to everybody who listens.

One task looks into the queue and at the lanes, ten times a second, however many listen. What a listener missed while
its connection was down is told first, from the queue's own record; a listener that does not read is let go, and comes
back for the rest.
"""

import asyncio
import base64
import logging
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path

from fastapi.sse import ServerSentEvent

from kadr.errors import KadrError
from kadr.jobs.errand import Live
from kadr.jobs.values import Event
from kadr.web.speech import heard_data
from kadr.web.views import LiveView
from kadr.wiring.serving import Office

LOG = logging.getLogger("kadr")

LOOK = 0.1
"""Seconds between two looks."""

BOARDS = 10
"""Looks between two looks at the boards on disk: they may be changed by other programs."""

BEHIND = 200
"""Events that may wait for a listener; a page that reads has none."""

PING = 15.0
"""Seconds of silence after which a listener is told that there is nothing: proxies cut what is silent for long."""

PAGE = 500
"""Events of the past that are read at once."""

BURST = BEHIND // 2
"""Events that are told at one look at the most: whoever reads has them before there are more than may wait."""


class Feed:
    """The events of an office."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._listeners: set[asyncio.Queue[ServerSentEvent | None]] = set()
        self._seen = office.queue.newest()
        self._version = -1
        self._boards: dict[str, int] = {}
        self._late: deque[float] = deque(maxlen=3000)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Watch for as long as the server runs, and let all listeners go in the end."""
        self._changed_boards()
        task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            task.cancel()
            self.end()

    def end(self) -> None:
        """Let all listeners go."""
        for listener in list(self._listeners):
            self._drop(listener)

    async def _watch(self) -> None:
        looks = 0
        while True:
            if self._listeners:
                try:
                    await self._look(at_boards=looks % BOARDS == 0)
                except KadrError as error:  # a disk that cannot be read now can be at the next look
                    LOG.warning("%s", error)
            looks += 1
            before = time.monotonic()
            await asyncio.sleep(LOOK)
            self._late.append(time.monotonic() - before - LOOK)

    async def _look(self, *, at_boards: bool) -> None:
        found = await asyncio.to_thread(self._office.queue.events, self._seen, limit=BURST)
        for event in found.events:
            self._seen = event.seq
            self._tell(self._told(event))
        self._tell_live()
        if at_boards:
            for board in await asyncio.to_thread(self._changed_boards):
                self._tell(ServerSentEvent(event="board", data={"board": board}))

    @property
    def listeners(self) -> int:
        """How many listen."""
        return len(self._listeners)

    def late(self) -> float:
        """By how many seconds the event loop was late, at the worst of a hundred of the last looks."""
        late = sorted(self._late)
        return late[len(late) * 99 // 100] if late else 0.0

    def _told(self, event: Event) -> ServerSentEvent:
        return of_event(event, self._office.home.path)

    def _tell_live(self) -> None:
        version, lanes = self._office.showing.now()
        if version != self._version:
            self._version = version
            for live in lanes.values():
                self._tell(ServerSentEvent(event="live", data=of_live(live).model_dump()))

    def _changed_boards(self) -> list[str]:
        """The boards whose document is another than at the last look."""
        known = self._boards
        found = {key: folder.stamp() for key, folder in self._office.home.boards().items()}
        self._boards = found
        return [key for key in found.keys() | known.keys() if found.get(key) != known.get(key)]

    def _tell(self, event: ServerSentEvent) -> None:
        for listener in list(self._listeners):
            try:
                listener.put_nowait(event)
            except asyncio.QueueFull:
                self._drop(listener)

    def _drop(self, listener: asyncio.Queue[ServerSentEvent | None]) -> None:
        self._listeners.discard(listener)
        while not listener.empty():
            listener.get_nowait()
        listener.put_nowait(None)

    async def listen(self, after: int | None) -> AsyncIterator[ServerSentEvent]:
        """What happens from now on, and before that what came after event `after`. A ``gap`` event says that some of
        it is not known any more: look at everything anew."""
        listener: asyncio.Queue[ServerSentEvent | None] = asyncio.Queue(maxsize=BEHIND)
        newest = await asyncio.to_thread(self._office.queue.newest)
        if not self._listeners:  # what happened while nobody listened is asked for, and not poured over who comes
            self._seen = newest
        self._listeners.add(listener)
        try:
            seen = after if after is not None else newest
            yield ServerSentEvent(event="hello", data={"seq": newest})
            found = await asyncio.to_thread(self._office.queue.events, seen, limit=PAGE)
            if found.gap:
                yield ServerSentEvent(event="gap", data={"after": seen})
            while found.events:
                for past in found.events:
                    seen = past.seq
                    yield self._told(past)
                found = await asyncio.to_thread(self._office.queue.events, seen, limit=PAGE)
            for live in self._office.showing.now()[1].values():
                yield ServerSentEvent(event="live", data=of_live(live).model_dump())
            while (event := await _next(listener)) is not None:
                if event.id is None or int(event.id) > seen:
                    yield event
        finally:
            self._listeners.discard(listener)


async def _next(listener: asyncio.Queue[ServerSentEvent | None]) -> ServerSentEvent | None:
    """What a listener hears next: after a while of silence, a comment."""
    try:
        async with asyncio.timeout(PING):
            return await listener.get()
    except TimeoutError:
        return ServerSentEvent(comment="nothing new")


def of_event(event: Event, home: Path) -> ServerSentEvent:
    """An event of the queue, with the number by which a listener goes on after it. Reasons name no path of this
    machine; `home` is the folder of boards."""
    data = {"seq": event.seq, "board": event.board, "job": event.job, **heard_data(event.data, home)}
    return ServerSentEvent(id=str(event.seq), event=event.kind, data=data)


def of_live(live: Live) -> LiveView:
    """What a lane does, with its preview as a data: URL."""
    preview = f"data:image/png;base64,{base64.b64encode(live.preview).decode()}" if live.preview else None
    return LiveView(**{**asdict(live), "preview": preview})
