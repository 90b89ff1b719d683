"""Facts about the weights of shapes: windows, support, softness, painting, wrapping."""

import math
from itertools import pairwise

import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st
from scene_strategies import bounded_shapes, extents, shapes
from torch import Tensor

from infinitygan.geometry import Point, Rect, Span
from infinitygan.shape_weights import MAX_COPIES, copies, shape_weight
from infinitygan.shapes import (
    BrushStrokes,
    Ellipse,
    Everything,
    Lasso,
    LinearGradient,
    RadialGradient,
    Rectangle,
    Shape,
    Stroke,
    influence,
)

softness = st.just(0.0) | st.floats(0.01, 200)


def centres(start: int, stop: int, step: float = 1.0) -> Tensor:
    """Return the centres of pixels `step` px wide, from the one at index `start` on."""
    return (torch.arange(start, stop, dtype=torch.float64) + 0.5) * step


def weight_at(shape: Shape, softness_px: float, y: float, x: float) -> float:
    row, column = torch.tensor([[y], [x]], dtype=torch.float64)
    return shape_weight(shape, softness_px, row, column).item()


def star(corners: int) -> Lasso:
    """Draw a wavy closed line around (200, 200)."""
    angles = [index / corners * math.tau for index in range(corners)]
    return Lasso(
        tuple(
            Point(200 + (120 + 40 * math.sin(9 * a)) * math.sin(a), 200 + 150 * math.cos(a))
            for a in angles
        )
    )


def stroke(*points: tuple[float, float], width: float = 40.0, erase: bool = False) -> Stroke:
    return Stroke(tuple(Point(y, x) for y, x in points), width, 0.5, erase)


EACH_KIND = [
    Rectangle(100, 120, 150, 200),
    Ellipse(Point(180, 220), 90, 140),
    star(300),
    BrushStrokes((stroke((80, 60), (300, 340)), stroke((200, 200), erase=True))),
    LinearGradient(Point(50, 80), Point(300, 330)),
    RadialGradient(Point(200, 180), 150),
    Everything(),
]
kinds = pytest.mark.parametrize("shape", EACH_KIND, ids=lambda shape: type(shape).__name__)


# Windows


@given(
    shape=shapes(300),
    softness_px=softness,
    top=st.integers(0, 60),
    left=st.integers(0, 60),
    height=st.integers(1, 40),
    width=st.integers(1, 40),
    step=st.sampled_from([0.5, 1.0, 7.3]),
    period=st.none() | st.sampled_from([97.0, 1000.0]),
)
def test_a_window_equals_the_crop_of_the_whole_bit_by_bit(
    shape: Shape,
    softness_px: float,
    top: int,
    left: int,
    height: int,
    width: int,
    step: float,
    period: float | None,
):
    y, x = centres(-50, 50, step), centres(-50, 50, step)
    whole = shape_weight(shape, softness_px, y, x, period)
    rows, columns = slice(top, top + height), slice(left, left + width)
    part = shape_weight(shape, softness_px, y[rows], x[columns], period)
    assert torch.equal(part, whole[rows, columns])


@kinds
def test_coarse_positions_see_the_same_weights(shape: Shape):
    fine = shape_weight(shape, 30.0, centres(0, 400), centres(0, 400))
    coarse = shape_weight(shape, 30.0, centres(0, 400)[3::16], centres(0, 400)[3::16])
    assert torch.equal(coarse, fine[3::16, 3::16])


def test_an_empty_window_has_no_weights():
    none = torch.empty(0, dtype=torch.float64)
    assert shape_weight(star(9), 5.0, none, centres(0, 4)).shape == (0, 4)
    assert shape_weight(EACH_KIND[3], 5.0, centres(0, 4), none).shape == (4, 0)


# Support


