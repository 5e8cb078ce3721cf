"""Fifty operations on a queue, the same for the same seed; as a script, killed at a step or left to be killed.

python fifty.py FOLDER SEED            works, naming each operation that is through, until it is killed
python fifty.py FOLDER SEED STEP...    for each step: a process that works in FOLDER/STEP and kills itself there
"""

import os
import random
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from queues import opened

from kadr.jobs import Done, Failed, Queue
from kadr.messages import say

REASON = say("jobs.nothing")
CHANGES = (
    *("add", "claim", "begin", "end", "give-back", "crashed", "pause", "resume", "cancel", "move", "prioritise"),
    *("retry", "forget", "note", "pause-all", "resume-all"),
)


def operations(queue: Queue, seed: int) -> Iterator[str]:
    """Do fifty operations, every one of `CHANGES` among them, yielding the name of each when it is through."""
    chance, head = random.Random(seed), ["add", "add", "claim"]
    rest = [*CHANGES, *chance.choices(("add", "claim", "begin", "end", "end"), k=50 - len(head) - len(CHANGES))]
    chance.shuffle(rest)
    lease = 0
    for name in [*head, *rest]:
        lease = operate(queue, name, lease, chance)
        yield name


def operate(queue: Queue, name: str, lease: int, chance: random.Random) -> int:
    """One operation on whatever is there; the lease that is current after it."""
    jobs = [job.id for job in (*queue.jobs(), *queue.jobs(ended=True))] or [0]
    job, other = chance.choice(jobs), chance.choice([*jobs, None])
    item = chance.choice([item.id for item in queue.items(job)] or [0])
    outcome = chance.choice((Done(key="k", seconds=1.0), Failed(reason=REASON)))
    if name == "claim":
        claim = queue.claim("draft")
        return claim.lease if claim else lease
    doing: dict[str, Callable[[], object]] = {
        "add": lambda: queue.add("b", "draft", "e", {}, [(str(n), 1) for n in range(3)], chance.randint(0, 1)),
        "begin": lambda: queue.begin(lease, item),
        "end": lambda: queue.end(lease, item, outcome),
        "give-back": lambda: queue.give_back(lease),
        "crashed": lambda: queue.crashed(lease, REASON),
        "pause": lambda: queue.pause(job),
        "resume": lambda: queue.resume(job),
        "cancel": lambda: queue.cancel(job),
        "move": lambda: queue.move(job, other),
        "prioritise": lambda: queue.prioritise(job, 2),
        "retry": lambda: queue.retry(job),
        "forget": lambda: queue.forget(job),
        "note": lambda: queue.note("x", "b", job),
        "pause-all": lambda: queue.pause_all(REASON),
        "resume-all": lambda: queue.resume_all(),
    }
    doing[name]()
    return lease


def snapshot(queue: Queue) -> object:
    """Everything that can be seen of a queue."""
    jobs = (*queue.jobs(limit=-1), *queue.jobs(ended=True, limit=-1))
    return jobs, [queue.items(job.id) for job in jobs], queue.events(0), queue.paused()


def work(folder: Path, seed: int, killed_at: str = "") -> None:
    """Work in `folder`, keeping a line in the file ``through`` for each operation that is; die at `killed_at`."""
    through = os.open(folder / "through", os.O_WRONLY | os.O_CREAT)

    def at(step: str) -> None:
        if step == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in operations(opened(folder, at), seed):
        os.write(through, f"{name}\n".encode())


def main(folder: Path, seed: int, steps: list[str]) -> None:
    for step in steps:
        (folder / step).mkdir()
        if not (child := os.fork()):
            work(folder / step, seed, step)
            os._exit(1)
        _, status = os.waitpid(child, 0)
        if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
            sys.exit(f"nobody came by {step}")
    if not steps:
        work(folder, seed)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
