"""About, keys, diagnostics and settings."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from app.dialogs.about_dialog import AboutDialog
from app.dialogs.diagnostics_dialog import DiagnosticsDialog
from app.dialogs.settings_dialog import SettingsDialog
from app.dialogs.shortcuts_dialog import ShortcutGroup, ShortcutsDialog, menu_groups
from app.licences import Part
from app.render_requests import DeviceChoice, ModelInfo
from app.settings import Settings, SettingsStore
from app.words import duration_text, megabytes_text

MODEL = ModelInfo("alps", 4, "Test CPU", (DeviceChoice("cpu", "Test CPU"),), 512, "CC0-1.0")
PARTS = (
    Part("Everscape", "1.0", "Apache-2.0", "", "All of Apache"),
    Part("Qt", "6", "LGPL-3.0-only", "https://qt.io", ""),
)


def test_each_part_shows_its_licence(qtbot: QtBot):
    dialog = AboutDialog(PARTS)
    qtbot.addWidget(dialog)
    text = dialog.findChildren(QPlainTextEdit)[0]
    assert text.toPlainText() == "All of Apache"
    dialog.findChildren(QListWidget)[0].setCurrentRow(1)
    assert "https://qt.io" in text.toPlainText()


def test_the_cheat_sheet_has_the_keys_of_the_menus(qtbot: QtBot):
    window = QMainWindow()
    qtbot.addWidget(window)
    menu = window.menuBar().addMenu("&File")
    save = menu.addAction("&Save && close…")
    save.setShortcut("Ctrl+S")
    inner = menu.addMenu("More")
    deep = QAction("Deep", window)
    deep.setShortcut("F5")
    inner.addAction(deep)
    menu.addAction("No key")
    window.menuBar().addMenu("Empty")
    assert menu_groups(window.menuBar()) == (
        ShortcutGroup("File", (("Save & close", "Ctrl+S"), ("Deep", "F5"))),
    )


def test_keys_are_found_by_a_word(qtbot: QtBot):
    groups = (ShortcutGroup("File", (("Save", "Ctrl+S"), ("Open", "Ctrl+O"))),)
    dialog = ShortcutsDialog(groups)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.findChildren(QLineEdit)[0], "sAv")
    shown = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert shown == ["File", "Save", "Ctrl+S"]


def test_the_report_is_seen_before_it_is_copied(qtbot: QtBot):
    dialog = DiagnosticsDialog("Qt: 6", lambda: None)
    qtbot.addWidget(dialog)
    QGuiApplication.clipboard().clear()
    assert dialog.findChildren(QPlainTextEdit)[0].toPlainText() == "Qt: 6"
    (copy,) = (b for b in dialog.findChildren(QPushButton) if b.isDefault())
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Qt: 6"


def opened_settings(qtbot: QtBot, store: SettingsStore) -> SettingsDialog:
    """Open the settings."""
    dialog = SettingsDialog(store, MODEL)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def choose(dialog: SettingsDialog, name: str, key: str | bool) -> None:
    """Choose an entry of a list as a user does."""
    (box,) = (b for b in dialog.findChildren(QComboBox) if b.accessibleName() == name)
    index = box.findData(key)
    assert index >= 0
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_each_change_applies_at_once(qtbot: QtBot, tmp_path: Path):
    store = SettingsStore(tmp_path / "settings.json")
    dialog = opened_settings(qtbot, store)
    choose(dialog, "Colours", "dark")
    choose(dialog, "Language", "de")
    choose(dialog, "What a start opens", True)
    assert (store.settings.theme, store.settings.language) == ("dark", "de")
    assert store.settings.opens_last
    assert SettingsStore(tmp_path / "settings.json").settings == store.settings


def test_a_device_is_handed_to_who_opens_it(qtbot: QtBot, tmp_path: Path):
    dialog = opened_settings(qtbot, SettingsStore(tmp_path / "settings.json"))
    with qtbot.waitSignal(dialog.device_chosen) as chosen:
        choose(dialog, "Device to render on", "cpu")
    assert chosen.args == ["cpu"]


def test_the_model_and_its_licence_are_shown(qtbot: QtBot, tmp_path: Path):
    dialog = opened_settings(qtbot, SettingsStore(tmp_path / "settings.json"))
    (model,) = (x for x in dialog.findChildren(QLabel) if x.accessibleName() == "Model that paints")
    assert model.text() == "alps\nLicence: CC0-1.0"
    dialog.show_model(replace(MODEL, model_id="own", licence=""))
    assert model.text() == "own\nLicence: not told"


def test_devices_come_with_the_model(qtbot: QtBot, tmp_path: Path):
    dialog = SettingsDialog(SettingsStore(tmp_path / "settings.json"), None)
    qtbot.addWidget(dialog)
    (box,) = (b for b in dialog.findChildren(QComboBox) if "Device" in b.accessibleName())
    assert [box.itemData(i) for i in range(box.count())] == ["auto"]
    dialog.show_model(MODEL)
    dialog.show_model(MODEL)
    assert [box.itemData(i) for i in range(box.count())] == ["auto", "cpu"]


def command_field(dialog: SettingsDialog) -> QLineEdit:
    """Find the field of the wallpaper command."""
    name = "Command that sets the wallpaper"
    return next(f for f in dialog.findChildren(QLineEdit) if f.accessibleName() == name)


def test_a_command_without_a_picture_is_refused(qtbot: QtBot, tmp_path: Path):
    store = SettingsStore(tmp_path / "settings.json")
    dialog = opened_settings(qtbot, store)
    field = command_field(dialog)
    field.setText("feh --bg-fill")
    field.editingFinished.emit()
    assert store.settings.wallpaper_command == ""
    assert any("feh" in label.text() for label in dialog.findChildren(QLabel))
    field.setText("feh --bg-fill {image}")
    field.editingFinished.emit()
    assert store.settings.wallpaper_command == "feh --bg-fill {image}"


def test_everything_can_be_set_back(qtbot: QtBot, tmp_path: Path):
    store = SettingsStore(tmp_path / "settings.json")
    store.change(theme="dark", language="de", picture_memory_mb=64)
    dialog = opened_settings(qtbot, store)
    (reset,) = (b for b in dialog.findChildren(QPushButton) if "eset" in b.text())
    qtbot.mouseClick(reset, Qt.MouseButton.LeftButton)
    assert store.settings == Settings()


def test_numbers_are_written_for_people():
    assert [megabytes_text(n) for n in (10, 3_210_000, 25_400_000, 1_440_000_000)] == [
        "0.1 MB",
        "3.2 MB",
        "25 MB",
        "1.4 GB",
    ]
    assert [duration_text(n) for n in (0.2, 8.4, 65, 7384)] == [
        "1 s",
        "8 s",
        "1:05 min",
        "2:03:04 h",
    ]