@given(shape=bounded_shapes(200), softness_px=softness)
def test_weights_are_fractions_and_zero_outside_their_influence(shape: Shape, softness_px: float):
    reach = influence(shape, softness_px)
    assert reach is not None
    y, x = centres(-60, 60, 9.7), centres(-60, 60, 9.7)
    weight = shape_weight(shape, softness_px, y, x)
    assert weight.dtype == torch.float32
    assert weight.min() >= 0
    assert weight.max() <= 1
    outside_y = (y < reach.rows.start) | (y >= reach.rows.stop)
    outside_x = (x < reach.columns.start) | (x >= reach.columns.stop)
    assert not weight[outside_y].any()
    assert not weight[:, outside_x].any()


HARD_STROKE = BrushStrokes((Stroke((Point(80, 60), Point(300, 340)), 40, hardness=1.0),))


@pytest.mark.parametrize("shape", [*EACH_KIND[:3], HARD_STROKE], ids=lambda s: type(s).__name__)
def test_zero_softness_is_a_step(shape: Shape):
    weight = shape_weight(shape, 0.0, centres(0, 400), centres(0, 400))
    assert set(weight.unique().tolist()) == {0.0, 1.0}


def test_a_rectangle_fades_half_inside_and_half_outside():
    shape = Rectangle(100, 100, 200, 200)
    profile = [weight_at(shape, 40, 200, x) for x in (79.9, 80, 90, 100, 110, 120, 121, 200)]
    assert profile == pytest.approx([0, 0, 0.15625, 0.5, 0.84375, 1, 1, 1])
    assert profile[1] == 0.0
    assert profile[5] == 1.0


def test_the_corners_of_a_soft_rectangle_are_round_outside():
    shape = Rectangle(100, 100, 200, 200)
    assert weight_at(shape, 40, 100 - 15, 100 - 15) == 0.0
    assert weight_at(shape, 40, 100 - 15, 150) > 0.04


@given(
    radius_y=st.floats(1, 300),
    radius_x=st.floats(1, 300),
    angle=st.floats(0, math.tau),
    offset=st.floats(-1, 1),
    softness_px=st.floats(1, 100),
)
def test_an_ellipse_fades_along_its_true_distance(
    radius_y: float, radius_x: float, angle: float, offset: float, softness_px: float
):
    # Inside, only as deep as the circle that touches from within: there the foot is known.
    curvature = min(radius_y, radius_x) ** 2 / max(radius_y, radius_x)
    away = offset * min(softness_px, curvature * 0.9)
    foot_y, foot_x = radius_y * math.sin(angle), radius_x * math.cos(angle)
    normal_y, normal_x = foot_y / radius_y**2, foot_x / radius_x**2
    length = math.hypot(normal_y, normal_x)
    y, x = foot_y + away * normal_y / length, foot_x + away * normal_x / length
    ramp = min(max(0.5 - away / softness_px, 0.0), 1.0)
    wanted = ramp * ramp * (3 - 2 * ramp)
    found = weight_at(Ellipse(Point(0, 0), radius_y, radius_x), softness_px, y, x)
    assert found == pytest.approx(wanted, abs=0.01)


def test_a_circle_is_exact():
    shape = Ellipse(Point(50, 50), 20, 20)
    y = x = centres(0, 100)
    distance = ((y - 50)[:, None] ** 2 + (x - 50)[None, :] ** 2).sqrt()
    ramp = (0.5 - (distance - 20) / 30).clamp(0, 1)
    found = shape_weight(shape, 30, y, x)
    torch.testing.assert_close(found, (ramp * ramp * (3 - 2 * ramp)).float())


def test_a_lasso_of_right_angles_is_a_rectangle():
    corners = (Point(100, 120), Point(100, 320), Point(250, 320), Point(250, 120))
    y = x = centres(0, 400)
    for softness_px in (0.0, 30.0):
        found = shape_weight(Lasso(corners), softness_px, y, x)
        wanted = shape_weight(Rectangle(100, 120, 150, 200), softness_px, y, x)
        torch.testing.assert_close(found, wanted, rtol=0, atol=1e-6)


def test_a_lasso_that_crosses_itself_has_a_hole():
    twice = [Point(50 + r * math.sin(a), 50 + r * math.cos(a)) for r, a in _two_rings()]
    shape = Lasso(tuple(twice))
    assert weight_at(shape, 0, 50.5, 50.5) == 0.0
    assert weight_at(shape, 0, 50.5, 80.5) == 1.0


