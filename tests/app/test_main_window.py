"""Tests of the window as a whole: start, keys, docks, notices, state, and what it never does."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fake_renderer import FakeBackend
from program_end import end
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from app.application import Program
from app.canvas.overlays import Overlay
from app.dialogs.shortcuts_dialog import menu_groups
from app.first_arrangement import SIDE_WIDTH_PX
from app.languages import LANGUAGES
from app.settings import Folders, SettingsStore
from app.theme.theme import ThemeChoice
from infinitygan.geometry import Size
from infinitygan.scene import PhotoPlacement

A_PHOTO = PhotoPlacement("0" * 64, 0, 0, 50, 80)
ROOT = Path(__file__).resolve().parents[2]


def test_the_first_start_paints_the_screens_size_without_a_click(
    program: Program, qtbot: QtBot, caplog: pytest.LogCaptureFixture
):
    with qtbot.waitSignal(program.controller.preview_finished) as finished:
        pass
    (request,) = finished.args or [None]
    screen = QGuiApplication.primaryScreen().size()
    assert request.scene.canvas == Size(screen.height(), screen.width())
    assert program.window.stage.notice is None
    assert QApplication.activeModalWidget() is None
    assert [r for r in caplog.records if r.levelname in ("WARNING", "ERROR")] == []


def test_the_window_opens_without_torch():
    code = "import app.application, sys; print(*({'torch'} & set(sys.modules)))"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == ""


def test_undo_and_redo_by_keys(program: Program, qtbot: QtBot):
    window, start = program.window, program.document.scene
    window.canvas.setFocus()
    qtbot.keyClick(window.canvas, Qt.Key.Key_R)
    rolled = program.document.scene
    assert rolled != start
    qtbot.keyClick(window.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert program.document.scene == start
    qtbot.keyClick(
        window.canvas,
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert program.document.scene == rolled


def test_zoom_keys(program: Program, qtbot: QtBot):
    canvas, control = program.window.canvas, Qt.KeyboardModifier.ControlModifier
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_1, control)
    assert canvas.viewport_state.zoom == 1.0
    qtbot.keyClick(canvas, Qt.Key.Key_0, control)
    assert canvas.viewport_state.visible() == program.document.scene.canvas.rect


def test_no_two_actions_share_a_key(program: Program):
    keys = [
        shortcut.toString()
        for action in program.window.window_actions.findChildren(QAction)
        for shortcut in action.shortcuts()
    ]
    assert keys
    assert sorted(keys) == sorted(set(keys))


def test_the_title_has_a_star_while_modified(program: Program, tmp_path: Path):
    window = program.window
    assert not window.isWindowModified()
    window.window_actions.roll.trigger()
    assert window.isWindowModified()
    window.files.save_to(tmp_path / "alps.everscape")
    assert not window.isWindowModified()
    assert "alps" in window.windowTitle()


def test_closing_asks_and_cancel_keeps_the_window(
    program: Program, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Cancel)
    program.window.window_actions.roll.trigger()
    assert not program.window.close()
    assert program.window.isVisible()


def test_overlays_are_remembered_and_drawn(program: Program, qtbot: QtBot):
    plain = program.window.canvas.grab().toImage()
    for overlay in Overlay:
        program.window.window_actions.overlays[overlay].trigger()
    assert set(program.store.settings.overlays) == {overlay.value for overlay in Overlay}
    assert program.window.canvas.grab().toImage() != plain


def test_the_theme_is_chosen_in_the_menu(program: Program):
    program.window.window_actions.themes[ThemeChoice.DARK].trigger()
    assert program.store.settings.theme == "dark"
    assert program.theme.choice is ThemeChoice.DARK


def test_the_device_is_chosen_by_name(program: Program, backend: FakeBackend, qtbot: QtBot):
    qtbot.waitUntil(lambda: program.window.menus.device.isEnabled())
    titles = [action.text() for action in program.window.menus.device.actions()]
    assert titles == ["Automatic", "Test GPU", "Test CPU"]
    with qtbot.waitSignal(program.controller.opened):
        program.window.menus.device.actions()[2].trigger()
    assert backend.opened[-1][0] == "cpu"
    assert program.store.settings.device == "cpu"


def test_a_model_that_cannot_be_opened_is_a_sentence_with_details(
    program: Program, backend: FakeBackend, qtbot: QtBot
):
    qtbot.waitUntil(lambda: program.window.menus.device.isEnabled())
    backend.fail_with = RuntimeError("weights are cut off")
    with qtbot.waitSignal(program.controller.open_failed):
        program.controller.open("cpu")
    notice = program.window.stage.notice
    assert notice is not None
    assert any("weights are cut off" in label.text() for label in notice.findChildren(QLabel))
    backend.fail_with = None
    with qtbot.waitSignal(program.controller.opened):
        program.controller.open("cpu")
    notice = program.window.stage.notice  # a hint may have come
    assert notice is None or "weights are cut off" not in notice.accessibleName()


def test_a_scene_that_cannot_be_shown_is_told_until_the_next_edit(
    program: Program, backend: FakeBackend, qtbot: QtBot
):
    with qtbot.waitSignal(program.controller.view_finished):
        pass
    backend.renderer.fail_with = MemoryError()
    with qtbot.waitSignal(program.controller.view_failed):
        program.document.edit("bad", replace(program.document.scene, layout_seed=98))
    assert program.window.stage.notice is not None
    backend.renderer.fail_with = None
    program.document.undo_stack.undo()
    assert program.window.stage.notice is None


def test_the_list_of_keys_says_undo_whatever_the_last_step_was(program: Program):
    program.document.edit("Sow the seeds", program.document.scene.with_dice(layout_seed=5))
    undo, _ = program.window._undo_redo
    assert "Sow the seeds" in undo.text()
    titles = [title for group in menu_groups(program.window.menuBar()) for title, _ in group.rows]
    assert "Undo" in titles
    assert not any("Sow the seeds" in title for title in titles)


def test_another_model_paints_anew(program: Program, backend: FakeBackend, qtbot: QtBot):
    with qtbot.waitSignal(program.controller.view_finished):
        pass
    backend.renderer.rendered.clear()
    program.controller.open("cpu")
    qtbot.waitUntil(lambda: program.document.scene in backend.renderer.scenes)


def test_panels_hide_and_come_back(program: Program):
    hide = program.window.window_actions.hide_panels
    shown = [dock.objectName() for dock in program.window.docks if not dock.isHidden()]
    hide.trigger()
    assert all(dock.isHidden() for dock in program.window.docks)
    hide.trigger()
    assert [d.objectName() for d in program.window.docks if not d.isHidden()] == shown


def test_the_recipe_goes_through_the_clipboard(program: Program):
    scene = program.document.scene
    program.window.window_actions.copy_recipe.trigger()
    program.window.window_actions.roll.trigger()
    program.window.window_actions.paste_recipe.trigger()
    assert program.document.scene == scene


@pytest.mark.parametrize("language", [key for key, _ in LANGUAGES])
def test_the_window_fits_a_laptop_at_150_percent(qapp: QApplication, tmp_path: Path, language: str):
    folders = Folders.under(tmp_path)
    SettingsStore(folders.config / "settings.json").change(language=language)
    program = Program(qapp, folders, FakeBackend())
    program.start()
    program.document.edit("photo", replace(program.document.scene, photos=(A_PHOTO,)))
    QApplication.sendPostedEvents()
    least = program.window.minimumSizeHint()
    end(program)
    for translator in program._translators:
        qapp.removeTranslator(translator)
    assert least.width() <= 1920 / 1.5
    assert least.height() <= 1080 / 1.5 - 80  # the title and the desktop's bar


def test_the_first_start_gives_the_side_its_width(program: Program):
    (landscape,) = (dock for dock in program.window.docks if dock.objectName() == "landscape")
    assert landscape.width() == SIDE_WIDTH_PX


def test_docks_are_where_they_were(qapp: QApplication, tmp_path: Path):
    hidden = False
    for run in range(2):
        program = Program(qapp, Folders.under(tmp_path), FakeBackend())
        program.start()
        docks = {dock.objectName(): dock for dock in program.window.docks}
        if run == 0:
            docks["size"].hide()
        hidden = docks["size"].isHidden()
        end(program)
    assert hidden


def test_broken_settings_are_told_once(qapp: QApplication, tmp_path: Path):
    path = tmp_path / "config" / "settings.json"
    path.parent.mkdir()
    path.write_text("garbage")
    program = Program(qapp, Folders.under(tmp_path), FakeBackend())
    program.start()
    assert program.window.stage.notice is not None
    end(program)
