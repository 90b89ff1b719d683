"""The panel of exports."""

from pathlib import Path

import pytest
from fake_renderer import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.export_job import ExportOrder
from app.export_queue import ExportQueue
from app.panels.exports_panel import ExportRow, ExportsPanel
from app.render_controller import RenderController
from app.render_requests import Problem
from app.theme.icons import Icons
from app.theme.theme import Theme, ThemeChoice
from infinitygan.geometry import Size
from infinitygan.scene import Scene


class Parts:
    """A panel with its queue, and what was revealed."""

    def __init__(self, qtbot: QtBot, application: QApplication, backend: FakeBackend) -> None:
        self.controller = RenderController(backend)
        self.controller.open("cpu")
        self.queue = ExportQueue(self.controller)
        self.revealed: list[Path] = []
        icons = Icons(Theme(application, ThemeChoice.DARK))
        self.panel = ExportsPanel(self.queue, icons, self.revealed.append)
        qtbot.addWidget(self.panel)
        self.panel.show()

    @property
    def rows(self) -> list[ExportRow]:
        return [row for row in self.panel.findChildren(ExportRow) if row.isVisible()]


@pytest.fixture
def parts(qtbot: QtBot, qapp: QApplication, backend: FakeBackend):
    """Return a panel with an empty queue."""
    made = Parts(qtbot, qapp, backend)
    yield made
    made.controller.stop()


def words(row: ExportRow) -> str:
    """Join what a row says."""
    return "\n".join(label.text() for label in row.findChildren(QLabel))


def press(qtbot: QtBot, row: ExportRow, name: str) -> None:
    """Press a button of a row; it must be there to be seen."""
    (button,) = (b for b in row.findChildren(QToolButton) if b.accessibleName() == name)
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_finished_export_can_be_shown_and_copied(
    qtbot: QtBot, parts: Parts, scene: Scene, tmp_path: Path
):
    with qtbot.waitSignal(parts.queue.ended):
        parts.queue.add(ExportOrder(scene, tmp_path / "a.png"))
    (row,) = parts.rows
    assert "done" in words(row)
    press(qtbot, row, "Show in its folder")
    assert parts.revealed == [tmp_path / "a.png"]
    press(qtbot, row, "Copy the file")
    assert [url.toLocalFile() for url in QGuiApplication.clipboard().mimeData().urls()] == [
        str(tmp_path / "a.png")
    ]


def test_a_running_export_tells_its_tiles_and_can_be_cancelled(
    qtbot: QtBot, parts: Parts, tmp_path: Path
):
    parts.queue.add(ExportOrder(Scene(canvas=Size(4000, 4000)), tmp_path / "a.png"))
    with qtbot.waitSignal(parts.queue.changed, check_params_cb=lambda item: bool(item.progress)):
        pass
    (row,) = parts.rows
    assert "of 1764" in words(row)
    assert row.findChildren(QProgressBar)[0].maximum() == 1764
    press(qtbot, row, "Cancel this export")
    assert "cancelled" in words(row)
    qtbot.waitUntil(lambda: not list(tmp_path.iterdir()))


def test_a_failure_says_why_and_shows_its_details(
    qtbot: QtBot, parts: Parts, scene: Scene, tmp_path: Path
):
    with qtbot.waitSignal(parts.queue.ended):
        parts.queue.add(ExportOrder(scene, tmp_path / "missing" / "a.png"))
    (row,) = parts.rows
    assert "does not exist" in words(row)
    wanted: list[Problem] = []
    parts.panel.details_wanted.connect(wanted.append)
    press(qtbot, row, "Details of what went wrong")
    assert "ExportError" in wanted[0].details


def test_the_newest_export_is_on_top(qtbot: QtBot, parts: Parts, scene: Scene, tmp_path: Path):
    for name in ("a.png", "b.png"):
        parts.queue.add(ExportOrder(scene, tmp_path / name))

    def newest_is_on_top() -> None:
        rows = sorted(parts.rows, key=lambda row: row.y())
        assert len({row.y() for row in rows}) == 2
        assert ["b.png" in words(row) for row in rows] == [True, False]

    qtbot.waitUntil(newest_is_on_top)


def test_finished_exports_can_be_cleared_away(
    qtbot: QtBot, parts: Parts, scene: Scene, tmp_path: Path
):
    with qtbot.waitSignal(parts.queue.ended):
        parts.queue.add(ExportOrder(scene, tmp_path / "a.png"))
    (button,) = parts.panel.findChildren(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert parts.rows == []
