"""`pack`: photos at one height in one small archive, to train or evaluate on another machine."""

import argparse
from pathlib import Path

from infinitygan.commands.console import ProgressBar, write_line
from infinitygan.commands.scene_arguments import positive
from infinitygan.errors import UserError


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser("pack", help="pack photos into an archive to train elsewhere")
    parser.add_argument("--photos", type=Path, required=True, metavar="DIR", help="a folder")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.zip")
    parser.add_argument("--height", type=positive, required=True, metavar="PX", help="of all")
    parser.add_argument("--quality", type=positive, default=90, metavar="N", help="1 to 100")
    parser.add_argument("--threads", type=positive, default=4, metavar="N")
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Pack; returns the exit code."""
    from infinitygan.training.photo_files import (
        ARCHIVE_SUFFIX,
        find_photos,
        read_photos,
        write_archive,
    )

    if arguments.output.suffix.lower() != ARCHIVE_SUFFIX:
        raise UserError(f"'{arguments.output}' must end in {ARCHIVE_SUFFIX}")
    if arguments.output.exists() and not arguments.force:
        raise UserError(f"'{arguments.output}' exists; --force replaces it")
    if not 1 <= arguments.quality <= 100:
        raise ValueError(f"--quality must be 1 to 100, not {arguments.quality}")
    photos = find_photos(arguments.photos)
    if not photos:
        raise UserError(f"there are no photos in '{arguments.photos}'")
    progress = ProgressBar("photo")
    arrays = read_photos(photos, arguments.height, arguments.threads, progress)
    count = write_archive(arguments.output, arrays, arguments.quality)
    size_mb = arguments.output.stat().st_size / 1e6
    write_line(f"{arguments.output.resolve()}: {count} photos, {size_mb:.1f} MB")
    return 0
