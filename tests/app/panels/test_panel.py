"""Tests of `app.panels.panel`."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.panels.panel import Panel


def test_a_panel_is_never_narrower_than_its_controls(qtbot: QtBot):
    panel = Panel()
    qtbot.addWidget(panel)
    button = QPushButton("Roll")
    button.setMinimumWidth(400)
    panel.column.addWidget(button)
    assert panel.minimumSizeHint().width() >= 400


def test_a_panel_grows_with_its_controls(qtbot: QtBot):
    panel = Panel()
    qtbot.addWidget(panel)
    panel.show()
    before = panel.minimumSizeHint().width()
    button = QPushButton("Roll all that is unlocked")
    button.setMinimumWidth(before + 200)
    panel.column.addWidget(button)
    qtbot.waitUntil(lambda: panel.minimumSizeHint().width() >= before + 200)
