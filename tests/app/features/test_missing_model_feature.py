"""Projects whose model is not there: their stored picture, the banner, and its two buttons."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fake_renderer import FakeBackend, FakeRenderer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.application import Program
from app.canvas.snapshot import png_of
from infinitygan.geometry import Size
from infinitygan.scene import Scene
from infinitygan.scene_file import Project, read_project, write_project

SCENE = Scene(canvas=Size(270, 480), layout_seed=11, model="alps-v2")
RED = "#ff0000"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a project of a model that is not there; its thumbnail is red."""
    image = QImage(48, 27, QImage.Format.Format_RGB32)
    image.fill(QColor(RED))
    write_project(tmp_path / "alps.everscape", Project(SCENE, thumbnail=png_of(image)))
    return tmp_path / "alps.everscape"


@pytest.fixture
def opened(program: Program, path: Path, qtbot: QtBot) -> Program:
    """Return the program with that project open, after it had painted another picture."""
    with qtbot.waitSignal(program.controller.view_finished):
        pass
    program.features.intake.take(path)
    return program


def middle(program: Program) -> str:
    image = program.window.canvas.grab().toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2).name()


def button(program: Program, title: str) -> QPushButton:
    notice = program.window.stage.notice
    assert notice is not None
    return next(found for found in notice.findChildren(QPushButton) if found.text() == title)


def finish(qtbot: QtBot, program: Program, act: Callable[[], object]) -> None:
    with qtbot.waitSignal(program.controller.preview_finished):
        act()


def test_the_stored_picture_is_shown_and_no_other_is_painted(
    opened: Program, backend: FakeBackend, qtbot: QtBot
):
    assert middle(opened) == RED
    with qtbot.assertNotEmitted(opened.controller.preview_finished, wait=100):
        pass
    assert SCENE not in backend.renderer.scenes
    assert middle(opened) == RED


def test_a_project_given_at_the_start_waits_for_its_model(
    program: Program, path: Path, backend: FakeBackend, qtbot: QtBot
):
    program.features.intake.take(path)  # before the model is open
    qtbot.waitUntil(lambda: program.window.stage.notice is not None)
    assert middle(program) == RED
    assert SCENE not in backend.renderer.scenes


def test_the_installed_model_paints_when_the_user_says_so(opened: Program, qtbot: QtBot):
    finish(qtbot, opened, button(opened, "Use installed").click)
    assert middle(opened) != RED
    assert opened.window.stage.notice is None or "alps-v2" not in (
        opened.window.stage.notice.accessibleName()
    )


def test_the_located_model_paints(
    opened: Program, backend: FakeBackend, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    located = "alps-v2.safetensors"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (located, ""))
    backend.renderer = FakeRenderer(model_id="alps-v2")
    finish(qtbot, opened, button(opened, "Locate…").click)
    assert backend.opened[-1][1] == Path(located)
    assert middle(opened) != RED


@pytest.mark.parametrize("is_accepted", [False, True])
def test_saving_keeps_the_reference_and_the_picture(
    opened: Program, path: Path, qtbot: QtBot, is_accepted: bool
):
    before = read_project(path)
    if is_accepted:
        finish(qtbot, opened, button(opened, "Use installed").click)
    opened.document.edit("Roll", replace(opened.document.scene, texture_seed=99))
    assert opened.window.files.save()
    saved = read_project(path)
    assert saved.scene == replace(before.scene, texture_seed=99)
    assert saved.thumbnail == before.thumbnail


def test_each_document_asks_for_itself(opened: Program, path: Path, qtbot: QtBot):
    finish(qtbot, opened, button(opened, "Use installed").click)
    opened.features.intake._open_recipe(path, SCENE, "")
    assert button(opened, "Use installed")


def test_a_document_of_the_open_model_is_painted_again(opened: Program, qtbot: QtBot):
    other = Project(replace(SCENE, model="", layout_seed=5))
    finish(qtbot, opened, lambda: opened.document.open(other, None))
    assert middle(opened) != RED
