"""`info`: versions, devices and the model."""

import argparse
import platform
from pathlib import Path

from infinitygan.commands.console import write_line
from infinitygan.recipe import program_version


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser("info", help="versions, devices and the model's card")
    parser.add_argument("--model", type=Path, metavar="DIR", help="another model than the bundled")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print; returns the exit code."""
    import numpy
    import PIL
    import torch

    from infinitygan.checkpoint import read_info
    from infinitygan.inference.device import available_devices
    from infinitygan.inference.renderer import default_model_folder

    write_line(f"Everscape {program_version()}")
    write_line(
        f"Python {platform.python_version()}, torch {torch.__version__}, "
        f"NumPy {numpy.__version__}, Pillow {PIL.__version__}, {platform.platform()}"
    )
    for device in available_devices():
        write_line(f"device {device.name}: {device.title}, {device.dtype}".replace("torch.", ""))
    folder = arguments.model or default_model_folder()
    model = read_info(folder)
    config = model.config
    write_line(
        f"model {model.name}: {config.levels} levels, scenes of {config.scene_px} px, "
        f"{model.images_seen:,} images seen, licence: {model.licence or 'not told'}"
    )
    card = folder / "README.md"
    if card.is_file():
        write_line("")
        write_line(card.read_text(encoding="utf-8"))
    return 0
