"""What is being drawn on a board, what was not, and how long it takes: in words for its page."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kadr.jobs.values import Item, ItemState, Job, JobState
from kadr.messages import say
from kadr.web.here import Open
from kadr.web.speech import heard
from kadr.wiring.serving import DEVICE, Office

WAITING, ENDED = 20, 20
"""Jobs of a board that its page knows: those to come, and the last that are through."""

SOON, OFTEN, SELDOM = 10, 2, 10
"""Seconds: what is nearly there; between two looks at drafts, and at pictures of a model, which take their time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A job that is not through: what is said of it, how many of its pictures are behind it, and how many it has."""

    job: int
    text: str
    behind: int
    all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Panels that one job could not draw for one reason, as pairs of id and number."""

    job: int
    reason: str
    panels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """`stopped` is the last job where a person gave it up; `look_again` is in seconds, None: nothing will change."""

    works: tuple[Work, ...]
    troubles: tuple[Trouble, ...]
    stopped: Work | None
    look_again: int | None

    @property
    def failed(self) -> frozenset[str]:
        """The ids of panels that could not be drawn."""
        return frozenset(panel for trouble in self.troubles for panel, _ in trouble.panels)


def progress(here: Office, opened: Open, language: str, *, held: bool) -> Progress:
    """How the board's renders stand; `held`: the whole queue is on pause."""
    jobs = here.queue.jobs(opened.id, limit=WAITING)
    ended = here.queue.jobs(opened.id, ended=True, limit=ENDED)
    was_stopped = not jobs and ended and ended[0].state is JobState.cancelled
    look = SELDOM if all(job.lane == DEVICE for job in jobs) else OFTEN
    return Progress(
        works=tuple(_work(here, job, "held" if held else str(job.state), language) for job in jobs),
        troubles=tuple(_troubles(here, opened, (*reversed(jobs), *ended), language)),
        stopped=_work(here, ended[0], "stopped", language) if was_stopped else None,
        look_again=look if jobs and not held else None,
    )


def left(seconds: float, language: str) -> str:
    """How long something still takes, as exactly as anybody can know: "about 40 s left", "about 2 minutes left"."""
    if seconds < SOON:
        return say("page.left-soon").text(language)
    if seconds < 90:
        return say("page.left-seconds", n=round(seconds / 10) * 10).text(language)
    minutes = round(seconds / 60)
    if minutes < 90:
        return say("page.left-minutes", n=minutes).text(language)
    hours, rest = divmod(round(seconds / 600) * 10, 60)
    return say("page.left-hours", hours=hours, minutes=f"{rest:02}").text(language)


def _work(here: Office, job: Job, state: str, language: str) -> Work:
    counts = job.counts
    every = counts.waiting + counts.running + counts.done + counts.failed + counts.cancelled
    told = [say(f"page.job-{state}", done=counts.done, n=every).text(language)]
    live = here.showing.now()[1].get(job.lane)
    if state == "running" and live and live.job == job.id and live.number:
        key = "page.at-take" if live.take > 1 else "page.at-panel"
        told.append(say(key, number=live.number, take=live.take).text(language))
        if live.seconds_left is not None:
            told.append(left(live.seconds_left, language))
    return Work(job=job.id, text=" · ".join(told), behind=counts.done + counts.failed, all=every)


def _troubles(here: Office, opened: Open, jobs: tuple[Job, ...], language: str) -> Iterator[Trouble]:
    """What failed and was not drawn since; `jobs` from the newest to the oldest."""
    failed = _failed(here, opened, jobs)
    places = {
        panel.id: (place, number)
        for place, (panel, number) in enumerate(zip(opened.board.panels, opened.board.numbers(), strict=True))
    }
    told = [(item.job, heard(item.reason, here.home.path).text(language), item.panel) for item in failed if item.reason]
    told = sorted(one for one in told if one[2] in places)
    for (job, reason), group in groupby(told, key=lambda one: one[:2]):
        panels = sorted((panel for *_, panel in group), key=lambda panel: places[panel][0])
        yield Trouble(job=job, reason=reason, panels=tuple((panel, places[panel][1]) for panel in panels))


def _failed(here: Office, opened: Open, jobs: tuple[Job, ...]) -> list[Item]:
    """The items that failed, one a panel, where no newer picture of the panel was made."""
    oldest = max((place for place, job in enumerate(jobs) if job.counts.failed), default=-1)
    shown = here.views.chosen(opened.folder, opened.board)
    ends: dict[str, Item] = {}
    for job in jobs[: oldest + 1]:
        of_job: dict[str, Item] = {}
        for item in here.queue.items(job.id):
            drawn_since = job.ended and item.panel in shown and shown[item.panel].at > job.ended
            if item.state is ItemState.failed and not drawn_since:
                of_job[item.panel] = item
            elif item.state in (ItemState.done, ItemState.failed):
                of_job.setdefault(item.panel, item)
        ends = {**of_job, **ends}
    return [item for item in ends.values() if item.state is ItemState.failed and item.reason]
