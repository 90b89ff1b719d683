"""Files that come from outside: dropped, pasted, or given at the start."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage

from app.dialogs.failure_dialog import show_failure
from app.failures import problem_of
from app.features.feature_actions import feature_action
from app.file_intake import (
    PhotoFile,
    ProjectFile,
    RecipeFile,
    StyleFile,
    Taken,
    can_take,
    local_files,
    read_file,
)
from app.main_window import MainWindow, Services
from app.overall_style import with_overall_style
from app.render_requests import Problem
from app.style_library import named
from infinitygan.errors import UserError
from infinitygan.scene import Scene
from infinitygan.scene_file import Project

TakePhoto = Callable[[Path], None]
TakePicture = Callable[[QImage], None]


class IntakeFeature(QObject):
    """Opens what is dropped on the window or pasted into it."""

    def __init__(self, window: MainWindow, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self.take_photo: TakePhoto | None = None  # None: nothing here can go on from a photo
        self.take_picture: TakePicture | None = None
        self.paste = feature_action(
            window,
            services.icons,
            self.tr("&Paste"),
            self.tr("Open a copied file, or take over a copied recipe or picture"),
            "Ctrl+V",
            "paste",
        )
        self.paste.triggered.connect(self._paste)
        window.menus.edit.addAction(self.paste)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        window.files.failed.connect(self._show_sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take drops that are of use; others are refused by the cursor."""
        if isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.DragEnter:
            if can_take(event.mimeData()):
                event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            for path in local_files(event.mimeData())[:1]:
                event.acceptProposedAction()
                self.take(path)
            return True
        return super().eventFilter(watched, event)

    def take(self, path: Path) -> bool:
        """Open a file of any known kind; a failure is one dialog, and changes nothing."""
        try:
            taken = read_file(path)
        except (UserError, OSError) as error:
            self._show_failure(problem_of(error))
            return False
        return self._open(taken)

    def _open(self, taken: Taken) -> bool:
        match taken:
            case ProjectFile(path):
                return self._window.files.may_replace() and self._window.files.open(path)
            case RecipeFile(path, scene, model):
                return self._open_recipe(path, scene, model)
            case StyleFile():
                return self._take_style(taken)
            case PhotoFile(path):
                return self._take_photo(path)

    def _open_recipe(self, path: Path, scene: Scene, model: str) -> bool:
        if not self._window.files.may_replace():
            return False
        self._services.document.open(Project(self._named(scene, model)), None)
        self._window.status.say(self.tr("Opened the recipe of {name}").format(name=path.name))
        return True

    def _named(self, scene: Scene, model: str) -> Scene:
        """Keep the name of the recipe's model, unless it is the one at hand."""
        at_hand = self._services.controller.model
        if scene.model or not model or (at_hand is not None and at_hand.model_id == model):
            return scene
        return replace(scene, model=model)

    def _take_style(self, taken: StyleFile) -> bool:
        document, model = self._services.document, self._services.controller.model
        try:
            style = taken.style.for_model(model.style_model) if model else named(taken.style)
        except UserError as error:
            self._show_failure(problem_of(error))
            return False
        label = self.tr("Take the style “{name}”").format(name=taken.style.name)
        document.edit(label, with_overall_style(document.scene, style))
        return True

    def _take_photo(self, path: Path) -> bool:
        if self.take_photo is None:
            sentence = self.tr(
                "“{name}” holds no recipe of Everscape, so there is nothing to open."
            )
            self._show_failure(Problem(sentence.format(name=path.name), ""))
            return False
        self.take_photo(path)
        return True

    @Slot()
    def _paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        files = local_files(data)
        if len(files) == 1:
            self.take(files[0])
        elif data.hasText() and data.text().lstrip().startswith("{"):
            self._window.files.take_recipe(data.text())
        elif data.hasImage() and self.take_picture is not None:
            self.take_picture(QGuiApplication.clipboard().image())
        else:
            self._window.status.say(self.tr("The clipboard holds no file, recipe or picture"))

    @Slot(str)
    def _show_sentence(self, sentence: str) -> None:
        self._show_failure(problem_of(UserError(sentence)))

    def _show_failure(self, problem: Problem) -> None:
        choose = self._window.window_actions.open.trigger
        show_failure(
            self._window,
            self.tr("This file cannot be used"),
            problem,
            self.tr("Choose another file…"),
            choose,
        )
