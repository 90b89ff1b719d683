"""Tests of `app.render_requests`."""

from hypothesis import given
from hypothesis import strategies as st

from app.render_requests import COARSEST_PIXEL, PREVIEW_PX, choose_levels, from_centre
from infinitygan.geometry import Rect

scales_of_models = st.builds(
    lambda levels, enlargement: [enlargement * 2**k for k in reversed(range(levels))],
    st.integers(1, 7),
    st.floats(1, 8),
)


@given(scales=scales_of_models, view_px=st.integers(1, 70_000), zoom=st.floats(0.005, 16))
def test_levels_fit_the_view(scales: list[float], view_px: int, zoom: float):
    preview, sharp = choose_levels(scales, view_px, zoom)
    if sharp is None:
        assert all(scale * zoom > COARSEST_PIXEL for scale in scales)
    else:
        assert scales[sharp - 1] * zoom <= COARSEST_PIXEL
        assert preview is not None
        assert preview <= sharp
    assert preview is not None
    assert preview == 1 or view_px / scales[preview - 1] <= PREVIEW_PX


def test_a_small_picture_is_previewed_as_sharp_as_shown():
    assert choose_levels([8.0, 4.0, 2.0], view_px=500, zoom=0.5) == (3, 3)


def test_a_large_view_at_full_size_takes_full_quality():
    assert choose_levels([8.0, 4.0, 2.0], view_px=4000, zoom=1.0) == (1, None)


@given(
    corners=st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), unique=True),
)
def test_tiles_come_from_the_centre(corners: list[tuple[int, int]]):
    view = Rect.at(-10, -20, 30, 40)
    rects = [Rect.at(8 * top, 8 * left, 8, 8) for top, left in corners]
    ordered = from_centre(rects, view)
    assert set(ordered) == set(rects)
    distances = [
        (rect.rows.start + 4 - 5) ** 2 + (rect.columns.start + 4 - 0) ** 2 for rect in ordered
    ]
    assert distances == sorted(distances)
