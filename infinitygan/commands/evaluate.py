"""`evaluate`: how near a model's pictures come to photos that it never saw."""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from infinitygan.commands.console import (
    ProgressBar,
    clock,
    write_json,
    write_line,
    write_notice,
)
from infinitygan.commands.outpaint import DEFAULT_STEPS
from infinitygan.commands.scene_arguments import positive
from infinitygan.errors import UserError

if TYPE_CHECKING:
    from infinitygan.checkpoint import ModelInfo
    from infinitygan.networks.generator import Generator
    from infinitygan.networks.super_resolution import SuperResolution
    from infinitygan.training.evaluation import Protocol, Report
    from infinitygan.training.photos import PhotoPack
    from infinitygan.training.picture_sets import PictureSource

DEFAULT_COUNT = 2000
DEFAULT_LAYOUTS = 5
MOST_DOUBLINGS = 3
DEFAULT_PATCH_CELLS = 13  # of a model that does not say how it was trained


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser("evaluate", help="measure a model against photos")
    parser.add_argument("--model", type=Path, metavar="DIR", help="another model than the bundled")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--photos", type=Path, nargs="+", metavar="DIR", help="as in `train`")
    which.add_argument(
        "--outpaint", type=Path, metavar="DIR", help="hide half of each photo, and continue it"
    )
    which.add_argument(
        "--locks", action="store_true", help="what a locked layout and a locked style keep"
    )
    parser.add_argument("--sheet", type=Path, metavar="OUT", help="of --locks: its pictures, too")
    parser.add_argument(
        "--pictures", type=Path, metavar="DIR", help="of --outpaint: the continued photos, too"
    )
    parser.add_argument(
        "--steps", type=positive, default=DEFAULT_STEPS, metavar="N", help="of each match"
    )
    parser.add_argument(
        "--hold-out",
        type=positive,
        default=500,
        metavar="N",
        help="the photos of the first folder that training set aside; default: 500",
    )
    parser.add_argument(
        "--features",
        type=Path,
        metavar="DIR",
        help="where the judge's weights are, but for --locks",
    )
    parser.add_argument(
        "--count", type=positive, metavar="N", help="pictures in each set: 2000; layouts: 5"
    )
    parser.add_argument(
        "--scale-count", type=int, default=500, metavar="N", help="at each scale; 0: leave out"
    )
    parser.add_argument(
        "--variety", type=float, default=0.7, metavar="V", help="of the pictures as shown: 0 to 1.5"
    )
    parser.add_argument("--patch-cells", type=positive, metavar="N", help="default: as trained")
    parser.add_argument(
        "--doublings",
        type=int,
        choices=range(MOST_DOUBLINGS + 1),
        default=0,
        help="so many times super-resolution makes the pictures finer; default: 0",
    )
    parser.add_argument("--batch", type=positive, default=16, metavar="B")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keeps the features of photos")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or cuda:N")
    parser.add_argument("--threads", type=positive, metavar="N", help="CPU threads; default: all")
    parser.add_argument("--json", action="store_true", help="lines for machines")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Measure; returns the exit code."""
    if arguments.locks:
        return _run_locks(arguments)
    if arguments.features is None:
        raise UserError("--features must name the folder of the judge's weights")
    if arguments.outpaint:
        return _run_outpaint(arguments)
    from infinitygan.checkpoint import load_model, load_super_resolution
    from infinitygan.training.ablations import ablate
    from infinitygan.training.device import placed, prepare, training_device
    from infinitygan.training.evaluation import Evaluation, Protocol
    from infinitygan.training.feature_sets import FeatureExtractor
    from infinitygan.training.inception import Inception

    device = training_device(arguments.device)
    prepare(device, arguments.threads)
    started = time.monotonic()
    generator, info = load_model(_model_folder(arguments))
    trained = info.details.get("training", {})
    ablate(generator, trained.get("ablation", ""))
    protocol = Protocol(
        patch_cells=arguments.patch_cells or trained.get("patch_cells", DEFAULT_PATCH_CELLS),
        count=arguments.count or DEFAULT_COUNT,
        scale_count=arguments.scale_count,
        batch=arguments.batch,
        seed=arguments.seed,
        doublings=arguments.doublings,
    )
    super_resolution = load_super_resolution(_model_folder(arguments))
    if arguments.doublings and super_resolution is None:
        raise UserError(f"{info.name} has no super-resolution network: leave --doublings out")
    judge = Inception.load(arguments.features)
    reference, others = _photos(arguments, info.config.scene_px << arguments.doublings)
    generator = placed(generator, device)
    sources = _sources(arguments, generator, super_resolution, info, protocol)
    seen = _Seen(ProgressBar("picture", arguments.json), protocol.pictures(len(sources)))
    extractor = FeatureExtractor(judge, device, arguments.cache, seen)
    evaluation = Evaluation(
        generator, sources, reference, others, extractor, protocol, _on_stage(arguments)
    )
    _write(arguments, evaluation.run(), f"{info.name}, {info.images_seen:,} images seen")
    if not arguments.json:
        write_notice(f"measured in {clock(time.monotonic() - started)}")
    return 0


def _sources(
    arguments: argparse.Namespace,
    generator: "Generator",
    super_resolution: "SuperResolution | None",
    info: "ModelInfo",
    protocol: "Protocol",
) -> "dict[str, PictureSource]":
    """Return the model's pictures as in training, and as the program shows them."""
    from infinitygan.commands.shown_pictures import ShownPictures
    from infinitygan.inference.device import find_device
    from infinitygan.inference.renderer import Renderer
    from infinitygan.training.picture_sets import UntruncatedPictures

    size = (protocol.patch_cells, protocol.batch, protocol.seed)
    sources: dict[str, PictureSource] = {
        "the model, untruncated": UntruncatedPictures(
            generator, *size, super_resolution, protocol.doublings
        )
    }
    if not info.details.get("training", {}).get("ablation"):  # which the program cannot show
        renderer = Renderer(
            generator,
            info,
            find_device(arguments.device),
            super_resolution=super_resolution,
            notify=write_notice,
        )
        name = f"the model, as shown at variety {arguments.variety:g}"
        sources[name] = ShownPictures(
            renderer, info.config, *size, arguments.variety, protocol.doublings
        )
    return sources


