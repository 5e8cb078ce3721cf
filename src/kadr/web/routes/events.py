"""What happens, as it happens."""

from collections.abc import AsyncIterable
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from kadr.web.events import Feed, of_live
from kadr.web.here import Here
from kadr.web.views import LiveView

router = APIRouter(prefix="/api", tags=["events"])


@router.get("/events", response_class=EventSourceResponse)
async def listen(
    request: Request,
    last_event_id: Annotated[int | None, Header(ge=0, lt=2**63)] = None,
    after: Annotated[int | None, Query(ge=0, lt=2**63, description="Like Last-Event-ID, for the first time")] = None,
) -> AsyncIterable[ServerSentEvent]:
    """Server-sent events: `job-*`, `item-*` and `queue-*` from the queue, `live` for stages, steps, previews and time
    left, `board` when a board has changed. A listener that reconnects with Last-Event-ID misses nothing."""
    feed = request.app.state.feed
    assert isinstance(feed, Feed)
    async for event in feed.listen(last_event_id if last_event_id is not None else after):
        yield event


@router.get("/live")
def read_live(here: Here) -> list[LiveView]:
    """What the lanes are doing at this moment, for who would rather ask than listen."""
    return [of_live(live) for live in here.showing.now()[1].values()]
