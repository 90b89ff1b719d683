"""What the app's tests share: fake rendering, and the whole program made of it."""

import gc
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from fake_renderer import FakeBackend
from program_end import end
from PySide6.QtCore import QLocale, QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import window_docks
from app.application import Program
from app.document import Document
from app.garbage import collect_what_is_due
from app.settings import Folders
from infinitygan.geometry import Size
from infinitygan.scene import Scene
from infinitygan.styles import SeedStyle

PATIENCE_MS = 60_000  # for one wait, on a machine that has other work, too


@pytest.fixture(autouse=True)
def garbage_of_this_thread_alone() -> Iterator[None]:
    """Free cycles between tests, in this thread: what the program does with a timer."""
    gc.disable()
    yield
    collect_what_is_due()


@pytest.fixture(autouse=True)
def english_numbers() -> None:
    """Write numbers as English does, whatever the machine or the test before spoke."""
    QLocale.setDefault(QLocale("en"))


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> QSize:
    """Give windows the room of a usual screen; the virtual one is small. Returns: the room."""
    usual = QSize(1920, 1040)
    monkeypatch.setattr(window_docks, "room_of", lambda window: usual)
    return usual


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Return pytest-qt's hand, with more patience: what comes late comes all the same."""
    bot = QtBot(request)
    for wait in ("waitUntil", "waitSignal", "waitSignals"):
        setattr(bot, wait, partial(getattr(bot, wait), timeout=PATIENCE_MS))
    return bot


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
    end(running)
