"""`outpaint`: a photo made wider; `between`: two photos joined by a landscape."""

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from infinitygan.commands.console import ProgressBar, write_json, write_line, write_notice
from infinitygan.commands.scene_arguments import add_model_arguments, positive, size
from infinitygan.errors import UserError

if TYPE_CHECKING:
    from infinitygan.inference.inversion import MatchProgress, MatchSettings
    from infinitygan.inference.outpaint import Outpainting, PhotoLook
    from infinitygan.inference.photo import Photo
    from infinitygan.scene import Scene

DEFAULT_STEPS = 640
AUTO = "auto"
ANCHORS = (
    "center", "left", "right", "top", "bottom", "top-left", "top-right", "bottom-left",
    "bottom-right",
)  # fmt: skip


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add both commands."""
    one = subparsers.add_parser("outpaint", help="continue a photo beyond its frame")
    one.add_argument("photo", type=Path, metavar="PHOTO")
    one.add_argument("--anchor", choices=ANCHORS, default="center", help="where the photo lies")
    _add_arguments(one)
    one.set_defaults(run=run)
    two = subparsers.add_parser("between", help="join two photos by a landscape between them")
    two.add_argument("left", type=Path, metavar="LEFT")
    two.add_argument("right", type=Path, metavar="RIGHT")
    _add_arguments(two)
    two.set_defaults(run=run_between)


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    parser.add_argument("--size", type=size, required=True, metavar="WxH")
    parser.add_argument("--scale", type=float, default=1.0, metavar="F", help="1: as large as fits")
    parser.add_argument(
        "--steps", type=positive, default=DEFAULT_STEPS, metavar="N", help="of the match"
    )
    parser.add_argument("--minutes", type=minutes, metavar="M", help="end the match after so long")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of what is added")
    parser.add_argument(
        "--horizon",
        type=horizon,
        metavar="auto|F",
        help="where the photo's own lies, from 0 at its top to 1; auto: found",
    )
    parser.add_argument("--feather", type=float, default=32.0, metavar="PX", help="0 to 256")
    parser.add_argument("--colour-match", type=float, default=1.0, metavar="F", help="0 to 1")
    parser.add_argument("--enlarge", type=float, metavar="F", help="1 to 32; default: automatic")
    parser.add_argument("--project", type=Path, metavar="FILE", help="save an .everscape, too")
    parser.add_argument("--large", action="store_true", help="take photos above 178 megapixels")
    parser.add_argument("--quality", type=positive, metavar="N", help="1 to 100: JPEG, WebP, AVIF")
    parser.add_argument("--force", action="store_true", help="replace files that are there")
    parser.add_argument("--json", action="store_true", help="lines for machines")
    add_model_arguments(parser)


def minutes(text: str) -> float:
    """Parse a number of minutes above 0."""
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"minutes must be a number above 0, not {text}")
    return value


def horizon(text: str) -> float | str:
    """Parse a share of a photo's height, or `AUTO`: to be found."""
    if text == AUTO:
        return AUTO
    share = float(text)
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"a horizon is 'auto' or from 0 to 1, not {text}")
    return share


def run(arguments: argparse.Namespace) -> int:
    """Outpaint one photo; returns the exit code."""
    photos = _read_photos(arguments, [arguments.photo])
    from infinitygan.inference.outpaint import outpainting
    from infinitygan.inference.photo_placement import Anchor

    anchor, look = Anchor(arguments.anchor), _look(arguments)
    work = outpainting(photos[0], arguments.size, anchor, look, arguments.seed)
    return _paint(arguments, work, [arguments.photo])


def run_between(arguments: argparse.Namespace) -> int:
    """Join two photos; returns the exit code."""
    photos = _read_photos(arguments, [arguments.left, arguments.right])
    from infinitygan.inference.outpaint import in_between

    work = in_between(photos[0], photos[1], arguments.size, _look(arguments), arguments.seed)
    return _paint(arguments, work, [arguments.left, arguments.right])


def _read_photos(arguments: argparse.Namespace, paths: list[Path]) -> "list[Photo]":
    """Find what is wrong with the input before torch is loaded and anything is computed."""
    from infinitygan.inference.destination import check_destination
    from infinitygan.inference.photo import PhotoTooLarge, read_photo

    check_destination(arguments.output, arguments.size, force=arguments.force)
    _check_project(arguments)
    photos: list[Photo] = []
    for path in paths:
        try:
            photo = read_photo(path)
        except PhotoTooLarge as error:
            if not arguments.large:
                raise UserError(f"{error}; give --large to use it all the same") from error
            photo = read_photo(path, allow_large=True, at_least=arguments.size)
        for note in photo.notes:
            write_notice(f"{path.name}: {note}")
        photos.append(photo)
    return photos


