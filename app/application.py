"""The running program: builds every object once, and passes each on to who needs it."""

import logging
import signal
import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from app.dice import DiceLocks, Locks, rolled
from app.document import Document
from app.history import History
from app.main_window import MainWindow, Services
from app.monitor_detection import MonitorWatcher
from app.monitor_presets import PresetKind
from app.paint_desk import PaintDesk, PaintServices
from app.render_controller import RenderController
from app.render_worker import Backend, TorchBackend
from app.settings import Folders, SettingsStore
from app.span_model import SpanModel
from app.style_library import StyleLibrary
from app.theme.icons import Icons
from app.theme.theme import Theme, ThemeChoice
from app.thumbnails import Thumbnails
from app.variations import Variations
from infinitygan.geometry import Size
from infinitygan.recipe import APP_NAME, program_version
from infinitygan.scene import Scene

DESKTOP_FILE = "everscape"
SIZE_WITHOUT_SCREEN = Size(1080, 1920)
SIGNAL_POLL_MS = 500


class Program(QObject):
    """Everything that lives as long as the program."""

    def __init__(self, application: QApplication, folders: Folders, backend: Backend) -> None:
        super().__init__()
        self.folders = folders
        self.store = SettingsStore(folders.config / "settings.json", self)
        self.theme = Theme(application, ThemeChoice(self.store.settings.theme))
        self.icons = Icons(self.theme)
        self.watcher = MonitorWatcher(application)
        self.spans = SpanModel(self.watcher, self.store)
        self.document = Document(self._first_scene(), self)
        self.controller = RenderController(backend, self)
        self.locks = DiceLocks(self)
        self.variations = Variations(self.document, self.locks)
        self.history = History(folders.data / "history.json", self)
        self.thumbnails = Thumbnails(self.controller, self)
        self.window = MainWindow(
            Services(
                document=self.document,
                controller=self.controller,
                store=self.store,
                spans=self.spans,
                locks=self.locks,
                variations=self.variations,
                history=self.history,
                thumbnails=self.thumbnails,
                theme=self.theme,
                icons=self.icons,
                window_state=QSettings(
                    str(folders.state / "window.ini"), QSettings.Format.IniFormat
                ),
            )
        )

        self.paint_desk = self._make_paint_desk()
        self.window.restore_arrangement()

    def _make_paint_desk(self) -> PaintDesk:
        window = self.window
        self.style_library = StyleLibrary(self.folders.data / "styles")
        desk = PaintDesk(
            window,
            PaintServices(
                document=self.document,
                controller=self.controller,
                library=self.style_library,
                thumbnails=self.thumbnails,
                icons=self.icons,
                canvas=window.canvas,
                stage=window.stage,
                menus=window.menus,
                actions=window.window_actions,
                add_panel=window.add_panel,
            ),
        )
        window.roll_area = desk.roll
        return desk

    def start(self) -> None:
        """Show the window, and load the model behind it."""
        self.window.show()
        settings = self.store.settings
        self.controller.open(settings.device, settings.own_model)
        if self.store.problem:
            self.window.stage.show_notice(
                self.tr("Your settings could not be read, so the defaults are used: {why}").format(
                    why=self.store.problem
                )
            )

    def stop(self) -> None:
        """Write what is pending, and end the render thread."""
        self.history.save()
        self.controller.stop()

    def _first_scene(self) -> Scene:
        sizes = [
            preset.size for preset in self.spans.presets() if preset.kind is PresetKind.MONITOR
        ]
        canvas = sizes[0] if sizes else SIZE_WITHOUT_SCREEN
        return rolled(Scene(canvas=canvas), Locks())


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the program and run it until its window is closed; returns the exit code."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    application = QApplication(list(arguments or sys.argv[:1]))
    application.setApplicationName(APP_NAME)
    application.setApplicationVersion(program_version())
    application.setDesktopFileName(DESKTOP_FILE)
    program = Program(application, Folders.of_user(), TorchBackend())
    interruptible = _obey_interrupts(application)
    program.start()
    code = application.exec()
    interruptible.stop()
    program.stop()
    return code


def _obey_interrupts(application: QApplication) -> QTimer:
    """Let Ctrl+C in a terminal close the program: Python must run now and then to see it."""
    signal.signal(signal.SIGINT, lambda *_: application.quit())
    timer = QTimer(application, interval=SIGNAL_POLL_MS)
    timer.timeout.connect(lambda: None)
    timer.start()
    return timer
