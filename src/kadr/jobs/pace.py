"""How long it still takes, from the steps that were measured. Pure: whoever asks says what time it is."""

from collections import defaultdict, deque
from statistics import median

from kadr.engines.base import SHARED

REMEMBERED = 15
"""Steps of a stage that count: enough for a median that one slow step does not move, few enough to follow a machine
that has become hot."""

Take = tuple[str, int]
"""A panel's id and a take's number."""


class Pace:
    """The pace of one job: `left` after some steps. Times are seconds on a monotonic clock."""

    def __init__(self) -> None:
        self._seconds: dict[str, deque[float]] = defaultdict(lambda: deque(maxlen=REMEMBERED))
        self._usual: dict[str, int] = {}  # steps of a stage that a take has
        self._done: dict[str, int] = {}  # and those that the take in work has behind it
        self._last: float | None = None
        self._painted: set[Take] = set()
        self._take: Take | None = None

    def began(self, take: Take, at: float) -> None:
        """A take is in work; the second time it is being developed."""
        if self._take and self._take != take:
            self._painted.add(self._take)
        self._take, self._last, self._done = take, at, {}

    def stepped(self, stage: str, at: float) -> None:
        """A step of the take in work is done."""
        if self._last is None or stage in SHARED:
            return
        self._seconds[stage].append(at - self._last)
        self._last = at
        self._done[stage] = self._done.get(stage, 0) + 1
        self._usual[stage] = max(self._usual.get(stage, 0), self._done[stage])

    def ended(self, take: Take) -> None:
        """A take is through."""
        self._painted.discard(take)
        self._take = None if self._take == take else self._take

    def left(self, takes: int, at: float) -> float | None:
        """Seconds until `takes` takes are through, the one in work among them; None where nothing is measured yet."""
        if not self._seconds or self._last is None:
            return None
        step = {stage: median(seconds) for stage, seconds in self._seconds.items()}
        whole = sum(step[stage] * steps for stage, steps in self._usual.items())
        painting = "denoise"
        seconds = takes * whole - len(self._painted) * step.get(painting, 0.0) * self._usual.get(painting, 0)
        if self._take:
            behind = sum(step[stage] * steps for stage, steps in self._done.items())
            seconds -= min(whole, behind + min(at - self._last, max(step.values())))
        return max(0.0, seconds)
