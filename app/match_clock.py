"""How long a match will still take, by its latest steps."""

from collections import deque
from collections.abc import Callable
from statistics import median
from time import monotonic

WINDOW = 20  # answers whose median tells the time left


class MatchClock:
    """Takes the time of the steps of one match; views that go first make single steps slow."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._done = self._total = 0
        self._at = now()
        self._durations: deque[float] = deque(maxlen=WINDOW)

    def tell(self, done: int, total: int) -> None:
        """Take note of how many steps are done; the first time starts the clock."""
        now = self._now()
        if 0 < self._done < done:
            self._durations.append((now - self._at) / (done - self._done))
        self._done, self._total, self._at = done, total, now

    @property
    def seconds_left(self) -> float | None:
        """Return how long the rest will take; None: not known yet."""
        return median(self._durations) * (self._total - self._done) if self._durations else None