def _two_rings() -> list[tuple[float, float]]:
    steps = [index / 100 * math.tau for index in range(101)]
    return [(40.0, angle) for angle in steps] + [(20.0, angle) for angle in steps]


def test_a_lasso_of_thousands_of_points_equals_one_of_few():
    """Points along straight edges change nothing."""
    corners = [Point(20, 30), Point(350, 60), Point(300, 380), Point(120, 200)]
    fine = [
        Point(a.y + (b.y - a.y) * i / 600, a.x + (b.x - a.x) * i / 600)
        for a, b in pairwise([*corners, corners[0]])
        for i in range(600)
    ]
    y = x = centres(0, 400)
    found = shape_weight(Lasso(tuple(fine)), 50, y, x)
    torch.testing.assert_close(found, shape_weight(Lasso(tuple(corners)), 50, y, x))


def test_symmetric_shapes_have_symmetric_weights():
    y = x = centres(0, 200)
    ring = [Point(100 + 60 * math.sin(a), 100 + 60 * math.cos(a)) for a in _quarter_turns(40)]
    for shape in (
        Rectangle(40, 60, 120, 80),
        Ellipse(Point(100, 100), 30, 70),
        RadialGradient(Point(100, 100), 80),
        Lasso(tuple(ring)),
        BrushStrokes((stroke((100, 50), (100, 150)),)),
    ):
        weight = shape_weight(shape, 25, y, x)
        torch.testing.assert_close(weight.flip(0), weight, rtol=0, atol=1e-6)
        torch.testing.assert_close(weight.flip(1), weight, rtol=0, atol=1e-6)


def _quarter_turns(count: int) -> list[float]:
    return [(index + 0.5) / count * math.tau for index in range(count)]


@given(scale=st.sampled_from([1e-300, 1e-12, 1e-3]), softness_px=softness)
def test_tiny_shapes_are_harmless(scale: float, softness_px: float):
    at = Point(10.5, 10.5)
    corners = (at, Point(10.5 + scale, 10.5), Point(10.5, 10.5 + scale))
    tiny: list[Shape] = [
        Rectangle(10.5, 10.5, scale, scale),
        Ellipse(at, scale, scale * 2),
        Ellipse(at, scale, 50.0),
        Lasso(corners),
        Lasso((at, at, at)),
        BrushStrokes((Stroke((at,), scale),)),
        BrushStrokes((Stroke((at, at), 20.0, 0.5, False, (0.0, 0.0)),)),
        LinearGradient(Point(0.0, 0.0), Point(0.0, scale)),
        RadialGradient(at, scale),
    ]
    y = x = centres(0, 21)
    for shape in tiny:
        weight = shape_weight(shape, softness_px, y, x)
        assert weight.isfinite().all(), shape
        assert weight.min() >= 0
        assert weight.max() <= 1


@given(factor=st.floats(0.1, 10), shape=bounded_shapes(200), softness_px=softness)
def test_a_scaled_shape_has_the_weights_of_scaled_positions(
    factor: float, shape: Shape, softness_px: float
):
    assume(factor * 1e-3 > 1e-4)
    y = x = centres(-20, 20, 13.7)
    found = shape_weight(shape.scaled(factor, factor), softness_px * factor, y * factor, x * factor)
    wanted = shape_weight(shape, softness_px, y, x)
    differs = (found - wanted).abs() > 1e-3
    assert differs.sum() <= 4  # positions right on a hard edge may fall to either side


# Brushes


def test_hardness_is_the_share_of_the_radius_with_full_weight():
    shape = BrushStrokes((Stroke((Point(0, 0),), 100, hardness=0.4),))
    found = [weight_at(shape, 0, 0, x) for x in (0, 19.9, 20, 35, 50, 60)]
    assert found == pytest.approx([1, 1, 1, 0.5, 0, 0])
    assert found[:2] == [1.0, 1.0]
    assert found[4:] == [0.0, 0.0]


