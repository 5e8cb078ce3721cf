"""What happens, as it happens."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import StreamingResponse
from fastapi.sse import ServerSentEvent, format_sse_event

from kadr.jobs.values import Kind
from kadr.web.events import Feed, of_live
from kadr.web.here import Here
from kadr.web.views import LiveView

router = APIRouter(prefix="/api", tags=["events"])


class EventStream(StreamingResponse):
    """Server-sent events, as long as somebody reads them. FastAPI's own stream logs a fault of its own for a listener
    that leaves while something is on its way."""

    media_type = "text/event-stream"


KINDS = ("hello", "gap", "live", "board", *(kind.value for kind in Kind))
STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": f"Events, each with one of these names: {', '.join(KINDS)}",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


@router.get("/events", response_class=EventStream, responses=STREAM)
async def listen(
    request: Request,
    last_event_id: Annotated[int | None, Header(ge=0, lt=2**63)] = None,
    after: Annotated[int | None, Query(ge=0, lt=2**63, description="Like Last-Event-ID, for the first time")] = None,
) -> EventStream:
    """Server-sent events: `job-*`, `item-*` and `queue-*` from the queue, each numbered; `live` for stages, steps,
    previews and time left; `board` when a board has changed. A listener that reconnects with Last-Event-ID misses
    nothing."""
    feed = request.app.state.feed
    assert isinstance(feed, Feed)
    events = feed.listen(last_event_id if last_event_id is not None else after)
    return EventStream(_written(events), headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})


async def _written(events: AsyncIterator[ServerSentEvent]) -> AsyncIterator[bytes]:
    async for event in events:
        data = None if event.data is None else json.dumps(event.data)
        yield format_sse_event(data_str=data, event=event.event, id=event.id, comment=event.comment)
        await asyncio.sleep(0)  # who has left meanwhile is noticed between two events of the past


@router.get("/live")
def read_live(here: Here) -> list[LiveView]:
    """What the lanes are doing at this moment, for who would rather ask than listen."""
    return [of_live(live) for live in here.showing.now()[1].values()]
