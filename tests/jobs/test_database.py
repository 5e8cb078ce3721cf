"""The queue's file: damaged, newer, older, without room, without rights; never lost without a word."""

import os
import resource
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from fifty import operations, snapshot
from queues import die, opened

from kadr.errors import Busy, DiskFull, FolderClosed
from kadr.jobs import BadQueue, Counts, Done, JobState, Queue, database
from kadr.jobs.migrations import MIGRATIONS

RELEASED = Path(__file__).parent / "released"
NEXT = "ALTER TABLE jobs ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'"


def filled(folder: Path, jobs: int = 1, items: int = 500) -> Queue:
    queue = opened(folder)
    for _ in range(jobs):
        queue.add("b", "draft", "e", {}, [(f"p{n}", 1) for n in range(items)])
    return queue


def ids(queue: Queue) -> list[str]:
    return [message.id for message in queue.told]


def test_what_is_committed_lasts(tmp_path: Path) -> None:
    queue = opened(tmp_path)
    settings = {
        name: queue._database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
    }
    assert settings == {"journal_mode": "wal", "synchronous": 2}
    assert queue.told == ()
    queue.close()


def test_without_shared_memory_the_queue_works_with_a_rollback_journal_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite's own way to lock by files has no shared memory, as network drives have none."""
    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda path, **more: connect(f"file:{path}?vfs=unix-dotfile", uri=True, **more)
    )
    queue = filled(tmp_path)
    assert ids(queue) == ["jobs.no-wal"]
    queue.close()
    queue = opened(tmp_path)
    assert queue.counts().waiting == 500
    queue.close()


def test_a_change_that_breaks_in_the_middle_is_undone(tmp_path: Path) -> None:
    breaks = ""

    def at(step: str) -> None:
        if step == breaks:
            raise InterruptedError

    queue = opened(tmp_path, at)
    job = queue.add("b", "draft", "e", {}, [("p", 1)])
    seen = snapshot(queue)
    breaks = "cancel.written"
    with pytest.raises(InterruptedError):
        queue.cancel(job.id)
    assert snapshot(queue) == seen
    breaks = ""
    assert queue.cancel(job.id)
    queue.close()


# Damage ------------------------------------------------------------------------------------------------------------


def overwrite(path: Path) -> None:
    """Bytes in the middle of every page but the first are others."""
    data = bytearray(path.read_bytes())
    for page in range(4096, len(data), 4096):
        data[page : page + 64] = b"\xa5" * 64
    path.write_bytes(data)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "overwritten": overwrite,
    "header": lambda path: path.write_bytes(b"not a database" + path.read_bytes()[14:]),
    "half": lambda path: os.truncate(path, path.stat().st_size // 2 // 4096 * 4096),
    "odd": lambda path: os.truncate(path, path.stat().st_size - 1000),
    "empty": lambda path: os.truncate(path, 0),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_kept_aside_and_the_backup_comes_back(damage: str, tmp_path: Path) -> None:
    queue = filled(tmp_path)
    queue.back_up()
    before = queue.counts()
    queue.add("lost", "draft", "e", {}, [("p", 1)])
    lost_event = queue.newest()
    queue.close()
    path = tmp_path / database.NAME
    DAMAGES[damage](path)
    (tmp_path / f".{database.NAME}.part").write_bytes(b"of an attempt to mend that was killed")
    broken = path.read_bytes()
    queue = opened(tmp_path)
    assert ids(queue) == ["jobs.restored"]
    assert (tmp_path / "queue.damaged-1.sqlite3").read_bytes() == broken
    assert (queue.counts(), queue.jobs("lost")) == (before, ())
    assert queue.newest() > lost_event
    assert queue.events(lost_event).gap
    assert queue.events(0).gap
    assert not queue.events(queue.newest()).gap
    queue.add("b", "draft", "e", {}, [("p", 1)])
    queue.close()
    assert opened_and_closed(tmp_path) == []


def opened_and_closed(folder: Path) -> list[str]:
    queue = opened(folder)
    queue.close()
    return ids(queue)


def test_without_a_sound_backup_the_queue_begins_anew_each_time_with_another_file_aside(tmp_path: Path) -> None:
    filled(tmp_path).close()
    known = 1
    for number in (1, 2):
        overwrite(tmp_path / database.NAME)
        shutil.copyfile(tmp_path / database.NAME, tmp_path / database.BACKUP)
        queue = filled(tmp_path)
        assert ids(queue) == ["jobs.began-anew"]
        assert str(tmp_path / f"queue.damaged-{number}.sqlite3") in str(queue.told[0])
        assert [event.kind for event in queue.events(known).events] == ["queue-mended", "job-added"]
        assert queue.events(known).gap
        known = queue.newest()
        queue.close()


def test_a_log_that_was_deleted_after_a_kill_costs_only_what_was_in_it(tmp_path: Path) -> None:
    here = tmp_path / "here"
    filled(tmp_path / "killed").close()
    queue = filled(tmp_path / "killed")
    here.mkdir()
    shutil.copyfile(tmp_path / "killed" / database.NAME, here / database.NAME)
    die(queue)
    queue = filled(here, items=1)
    assert ids(queue) == []
    assert [job.counts.waiting for job in queue.jobs()] == [500, 1]
    queue.close()


def test_damage_while_the_queue_is_open_is_said_and_mended_at_the_next_start(tmp_path: Path) -> None:
    queue = filled(tmp_path, jobs=4)
    queue.back_up()
    queue.close()
    queue = opened(tmp_path)
    overwrite(tmp_path / database.NAME)
    with pytest.raises(BadQueue):
        queue.waiting("b")
    die(queue)
    assert opened_and_closed(tmp_path) == ["jobs.restored"]


def test_the_backup_is_one_whole_file(tmp_path: Path) -> None:
    queue = opened(tmp_path)
    for _ in operations(queue, seed=5):
        pass
    queue.back_up()
    seen = snapshot(queue)
    die(queue)
    assert [path.name for path in tmp_path.glob("*backup*")] == [database.BACKUP]
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copyfile(tmp_path / database.BACKUP, alone / database.NAME)
    queue = opened(alone)
    assert snapshot(queue) == seen
    queue.close()


# Versions ----------------------------------------------------------------------------------------------------------


def test_every_schema_but_the_newest_has_a_released_queue() -> None:
    assert {int(path.stem) for path in RELEASED.glob("*.sql")} == set(range(1, len(MIGRATIONS) + 1))


@pytest.mark.parametrize("released", sorted(RELEASED.glob("*.sql")), ids=lambda path: path.stem)
def test_a_queue_of_every_released_schema_goes_on(released: Path, tmp_path: Path) -> None:
    path = tmp_path / database.NAME
    with closing(sqlite3.connect(path)) as old:
        old.executescript(f"{released.read_text('utf-8')}; PRAGMA user_version={released.stem}")
    old_bytes = path.read_bytes()
    queue = opened(tmp_path)
    assert {job.state for job in queue.jobs(ended=True)} == {JobState.done}
    assert queue.counts() == Counts(waiting=1, running=1, failed=1)
    queue.recover()
    claim = queue.claim("draft")
    assert claim is not None
    assert [item.attempts for item in claim.items] == [1, 0]
    queue.close()
    if int(released.stem) < len(MIGRATIONS):
        assert (tmp_path / f"{database.NAME}.before-{len(MIGRATIONS)}").read_bytes() == old_bytes


def test_a_step_to_come_is_taken_once_and_what_was_there_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path).close()
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, NEXT))
    for _ in range(2):
        queue = opened(tmp_path)
        assert queue._database.execute("SELECT colour FROM jobs").fetchone()[0] == "grey"
        assert queue.counts().waiting == 500
        queue.close()
    monkeypatch.undo()
    before = tmp_path / f"{database.NAME}.before-{len(MIGRATIONS) + 1}"
    before.replace(tmp_path / database.NAME)
    queue = opened(tmp_path)
    assert queue.counts().waiting == 500
    queue.close()