def test_softness_widens_the_rim_of_a_stroke():
    shape = BrushStrokes((Stroke((Point(0, 0),), 100, hardness=0.8),))
    found = [weight_at(shape, 20, 0, x) for x in (30, 45, 60)]
    assert found == pytest.approx([1, 0.5, 0])


def test_pressure_narrows_a_stroke():
    points = (Point(0, 0), Point(0, 100))
    shape = BrushStrokes((Stroke(points, 40, 1.0, False, (1.0, 0.5)),))
    assert weight_at(shape, 0, 19, 0) == 1.0
    assert weight_at(shape, 0, 19, 100) == 0.0
    assert weight_at(shape, 0, 9, 100) == 1.0


def test_an_eraser_takes_away_what_lies_below_it_only():
    below, above = stroke((100, 20), (100, 300)), stroke((20, 150), (80, 150))
    eraser = Stroke((Point(100, 150),), 80, hardness=0.8, erase=True)
    y = x = centres(0, 320)
    weight = shape_weight(BrushStrokes((below, eraser, above)), 0, y, x)
    alone = shape_weight(BrushStrokes((above,)), 0, y, x)
    cleared = (slice(86, 114), slice(138, 162))
    assert torch.equal(weight[cleared], alone[cleared])
    assert weight[100, 30] == 1.0
    assert weight[40, 150] == 1.0


def test_an_eraser_that_comes_first_does_nothing():
    painted = stroke((100, 20), (100, 300))
    first = BrushStrokes((stroke((100, 150), erase=True), painted))
    y = x = centres(0, 320)
    assert torch.equal(
        shape_weight(first, 5, y, x), shape_weight(BrushStrokes((painted,)), 5, y, x)
    )


def test_only_erasers_leave_nothing():
    shape = BrushStrokes((stroke((10, 10), erase=True),))
    assert not shape_weight(shape, 5, centres(0, 20), centres(0, 20)).any()


def test_soft_strokes_build_up_but_one_stroke_does_not():
    line, other = stroke((50, 0), (50, 100)), stroke((40, 50), (60, 50))
    there_and_back = stroke((50, 0), (50, 100), (50, 0))
    y, x = centres(20, 40), centres(10, 90)
    once = shape_weight(BrushStrokes((line,)), 0, y, x)
    assert torch.equal(shape_weight(BrushStrokes((there_and_back,)), 0, y, x), once)
    layer = shape_weight(BrushStrokes((other,)), 0, y, x)
    both = shape_weight(BrushStrokes((line, other)), 0, y, x)
    torch.testing.assert_close(both, 1 - (1 - once) * (1 - layer))


# Gradients


@given(angle=st.floats(0, math.tau), length=st.floats(1, 500), steps=st.integers(2, 60))
def test_a_linear_gradient_rises_from_start_to_stop(angle: float, length: float, steps: int):
    down, right = length * math.sin(angle), length * math.cos(angle)
    shape = LinearGradient(Point(3, 5), Point(3 + down, 5 + right))
    found = [
        weight_at(shape, 50, 3 + down * share, 5 + right * share)
        for share in (-0.5 + 2 * step / steps for step in range(steps + 1))
    ]
    assert all(b >= a - 1e-6 for a, b in pairwise(found))
    assert found[0] == 0.0
    assert found[-1] == 1.0
    across = weight_at(shape, 0, 3 + down / 2 - 9 * right, 5 + right / 2 + 9 * down)
    assert across == pytest.approx(0.5, abs=1e-4)


def test_a_radial_gradient_falls_from_the_centre():
    shape = RadialGradient(Point(0, 0), 100)
    found = [weight_at(shape, 50, 0, x) for x in range(0, 120, 5)]
    assert found[0] == 1.0
    assert found[20:] == [0.0] * 4
    assert all(a > b for a, b in pairwise(found[:21]))


def test_everything_is_everywhere():
    assert shape_weight(Everything(), 9, centres(-5, 5), centres(900, 905)).eq(1).all()
    assert influence(Everything(), 9) is None


