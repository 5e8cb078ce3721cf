"""What can be seen of the queue: lists, counts, events; also of a full one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from queues import add, claimed, finish, opened

from kadr.jobs import LIMIT, Counts, Queue, telling
from kadr.messages import say

REASON = say("jobs.nothing")


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[Queue]:
    queue = opened(tmp_path)
    queue.recover()
    yield queue
    queue.close()


def test_lists_and_counts(queue: Queue) -> None:
    jobs = [add(queue, 1, board=board) for board in ("a", "b", "a", "b")]
    for _ in range(2):
        finish(queue, claimed(queue))
    assert [job.id for job in queue.jobs()] == [jobs[2].id, jobs[3].id]
    assert [job.id for job in queue.jobs("a")] == [jobs[2].id]
    assert [job.id for job in queue.jobs(ended=True)] == [jobs[1].id, jobs[0].id]
    assert [job.id for job in queue.jobs(ended=True, limit=1, before=jobs[1].id)] == [jobs[0].id]
    assert [(one.job.id, len(one.items)) for one in queue.waiting("a")] == [(jobs[2].id, 1)]
    assert queue.counts() == Counts(waiting=2)
    assert queue.counts("a") == Counts(waiting=1)


def test_events_tell_what_happened_in_order(queue: Queue) -> None:
    job = add(queue, 1)
    finish(queue, claimed(queue))
    queue.note("board-changed", "b", 0, {"revision": 4})
    queue.note("board-changed", "other")
    queue.pause_all(REASON)
    told = queue.events(0)
    assert not told.gap
    assert [event.kind for event in told.events] == [
        *("job-added", "job-changed", "item-began", "item-ended", "job-changed"),
        *("board-changed", "board-changed", "queue-paused"),
    ]
    assert told.events[3].data["key"] == "key-p0"
    assert told.events[4].data == {"state": "done"}
    assert [event.kind for event in queue.events(job.id + 4, "b").events] == ["board-changed", "queue-paused"]
    assert [event.seq for event in queue.events(2, limit=2).events] == [3, 4]
    assert queue.events(queue.newest()).events == ()


def test_who_asks_for_events_that_are_gone_is_told_of_the_gap(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "KEPT", 20)
    monkeypatch.setattr(telling, "SLACK", 5)
    for _ in range(24):
        queue.note("x")
    assert not queue.events(0).gap
    assert queue.note("one-more") == 25
    assert queue.events(0).gap
    assert queue.events(4).gap
    assert not queue.events(5).gap
    assert len(queue.events(5).events) == 20
    assert queue.events(queue.newest() + 1).gap


def test_a_full_queue_opens_without_being_read_whole(tmp_path: Path) -> None:
    queue = opened(tmp_path)
    for _ in range(10):
        add(queue, LIMIT // 10)
    queue.close()
    queue = opened(tmp_path)
    queue.recover()
    assert queue.counts().waiting == LIMIT
    read: list[str] = []
    queue._database.set_trace_callback(read.append)
    claim = claimed(queue)
    assert len(claim.items) == LIMIT // 10
    assert [item.panel for item in queue.items(claim.job.id, after=claim.items[1].id, limit=2)] == ["p2", "p3"]
    queue._database.set_trace_callback(None)
    plans = [
        row["detail"]
        for query in read
        if query.startswith("SELECT")
        for row in queue._database.execute(f"EXPLAIN QUERY PLAN {query}")
    ]
    assert plans
    assert not [plan for plan in plans if plan.startswith(("SCAN items", "SCAN jobs")) and "INDEX" not in plan]
    queue.close()
