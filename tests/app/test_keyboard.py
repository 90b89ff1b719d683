"""All by keys: a walk over the whole window, and from the start to an exported file."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from app.application import Program
from app.dialogs.export_dialog import ExportDialog
from app.dialogs.shortcuts_dialog import ShortcutsDialog
from app.panels.style_swatch import StyleSwatch
from infinitygan.geometry import Size
from infinitygan.inference.recipe_metadata import read_recipe
from infinitygan.recipe import recipe_from_text
from infinitygan.scene import Scene
from infinitygan.scene_file import Project

RING_PX = 3  # a frame may lie around its control
DOCKS_WITH_CONTROLS = {"styles", "landscape", "photo", "size", "variations", "history"}
MOST_STOPS = 300
POLL_MS = 20
NAME = QAccessible.Text.Name
Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def shown(program: Program, qtbot: QtBot) -> Program:
    """Return the program with its picture seen and the keyboard in its window."""
    with qtbot.waitSignal(program.controller.view_finished):
        program.window.resize(1280, 900)
    program.document.open(Project(Scene(canvas=Size(90, 160))), None)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    return program


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    QTest.keyClick(target, key, modifier)


def stops(program: Program) -> Iterator[QWidget]:
    """Press Tab until the keyboard is where it began, and yield each place on the way."""
    program.window.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(MOST_STOPS):
        yield focused()
        press(Key.Key_Tab)
        if focused() is program.window.canvas:
            return
    raise AssertionError(f"Tab never comes back, and ends at {focused()}")


def picture_of(widget: QWidget) -> QImage:
    """Return how a control and what is around it look in their window."""
    corner = widget.mapTo(widget.window(), QPoint(0, 0))
    ring = QRect(corner, widget.size()).adjusted(-RING_PX, -RING_PX, RING_PX, RING_PX)
    return widget.window().grab(ring).toImage()


def test_tab_visits_every_part_of_the_window_and_comes_back(shown: Program):
    visited = list(stops(shown))
    assert len(set(visited)) == len(visited)
    docks = [dock for dock in shown.window.docks if dock.objectName() in DOCKS_WITH_CONTROLS]
    assert len(docks) == len(DOCKS_WITH_CONTROLS)
    for part in (*docks, shown.window.tool_bar, shown.window.canvas):
        assert any(part is stop or part.isAncestorOf(stop) for stop in visited), part


def test_what_has_the_keyboard_is_in_sight_and_looks_it(shown: Program):
    unseen = []
    for widget in stops(shown):
        with_focus = picture_of(widget)
        widget.clearFocus()
        if widget.visibleRegion().isEmpty() or picture_of(widget) == with_focus:
            unseen.append(QAccessible.queryAccessibleInterface(widget).text(NAME) or widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert unseen == []


def test_a_bar_of_tabs_is_a_stop_while_it_is_seen(shown: Program):
    def bars() -> int:
        return sum(isinstance(stop, QTabBar) for stop in stops(shown))

    photo = next(dock for dock in shown.window.docks if dock.objectName() == "photo")
    before = bars()
    photo.hide()
    QApplication.sendPostedEvents()
    assert bars() == before - 1
    photo.show()
    QApplication.sendPostedEvents()
    assert bars() == before


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_F1, Modifier.NoModifier), (Qt.Key.Key_Slash, Modifier.ControlModifier)],
)
def test_help_shows_the_keys(
    shown: Program, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
):
    press(key, modifier)
    (dialog,) = shown.window.findChildren(ShortcutsDialog)
    assert dialog.isVisible()
    dialog.close()


def walk_to(program: Program, is_wanted: Callable[[QWidget], bool]) -> None:
    assert any(is_wanted(widget) for widget in stops(program))


def type_into_file_dialog(path: Path) -> None:
    """Name the file in the dialog that asks for it, once that is there."""
    widget = QApplication.focusWidget()
    if widget is None or not isinstance(widget.window(), QFileDialog):
        QTimer.singleShot(POLL_MS, lambda: type_into_file_dialog(path))
        return
    press(Key.Key_A, Modifier.ControlModifier)
    QTest.keyClicks(focused(), str(path))
    press(Key.Key_Return)


def test_from_the_start_to_an_exported_file_by_keys_alone(
    shown: Program, tmp_path: Path, qtbot: QtBot
):
    start = shown.document.scene
    shown.window.canvas.setFocus()
    press(Key.Key_R)
    assert shown.document.scene.layout_seed != start.layout_seed
    swatch = shown.paint_desk.styles.curated.swatches[3]
    walk_to(shown, lambda widget: widget is swatch)
    assert isinstance(focused(), StyleSwatch)
    press(Key.Key_Return)
    assert shown.document.scene.style == swatch.style_shown

    path = tmp_path / "by keys.png"
    press(Key.Key_E, Modifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(focused().window(), ExportDialog))
    QTimer.singleShot(POLL_MS, lambda: type_into_file_dialog(path))
    press(Key.Key_Return)
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: not shown.features.export.queue.unfinished)
    with Image.open(path) as image:
        assert image.size == (160, 90)
    exported, _ = recipe_from_text(read_recipe(path) or "")
    assert exported == shown.document.scene