# Wrapping


@kinds
def test_a_wrapped_weight_repeats(shape: Shape):
    y, x = centres(0, 80, 5), centres(-80, 80, 5)
    first = shape_weight(shape, 30, y, x, 320.0)
    torch.testing.assert_close(shape_weight(shape, 30, y, x + 320, 320.0), first)
    torch.testing.assert_close(shape_weight(shape, 30, y, x - 960, 320.0), first)


@given(shape=shapes(150), softness_px=st.floats(20, 100))
def test_a_wrapped_weight_has_no_step_where_the_edges_meet(shape: Shape, softness_px: float):
    assume(not isinstance(shape, LinearGradient) or abs(shape.start.x - shape.stop.x) > 10)
    y = centres(-20, 20, 9.1)
    x = torch.tensor([-1e-4, 1e-4], dtype=torch.float64)
    weight = shape_weight(shape, softness_px, y, x, 400.0)
    assert (weight[:, 0] - weight[:, 1]).abs().max() < 0.05


def test_a_shape_off_one_edge_continues_at_the_other():
    shape = Ellipse(Point(50, 0), 30, 40)
    weight = shape_weight(shape, 10, centres(0, 100), centres(0, 300), 300.0)
    torch.testing.assert_close(weight, weight.flip(1))
    assert weight[50, 0] == 1.0
    assert weight[50, -1] == 1.0


def test_copies_far_from_the_window_change_nothing():
    shape = Rectangle(10, 20, 50, 60)
    y, x = centres(0, 100), centres(0, 100)
    assert torch.equal(shape_weight(shape, 10, y, x, 5000.0), shape_weight(shape, 10, y, x))


def test_an_eraser_works_across_the_seam():
    painted, eraser = stroke((50, 280), (50, 340)), stroke((50, 10), width=80, erase=True)
    weight = shape_weight(BrushStrokes((painted, eraser)), 0, centres(0, 100), centres(0, 320), 320)
    assert weight[50, 5] == 0.0
    assert weight[50, 284] == 1.0


def test_a_gradient_falls_back_half_a_period_away():
    shape = LinearGradient(Point(0, 100), Point(0, 200))
    x = centres(0, 600)
    weight = shape_weight(shape, 0, centres(0, 1), x, 600.0)[0]
    assert weight[200:400].eq(1).all()
    assert weight[:100].eq(0).all()
    assert (weight[400:500].diff() < 0).all()
    assert weight[450] == pytest.approx(0.5, abs=0.02)
    assert weight[500:].eq(0).all()


def test_copies_are_few_however_wide_the_shape():
    many = copies(Span(-(2**31), 2**31), 0, 100, 1.0)
    assert len(many) == 2 * MAX_COPIES + 1
    wide = Rectangle(0, -(2.0**30), 10, 2.0**31)
    assert shape_weight(wide, 0, centres(0, 10), centres(0, 100), 3.0).eq(1).all()


@given(
    start=st.integers(-2000, 2000),
    length=st.integers(0, 500),
    first=st.floats(-3000, 3000),
    width=st.floats(0, 500),
)
def test_copies_are_those_that_meet_the_window(start: int, length: int, first: float, width: float):
    period = 640.0
    found = copies(Span(start, start + length), first, first + width, period)
    for index in range(-12, 13):
        shift = index * period
        meets = start + shift <= first + width and start + length + shift >= first
        assert meets == (shift in found)


# Influence


def test_influence_grows_by_half_the_softness():
    assert influence(Rectangle(10, 20, 30, 40), 7) == Rect(Span(6, 44), Span(16, 64))
    assert influence(RadialGradient(Point(0, 0), 10), 50) == Rect(Span(-10, 10), Span(-10, 10))
    assert influence(LinearGradient(Point(0, 0), Point(1, 1)), 7) is None


@given(size=extents(50))
def test_what_only_erases_has_no_influence(size: float):
    shape = BrushStrokes((Stroke((Point(100, 100),), size, erase=True),))
    reach = influence(shape, 10)
    assert reach is not None
    assert reach.is_empty
