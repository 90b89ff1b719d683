"""The tool bar: its words make way for its buttons."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QMainWindow, QToolButton
from pytestqt.qtbot import QtBot

from app.theme.icons import Icons
from app.theme.theme import Theme, ThemeChoice
from app.tool_bar import ToolBar


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, ThemeChoice.LIGHT)


@pytest.fixture
def bar(window: QMainWindow, theme: Theme) -> ToolBar:
    bar = ToolBar("tools", window, Icons(theme))
    window.addToolBar(bar)
    return bar


def add(bar: ToolBar) -> tuple[QToolButton, QToolButton]:
    icon = QIcon(QPixmap(16, 16))
    first = bar.add_worded(QAction(icon, "roll", bar), "Roll all that is unlocked")
    leading = bar.add_worded(QAction(icon, "set", bar), "Set as wallpaper", always=True)
    return first, leading


def resize(window: QMainWindow, width: int) -> None:
    window.resize(width, 100)
    QApplication.sendPostedEvents()


def has_words(button: QToolButton) -> bool:
    return button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon


def test_words_come_and_go_with_the_room(window: QMainWindow, bar: ToolBar):
    first, leading = add(bar)
    resize(window, 1000)
    assert has_words(first)
    wide = bar.sizeHint().width()
    resize(window, wide - 20)
    assert not has_words(first)
    assert has_words(leading)
    assert bar.sizeHint().width() <= bar.width()
    resize(window, 1000)
    assert has_words(first)


def test_the_leading_button_gives_up_its_words_last(window: QMainWindow, bar: ToolBar):
    first, leading = add(bar)
    resize(window, 1000)
    resize(window, 200)  # the bar's least width follows from its words: they go in two turns
    resize(window, 130)
    assert not has_words(first)
    assert not has_words(leading)
    assert bar.sizeHint().width() <= bar.width()
    assert leading.isVisible()
    resize(window, 1000)
    assert has_words(leading)


def test_a_button_that_grows_takes_the_room_of_words(window: QMainWindow, bar: ToolBar):
    first, leading = add(bar)
    resize(window, bar.sizeHint().width() + 10)
    assert has_words(first)
    leading.setText("Set as wallpaper on all monitors")
    QApplication.sendPostedEvents()
    assert not has_words(first)


def test_a_button_without_words_keeps_its_name_for_screen_readers(
    window: QMainWindow, bar: ToolBar
):
    first, _ = add(bar)
    resize(window, 60)
    assert first.accessibleName() == "Roll all that is unlocked"


def pixels(button: QToolButton) -> QImage:
    return button.icon().pixmap(16, 16).toImage()


def test_the_button_for_what_does_not_fit_follows_the_theme(bar: ToolBar, theme: Theme):
    more = bar.findChild(QToolButton, "qt_toolbar_ext_button")
    assert more is not None
    light = pixels(more)
    theme.choose(ThemeChoice.DARK)
    assert pixels(more) != light
    in_row = pixels(more)
    bar.setOrientation(Qt.Orientation.Vertical)
    assert pixels(more) != in_row
