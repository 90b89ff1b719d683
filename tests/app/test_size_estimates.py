"""Tests of `app.size_estimates`."""

from hypothesis import given
from hypothesis import strategies as st

from app.size_estimates import PROGRAM_MB, estimate
from infinitygan.geometry import Size

sides = st.integers(64, 65_500)


def test_a_4k_picture():
    found = estimate(Size(2160, 3840), pixels_per_second=1e6)
    assert round(found.megapixels, 1) == 8.3
    assert found.seconds is not None
    assert round(found.seconds, 1) == 8.3
    assert 5 <= found.png_mb <= 20


def test_time_is_unknown_before_the_first_measurement():
    assert estimate(Size(100, 100), None).seconds is None


@given(height=sides, width=sides)
def test_memory_does_not_grow_with_the_height(height: int, width: int):
    found = estimate(Size(height, width), None)
    assert PROGRAM_MB < found.memory_mb < PROGRAM_MB + 200


@given(height=sides, width=sides)
def test_more_pixels_cost_more(height: int, width: int):
    small, large = (estimate(Size(height * n, width), 1e6) for n in (1, 2))
    assert large.megapixels == 2 * small.megapixels
    assert large.png_mb >= small.png_mb
    assert (large.seconds or 0) > (small.seconds or 0)
