"""Tests of placing photos: each edit gives the scene it should, in one step that can be undone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document import Document
from app.photos import MAX_SCALE, MIN_SCALE, Fit, Photos, anchor_of, resized
from infinitygan.geometry import Point, Size
from infinitygan.inference.photo_placement import (
    LARGEST_PAIR_SHARE,
    Anchor,
    anchored,
    place,
)
from infinitygan.scene import PhotoPlacement

FIRST, SECOND = "a" * 64, "b" * 64
CANVAS = Size(270, 480)  # of the fixture


@pytest.fixture
def photos(document: Document) -> Photos:
    return Photos(document)


def add(photos: Photos, digest: str = FIRST) -> None:
    photos.add(digest, b"file", Size(90, 120), "Add")


def matched(document: Document) -> None:
    """Give the photos a match, as if it had been made."""
    document.add_files({}, {"m1": b"match"})
    placed = tuple(replace(photo, match="m1") for photo in document.scene.photos)
    document.edit("Match", replace(document.scene, photos=placed))


def test_a_photo_comes_as_tall_as_the_canvas_in_its_middle(document: Document, photos: Photos):
    before = document.scene
    add(photos)
    assert document.scene.photos == (PhotoPlacement(FIRST, 0, 60, 270, 360),)
    assert document.project.photos == {FIRST: b"file"}
    document.undo_stack.undo()
    assert document.scene == before


def test_a_panorama_comes_as_wide_as_the_canvas(document: Document, photos: Photos):
    photos.add(FIRST, b"file", Size(200, 4000), "Add")
    assert document.scene.photos == (PhotoPlacement(FIRST, 123, 0, 24, 480),)


def test_a_second_photo_comes_at_the_right_and_ends_the_match(document: Document, photos: Photos):
    add(photos)
    photos.anchor(Anchor.LEFT)
    matched(document)
    add(photos, SECOND)
    first, second = document.scene.photos
    assert (first.left_px, second.left_px) == (0, 120)
    assert first.match is None
    assert second.match is None
    assert photos.index == 1


@pytest.mark.parametrize("anchor", Anchor)
def test_each_anchor_is_reached_and_recognised(document: Document, photos: Photos, anchor: Anchor):
    add(photos)
    photos.set_scale(0.5)
    photos.anchor(anchor)
    assert photos.current_anchor is anchor
    (photo,) = document.scene.photos
    down, across = anchor.fractions
    assert (photo.top_px, photo.left_px) == (135 * down, 300 * across)


def test_a_move_ends_the_match_and_undo_brings_it_back(document: Document, photos: Photos):
    add(photos)
    matched(document)
    photos.anchor(Anchor.RIGHT)
    assert document.scene.photos[0].match is None
    document.undo_stack.undo()
    assert document.scene.photos[0].match == "m1"


def test_feather_and_light_keep_the_match(document: Document, photos: Photos):
    add(photos)
    matched(document)
    photos.set_feather(128)
    photos.set_colour_match(0)
    (photo,) = document.scene.photos
    assert (photo.feather_px, photo.colour_match, photo.match) == (128, 0, "m1")


def test_the_anchor_where_it_is_keeps_the_match(document: Document, photos: Photos):
    add(photos)
    matched(document)
    steps = document.undo_stack.count()
    photos.anchor(Anchor.CENTER)
    assert document.scene.photos[0].match == "m1"
    assert document.undo_stack.count() == steps


def test_a_drag_of_a_slider_is_one_step(document: Document, photos: Photos):
    add(photos)
    steps = document.undo_stack.count()
    for scale in (0.9, 0.7, 0.5):
        photos.set_scale(scale, "scale")
    photos.end_gesture()
    assert document.undo_stack.count() == steps + 1
    assert photos.scale == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("fit", "height_px", "width_px"),
    [(Fit.HEIGHT, 270, 360), (Fit.WIDTH, 360, 480), (Fit.WHOLE, 270, 360)],
)
def test_fits(document: Document, photos: Photos, fit: Fit, height_px: float, width_px: float):
    add(photos)
    photos.set_scale(0.31)
    photos.fit(fit)
    (photo,) = document.scene.photos
    assert (photo.height_px, photo.width_px) == pytest.approx((height_px, width_px))


def test_removing_one_of_two_ends_the_match_and_chooses_the_other(
    document: Document, photos: Photos
):
    add(photos)
    add(photos, SECOND)
    matched(document)
    photos.remove()
    assert [(photo.photo, photo.match) for photo in document.scene.photos] == [(FIRST, None)]
    assert photos.index == 0
    photos.remove()
    assert photos.chosen is None
    assert document.project.photos == {}


def test_the_first_photo_makes_room_for_a_second_and_undo_puts_it_back(
    document: Document, photos: Photos
):
    add(photos)
    alone = document.scene
    add(photos, SECOND)
    first, second = document.scene.photos
    assert (first.photo, second.photo) == (FIRST, SECOND)
    assert first.left_px == 0
    assert second.left_px + second.width_px == pytest.approx(480)
    assert first.width_px + second.width_px == pytest.approx(480 * LARGEST_PAIR_SHARE)
    document.undo_stack.undo()
    assert document.scene == alone


def test_two_photos_are_put_side_by_side_in_the_order_they_lie(document: Document, photos: Photos):
    add(photos)
    photos.anchor(Anchor.RIGHT)
    add(photos, SECOND)
    photos.anchor(Anchor.LEFT)
    matched(document)
    steps = document.undo_stack.count()
    photos.put_side_by_side()
    assert [photo.photo for photo in document.scene.photos] == [SECOND, FIRST]
    assert [photo.match for photo in document.scene.photos] == [None, None]
    assert photos.index == 0
    photos.put_side_by_side()
    assert document.undo_stack.count() == steps + 1


def test_the_topmost_photo_is_found(document: Document, photos: Photos):
    add(photos)
    photos.anchor(Anchor.LEFT)
    add(photos, SECOND)
    assert photos.at(Point(100, 130)) == 1
    assert photos.at(Point(100, 70)) == 0
    photos.set_scale(0.5)
    assert photos.at(Point(10, 470)) is None


def test_nothing_happens_without_a_photo(document: Document, photos: Photos):
    photos.anchor(Anchor.LEFT)
    photos.fit(Fit.WIDTH)
    photos.set_scale(2)
    photos.set_feather(1)
    photos.set_colour_match(0)
    photos.remove()
    assert document.undo_stack.count() == 0


@given(
    factor=st.floats(0.01, 20),
    anchor=st.sampled_from(Anchor),
    height=st.integers(1, 4000),
    width=st.integers(1, 4000),
)
def test_scaling_keeps_anchor_and_shape(factor: float, anchor: Anchor, height: int, width: int):
    before = place(FIRST, (CANVAS.height / 2, CANVAS.height / 2 * width / height), CANVAS, anchor)
    found = anchor_of(before, CANVAS)
    assert found is not None
    after = resized(before, CANVAS, factor)
    least, most = MIN_SCALE * CANVAS.height, MAX_SCALE * CANVAS.height
    assert least * 0.999 <= after.height_px <= most * 1.001
    assert after.width_px / after.height_px == pytest.approx(width / height)
    there = anchored(after, CANVAS, found)
    assert (after.top_px, after.left_px) == pytest.approx((there.top_px, there.left_px))


def test_scaling_off_the_anchors_keeps_the_middle():
    before = PhotoPlacement(FIRST, 10, 20, 100, 200)
    after = resized(before, CANVAS, 2)
    assert (after.top_px, after.left_px, after.height_px, after.width_px) == (-40, -80, 200, 400)
