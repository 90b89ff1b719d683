"""How large a window opens, and where its docks lie at first."""

from pathlib import Path

import pytest
from fake_renderer import FakeBackend
from program_end import end
from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from app import window_docks
from app.application import Program
from app.languages import LANGUAGES
from app.settings import Folders, SettingsStore
from app.window_docks import GOOD_SIZE, WindowDocks

MORE = QSize(1, 1)
SVGA = QSize(800, 600)
LAPTOP_AT_200_PERCENT = QSize(960, 540 - 28)  # 1920x1080, less a title


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def nothing_stored(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def let_room_be(monkeypatch: pytest.MonkeyPatch, room: QSize) -> None:
    monkeypatch.setattr(window_docks, "room_of", lambda window: room)


def test_a_first_start_has_a_good_size(
    window: QMainWindow, nothing_stored: QSettings, monkeypatch: pytest.MonkeyPatch
):
    let_room_be(monkeypatch, GOOD_SIZE)
    WindowDocks(window, QMenu(window)).restore(nothing_stored)
    assert window.size() == GOOD_SIZE
    assert not window.isMaximized()


@pytest.mark.parametrize("is_too_large_even_so", [False, True])
def test_a_small_screen_is_filled_if_the_window_fits_at_all(
    window: QMainWindow,
    nothing_stored: QSettings,
    monkeypatch: pytest.MonkeyPatch,
    is_too_large_even_so: bool,
):
    room = GOOD_SIZE - MORE
    let_room_be(monkeypatch, room)
    least = room + MORE if is_too_large_even_so else QSize(10, 10)
    monkeypatch.setattr(window, "minimumSizeHint", lambda: least)
    WindowDocks(window, QMenu(window)).restore(nothing_stored)
    assert window.isMaximized() is not is_too_large_even_so


@pytest.mark.parametrize("language", [key for key, _ in LANGUAGES])
def test_a_laptop_at_200_percent_shows_the_picture_and_one_place_of_docks(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
):
    let_room_be(monkeypatch, LAPTOP_AT_200_PERCENT)
    folders = Folders.under(tmp_path)
    SettingsStore(folders.config / "settings.json").change(language=language)
    program = Program(qapp, folders, FakeBackend())
    window = program.window
    window.show()
    window.setWindowState(Qt.WindowState.WindowNoState)  # the virtual screen is not so wide
    window.resize(LAPTOP_AT_200_PERCENT)
    QApplication.sendPostedEvents()
    docks = {dock.objectName(): dock for dock in window.docks}
    canvas = window.canvas
    seen = [dock for dock in window.docks if not dock.visibleRegion().isEmpty()]
    worded = window.findChildren(QToolButton, options=Qt.FindChildOption.FindChildrenRecursively)
    leading = [button for button in worded if button.property("leading") and button.text()]
    try:
        assert window.size() == LAPTOP_AT_200_PERCENT  # what is inside does not ask for more
        assert seen == [docks["landscape"]]
        assert set(window.tabifiedDockWidgets(docks["landscape"])) >= {
            docks[name] for name in ("size", "photo", "styles", "regions")
        }
        assert canvas.width() > LAPTOP_AT_200_PERCENT.width() / 2
        assert canvas.height() > LAPTOP_AT_200_PERCENT.height() / 2
        assert any(window.tool_bar.isAncestorOf(button) for button in leading)
        assert all(
            not button.visibleRegion().isEmpty()
            for button in leading
            if window.tool_bar.isAncestorOf(button)
        )
        window.arrangement.bring_up("variations")
        QApplication.sendPostedEvents()
        assert window.size() == LAPTOP_AT_200_PERCENT
        assert canvas.height() > LAPTOP_AT_200_PERCENT.height() / 4
    finally:
        end(program)
        for translator in program._translators:
            qapp.removeTranslator(translator)


@pytest.mark.parametrize("language", [key for key, _ in LANGUAGES])
def test_the_smallest_screens_are_filled_and_show_what_finishes_the_work(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
):
    let_room_be(monkeypatch, SVGA)
    folders = Folders.under(tmp_path)
    SettingsStore(folders.config / "settings.json").change(language=language)
    program = Program(qapp, folders, FakeBackend())
    window = program.window
    window.show()
    was_maximized = window.isMaximized()
    window.setWindowState(Qt.WindowState.WindowNoState)  # the virtual screen is wider
    window.resize(SVGA)
    QApplication.sendPostedEvents()
    leading = [
        button
        for button in window.tool_bar.findChildren(QToolButton)
        if button.property("leading") and not button.visibleRegion().isEmpty()
    ]
    try:
        assert was_maximized
        assert window.size() == SVGA
        assert window.canvas.width() > SVGA.width() / 2
        assert leading
    finally:
        end(program)
        for translator in program._translators:
            qapp.removeTranslator(translator)


def test_an_arrangement_of_a_large_screen_fits_a_small_one(
    qapp: QApplication, tmp_path: Path, room: QSize
):
    folders = Folders.under(tmp_path)
    program = Program(qapp, folders, FakeBackend())
    program.window.show()
    QApplication.sendPostedEvents()
    least = program.window.minimumSizeHint()
    spread = {dock.objectName() for dock in program.window.docks if not dock.isHidden()}
    end(program)
    assert {"landscape", "size", "styles", "regions", "variations"} <= spread
    assert least.width() <= LAPTOP_AT_200_PERCENT.width()
    assert least.height() <= LAPTOP_AT_200_PERCENT.height()
