"""Tests of `app.canvas.view`: what is shown after events; real events, fake rendering."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from view_waits import is_of

from app.application import Program
from app.canvas.view import CanvasView
from infinitygan.geometry import Point, Size


@pytest.fixture
def canvas(program: Program, qtbot: QtBot) -> CanvasView:
    with qtbot.waitSignal(program.controller.view_finished):
        program.window.resize(1100, 800)
    return program.window.canvas


def turn_wheel(canvas: CanvasView, notches: int, at: QPoint) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(canvas.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def pinch(canvas: CanvasView, value: float, at: QPoint) -> None:
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        QPointF(at),
        QPointF(at),
        QPointF(canvas.mapToGlobal(at)),
        value,
        QPointF(),
    )
    QApplication.sendEvent(canvas, event)


def canvas_point(canvas: CanvasView, at: QPoint) -> Point:
    ratio = canvas.devicePixelRatioF()
    return canvas.viewport_state.to_canvas(Point(at.y() * ratio, at.x() * ratio))


def drag(qtbot: QtBot, canvas: CanvasView, button: Qt.MouseButton, by: QPoint) -> None:
    start = canvas.rect().center()
    qtbot.mousePress(canvas, button, pos=start)
    qtbot.mouseMove(canvas, start + by)
    qtbot.mouseRelease(canvas, button, pos=start + by)


def test_the_whole_picture_is_seen_first(canvas: CanvasView, program: Program):
    assert canvas.viewport_state.visible() == program.document.scene.canvas.rect


def test_the_picture_is_painted(canvas: CanvasView):
    middle = canvas.grab().toImage().pixelColor(canvas.rect().center())
    assert middle.rgb() != QColor(canvas._tones.sunken).rgb()
    assert middle.rgb() != QColor(canvas._tones.line).rgb()


def test_the_wheel_zooms_at_the_cursor(canvas: CanvasView):
    at = QPoint(canvas.width() // 3, canvas.height() // 2)
    before, zoom = canvas_point(canvas, at), canvas.viewport_state.zoom
    turn_wheel(canvas, 2, at)
    assert canvas.viewport_state.zoom == pytest.approx(zoom * 1.25**2)
    after = canvas_point(canvas, at)
    assert after.y == pytest.approx(before.y, abs=3)
    assert after.x == pytest.approx(before.x, abs=3)


def test_a_pinch_zooms(canvas: CanvasView):
    zoom = canvas.viewport_state.zoom
    pinch(canvas, 0.5, canvas.rect().center())
    assert canvas.viewport_state.zoom == pytest.approx(zoom * 1.5)


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton])
def test_dragging_pans(canvas: CanvasView, qtbot: QtBot, button: Qt.MouseButton):
    canvas.zoom_to(1.0)
    before = canvas.viewport_state.origin
    drag(qtbot, canvas, button, QPoint(40, -25))
    after = canvas.viewport_state.origin
    ratio = canvas.devicePixelRatioF()
    assert (after.y - before.y, after.x - before.x) == (-25 * ratio, 40 * ratio)


@pytest.mark.parametrize(
    ("key", "down", "right"),
    [
        (Qt.Key.Key_Up, 1, 0),
        (Qt.Key.Key_Down, -1, 0),
        (Qt.Key.Key_Left, 0, 1),
        (Qt.Key.Key_Right, 0, -1),
    ],
)
def test_arrows_pan(canvas: CanvasView, qtbot: QtBot, key: Qt.Key, down: int, right: int):
    canvas.zoom_to(1.0)
    before = canvas.viewport_state.origin
    qtbot.keyClick(canvas, key)
    after = canvas.viewport_state.origin
    assert (after.y > before.y, after.y < before.y) == (down > 0, down < 0)
    assert (after.x > before.x, after.x < before.x) == (right > 0, right < 0)


def test_plus_and_minus_step_the_zoom(canvas: CanvasView, qtbot: QtBot):
    canvas.zoom_to(1.0)
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.viewport_state.zoom == 1.5
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.viewport_state.zoom == 1.0


def test_space_lends_the_hand(canvas: CanvasView, program: Program, qtbot: QtBot):
    program.window.window_actions.horizon_line.setChecked(True)
    canvas.setFocus()
    before, origin = program.document.scene, canvas.viewport_state.origin
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    drag(qtbot, canvas, Qt.MouseButton.LeftButton, QPoint(0, 30))
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert program.document.scene == before
    assert canvas.viewport_state.origin.y > origin.y


def test_the_horizon_is_dragged_on_the_canvas(canvas: CanvasView, program: Program, qtbot: QtBot):
    program.window.window_actions.horizon_line.setChecked(True)
    before = program.document.scene
    drag(qtbot, canvas, Qt.MouseButton.LeftButton, QPoint(0, 30))
    moved = 30 * canvas.devicePixelRatioF() / canvas.viewport_state.zoom / before.canvas.height
    assert program.document.scene == replace(before, horizon=program.document.scene.horizon)
    assert program.document.scene.horizon == pytest.approx(moved, abs=0.01)
    assert program.document.undo_stack.count() == 1


def test_a_fitted_view_stays_fitted(canvas: CanvasView, program: Program, qtbot: QtBot):
    before = canvas.viewport_state.zoom
    program.window.resize(900, 650)
    qtbot.waitUntil(lambda: canvas.viewport_state.zoom != before)
    assert canvas.viewport_state.visible() == program.document.scene.canvas.rect


def test_a_chosen_zoom_stays(canvas: CanvasView, program: Program, qtbot: QtBot):
    canvas.zoom_to(1.0)
    size = canvas.viewport_state.size
    program.window.resize(900, 650)
    qtbot.waitUntil(lambda: canvas.viewport_state.size != size)
    assert canvas.viewport_state.zoom == 1.0


def test_the_cursor_is_told_within_the_picture_only(canvas: CanvasView, qtbot: QtBot):
    with qtbot.waitSignal(canvas.cursor_moved) as told:
        qtbot.mouseMove(canvas, canvas.rect().center())
    (position,) = told.args or [None]
    centre = canvas.viewport_state.centre
    assert position.y == pytest.approx(centre.y, abs=5)
    assert position.x == pytest.approx(centre.x, abs=5)
    with qtbot.waitSignal(canvas.cursor_moved) as told:
        qtbot.mouseMove(canvas, QPoint(2, 2))
    assert told.args == [None]


def test_the_old_picture_stays_until_the_new_one_is_there(
    canvas: CanvasView, program: Program, qtbot: QtBot
):
    old = canvas._shown.picture
    program.window.window_actions.roll.trigger()
    assert canvas._shown.picture is old
    assert canvas._shown.cache.pages(old, 3, old.layouts[3].whole)
    qtbot.waitUntil(lambda: canvas._shown.picture.scene == program.document.scene)


def test_undo_brings_the_old_picture_back_without_rendering(
    canvas: CanvasView, program: Program, qtbot: QtBot
):
    controller, stack = program.controller, program.document.undo_stack
    start = program.document.scene
    program.window.window_actions.roll.trigger()
    rolled = program.document.scene
    with qtbot.waitSignal(controller.view_finished, check_params_cb=is_of(rolled)):
        pass
    tiles: list[object] = []  # of the canvas alone; panels may still want their small pictures
    controller.tile_ready.connect(lambda request, tile: tiles.append(tile))
    with qtbot.waitSignal(controller.view_finished, check_params_cb=is_of(start)):
        stack.undo()
    assert tiles == []


def test_peeking_shows_another_scene_and_comes_back(
    canvas: CanvasView, program: Program, qtbot: QtBot
):
    scene = program.document.scene
    other = scene.with_dice(layout_seed=4711)
    canvas.peek(other)
    qtbot.waitUntil(lambda: canvas._shown.picture.scene == other)
    canvas.peek(None)
    qtbot.waitUntil(lambda: canvas._shown.picture.scene == scene)
    assert program.document.scene == scene


def test_escape_ends_a_gesture(canvas: CanvasView, program: Program, qtbot: QtBot):
    program.window.window_actions.horizon_line.setChecked(True)
    canvas.setFocus()
    before = program.document.scene
    start = canvas.rect().center()
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(canvas, start + QPoint(0, 40))
    assert program.document.scene != before
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert program.document.scene == before
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start)


def test_another_size_fits_again(canvas: CanvasView, program: Program):
    canvas.zoom_to(4.0)
    scene = program.document.scene.with_canvas(Size(500, 900), "relative")
    program.document.edit("Resize", scene)
    assert canvas.viewport_state.canvas == scene.canvas
    assert canvas.viewport_state.visible() == scene.canvas.rect


def test_leaving_forgets_the_cursor(canvas: CanvasView, qtbot: QtBot):
    with qtbot.waitSignal(canvas.cursor_moved) as told:
        QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert told.args == [None]
