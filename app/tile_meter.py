"""How far a rendering is, and how long it will take: measured on its latest tiles."""

from collections import deque
from dataclasses import dataclass
from statistics import median
from time import monotonic
from typing import Protocol, runtime_checkable

RATE_WINDOW = 20  # tiles whose median tells the time left


@dataclass(frozen=True)
class Progress:
    """How far a rendering is, in tiles; `seconds_left` None = not known yet."""

    done: int
    total: int
    seconds_left: float | None


@runtime_checkable
class Step(Protocol):
    """What the core tells of an export after each tile, and once before the first."""

    @property
    def done(self) -> int:
        """Return how many tiles are done."""
        ...

    @property
    def total(self) -> int:
        """Return how many there are."""
        ...


class TileMeter:
    """Counts the tiles of a pass and foretells its end."""

    def __init__(self) -> None:
        self._done = self._total = 0
        self._last = 0.0
        self._durations: deque[float] = deque(maxlen=RATE_WINDOW)

    def begin(self, tiles: int) -> None:
        """Start a pass of so many tiles; what was learned of their speed stays."""
        self._done, self._total = 0, tiles
        self._last = monotonic()

    def count(self) -> None:
        """Count one more tile."""
        now = monotonic()
        self._durations.append(now - self._last)
        self._last = now
        self._done += 1

    def follow(self, step: Step) -> Progress:
        """Take a step in full quality into account, and tell how far the pass is."""
        if step.done == 0:
            self.begin(step.total)
        else:
            self.count()
        return self.progress()

    def progress(self) -> Progress:
        """Tell how far the pass is."""
        left = self._total - self._done
        seconds = median(self._durations) * left if self._durations else None
        return Progress(self._done, self._total, seconds)
