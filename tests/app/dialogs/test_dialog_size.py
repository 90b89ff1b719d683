"""How large a dialog opens."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.dialogs.dialog_size import grow_to_fit, open_with_size


def test_a_dialog_opens_in_its_good_size_within_the_screen(qtbot: QtBot):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = QDialog(parent)
    room = parent.screen().availableSize()
    open_with_size(dialog, QSize(300, 200))
    assert dialog.size() == QSize(300, 200)
    open_with_size(dialog, room + QSize(500, 500))
    assert dialog.width() < room.width()
    assert dialog.height() < room.height()


def test_a_dialog_grows_to_its_wrapped_texts(qtbot: QtBot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    text = QLabel("many words " * 40, wordWrap=True)
    column.addWidget(text)
    dialog.resize(200, 40)
    dialog.show()
    grow_to_fit(dialog)
    assert text.height() >= text.heightForWidth(text.width())
    before = dialog.size()
    grow_to_fit(dialog)
    assert dialog.size() == before
