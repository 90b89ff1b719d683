"""Tests of the brush and the eraser: strokes, what they go on with, and what they leave alone."""

from dataclasses import replace

import pytest
from gestures import SHIFT, FakeEasel, drag, pointer

from app.canvas.brush_tool import LEAST_PRESSURE, BrushTool
from app.canvas.draft import Draft
from app.document import Document
from app.painting import Brush, Painting
from infinitygan.geometry import Point
from infinitygan.scene import StyleRegion
from infinitygan.shapes import (
    BrushStrokes,
    Ellipse,
    Everything,
    Lasso,
    LinearGradient,
    RadialGradient,
    Rectangle,
    Shape,
)
from infinitygan.styles import SeedStyle

LINE = [(100.0, 50.0 + step) for step in range(0, 200, 4)]
LOWER = [(200.0, 50.0 + step) for step in range(0, 200, 4)]


@pytest.fixture
def painting(document: Document) -> Painting:
    painting = Painting(document, SeedStyle(8))
    painting.set_brush(Brush(40, 0.5))
    return painting


@pytest.fixture
def easel() -> FakeEasel:
    return FakeEasel()


@pytest.fixture
def brush(document: Document, easel: FakeEasel, painting: Painting) -> BrushTool:
    return BrushTool(Draft(document, easel), painting)


@pytest.fixture
def eraser(document: Document, easel: FakeEasel, painting: Painting) -> BrushTool:
    return BrushTool(Draft(document, easel), painting, erases=True)


def strokes(document: Document, index: int = 0) -> BrushStrokes:
    shape = document.scene.regions[index].shape
    assert isinstance(shape, BrushStrokes)
    return shape


def test_stroke_becomes_a_brushed_region_in_one_step(document: Document, brush: BrushTool):
    drag(brush, LINE)
    (stroke,) = strokes(document).strokes
    assert stroke.diameter_px == 40
    assert stroke.hardness == 0.5
    assert not stroke.erase
    assert stroke.pressure == ()
    assert document.undo_stack.count() == 1


def test_straight_stroke_keeps_only_its_ends(document: Document, brush: BrushTool):
    drag(brush, LINE)
    (stroke,) = strokes(document).strokes
    assert [point.y for point in stroke.points] == [100, 100]
    assert stroke.points[0] == Point(100, 50)


def test_click_paints_a_dot(document: Document, brush: BrushTool):
    drag(brush, [(70, 90)])
    (stroke,) = strokes(document).strokes
    assert stroke.points == (Point(70, 90),)


def test_next_stroke_of_the_style_goes_on_with_the_region(document: Document, brush: BrushTool):
    drag(brush, LINE)
    drag(brush, LOWER)
    assert len(document.scene.regions) == 1
    assert len(strokes(document).strokes) == 2
    document.undo_stack.undo()
    assert len(strokes(document).strokes) == 1


def test_another_style_begins_another_region(
    document: Document, brush: BrushTool, painting: Painting
):
    drag(brush, LINE)
    painting.choose_style(SeedStyle(9))
    drag(brush, LOWER)
    assert [region.style for region in document.scene.regions] == [SeedStyle(8), SeedStyle(9)]
    assert painting.selected_index == 1


@pytest.mark.parametrize("change", [{"locked": True}, {"visible": False}])
def test_locked_or_hidden_region_is_not_painted_on(
    document: Document, brush: BrushTool, change: dict[str, bool]
):
    drag(brush, LINE)
    region = replace(document.scene.regions[0], **change)
    document.edit("change", document.scene.with_region(0, region))
    drag(brush, LOWER)
    assert len(document.scene.regions) == 2
    assert len(strokes(document, 0).strokes) == 1


def test_shift_draws_a_line_from_the_last_end(document: Document, brush: BrushTool):
    drag(brush, LINE)
    end = strokes(document).strokes[0].points[-1]
    drag(brush, [(240, 400)], SHIFT)
    assert strokes(document).strokes[1].points == (end, Point(240, 400))


def test_pen_pressure_is_kept_with_the_points(document: Document, brush: BrushTool):
    assert brush.press(pointer(100, 50, pressure=0.2))
    brush.move(pointer(130, 90, pressure=0.8))
    brush.move(pointer(90, 140, pressure=0.0))
    brush.release(pointer(90, 140))
    (stroke,) = strokes(document).strokes
    assert stroke.pressure == (0.2, 0.8, LEAST_PRESSURE)


