"""Draw docs/images/painting.jpg: paint in the program's window, as a person would.

`xvfb-run -a -s "-screen 0 1920x1080x24" python packaging/draw_painting.py`, after the model, the
palette or the window has changed. `--steps FOLDER` also keeps the window after each step.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.application import Program  # noqa: E402
from app.paint_actions import ToolName  # noqa: E402
from app.render_requests import ViewRequest  # noqa: E402
from app.render_worker import TorchBackend  # noqa: E402
from app.settings import Folders  # noqa: E402
from infinitygan.geometry import Point, Size  # noqa: E402
from infinitygan.scene import Scene  # noqa: E402
from infinitygan.styles import Style  # noqa: E402

OUTPUT = ROOT / "docs" / "images" / "painting.jpg"
CANVAS = Size(2160, 3840)
WINDOW = 1640, 980
WIDTH_PX, QUALITY = 1400, 75
POLL_MS = 200

Place = tuple[float, float]  # shares of the canvas' height and width


class Painter:
    """Uses the tools of a program that runs."""

    def __init__(self, program: Program, styles: tuple[str, str]) -> None:
        self.program = program
        self._base, self._other = (self._style(name) for name in styles)
        self._finished: Scene | None = None
        program.controller.view_finished.connect(self._on_finished)

    def steps(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """Yield what to do, by name."""
        yield "start", self._start
        yield "rectangle", self._rectangle
        yield "brush", lambda: self._stroke(ToolName.BRUSH, (0.62, 0.08), (0.70, 0.22), (0.66, 0.4))
        yield "undo", self.program.document.undo_stack.undo
        yield "erased", lambda: self._stroke(ToolName.ERASER, (0.9, 0.7), (0.74, 0.84), (0.8, 0.96))
        yield "rolled", self._roll
        yield "chosen", self._choose_the_region

    def wait_for_view(self) -> None:
        """Wait until the canvas is sharp."""
        canvas = self.program.window.canvas
        _wait(lambda: self._finished == canvas.shown_scene)

    def wait_for_palette(self) -> None:
        """Wait until all of its styles are shown."""
        pictures, library = self.program.paint_desk.pictures, self.program.style_library
        _wait(lambda: all(pictures.image(style) for style in library.curated))

    def _on_finished(self, request: ViewRequest) -> None:
        self._finished = request.scene

    def _style(self, name: str) -> Style:
        found = [style for style in self.program.style_library.curated if style.name == name]
        if not found:
            raise SystemExit(f"there is no curated style '{name}'")
        return found[0]

    def _start(self) -> None:
        scene = Scene(CANVAS, layout_seed=4, texture_seed=4, style=self._base)
        self.program.document.edit("start", scene)
        self.program.document.undo_stack.clear()
        self.program.window.canvas.fit()

    def _rectangle(self) -> None:
        desk = self.program.paint_desk
        desk.actions.tools[ToolName.RECTANGLE].trigger()
        desk.painting.choose_style(self._other)
        desk.painting.set_softness(500)
        self._drag((0.001, 0.66), (0.5, 0.9), (0.999, 0.999))

    def _stroke(self, tool: ToolName, *path: Place) -> None:
        desk = self.program.paint_desk
        desk.painting.set_brush(replace(desk.painting.brush, diameter_px=360.0))
        desk.actions.tools[tool].trigger()
        self._drag(*path)

    def _roll(self) -> None:
        canvas = self.program.window.canvas
        self.program.paint_desk.actions.tools[ToolName.SELECT].trigger()
        self._drag((0.62, 0.02), (0.8, 0.2), (0.97, 0.3))
        QTest.keyClick(canvas, Qt.Key.Key_R)

    def _choose_the_region(self) -> None:
        QTest.keyClick(self.program.window.canvas, Qt.Key.Key_Return)
        self.program.paint_desk.actions.tools[ToolName.MOVE].trigger()
        self.program.paint_desk.painting.select(0)

    def _drag(self, *path: Place) -> None:
        canvas = self.program.window.canvas
        canvas.setFocus()
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=self._at(path[0]))
        for place in path[1:]:
            QTest.mouseMove(canvas, self._at(place))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=self._at(path[-1]))

    def _at(self, place: Place) -> QPoint:
        canvas = self.program.window.canvas
        point = Point(place[0] * CANVAS.height, place[1] * CANVAS.width)
        at = canvas.viewport_state.to_device(point)
        ratio = canvas.devicePixelRatioF()
        return QPoint(round(at.x / ratio), round(at.y / ratio))


def main() -> None:
    """Paint, and write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--styles", nargs=2, default=("Clear Noon", "Ember Dusk"), metavar="NAME")
    parser.add_argument("--steps", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    application = QApplication(sys.argv[:1])
    with TemporaryDirectory() as folder:
        program = Program(application, Folders.under(Path(folder)), TorchBackend())
        program.start()
        program.window.resize(*WINDOW)
        try:
            _paint(Painter(program, tuple(arguments.styles)), arguments.steps)
            picture = _grabbed(program)
        finally:
            program.document.undo_stack.setClean()
            program.window.close()
            program.stop()
    small = picture.scaledToWidth(WIDTH_PX, Qt.TransformationMode.SmoothTransformation)
    small.save(str(OUTPUT), quality=QUALITY)


def _wait(is_over: Callable[[], bool]) -> None:
    loop, poll = QEventLoop(), QTimer(interval=POLL_MS)
    poll.timeout.connect(lambda: loop.quit() if is_over() else None)
    poll.start()
    loop.exec()  # which lets the render thread run, as QTest.qWait does not


def _paint(painter: Painter, folder: Path | None) -> None:
    painter.wait_for_view()
    for number, (name, step) in enumerate(painter.steps()):
        step()
        painter.wait_for_view()
        if folder is not None:
            _grabbed(painter.program).save(str(folder / f"{number}-{name}.png"))
    painter.wait_for_palette()


def _grabbed(program: Program) -> QImage:
    return program.window.grab().toImage()


if __name__ == "__main__":
    main()
