"""Tests of `app.window_docks`: how large a window opens."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from app import window_docks
from app.window_docks import WindowDocks

MORE = QSize(1, 1)


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def nothing_stored(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def test_a_first_start_has_a_good_size(
    window: QMainWindow, nothing_stored: QSettings, monkeypatch: pytest.MonkeyPatch
):
    room = window.screen().availableSize()
    monkeypatch.setattr(window_docks, "GOOD_SIZE", room - MORE)
    assert not WindowDocks(window, QMenu(window)).restore(nothing_stored)
    assert window.size() == room - MORE
    assert not window.isMaximized()


@pytest.mark.parametrize("is_too_large_even_so", [False, True])
def test_a_small_screen_is_filled_if_the_window_fits_at_all(
    window: QMainWindow,
    nothing_stored: QSettings,
    monkeypatch: pytest.MonkeyPatch,
    is_too_large_even_so: bool,
):
    room = window.screen().availableSize()
    monkeypatch.setattr(window_docks, "GOOD_SIZE", room + MORE)
    least = room + MORE if is_too_large_even_so else QSize(10, 10)
    monkeypatch.setattr(window, "minimumSizeHint", lambda: least)
    WindowDocks(window, QMenu(window)).restore(nothing_stored)
    assert window.isMaximized() is not is_too_large_even_so
