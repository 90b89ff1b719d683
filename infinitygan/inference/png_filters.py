"""The row filters of PNG: predict each byte from its neighbours, keep what is left.

Source: PNG specification (W3C, third edition), section 9.
"""

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]

_PIXEL_BYTES = 3
_FIRST_FILTER = 1  # Sub, Up, Average, Paeth are 1 to 4; 0 (no filter) never wins on photographs


def filter_rows(rows: Bytes, above: Bytes) -> Bytes:
    """Filter RGB rows, each by the filter that leaves the least.

    Args:
        rows: [H, 3 W], consecutive rows of pixels.
        above: [3 W], the row before the first one; zeros at the top of the picture.

    Returns: [H, 1 + 3 W]: the number of the filter, then the filtered row.
    """
    up = np.empty_like(rows)
    up[0], up[1:] = above, rows[:-1]
    left, up_left = _moved_right(rows), _moved_right(up)
    half_sum = (up & left) + ((up ^ left) >> 1)  # the floor of the mean, without overflow
    candidates = [rows - left, rows - up, rows - half_sum, rows - _paeth(left, up, up_left)]
    best = np.stack([_remainder(candidate) for candidate in candidates]).argmin(axis=0)
    filtered = np.empty((len(rows), 1 + rows.shape[1]), np.uint8)
    filtered[:, 0] = best + _FIRST_FILTER
    for index, candidate in enumerate(candidates):
        chosen = best == index
        filtered[chosen, 1:] = candidate[chosen]
    return filtered


def _moved_right(rows: Bytes) -> Bytes:
    moved = np.zeros_like(rows)
    moved[:, _PIXEL_BYTES:] = rows[:, :-_PIXEL_BYTES]
    return moved


def _paeth(left: Bytes, up: Bytes, up_left: Bytes) -> Bytes:
    """Return which of the three is nearest to left + up - up_left, in bytes alone."""
    to_left, to_up = _distance(up, up_left), _distance(left, up_left)
    # up_left wins only between the other two, where the distances have opposite signs.
    between = (up >= up_left) != (left >= up_left)
    to_up_left = _distance(to_left, to_up)
    nearest = np.where(to_left <= to_up, left, up)
    np.copyto(nearest, up_left, where=between & (to_up_left < to_left) & (to_up_left < to_up))
    return nearest


def _distance(one: Bytes, other: Bytes) -> Bytes:
    return np.maximum(one, other) - np.minimum(one, other)


def _remainder(filtered: Bytes) -> NDArray[np.int64]:
    """Return the sum of absolute values of each row, its bytes taken as signed."""
    return np.abs(filtered.view(np.int8)).view(np.uint8).sum(axis=1, dtype=np.int64)
