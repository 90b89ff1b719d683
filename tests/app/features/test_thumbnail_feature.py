"""The thumbnails of projects: what is saved, and what stands in for a picture."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fake_renderer import FakeBackend
from program_end import end
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.application import Program
from app.canvas.snapshot import png_of
from app.features.thumbnail_feature import STORED_PX
from app.settings import Folders
from infinitygan.errors import UserError
from infinitygan.geometry import Size
from infinitygan.scene import Scene
from infinitygan.scene_file import Project, read_project

SCENE = Scene(canvas=Size(270, 480), layout_seed=11)


def stored() -> bytes:
    """Return a red thumbnail."""
    image = QImage(48, 27, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff0000"))
    return png_of(image)


@pytest.fixture
def without_model(qapp: QApplication, tmp_path: Path, backend: FakeBackend) -> Iterator[Program]:
    """Start a program whose model cannot be opened."""
    backend.fail_with = UserError("there is no model")
    running = Program(qapp, Folders.under(tmp_path / "home"), backend)
    running.start()
    yield running
    end(running)


def saved(program: Program, tmp_path: Path) -> bytes | None:
    """Save the document; returns the thumbnail in the file."""
    path = tmp_path / "saved.everscape"
    assert program.window.files.save_to(path)
    return read_project(path).thumbnail


def middle(program: Program) -> str:
    """Return the colour in the middle of the canvas, as the user sees it."""
    image = program.window.canvas.grab().toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2).name()


def test_a_saved_project_has_the_picture_of_the_canvas(
    program: Program, qtbot: QtBot, tmp_path: Path
):
    program.document.open(Project(SCENE), None)
    qtbot.waitUntil(lambda: program.window.canvas.snapshot(9) is not None)
    image = QImage.fromData(saved(program, tmp_path) or b"")
    assert (image.height(), image.width()) == (STORED_PX * 270 // 480, STORED_PX)
    top, bottom = image.pixelColor(9, 2), image.pixelColor(9, image.height() - 3)
    assert top.lightness() > bottom.lightness() + 5  # fake sky, fake ground


def test_a_substitute_does_not_replace_the_picture_of_the_wanted_model(
    program: Program, qtbot: QtBot, tmp_path: Path
):
    scene = replace(SCENE, model="alps-v2")
    qtbot.waitUntil(lambda: program.controller.model is not None)
    program.document.open(Project(scene, thumbnail=stored()), None)
    notice = program.window.stage.notice
    assert notice is not None
    notice.findChildren(QPushButton)[-1].click()  # use the installed model
    qtbot.waitUntil(lambda: program.window.canvas.snapshot(9) is not None)
    assert saved(program, tmp_path) == stored()


def test_without_a_model_the_stored_picture_is_shown_and_kept(
    without_model: Program, tmp_path: Path
):
    without_model.document.open(Project(SCENE, thumbnail=stored()), None)
    assert middle(without_model) == "#ff0000"
    assert saved(without_model, tmp_path) == stored()


def test_the_picture_of_one_project_does_not_stand_in_for_another(without_model: Program):
    without_model.document.open(Project(SCENE, thumbnail=stored()), None)
    without_model.document.open(Project(replace(SCENE, layout_seed=12)), None)
    assert middle(without_model) != "#ff0000"


def test_a_broken_thumbnail_is_none(without_model: Program):
    without_model.document.open(Project(SCENE, thumbnail=b"no picture"), None)
    assert middle(without_model) != "#ff0000"
