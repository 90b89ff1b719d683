"""`train`: a model from a person's own photos, new, resumed, or grown from another."""

import argparse
from pathlib import Path
from typing import Any

from infinitygan.commands.console import ProgressBar, write_notice
from infinitygan.commands.scene_arguments import positive
from infinitygan.commands.training_console import (
    INTERRUPTED,
    TrainingDisplay,
    add_machine_arguments,
    add_run_arguments,
    budget_of,
    check_run_arguments,
    make_folder,
    report_end,
)
from infinitygan.config import PRESETS


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser("train", help="train a model on your own photos")
    add_run_arguments(parser)
    _add_recipe_arguments(parser)
    add_machine_arguments(parser)
    parser.set_defaults(run=run)


def _add_recipe_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", type=Path, dest="parent", metavar="MODEL", help="start from a model's folder"
    )
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
    parser.add_argument(
        "--features",
        type=Path,
        metavar="DIR",
        help="the frozen feature network that the recipe fast needs; see docs/training.md",
    )


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

    check_run_arguments(arguments)
    device = training_device(arguments.device)
    prepare(device, arguments.threads)
    with joined_workers(device) as workers:
        return _train(arguments, device, workers)


def _train(arguments: argparse.Namespace, device: Any, workers: Any) -> int:  # noqa: ANN401 - of torch
    from infinitygan.training.loop import train
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
    make_folder(arguments.output)
    display = TrainingDisplay(arguments.json) if workers.is_first else lambda progress: None
    budget = budget_of(arguments)
    interrupted = train(step, photos, arguments.output, arguments.output.name, budget, display)
    if workers.is_first:
        report_end(arguments, step.images_seen, interrupted)
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
