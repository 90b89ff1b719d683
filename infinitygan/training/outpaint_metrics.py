"""How well a hidden half is continued: measures, and the simple ways to beat.

Pictures are uint8 [H, W, 3]; the columns up to `border` are known, those from it on were made.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from torch import Tensor

from infinitygan.training.inception import Inception

Picture = NDArray[np.uint8]
Features = Callable[[Sequence[Picture]], Tensor]

STRIP_PX = 4  # on both sides of the border
ROWS_PX = 16  # steps are compared over so many rows, so that fine texture does not count
BLUR_SHARE = 0.05  # of the height: radius of the blurred fill
CROP_SHARE = 0.5  # of the height: side of the crops whose features are compared
CROPS_DOWN, CROPS_ACROSS = 5, 4  # of a photo, at even distances: three quarters of each are shared


class OutpaintFigures(NamedTuple):
    """The figures of one way of continuing, means over photos.

    `known_psnr_db` is of the known half as the model paints it, before the photo is put back; None
    where there is no model. `step_ratio` is the colour step at the border against the real photo's.
    """

    step_ratio: float
    known_psnr_db: float | None = None
    frechet: float | None = None
    seconds: float | None = None
    cpu_s: float | None = None


def mirrored(known: Picture, width: int) -> Picture:
    """Continue a picture to the right by its mirror image."""
    return np.pad(known, ((0, 0), (0, width - known.shape[1]), (0, 0)), mode="symmetric")


def edge_stretched(known: Picture, width: int) -> Picture:
    """Continue a picture by its last column."""
    return np.pad(known, ((0, 0), (0, width - known.shape[1]), (0, 0)), mode="edge")


def blurred_fill(known: Picture, width: int) -> Picture:
    """Lay a picture over a stretched and blurred copy of itself, as many programs do."""
    height = known.shape[0]
    stretched = Image.fromarray(known).resize((width, height), Image.Resampling.BILINEAR)
    blurred = stretched.filter(ImageFilter.GaussianBlur(height * BLUR_SHARE))
    filled = np.array(blurred)
    filled[:, : known.shape[1]] = known
    return filled


BASELINES: Mapping[str, Callable[[Picture, int], Picture]] = {
    "mirror padding": mirrored,
    "edge stretch": edge_stretched,
    "blurred fill": blurred_fill,
}


def psnr_db(made: Picture, wanted: Picture) -> float:
    """Return the peak signal-to-noise ratio of two pictures; 99 for equal ones."""
    error = np.mean((made.astype(np.float64) - wanted) ** 2)
    return 99.0 if error == 0 else float(min(10 * np.log10(255**2 / error), 99.0))


def border_step(picture: Picture, border: int) -> float:
    """Return the mean colour step across a border, in steps of 255."""
    rows = picture.shape[0] // ROWS_PX * ROWS_PX or picture.shape[0]
    block = min(ROWS_PX, rows)
    values = picture[:rows].astype(np.float64).reshape(rows // block, block, -1, 3).mean(1)
    before = values[:, max(border - STRIP_PX, 0) : border].mean(1)
    after = values[:, border : border + STRIP_PX].mean(1)
    return float(np.abs(after - before).mean())


def step_ratio(made: list[Picture], real: list[Picture], borders: list[int]) -> float:
    """Return the colour steps of pictures against those of the real ones at the same places."""
    steps = [border_step(picture, at) for picture, at in zip(made, borders, strict=True)]
    wanted = [border_step(picture, at) for picture, at in zip(real, borders, strict=True)]
    return sum(steps) / max(sum(wanted), 1e-6)


def border_crops(picture: Picture, border: int) -> list[Picture]:
    """Cut squares from around the border on to the end, evenly; all hold something made."""
    height, width = picture.shape[:2]
    side = max(min(round(height * CROP_SHARE), width - border), 1)
    first, last = max(min(border - side // 2, width - side), 0), width - side
    tops = np.linspace(0, height - side, CROPS_DOWN).round().astype(int)
    lefts = np.linspace(first, last, CROPS_ACROSS).round().astype(int)
    return [picture[top : top + side, left : left + side] for top in tops for left in lefts]


def features_of(judge: Inception) -> Features:
    """Return what looks at pictures of one size through the judge's 768 features, float64."""

    def look(pictures: Sequence[Picture]) -> Tensor:
        rgb = torch.tensor(np.stack(pictures)).permute(0, 3, 1, 2).float() / 255
        with torch.no_grad():
            return judge(rgb).mixed_7.double()

    return look


def crop_features(pictures: Sequence[Picture], features: Features) -> Tensor:
    """Return the features [N, F] of the crops of pictures that go on beyond their middles."""
    crops = [crop for picture in pictures for crop in border_crops(picture, picture.shape[1] // 2)]
    return torch.cat([features([crop]) for crop in crops])
