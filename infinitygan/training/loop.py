"""The training loop: steps until the budget is spent, with log, grids and checkpoints."""

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from torch import Tensor

from infinitygan.training.adversarial_step import AdversarialStep, AnyStep, Config, Photos, Trained
from infinitygan.training.interruption import interruptible
from infinitygan.training.journal import Journal, Sample
from infinitygan.training.photos import PhotoPack
from infinitygan.training.run_state import save_run
from infinitygan.training.sample_grid import scene_sample
from infinitygan.training.step import TrainingStep

DECAY_START = 2 / 3  # of the budget
DECAY_END = 0.05  # of the rate
INTERRUPTED = math.inf  # in place of the part of the budget that is spent


@dataclass(frozen=True)
class Budget:
    """When to stop, and how often to save; None means no limit."""

    images: int | None = None
    minutes: float | None = None
    checkpoint_minutes: float = 10.0
    grid_minutes: float = 5.0

    def spent(self, images: int, seconds: float) -> float:
        """Return which part of the budget is spent; 0 for an endless one."""
        parts = [0.0]
        if self.images is not None:
            parts.append(images / max(self.images, 1))
        if self.minutes is not None:
            parts.append(seconds / max(self.minutes * 60, 1e-9))
        return max(parts)


@dataclass(frozen=True)
class Progress:
    """What the callback hears after every step.

    Attributes:
        seconds_left: an estimate; None for an endless run.
        measured: losses and logits by name, scalars on the device: to read one waits for it.
    """

    images_seen: int
    images_per_second: float
    seconds_left: float | None
    measured: Mapping[str, Tensor]

    def figures(self) -> dict[str, float]:
        """Return all that is measured, as plain numbers."""
        losses = {name: value.item() for name, value in self.measured.items()}
        return {"images_per_second": self.images_per_second, **losses}


@dataclass(frozen=True)
class Outcome:
    """What a run leaves in its folder, which exists.

    Attributes:
        folder: of the run.
        save: writes the networks, and the state to resume from.
        sample: makes what the journal shows.
        prefix: of the journal's names.
    """

    folder: Path
    save: Callable[[], None]
    sample: Callable[[], Sample]
    prefix: str = ""


def train(
    step: TrainingStep,
    photos: PhotoPack,
    output: Path,
    name: str,
    budget: Budget,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> bool:
    """Train a generator as `repeat` does; `output` exists."""
    outcome = Outcome(
        output, lambda: save_run(step, output, name), lambda: scene_sample(step.average)
    )
    return repeat(step, photos, outcome, budget, on_progress)


def repeat(
    step: AdversarialStep[Trained, Config, Photos],
    photos: Photos,
    outcome: Outcome,
    budget: Budget,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> bool:
    """Repeat a step until the budget is spent or the person interrupts; both save everything.

    Only the first of several processes writes.

    Returns: whether the run was interrupted.

    Raises: CheckpointError: if saving fails; what was saved before is intact.
    """
    journal = Journal(outcome.folder, outcome.prefix) if step.workers.is_first else None
    clock = _Clock(step.images_seen, budget)
    progress: Progress | None = None
    with interruptible() as is_interrupted:
        while (spent := _agreed(step, clock, is_interrupted())) < 1:
            if step.config.decay:
                step.rate_factor = decayed(spent)
            progress = clock.progress(step.run(photos), step.images_seen)
            on_progress(progress)
            if journal and clock.is_grid_due():
                journal.report(outcome.sample(), step.images_seen, progress.figures())
            if journal and clock.is_checkpoint_due():
                outcome.save()
        if journal:
            outcome.save()
            if progress:
                journal.report(outcome.sample(), step.images_seen, progress.figures())
            journal.close()
    return spent == INTERRUPTED


def decayed(spent: float) -> float:
    """Return the factor on the rates: 1, then falling over the last third of the budget."""
    fallen = min(max((spent - DECAY_START) / (1 - DECAY_START), 0.0), 1.0)
    return 1 - fallen * (1 - DECAY_END)


def _agreed(step: AnyStep, clock: "_Clock", interrupted: bool) -> float:
    """Return the part that is spent, by the clock that is ahead, or INTERRUPTED, to all alike.

    Their rates, and so their weights, must not go by clocks of their own.
    """
    claim = INTERRUPTED if interrupted else clock.spent(step.images_seen)
    return step.workers.largest(claim, step.device)


class _Clock:
    """Speed, estimates, and what is due when."""

    def __init__(self, first_image: int, budget: Budget) -> None:
        self._budget = budget
        self._first_image = first_image
        self._started = time.monotonic()
        self._next_grid = self._started
        self._next_checkpoint = self._started + budget.checkpoint_minutes * 60

    def spent(self, images_seen: int) -> float:
        return self._budget.spent(images_seen, time.monotonic() - self._started)

    def progress(self, measured: Mapping[str, Tensor], images_seen: int) -> Progress:
        seconds = max(time.monotonic() - self._started, 1e-9)
        speed = (images_seen - self._first_image) / seconds
        return Progress(images_seen, speed, self._seconds_left(images_seen, seconds), measured)

    def _seconds_left(self, images_seen: int, seconds: float) -> float | None:
        left: list[float] = []
        if self._budget.minutes is not None:
            left.append(self._budget.minutes * 60 - seconds)
        if self._budget.images is not None:
            speed = (images_seen - self._first_image) / seconds
            left.append((self._budget.images - images_seen) / max(speed, 1e-9))
        return max(min(left), 0.0) if left else None

    def is_grid_due(self) -> bool:
        now = time.monotonic()
        due = now >= self._next_grid
        if due:
            self._next_grid = now + self._budget.grid_minutes * 60
        return due

    def is_checkpoint_due(self) -> bool:
        now = time.monotonic()
        due = now >= self._next_checkpoint
        if due:
            self._next_checkpoint = now + self._budget.checkpoint_minutes * 60
        return due
