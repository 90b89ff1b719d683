"""The light of a photo spreads from its open border, fades, and never tints wildly."""

import numpy as np
import pytest

from infinitygan.geometry import Rect
from infinitygan.inference.colour_field import FADE_SHARE, RIM_PX, ColourField, Sides, smoothstep

PHOTO = Rect.at(100, 200, 80, 120)  # canvas px
COARSE = (40, 60)  # of the photo
RIGHT = Sides(top=False, bottom=False, left=False, right=True)
ALL = Sides(top=True, bottom=True, left=True, right=True)


def field_of(sides: Sides, difference: float | np.ndarray) -> ColourField:
    """The field of a grey photo in a picture that is darker by so much, a row or a number."""
    height, width = COARSE
    around = np.full((height + 2 * RIM_PX, width + 2 * RIM_PX, 3), 100, np.float32)
    wanted = np.full((height, width, 3), 100, np.float32) + difference
    return ColourField.measure(PHOTO, sides, wanted.astype(np.float32), around)


def along(field: ColourField, y: float, *x: float) -> np.ndarray:
    return field.at(np.array([y]), np.array(x))[0]


def test_border_takes_on_the_whole_difference_and_far_places_nothing():
    field = field_of(RIGHT, 10.0)
    fade = FADE_SHARE * PHOTO.height
    border = PHOTO.columns.stop
    at = along(field, 140, border, border + fade / 2, border + fade, border + 5 * fade)
    assert at[:, 0] == pytest.approx([10, 5, 0, 0], abs=1e-4)


def test_differences_stay_where_they_are_along_the_border():
    """The upper half is lighter, the lower half darker than what lies beside it."""
    halves = np.where(np.arange(COARSE[0]) < COARSE[0] // 2, 20.0, -20.0)[:, None, None]
    field = field_of(RIGHT, halves)
    upper, lower = (along(field, y, PHOTO.columns.stop)[0, 0] for y in (110, 170))
    assert upper > 15
    assert lower < -15


def test_points_lie_on_the_open_sides_only():
    points = field_of(RIGHT, 1.0).points
    assert set(points[:, 1]) == {float(PHOTO.columns.stop)}
    assert points[:, 0].min() > PHOTO.rows.start
    assert points[:, 0].max() < PHOTO.rows.stop
    sides = field_of(ALL, 1.0).points
    assert {PHOTO.columns.start, PHOTO.columns.stop} < set(sides[:, 1])
    assert {PHOTO.rows.start, PHOTO.rows.stop} < set(sides[:, 0])


def test_each_side_is_compared_with_what_lies_beside_it():
    height, width = COARSE
    around = np.full((height + 2 * RIM_PX, width + 2 * RIM_PX, 3), 100, np.float32)
    around[:, -RIM_PX:] = 70
    wanted = np.full((height, width, 3), 100, np.float32)
    field = ColourField.measure(PHOTO, ALL, wanted, around)
    is_right = field.points[:, 1] == PHOTO.columns.stop
    assert np.all(field.differences[is_right] == 30)
    assert np.all(field.differences[~is_right] == 0)


def test_other_things_at_the_border_lend_less_than_another_light():
    light, thing = (field_of(ALL, value).differences for value in (25.0, 150.0))
    assert np.all(light == 25)
    assert 0 < thing.max() < 20


def test_photo_without_open_sides_lends_nothing():
    closed = Sides(top=False, bottom=False, left=False, right=False)
    assert not along(field_of(closed, 30.0), 140, 250, 330).any()


def test_open_sides_are_those_inside_the_canvas():
    canvas = Rect.at(0, 0, 180, 400)
    assert Sides.open_ones(PHOTO, canvas) == Sides(top=True, bottom=False, left=True, right=True)


def test_smoothstep_is_flat_at_its_ends():
    shares = np.array([-1.0, 0.0, 1e-3, 0.5, 1.0 - 1e-3, 1.0, 9.0])
    assert smoothstep(shares) == pytest.approx([0, 0, 0, 0.5, 1, 1, 1], abs=1e-5)
