"""Bring what was generated to a photo's colour and light near its border, fading with distance.

Along the border the photo and the generated picture are compared in blocks; the differences, spread
outward by inverse distance, are a smooth field that is added to the generated side. It is given by
positions on the canvas alone, so that tiles and previews agree.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from infinitygan.geometry import Rect

BLOCKS_A_SIDE = 12
FADE_SHARE = 0.75  # of the photo's shorter side: the distance at which the field has gone
GRID_PX = 16  # the field is smooth: it is evaluated so far apart, and interpolated
_SOFTNESS = 0.04  # of the shorter side: nearer than that, blocks share their influence
_LARGEST = 64.0  # of 255: a photo that was never matched must not tint the picture wildly

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Sides:
    """Which sides of a photo have generated picture beside them."""

    top: bool
    bottom: bool
    left: bool
    right: bool

    @staticmethod
    def open_ones(photo: Rect, canvas: Rect) -> "Sides":
        """Return the sides of a photo that lie inside the canvas."""
        return Sides(
            photo.rows.start > canvas.rows.start,
            photo.rows.stop < canvas.rows.stop,
            photo.columns.start > canvas.columns.start,
            photo.columns.stop < canvas.columns.stop,
        )


@dataclass(frozen=True, eq=False)
class ColourField:
    """What to add to a generated picture around one photo, in steps of 255.

    Attributes:
        photo: its canvas pixels.
        points: [N, 2] float64, y and x on the canvas.
        differences: [N, 3], photo less generated picture, at the points.
    """

    photo: Rect
    points: NDArray[np.float64]
    differences: Floats

    @staticmethod
    def measure(photo: Rect, sides: Sides, difference: Floats) -> "ColourField":
        """Measure the field.

        Args:
            photo: its canvas pixels, as far as they lie on the canvas.
            sides: those along which to compare.
            difference: [H, W, 3], photo less generated picture, all over `photo` on a coarse grid.
        """
        height, width = difference.shape[:2]
        block = max(min(height, width) // BLOCKS_A_SIDE, 1)
        points: list[tuple[float, float]] = []
        means: list[Floats] = []
        for rows, columns, y, x in _border_blocks(height, width, block, sides):
            means.append(difference[rows, columns].mean((0, 1)))
            points.append((y, x))
        scale = photo.height / height, photo.width / width
        origin = np.array([photo.rows.start, photo.columns.start], np.float64)
        placed = np.array(points, np.float64).reshape(-1, 2) * scale + origin
        clipped = np.clip(np.array(means, np.float32).reshape(-1, 3), -_LARGEST, _LARGEST)
        return ColourField(photo, placed, clipped)

    def at(self, y: NDArray[np.float64], x: NDArray[np.float64]) -> Floats:
        """Evaluate the field at rows `y` [H] and columns `x` [W] of the canvas; [H, W, 3]."""
        if not len(self.points):
            return np.zeros((len(y), len(x), 3), np.float32)
        side = min(self.photo.height, self.photo.width)
        down = y[:, None] - self.points[:, 0]
        across = x[:, None] - self.points[:, 1]
        softness = (_SOFTNESS * side) ** 2
        weights = 1 / (down[:, None] ** 2 + across[None] ** 2 + softness) ** 1.5
        weights /= weights.sum(-1, keepdims=True)
        distance = np.hypot(
            _outside(y, self.photo.rows.start, self.photo.rows.stop)[:, None],
            _outside(x, self.photo.columns.start, self.photo.columns.stop)[None],
        )
        fade = smoothstep(1 - distance / (FADE_SHARE * side))
        return ((weights @ self.differences) * fade[..., None]).astype(np.float32)


def smoothstep(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rise from 0 at 0 to 1 at 1, with flat ends."""
    clamped = np.clip(share, 0.0, 1.0)
    return clamped * clamped * (3 - 2 * clamped)


def _outside(values: NDArray[np.float64], start: int, stop: int) -> NDArray[np.float64]:
    return np.maximum(np.maximum(start - values, values - stop), 0.0)


def _border_blocks(
    height: int, width: int, block: int, sides: Sides
) -> list[tuple[slice, slice, float, float]]:
    """Return blocks along the border: rows, columns, and the point of the border beside."""
    blocks: list[tuple[slice, slice, float, float]] = []
    for top in range(0, height, block):
        rows = slice(top, min(top + block, height))
        y = (rows.start + rows.stop) / 2
        if sides.left:
            blocks.append((rows, slice(0, block), y, 0.0))
        if sides.right:
            blocks.append((rows, slice(width - block, width), y, float(width)))
    for left in range(0, width, block):
        columns = slice(left, min(left + block, width))
        x = (columns.start + columns.stop) / 2
        if sides.top:
            blocks.append((slice(0, block), columns, 0.0, x))
        if sides.bottom:
            blocks.append((slice(height - block, height), columns, float(height), x))
    return blocks
