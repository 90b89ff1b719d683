"""Tests of dragging photos: moves, snapping, corners, one step a drag, staying out of the way."""

from dataclasses import replace

import pytest
from gestures import drag, pointer
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.canvas.photo_tool import PhotoTool
from app.canvas.viewport import Viewport
from app.document import Document
from app.photos import Photos
from infinitygan.geometry import Size
from infinitygan.scene import PhotoPlacement

PHOTO = PhotoPlacement("a" * 64, 50, 60, 90, 120, match="m1")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def tool(document: Document) -> PhotoTool:
    document.add_files({PHOTO.photo: b"file"}, {"m1": b"match"})
    document.edit("Photo", replace(document.scene, photos=(PHOTO,)))
    made = PhotoTool(document, Photos(document), QColor("teal"))
    made.is_on = True
    return made


def test_a_drag_moves_the_photo_in_one_step(document: Document, tool: PhotoTool):
    steps = document.undo_stack.count()
    drag(tool, [(100, 100), (110, 130), (115, 140)])
    assert document.scene.photos == (replace(PHOTO, top_px=65, left_px=100, match=None),)
    assert document.undo_stack.count() == steps + 1
    document.undo_stack.undo()
    assert document.scene.photos == (PHOTO,)


def test_edges_snap_to_the_canvas_unless_control_is_held(document: Document, tool: PhotoTool):
    drag(tool, [(100, 100), (55, 100)])
    assert document.scene.photos[0].top_px == 0
    document.undo_stack.undo()
    drag(tool, [(100, 100), (55, 100)], CONTROL)
    assert document.scene.photos[0].top_px == 5


def test_a_corner_scales_about_the_opposite_one(document: Document, tool: PhotoTool):
    drag(tool, [(140, 180), (230, 300)])
    (photo,) = document.scene.photos
    assert (photo.top_px, photo.left_px) == pytest.approx((50, 60))
    assert (photo.height_px, photo.width_px) == pytest.approx((180, 240))
    assert photo.match is None
    document.undo_stack.undo()
    drag(tool, [(50, 60), (95, 120)])
    (photo,) = document.scene.photos
    bottom, right = photo.top_px + photo.height_px, photo.left_px + photo.width_px
    assert (bottom, right) == pytest.approx((140, 180))
    assert photo.height_px == pytest.approx(45)


def test_a_click_is_no_step_and_keeps_the_match(document: Document, tool: PhotoTool):
    steps = document.undo_stack.count()
    drag(tool, [(100, 100), (100, 100)])
    assert document.scene.photos == (PHOTO,)
    assert document.undo_stack.count() == steps


def test_escape_puts_the_photo_back(document: Document, tool: PhotoTool):
    assert tool.press(pointer(100, 100))
    tool.move(pointer(150, 150))
    tool.cancel()
    assert document.scene.photos == (PHOTO,)
    tool.move(pointer(160, 160))
    assert document.scene.photos == (PHOTO,)


def test_it_leaves_other_presses_to_other_tools(tool: PhotoTool):
    assert not tool.press(pointer(10, 10))
    assert tool.cursor(pointer(10, 10)) is None
    assert tool.cursor(pointer(100, 100)) is Qt.CursorShape.SizeAllCursor
    assert tool.cursor(pointer(50, 60)) is Qt.CursorShape.SizeFDiagCursor
    assert tool.cursor(pointer(50, 180)) is Qt.CursorShape.SizeBDiagCursor
    tool.is_on = False
    assert not tool.press(pointer(100, 100))
    assert tool.cursor(pointer(100, 100)) is None


def test_a_frame_is_drawn_only_while_it_is_on(tool: PhotoTool):
    def drawn() -> QImage:
        image = QImage(480, 270, QImage.Format.Format_RGB32)
        image.fill(0)
        painter = QPainter(image)
        tool.paint(painter, Viewport.fitted(Size(270, 480), Size(270, 480), 0))
        painter.end()
        return image

    shown = drawn()
    assert shown.pixelColor(60 + 60, 50) == QColor("teal")
    tool.is_on = False
    assert drawn() != shown
