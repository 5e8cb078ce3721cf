"""Whatever people, workers and crashes do in whatever order: the queue does what a few lines of plain Python do."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from queues import MEMORY, die, opened

from kadr.jobs import ATTEMPTS, Done, Failed, Job
from kadr.messages import say

REASON = say("jobs.nothing")
THROUGH = ("done", "failed", "cancelled")


@dataclass
class Thing:
    """The model's item."""

    state: str = "waiting"
    attempts: int = 0


@dataclass
class Wish:
    """The model's job. `held`: the indices of the items in its claim, None without one."""

    id: int
    lane: str
    priority: int
    things: list[Thing]
    paused: bool = False
    solo: bool = False
    held: list[int] | None = None
    lease: int = 0

    @property
    def left(self) -> list[int]:
        return [n for n, thing in enumerate(self.things) if thing.state not in THROUGH]

    @property
    def state(self) -> str:
        if self.left:
            return "paused" if self.paused else "queued" if self.held is None else "running"
        states = {thing.state for thing in self.things}
        return next(state for state in ("cancelled", "failed", "done") if state in states)

    def let_go(self) -> None:
        """The claim is over."""
        self.held = None
        for thing in self.things:
            if thing.state == "running":
                thing.state = "waiting"
        if not self.left:
            self.paused = self.solo = False

    def blame(self, number: int) -> None:
        thing = self.things[number]
        thing.attempts += 1
        if thing.attempts == ATTEMPTS:
            thing.state = "failed"


picks = st.integers(0, 5)


