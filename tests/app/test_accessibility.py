"""Walks over all controls: each has a name, can be reached by keyboard, and explains itself."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QWidget,
)

from app.application import Program
from app.canvas.view import CanvasView

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    CanvasView,
)
INNER = ("qt_", "ScrollLeftButton", "ScrollRightButton")  # parts that Qt makes for itself


def controls(program: Program) -> Iterator[QWidget]:
    for widget in program.window.findChildren(QWidget):
        is_inner = widget.objectName().startswith(INNER) or isinstance(
            widget.parent(), QComboBox | QAbstractSpinBox | QAbstractItemView
        )
        is_scroll_bar = widget.metaObject().className() in ("QScrollBar", "QDockWidgetTitleButton")
        in_list = widget.window() is not program.window
        if isinstance(widget, CONTROLS) and not (is_inner or is_scroll_bar or in_list):
            yield widget


def test_every_control_has_a_name(program: Program):
    nameless = []
    for widget in controls(program):
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name).strip():
            nameless.append(widget)
    assert nameless == []
    assert len(list(controls(program))) > 30


def test_every_control_is_reached_by_keyboard(program: Program):
    unreachable = [
        widget
        for widget in controls(program)
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus
        and widget.metaObject().className() != "QToolBarExtension"
    ]
    assert unreachable == []


def test_every_button_and_field_explains_itself(program: Program):
    silent = [
        widget
        for widget in controls(program)
        if isinstance(widget, QAbstractButton | QAbstractSlider | QAbstractSpinBox | QComboBox)
        and not widget.toolTip()
        and widget.metaObject().className() != "QToolBarExtension"
    ]
    assert silent == []


def test_every_action_says_what_it_does(program: Program):
    for action in program.window.window_actions.findChildren(QAction):
        assert action.statusTip(), action.text()
