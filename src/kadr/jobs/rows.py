"""Rows of the database as values, and back."""

import json
import sqlite3
from collections.abc import Sequence

from kadr.jobs.values import Claim, Event, Item, ItemState, Job, JobState
from kadr.messages import Message, from_plain, say


def job_of(row: sqlite3.Row) -> Job:
    return Job(
        id=row["id"],
        board=row["board"],
        lane=row["lane"],
        engine=row["engine"],
        wish=json.loads(row["wish"]),
        state=JobState(row["state"]),
        priority=row["priority"],
        created=row["created"],
        ended=row["ended"],
        reason=reason_of(row["reason"]),
    )


def item_of(row: sqlite3.Row) -> Item:
    return Item(
        id=row["id"],
        panel=row["panel"],
        take=row["take"],
        state=ItemState(row["state"]),
        attempts=row["attempts"],
        key=row["key"],
        seconds=row["seconds"],
        reason=reason_of(row["reason"]),
    )


def claim_of(job: sqlite3.Row, lease: int, items: Sequence[sqlite3.Row]) -> Claim:
    return Claim(
        job=job["id"],
        lease=lease,
        board=job["board"],
        lane=job["lane"],
        engine=job["engine"],
        wish=json.loads(job["wish"]),
        items=tuple(map(item_of, items)),
    )


def event_of(row: sqlite3.Row) -> Event:
    return Event(seq=row["seq"], kind=row["kind"], board=row["board"], job=row["job"], data=json.loads(row["data"]))


def reason_of(text: str | None) -> Message | None:
    """A reason as it was written; one that this kadr has no words for any more is shown as it is."""
    if text is None:
        return None
    try:
        return from_plain(json.loads(text))
    except KeyError:
        return say("jobs.unknown-reason", id=json.loads(text)["id"])


def written(reason: Message) -> str:
    """A reason as text."""
    return json.dumps(reason.plain())
