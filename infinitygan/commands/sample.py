"""`sample`: many pictures, a new style and layout each, for galleries and metrics."""

import argparse
from pathlib import Path

from infinitygan.commands.console import ProgressBar, write_line
from infinitygan.commands.scene_arguments import add_model_arguments, positive, size
from infinitygan.errors import UserError
from infinitygan.scene import Scene
from infinitygan.styles import SeedStyle


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser("sample", help="render many landscapes into a folder")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    parser.add_argument("--count", type=positive, default=12, metavar="N")
    parser.add_argument("--size", type=size, default="1280x720", metavar="WxH")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="of the first picture")
    parser.add_argument("--variety", type=float, default=0.7, metavar="F")
    parser.add_argument("--suffix", default=".png", help="format: .png, .jpg, .webp, ...")
    parser.add_argument("--force", action="store_true", help="replace files that are there")
    add_model_arguments(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Render them; returns the exit code."""
    scenes = [
        Scene(
            arguments.size,
            layout_seed=seed,
            texture_seed=seed,
            style=SeedStyle(seed),
            variety=arguments.variety,
        )
        for seed in range(arguments.seed, arguments.seed + arguments.count)
    ]
    try:
        arguments.output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"cannot make the folder '{arguments.output}': {error.strerror}") from error
    from infinitygan.commands.opening import open_renderer
    from infinitygan.inference.export import ExportOptions, export_picture

    renderer = open_renderer(arguments)
    progress = ProgressBar("picture")
    for index, scene in enumerate(scenes):
        path = arguments.output / f"{scene.layout_seed:06d}{arguments.suffix}"
        export_picture(renderer, scene, path, ExportOptions(force=arguments.force))
        progress(index + 1, len(scenes))
    write_line(f"{len(scenes)} pictures in {arguments.output.resolve()}")
    return 0
