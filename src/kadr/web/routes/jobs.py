"""Renders: asked for, watched, paused, cancelled, put in another order."""

from typing import Any

import msgspec
from fastapi import APIRouter, Query

from kadr import edits
from kadr.board import Board, Panel
from kadr.errors import NotThere
from kadr.jobs.values import Item, Job
from kadr.messages import say
from kadr.web.asked import JobChange, NewRender, QueueChange
from kadr.web.here import Here, Language, Open, TheBoard
from kadr.web.speech import heard
from kadr.web.strict import StrictRoute
from kadr.web.views import ItemView, JobView, QueueView, QuoteRow, QuoteView
from kadr.wiring.orders import check_order
from kadr.wiring.room import check_room
from kadr.wiring.serving import LANES, Office

QUOTED = ("preset", "accelerator", "width", "height", "steps", "fits", "reason", "floor_seconds", "source")

router = APIRouter(prefix="/api", tags=["renders"], route_class=StrictRoute)


@router.post("/boards/{board}/renders", status_code=202)
def render(here: Here, opened: TheBoard, asked: NewRender) -> JobView:
    """Put panels of a board into the queue. What is drawn already is not drawn again."""
    return view(add(here, opened, asked))


@router.get("/boards/{board}/quote")
def quote(here: Here, opened: TheBoard, language: Language) -> QuoteView:
    """What finished pictures of this board take on this machine, with every preset and accelerator, before anything is
    downloaded. The first answer takes some seconds."""
    told = here.quotes.of(opened.board.format, language)
    panels = len(opened.board.panels)
    return QuoteView(
        machine=f"{told['machine']['processor']} ({told['ground']['device']})",
        budget_bytes=told["ground"]["budget"],
        choice=told["choice"],
        rows=[_quoted(row, panels) for row in told["quotes"]],
    )


@router.get("/jobs")
def list_jobs(
    here: Here,
    board: str | None = Query(default=None, max_length=20),
    ended: bool | None = Query(default=None, description="Only those that are through, or only those that are not"),
    limit: int = Query(default=100, ge=1, le=1000),
) -> list[JobView]:
    """Jobs: those to come in the order in which they will be worked off, then those that are through."""
    found = [] if ended else list(here.queue.jobs(board, limit=limit))
    if ended is not False:
        found += here.queue.jobs(board, ended=True, limit=limit - len(found))
    return [view(job) for job in found]


@router.get("/jobs/{job}")
def read_job(here: Here, job: int) -> JobView:
    """One job."""
    return view(_known(here, job))


@router.get("/jobs/{job}/items")
def list_items(here: Here, job: int, language: Language) -> list[ItemView]:
    """The takes that a job is to make, in their order."""
    _known(here, job)
    return [_item(here, item, language) for item in here.queue.items(job)]


@router.patch("/jobs/{job}")
def change_job(here: Here, job: int, asked: JobChange) -> JobView:
    """Pause a job or let it go on; put it before another, or say how urgent it is."""
    _known(here, job)
    if asked.paused is not None:
        (here.queue.pause if asked.paused else here.queue.resume)(job)
    if asked.priority is not None:
        here.queue.prioritise(job, asked.priority)
    if asked.before is not None:
        here.queue.move(job, _known(here, asked.before).id if asked.before else None)
    here.wake()
    return read_job(here, job)


@router.post("/jobs/{job}/cancel")
def cancel(here: Here, job: int) -> JobView:
    """Stop a job, within a step of the panel in work. What is drawn stays; cancelling a job that is through changes
    nothing."""
    _known(here, job)
    here.queue.cancel(job)
    return read_job(here, job)


@router.post("/jobs/{job}/retry")
def retry(here: Here, job: int) -> JobView:
    """Try again what failed or was cancelled."""
    _known(here, job)
    here.queue.retry(job)
    here.wake()
    return read_job(here, job)


@router.get("/queue")
def read_queue(here: Here, language: Language) -> QueueView:
    """Whether the queue is held, and why."""
    pause = here.queue.paused()
    reason = (pause.reason or say("jobs.held-by-person")) if pause else None
    return QueueView(paused=pause is not None, reason=heard(reason, here.home.path).text(language) if reason else None)


@router.patch("/queue")
def change_queue(here: Here, asked: QueueChange, language: Language) -> QueueView:
    """Hold the whole queue, or let it go on."""
    if asked.paused:
        here.queue.pause_all()
    else:
        here.queue.resume_all()
        here.wake()
    return read_queue(here, language)


def add(here: Office, opened: Open, asked: NewRender) -> Job:
    """Put a render into the queue."""
    wish = asked.model_dump(exclude={"engine", "panels", "takes", "priority"}, exclude_none=True)
    wish = {name: str(value) for name, value in wish.items()}
    check_order(asked.engine, wish)
    items = [(panel.id, take) for panel in _panels(opened.board, asked) for take in _takes(opened.board, panel, asked)]
    check_room(here.home.path, opened.board.format, len(items))
    job = here.queue.add(
        opened.id, lane=LANES[asked.engine], engine=asked.engine, wish=wish, items=items, priority=asked.priority
    )
    here.wake()
    return job


def view(job: Job) -> JobView:
    """A job as the API shows it."""
    same = {name: getattr(job, name) for name in JobView.model_fields if name != "counts"}
    return JobView(**same, counts={state: n for state, n in msgspec.structs.asdict(job.counts).items() if n})


def _quoted(row: dict[str, Any], panels: int) -> QuoteRow:
    plan, seconds = row["plan"], row["seconds"]
    same = {name: row[name] for name in QUOTED}
    return QuoteRow(
        **same,
        peak_bytes=plan["peak"] if plan else None,
        notes=plan["reasons"] if plan else [],
        panel_seconds=seconds,
        board_seconds=seconds * panels if seconds is not None else None,
    )


def _item(here: Office, item: Item, language: str) -> ItemView:
    return ItemView(
        panel=item.panel,
        take=item.take,
        state=item.state,
        attempts=item.attempts,
        key=item.key,
        reason=heard(item.reason, here.home.path).text(language) if item.reason else None,
    )


def _known(here: Office, job: int) -> Job:
    found = here.queue.job(job) if 0 < job < 2**63 else None
    if found is None:
        raise NotThere(say("jobs.no-job", id=job))
    return found


def _takes(board: Board, panel: Panel, asked: NewRender) -> range:
    """The takes of a panel that are asked for. A locked one has the first, which it shows; who asks for more of just
    that one is refused."""
    if panel.locked and asked.takes > 1 and asked.panels is not None:
        edits.open_to_edits(panel, board)
    return range(1, (1 if panel.locked else asked.takes) + 1)


def _panels(board: Board, asked: NewRender) -> list[Panel]:
    """The panels that are asked for, in the board's order where all are."""
    if asked.panels is None:
        return list(board.panels)
    found = {name: board.panel(name) for name in asked.panels}
    for name, panel in found.items():
        if panel is None:
            raise NotThere(say("wiring.no-panel", target=name[:60], known=", ".join(board.numbers()[:20])))
    return list({panel.id: panel for panel in found.values() if panel}.values())
