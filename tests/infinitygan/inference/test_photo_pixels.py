"""A photo's pixels are those that Pillow gives, on the canvas and on any level."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from infinitygan.geometry import Rect, Size, Span
from infinitygan.inference.photo import Photo
from infinitygan.inference.photo_pixels import Area, photo_area, resampled
from infinitygan.inference.photo_placement import place
from infinitygan.inference.scene_plan import Placement

CANVAS_PIXELS = Placement(0.0, 0.0, 1.0, 1.0)


def noisy_photo(height: int, width: int) -> Photo:
    rgb = np.random.default_rng(1).integers(0, 256, (height, width, 3), np.uint8)
    return Photo("0" * 64, rgb)


def test_whole_photo_is_what_pillow_resizes():
    photo = noisy_photo(60, 90)
    rect = Rect.at(7, -3, 45, 40)
    expected = Image.fromarray(photo.rgb).resize((40, 45), Image.Resampling.LANCZOS)
    assert np.array_equal(resampled(photo, Area(7, -3, 45, 40), rect), np.asarray(expected))


def test_photo_of_its_own_size_stays_as_it_is():
    photo = noisy_photo(20, 30)
    assert np.array_equal(resampled(photo, Area(0, 0, 20, 30), Rect.at(0, 0, 20, 30)), photo.rgb)


def test_part_of_a_photo_is_a_crop_of_the_whole():
    photo = noisy_photo(60, 90)
    area = Area(0, 0, 48, 64)
    part = Rect(Span(10, 31), Span(5, 40))
    whole = resampled(photo, area, Rect.at(0, 0, 48, 64)).astype(int)
    assert np.abs(resampled(photo, area, part) - whole[10:31, 5:40]).max() <= 1


@given(st.floats(-40, 40), st.floats(0.01, 30))
def test_inner_pixels_lie_inside_and_none_is_missed(start: float, length: float):
    rows = Area(start, 0, length, 1).inner_rect().rows
    if rows.length:
        assert start - 1e-5 <= rows.start < start + 1
        assert start + length - 1 < rows.stop <= start + length + 1e-5
    else:
        assert length < 2


def test_window_beyond_the_photo_is_refused():
    with pytest.raises(ValueError, match="does not lie within"):
        resampled(noisy_photo(5, 5), Area(0, 0, 10, 10), Rect.at(0, 5, 5, 6))


def test_photo_lies_where_the_level_says():
    photo = place("0" * 64, (40.0, 80.0), Size(80, 160))
    assert photo_area(photo, CANVAS_PIXELS) == Area(20, 40, 40, 80)
    assert photo_area(photo, Placement(-4.0, -6.0, 8.0, 4.0)) == Area(3.0, 11.5, 5.0, 20.0)


def test_one_pixel_photo_fills_its_place_evenly():
    photo = Photo("0" * 64, np.full((1, 1, 3), 9, np.uint8))
    assert (resampled(photo, Area(0, 0, 30, 20), Rect.at(0, 0, 30, 20)) == 9).all()
