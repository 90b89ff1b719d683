import math
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scene_strategies import bounded_shapes, shapes

from infinitygan.geometry import Point, Rect, Span
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

LIMIT = 1e5
NAN = float("nan")
TRIANGLE = (Point(1.5, 2.5), Point(-3.2, 8), Point(4, 7.1))


@pytest.mark.parametrize(
    ("shape", "bounds"),
    [
        (Rectangle(0.5, -1.5, 2, 3), Rect(Span(0, 3), Span(-2, 2))),
        (Rectangle(1, 2, 3, 4), Rect.at(1, 2, 3, 4)),
        (Ellipse(Point(10, 20), 2, 5.5), Rect(Span(8, 12), Span(14, 26))),
        (Lasso(TRIANGLE), Rect(Span(-4, 4), Span(2, 8))),
        (RadialGradient(Point(0, 0), 1.5), Rect(Span(-2, 2), Span(-2, 2))),
        (BrushStrokes((Stroke(TRIANGLE, 2.0),)), Rect(Span(-5, 5), Span(1, 9))),
    ],
)
def test_bounds_are_whole_pixels_outward(shape: Shape, bounds: Rect) -> None:
    assert shape.bounds() == bounds


def test_shapes_without_end_have_no_bounds() -> None:
    assert Everything().bounds() is None
    assert LinearGradient(Point(0, 0), Point(0, 1)).bounds() is None


def test_erasing_strokes_do_not_widen_the_bounds() -> None:
    painted = Stroke((Point(0, 0),), 2)
    erased = Stroke((Point(100, 100),), 2, erase=True)
    assert BrushStrokes((painted, erased)).bounds() == Rect(Span(-1, 1), Span(-1, 1))
    bounds = BrushStrokes((erased,)).bounds()
    assert bounds is not None
    assert bounds.is_empty


@given(shapes(LIMIT), st.integers(-1000, 1000), st.integers(-1000, 1000))
def test_bounds_move_with_the_shape(shape: Shape, down: int, right: int) -> None:
    before, after = shape.bounds(), shape.moved(down, right).bounds()
    if before is None or after is None:
        assert before is after
    elif before.is_empty:  # nothing but erasing strokes
        assert after.is_empty
    else:  # a move rounds, so a bound just beside a whole pixel may take one more or less
        assert after.grown(1).contains(before.shifted(down, right))
        assert before.shifted(down, right).grown(1).contains(after)


@given(bounded_shapes(LIMIT), st.sampled_from([0.25, 0.5, 2.0, 4.0]))
def test_bounds_scale_with_the_shape(shape: Shape, factor: float) -> None:
    before, after = shape.bounds(), shape.scaled(factor, factor).bounds()
    assert before is not None
    assert after is not None
    scaled = Rect(
        Span(math.floor(before.rows.start * factor), math.ceil(before.rows.stop * factor)),
        Span(math.floor(before.columns.start * factor), math.ceil(before.columns.stop * factor)),
    )
    assert scaled.grown(1).contains(after)


@given(shapes(LIMIT), st.sampled_from([0.25, 0.5, 2.0, 4.0]))
def test_scaling_back_by_powers_of_two_is_exact(shape: Shape, factor: float) -> None:
    assert shape.scaled(factor, factor).scaled(1 / factor, 1 / factor) == shape


def test_each_axis_has_its_factor() -> None:
    assert Rectangle(1, 2, 3, 4).scaled(2, 10) == Rectangle(2, 20, 6, 40)
    assert Ellipse(Point(1, 2), 3, 4).scaled(2, 10) == Ellipse(Point(2, 20), 6, 40)
    assert Lasso(TRIANGLE).scaled(2, 1).points[0] == Point(3.0, 2.5)
    gradient = LinearGradient(Point(1, 2), Point(3, 4))
    assert gradient.scaled(2, 10) == LinearGradient(Point(2, 20), Point(6, 40))


def test_round_things_stay_round_and_keep_their_share_of_the_area() -> None:
    assert RadialGradient(Point(1, 2), 3).scaled(4, 9) == RadialGradient(Point(4, 18), 18)
    stroke = Stroke((Point(1, 2),), 5, 0.25, True, (0.5,))
    assert stroke.scaled(4, 9) == Stroke((Point(4, 18),), 30, 0.25, True, (0.5,))


def test_move_goes_down_and_right() -> None:
    assert Rectangle(1, 2, 3, 4).moved(10, 20) == Rectangle(11, 22, 3, 4)
    assert Ellipse(Point(1, 2), 3, 4).moved(10, 20) == Ellipse(Point(11, 22), 3, 4)
    assert RadialGradient(Point(1, 2), 3).moved(10, 20) == RadialGradient(Point(11, 22), 3)
    strokes = BrushStrokes((Stroke((Point(1, 2),), 5),))
    assert strokes.moved(10, 20) == BrushStrokes((Stroke((Point(11, 22),), 5),))


@given(shapes())
def test_equal_shapes_hash_alike(shape: Shape) -> None:
    assert len({shape, replace(shape)}) == 1


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: Rectangle(0, 0, 0, 1), "height must be above 0"),
        (lambda: Rectangle(0, 0, 1, -2.0), "width must be from 0 to 2147483648, not -2.0"),
        (lambda: Rectangle(NAN, 0, 1, 1), "top must be a finite number"),
        (lambda: Rectangle(0, 3e9, 1, 1), "left must be from -2147483648 to 2147483648"),
        (lambda: Ellipse(Point(NAN, 0), 1, 1), "centre.y must be a finite number"),
        (lambda: Ellipse(Point(0, True), 1, 1), "centre.x must be a number, not True"),
        (lambda: Ellipse((0, 0), 1, 1), "centre must be a Point"),  # pyright: ignore
        (lambda: Ellipse(Point(0, 0), 1, 0), "radius_x must be above 0"),
        (lambda: Lasso(TRIANGLE[:2]), "points must be at least 3, not 2"),
        (lambda: Lasso((*TRIANGLE, Point(0, NAN))), "points[3].x must be a finite number"),
        (lambda: Stroke((), 1), "points must be at least 1, not 0"),
        (lambda: Stroke(TRIANGLE, 0), "diameter_px must be above 0"),
        (lambda: Stroke(TRIANGLE, 1, 1.1), "hardness must be from 0 to 1, not 1.1"),
        (lambda: Stroke(TRIANGLE, 1, 1, 1), "erase must be true or false"),  # pyright: ignore
        (lambda: Stroke(TRIANGLE, 1, pressure=(1.0,)), "pressure must have 3 numbers, not 1"),
        (lambda: Stroke(TRIANGLE, 1, pressure=(1, 1, 2)), "pressure[2] must be from 0 to 1"),
        (lambda: BrushStrokes(()), "strokes must have at least 1 stroke"),
        (lambda: BrushStrokes((1,)), "strokes[0] must be a Stroke"),  # pyright: ignore
        (lambda: LinearGradient(Point(1, 1), Point(1, 1)), "stop must differ from start"),
        (lambda: RadialGradient(Point(0, 0), 0), "radius must be above 0"),
    ],
)
def test_impossible_shape_is_refused(build: Callable[[], Shape], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        build()
