"""What the commands that train share: their arguments, what they show, and how they end."""

import argparse
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from infinitygan.commands.console import StatusLine, clock, write_json, write_notice
from infinitygan.commands.scene_arguments import positive
from infinitygan.errors import UserError

if TYPE_CHECKING:
    from infinitygan.training.loop import Budget, Progress

INTERRUPTED = 130
SHOWN_SECONDS = 1.0  # between two updates of the line
JSON_SECONDS = 10.0  # between two lines for machines


def add_run_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what a run is made from, where it goes, and how long it takes."""
    parser.add_argument(
        "--photos",
        type=Path,
        nargs="+",
        required=True,
        metavar="DIR",
        help="folders of photos, or archives made by `pack`",
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    parser.add_argument("--resume", action="store_true", help="go on with the run in --output")
    parser.add_argument("--minutes", type=float, metavar="N", help="stop after so long")
    parser.add_argument("--images", type=positive, metavar="N", help="stop after so many in all")
    parser.add_argument(
        "--hold-out",
        type=int,
        default=0,
        metavar="N",
        help="photos of the first folder to set aside for `evaluate`",
    )
    parser.add_argument("--grid-minutes", type=float, default=5.0, metavar="N")
    parser.add_argument("--checkpoint-minutes", type=float, default=10.0, metavar="N")


def add_machine_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what a run runs on, and who reads what it says."""
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or cuda:N")
    parser.add_argument("--threads", type=positive, metavar="N", help="CPU threads; default: all")
    parser.add_argument("--json", action="store_true", help="lines for machines")


def check_run_arguments(arguments: argparse.Namespace) -> None:
    """Raise ValueError for numbers out of range."""
    for name in ("minutes", "grid_minutes", "checkpoint_minutes"):
        value = getattr(arguments, name)
        if value is not None and not value > 0:
            raise ValueError(f"--{name.replace('_', '-')} must be above 0, not {value}")
    if arguments.hold_out < 0:
        raise ValueError(f"--hold-out must not be negative, as {arguments.hold_out} is")


def budget_of(arguments: argparse.Namespace) -> "Budget":
    """Return when the run stops, and how often it saves."""
    from infinitygan.training.loop import Budget

    return Budget(
        arguments.images,
        arguments.minutes,
        arguments.checkpoint_minutes,
        arguments.grid_minutes,
    )


def make_folder(folder: Path) -> None:
    """Make the folder of a run.

    Raises: UserError: if it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"cannot make the folder '{folder}': {error.strerror}") from error


def report_end(arguments: argparse.Namespace, images_seen: int, interrupted: bool) -> None:
    """Tell what is there now, and where."""
    path = str(arguments.output.resolve())
    if arguments.json:
        write_json({"event": "done", "path": path, "images": images_seen})
        return
    word = "interrupted and saved" if interrupted else "done"
    write_notice(f"{word} after {images_seen:,} images: {path}")
    if interrupted:
        write_notice("go on with --resume")


@dataclass
class TrainingDisplay:
    """Tells a person, or a machine, how the training goes."""

    as_json: bool
    _next: float = 0.0

    def __post_init__(self) -> None:
        self._line = StatusLine()

    def __call__(self, progress: "Progress") -> None:
        """Show the progress, if it is time to."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + (JSON_SECONDS if self.as_json else SHOWN_SECONDS)
        figures = progress.figures()
        if self.as_json:
            write_json(
                {"event": "progress", "images": progress.images_seen}
                | {"seconds_left": progress.seconds_left, **figures}
            )
        else:
            self._line.show(_status(progress, figures))


def _status(progress: "Progress", figures: Mapping[str, float]) -> str:
    left = "" if progress.seconds_left is None else f", {clock(progress.seconds_left)} left"
    return (
        f"{progress.images_seen:,} images, {progress.images_per_second:.1f}/s{left}; "
        f"D {figures['discriminator_loss']:.2f}, G {figures['generator_loss']:.2f}, "
        f"logits {figures['real_logit']:+.2f} {figures['fake_logit']:+.2f}"
    )
