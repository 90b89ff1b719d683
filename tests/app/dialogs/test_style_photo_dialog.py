"""Tests of the style of a photo: live pictures, a number, kept at any time, cancelled, refused."""

from pathlib import Path

import pytest
from fake_renderer import FakeBackend
from PIL import Image
from pytestqt.qtbot import QtBot

from app.application import Program
from app.dialogs.style_photo_dialog import StylePhotoDialog
from app.render_requests import Problem
from infinitygan.styles import VectorStyle


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "Lake at dusk.png"
    Image.new("RGB", (60, 40), (200, 120, 60)).save(path)
    return path


@pytest.fixture
def dialog(program: Program, photo: Path, qtbot: QtBot) -> StylePhotoDialog:
    with qtbot.waitSignal(program.controller.preview_finished):
        program.window.resize(1100, 800)
    return program.paint_desk.fit_style(photo)


def test_photo_and_landscape_are_shown_with_a_number(dialog: StylePhotoDialog, qtbot: QtBot):
    qtbot.waitUntil(lambda: dialog.keep.text() == "Keep the style")
    assert not dialog.photo.pixmap().isNull()
    assert not dialog.picture.pixmap().isNull()
    assert dialog.status.text() == "Likeness: 75 %"
    assert not dialog.bar.isVisible()


def test_kept_style_is_one_of_the_persons_own_and_chosen(
    program: Program, dialog: StylePhotoDialog, qtbot: QtBot
):
    qtbot.waitUntil(dialog.keep.isEnabled)
    dialog.keep.click()
    (style,) = program.style_library.own.values()
    assert style.name == "Lake at dusk"
    assert isinstance(style.style, VectorStyle)
    assert program.paint_desk.painting.style.name == "Lake at dusk"
    assert program.document.scene.style == program.paint_desk.painting.style


def test_running_fit_can_be_kept_or_cancelled(
    program: Program, backend: FakeBackend, photo: Path, qtbot: QtBot
):
    backend.renderer.match_total = 10**6
    before = program.document.scene
    dialog = program.paint_desk.fit_style(photo)
    qtbot.waitUntil(dialog.keep.isEnabled)
    assert dialog.keep.text() == "Stop and keep"
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    assert program.document.scene == before
    assert not program.style_library.own
    dialog = program.paint_desk.fit_style(photo)
    qtbot.waitUntil(dialog.keep.isEnabled)
    dialog.keep.click()
    assert len(program.style_library.own) == 1


def test_style_needs_a_name(dialog: StylePhotoDialog, qtbot: QtBot):
    qtbot.waitUntil(dialog.keep.isEnabled)
    dialog.name.setText("  ")
    assert not dialog.keep.isEnabled()


def test_file_that_is_no_photo_is_told(program: Program, tmp_path: Path, qtbot: QtBot):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no photo")
    told: list[Problem] = []
    dialog = program.paint_desk.fit_style(broken)
    dialog.failed.connect(told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert "broken.jpg" in told[0].sentence


def test_another_model_ends_the_fit(
    program: Program, backend: FakeBackend, photo: Path, qtbot: QtBot
):
    backend.renderer.match_total = 10**6
    qtbot.waitUntil(lambda: program.controller.model is not None)
    dialog = program.paint_desk.fit_style(photo)
    qtbot.waitUntil(dialog.keep.isEnabled)
    with qtbot.waitSignal(dialog.destroyed):
        program.controller.open("cpu")
