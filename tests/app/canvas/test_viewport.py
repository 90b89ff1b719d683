"""Tests of `app.canvas.viewport`."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.canvas.viewport import (
    FIT_MARGIN_PX,
    KEPT_PX,
    MAX_ZOOM,
    Viewport,
    fitting_zoom,
    next_zoom,
)
from infinitygan.geometry import Point, Rect, Size

sizes = st.builds(Size, st.integers(64, 20_000), st.integers(64, 20_000))
windows = st.builds(Size, st.integers(200, 4000), st.integers(200, 4000))
shares = st.floats(0, 1)


@given(canvas=sizes, window=windows)
def test_a_fitted_view_shows_all_within_its_margin(canvas: Size, window: Size):
    view = Viewport.fitted(canvas, window)
    assert view.visible() == canvas.rect
    first = view.to_device(Point(0, 0))
    assert min(first.y, first.x) >= FIT_MARGIN_PX - 1
    assert min(first.y - FIT_MARGIN_PX, first.x - FIT_MARGIN_PX) <= 1


@given(canvas=sizes, window=windows, y=shares, x=shares, factor=st.floats(0.3, 3))
def test_zooming_keeps_what_is_under_the_cursor(
    canvas: Size, window: Size, y: float, x: float, factor: float
):
    view = Viewport.fitted(canvas, window)
    at = view.to_device(Point(y * canvas.height, x * canvas.width))
    before = view.to_canvas(at)
    zoomed = view.zoomed(view.zoom * factor, at)
    after = zoomed.to_canvas(at)
    error = 1.01 / zoomed.zoom + 1.01 / view.zoom  # the origin lies on whole device px
    assert abs(after.y - before.y) <= error
    assert abs(after.x - before.x) <= error


@given(canvas=sizes, window=windows, zoom=st.floats(0.001, 100))
def test_zoom_has_limits(canvas: Size, window: Size, zoom: float):
    view = Viewport.fitted(canvas, window).zoomed(zoom, Point(0, 0))
    assert min(fitting_zoom(canvas, window), 1) / 4 <= view.zoom <= MAX_ZOOM


@given(
    canvas=sizes,
    window=windows,
    down=st.floats(-1e6, 1e6),
    right=st.floats(-1e6, 1e6),
    zoom=st.floats(0.01, 16),
)
def test_the_canvas_cannot_be_lost(
    canvas: Size, window: Size, down: float, right: float, zoom: float
):
    view = Viewport.fitted(canvas, window).zoomed(zoom, Point(5, 5)).panned(down, right)
    first = view.to_device(Point(0, 0))
    last = view.to_device(Point(canvas.height, canvas.width))
    for start, stop, length in (
        (first.y, last.y, window.height),
        (first.x, last.x, window.width),
    ):
        assert start <= length - KEPT_PX + 1
        assert stop >= KEPT_PX - 1


@given(window=windows, y=st.integers(0, 1000), x=st.integers(0, 1000))
def test_at_full_size_a_pixel_is_a_device_pixel(window: Size, y: int, x: int):
    view = Viewport.fitted(Size(3000, 3000), window).zoomed(1.0, Point(y, x))
    at = view.to_device(Point(7, 9))
    assert at.y == int(at.y)
    assert view.to_device(Point(8, 10)) == Point(at.y + 1, at.x + 1)


def test_panning_moves_by_device_pixels():
    view = Viewport.fitted(Size(1000, 1000), Size(500, 500)).zoomed(2.0, Point(250, 250))
    before = view.to_device(Point(400, 400))
    after = view.panned(30, -50).to_device(Point(400, 400))
    assert (after.y - before.y, after.x - before.x) == (30, -50)


def test_what_is_seen_of_a_zoomed_view():
    view = Viewport.fitted(Size(1000, 1000), Size(500, 500)).zoomed(2.0, Point(250, 250))
    assert view.visible() == Rect.at(375, 375, 250, 250)


@given(canvas=sizes, window=windows, other=windows)
def test_resizing_the_window_keeps_the_centre(canvas: Size, window: Size, other: Size):
    view = Viewport.fitted(canvas, window)
    assert view.resized(other).centre == view.centre
    assert view.resized(other).zoom == view.zoom


@pytest.mark.parametrize(
    ("zoom", "closer", "expected"),
    [
        (0.6, True, 2 / 3),
        (1.0, True, 1.5),
        (1.0, False, 2 / 3),
        (16, True, 16),
        (0.01, False, 1 / 16),
    ],
)
def test_zoom_steps_are_round(zoom: float, closer: bool, expected: float):
    assert next_zoom(zoom, closer) == pytest.approx(expected)


@given(zoom=st.floats(0.07, 15))
def test_steps_go_out_and_back(zoom: float):
    closer = next_zoom(zoom, closer=True)
    assume(closer > zoom * 1.01)
    assert next_zoom(closer, closer=False) <= zoom * 1.002
