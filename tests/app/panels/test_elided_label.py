"""A line of text that has dots in place of what there is no room for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.panels.elided_label import ElidedLabel

WORDS = "Drag to paint the chosen style over the picture"


def label_of(qtbot: QtBot, width: int) -> ElidedLabel:
    label = ElidedLabel(WORDS)
    qtbot.addWidget(label)
    label.resize(width, 20)
    return label


def picture(label: ElidedLabel) -> QImage:
    return label.grab().toImage()


def test_a_text_that_fits_is_whole(qtbot: QtBot):
    assert label_of(qtbot, 2000).shown_text() == WORDS


def test_a_text_that_is_too_long_ends_in_dots_within_its_room(qtbot: QtBot):
    label = label_of(qtbot, 90)
    shown = label.shown_text()
    assert shown.endswith("…")
    assert shown != "…"
    assert label.fontMetrics().horizontalAdvance(shown) <= 90
    assert label.minimumSizeHint().width() == 0


def test_the_name_of_a_file_keeps_its_ending(qtbot: QtBot):
    label = ElidedLabel("Untitled-1920x1080-3618337754.tif", Qt.TextElideMode.ElideMiddle)
    qtbot.addWidget(label)
    label.resize(120, 20)
    assert label.shown_text().startswith("Untitled")
    assert label.shown_text().endswith(".tif")


def test_what_is_painted_is_what_is_shown(qtbot: QtBot):
    long, short = label_of(qtbot, 90), label_of(qtbot, 90)
    short.setText(long.shown_text())
    assert picture(long) == picture(short)
    short.setText("")
    assert picture(long) != picture(short)
