"""The model that paints: one of the user's own, or the bundled one, which also stands in."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from app.dialogs.failure_dialog import show_failure
from app.main_window import MainWindow, Services
from app.render_requests import ModelInfo, Problem

# Pickles are offered, too: who has one is told why it cannot be used, and what helps.
MODEL_FILES = "*.safetensors *.pt *.pth *.ckpt"


class ModelFeature(QObject):
    """Opens models that the user chooses, and remembers those that work."""

    def __init__(self, window: MainWindow, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._chosen: str | None = None  # is being opened; empty: the bundled one; None: nothing is
        self._stand_ins = self._ways_out()
        self._first_problem: Problem | None = None  # of the start, while another way is tried
        services.controller.opened.connect(self._on_opened)
        services.controller.open_failed.connect(self._on_failed)

    @Slot()
    def choose(self) -> None:
        """Ask for a model, and let it paint."""
        own = self._services.store.settings.own_model
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Choose a model"),
            str(own or Path.home()),
            self.tr("Models ({suffixes})").format(suffixes=MODEL_FILES),
        )
        if name:
            self._open(name)

    @Slot()
    def use_bundled(self) -> None:
        """Let the bundled model paint."""
        self._open("")

    def _open(self, name: str) -> None:
        self._chosen = name
        device = self._services.store.settings.device
        self._services.controller.open(device, Path(name) if name else None)

    def _ways_out(self) -> list[tuple[str, Path | None]]:
        """List devices and models to try in turn if those of the settings fail at the start."""
        settings = self._services.store.settings
        wanted = settings.device, settings.own_model
        ways = (wanted, ("auto", settings.own_model), ("auto", None))
        return list(dict.fromkeys(ways))[1:]

    @Slot(object)
    def _on_opened(self, model: ModelInfo) -> None:
        self._stand_ins = []
        if self._chosen is not None:
            self._services.store.change(model_folder=self._chosen)
            self._chosen = None
            self._window.status.say(
                self.tr("“{model}” paints now. Licence: {licence}").format(
                    model=model.model_id, licence=model.licence or self.tr("not told")
                )
            )
        if self._first_problem is not None:
            self._window.stage.show_problem(self._first_problem)
            self._first_problem = None

    @Slot(object)
    def _on_failed(self, problem: Problem) -> None:
        if self._chosen is not None:
            self._chosen = None
            title, again = self.tr("This model cannot be used"), self.tr("Choose another model…")
            show_failure(self._window, title, problem, again, self.choose)
        elif self._stand_ins:
            self._first_problem = self._first_problem or problem
            self._services.controller.open(*self._stand_ins.pop(0))
        else:
            self._window.stage.show_problem(problem)
