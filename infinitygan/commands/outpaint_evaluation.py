"""`evaluate --outpaint`: hide half of each photo, continue the other half, and compare."""

import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np

from infinitygan.commands.console import write_json, write_line
from infinitygan.errors import UserError
from infinitygan.geometry import Size
from infinitygan.inference.inversion import MatchProgress, MatchSettings
from infinitygan.inference.outpaint import Outpainting, matched
from infinitygan.inference.photo import Photo, read_photo
from infinitygan.inference.photo_pixels import Area, photo_area, resampled
from infinitygan.inference.renderer import Renderer
from infinitygan.scene import PhotoPlacement, Scene
from infinitygan.training.outpaint_metrics import (
    BASELINES,
    Features,
    OutpaintFigures,
    Picture,
    continuation_distance,
    psnr_db,
    step_ratio,
)

HEIGHT_PX = 720  # of the photos as they are continued
FEATHER_PX = 16.0
OURS = "Everscape"
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".avif")


@dataclass(frozen=True, eq=False)
class Continued:
    """One photo, its continuation, and how it came about."""

    real: Picture
    made: Picture
    known_psnr_db: float
    seconds: float

    @property
    def border(self) -> int:
        """Return the first column that was hidden."""
        return self.real.shape[1] // 2


def evaluate(
    folder: Path,
    renderer: Renderer,
    settings: MatchSettings,
    features: Features | None,
    on_progress: Callable[[int, int], None],
    height_px: int = HEIGHT_PX,
) -> dict[str, OutpaintFigures]:
    """Measure the model and the baselines on the photos of a folder.

    Args:
        folder: of photos that the model never saw.
        renderer: of the model.
        settings: of the matches.
        features: of pictures of one size, [N, F], for the Frechet distance; None leaves it out.
        on_progress: hears the photos done and their total.
        height_px: of the photos as they are continued.

    Raises: UserError: if there is no photo.
    """
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    if not paths:
        raise UserError(f"there are no photos in '{folder}'")
    results: list[Continued] = []
    for path in paths:
        on_progress(len(results), len(paths))
        results.append(continue_half(read_photo(path), renderer, settings, height_px))
    on_progress(len(paths), len(paths))
    return dict(_figures(results, features))


def continue_half(
    photo: Photo, renderer: Renderer, settings: MatchSettings, height_px: int
) -> Continued:
    """Hide the right half of a photo and continue the left one."""
    width = max(round(photo.size.width * height_px / photo.size.height), 2)
    real = resampled(photo, Area(0, 0, height_px, width), Size(height_px, width).rect)
    rgb = np.ascontiguousarray(real[:, : width // 2])
    known = Photo(hashlib.sha256(rgb.tobytes()).hexdigest(), rgb)
    placement = PhotoPlacement(known.digest, 0, 0, height_px, width // 2, FEATHER_PX)
    scene = Scene(Size(height_px, width), photos=(placement,))
    started = time.monotonic()
    reports: deque[MatchProgress] = deque(maxlen=1)
    work = matched(renderer, Outpainting(scene, {known.digest: known}), settings, reports.append)
    seconds = time.monotonic() - started
    area = photo_area(placement, renderer.placement(scene, renderer.levels))
    wanted = resampled(known, area, area.inner_rect())
    quality = psnr_db(reports[-1].picture, wanted)
    return Continued(real, renderer.render(work.scene), quality, seconds)


def _figures(
    results: Sequence[Continued], features: Features | None
) -> Iterator[tuple[str, OutpaintFigures]]:
    real = [result.real for result in results]
    ours = OutpaintFigures(
        _ratio([result.made for result in results], real),
        fmean(result.known_psnr_db for result in results),
        _frechet([result.made for result in results], real, features),
        fmean(result.seconds for result in results),
    )
    yield OURS, ours
    for name, fill in BASELINES.items():
        made = [fill(picture[:, : picture.shape[1] // 2], picture.shape[1]) for picture in real]
        figures = OutpaintFigures(_ratio(made, real))
        yield name, figures._replace(frechet=_frechet(made, real, features))


def _ratio(made: list[Picture], real: list[Picture]) -> float:
    return step_ratio(made, real, [picture.shape[1] // 2 for picture in real])


def _frechet(made: list[Picture], real: list[Picture], features: Features | None) -> float | None:
    return None if features is None else continuation_distance(made, real, features)


def write_figures(figures: dict[str, OutpaintFigures], *, as_json: bool) -> None:
    """Print the table."""
    if as_json:
        rows = {name: row._asdict() for name, row in figures.items()}
        write_json({"event": "done", "outpaint": rows})
        return
    write_line("| way | step ratio | PSNR of the known half | Frechet-768 | seconds |")
    write_line("|---|---|---|---|---|")
    for name, row in figures.items():
        cells = (row.step_ratio, row.known_psnr_db, row.frechet, row.seconds)
        write_line(f"| {name} | " + " | ".join(_cell(value) for value in cells) + " |")


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
