"""The open document: a Scene in an undo stack, its file, and whether it has unsaved changes."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from infinitygan.scene import Scene
from infinitygan.scene_file import Project

UNDO_STEPS = 500  # scenes share what they have in common, so a step takes a few kB
_EDIT_ID = 1


class _SceneEdit(QUndoCommand):
    """The one command: documents are values, so an edit is a pair of them."""

    def __init__(
        self, show: Callable[[Scene], None], label: str, before: Scene, after: Scene, gesture: str
    ) -> None:
        super().__init__(label)
        self._show = show
        self._before = before
        self.after = after
        self.gesture = gesture

    def id(self) -> int:
        return _EDIT_ID

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _SceneEdit) or not self.gesture or other.gesture != self.gesture:
            return False
        self.after = other.after
        self.setObsolete(self.after == self._before)
        return True

    def redo(self) -> None:
        self._show(self.after)

    def undo(self) -> None:
        self._show(self._before)


class Document(QObject):
    """Holds the scene and its history. All edits go through `edit`."""

    scene_changed = Signal(object)  # Scene
    settled = Signal(object)  # Scene: an edit is over, or a drag has been let go
    replaced = Signal()  # another document was opened
    modified_changed = Signal(bool)
    path_changed = Signal(object)  # Path, or None for a document without a file

    def __init__(self, scene: Scene, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = Project(scene)
        self._scene = scene
        self._path: Path | None = None
        self._gesture_number = 0
        self._gesture_is_open = False
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(UNDO_STEPS)
        self.undo_stack.cleanChanged.connect(self._on_clean_changed)

    @property
    def scene(self) -> Scene:
        """Return the scene as it is now."""
        return self._scene

    @property
    def path(self) -> Path | None:
        """Return the project file; None: never saved."""
        return self._path

    @property
    def is_modified(self) -> bool:
        """Tell whether there are changes since the last save."""
        return not self.undo_stack.isClean()

    @property
    def in_gesture(self) -> bool:
        """Tell whether a drag is going on, whose steps become one."""
        return self._gesture_is_open

    @property
    def project(self) -> Project:
        """Return all that a project file holds, with the scene as it is now."""
        held = self._project
        return Project(self._scene, held.thumbnail, held.photos, held.matches, held.app_state)

    def edit(self, label: str, scene: Scene, gesture: str = "") -> None:
        """Make one undoable step to another scene; the same scene is no step.

        Args:
            label: what the user did, for the undo menu.
            scene: the scene after it.
            gesture: names a drag; its steps merge until `end_gesture`. Empty: a step of its own.
        """
        if scene == self._scene:
            return
        key = f"{gesture} {self._gesture_number}" if gesture else ""
        self._gesture_is_open = bool(gesture)
        self.undo_stack.push(_SceneEdit(self._set_scene, label, self._scene, scene, key))
        if not gesture:
            self.settled.emit(self._scene)

    def end_gesture(self) -> None:
        """Close a drag, so that the next edit is a step of its own."""
        self._gesture_number += 1
        if self._gesture_is_open:
            self._gesture_is_open = False
            self.settled.emit(self._scene)

    def keep(self, project: Project) -> None:
        """Take over a project's bytes (photos, matches, state) beside the scene of now."""
        self._project = project

    def open(self, project: Project, path: Path | None) -> None:
        """Replace the document; its history is gone."""
        self._project = project
        self._gesture_is_open = False
        self.undo_stack.clear()
        self._set_path(path)
        self._set_scene(project.scene)
        self.undo_stack.setClean()
        self.replaced.emit()
        self.settled.emit(self._scene)

    def mark_saved(self, path: Path) -> None:
        """Remember that the file at `path` holds the scene of now."""
        self._set_path(path)
        self.undo_stack.setClean()

    def _set_scene(self, scene: Scene) -> None:
        if scene != self._scene:
            self._scene = scene
            self.scene_changed.emit(scene)

    def _set_path(self, path: Path | None) -> None:
        if path != self._path:
            self._path = path
            self.path_changed.emit(path)

    @Slot(bool)
    def _on_clean_changed(self, is_clean: bool) -> None:
        self.modified_changed.emit(not is_clean)
