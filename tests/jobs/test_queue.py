"""The queue's promises, method by method."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from queues import add, claimed, die, finish, opened

from kadr.errors import BadUse
from kadr.jobs import ATTEMPTS, LIMIT, Counts, Done, Failed, ItemState, Job, JobState, Pause, Queue
from kadr.messages import say

REASON = say("studio.broke", engine="draft", detail="it is a test")
DIED = say("jobs.server-died")


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[Queue]:
    queue = opened(tmp_path)
    queue.recover()
    yield queue
    queue.close()


def state(queue: Queue, job: Job) -> JobState:
    found = queue.job(job.id)
    assert found is not None
    return found.state


def test_a_job_is_worked_off_item_by_item(queue: Queue) -> None:
    job = add(queue)
    assert (job.state, job.wish, job.counts) == (JobState.queued, {"style": "ink"}, Counts(waiting=2))
    claim = claimed(queue)
    assert (claim.job.state, [item.panel for item in claim.items]) == (JobState.running, ["p0", "p1"])
    finish(queue, claim)
    assert state(queue, job) is JobState.done
    assert [(item.state, item.key) for item in queue.items(job.id)] == [
        (ItemState.done, "key-p0"),
        (ItemState.done, "key-p1"),
    ]
    assert queue.claim("draft") is None


def test_a_lane_has_one_claim_and_lanes_do_not_wait_for_each_other(queue: Queue) -> None:
    add(queue), add(queue), add(queue, lane="sdxl")
    claimed(queue)
    assert queue.claim("draft") is None
    assert claimed(queue, "sdxl").job.lane == "sdxl"


def test_the_highest_priority_comes_first_then_who_came_first(queue: Queue) -> None:
    first, urgent, last = add(queue, 1), add(queue, 1, priority=5), add(queue, 1)
    turns = []
    while claim := queue.claim("draft"):
        turns.append(claim.job.id)
        finish(queue, claim)
    assert turns == [urgent.id, first.id, last.id]


def test_a_board_that_is_busy_lets_the_next_one_go(queue: Queue) -> None:
    add(queue, board="open-elsewhere")
    other = add(queue, board="free")
    claim = queue.claim("draft", busy_boards={"open-elsewhere"})
    assert claim is not None
    assert claim.job.id == other.id


def test_a_report_of_an_old_claim_changes_nothing(queue: Queue) -> None:
    job = add(queue)
    old = claimed(queue)
    assert queue.give_back(old.lease)
    new = claimed(queue)
    assert new.lease > old.lease
    item = old.items[0].id
    assert not queue.begin(old.lease, item)
    assert not queue.end(old.lease, item, Done(key="late"))
    assert not queue.give_back(old.lease)
    assert queue.crashed(old.lease, DIED) == ()
    assert queue.items(job.id)[0].key == ""
    assert state(queue, job) is JobState.running


def test_a_claim_reports_only_its_own_items_and_each_end_once(queue: Queue) -> None:
    other = add(queue, lane="sdxl")
    add(queue)
    claim = claimed(queue)
    assert not queue.begin(claim.lease, queue.items(other.id)[0].id)
    assert queue.end(claim.lease, claim.items[0].id, Done(key="was-there"))
    assert not queue.end(claim.lease, claim.items[0].id, Failed(reason=REASON))
    assert not queue.begin(claim.lease, claim.items[0].id)


def test_an_item_that_fails_does_not_stop_the_others_and_can_be_tried_again(queue: Queue) -> None:
    job = add(queue)
    claim = claimed(queue)
    queue.end(claim.lease, claim.items[0].id, Failed(reason=say("settings.value", where="x", name="y", reason=REASON)))
    queue.end(claim.lease, claim.items[1].id, Done(key="k"))
    assert state(queue, job) is JobState.failed
    reason = queue.items(job.id)[0].reason
    assert reason is not None
    assert reason.facts["reason"] == REASON
    assert str(REASON) in str(reason)
    assert queue.retry(job.id)
    again = claimed(queue)
    assert [(item.panel, item.attempts, item.reason) for item in again.items] == [("p0", 0, None)]
    finish(queue, again)
    assert state(queue, job) is JobState.done
    assert not queue.retry(job.id)


def test_what_is_given_back_waits_again_with_nobody_to_blame(queue: Queue) -> None:
    job = add(queue)
    claim = claimed(queue)
    queue.begin(claim.lease, claim.items[0].id)
    assert queue.give_back(claim.lease)
    assert state(queue, job) is JobState.queued
    assert [(item.state, item.attempts) for item in queue.items(job.id)] == [(ItemState.waiting, 0)] * 2


def test_one_item_is_in_work_at_a_time(queue: Queue) -> None:
    job = add(queue)
    claim = claimed(queue)
    for item in claim.items:
        queue.begin(claim.lease, item.id)
    assert [item.state for item in queue.items(job.id)] == [ItemState.waiting, ItemState.running]


def test_an_item_that_kills_its_worker_is_set_aside_at_the_third_time(queue: Queue) -> None:
    job = add(queue, 3)
    for attempt in range(1, ATTEMPTS + 1):
        claim = claimed(queue)
        queue.begin(claim.lease, claim.items[0].id)
        failed = queue.crashed(claim.lease, REASON)
        assert [item.panel for item in failed] == (["p0"] if attempt == ATTEMPTS else [])
        assert queue.items(job.id)[0].attempts == attempt
    assert queue.items(job.id)[0].reason == REASON
    finish(queue, claimed(queue))
    assert state(queue, job) is JobState.failed


def test_an_item_that_kills_while_all_is_prepared_is_found(queue: Queue) -> None:
    """The worker dies before anything is begun whenever p1 is among what it prepares."""
    job = add(queue, 4)
    crashes, sizes = 0, []
    while claim := queue.claim("draft"):
        sizes.append(len(claim.items))
        if any(item.panel == "p1" for item in claim.items):
            queue.crashed(claim.lease, REASON)
            crashes += 1
        else:
            finish(queue, claim)
    states = {item.panel: item.state for item in queue.items(job.id)}
    assert states == {
        panel: ItemState.failed if panel == "p1" else ItemState.done for panel in ("p0", "p1", "p2", "p3")
    }
    assert sizes == [4, 1, 3, 1, 1, 1, 1, 1]
    assert crashes == 2 + ATTEMPTS


def test_a_claim_of_one_item_is_over_with_it(queue: Queue) -> None:
    add(queue, 3)
    queue.crashed(claimed(queue).lease, REASON)
    solo = claimed(queue)
    assert not queue.begin(solo.lease, solo.items[0].id + 1)
    finish(queue, solo)
    assert len(claimed(queue).items) == 2


def test_a_paused_job_is_not_claimed_and_a_claim_goes_on_until_given_back(queue: Queue) -> None:
    job, other = add(queue), add(queue)
    claim = claimed(queue)
    assert queue.pause(job.id)
    assert state(queue, job) is JobState.paused
    assert queue.end(claim.lease, claim.items[0].id, Done(key="k"))
    assert queue.give_back(claim.lease)
    assert claimed(queue).job.id == other.id
    assert queue.resume(job.id)
    assert not queue.resume(job.id)
    assert state(queue, job) is JobState.queued


def test_resuming_before_the_claim_is_given_back_lets_it_go_on(queue: Queue) -> None:
    job = add(queue)
    claim = claimed(queue)
    queue.pause(job.id)
    queue.resume(job.id)
    assert state(queue, job) is JobState.running
    finish(queue, claim)
    assert state(queue, job) is JobState.done


def test_cancelling_keeps_what_is_done_and_refuses_late_reports(queue: Queue) -> None:
    job = add(queue, 3)
    claim = claimed(queue)
    queue.end(claim.lease, claim.items[0].id, Done(key="k"))
    queue.begin(claim.lease, claim.items[1].id)
    assert queue.cancel(job.id)
    assert not queue.end(claim.lease, claim.items[1].id, Done(key="late"))
    assert state(queue, job) is JobState.cancelled
    assert [item.state for item in queue.items(job.id)] == [
        ItemState.done,
        ItemState.cancelled,
        ItemState.cancelled,
    ]


def test_what_is_through_is_not_cancelled_paused_or_moved(queue: Queue) -> None:
    job, other = add(queue), add(queue)
    finish(queue, claimed(queue))
    newest = queue.newest()
    assert not any((queue.cancel(job.id), queue.pause(job.id), queue.prioritise(job.id, 3)))
    assert not any((queue.move(job.id), queue.move(other.id, job.id), queue.forget(other.id), queue.cancel(99)))
    assert (state(queue, job), queue.newest()) == (JobState.done, newest)


def test_jobs_are_moved_to_where_they_are_dropped(queue: Queue) -> None:
    a, b, c = add(queue, 1), add(queue, 1), add(queue, 1, priority=2)
    elsewhere = add(queue, 1, lane="sdxl")
    assert queue.move(b.id, c.id)
    assert queue.move(a.id)
    assert not queue.move(a.id, elsewhere.id)
    assert not queue.move(a.id, a.id)
    assert [job.id for job in queue.jobs() if job.lane == "draft"] == [b.id, c.id, a.id]
    assert queue.prioritise(a.id, 9)
    assert claimed(queue).job.id == a.id


def test_the_whole_queue_waits_with_its_reason_across_a_restart(tmp_path: Path) -> None:
    queue = opened(tmp_path)
    add(queue)
    queue.pause_all(say("library.disk-full", path=tmp_path))
    queue.close()
    queue = opened(tmp_path)
    queue.recover()
    assert queue.claim("draft") is None
    assert queue.paused() == Pause(reason=say("library.disk-full", path=str(tmp_path)))
    assert queue.resume_all()
    assert not queue.resume_all()
    assert queue.paused() is None
    queue.pause_all()
    assert queue.paused() == Pause()
    assert queue.resume_all()
    claimed(queue)
    queue.close()


def test_forgetting_removes_only_what_is_through(queue: Queue) -> None:
    job = add(queue)
    assert not queue.forget(job.id)
    finish(queue, claimed(queue))
    assert queue.forget(job.id)
    assert (queue.job(job.id), queue.items(job.id)) == (None, ())
    assert add(queue).id > job.id


def test_what_the_queue_does_not_take(queue: Queue) -> None:
    with pytest.raises(BadUse):
        add(queue, 0)
    add(queue, LIMIT - 1)
    with pytest.raises(BadUse) as refused:
        add(queue, 2)
    assert f"{LIMIT:d}" in str(refused.value)
    add(queue, 1)
    assert len(queue.jobs()) == 2


def test_an_item_named_twice_is_one(queue: Queue) -> None:
    assert queue.add("b", "draft", "draft", {}, [("p", 1), ("p", 1), ("p", 2)]).counts == Counts(waiting=2)


def test_a_server_that_died_costs_the_item_in_work_an_attempt(tmp_path: Path) -> None:
    queue = opened(tmp_path)
    queue.recover()
    job = add(queue)
    for attempt in range(1, ATTEMPTS + 1):
        claim = claimed(queue)
        queue.begin(claim.lease, claim.items[0].id)
        die(queue)
        queue = opened(tmp_path)
        recovered = queue.recover()
        assert recovered.jobs == (job.id,)
        assert queue.items(job.id)[0].attempts == attempt
        assert not queue.begin(claim.lease, claim.items[1].id)
    assert [item.panel for item in recovered.failed] == ["p0"]
    assert queue.items(job.id)[0].reason == DIED
    queue.resume_all()
    finish(queue, claimed(queue))
    queue.close()


@pytest.mark.parametrize("between", ["nothing", "an orderly end", "a finished item", "a person's word"])
def test_a_crash_loop_starts_paused(tmp_path: Path, between: str) -> None:
    queue = opened(tmp_path)
    add(queue, 1)
    for start in range(4):
        die(queue)
        queue = opened(tmp_path)
        assert (queue.recover().paused is not None) == (start == 3 and between == "nothing")
        if start == 1 and between == "an orderly end":
            queue.close()
        if start == 1 and between == "a finished item":
            finish(queue, claimed(queue))
        if start == 1 and between == "a person's word":
            queue.pause_all()
            queue.resume_all()
    assert (queue.paused() is not None) == (between == "nothing")
    queue.close()


def test_two_threads_never_get_the_same_job(queue: Queue) -> None:
    jobs = [add(queue, 1, lane=lane) for lane in ("one", "two") * 30]
    taken: list[int] = []

    def work() -> None:
        while queue.counts().waiting:
            for lane in ("one", "two"):
                if claim := queue.claim(lane):
                    taken.append(claim.job.id)
                    finish(queue, claim)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [job.id for job in jobs]
    assert {job.state for job in queue.jobs(ended=True)} == {JobState.done}