def test_a_step_that_fails_leaves_the_queue_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path).close()
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, f"{NEXT}; SELECT nonsense FROM nowhere"))
    with pytest.raises(Exception, match="nowhere"):
        opened(tmp_path)
    monkeypatch.undo()
    queue = opened(tmp_path)
    assert queue.counts().waiting == 500
    queue.close()


def test_a_newer_queue_is_refused_and_not_touched(tmp_path: Path) -> None:
    filled(tmp_path).close()
    path = tmp_path / database.NAME
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version={len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    with pytest.raises(BadQueue) as refused:
        opened(tmp_path)
    assert refused.value.message.id == "jobs.newer"
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*damaged*"))


# Room and rights ---------------------------------------------------------------------------------------------------


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_said_and_undone_and_the_queue_goes_on_when_there_is_room(tmp_path: Path) -> None:
    queue = filled(tmp_path)
    claim = queue.claim("draft")
    assert claim is not None
    seen = snapshot(queue)
    with no_file_larger_than((tmp_path / f"{database.NAME}-wal").stat().st_size):
        with pytest.raises(DiskFull) as refused:
            queue.end(claim.lease, claim.items[0].id, Done(key="k"))
        with pytest.raises(DiskFull):
            queue.add("b", "draft", "e", {}, [(f"p{n}", 1) for n in range(5000)])
        assert snapshot(queue) == seen
    with no_file_larger_than(20_000), pytest.raises(DiskFull):
        queue.back_up()
    assert str(tmp_path) in str(refused.value)
    assert not list(tmp_path.glob(".*.part*"))
    assert queue.end(claim.lease, claim.items[0].id, Done(key="k"))
    queue.back_up()
    die(queue)
    queue = opened(tmp_path)
    assert queue.counts() == Counts(waiting=499, done=1)
    queue.close()


@contextmanager
def nobody() -> Iterator[None]:
    """The rights of a user who owns nothing, also when root runs the tests."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    filled(folder).close()
    for path in (folder / database.NAME, folder):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for above in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        above.chmod(above.stat().st_mode | 0o055)
    try:
        with nobody(), pytest.raises(FolderClosed):
            opened(folder)
        with nobody(), pytest.raises(FolderClosed):
            opened(folder / "below")
    finally:
        folder.chmod(0o755)
    queue = opened(folder)
    assert queue.counts().waiting == 500
    queue.close()


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(FolderClosed):
        opened(tmp_path / "file")


def test_another_program_that_holds_the_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    queue = filled(tmp_path)
    with closing(sqlite3.connect(tmp_path / database.NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy):
            queue.note("x")
        assert queue.counts().waiting == 500
    assert queue.note("x")
    queue.close()


def test_a_backup_while_others_work_is_a_state_that_was(tmp_path: Path) -> None:
    queue = opened(tmp_path)

    def add() -> None:
        for _ in range(20):
            queue.add("b", "draft", "e", {}, [(f"p{n}", 1) for n in range(10)])

    adding = threading.Thread(target=add)
    adding.start()
    queue.back_up()
    (tmp_path / "restored").mkdir()
    (tmp_path / database.BACKUP).replace(tmp_path / "restored" / database.NAME)
    adding.join()
    queue.close()
    queue = opened(tmp_path / "restored")
    assert all(job.counts == Counts(waiting=10) for job in queue.jobs())
    assert len(queue.events(0).events) == len(queue.jobs())
    queue.close()
