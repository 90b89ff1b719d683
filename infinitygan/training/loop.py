"""The training loop: steps until the budget is spent, with log, grids and checkpoints on the way."""

import json
import logging
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from infinitygan.checkpoint import ModelInfo, save_model
from infinitygan.training.photos import PhotoPack
from infinitygan.training.run_state import STATE_NAME, save_state
from infinitygan.training.sample_grid import save_grid
from infinitygan.training.step import FastStep, StepResult

logger = logging.getLogger(__name__)

LOG_NAME = "log.jsonl"
RESEED_IMAGES = 2**20  # larger than any batch, so that seeds of different runs do not meet


@dataclass(frozen=True)
class Budget:
    """When to stop, and how often to save; None means no limit."""

    images: int | None = None
    minutes: float | None = None
    checkpoint_minutes: float = 10.0
    grid_minutes: float = 5.0

    def is_spent(self, images_seen: int, started: float) -> bool:
        """Tell whether the run is over; `started` is in `time.monotonic` seconds."""
        if self.images is not None and images_seen >= self.images:
            return True
        return self.minutes is not None and time.monotonic() - started >= self.minutes * 60


@dataclass(frozen=True)
class Progress:
    """What the callback hears after every step."""

    images_seen: int
    images_per_second: float
    result: StepResult


def train(
    step: FastStep,
    photos: PhotoPack,
    output: Path,
    name: str,
    budget: Budget,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> None:
    """Train until the budget is spent or the person interrupts; both save everything.

    Raises: CheckpointError: if saving fails; what was saved before is intact.
    """
    output.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    first_image = step.images_seen
    next_checkpoint = started + budget.checkpoint_minutes * 60
    next_grid = started
    _reseed(step)
    try:
        while not budget.is_spent(step.images_seen, started):
            result = step.run(photos)
            now = time.monotonic()
            speed = (step.images_seen - first_image) / (now - started)
            progress = Progress(step.images_seen, speed, result)
            on_progress(progress)
            if now >= next_grid:
                _report(step, output, progress)
                next_grid = now + budget.grid_minutes * 60
            if now >= next_checkpoint:
                save_run(step, output, name)
                next_checkpoint = now + budget.checkpoint_minutes * 60
    except KeyboardInterrupt:
        logger.warning("interrupted; saving")
    save_run(step, output, name)
    save_grid(step.average, output / "grid-last.jpg")


def save_run(step: FastStep, output: Path, name: str) -> None:
    """Write the model as the program uses it, and the state that the run resumes from."""
    details = {"training": step.config.to_json()}
    info = ModelInfo(name, step.average.config, step.images_seen, details)
    save_model(output, step.average, info)
    save_state(output / STATE_NAME, step)
    _reseed(step)


def _reseed(step: FastStep) -> None:
    """Tie the random numbers to the images seen: a resumed run repeats the unbroken one."""
    step.random.manual_seed(step.config.seed * RESEED_IMAGES + step.images_seen)


def _report(step: FastStep, output: Path, progress: Progress) -> None:
    save_grid(step.average, output / f"grid-{step.images_seen:08d}.jpg")
    line = {
        "images": progress.images_seen,
        "images_per_second": round(progress.images_per_second, 2),
        **{name: round(value, 4) for name, value in asdict(progress.result).items()},
    }
    with (output / LOG_NAME).open("a") as log:
        log.write(json.dumps(line) + "\n")
