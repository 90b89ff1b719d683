"""`render`: one picture of any size."""

import argparse
import time
from pathlib import Path

from infinitygan.commands.console import ProgressBar, write_json, write_line
from infinitygan.commands.scene_arguments import (
    add_model_arguments,
    add_scene_arguments,
    positive,
    scene_of,
)
from infinitygan.scene import Scene
from infinitygan.styles import SeedStyle


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser("render", help="render a landscape of any size into a file")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    add_scene_arguments(parser)
    add_model_arguments(parser)
    parser.add_argument("--level", type=positive, metavar="J", help="only a preview of few levels")
    parser.add_argument("--quality", type=positive, metavar="N", help="1 to 100: JPEG, WebP, AVIF")
    parser.add_argument("--no-recipe", action="store_true", help="leave the recipe out of the file")
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    parser.add_argument("--json", action="store_true", help="lines for machines")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Render; returns the exit code."""
    scene, made_with = scene_of(arguments)
    if arguments.level is None:  # what can fail is found before torch is loaded
        from infinitygan.inference.destination import check_destination

        check_destination(arguments.output, scene.canvas, force=arguments.force)
    started = time.monotonic()
    from infinitygan.commands.opening import open_renderer, provide_photos
    from infinitygan.inference.export import ExportOptions, export_picture

    renderer = open_renderer(arguments, made_with)
    provide_photos(renderer, scene, arguments.scene)
    options = ExportOptions(
        level=arguments.level,
        quality=arguments.quality,
        with_recipe=not arguments.no_recipe,
        force=arguments.force,
    )
    progress = ProgressBar("tile", arguments.json)
    export_picture(renderer, scene, arguments.output, options, progress)
    _report(arguments, scene, renderer.device_name, time.monotonic() - started)
    return 0


def _report(arguments: argparse.Namespace, scene: Scene, device: str, seconds: float) -> None:
    path = arguments.output.resolve()
    if arguments.json:
        done = {"event": "done", "path": str(path), "seconds": seconds, "device": device}
        write_json(done | {"size": str(scene.canvas), "seed": scene.layout_seed})
        return
    style = scene.style
    styled = style.name or (str(style.seed) if isinstance(style, SeedStyle) else "a mix")
    write_line(f"{path}")
    write_line(
        f"{scene.canvas} px in {seconds:.1f} s on {device}; "
        f"seed {scene.layout_seed}, style {styled}, variety {scene.variety:g}"
    )
    write_line("another: --seed 7 | --style NAME or number (see `styles list`) | --size 5120x1440")
