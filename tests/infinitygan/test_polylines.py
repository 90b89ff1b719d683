"""Facts about thick lines and polygons, each held against a slow and plain reference."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from infinitygan import polylines
from infinitygan.geometry import Point
from infinitygan.polylines import ThickLines, coverage, inside

CPU = torch.device("cpu")


def positions(start: float, count: int, step: float = 1.0) -> Tensor:
    return start + step * torch.arange(count, dtype=torch.float64)


def plain_coverage(
    points: list[Point], radii: list[float], hardness: float, softness_px: float, y: float, x: float
) -> float:
    """Measure one position against each line in turn, in plain Python."""
    best = 0.0
    ends = list(zip(points, radii, strict=True))
    for (a, radius_a), (b, radius_b) in zip(ends, ends[1:] or ends, strict=False):
        down, right = b.y - a.y, b.x - a.x
        square = down**2 + right**2
        along = ((y - a.y) * down + (x - a.x) * right) / square if square else 0.0
        along = min(max(along, 0.0), 1.0)
        radius = radius_a + along * (radius_b - radius_a)
        distance = math.hypot(y - a.y - along * down, x - a.x - along * right)
        inner, outer = radius * hardness - softness_px / 2, radius + softness_px / 2
        ramp = (outer - distance) / (outer - inner) if outer > inner else float(distance < outer)
        best = max(best, min(max(ramp, 0.0), 1.0))
    return best


def plain_inside(points: list[Point], y: float, x: float) -> bool:
    """Count the edges to the left."""
    crossings = 0
    for a, b in zip(points, [*points[1:], points[0]], strict=True):
        if (a.y <= y) != (b.y <= y):
            crossings += a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x) <= x
    return crossings % 2 == 1


near = st.floats(-40, 80).map(lambda value: round(value, 3))
paths = st.lists(st.builds(Point, near, near), min_size=1, max_size=12)


@st.composite
def thick_paths(draw: st.DrawFn) -> tuple[list[Point], list[float]]:
    points = draw(paths)
    radius = st.floats(0.5, 30)
    return points, draw(st.lists(radius, min_size=len(points), max_size=len(points)))


@given(path=thick_paths(), hardness=st.floats(0, 0.9), softness=st.floats(0, 40))
def test_coverage_agrees_with_the_plain_reference(
    path: tuple[list[Point], list[float]], hardness: float, softness: float
):
    y, x = positions(-20.5, 6, 17.3), positions(-30.5, 40, 2.7)
    lines = ThickLines.through(*path, CPU)
    found = coverage(lines, hardness, softness, y, x)
    wanted = torch.tensor(
        [
            [plain_coverage(*path, hardness, softness, row, column) for column in x.tolist()]
            for row in y.tolist()
        ],
        dtype=torch.float64,
    )
    torch.testing.assert_close(found, wanted, rtol=0, atol=1e-9)


@given(points=st.lists(st.builds(Point, near, near), min_size=3, max_size=12))
def test_inside_agrees_with_the_plain_reference(points: list[Point]):
    y, x = positions(-41.5004, 12, 10.1), positions(-41.5003, 30, 4.3)
    found = inside(points, y, x).tolist()
    assert found == [[plain_inside(points, row, col) for col in x.tolist()] for row in y.tolist()]


def test_small_shares_of_work_give_the_same_bits(monkeypatch: pytest.MonkeyPatch):
    """Memory is bounded by shares; here each holds next to nothing."""
    zigzag = [Point(7.0 * (i % 9), 3.0 * (i % 31)) for i in range(200)]
    lines = ThickLines.through(zigzag, [1.0 + i % 4 for i in range(200)], CPU)
    y, x = positions(-20.5, 70), positions(-10.5, 110)
    whole = coverage(lines, 0.3, 5.0, y, x), inside(zigzag, y, x)
    monkeypatch.setattr(polylines, "MAX_PAIRS", 300)
    monkeypatch.setattr(polylines, "MAX_POSITIONS", 3)
    assert torch.equal(coverage(lines, 0.3, 5.0, y, x), whole[0])
    assert torch.equal(inside(zigzag, y, x), whole[1])
    assert whole[0].any()
    assert whole[1].any()


def test_a_block_fully_covered_needs_no_further_lines():
    lines = ThickLines.through([Point(0, 0), Point(0, 1000)], [200.0, 200.0], CPU)
    found = coverage(lines, 1.0, 0.0, positions(-40, 80), positions(100, 80))
    assert bool((found == 1).all())


def test_one_point_is_a_round_dot():
    lines = ThickLines.through([Point(10.5, 10.5)], [5.0], CPU)
    found = coverage(lines, 1.0, 0.0, positions(0.5, 21), positions(0.5, 21))
    assert torch.equal(found, found.T)
    assert torch.equal(found, found.flip(0))
    assert found.sum() == pytest.approx(math.pi * 25, rel=0.15)
    assert set(found.unique().tolist()) == {0.0, 1.0}


def test_the_radius_grows_along_a_line():
    lines = ThickLines.through([Point(0, 0), Point(0, 100)], [5.0, 25.0], CPU)
    found = coverage(
        lines, 1.0, 0.0, positions(-30.5, 62), torch.tensor([0.0, 50.0, 100.0]).double()
    )
    assert found.sum(0).tolist() == [10, 30, 50]


def test_a_line_without_width_covers_nothing():
    lines = ThickLines.through([Point(5.5, 0), Point(5.5, 100)], [0.0, 0.0], CPU)
    assert not coverage(lines, 0.5, 0.0, positions(0.5, 11), positions(0.5, 11)).any()


def test_far_away_lines_stay_exact():
    far = 2.0**31 - 64
    lines = ThickLines.through([Point(far, far), Point(far, far + 30)], [4.0, 4.0], CPU)
    y, x = positions(far - 9.5, 20), positions(far - 9.5, 50)
    home = ThickLines.through([Point(0, 0), Point(0, 30)], [4.0, 4.0], CPU)
    wanted = coverage(home, 0.5, 2.0, y - far, x - far)
    torch.testing.assert_close(coverage(lines, 0.5, 2.0, y, x), wanted, rtol=0, atol=1e-6)
