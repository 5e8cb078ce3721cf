"""What a command prints: reports on standard output, everything else on standard error."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from kadr.messages import Message, say
from kadr.studio import Began, Ended, Happening, Understood

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

    def remark(self, message: Message) -> None:
        """Something to know, beside the report."""
        self.aside.print(message.text(self.language), markup=False, style="yellow")

    @contextmanager
    def progress(self) -> Iterator["PanelProgress"]:
        """A bar with the panels that are through and the time left; silent where nobody watches."""
        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn(self.text("cli.left")),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=self.aside, transient=True, disable=not self.aside.is_terminal) as bar:
            yield PanelProgress(bar, self)


class PanelProgress:
    """Follows a render: a bar on a terminal, a line a failed panel anywhere."""

    def __init__(self, bar: Progress, speaker: Speaker) -> None:
        self._bar, self._speaker = bar, speaker
        self._task = bar.add_task(speaker.text("cli.reading"), total=None)

    def watch(self, happening: Happening) -> None:
        match happening:
            case Understood(to_draw=to_draw):
                if to_draw > MANY:
                    self._speaker.remark(say("cli.many-panels", n=to_draw))
                self._bar.reset(self._task, total=to_draw, description=self._speaker.text("cli.drawing"))
            case Began(number=number):
                self._bar.update(self._task, description=self._speaker.text("cli.drawing-panel", number=number))
            case Ended(status="failed", number=number, reason=reason):
                self._speaker.remark(say("cli.panel-failed", number=number, reason=reason))
                self._bar.advance(self._task)
            case Ended(status="drawn"):
                self._bar.advance(self._task)


def print_json(document: Any) -> None:
    """One JSON document on standard output, in UTF-8 whatever the console speaks."""
    sys.stdout.flush()
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(document, enc_hook=str), indent=2) + b"\n")
