"""What the app's tests share: fake rendering, and the whole program made of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_renderer import FakeBackend
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from app.application import Program
from app.document import Document
from app.settings import Folders
from infinitygan.geometry import Size
from infinitygan.scene import Scene
from infinitygan.styles import SeedStyle


@pytest.fixture
def backend() -> FakeBackend:
    """Return a backend whose renderer needs no model."""
    return FakeBackend()


@pytest.fixture
def scene() -> Scene:
    """Return a small scene."""
    return Scene(canvas=Size(270, 480), layout_seed=1, texture_seed=2, style=SeedStyle(3))


@pytest.fixture
def document(qapp: QApplication, scene: Scene) -> Document:
    """Return a document of the small scene."""
    return Document(scene)


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path, backend: FakeBackend) -> Iterator[Program]:
    """Start the whole program with fake rendering and folders of its own."""
    running = Program(qapp, Folders.under(tmp_path), backend)
    running.start()
    yield running
    running.document.undo_stack.setClean()
    running.window.close()
    running.stop()
    for part in (running.window, running.theme, running.watcher):  # else all old windows restyle
        delete(part)
