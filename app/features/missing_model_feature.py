"""Projects of a model that is not there: their stored picture, and a choice of what paints them."""

from PySide6.QtCore import QObject, Slot

from app.features.model_feature import ModelFeature
from app.main_window import MainWindow, Services


class MissingModelFeature(QObject):
    """Holds the canvas until the model is located, or the user lets another one paint."""

    def __init__(self, window: MainWindow, services: Services, model: ModelFeature) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._model = model
        self._accepted = False  # the user lets another model paint this document
        self._asked: tuple[str, str] | None = None  # the model wanted, and that offered instead
        services.document.scene_changed.connect(self._look)
        services.document.replaced.connect(self._ask_anew)
        services.controller.opened.connect(self._look)

    @property
    def is_missing(self) -> bool:
        """Tell whether the document names a model that is not the open one."""
        wanted, model = self._services.document.scene.model, self._services.controller.model
        return bool(wanted) and (model is None or model.model_id != wanted)

    @Slot()
    def _ask_anew(self) -> None:
        self._accepted, self._asked = False, None
        self._look()

    @Slot()
    def _look(self) -> None:
        is_held = self.is_missing and not self._accepted
        self._window.canvas.hold(is_held)
        model = self._services.controller.model
        if is_held and model is not None:
            self._ask(self._services.document.scene.model, model.model_id)

    def _ask(self, wanted: str, used: str) -> None:
        if self._asked == (wanted, used):
            return
        self._asked = wanted, used
        self._window.stage.show_notice(
            self.tr(
                "Model “{wanted}”, which painted this picture, was not found. “{used}” would paint "
                "it differently. The project keeps the name."
            ).format(wanted=wanted, used=used),
            (self.tr("Locate…"), self._model.choose),
            (self.tr("Use installed"), self._accept),
        )

    @Slot()
    def _accept(self) -> None:
        self._accepted = True
        self._window.stage.hide_notice()
        self._look()
