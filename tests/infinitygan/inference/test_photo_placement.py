"""Photos are fitted, anchored and snapped; what was asked for is what their whole pixels show."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infinitygan.geometry import Rect, Size
from infinitygan.inference.photo_placement import (
    LARGEST_PAIR_SHARE,
    Anchor,
    anchored,
    covers_canvas,
    fit_height,
    fit_size,
    fit_width,
    moved_to,
    photo_rect,
    place,
    scaled_size,
    side_by_side,
    snapped,
)
from infinitygan.scene import Scene

DIGEST = "0" * 64
WIDE = Size(1440, 5120)
sizes = st.builds(Size, st.integers(1, 9000), st.integers(1, 9000))


def test_fit_height_of_the_reference_photo():
    photo = place(DIGEST, fit_height(Size(3000, 4000), WIDE), WIDE)
    assert photo_rect(photo) == Rect.at(0, 1600, 1440, 1920)


def test_fit_width_of_a_panorama():
    photo = place(DIGEST, fit_width(Size(500, 10_000), WIDE), WIDE)
    assert photo_rect(photo) == Rect.at(592, 0, 256, 5120)


@given(sizes, sizes, st.sampled_from(Anchor))
def test_fitted_photo_lies_within_the_canvas_and_touches_two_sides(
    photo: Size, canvas: Size, anchor: Anchor
):
    rect = photo_rect(place(DIGEST, fit_size(photo, canvas), canvas, anchor))
    assert rect.height in (canvas.height, max(round(rect.height), 1))
    assert rect.height == canvas.height or rect.width == canvas.width
    assert canvas.rect.grown(1).contains(rect)


@pytest.mark.parametrize(
    ("anchor", "corner"),
    [
        ("top-left", (0, 0)),
        ("top", (0, 150)),
        ("top-right", (0, 300)),
        ("left", (50, 0)),
        ("center", (50, 150)),
        ("right", (50, 300)),
        ("bottom-left", (100, 0)),
        ("bottom", (100, 150)),
        ("bottom-right", (100, 300)),
    ],
)
def test_nine_anchors(anchor: str, corner: tuple[int, int]):
    photo = place(DIGEST, (100.0, 100.0), Size(200, 400))
    rect = photo_rect(anchored(photo, Size(200, 400), Anchor(anchor)))
    assert (rect.rows.start, rect.columns.start) == corner


def test_move_ends_the_match_and_standing_still_keeps_it():
    photo = place(DIGEST, (10.0, 10.0), Size(50, 50))
    photo = type(photo)(**{**vars(photo), "match": "m1"})
    assert moved_to(photo, photo.top_px, photo.left_px).match == "m1"
    assert moved_to(photo, photo.top_px, photo.left_px + 1).match is None


@pytest.mark.parametrize(
    ("left", "wanted"), [(4.0, 0.0), (-7.9, 0.0), (143.0, 150.0), (305.0, 300.0), (60.0, 60.0)]
)
def test_edges_and_middle_snap(left: float, wanted: float):
    photo = moved_to(place(DIGEST, (100.0, 100.0), Size(200, 400)), 20.0, left)
    assert snapped(photo, Size(200, 400), reach_px=8.0).left_px == wanted


@pytest.mark.parametrize("factor", [0.0, -1.0, float("nan"), float("inf")])
def test_impossible_scale_is_refused(factor: float):
    with pytest.raises(ValueError, match="scaled by a number above 0"):
        scaled_size(Size(3, 4), factor)


def test_photo_larger_than_the_canvas_covers_it():
    canvas = Size(100, 200)
    for height, covers in ((150.0, True), (90.0, False)):
        photo = place(DIGEST, (height, 300.0), canvas)
        assert covers_canvas(Scene(canvas, photos=(photo,))) is covers


@given(sizes, sizes, sizes, st.floats(0.1, 1.0))
def test_two_photos_side_by_side_keep_their_shapes_and_leave_room(
    first: Size, second: Size, canvas: Size, scale: float
):
    photos = [place(DIGEST, fit_height(photo, canvas), canvas) for photo in (first, second)]
    left, right = side_by_side(photos[0], photos[1], canvas, scale)
    assert left.left_px == 0
    assert right.left_px + right.width_px == pytest.approx(canvas.width)
    assert left.height_px == right.height_px <= canvas.height * scale * (1 + 1e-9)
    for before, after in zip(photos, (left, right), strict=True):
        shape = before.width_px / before.height_px
        assert after.width_px / after.height_px == pytest.approx(shape)
    assert left.width_px + right.width_px <= canvas.width * LARGEST_PAIR_SHARE * (1 + 1e-9)


def test_two_photos_that_lie_side_by_side_keep_their_match():
    canvas = Size(270, 960)
    photo = replace(place(DIGEST, (270.0, 300.0), canvas), match="m1")
    apart = side_by_side(photo, photo, canvas)
    assert [one.match for one in apart] == [None, None]
    known = [replace(one, match="m1") for one in apart]
    assert side_by_side(known[0], known[1], canvas) == tuple(known)
