"""What a command prints: reports on standard output, everything else on standard error."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import msgspec
from rich.console import Console
from rich.progress import BarColumn, Progress, Task, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from kadr.engines.base import SHARED, Event
from kadr.messages import Message, say
from kadr.studio import Began, Ended, Happening, Understood
from kadr.wiring import Foreseen

MANY = 300
"""Panels to draw beyond which a person is asked, in words, whether they meant it."""


class Speaker:
    """Says messages in one language. rich itself minds NO_COLOR, dumb terminals and pipes."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.out = Console(highlight=False, soft_wrap=True)
        self.aside = Console(stderr=True, highlight=False, soft_wrap=True)

    def text(self, message_id: str, **facts: object) -> str:
        return say(message_id, **facts).text(self.language)

    def report(self, message_id: str, **facts: object) -> None:
        """A line of the report."""
        self.out.print(self.text(message_id, **facts), markup=False)

    def announce(self, message: Message) -> None:
        """A line that says where something is, at once: it may be the last for hours."""
        self.out.print(message.text(self.language), markup=False)
        sys.stdout.flush()

    def remark(self, message: Message) -> None:
        """Something to know, beside the report."""
        self.aside.print(message.text(self.language), markup=False, style="yellow")

    @contextmanager
    def progress(self) -> Iterator["PanelProgress"]:
        """A bar with the panels that are through and the time left; silent where nobody watches."""
        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            TextColumn("{task.fields[through]}/{task.fields[of]}"),
            TimeElapsedColumn(),
            TextColumn(self.text("cli.left")),
            Left(),
        )
        with Progress(*columns, console=self.aside, transient=True, disable=not self.aside.is_terminal) as bar:
            yield PanelProgress(bar, self)


class Left(TimeRemainingColumn):
    """The time left: rich's own guess from what is done, or what was foreseen, counted down."""

    def render(self, task: Task) -> Text:
        ends = task.fields.get("ends")
        if ends is None:
            return super().render(task)
        left = max(0.0, ends - (task.elapsed or 0.0))
        return Text(str(timedelta(seconds=round(left))), style="progress.remaining")


def seconds_left(expected: Foreseen, *, of: int, through: float, elapsed: float) -> float:
    """The time that `of` panels still take when `through` of them are done after `elapsed` seconds: what is expected,
    made longer or shorter as this run turns out, in which the first panel counts half."""
    done = expected.once + through * expected.panel
    slowness = (elapsed + expected.panel) / (done + expected.panel)
    return (of - through) * expected.panel * slowness


class PanelProgress:
    """Follows a render: a bar on a terminal, a line a failed panel anywhere. A panel moves the bar with every step."""

    def __init__(self, bar: Progress, speaker: Speaker) -> None:
        self._bar, self._speaker = bar, speaker
        self._task = bar.add_task(speaker.text("cli.reading"), total=None, through=0, of="?")
        self._begun: dict[str, float] = {}
        self._ended = 0
        self._number = ""
        self._foreseen: Foreseen | None = None
        self._of = 0

    def foresee(self, foreseen: Foreseen | None) -> None:
        """Show the time left by what has been measured here; None: by what is done."""
        self._foreseen = foreseen

    def watch(self, happening: Happening) -> None:
        match happening:
            case Understood(to_draw=to_draw):
                if to_draw > MANY:
                    self._speaker.remark(say("cli.many-panels", n=to_draw))
                self._of = to_draw
                whole = self._foreseen and self._foreseen.once + self._foreseen.panel * to_draw
                told = self._speaker.text("cli.drawing")
                self._bar.reset(self._task, total=to_draw, description=told, of=to_draw, ends=whole)
            case Began(number=number):
                self._number = number
                self._bar.update(self._task, description=self._speaker.text("cli.drawing-panel", number=number))
            case Ended(status="unchanged"):
                pass
            case Ended(status=status, number=number, reason=reason):
                if status == "failed":
                    self._speaker.remark(say("cli.panel-failed", number=number, reason=reason))
                self._begun.pop(number, None)
                self._ended += 1
                self._show()

    def step(self, event: Event) -> bool:
        """Follow a step of the engine; before the first panel it is the work that all panels share."""
        if event.stage in SHARED:
            told = self._speaker.text(f"cli.stage-{event.stage}", step=event.step, steps=event.steps)
            self._bar.update(self._task, description=told)
        else:
            self._begun[self._number] = event.step / event.steps
            told = self._speaker.text("cli.drawing-step", number=self._number, step=event.step, steps=event.steps)
            self._bar.update(self._task, description=told)
            self._show()
        return True

    def _show(self) -> None:
        through = self._ended + sum(self._begun.values())
        self._bar.update(self._task, completed=through, through=self._ended)
        if self._foreseen:
            elapsed = self._bar.tasks[0].elapsed or 0.0
            left = seconds_left(self._foreseen, of=self._of, through=through, elapsed=elapsed)
            self._bar.update(self._task, ends=elapsed + left)


def print_json(document: Any) -> None:
    """One JSON document on standard output, in UTF-8 whatever the console speaks."""
    sys.stdout.flush()
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(document, enc_hook=str), indent=2) + b"\n")
