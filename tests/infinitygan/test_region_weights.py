"""Facts about the weights of a scene's styles: sums, order, opacity, what a quick look knows."""

from dataclasses import replace

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from scene_strategies import regions
from torch import Tensor

from infinitygan.geometry import Point, Rect, Span
from infinitygan.region_weights import known_weight, style_weights
from infinitygan.scene import StyleRegion
from infinitygan.shape_weights import shape_weight
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
)
from infinitygan.styles import SeedStyle

STYLE = SeedStyle(1)
WINDOW = Rect.at(100, 100, 64, 64)
LEFT, RIGHT = Rectangle(0, 0, 100, 60), Rectangle(0, 40, 100, 60)


def centres(span: Span) -> Tensor:
    return torch.arange(span.start, span.stop, dtype=torch.float64) + 0.5


def weights_in(window: Rect, *painted: StyleRegion, period_px: float | None = None) -> Tensor:
    return style_weights(painted, centres(window.rows), centres(window.columns), period_px)


def at(weights: Tensor, row: int, column: int) -> list[float]:
    return [round(weight, 6) for weight in weights[:, row, column].tolist()]


def region(shape: Shape, softness_px: float = 0.0, opacity: float = 1.0) -> StyleRegion:
    return StyleRegion(STYLE, shape, softness_px, opacity)


few_regions = st.lists(regions(300), max_size=5)
windows = st.builds(
    Rect.at,
    st.integers(-300, 300),
    st.integers(-300, 300),
    st.integers(1, 40),
    st.integers(1, 40),
)
periods = st.none() | st.sampled_from([150.0, 1000.0])


@given(painted=few_regions, window=windows, period=periods)
def test_weights_are_not_negative_and_sum_to_one(
    painted: list[StyleRegion], window: Rect, period: float | None
):
    weights = weights_in(window, *painted, period_px=period)
    assert weights.shape == (1 + sum(r.visible for r in painted), window.height, window.width)
    assert weights.dtype == torch.float32
    assert weights.min() >= 0
    torch.testing.assert_close(
        weights.sum(0), torch.ones(window.height, window.width), rtol=0, atol=1e-6
    )


def test_fifty_regions_sum_to_one():
    soft = [region(Ellipse(Point(130, 130), 9 + i, 60 - i), 40, 0.3) for i in range(50)]
    total = weights_in(WINDOW, *soft).double().sum(0)
    torch.testing.assert_close(total, torch.ones_like(total), rtol=0, atol=1e-6)


@given(painted=few_regions, period=periods)
def test_a_window_equals_the_crop_of_the_whole(painted: list[StyleRegion], period: float | None):
    whole, part = Rect.at(-40, -40, 80, 80), Rect.at(-13, 7, 21, 30)
    rows, columns = part.slices_of(whole)
    crop = weights_in(whole, *painted, period_px=period)[:, rows, columns]
    assert torch.equal(weights_in(part, *painted, period_px=period), crop)


def test_without_regions_the_base_is_everything():
    assert torch.equal(weights_in(WINDOW), torch.ones(1, 64, 64))


def test_where_one_style_counts_it_counts_exactly_one():
    weights = weights_in(Rect.at(0, 0, 100, 120), region(LEFT, 10), region(RIGHT, 10))
    assert at(weights, 50, 20) == [0, 1, 0]
    assert at(weights, 50, 80) == [0, 0, 1]
    assert at(weights, 50, 110) == [1, 0, 0]
    assert weights[:, 50, 20].tolist() == [0.0, 1.0, 0.0]


def test_later_regions_lie_above():
    both = Rect.at(0, 0, 100, 100)
    assert at(weights_in(both, region(LEFT), region(RIGHT)), 50, 50) == [0, 0, 1]
    assert at(weights_in(both, region(RIGHT), region(LEFT)), 50, 50) == [0, 0, 1]


def test_opacity_lets_through_what_lies_below():
    weights = weights_in(Rect.at(0, 0, 100, 100), region(LEFT, 0, 0.75), region(RIGHT, 0, 0.5))
    assert at(weights, 50, 10) == [0.25, 0.75, 0]
    assert at(weights, 50, 50) == [0.125, 0.375, 0.5]
    assert at(weights, 50, 90) == [0.5, 0, 0.5]


def test_softness_and_opacity_multiply():
    weights = weights_in(Rect.at(0, 0, 100, 100), region(LEFT, 30, 0.4))
    cover = shape_weight(LEFT, 30, centres(Span(0, 100)), centres(Span(0, 100)))
    torch.testing.assert_close(weights[1], cover * 0.4)


def test_hidden_regions_have_no_map():
    hidden = replace(region(LEFT), visible=False)
    window = Rect.at(0, 0, 100, 100)
    assert torch.equal(weights_in(window, hidden, region(RIGHT)), weights_in(window, region(RIGHT)))


def test_a_region_that_covers_everything_leaves_nothing_to_others():
    weights = weights_in(WINDOW, region(Ellipse(Point(130, 130), 20, 20), 9), region(Everything()))
    assert weights[:2].eq(0).all()
    assert weights[2].eq(1).all()


