"""Tests of thinning: the line stays within the tolerance, and its ends stay."""

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.canvas.thinning import kept_points
from infinitygan.geometry import Point

lines = st.lists(
    st.builds(Point, st.floats(-500, 500), st.floats(-500, 500)), min_size=1, max_size=40
)


def gap(point: Point, start: Point, stop: Point) -> float:
    step_y, step_x = stop.y - start.y, stop.x - start.x
    length = step_y**2 + step_x**2
    share = ((point.y - start.y) * step_y + (point.x - start.x) * step_x) / length if length else 0
    share = min(max(share, 0), 1)
    return math.dist((point.y, point.x), (start.y + share * step_y, start.x + share * step_x))


@given(lines, st.floats(0.01, 50))
def test_no_point_is_farther_than_the_tolerance(points: list[Point], tolerance: float):
    kept = kept_points(points, tolerance)
    assert kept == sorted(set(kept))
    assert (kept[0], kept[-1]) == (0, len(points) - 1)
    for first, last in pairwise(kept):
        for index in range(first, last + 1):
            assert gap(points[index], points[first], points[last]) <= tolerance + 1e-6


def test_straight_line_needs_two_points():
    assert kept_points([Point(0, 2.0 * step) for step in range(500)], 0.1) == [0, 499]


@given(
    st.lists(st.tuples(st.floats(-500, 500), st.floats(0, 200)), min_size=1, max_size=40),
    st.floats(0.01, 50),
)
def test_no_width_is_farther_than_the_tolerance(pairs: list[tuple[float, float]], tolerance: float):
    points, radii = [Point(0, x) for x, _ in pairs], [radius for _, radius in pairs]
    kept = kept_points(points, tolerance, radii)
    for first, last in pairwise(kept):
        ends = [Point(radii[index], points[index].x) for index in (first, last)]
        for index in range(first, last + 1):
            assert gap(Point(radii[index], points[index].x), *ends) <= tolerance + 1e-6
