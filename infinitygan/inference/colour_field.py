"""Bring what was generated to a photo's colour and light near its border, fading with distance.

Along the border, what the photo shows just inside is compared in blocks with what was generated
just outside. The differences, spread outward by inverse distance, are a smooth field to be added to
the generated side. It is given by positions on the canvas alone, so that tiles and previews agree.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from infinitygan.geometry import Rect

BLOCKS_A_SIDE = 12
RIM_PX = 2  # of the coarse grid: depth of what is compared on both sides of the border
FADE_SHARE = 0.5  # of the photo's shorter side: the distance at which the field has gone
GRID_PX = 16  # the field is smooth: it is evaluated so far apart, and interpolated
_SOFTNESS = 0.04  # of the shorter side: nearer than that, blocks share their influence
_LARGEST = 48.0  # of 255: what differs more is another thing, rather than another light

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
        differences: [N, 3], photo inside less generated picture outside, at the points.
    """

    photo: Rect
    points: NDArray[np.float64]
    differences: Floats

    @staticmethod
    def measure(photo: Rect, sides: Sides, wanted: Floats, around: Floats) -> "ColourField":
        """Measure the field.

        Args:
            photo: its canvas pixels, as far as they lie on the canvas.
            sides: those along which to compare.
            wanted: [H, W, 3], the photo all over `photo` on a coarse grid, in steps of 255.
            around: [H + 2 RIM_PX, W + 2 RIM_PX, 3], the generated picture there and around it.
        """
        height, width = wanted.shape[:2]
        block = max(min(height, width) // BLOCKS_A_SIDE, 1)
        points: list[tuple[float, float]] = []
        steps: list[Floats] = []
        for side in _border_blocks(height, width, block, sides):
            inside = wanted[side.rows, side.columns].mean((0, 1))
            down, across = side.outward
            rows, columns = _shifted(side.rows, down), _shifted(side.columns, across)
            steps.append(inside - around[rows, columns].mean((0, 1)))
            points.append((side.y, side.x))
        scale = photo.height / height, photo.width / width
        origin = np.array([photo.rows.start, photo.columns.start], np.float64)
        placed = np.array(points, np.float64).reshape(-1, 2) * scale + origin
        return ColourField(photo, placed, _of_light(np.array(steps, np.float32).reshape(-1, 3)))

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


def _of_light(differences: Floats) -> Floats:
    """Fade differences [N, 3] the more, the larger they are above `_LARGEST`."""
    sizes = np.abs(differences).max(-1, keepdims=True)
    return differences * np.minimum(1.0, (_LARGEST / np.maximum(sizes, 1.0)) ** 2)


def smoothstep(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rise from 0 at 0 to 1 at 1, with flat ends."""
    clamped = np.clip(share, 0.0, 1.0)
    return clamped * clamped * (3 - 2 * clamped)


def _outside(values: NDArray[np.float64], start: int, stop: int) -> NDArray[np.float64]:
    return np.maximum(np.maximum(start - values, values - stop), 0.0)


def _shifted(part: slice, by: int) -> slice:
    """Return a part of the photo, moved, as a part of the larger picture around it."""
    return slice(part.start + by + RIM_PX, part.stop + by + RIM_PX)


class _Block(NamedTuple):
    """A part of the photo along its border, the point of the border beside, and the way out."""

    rows: slice
    columns: slice
    y: float
    x: float
    outward: tuple[int, int]


def _border_blocks(height: int, width: int, block: int, sides: Sides) -> list[_Block]:
    deep_y, deep_x = min(RIM_PX, height), min(RIM_PX, width)
    blocks: list[_Block] = []
    for top in range(0, height, block):
        rows = slice(top, min(top + block, height))
        y = (rows.start + rows.stop) / 2
        if sides.left:
            blocks.append(_Block(rows, slice(0, deep_x), y, 0.0, (0, -deep_x)))
        if sides.right:
            columns = slice(width - deep_x, width)
            blocks.append(_Block(rows, columns, y, float(width), (0, deep_x)))
    for left in range(0, width, block):
        columns = slice(left, min(left + block, width))
        x = (columns.start + columns.stop) / 2
        if sides.top:
            blocks.append(_Block(slice(0, deep_y), columns, 0.0, x, (-deep_y, 0)))
        if sides.bottom:
            rows = slice(height - deep_y, height)
            blocks.append(_Block(rows, columns, float(height), x, (deep_y, 0)))
    return blocks
