"""What the locks of layout and style keep: edges at an eighth of the size, and colours.

Pictures are uint8 [H, W, 3].
"""

from collections.abc import Sequence
from itertools import combinations
from statistics import fmean
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Picture = NDArray[np.uint8]
Floats = NDArray[np.float64]

EDGE_SHRINK = 8  # whether a ridge lies where it lay, not whether its grass does
QUANTILES = 32


class LockFigures(NamedTuple):
    """Figures of a grid of layouts and styles.

    Attributes:
        layout_locked: edge correlation of a layout's pictures with that in its first style, mean.
        layout_locked_worst: the lowest of these.
        style_locked: edge correlation of a style's pictures with that of its first layout, mean.
        style_locked_worst: the highest of these.
        colour_ratio: how far colours differ between the layouts of one style, against how far they
            do between the styles of one layout.
    """

    layout_locked: float
    layout_locked_worst: float
    style_locked: float
    style_locked_worst: float
    colour_ratio: float


def edge_map(picture: Picture) -> Floats:
    """Return how steep the light is at an eighth of a picture's size, by Sobel's filter."""
    height, width = picture.shape[:2]
    size = max(width // EDGE_SHRINK, 3), max(height // EDGE_SHRINK, 3)
    small = Image.fromarray(picture).convert("L").resize(size, Image.Resampling.BOX)
    light = np.asarray(small, np.float64)
    across = light[:, 2:] - light[:, :-2]
    down = light[2:] - light[:-2]
    across = across[:-2] + 2 * across[1:-1] + across[2:]
    down = down[:, :-2] + 2 * down[:, 1:-1] + down[:, 2:]
    return np.hypot(across, down)


def edge_correlation(first: Floats, second: Floats) -> float:
    """Correlate two edge maps; 0 if one of them has no edge at all."""
    if first.std() == 0 or second.std() == 0:
        return 0.0
    return float(np.corrcoef(first.ravel(), second.ravel())[0, 1])


def colours(picture: Picture) -> Floats:
    """Return the quantiles of each channel, [QUANTILES, 3]."""
    shares = (np.arange(QUANTILES) + 0.5) / QUANTILES
    return np.quantile(picture.reshape(-1, 3), shares, axis=0)


def lock_figures(pictures: Sequence[Sequence[Picture]]) -> LockFigures:
    """Measure a grid of pictures: a row a layout, a column a style.

    Raises: ValueError: if there are less than two layouts or styles.
    """
    if len(pictures) < 2 or len(pictures[0]) < 2:
        raise ValueError("locks need at least 2 layouts and 2 styles to be compared")
    edges = [[edge_map(picture) for picture in row] for row in pictures]
    palettes = [[colours(picture) for picture in row] for row in pictures]
    kept, changed = _with_first(edges), _with_first(_turned(edges))
    return LockFigures(
        fmean(kept), min(kept), fmean(changed), max(changed),
        _spread(_turned(palettes)) / max(_spread(palettes), 1e-6),
    )  # fmt: skip


def _with_first(rows: Sequence[Sequence[Floats]]) -> list[float]:
    return [edge_correlation(first, other) for first, *others in rows for other in others]


def _turned(rows: Sequence[Sequence[Floats]]) -> list[list[Floats]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _spread(rows: Sequence[Sequence[Floats]]) -> float:
    return fmean(float(np.abs(a - b).mean()) for row in rows for a, b in combinations(row, 2))
