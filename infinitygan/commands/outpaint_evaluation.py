"""`evaluate --outpaint`: hide half of each photo, continue the other half, and compare."""

import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np
from PIL import Image

from infinitygan.commands.console import write_json, write_line
from infinitygan.errors import UserError
from infinitygan.geometry import Size
from infinitygan.inference.inversion import MatchProgress, MatchSettings
from infinitygan.inference.outpaint import Outpainting, matched
from infinitygan.inference.photo import Photo, read_photo
from infinitygan.inference.photo_pixels import Area, photo_area, resampled
from infinitygan.inference.renderer import Renderer
from infinitygan.scene import PhotoPlacement, Scene
from infinitygan.training.metrics import frechet_distance
from infinitygan.training.outpaint_metrics import (
    BASELINES,
    Features,
    OutpaintFigures,
    Picture,
    crop_features,
    psnr_db,
    step_ratio,
)

HEIGHT_PX = 720  # of the photos as they are continued
FEATHER_PX = 16.0
OURS = "Everscape"
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".avif")


@dataclass(frozen=True, eq=False)
class Continued:
    """One photo, its continuation, and how it came about.

    `seconds` is the time of the match, `cpu_s` what the CPU worked of it, in all threads.
    """

    name: str
    real: Picture
    made: Picture
    known_psnr_db: float
    seconds: float
    cpu_s: float

    @property
    def border(self) -> int:
        """Return the first column that was hidden."""
        return self.real.shape[1] // 2

    @property
    def figures(self) -> OutpaintFigures:
        """Return the figures of this photo alone."""
        ratio = _ratio([self.made], [self.real])
        return OutpaintFigures(ratio, self.known_psnr_db, None, self.seconds, self.cpu_s)


def continued(
    folder: Path,
    renderer: Renderer,
    settings: MatchSettings,
    on_progress: Callable[[int, int], None],
    height_px: int = HEIGHT_PX,
) -> Iterator[Continued]:
    """Continue the photos of a folder, one after the other.

    Args:
        folder: of photos that the model never saw.
        renderer: of the model.
        settings: of the matches.
        on_progress: hears the photos done and their total.
        height_px: of the photos as they are continued.

    Raises: UserError: if there is no photo.
    """
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    if not paths:
        raise UserError(f"there are no photos in '{folder}'")
    for done, path in enumerate(paths):
        on_progress(done, len(paths))
        yield _continue_half(path, renderer, settings, height_px)
    on_progress(len(paths), len(paths))


def _continue_half(
    path: Path, renderer: Renderer, settings: MatchSettings, height_px: int
) -> Continued:
    """Hide the right half of a photo and continue the left one."""
    photo = read_photo(path)
    width = max(round(photo.size.width * height_px / photo.size.height), 2)
    real = resampled(photo, Area(0, 0, height_px, width), Size(height_px, width).rect)
    rgb = np.ascontiguousarray(real[:, : width // 2])
    known = Photo(hashlib.sha256(rgb.tobytes()).hexdigest(), rgb)
    placement = PhotoPlacement(known.digest, 0, 0, height_px, width // 2, FEATHER_PX)
    scene = Scene(Size(height_px, width), photos=(placement,))
    started, cpu_started = time.monotonic(), time.process_time()
    reports: deque[MatchProgress] = deque(maxlen=1)
    work = matched(renderer, Outpainting(scene, {known.digest: known}), settings, reports.append)
    seconds, cpu_s = time.monotonic() - started, time.process_time() - cpu_started
    area = photo_area(placement, renderer.placement(work.scene, renderer.levels))
    wanted = resampled(known, area, area.inner_rect())
    quality = psnr_db(reports[-1].picture, wanted)
    made = renderer.render(work.scene)
    return Continued(path.stem, real, made, quality, seconds, cpu_s)


def compared(results: Sequence[Continued], features: Features | None) -> dict[str, OutpaintFigures]:
    """Measure the model and the baselines on all photos.

    Args:
        results: of the model.
        features: of pictures of one size, [N, F], for the Frechet distance; None leaves it out.
    """
    real = [result.real for result in results]
    ways = {OURS: [result.made for result in results]}
    for name, fill in BASELINES.items():
        ways[name] = [
            fill(picture[:, : picture.shape[1] // 2], picture.shape[1]) for picture in real
        ]
    figures = {name: OutpaintFigures(_ratio(made, real)) for name, made in ways.items()}
    figures[OURS] = figures[OURS]._replace(
        known_psnr_db=fmean(result.known_psnr_db for result in results),
        seconds=fmean(result.seconds for result in results),
        cpu_s=fmean(result.cpu_s for result in results),
    )
    if features is not None:
        wanted = crop_features(real, features)
        for name, made in ways.items():
            distance = frechet_distance(crop_features(made, features), wanted)
            figures[name] = figures[name]._replace(frechet=distance)
    return figures


def _ratio(made: list[Picture], real: list[Picture]) -> float:
    return step_ratio(made, real, [picture.shape[1] // 2 for picture in real])


def save_pictures(results: Sequence[Continued], folder: Path) -> None:
    """Write the continued photos into a folder, as PNG; it is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for result in results:
        Image.fromarray(result.made).save(folder / f"{result.name}.png")


def write_figures(
    photos: Mapping[str, OutpaintFigures], ways: Mapping[str, OutpaintFigures], *, as_json: bool
) -> None:
    """Print both tables: of each photo, and of all ways."""
    if as_json:
        tables = {"photos": photos, "outpaint": ways}
        rows = {
            table: {name: row._asdict() for name, row in figures.items()}
            for table, figures in tables.items()
        }
        write_json({"event": "done", **rows})
        return
    _write_table("photo", photos)
    write_line("")
    _write_table("way", ways)


def _write_table(subject: str, figures: Mapping[str, OutpaintFigures]) -> None:
    write_line(f"| {subject} | step ratio | PSNR of the known half | Frechet-768 | s | CPU s |")
    write_line("|---|---|---|---|---|---|")
    for name, row in figures.items():
        write_line(f"| {name} | " + " | ".join(_cell(value) for value in row) + " |")


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
