"""Fewer points for the same line: what a hand drew is kept to a tolerance."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from infinitygan.geometry import Point


def kept_points(
    points: Sequence[Point], tolerance_px: float, radii_px: Sequence[float] = ()
) -> list[int]:
    """Choose the points that a polyline needs to stay within a tolerance of itself.

    `radii_px` are those of a line whose width changes on its way, and keep to the tolerance, too.

    Returns: indices in order, the first and the last always among them.
    Source: Douglas and Peucker, 1973; with a stack, as hands draw thousands of points.
    """
    if len(points) < 3:
        return list(range(len(points)))
    radii = radii_px or (0.0,) * len(points)
    places = np.array([(at.y, at.x, radius) for at, radius in zip(points, radii, strict=True)])
    kept = {0, len(points) - 1}
    pending = [(0, len(points) - 1)]
    while pending:
        first, last = pending.pop()
        if last - first < 2:
            continue
        distances = _distances(places[first + 1 : last], places[first], places[last])
        farthest = int(distances.argmax())
        if distances[farthest] > tolerance_px:
            split = first + 1 + farthest
            kept.add(split)
            pending += [(first, split), (split, last)]
    return sorted(kept)


def _distances(
    places: NDArray[np.float64], start: NDArray[np.float64], stop: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return how far places [N, 3] lie from a piece of a line."""
    step, off = stop - start, places - start
    length = step @ step
    along = np.zeros(len(places)) if length == 0 else np.clip(off @ step / length, 0, 1)
    return np.linalg.norm(off - along[:, None] * step, axis=1)
