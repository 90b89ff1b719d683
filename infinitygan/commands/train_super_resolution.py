"""`train-super-resolution`: the network that makes a model's pictures finer, from photos."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from infinitygan.training.photo_heights import PhotoHeights


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "train-super-resolution",
        help="train the network that makes a model's pictures finer",
        description="-o is the folder of the model that is to have the network.",
    )
    add_run_arguments(parser)
    parser.add_argument(
        "--features",
        type=Path,
        required=True,
        metavar="DIR",
        help="of the frozen feature network; see docs/training.md",
    )
    parser.add_argument("--width", type=positive, metavar="N", help="channels; default: 32")
    parser.add_argument("--layers", type=positive, metavar="N", help="convolutions; default: 6")
    parser.add_argument("--seed", type=int, metavar="N")
    add_machine_arguments(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Train; returns the exit code."""
    from infinitygan.training.device import prepare, training_device
    from infinitygan.training.super_resolution_run import (
        SuperResolutionRequest,
        early_features,
        plan_super_resolution,
        start_super_resolution,
        train_super_resolution,
    )

    check_run_arguments(arguments)
    device = training_device(arguments.device)
    prepare(device, arguments.threads)
    request = SuperResolutionRequest(
        output=arguments.output,
        width=arguments.width,
        layers=arguments.layers,
        seed=arguments.seed,
        resume=arguments.resume,
    )
    config = plan_super_resolution(request)
    features = early_features(arguments.features)
    step = start_super_resolution(request, config, features, device)
    photos = _photos(arguments, config.crop_px)
    make_folder(arguments.output)
    interrupted = train_super_resolution(
        step,
        photos.to(device),
        arguments.output,
        budget_of(arguments),
        TrainingDisplay(arguments.json),
    )
    report_end(arguments, step.images_seen, interrupted)
    return INTERRUPTED if interrupted else 0


def _photos(arguments: argparse.Namespace, crop_px: int) -> "PhotoHeights":
    from infinitygan.training.photo_heights import SHORTEST_PX, read_photo_heights

    def start_pack(height_px: int) -> Callable[[int, int], None]:
        return ProgressBar(f"photo, {height_px} px high:", arguments.json)

    shortest_px = max(SHORTEST_PX, crop_px)
    photos = read_photo_heights(
        arguments.photos, arguments.hold_out, shortest_px, arguments.threads or 4, start_pack
    )
    if not arguments.json:
        for pack in photos.packs:
            write_notice(f"{pack.count} photos, {pack.height_px} px high")
    return photos
