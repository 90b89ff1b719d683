"""Tests of `app.canvas.horizon_tool`: the document after a gesture."""

from dataclasses import replace

import pytest
from gestures import pointer
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from app.canvas.horizon_tool import HorizonTool, horizon_at, horizon_row
from app.document import Document
from infinitygan.geometry import Size
from infinitygan.scene import Scene


@pytest.fixture
def horizon(document: Document) -> HorizonTool:
    tool = HorizonTool(document, QColor("red"))
    tool.is_shown = True
    return tool


def test_a_hidden_line_takes_no_press(horizon: HorizonTool, document: Document):
    horizon.is_shown = False
    assert not horizon.press(pointer(horizon_row(document.scene), 100))


def test_the_line_takes_presses_near_it_only(horizon: HorizonTool, document: Document):
    row = horizon_row(document.scene)
    assert not horizon.press(pointer(row + 30, 100))
    assert not horizon.press(pointer(row, -5))
    assert horizon.press(pointer(row + 5, 100))


def test_near_means_near_on_the_screen(horizon: HorizonTool, document: Document):
    row = horizon_row(document.scene)
    assert not horizon.press(pointer(row + 5, 100, zoom=4))
    assert horizon.press(pointer(row + 30, 100, zoom=0.1))


def test_dragging_the_line_moves_the_horizon_in_one_step(horizon: HorizonTool, document: Document):
    before = document.scene
    row = horizon_row(before)
    horizon.press(pointer(row + 3, 100))
    for down in (10, 20, 27):
        horizon.move(pointer(row + 3 + down, 100))
    horizon.release(pointer(row + 30, 100))
    assert document.scene == replace(before, horizon=0.1)
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.scene == before


def test_escape_puts_the_line_back(horizon: HorizonTool, document: Document):
    before = document.scene
    row = horizon_row(before)
    horizon.press(pointer(row, 100))
    horizon.move(pointer(row + 40, 100))
    horizon.cancel()
    assert document.scene == before
    assert not document.in_gesture


def test_the_cursor_tells_where_the_line_is(horizon: HorizonTool, document: Document):
    row = horizon_row(document.scene)
    assert horizon.cursor(pointer(row, 100)) == Qt.CursorShape.SplitVCursor
    assert horizon.cursor(pointer(row + 50, 100)) is None


@pytest.mark.parametrize("scene_height", [None, 100, 800])
@pytest.mark.parametrize("wanted", [-0.25, 0.0, 0.4])
def test_row_and_horizon_are_inverse(scene_height: int | None, wanted: float):
    scene = Scene(canvas=Size(400, 600), scene_height_px=scene_height, horizon=wanted)
    assert horizon_at(scene, horizon_row(scene)) == wanted


def test_the_horizon_stays_in_its_range():
    scene = Scene(canvas=Size(400, 600))
    assert horizon_at(scene, -1000) == -0.5
    assert horizon_at(scene, 10_000) == 0.5
