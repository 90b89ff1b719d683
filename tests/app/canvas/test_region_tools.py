"""Tests of the tools that fill shapes: the scene after each gesture."""

from collections.abc import Callable

import pytest
from gestures import ALT, SHIFT, FakeEasel, drag, pointer

from app.canvas.draft import Draft
from app.canvas.region_tools import RegionTool
from app.canvas.shape_drags import BLEED_PX, CornerDrag, LassoDrag, LineDrag, ShapeDrag
from app.document import Document
from app.painting import Painting
from infinitygan.geometry import Point
from infinitygan.shapes import (
    Ellipse,
    Lasso,
    LinearGradient,
    RadialGradient,
    Rectangle,
    Shape,
)
from infinitygan.styles import SeedStyle


@pytest.fixture
def painting(document: Document) -> Painting:
    return Painting(document, SeedStyle(8, "Snow"))


@pytest.fixture
def easel() -> FakeEasel:
    return FakeEasel()


@pytest.fixture
def draft(document: Document, easel: FakeEasel) -> Draft:
    return Draft(document, easel)


@pytest.fixture
def make(draft: Draft, painting: Painting) -> Callable[[ShapeDrag], RegionTool]:
    return lambda shape: RegionTool(shape, draft, painting)


def only_shape(document: Document) -> Shape:
    (region,) = document.scene.regions
    return region.shape


def test_rectangle_becomes_a_region_of_the_chosen_style(
    document: Document, painting: Painting, make: Callable[[ShapeDrag], RegionTool]
):
    drag(make(CornerDrag.rectangle()), [(60, 80), (100, 90), (160, 280)])
    (region,) = document.scene.regions
    assert region.shape == Rectangle(60, 80, 100, 200)
    assert region.style == SeedStyle(8, "Snow")
    assert region.softness_px == painting.softness_px > 0
    assert painting.selected_index == 0


def test_gesture_is_one_step_that_undo_and_redo_know(
    document: Document, make: Callable[[ShapeDrag], RegionTool]
):
    before = document.scene
    drag(make(CornerDrag.rectangle()), [(60, 80), (100, 90), (120, 100), (160, 280)])
    after = document.scene
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.scene == before
    document.undo_stack.redo()
    assert document.scene == after


def test_document_is_untouched_until_the_release(
    document: Document, easel: FakeEasel, make: Callable[[ShapeDrag], RegionTool]
):
    before = document.scene
    tool = make(CornerDrag.ellipse())
    tool.press(pointer(60, 80))
    tool.move(pointer(160, 280))
    assert document.scene == before
    shown = easel.peeked[-1]
    assert shown is not None
    assert len(shown.regions) == 1
    tool.release(pointer(160, 280))
    assert easel.peeked[-1] is None
    assert document.scene == shown


def test_escape_drops_the_shape(
    document: Document, easel: FakeEasel, make: Callable[[ShapeDrag], RegionTool]
):
    tool = make(CornerDrag.rectangle())
    tool.press(pointer(60, 80))
    tool.move(pointer(160, 280))
    tool.cancel()
    tool.move(pointer(200, 300))
    tool.release(pointer(200, 300))
    assert document.scene.regions == ()
    assert document.undo_stack.count() == 0
    assert easel.peeked[-1] is None


@pytest.mark.parametrize("shape", [CornerDrag.rectangle, CornerDrag.ellipse, LassoDrag])
def test_click_paints_nothing(
    document: Document,
    make: Callable[[ShapeDrag], RegionTool],
    shape: Callable[[], ShapeDrag],
):
    drag(make(shape()), [(60, 80), (61, 81)])
    assert document.scene.regions == ()
    assert document.undo_stack.count() == 0


def test_shift_makes_a_square_and_alt_draws_from_the_middle(
    document: Document, make: Callable[[ShapeDrag], RegionTool]
):
    drag(make(CornerDrag.rectangle()), [(100, 200), (130, 240)], SHIFT)
    drag(make(CornerDrag.rectangle()), [(100, 200), (130, 240)], ALT)
    first, second = (region.shape for region in document.scene.regions)
    assert first == Rectangle(100, 200, 40, 40)
    assert second == Rectangle(70, 160, 60, 80)


def test_edge_at_the_border_bleeds_so_that_no_softness_shows(
    document: Document, make: Callable[[ShapeDrag], RegionTool]
):
    drag(make(CornerDrag.rectangle()), [(5, 300), (262, 478)])
    canvas = document.scene.canvas
    shape = only_shape(document)
    assert shape == Rectangle(-BLEED_PX, 300, canvas.height + 2 * BLEED_PX, 180 + BLEED_PX)


def test_ellipse_fits_between_the_corners(
    document: Document, make: Callable[[ShapeDrag], RegionTool]
):
    drag(make(CornerDrag.ellipse()), [(60, 80), (160, 280)])
    assert only_shape(document) == Ellipse(Point(110, 180), 50, 100)


def test_lasso_keeps_corners_and_leaves_out_what_lies_between(
    document: Document, make: Callable[[ShapeDrag], RegionTool]
):
    top = [(50.0, 50.0 + step) for step in range(0, 101, 5)]
    right = [(50.0 + step, 150.0) for step in range(5, 101, 5)]
    drag(make(LassoDrag()), [*top, *right])
    assert only_shape(document) == Lasso((Point(50, 50), Point(50, 150), Point(150, 150)))


def test_thousand_points_of_a_lasso_are_a_shape(
    document: Document, make: Callable[[ShapeDrag], RegionTool]
):
    zigzag = [(50.0 + index * 0.15, 60.0 + (index % 2) * 90) for index in range(1000)]
    drag(make(LassoDrag()), zigzag)
    shape = only_shape(document)
    assert isinstance(shape, Lasso)
    assert 100 < len(shape.points) <= 1001


def test_gradient_goes_from_press_to_release(document: Document, draft: Draft, painting: Painting):
    drag(RegionTool(LineDrag.linear(), draft, painting), [(100, 50), (120, 200)])
    assert only_shape(document) == LinearGradient(Point(100, 50), Point(120, 200))


def test_shift_turns_the_gradient_to_a_round_angle(
    document: Document, draft: Draft, painting: Painting
):
    drag(RegionTool(LineDrag.linear(), draft, painting), [(100, 50), (104, 200)], SHIFT)
    shape = only_shape(document)
    assert isinstance(shape, LinearGradient)
    assert shape.stop.y == pytest.approx(100)


def test_round_gradient_reaches_the_release(document: Document, draft: Draft, painting: Painting):
    drag(RegionTool(LineDrag.radial(), draft, painting), [(100, 100), (130, 140)])
    assert only_shape(document) == RadialGradient(Point(100, 100), 50)


def test_cancelled_gradient_leaves_nothing(document: Document, draft: Draft, painting: Painting):
    tool = RegionTool(LineDrag.linear(), draft, painting)
    tool.press(pointer(10, 10))
    tool.move(pointer(90, 90))
    tool.cancel()
    tool.release(pointer(90, 90))
    assert document.scene.regions == ()
