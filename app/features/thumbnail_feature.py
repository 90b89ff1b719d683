"""The picture in a project file: saved with the project, and shown until the canvas has its own."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage

from app.canvas.snapshot import png_of
from app.main_window import MainWindow, Services

STORED_PX = 512  # enough to know a picture by when its model is gone; some 300 kB


class ThumbnailFeature(QObject):
    """Takes the thumbnail of projects from the canvas, and shows that of opened ones."""

    def __init__(self, window: MainWindow, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        window.files.make_thumbnail = self._png
        services.document.replaced.connect(self._show_stored)

    def _png(self) -> bytes | None:
        """Return the picture of now; the stored one as long as its model does not paint."""
        document, model = self._services.document, self._services.controller.model
        wanted = document.scene.model
        is_substitute = bool(wanted) and model is not None and model.model_id != wanted
        image = None if is_substitute else self._window.canvas.snapshot(STORED_PX)
        return document.project.thumbnail if image is None else png_of(image)

    @Slot()
    def _show_stored(self) -> None:
        stored = self._services.document.project.thumbnail
        image = QImage.fromData(stored) if stored else QImage()
        self._window.canvas.set_stand_in(None if image.isNull() else image)
