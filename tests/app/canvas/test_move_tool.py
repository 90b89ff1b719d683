"""Tests of moving and reshaping: handles, hits, one step a drag, and locks."""

from dataclasses import replace

import pytest
from gestures import drag, pointer
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from app.canvas.move_tool import MoveTool, topmost
from app.canvas.shape_handles import Handle, box_of, contains, handles, reshaped
from app.document import Document
from app.painting import Painting
from infinitygan.geometry import Point, Size
from infinitygan.scene import Scene, StyleRegion
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
from infinitygan.styles import SeedStyle

BOX = Rectangle(60, 80, 100, 200)
SHAPES: list[Shape] = [
    BOX,
    Ellipse(Point(110, 180), 50, 100),
    Lasso((Point(60, 80), Point(60, 280), Point(160, 280), Point(160, 80))),
    BrushStrokes((Stroke((Point(110, 130), Point(110, 230)), 100, 1.0),)),
    RadialGradient(Point(110, 180), 60),
]


def with_regions(document: Document, *shapes: Shape) -> None:
    scene = document.scene
    for shape in shapes:
        scene = scene.with_region_added(StyleRegion(SeedStyle(8), shape))
    document.edit("regions", scene)


@pytest.fixture
def painting(document: Document) -> Painting:
    return Painting(document)


@pytest.fixture
def tool(document: Document, painting: Painting) -> MoveTool:
    return MoveTool(document, painting)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: type(shape).__name__)
def test_drag_moves_the_shape_in_one_step(document: Document, tool: MoveTool, shape: Shape):
    with_regions(document, shape)
    steps = document.undo_stack.count()
    drag(tool, [(110, 170), (112, 180), (120, 200)])
    assert document.scene.regions[0].shape == shape.moved(10, 30)
    assert document.undo_stack.count() == steps + 1
    document.undo_stack.undo()
    assert document.scene.regions[0].shape == shape


def test_what_was_erased_moves_along_and_lets_clicks_through(
    document: Document, painting: Painting, tool: MoveTool
):
    hole = Stroke((Point(110, 180),), 40, 1.0)
    region = StyleRegion(SeedStyle(8), BOX, erased=(hole,))
    document.edit("region", document.scene.with_region_added(region))
    assert not tool.press(pointer(110, 180))
    assert painting.selected_index is None
    drag(tool, [(110, 130), (120, 160)])
    assert document.scene.regions[0].erased == (hole.moved(10, 30),)


def test_corner_reshapes_a_rectangle(document: Document, painting: Painting, tool: MoveTool):
    with_regions(document, BOX)
    painting.select(0)
    drag(tool, [(160, 280), (180, 300), (200, 320)])
    assert document.scene.regions[0].shape == Rectangle(60, 80, 140, 240)


def test_side_moves_only_itself(document: Document, painting: Painting, tool: MoveTool):
    with_regions(document, BOX)
    painting.select(0)
    drag(tool, [(110, 80), (140, 100)])
    assert document.scene.regions[0].shape == Rectangle(60, 100, 100, 180)


def test_ends_of_a_gradient_are_handles(document: Document, painting: Painting, tool: MoveTool):
    with_regions(document, LinearGradient(Point(50, 50), Point(50, 200)))
    painting.select(0)
    drag(tool, [(50, 200), (90, 260)])
    assert document.scene.regions[0].shape == LinearGradient(Point(50, 50), Point(90, 260))


def test_click_selects_the_topmost_and_a_click_beside_selects_none(
    document: Document, painting: Painting, tool: MoveTool
):
    with_regions(document, BOX, Ellipse(Point(110, 180), 20, 20))
    drag(tool, [(110, 180)])
    assert painting.selected_index == 1
    assert document.undo_stack.count() == 1
    assert not tool.press(pointer(250, 20))
    assert painting.selected_index is None


