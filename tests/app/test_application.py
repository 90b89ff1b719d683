"""Tests of `app.application`: how the window begins, and what reaches it from outside."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_renderer import FakeBackend
from program_end import end
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.application import Program
from app.opening_scene import first_scene
from app.settings import Folders
from infinitygan.geometry import Size
from infinitygan.scene import Scene
from infinitygan.scene_file import Project, write_project
from infinitygan.style_file import curated_styles
from infinitygan.styles import SeedStyle

Start = Callable[[], Program]


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path):
    """Return what starts the program again and again, as one user does."""
    running: list[Program] = []

    def stop() -> None:
        for program in running:
            end(program)
        running.clear()

    def start_again() -> Program:
        stop()
        running.append(Program(qapp, Folders.under(tmp_path), FakeBackend()))
        return running[0]

    yield start_again
    stop()


def test_the_first_start_shows_the_chosen_landscape(start: Start):
    scene = start().document.scene
    assert scene == first_scene(scene.canvas)


def test_later_starts_show_new_landscapes_in_curated_styles(start: Start):
    first = start()
    first.history.add(first.document.scene, "fake")
    second = start().document.scene
    third = start().document.scene
    assert len({first_scene(second.canvas), second, third}) == 3
    assert {second.style, third.style} <= {curated.style for curated in curated_styles()}


@pytest.mark.parametrize("is_there", [True, False])
def test_the_last_project_opens_where_that_is_wanted(start: Start, tmp_path: Path, is_there: bool):
    path = tmp_path / "alps.everscape"
    write_project(path, Project(Scene(canvas=Size(300, 400), style=SeedStyle(8))))
    first = start()
    first.start(path)
    assert first.document.path == path
    second = start()
    second.start()
    assert second.document.path is None
    second.store.change(opens_last=True)
    if not is_there:
        path.unlink()
    third = start()
    third.start()
    assert third.document.path == (path if is_there else None)


def test_a_file_from_a_second_start_opens_in_front(program: Program, tmp_path: Path):
    path = tmp_path / "alps.everscape"
    write_project(path, Project(Scene(canvas=Size(300, 400), style=SeedStyle(8))))
    program.window.showMinimized()
    program.take(path)
    assert program.document.path == path
    assert not program.window.windowState() & Qt.WindowState.WindowMinimized


def test_a_second_start_without_a_file_changes_nothing(program: Program):
    scene = program.document.scene
    program.take(None)
    assert program.document.scene == scene
    assert program.window.isVisible()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_first_picture_is_there_without_the_network(program: Program, qtbot: QtBot):
    with qtbot.waitSignal(program.controller.preview_finished):
        pass
    held = {os.path.realpath(link).rpartition("/")[2] for link in Path("/proc/self/fd").iterdir()}
    lines = [
        line.split()
        for kind in ("tcp", "tcp6", "udp", "udp6")
        if (table := Path("/proc/self/net", kind)).exists()
        for line in table.read_text().splitlines()[1:]
    ]
    assert held & {f"socket:[{line[9]}]" for line in lines} == set()
