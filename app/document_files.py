"""New, open, save: the document and its files, and the guard of unsaved changes."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from app.dice import Locks, rolled
from app.document import Document
from app.settings import Settings, SettingsStore
from infinitygan.recipe import recipe_from_text, recipe_to_text
from infinitygan.scene import Scene
from infinitygan.scene_file import PROJECT_SUFFIX, Project, read_project, write_project
from infinitygan.scene_json import SceneFileError

log = logging.getLogger(__name__)

MakeThumbnail = Callable[[], bytes | None]


class DocumentFiles(QObject):
    """Opens and saves the document. Dialogs belong to `window`."""

    opened = Signal(str)  # a sentence for the status bar
    failed = Signal(str)  # a sentence with the cause
    saved = Signal()

    def __init__(self, document: Document, store: SettingsStore, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._store = store
        self._window = window
        self.make_thumbnail: MakeThumbnail = lambda: None
        self.recent_menu = QMenu(self.tr("Open &recent"), window)
        self.recent_menu.aboutToShow.connect(self._fill_recent)
        store.changed.connect(self._on_settings)
        self._on_settings(store.settings)

    @property
    def title(self) -> str:
        """Return the document's name for the title bar."""
        path = self._document.path
        return path.stem if path else self.tr("Untitled")

    @Slot()
    def new(self) -> None:
        """Start over with a fresh landscape of the same size."""
        if self.may_replace():
            scene = Scene(canvas=self._document.scene.canvas, model=self._document.scene.model)
            self._document.open(Project(rolled(scene, Locks())), None)

    @Slot()
    def choose_and_open(self) -> None:
        """Ask for a project and open it."""
        if not self.may_replace():
            return
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open a project"), str(self._folder()), self._filter()
        )
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> bool:
        """Open a project; a failure leaves the document as it is."""
        try:
            project = read_project(path)
        except SceneFileError as error:
            log.warning("a project cannot be opened: %s", error)
            self._store.put(self._store.settings.without_recent_file(path))
            self.failed.emit(str(error))
            return False
        self._document.open(project, path)
        self._store.put(self._store.settings.with_recent_file(path))
        self.opened.emit(self.tr("Opened {name}").format(name=path.name))
        return True

    @Slot()
    def save(self) -> bool:
        """Save to the document's file, or ask for one."""
        path = self._document.path
        return self.save_to(path) if path else self.save_as()

    @Slot()
    def save_as(self) -> bool:
        """Ask for a file and save to it."""
        proposal = self._folder() / f"{self.title}{PROJECT_SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save the project"), str(proposal), self._filter()
        )
        if not name:
            return False
        path = Path(name)
        return self.save_to(path if path.suffix else path.with_suffix(PROJECT_SUFFIX))

    def save_to(self, path: Path) -> bool:
        """Save the project; tells whether that went well."""
        project = replace(self._document.project, thumbnail=self.make_thumbnail())
        try:
            write_project(path, project)
        except SceneFileError as error:
            log.warning("a project cannot be saved: %s", error)
            self.failed.emit(str(error))
            return False
        self._document.mark_saved(path)
        self._store.put(self._store.settings.with_recent_file(path))
        self.saved.emit()
        self.opened.emit(self.tr("Saved {name}").format(name=path.name))
        return True

    def may_replace(self) -> bool:
        """Ask what to do with unsaved changes; tells whether the document may go."""
        if not self._document.is_modified:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window,
            self.tr("Unsaved changes"),
            self.tr("Save the changes to “{name}”?").format(name=self.title),
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        if answer == buttons.Save:
            return self.save()
        return answer == buttons.Discard

    def recipe_text(self, model_id: str) -> str:
        """Write the recipe of the scene."""
        return recipe_to_text(self._document.scene, model_id)

    def take_recipe(self, text: str) -> None:
        """Make the scene of a recipe the document's, as an edit."""
        try:
            scene, _ = recipe_from_text(text)
        except SceneFileError as error:
            self.failed.emit(str(error))
            return
        self._document.edit(self.tr("Paste a recipe"), scene)

    def _folder(self) -> Path:
        path = self._document.path
        recent = self._store.settings.recent_files
        if path is None and recent:
            path = Path(recent[0])
        return path.parent if path and path.parent.is_dir() else Path.home()

    def _filter(self) -> str:
        return self.tr("Everscape projects (*{suffix})").format(suffix=PROJECT_SUFFIX)

    @Slot()
    def _fill_recent(self) -> None:
        self.recent_menu.clear()
        for text in self._store.settings.recent_files:
            path = Path(text)
            action = self.recent_menu.addAction(path.stem.replace("&", "&&"))
            action.setToolTip(text)
            action.triggered.connect(lambda _=False, path=path: self._open_recent(path))

    def _open_recent(self, path: Path) -> None:
        if self.may_replace():
            self.open(path)

    @Slot(object)
    def _on_settings(self, settings: Settings) -> None:
        self.recent_menu.setEnabled(bool(settings.recent_files))
