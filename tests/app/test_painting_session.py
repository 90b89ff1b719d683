"""A whole session of painting with a real renderer: the picture follows undo, files and export."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from program_end import end
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tiny_model import CPU, TINY, tiny_generator

from app.application import Program
from app.export_job import ExportOrder
from app.export_queue import ExportState
from app.paint_actions import ToolName
from app.render_requests import DeviceChoice
from app.settings import Folders
from infinitygan.checkpoint import ModelInfo
from infinitygan.geometry import Point, Size
from infinitygan.inference.renderer import Renderer
from infinitygan.scene import Scene
from infinitygan.shapes import Rectangle
from infinitygan.styles import SeedStyle

LEFT = Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
START = Scene(Size(96, 180), layout_seed=1, texture_seed=2, style=SeedStyle(3))


class TinyBackend:
    """Opens the tiny model."""

    def devices(self) -> tuple[DeviceChoice, ...]:
        return (DeviceChoice("cpu", "CPU"),)

    def open(
        self, device: str, model_folder: Path | None, notify: Callable[[str], None]
    ) -> Renderer:
        return Renderer(tiny_generator(), ModelInfo("tiny", TINY), CPU)


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[[], Program]]:
    """Return what starts a program and waits for its first picture; all are ended afterwards."""
    started: list[Program] = []

    def run() -> Program:
        program = Program(qapp, Folders.under(tmp_path / str(len(started))), TinyBackend())
        started.append(program)
        with qtbot.waitSignal(program.controller.view_finished):
            program.start()
            program.window.resize(1100, 800)
        return program

    yield run
    for program in started:
        end(program)


def drag(program: Program, *path: tuple[float, float]) -> None:
    canvas = program.window.canvas

    def place(y: float, x: float) -> QPoint:
        at = canvas.viewport_state.to_device(Point(y, x))
        ratio = canvas.devicePixelRatioF()
        return QPoint(round(at.x / ratio), round(at.y / ratio))

    QTest.mousePress(canvas, LEFT, pos=place(*path[0]))
    for point in path[1:]:
        QTest.mouseMove(canvas, place(*point))
    QTest.mouseRelease(canvas, LEFT, pos=place(*path[-1]))


def exported(program: Program, path: Path, qtbot: QtBot) -> NDArray[np.uint8]:
    """Export the picture as the dialog orders it, and read it again."""
    with qtbot.waitSignal(program.features.export.queue.ended) as ended:
        program.features.export.add_orders((ExportOrder(program.document.scene, path),))
    assert ended.args is not None
    assert ended.args[0].state is ExportState.DONE
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"))


def paint(program: Program) -> None:
    """Choose a style, paint the right third with another, soften it, and roll a corner."""
    desk, canvas = program.paint_desk, program.window.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_4)
    desk.actions.tools[ToolName.RECTANGLE].trigger()
    QTest.keyClick(canvas, Qt.Key.Key_2)
    drag(program, (1, 120), (50, 150), (95, 179))
    desk.regions.softness.edited.emit(24)
    desk.regions.softness.released.emit()
    QTest.keyClick(canvas, Qt.Key.Key_M)
    drag(program, (60, 4), (70, 30), (92, 50))
    QTest.keyClick(canvas, Qt.Key.Key_R)
    QTest.keyClick(canvas, Qt.Key.Key_Return)


def test_session_survives_undo_redo_saving_opening_and_exporting(
    start: Callable[[], Program], tmp_path: Path, qtbot: QtBot
):
    first = start()
    document, canvas = first.document, first.window.canvas
    document.edit("the start", START)
    document.undo_stack.clear()
    paint(first)
    painted, steps = document.scene, document.undo_stack.count()
    assert steps == 4
    assert painted.style != START.style
    (region,) = painted.regions
    assert isinstance(region.shape, Rectangle)
    assert (round(region.shape.left), region.softness_px) == (120, 24)
    assert region.style != painted.style
    (reroll,) = painted.rerolls
    assert reroll.layout_seed is not None
    before = exported(first, tmp_path / "before.png", qtbot)

    canvas.setFocus()
    for _ in range(steps):
        QTest.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    assert document.scene == START
    plain = exported(first, tmp_path / "plain.png", qtbot)
    for _ in range(steps):
        QTest.keyClick(canvas, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert document.scene == painted
    project = tmp_path / "session.everscape"
    assert first.window.files.save_to(project)
    assert first.window.close()

    second = start()
    assert second.window.files.open(project)
    assert second.document.scene == painted
    after = exported(second, tmp_path / "after.png", qtbot)
    assert np.array_equal(before, after)
    assert not np.array_equal(before, plain)