def test_what_has_no_end_lies_behind_in_clicks():
    regions = tuple(
        StyleRegion(SeedStyle(1), shape)
        for shape in (BOX, Everything(), LinearGradient(Point(0, 0), Point(0, 10)))
    )
    scene = Scene(canvas=Size(270, 480), regions=regions)
    assert topmost(scene, Point(100, 100)) == 0
    assert topmost(scene, Point(10, 100)) == 2
    hidden = replace(regions[0], visible=False)
    assert topmost(scene.with_region(0, hidden), Point(100, 100)) == 2


def test_locked_region_stays(document: Document, painting: Painting, tool: MoveTool):
    with_regions(document, BOX)
    locked = replace(document.scene.regions[0], locked=True)
    document.edit("lock", document.scene.with_region(0, locked))
    assert not tool.press(pointer(110, 180))
    assert painting.selected_index == 0


def test_escape_puts_the_region_back(document: Document, tool: MoveTool):
    with_regions(document, BOX)
    before = document.scene
    tool.press(pointer(110, 180))
    tool.move(pointer(140, 220))
    assert document.scene != before
    tool.cancel()
    assert document.scene == before
    tool.move(pointer(150, 230))
    assert document.scene == before


def test_cursor_tells_handles_from_the_inside(
    document: Document, painting: Painting, tool: MoveTool
):
    with_regions(document, BOX)
    painting.select(0)
    assert tool.cursor(pointer(160, 280)) is Qt.CursorShape.SizeFDiagCursor
    assert tool.cursor(pointer(100, 200)) is Qt.CursorShape.SizeAllCursor
    assert tool.cursor(pointer(250, 20)) is Qt.CursorShape.ArrowCursor


coordinate = st.floats(-400, 800)


@given(
    shape=st.sampled_from(SHAPES[:4]),
    handle=st.sampled_from([h for h in Handle if not isinstance(h.value, str)]),
    y=coordinate,
    x=coordinate,
)
def test_pulled_edge_lies_under_the_pointer_or_stops_at_the_other(
    shape: Shape, handle: Handle, y: float, x: float
):
    before = box_of(shape)
    after = box_of(reshaped(shape, handle, Point(y, x)))
    assert before is not None
    assert after is not None
    is_brush = isinstance(shape, BrushStrokes)  # round brushes cannot follow both sides
    if handle is Handle.BOTTOM and not is_brush:
        wanted = max(y, before.top + 2)
        assert after.top + after.height == pytest.approx(wanted, abs=1e-6)
        assert after.top == pytest.approx(before.top)
    assert after.height > 0
    assert after.width > 0


def test_handles_of_a_shape_off_the_canvas_lie_where_it_is():
    places = handles(Rectangle(-500, 600, 200, 100), Size(270, 480))
    assert places[Handle.TOP_LEFT] == Point(-500, 600)
    assert places[Handle.BOTTOM] == Point(-300, 650)


def test_handles_of_edges_off_the_canvas_lie_on_its_border():
    places = handles(Rectangle(-500, 300, 2000, 800), Size(270, 480))
    assert places[Handle.TOP_LEFT] == Point(0, 300)
    assert places[Handle.RIGHT] == Point(135, 480)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: type(shape).__name__)
def test_middle_is_inside_and_far_is_outside(shape: Shape):
    assert contains(shape, Point(110, 180))
    assert not contains(shape, Point(600, 600))


def test_erased_place_is_not_inside():
    line = Stroke((Point(50, 50), Point(50, 150)), 40, 1.0)
    hole = Stroke((Point(50, 100),), 30, 1.0, erase=True)
    shape = BrushStrokes((line, hole))
    assert contains(shape, Point(50, 60))
    assert not contains(shape, Point(50, 100))


def test_stroke_is_hit_as_wide_as_the_pen_made_it():
    line = Stroke((Point(50, 50), Point(50, 150)), 40, 1.0, pressure=(0.1, 1.0))
    shape = BrushStrokes((line,))
    assert contains(shape, Point(65, 148))
    assert not contains(shape, Point(65, 52))
