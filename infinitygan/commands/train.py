"""`train`: a model from a person's own photos, new, resumed, or grown from another."""

import argparse
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infinitygan.commands.console import ProgressBar, StatusLine, clock, write_json, write_notice
from infinitygan.commands.scene_arguments import positive
from infinitygan.config import PRESETS
from infinitygan.errors import UserError

if TYPE_CHECKING:
    from infinitygan.training.loop import Progress

INTERRUPTED = 130
SHOWN_SECONDS = 1.0  # between two updates of the line
JSON_SECONDS = 10.0  # between two lines for machines


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser("train", help="train a model on your own photos")
    _add_run_arguments(parser)
    _add_recipe_arguments(parser)
    _add_machine_arguments(parser)
    parser.set_defaults(run=run)


def _add_run_arguments(parser: argparse.ArgumentParser) -> None:
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
    parser.add_argument(
        "--from", type=Path, dest="parent", metavar="MODEL", help="start from a model's folder"
    )
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


def _add_recipe_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--recipe", choices=("fast", "paper"), help="default: fast")
    parser.add_argument("--preset", choices=tuple(PRESETS), help="size of the model; default: S")
    parser.add_argument("--levels", type=positive, metavar="K", help="a cell is 2^K px")
    parser.add_argument("--patch-cells", type=positive, metavar="N", help="side of a patch")
    parser.add_argument("--batch", type=positive, metavar="B", help="pictures a step")
    parser.add_argument(
        "--lower-rate", type=float, metavar="F", help="of the levels that --from brings; 0: frozen"
    )
    parser.add_argument("--generator-rate", type=float, metavar="F", help="learning rate")
    parser.add_argument("--discriminator-rate", type=float, metavar="F", help="learning rate")
    parser.add_argument("--head-width", type=positive, metavar="N", help="of the discriminator")
    parser.add_argument("--feature-px", type=positive, metavar="N", help="side the features see")
    parser.add_argument("--diversity-weight", type=float, metavar="F", help="of layouts")
    parser.add_argument(
        "--pyramid-weight", type=float, metavar="F", help="of a level's likeness to that below"
    )
    parser.add_argument(
        "--decay", action="store_true", default=None, help="let the rates fall at the end"
    )
    parser.add_argument(
        "--noise", type=float, metavar="F", help="strength of the noise in the levels that are new"
    )
    parser.add_argument(
        "--ablate",
        dest="ablation",
        choices=("padding", "structure", "coordinates"),
        help="leave an idea out, to see what it is worth; see docs/training.md",
    )
    parser.add_argument("--seed", type=int, metavar="N")


def _add_machine_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or cuda:N")
    parser.add_argument("--threads", type=positive, metavar="N", help="CPU threads; default: all")
    parser.add_argument(
        "--features",
        type=Path,
        metavar="DIR",
        help="the frozen feature network that the recipe fast needs; see docs/training.md",
    )
    parser.add_argument("--json", action="store_true", help="lines for machines")


SETTINGS = (
    "patch_cells",
    "batch",
    "lower_rate",
    "generator_rate",
    "discriminator_rate",
    "head_width",
    "feature_px",
    "diversity_weight",
    "pyramid_weight",
    "noise",
    "decay",
    "ablation",
    "seed",
)


def run(arguments: argparse.Namespace) -> int:
    """Train; returns the exit code."""
    from infinitygan.training.device import prepare, training_device
    from infinitygan.training.workers import joined_workers

    _check(arguments)
    device = training_device(arguments.device)
    prepare(device, arguments.threads)
    with joined_workers(device) as workers:
        return _train(arguments, device, workers)


def _check(arguments: argparse.Namespace) -> None:
    for name in ("minutes", "grid_minutes", "checkpoint_minutes"):
        value = getattr(arguments, name)
        if value is not None and not value > 0:
            raise ValueError(f"--{name.replace('_', '-')} must be above 0, not {value}")
    if arguments.hold_out < 0:
        raise ValueError(f"--hold-out must not be negative, as {arguments.hold_out} is")


def _train(arguments: argparse.Namespace, device: Any, workers: Any) -> int:  # noqa: ANN401 - of torch
    from infinitygan.training.loop import Budget, train
    from infinitygan.training.run import RunRequest, plan_run, start_step

    settings = {name: getattr(arguments, name) for name in SETTINGS}
    request = RunRequest(
        output=arguments.output,
        preset=arguments.preset,
        levels=arguments.levels,
        recipe=arguments.recipe,
        settings={name: value for name, value in settings.items() if value is not None},
        resume=arguments.resume,
        parent=arguments.parent,
    )
    plan = plan_run(request)
    step = start_step(plan, arguments.output, device, arguments.features, workers)
    photos = _photos(arguments, plan.generator.scene_px, workers.is_first).to(device)
    _make_folder(arguments.output)
    display = _Display(arguments.json) if workers.is_first else lambda progress: None
    budget = Budget(
        arguments.images,
        arguments.minutes,
        arguments.checkpoint_minutes,
        arguments.grid_minutes,
    )
    interrupted = train(step, photos, arguments.output, arguments.output.name, budget, display)
    if workers.is_first:
        _report(arguments, step.images_seen, interrupted)
    return INTERRUPTED if interrupted else 0


def _photos(arguments: argparse.Namespace, height_px: int, is_first: bool) -> Any:  # noqa: ANN401
    from infinitygan.training.photos import PhotoPack
    from infinitygan.training.run import read_pack, training_photos

    found = training_photos(arguments.photos, arguments.hold_out)
    progress = ProgressBar("photo", arguments.json) if is_first else lambda done, total: None
    pack: PhotoPack = read_pack(found, height_px, arguments.threads or 4, progress)
    if is_first and not arguments.json:
        write_notice(f"{pack.count} of {len(found)} photos, {height_px} px high")
    return pack


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"cannot make the folder '{folder}': {error.strerror}") from error


def _report(arguments: argparse.Namespace, images_seen: int, interrupted: bool) -> None:
    path = str(arguments.output.resolve())
    if arguments.json:
        write_json({"event": "done", "path": path, "images": images_seen})
        return
    word = "interrupted and saved" if interrupted else "done"
    write_notice(f"{word} after {images_seen:,} images: {path}")
    if interrupted:
        write_notice("go on with --resume")


@dataclass
class _Display:
    """Tells a person, or a machine, how the training goes."""

    as_json: bool
    _next: float = 0.0

    def __post_init__(self) -> None:
        self._line = StatusLine()

    def __call__(self, progress: "Progress") -> None:
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
