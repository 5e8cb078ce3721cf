"""Whether the server is well."""

from importlib.metadata import version

from fastapi import APIRouter, Request

from kadr.web.events import Feed
from kadr.web.here import Here
from kadr.web.views import HealthView

router = APIRouter(prefix="/api", tags=["server"])


@router.get("/health")
async def read_health(request: Request, here: Here) -> HealthView:
    """Version, listeners, and how late the server's own clock rings: it is late when something blocks it."""
    feed = request.app.state.feed
    assert isinstance(feed, Feed)
    return HealthView(version=version("kadr"), listeners=feed.listeners, late_p99_seconds=feed.late())
