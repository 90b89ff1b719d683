"""History in the window: keeps what was seen and settled; the first picture gets variations."""

from PySide6.QtCore import QObject, Slot

from app.main_window import MainWindow, Services
from app.render_requests import ViewRequest
from infinitygan.scene import Scene


class HistoryFeature(QObject):
    """Records pictures once they are shown and no drag goes on."""

    def __init__(self, window: MainWindow, services: Services) -> None:
        super().__init__(window)
        self._services = services
        self._seen: Scene | None = None  # the scene whose preview was shown last
        self._had_variations = False
        services.controller.preview_finished.connect(self._on_preview_finished)
        services.document.settled.connect(self._record)

    @Slot(object)
    def _on_preview_finished(self, request: ViewRequest) -> None:
        if request.scene != self._services.document.scene:
            return
        self._seen = request.scene
        self._record()
        if not self._services.variations.scenes and not self._had_variations:
            self._had_variations = True
            self._services.variations.roll()

    @Slot()
    def _record(self) -> None:
        document, model = self._services.document, self._services.controller.model
        if model and self._seen == document.scene and not document.in_gesture:
            self._services.history.add(document.scene, model.model_id)
