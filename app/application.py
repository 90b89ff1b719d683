"""The running program: builds every object once, and passes each on to who needs it."""

import logging
import signal
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app.dice import DiceLocks
from app.document import Document
from app.failures import catch_the_unexpected
from app.features.features import Features
from app.garbage import GarbageTimer
from app.history import History
from app.languages import install_language
from app.log_memory import LogMemory
from app.main_window import MainWindow, Services
from app.monitor_detection import MonitorWatcher
from app.monitor_presets import PresetKind
from app.opening_scene import first_scene, fresh_scene
from app.paint_desk import PaintDesk, PaintServices
from app.render_controller import RenderController
from app.render_worker import Backend, TorchBackend
from app.running_window import RunningWindow, hand_over, socket_name
from app.settings import Folders, SettingsStore
from app.span_model import SpanModel
from app.style_library import StyleLibrary
from app.theme.icons import Icons
from app.theme.theme import Theme, ThemeChoice
from app.thumbnails import Thumbnails
from app.variations import Variations
from infinitygan.assets import assets_folder
from infinitygan.geometry import Size
from infinitygan.recipe import APP_NAME, program_version
from infinitygan.scene import Scene

APP_ID = "io.github.everscape.Everscape"  # names the menu entry, the icons and the window
SIZE_WITHOUT_SCREEN = Size(1080, 1920)
SIGNAL_POLL_MS = 500
ICON_SIDES_PX = (16, 32, 48, 64, 128, 256)
LOG_BYTES = 10**6

log = logging.getLogger(__name__)


class Program(QObject):
    """Everything that lives as long as the program."""

    def __init__(self, application: QApplication, folders: Folders, backend: Backend) -> None:
        super().__init__()
        self._garbage = GarbageTimer(self)
        self.folders = folders
        self.store = SettingsStore(folders.config / "settings.json", self)
        self._translators = install_language(application, self.store.settings.language)
        self.theme = Theme(application, ThemeChoice(self.store.settings.theme))
        self.icons = Icons(self.theme)
        self.watcher = MonitorWatcher(application)
        self.spans = SpanModel(self.watcher, self.store)
        self.history = History(folders.data / "history.json", self)
        self.style_library = StyleLibrary(folders.data / "styles")
        self.document = Document(self._opening_scene(), self)
        self.controller = RenderController(backend, self)
        self.locks = DiceLocks(self)
        self.variations = Variations(self.document, self.locks)
        self.thumbnails = Thumbnails(self.controller, self)
        services = Services(
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
            window_state=QSettings(str(folders.state / "window.ini"), QSettings.Format.IniFormat),
        )
        self.window = MainWindow(services)
        self.log_memory = LogMemory()
        logging.getLogger().addHandler(self.log_memory)
        self.features = Features(self.window, services, folders, self.log_memory)

        self.paint_desk = self._make_paint_desk()
        self.window.restore_arrangement()

    def _make_paint_desk(self) -> PaintDesk:
        window = self.window
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
        desk.actions.group.triggered.connect(self.features.photo.leave_tool)
        return desk

    def start(self, file: Path | None = None) -> None:
        """Show the window, and load the model behind it; then open a file, if there is one.

        Without a file the last project opens, where the settings want that.
        """
        self.window.show()
        self.window.activateWindow()  # without a window manager nobody else gives it the keyboard
        self.controller.preview_finished.connect(self._on_first_picture)
        settings = self.store.settings
        self.controller.open(settings.device, settings.own_model)
        if self.store.problem:
            self.window.stage.show_notice(
                self.tr("Your settings could not be read, so the defaults are used: {why}").format(
                    why=self.store.problem
                )
            )
        self.features.start(file or self._project_at_start())

    def _project_at_start(self) -> Path | None:
        settings = self.store.settings
        last = settings.last_project if settings.opens_last else None
        return last if last is not None and last.is_file() else None

    @Slot(object)
    def take(self, file: Path | None) -> None:
        """Come to the front, and open a file; None: just come."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        if file is not None:
            self.features.intake.take(file)

    @Slot()
    def _on_first_picture(self) -> None:
        self.controller.preview_finished.disconnect(self._on_first_picture)
        self._garbage.settle()
        log.info("the first picture is shown")

    def stop(self) -> None:
        """Write what is pending, and end the render thread."""
        self.features.stop()
        self.history.save()
        self.controller.stop()
        self._garbage.stop()
        logging.getLogger().removeHandler(self.log_memory)

    def _opening_scene(self) -> Scene:
        sizes = [
            preset.size for preset in self.spans.presets() if preset.kind is PresetKind.MONITOR
        ]
        canvas = sizes[0] if sizes else SIZE_WITHOUT_SCREEN
        if not self.history.entries:
            return first_scene(canvas)
        own_model = self.store.settings.own_model
        return fresh_scene(canvas, () if own_model else self.style_library.curated)


def main(file: str = "") -> int:
    """Open the program, with a file if one is named, until its window is closed.

    A window of this user that is open already takes the file instead.

    Returns: the exit code.
    """
    path = Path(file).absolute() if file else None
    application = QApplication(sys.argv[:1])
    application.setApplicationName(APP_NAME)
    application.setApplicationVersion(program_version())
    application.setDesktopFileName(APP_ID)
    application.setWindowIcon(program_icon())
    folders = Folders.of_user()
    _start_log(folders)
    socket = socket_name(folders.state)
    if hand_over(socket, path):
        return 0
    program = Program(application, folders, TorchBackend())
    catch_the_unexpected(program.window.stage.show_problem)
    interruptible = _obey_interrupts(application)
    running = RunningWindow(socket, program)
    running.wanted.connect(program.take)
    program.start(path)
    code = application.exec()
    running.close()
    interruptible.stop()
    program.stop()
    return code


def program_icon() -> QIcon:
    """Return the icon; the desktop's own theme may have a better one for each size."""
    own = QIcon(str(assets_folder() / "icons" / "everscape.svg"))
    for side_px in ICON_SIDES_PX:
        own.addFile(str(assets_folder() / "icons" / f"everscape-{side_px}.png"))
    return QIcon.fromTheme(APP_ID, own)


def _start_log(folders: Folders) -> None:
    """Log to standard error and, where that is possible, to a file of limited size."""
    handlers: list[logging.Handler] = [logging.StreamHandler()]
    try:
        folders.state.mkdir(parents=True, exist_ok=True)
        path = folders.state / "everscape.log"
        handlers.append(RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=1, delay=True))
    except OSError:
        handlers[0].setLevel(logging.INFO)
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        handlers=handlers,
    )


def _obey_interrupts(application: QApplication) -> QTimer:
    """Let Ctrl+C in a terminal close the program: Python must run now and then to see it."""
    signal.signal(signal.SIGINT, lambda *_: application.quit())
    timer = QTimer(application, interval=SIGNAL_POLL_MS)
    timer.timeout.connect(lambda: None)
    timer.start()
    return timer