def _check_project(arguments: argparse.Namespace) -> None:
    from infinitygan.inference.destination import check_folder
    from infinitygan.scene_file import PROJECT_SUFFIX

    path: Path | None = arguments.project
    if path is None:
        return
    if path.suffix.lower() != PROJECT_SUFFIX:
        raise UserError(f"a project's name ends in {PROJECT_SUFFIX}, unlike '{path.name}'")
    if path.exists() and not arguments.force:
        raise UserError(f"'{path}' exists; give --force to replace it")
    try:
        check_folder(path.parent)
    except OSError as error:
        raise UserError(f"cannot save '{path}': {error.strerror or error}") from error


def _look(arguments: argparse.Namespace) -> "PhotoLook":
    from infinitygan.inference.outpaint import PhotoLook

    if not 0 < arguments.scale < float("inf"):
        raise ValueError(f"--scale must be above 0, not {arguments.scale}")
    if not 0 <= arguments.feather <= 256:
        raise ValueError(f"--feather must be from 0 to 256, not {arguments.feather}")
    return PhotoLook(arguments.scale, arguments.feather, arguments.colour_match)


def _settings(arguments: argparse.Namespace) -> "MatchSettings":
    from infinitygan.inference.inversion import MatchSettings

    seconds = None if arguments.minutes is None else arguments.minutes * 60
    return MatchSettings.of_steps(arguments.steps, seconds)


def _paint(arguments: argparse.Namespace, work: "Outpainting", paths: list[Path]) -> int:
    from dataclasses import replace

    from infinitygan.commands.opening import open_renderer
    from infinitygan.inference.export import ExportOptions, export_picture
    from infinitygan.inference.outpaint import matched
    from infinitygan.inference.photo_placement import covers_canvas

    started = time.monotonic()
    if arguments.enlarge is not None:
        work = replace(work, scene=replace(work.scene, enlargement=arguments.enlarge))
    if arguments.horizon is not None:
        work = replace(work, scene=_aligned(work, arguments.horizon))
    renderer = open_renderer(arguments)
    if covers_canvas(work.scene):
        write_notice("the photo hides the whole canvas: nothing is left to paint")
    bar = ProgressBar("match", arguments.json)

    def show(progress: "MatchProgress") -> None:
        bar(progress.done, progress.total)

    work = matched(renderer, work, _settings(arguments), show)
    matched_s = time.monotonic() - started
    if arguments.project is not None:
        _save_project(arguments, work, paths)
    options = ExportOptions(quality=arguments.quality, force=arguments.force)
    progress = ProgressBar("tile", arguments.json)
    export_picture(renderer, work.scene, arguments.output, options, progress)
    _report(arguments, renderer.device_name, matched_s, time.monotonic() - started)
    return 0


def _aligned(work: "Outpainting", share: float | str) -> "Scene":
    """Return the scene with the mean of its photos' horizons."""
    from dataclasses import replace
    from statistics import fmean

    from infinitygan.inference.horizon import find_horizon, with_horizon

    scene = work.scene
    horizons: list[float] = []
    for placement in scene.photos:
        photo = work.photos[placement.photo]
        found = share if isinstance(share, float) else find_horizon(photo)
        if found is not None:
            horizons.append(with_horizon(scene, placement, found).horizon)
    if not horizons:
        write_notice("no horizon was found in the photo; say where it lies: --horizon 0.4")
        return scene
    return replace(scene, horizon=fmean(horizons))


def _save_project(arguments: argparse.Namespace, work: "Outpainting", paths: list[Path]) -> None:
    import hashlib

    from infinitygan.inference.outpaint import project_of
    from infinitygan.scene_file import write_project

    files = [path.read_bytes() for path in paths]
    by_digest = {hashlib.sha256(data).hexdigest(): data for data in files}
    write_project(arguments.project, project_of(work, by_digest))


def _report(arguments: argparse.Namespace, device: str, matched_s: float, seconds: float) -> None:
    path = arguments.output.resolve()
    if arguments.json:
        done = {"event": "done", "path": str(path), "seconds": seconds, "device": device}
        write_json(done | {"match_seconds": matched_s, "size": str(arguments.size)})
        return
    write_line(f"{path}")
    write_line(
        f"{arguments.size} px in {seconds:.1f} s, {matched_s:.1f} s of them for the match, "
        f"on {device}; seed {arguments.seed}"
    )
    write_line("another continuation: --seed 7; keep it to go on in the program: --project FILE")
