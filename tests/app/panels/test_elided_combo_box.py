"""Tests of `app.panels.elided_combo_box`."""

from pytestqt.qtbot import QtBot

from app.panels.elided_combo_box import ElidedComboBox

LONG = "This monitor: 3840 × 2160 (a monitor with a name that is long)"


def test_what_would_be_cut_ends_in_dots(qtbot: QtBot):
    box = ElidedComboBox()
    qtbot.addWidget(box)
    box.addItems(["short", LONG])
    box.setFixedWidth(160)
    assert box.shown_text() == "short"
    box.setCurrentIndex(1)
    assert box.shown_text().endswith("…")
    assert box.currentText() == LONG


def test_the_dots_are_painted(qtbot: QtBot):
    box = ElidedComboBox()
    qtbot.addWidget(box)
    box.setFixedWidth(160)
    box.addItems([LONG, LONG + " and longer"])
    first = box.grab().toImage()
    box.setCurrentIndex(1)
    assert box.grab().toImage() == first  # what differs lies behind the dots


def test_what_stands_for_no_choice_is_shown(qtbot: QtBot):
    box = ElidedComboBox()
    qtbot.addWidget(box)
    box.addItem("short")
    box.setPlaceholderText("Own size")
    box.setFixedWidth(160)
    box.setCurrentIndex(-1)
    assert box.shown_text() == "Own size"
