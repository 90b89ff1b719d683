"""Fewer points for the same line: what a hand drew is kept to a tolerance."""

import math
from collections.abc import Sequence

from infinitygan.geometry import Point


def kept_points(points: Sequence[Point], tolerance_px: float) -> list[int]:
    """Choose the points that a polyline needs to stay within a tolerance of itself.

    Returns: indices in order, the first and the last always among them.
    Source: Douglas and Peucker, 1973; with a stack, as hands draw thousands of points.
    """
    if len(points) < 3:
        return list(range(len(points)))
    kept = {0, len(points) - 1}
    pending = [(0, len(points) - 1)]
    while pending:
        first, last = pending.pop()
        distances = [
            _distance(points[index], points[first], points[last])
            for index in range(first + 1, last)
        ]
        farthest = max(distances, default=0.0)
        if farthest > tolerance_px:
            split = first + 1 + distances.index(farthest)
            kept.add(split)
            pending += [(first, split), (split, last)]
    return sorted(kept)


def _distance(point: Point, start: Point, stop: Point) -> float:
    """Return how far a point lies from a piece of a line."""
    step_y, step_x = stop.y - start.y, stop.x - start.x
    length = step_y * step_y + step_x * step_x
    down, right = point.y - start.y, point.x - start.x
    along = 0.0 if length == 0 else min(max((down * step_y + right * step_x) / length, 0.0), 1.0)
    return math.hypot(down - along * step_y, right - along * step_x)