def test_swell_of_a_straight_stroke_is_kept(document: Document, brush: BrushTool):
    assert brush.press(pointer(100, 50, pressure=0.1))
    for x, pressure in ((100, 0.4), (150, 1.0), (200, 0.4), (250, 0.1)):
        brush.move(pointer(100, x, pressure=pressure))
    brush.release(pointer(100, 250))
    (stroke,) = strokes(document).strokes
    places = [point.x for point in stroke.points]
    assert stroke.pressure[places.index(150)] == 1.0


def test_pressure_can_be_left_out(document: Document, brush: BrushTool, painting: Painting):
    painting.set_brush(replace(painting.brush, uses_pressure=False))
    drag(brush, LINE, pressure=0.3)
    assert strokes(document).strokes[0].pressure == ()


def test_stroke_is_shown_while_it_is_drawn_and_dropped_by_escape(
    document: Document, easel: FakeEasel, brush: BrushTool
):
    brush.press(pointer(100, 50))
    brush.move(pointer(100, 90))
    shown = easel.peeked[-1]
    assert shown is not None
    assert len(shown.regions) == 1
    brush.cancel()
    brush.move(pointer(100, 120))
    brush.release(pointer(100, 120))
    assert easel.peeked[-1] is None
    assert document.scene.regions == ()


def test_eraser_takes_from_the_selected_region_only(
    document: Document, brush: BrushTool, eraser: BrushTool, painting: Painting
):
    drag(brush, LINE)
    painting.choose_style(SeedStyle(9))
    drag(brush, LINE)
    painting.select(0)
    drag(eraser, LINE)
    assert strokes(document, 0).strokes[-1].erase
    assert len(strokes(document, 1).strokes) == 1


def test_eraser_without_a_selection_takes_from_all_that_it_touches(
    document: Document, brush: BrushTool, eraser: BrushTool, painting: Painting
):
    drag(brush, LINE)
    painting.choose_style(SeedStyle(9))
    drag(brush, LOWER)
    painting.select(None)
    drag(eraser, LINE)
    assert strokes(document, 0).strokes[-1].erase
    assert len(strokes(document, 1).strokes) == 1


@pytest.mark.parametrize(
    "shape",
    [
        Rectangle(50, 20, 100, 300),
        Ellipse(Point(100, 100), 80, 90),
        Lasso((Point(60, 20), Point(60, 200), Point(160, 20))),
        LinearGradient(Point(100, 20), Point(100, 200)),
        RadialGradient(Point(100, 100), 90),
        Everything(),
    ],
    ids=lambda shape: type(shape).__name__,
)
def test_eraser_takes_from_every_kind_of_shape(document: Document, eraser: BrushTool, shape: Shape):
    region = StyleRegion(SeedStyle(1), shape)
    document.edit("shape", document.scene.with_region_added(region))
    drag(eraser, LINE)
    (left,) = document.scene.regions
    assert left.shape == shape
    assert [stroke.points[0] for stroke in left.erased] == [Point(*LINE[0])]


def test_eraser_that_touches_nothing_makes_no_step(document: Document, eraser: BrushTool):
    region = StyleRegion(SeedStyle(1), Rectangle(500, 500, 10, 10))
    document.edit("rectangle", document.scene.with_region_added(region))
    drag(eraser, LINE)
    assert document.scene.regions == (region,)
    assert document.undo_stack.count() == 1


def test_hovering_repaints_the_ring(easel: FakeEasel, brush: BrushTool):
    brush.cursor(pointer(10, 10))
    brush.cursor(pointer(12, 10))
    assert easel.updates == 2
    brush.cursor(pointer(12, 10))
    assert easel.updates == 2


def test_brush_steps_stay_within_bounds():
    brush = Brush(100, 0.5)
    assert brush.resized(larger=True).diameter_px > 100 > brush.resized(larger=False).diameter_px
    for _ in range(60):
        brush = brush.resized(larger=False).hardened(harder=False)
    assert brush.diameter_px >= 1
    assert brush.hardness == 0
