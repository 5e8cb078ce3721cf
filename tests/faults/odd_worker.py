"""A worker whose artist meets faults in places: ``ODD_WORKER`` is like ``{"cave": "kill", "sea": "break:so"}``.

Everything else is the real worker, and what the artist does draw is what it always draws.
"""

import json
import os
import resource
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from kadr.board import Recipe
from kadr.engines.base import Event, Latents, OnEvent, Picture, report
from kadr.engines.draft import DraftArtist
from kadr.engines.draft.artist import DraftSession
from kadr.errors import DoesNotFit, OutOfMemory
from kadr.library import BoardFolder
from kadr.messages import say
from kadr.wiring import worker
from kadr.wiring.hands import AUTO, HANDS, Hand, Means, untold


def kill(detail: str, on_event: OnEvent) -> None:
    """What the system does when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


def leave(detail: str, on_event: OnEvent) -> None:
    """What a library does that thinks it may."""
    os._exit(int(detail))


def starve(detail: str, on_event: OnEvent) -> None:
    """Memory runs out against the plan; there is no smaller one."""
    raise OutOfMemory(say("wiring.stepped-down", had=detail), "denoise")


def break_down(detail: str, on_event: OnEvent) -> None:
    """A device that says `detail`."""
    raise RuntimeError(detail)


def swell(detail: str, on_event: OnEvent) -> None:
    """Ask for more memory than this process may have."""
    resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))
    bytearray(2_000_000_000)


def shrink(detail: str, on_event: OnEvent) -> None:
    """From now on no file may be larger than `detail` bytes: the system's own way to have no room."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(detail), resource.RLIM_INFINITY))


def wait(detail: str, on_event: OnEvent) -> None:
    """Take step after step until there is a file `detail`."""
    Path(f"{detail}.reached").touch()
    step = 0
    while not Path(detail).exists():
        report(on_event, Event(stage="denoise", step=(step := step + 1), steps=10_000))
        time.sleep(0.02)


FAULTS: dict[str, Callable[[str, OnEvent], None]] = {
    "kill": kill, "leave": leave, "starve": starve, "break": break_down, "swell": swell, "shrink": shrink, "wait": wait,
}  # fmt: skip
ODD: dict[str, str] = json.loads(os.environ.get("ODD_WORKER", "{}"))


def meet(place: str, on_event: OnEvent) -> None:
    """Meet the fault of a place, if it has one."""
    fault, _, detail = ODD.get(place, "").partition(":")
    if fault:
        FAULTS[fault](detail, on_event)


class OddArtist(DraftArtist):
    """The draft artist, who meets faults; late, it paints all panels before it develops one, as SDXL does."""

    def open(self) -> DraftSession:
        return OddSession()


class OddSession(DraftSession):
    late = ODD.get("late") == "yes"

    def prepare(self, recipes: Sequence[Recipe], on_event: OnEvent) -> None:
        for recipe in recipes:
            meet(f"prepare {recipe.subject.picture['place']}", on_event)

    def paint(self, recipe: Recipe, on_event: OnEvent) -> Picture | Latents:  # type: ignore[override]
        meet(str(recipe.subject.picture["place"]), on_event)
        return Latents(recipe.key.encode()) if self.late else super().paint(recipe, on_event)

    def develop(self, recipe: Recipe, latents: Latents, on_event: OnEvent) -> Picture:
        assert latents.data == recipe.key.encode()
        meet(f"develop {recipe.subject.picture['place']}", on_event)
        return super().paint(recipe, on_event)


def _odd(means: Means, folder: BoardFolder) -> Hand:
    if means.short:
        raise DoesNotFit(say("studio.no-memory", engine="odd"))
    return Hand(engine=OddArtist(), controls=untold, any_engine=True, peaks={"denoise": 3_000_000_000})


if __name__ == "__main__":
    HANDS.update({AUTO: _odd, "draft": _odd})
    worker.main()