class States(RuleBasedStateMachine):
    """`line` is each lane's order of jobs by position; priority goes before it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.queue = opened(self.folder)
        self.queue.recover()
        self.wishes: dict[int, Wish] = {}
        self.line: list[Wish] = []
        self.over: dict[int, str] = {}
        self.old_leases: list[int] = []

    def teardown(self) -> None:
        self.queue.close()
        shutil.rmtree(self.folder)

    def turns(self, lane: str) -> list[Wish]:
        waiting = [wish for wish in self.line if wish.lane == lane and wish.left]
        return sorted(waiting, key=lambda wish: -wish.priority)

    def pick(self, number: int) -> Wish:
        return list(self.wishes.values())[number % len(self.wishes)]

    def claims(self) -> list[Wish]:
        return [wish for wish in self.wishes.values() if wish.held is not None]

    # People ----------------------------------------------------------------------------------------------------

    @rule(lane=st.sampled_from(["draft", "sdxl"]), size=st.integers(1, 3), priority=st.integers(0, 1))
    def add(self, lane: str, size: int, priority: int) -> None:
        job = self.queue.add("b", lane, "e", {}, [(str(n), 1) for n in range(size)], priority)
        wish = Wish(id=job.id, lane=lane, priority=priority, things=[Thing() for _ in range(size)])
        self.wishes[job.id] = wish
        self.line.append(wish)

    @precondition(lambda self: self.wishes)
    @rule(number=picks)
    def pause(self, number: int) -> None:
        wish = self.pick(number)
        assert self.queue.pause(wish.id) == bool(wish.left)
        wish.paused = bool(wish.left)

    @precondition(lambda self: self.wishes)
    @rule(number=picks)
    def resume(self, number: int) -> None:
        wish = self.pick(number)
        assert self.queue.resume(wish.id) == wish.paused
        wish.paused = False

    @precondition(lambda self: self.wishes)
    @rule(number=picks)
    def cancel(self, number: int) -> None:
        wish = self.pick(number)
        assert self.queue.cancel(wish.id) == bool(wish.left)
        if wish.left:
            for n in wish.left:
                wish.things[n].state = "cancelled"
            self.end_claim(wish)

    @precondition(lambda self: self.wishes)
    @rule(number=picks)
    def retry(self, number: int) -> None:
        wish = self.pick(number)
        again = [thing for thing in wish.things if thing.state in ("failed", "cancelled")]
        assert self.queue.retry(wish.id) == bool(again)
        if again and not wish.left:
            self.line.remove(wish)
            self.line.append(wish)
        for thing in again:
            thing.state, thing.attempts = "waiting", 0
        self.over.pop(wish.id, None) if again else None

    @precondition(lambda self: self.wishes)
    @rule(number=picks, priority=st.integers(-1, 2))
    def prioritise(self, number: int, priority: int) -> None:
        wish = self.pick(number)
        assert self.queue.prioritise(wish.id, priority) == bool(wish.left)
        if wish.left:
            wish.priority = priority

    @precondition(lambda self: self.wishes)
    @rule(number=picks, before=st.none() | picks)
    def move(self, number: int, before: int | None) -> None:
        wish, other = self.pick(number), None if before is None else self.pick(before)
        fits = other is None or (other is not wish and other.left and other.lane == wish.lane)
        moved = self.queue.move(wish.id, None if other is None else other.id)
        assert moved == bool(wish.left and fits)
        if moved:
            rest = [one for one in self.turns(wish.lane) if one is not wish]
            wish.priority = other.priority if other else rest[-1].priority if rest else wish.priority
            rest.insert(rest.index(other) if other else len(rest), wish)
            self.line = [one for one in self.line if one not in rest] + rest

    @precondition(lambda self: any(not wish.left for wish in self.wishes.values()))
    @rule()
    def forget(self) -> None:
        wish = next(wish for wish in self.wishes.values() if not wish.left)
        assert self.queue.forget(wish.id)
        del self.wishes[wish.id]
        self.line.remove(wish)

    # Workers ---------------------------------------------------------------------------------------------------

    @rule(lane=st.sampled_from(["draft", "draft", "sdxl"]))
    def claim(self, lane: str) -> None:
        claim = self.queue.claim(lane)
        turn = [wish for wish in self.turns(lane) if not wish.paused]
        if not turn or any(wish.lane == lane for wish in self.claims()):
            assert claim is None
            return
        wish = turn[0]
        assert claim is not None
        assert claim.job.id == wish.id
        assert claim.lease > max(self.old_leases, default=0)
        assert [int(item.panel) for item in claim.items] == wish.left[: 1 if wish.solo else None]
        wish.held, wish.lease = [int(item.panel) for item in claim.items], claim.lease

    def item(self, wish: Wish, n: int) -> int:
        return self.queue.items(wish.id)[n].id

    @precondition(lambda self: self.claims())
    @rule(lane=picks, number=picks)
    def begin(self, lane: int, number: int) -> None:
        wish = self.claims()[lane % len(self.claims())]
        n = number % len(wish.things)
        mine = n in wish.left and (len(wish.held or ()) > 1 or n in (wish.held or ()))
        assert self.queue.begin(wish.lease, self.item(wish, n)) == mine
        if mine:
            for thing in wish.things:
                thing.state = "waiting" if thing.state == "running" else thing.state
            wish.things[n].state = "running"

    @precondition(lambda self: self.claims())
    @rule(lane=picks, well=st.booleans())
    def end(self, lane: int, well: bool) -> None:
        wish = self.claims()[lane % len(self.claims())]
        assert wish.held
        n = next((n for n in wish.held if wish.things[n].state == "running"), None)
        n = next((n for n in wish.held if n in wish.left), wish.held[0]) if n is None else n
        through = n not in wish.left
        assert (
            self.queue.end(wish.lease, self.item(wish, n), Done(key="k") if well else Failed(reason=REASON)) != through
        )
        if through:
            return
        wish.things[n].state = "done" if well else "failed"
        wish.solo = wish.solo and not well
        if not wish.left or len(wish.held) == 1:
            self.end_claim(wish)

    def end_claim(self, wish: Wish) -> None:
        if wish.held is not None:
            self.old_leases.append(wish.lease)
        wish.let_go()

    @precondition(lambda self: self.claims())
    @rule(lane=picks)
    def give_back(self, lane: int) -> None:
        wish = self.claims()[lane % len(self.claims())]
        assert self.queue.give_back(wish.lease)
        self.end_claim(wish)

    @precondition(lambda self: self.claims())
    @rule(lane=picks)
    def crash(self, lane: int) -> None:
        wish = self.claims()[lane % len(self.claims())]
        assert wish.held
        guilty = [n for n, thing in enumerate(wish.things) if thing.state == "running"]
        if not guilty and len(wish.held) == 1:
            guilty = wish.held
        failed = self.queue.crashed(wish.lease, REASON)
        wish.solo = wish.solo or not guilty
        for n in guilty:
            wish.blame(n)
        assert [int(item.panel) for item in failed] == [n for n in guilty if wish.things[n].attempts == ATTEMPTS]
        self.end_claim(wish)

    @rule()
    def die_and_come_back(self) -> None:
        die(self.queue)
        self.queue = opened(self.folder)
        recovered = self.queue.recover()
        self.queue.resume_all()
        assert list(recovered.jobs) == sorted(wish.id for wish in self.claims())
        for wish in self.claims():
            for n, thing in enumerate(wish.things):
                if thing.state == "running":
                    wish.blame(n)
            self.end_claim(wish)

    @precondition(lambda self: self.old_leases and self.wishes)
    @rule(number=picks, lease=picks)
    def report_late(self, number: int, lease: int) -> None:
        old = self.old_leases[lease % len(self.old_leases)]
        item = self.item(self.pick(number), 0)
        assert not self.queue.begin(old, item)
        assert not self.queue.end(old, item, Done(key="late"))
        assert not self.queue.give_back(old)
        assert self.queue.crashed(old, REASON) == ()

    # What is always true ---------------------------------------------------------------------------------------

    @invariant()
    def the_queue_holds_what_the_model_holds(self) -> None:
        jobs = {job.id: job for job in (*self.queue.jobs(limit=-1), *self.queue.jobs(ended=True, limit=-1))}
        assert jobs.keys() == self.wishes.keys()
        for wish in self.wishes.values():
            held = [(item.state.value, item.attempts) for item in self.queue.items(wish.id)]
            assert held == [(thing.state, thing.attempts) for thing in wish.things]
            assert jobs[wish.id].state == wish.state
            assert max(attempts for _, attempts in held) <= ATTEMPTS

    @invariant()
    def turns_come_as_promised(self) -> None:
        jobs: tuple[Job, ...] = self.queue.jobs(limit=-1)
        for lane in ("draft", "sdxl"):
            assert [job.id for job in jobs if job.lane == lane] == [wish.id for wish in self.turns(lane)]
            assert sum(job.counts.running for job in jobs if job.lane == lane) <= 1

    @invariant()
    def what_is_through_stays_as_it_is(self) -> None:
        for wish in self.wishes.values():
            if not wish.left:
                assert self.over.setdefault(wish.id, wish.state) == wish.state


TestStates = States.TestCase
TestStates.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
