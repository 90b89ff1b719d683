"""Photos in the window: opened, dropped or pasted, placed on the canvas, and matched."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QObject, Qt, Slot
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.background import Background
from app.canvas.photo_tool import PhotoTool
from app.dialogs.failure_dialog import show_failure
from app.failures import problem_of
from app.features.feature_actions import feature_action
from app.file_intake import PICTURE_SUFFIXES
from app.main_window import MainWindow, Services
from app.panels.photo_panel import PhotoPanel
from app.photo_match import PhotoMatch
from app.photo_supply import PhotoSupply
from app.photos import Photos
from app.theme.palette import Tones
from infinitygan.geometry import Size
from infinitygan.inference.photo import MAX_FILE_BYTES, PhotoError, PhotoTooLarge, decode_photo

PNG_QUALITY = 90  # of Qt: quick rather than small


@dataclass(frozen=True, eq=False)
class ImportedPhoto:
    """A photo's file, which was seen to be sound."""

    digest: str
    data: bytes
    size: Size
    notes: tuple[str, ...]


class PhotoFeature(QObject):
    """Brings photos into the document, and the panel and the tool for them into the window."""

    def __init__(self, window: MainWindow, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        document, controller, icons = services.document, services.controller, services.icons
        self.photos = Photos(document, self)
        self.supply = PhotoSupply(document, controller, self)
        self.match = PhotoMatch(document, controller, self)
        self.imports = Background(self)
        self._make_actions()
        self.tool = PhotoTool(document, self.photos, QColor(services.theme.tones.accent))
        window.canvas.add_grip(self.tool)
        self.panel = PhotoPanel(self.photos, self.match, icons, self.open, self.move)
        self._add_dock()
        services.theme.changed.connect(self._show_tones)
        self.photos.changed.connect(self._on_photos)
        self.supply.failed.connect(window.stage.show_problem)
        self.match.failed.connect(window.stage.show_problem)
        self.match.ended.connect(window.status.say)
        self._on_photos()

    def _make_actions(self) -> None:
        window, icons = self._window, self._services.icons
        self.open = feature_action(
            window,
            icons,
            self.tr("Open a p&hoto…"),
            self.tr("Lay a photo on the canvas and continue it"),
            "Ctrl+Shift+O",
            "photo",
        )
        self.move = feature_action(
            window,
            icons,
            self.tr("&Move the photo"),
            self.tr("Drag the photo on the canvas, or scale it by its corners"),
            icon="move",
        )
        self.move.setCheckable(True)
        self.open.triggered.connect(self.choose)
        self.move.toggled.connect(self._on_move)
        files = window.menus.file
        files.insertAction(window.files.recent_menu.menuAction(), self.open)
        window.menus.picture.addAction(self.move)

    def _add_dock(self) -> None:
        window = self._window
        area = Qt.DockWidgetArea.RightDockWidgetArea
        self.dock = window.add_panel(self.tr("Photo"), "photo", self.panel, area)
        (landscape,) = (dock for dock in window.docks if dock.objectName() == "landscape")
        window.tabifyDockWidget(landscape, self.dock)
        landscape.raise_()

    @Slot()
    def choose(self) -> None:
        """Ask for a photo and take it."""
        patterns = " ".join(f"*{suffix}" for suffix in sorted(PICTURE_SUFFIXES))
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open a photo"),
            str(Path.home()),
            self.tr("Photos ({suffixes})").format(suffixes=patterns),
        )
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Lay the photo of a file on the canvas, once it is read."""
        self._window.status.say(self.tr("Reading {name}…").format(name=path.name))
        self._import(path.name, lambda allow_large: read_import(path, allow_large))

    def take_picture(self, image: QImage) -> None:
        """Lay a pasted picture on the canvas."""
        image = image.copy()
        self._import(
            self.tr("the pasted picture"), lambda allow_large: encode_import(image, allow_large)
        )

    @Slot()
    def leave_tool(self) -> None:
        """Let another tool have the canvas."""
        self.move.setChecked(False)

    def close(self) -> None:
        """Wait for the photo that is being read."""
        self.imports.wait()

    def _import(
        self, name: str, read: Callable[[bool], ImportedPhoto], allow_large: bool = False
    ) -> None:
        self.imports.run(
            lambda: read(allow_large),
            lambda photo: self._add(name, photo),
            lambda error: self._on_failed(name, read, error),
        )

    def _add(self, name: str, photo: ImportedPhoto) -> None:
        label = self.tr("Add the photo “{name}”").format(name=name)
        self.photos.add(photo.digest, photo.data, photo.size, label)
        self.move.setChecked(True)
        self.dock.show()
        self.dock.raise_()
        size = f"{photo.size.width}x{photo.size.height}"
        self._window.status.say("; ".join((f"{name}: {size}", *photo.notes)))

    def _on_failed(
        self, name: str, read: Callable[[bool], ImportedPhoto], error: Exception
    ) -> None:
        if isinstance(error, PhotoTooLarge):
            self._ask_about_large(error, lambda: self._import(name, read, allow_large=True))
            return
        show_failure(
            self._window,
            self.tr("This photo cannot be used"),
            problem_of(error),
            self.tr("Choose another photo…"),
            self.choose,
        )

    def _ask_about_large(self, error: PhotoTooLarge, go_on: Callable[[], None]) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("A very large photo"))
        box.setText(problem_of(error).sentence)
        box.setInformativeText(self.tr("Use it all the same?"))
        use = box.addButton(self.tr("Use it"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        use.clicked.connect(go_on)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @Slot()
    def _on_photos(self) -> None:
        has_photo = self.photos.chosen is not None
        self.move.setEnabled(has_photo)
        if not has_photo:
            self.move.setChecked(False)
        self._window.canvas.update()

    @Slot(bool)
    def _on_move(self, is_on: bool) -> None:
        self.tool.is_on = is_on
        self._window.canvas.update()

    @Slot(object)
    def _show_tones(self, tones: Tones) -> None:
        self.tool.set_colour(QColor(tones.accent))
        self._window.canvas.update()


def read_import(path: Path, allow_large: bool) -> ImportedPhoto:
    """Read a photo's file and see whether it is sound.

    Raises: PhotoError: if it is not. PhotoTooLarge: if it is large, and not allowed to be.
    """
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise PhotoError(f"'{path.name}' is larger than {MAX_FILE_BYTES >> 20} MB")
        data = path.read_bytes()
    except OSError as error:
        raise PhotoError(f"cannot read '{path.name}': {error.strerror or error}") from error
    return _checked(data, f"'{path.name}'", allow_large)


def encode_import(image: QImage, allow_large: bool) -> ImportedPhoto:
    """Make a photo's file of a picture."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG", PNG_QUALITY):  # pyright: ignore[reportArgumentType, reportCallIssue]
        raise PhotoError("the pasted picture is empty; copy it again")
    return _checked(bytes(buffer.data().data()), "the pasted picture", allow_large)


def _checked(data: bytes, name: str, allow_large: bool) -> ImportedPhoto:
    photo = decode_photo(data, name, allow_large=allow_large)
    return ImportedPhoto(photo.digest, data, photo.size, photo.notes)
