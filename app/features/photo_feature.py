"""Photos in the window: opened, dropped or pasted, placed on the canvas, and matched."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.background import Background
from app.canvas.photo_tool import PhotoTool
from app.dialogs.failure_dialog import show_failure
from app.failures import problem_of
from app.features.feature_actions import feature_action
from app.file_intake import PICTURE_SUFFIXES
from app.main_window import MainWindow, Services
from app.monitor_presets import size_text
from app.panels.photo_panel import PhotoActions, PhotoPanel
from app.photo_horizon import PhotoHorizon
from app.photo_import import ImportedPhoto, encode_import, read_import
from app.photo_match import PhotoMatch
from app.photo_supply import PhotoSupply
from app.photos import Photos
from app.theme.palette import Tones
from infinitygan.inference.photo import PhotoTooLarge

BLURRED_FROM = 2  # times its own size


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
        self.horizon = PhotoHorizon(document, self.photos, self.imports, self)
        self._make_actions()
        self.tool = PhotoTool(document, self.photos, QColor(services.theme.tones.accent))
        window.canvas.add_grip(self.tool)
        line = window.window_actions.horizon_line
        actions = PhotoActions(self.open, self.move, self.find_horizon, line)
        self.panel = PhotoPanel(self.photos, self.match, icons, actions)
        self._add_dock()
        services.theme.changed.connect(self._show_tones)
        self.photos.changed.connect(self._on_photos)
        self.supply.failed.connect(window.stage.show_problem)
        self.match.failed.connect(window.stage.show_problem)
        self.match.ended.connect(window.status.say)
        self.match.changed.connect(self._on_match)
        self.horizon.failed.connect(window.stage.show_problem)
        self.horizon.found.connect(self._on_horizon)
        self._on_photos()
        self._on_match()

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
        self.find_horizon = feature_action(
            window,
            icons,
            self.tr("Find the photo's hori&zon"),
            self.tr("Move the horizon of the picture to where the photo has its own"),
            icon="find-horizon",
        )
        self.start_match = feature_action(
            window,
            icons,
            self.tr("Mat&ch the photo"),
            self.tr("Fit the model to the photo, so that the picture continues it; takes minutes"),
            "Ctrl+M",
            "match",
        )
        self.open.triggered.connect(self.choose)
        self.move.toggled.connect(self._on_move)
        self.find_horizon.triggered.connect(self.horizon.find)
        self.start_match.triggered.connect(self.match.start)
        files = window.menus.file
        files.insertAction(window.files.recent_menu.menuAction(), self.open)
        window.menus.picture.addActions([self.move, self.find_horizon, self.start_match])

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
        self._window.status.say("; ".join((f"{name}: {size_text(photo.size)}", *photo.notes)))
        self._warn_of_blur(name, photo)

    def _warn_of_blur(self, name: str, photo: ImportedPhoto) -> None:
        """Say it where a photo has far fewer pixels than its place on the canvas."""
        placement = self.photos.chosen
        assert placement is not None
        times = placement.height_px / photo.size.height
        if times > BLURRED_FROM:
            text = self.tr(
                "“{name}” has {size} pixels and is shown {times} times as large, so it is blurred. "
                "A larger photo, or a smaller scale of this one, is sharp."
            )
            self._window.stage.show_notice(
                text.format(name=name, size=size_text(photo.size), times=round(times))
            )

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
        self.find_horizon.setEnabled(has_photo)
        if not has_photo:
            self.move.setChecked(False)
        self._window.canvas.update()

    @Slot()
    def _on_match(self) -> None:
        self.start_match.setEnabled(self.match.can_start)

    @Slot(bool)
    def _on_horizon(self, is_found: bool) -> None:
        if is_found:
            self._window.status.say(self.tr("The horizon lies where the photo has its own"))
            return
        self._window.window_actions.horizon_line.setChecked(True)
        self._window.status.say(self.tr("No horizon was found in the photo; drag the line onto it"))

    @Slot(bool)
    def _on_move(self, is_on: bool) -> None:
        self.tool.is_on = is_on
        self._window.canvas.update()

    @Slot(object)
    def _show_tones(self, tones: Tones) -> None:
        self.tool.set_colour(QColor(tones.accent))
        self._window.canvas.update()
