"""The queue of what is to be rendered, and the workers that render it: it survives whatever happens to them and to the
server.

queue = Queue(folder, now=now)
queue.recover()
queue.add(board, "draft", "draft", wish, [("p1", 1), ("p2", 1)])
claim = queue.claim("draft")
queue.begin(claim.lease, claim.items[0].id)
queue.end(claim.lease, claim.items[0].id, Done(key=key, seconds=0.4))
queue.close()

The queue in SQLite is values, migrations, database, line, reports, looking, telling, queue. Those who work it off are
protocol (what the server and a worker say to each other), worker (the process), errand (one claim in its hands), lane
(the thread that feeds it) and pace (the time that is left).
"""

from kadr.jobs.database import BadQueue
from kadr.jobs.queue import Queue
from kadr.jobs.telling import message, plain
from kadr.jobs.values import (
    ATTEMPTS,
    LIMIT,
    Claim,
    Counts,
    Done,
    Event,
    Events,
    Failed,
    Item,
    ItemState,
    Job,
    JobState,
    Kind,
    Pause,
    Recovered,
    Unfinished,
)

__all__ = [
    "ATTEMPTS",
    "LIMIT",
    "BadQueue",
    "Claim",
    "Counts",
    "Done",
    "Event",
    "Events",
    "Failed",
    "Item",
    "ItemState",
    "Job",
    "JobState",
    "Kind",
    "Pause",
    "Queue",
    "Recovered",
    "Unfinished",
    "message",
    "plain",
]