def _run_locks(arguments: argparse.Namespace) -> int:
    from infinitygan.commands.lock_evaluation import evaluate, write_figures
    from infinitygan.inference.renderer import Renderer

    count = arguments.count or DEFAULT_LAYOUTS
    if count < 2:
        raise UserError("--count must be at least 2: one layout has nothing to be compared with")
    renderer = Renderer.open(arguments.model, arguments.device, notify=write_notice)
    bar = ProgressBar("picture", arguments.json)
    figures = evaluate(renderer, count, arguments.seed, bar, arguments.sheet)
    write_figures(figures, as_json=arguments.json)
    return 0


def _run_outpaint(arguments: argparse.Namespace) -> int:
    from infinitygan.commands.outpaint_evaluation import (
        compared,
        continued,
        save_pictures,
        write_figures,
    )
    from infinitygan.inference.inversion import MatchSettings
    from infinitygan.inference.renderer import Renderer
    from infinitygan.training.inception import Inception
    from infinitygan.training.outpaint_metrics import features_of

    judge = features_of(Inception.load(arguments.features))
    renderer = Renderer.open(arguments.model, arguments.device, notify=write_notice)
    settings = MatchSettings.of_steps(arguments.steps)
    bar = ProgressBar("photo", arguments.json)
    results = list(continued(arguments.outpaint, renderer, settings, bar))
    if arguments.pictures is not None:
        save_pictures(results, arguments.pictures)
    photos = {result.name: result.figures for result in results}
    write_figures(photos, compared(results, judge), as_json=arguments.json)
    return 0


class _Seen:
    """Counts pictures for the bar."""

    def __init__(self, bar: ProgressBar, total: int) -> None:
        self._bar, self._total, self._done = bar, total, 0

    def __call__(self, count: int) -> None:
        self._done += count
        self._bar(self._done, self._total)


def _on_stage(arguments: argparse.Namespace) -> Callable[[str], None]:
    def write(name: str) -> None:
        if not arguments.json:
            write_notice(name)

    return write


def _model_folder(arguments: argparse.Namespace) -> Path:
    if arguments.model:
        return arguments.model
    from infinitygan.inference.renderer import default_model_folder

    return default_model_folder()


def _photos(arguments: argparse.Namespace, height_px: int) -> "tuple[PhotoPack, PhotoPack]":
    from infinitygan.training.photo_files import find_photos, split_held_out
    from infinitygan.training.run import read_pack

    first, *more = [find_photos(source) for source in arguments.photos]
    others, reference = split_held_out(first, arguments.hold_out)
    others += [photo for photos in more for photo in photos]
    progress = ProgressBar("photo", arguments.json)
    threads = arguments.threads or 4
    return (
        read_pack(reference, height_px, threads, progress),
        read_pack(others, height_px, threads, progress),
    )


def _write(arguments: argparse.Namespace, report: "Report", title: str) -> None:
    from infinitygan.training.report import to_json, to_markdown

    if arguments.json:
        write_json({"event": "done", "model": title, **to_json(report)})
    else:
        write_line(to_markdown(report, title))
