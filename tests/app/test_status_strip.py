"""Tests of `app.status_strip`."""

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar
from pytestqt.qtbot import QtBot

from app.application import Program
from app.status_strip import progress_text
from app.tile_meter import Progress
from infinitygan.geometry import Point, Size


def shown(bar: QStatusBar, name: str) -> str:
    (label,) = (w for w in bar.findChildren(QLabel) if w.accessibleName() == name)
    return label.text()


@pytest.mark.parametrize(
    ("progress", "text"),
    [
        (Progress(120, 540, 42.0), "tile 120 of 540, 00:42 left"),
        (Progress(1, 900, 3725.0), "tile 1 of 900, 62:05 left"),
        (Progress(0, 5, None), "tile 0 of 5"),
    ],
)
def test_progress_is_said_in_words(qapp: object, progress: Progress, text: str):
    assert progress_text(QStatusBar(), progress) == text


def test_facts_are_shown(program: Program):
    status, bar = program.window.status, program.window.statusBar()
    status.show_size(Size(2160, 3840))
    status.show_zoom(0.5)
    status.show_cursor(Point(12.7, 99.2))
    assert shown(bar, "Picture size") == "3840 × 2160"
    assert shown(bar, "Zoom") == "50 %"
    assert shown(bar, "Cursor position") == "99, 12"
    status.show_cursor(None)
    assert shown(bar, "Cursor position") == ""


def test_the_device_is_named(program: Program, qtbot: QtBot):
    qtbot.waitUntil(lambda: program.controller.model is not None)
    assert shown(program.window.statusBar(), "Device") == "Test device"


def test_progress_comes_and_goes(program: Program, qtbot: QtBot):
    status, bar = program.window.status, program.window.statusBar()
    qtbot.waitUntil(lambda: program.controller.model is not None)
    program.controller.progress_changed.disconnect()
    (gauge,) = bar.findChildren(QProgressBar)
    for done in range(1, 300):
        status.show_progress(Progress(done, 300, 1.0))
    qtbot.waitUntil(lambda: gauge.isVisible())
    assert gauge.value() == 299
    assert any(label.text().startswith("tile 299 of 300") for label in bar.findChildren(QLabel))
    status.show_progress(Progress(0, 0, 0.0))
    qtbot.waitUntil(lambda: not gauge.isVisible())
    assert not any(label.text().startswith("tile") for label in bar.findChildren(QLabel))
    status.show_progress(None)
    assert not gauge.isVisible()