def test_far_away_regions_change_nothing_not_even_a_bit():
    near = region(Ellipse(Point(130, 130), 20, 20), 9)
    far = region(Ellipse(Point(400, 400), 100, 100), 50)
    weights = weights_in(WINDOW, near, far)
    assert torch.equal(weights[:2], weights_in(WINDOW, near))
    assert weights[2].eq(0).all()


# What a quick look knows


@given(one=regions(300).filter(lambda one: one.visible), window=windows, period=periods)
def test_a_known_weight_is_the_weight(one: StyleRegion, window: Rect, period: float | None):
    known = known_weight(one, window, period)
    if known is not None:
        weight = weights_in(window, one, period_px=period)[1]
        assert torch.equal(weight, torch.full_like(weight, known))


INSIDE: list[Shape] = [
    Everything(),
    Rectangle(90, 90, 84, 84),
    Ellipse(Point(132, 132), 100, 100),
    LinearGradient(Point(0, 50), Point(0, 95)),
]
OUTSIDE: list[Shape] = [
    Rectangle(180, 90, 84, 84),
    Ellipse(Point(132, 0), 100, 85),
    Lasso((Point(0, 0), Point(90, 0), Point(0, 90))),
    BrushStrokes((Stroke((Point(0, 0),), 40), Stroke((Point(300, 300),), 40))),
    BrushStrokes((Stroke((Point(132, 132),), 40, erase=True),)),
    LinearGradient(Point(0, 180), Point(0, 300)),
    RadialGradient(Point(0, 0), 90),
]
ACROSS: list[Shape] = [
    Rectangle(120, 120, 84, 84),
    Rectangle(101, 90, 84, 84),
    Ellipse(Point(132, 132), 40, 40),
    Lasso((Point(0, 0), Point(300, 0), Point(0, 300))),
    BrushStrokes((Stroke((Point(132, 132),), 40),)),
    LinearGradient(Point(0, 90), Point(0, 120)),
    RadialGradient(Point(132, 132), 90),
]


@pytest.mark.parametrize("shape", INSIDE, ids=repr)
def test_a_shape_that_holds_the_window_is_known_to(shape: Shape):
    assert known_weight(region(shape, 5, 0.5), WINDOW) == 0.5


@pytest.mark.parametrize("shape", OUTSIDE, ids=repr)
def test_a_shape_beside_the_window_is_known_to_be(shape: Shape):
    assert known_weight(region(shape, 5), WINDOW) == 0.0


@pytest.mark.parametrize("shape", ACROSS, ids=repr)
def test_a_shape_across_the_window_is_not_known(shape: Shape):
    assert known_weight(region(shape, 5), WINDOW) is None


def test_hidden_and_transparent_regions_weigh_nothing():
    shape = ACROSS[0]
    assert known_weight(replace(region(shape), visible=False), WINDOW) == 0.0
    assert known_weight(region(shape, opacity=0.0), WINDOW) == 0.0


def test_copies_of_a_wrapped_canvas_are_seen():
    shape = Ellipse(Point(132, 1132), 100, 100)
    assert known_weight(region(shape), WINDOW) == 0.0
    assert known_weight(region(shape), WINDOW, 1000.0) == 1.0
    assert known_weight(region(shape), WINDOW, 1080.0) is None
    assert known_weight(region(shape), WINDOW, 700.0) == 0.0


def test_a_slanted_gradient_on_a_wrapped_canvas_is_never_known():
    gradient = region(LinearGradient(Point(0, 50), Point(0, 95)))
    upright = region(LinearGradient(Point(50, 0), Point(95, 0)))
    assert known_weight(gradient, WINDOW, 1000.0) is None
    assert known_weight(upright, WINDOW, 1000.0) == 1.0


ERASED = Stroke((Point(132, 132),), 20, hardness=1.0)


@pytest.mark.parametrize(
    "shape",
    [
        Rectangle(0, 0, 300, 300),
        Ellipse(Point(132, 132), 200, 200),
        Lasso((Point(0, 0), Point(0, 400), Point(400, 0))),
        BrushStrokes((Stroke((Point(132, 132),), 300, hardness=1.0),)),
        LinearGradient(Point(132, 0), Point(132, 1)),
        Everything(),
    ],
    ids=lambda shape: type(shape).__name__,
)
def test_an_erasing_stroke_takes_its_whole_width_from_any_shape(shape: Shape):
    soft = replace(region(shape, softness_px=40), erased=(ERASED,))
    weights = weights_in(WINDOW, soft)
    assert at(weights, 32, 32) == [1, 0]  # the centre of the stroke
    assert at(weights, 32, 41) == [1, 0]  # within its rim
    assert at(weights, 32, 43) == [0, 1]  # beyond it


def test_what_is_erased_from_a_gradient_is_a_share_of_what_it_was():
    gradient = replace(region(RadialGradient(Point(132, 132), 64)), erased=(ERASED,))
    plain = weights_in(WINDOW, replace(gradient, erased=()))
    weights = weights_in(WINDOW, gradient)
    assert at(weights, 32, 32) == [1, 0]
    assert 0 < at(plain, 32, 50)[1] < 1
    assert at(weights, 32, 50) == at(plain, 32, 50)


def test_a_window_with_something_erased_is_not_known_to_be_covered():
    whole = replace(region(Everything()), erased=(ERASED,))
    assert known_weight(whole, WINDOW) is None
    assert known_weight(whole, Rect.at(150, 150, 10, 10)) == 1.0
