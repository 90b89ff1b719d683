"""The open document: a Scene in an undo stack, its file, and whether it has unsaved changes."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path
from weakref import WeakMethod

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from infinitygan.scene import Scene
from infinitygan.scene_file import Project

UNDO_STEPS = 500  # scenes share what they have in common, so a step takes a few kB
_EDIT_ID = 1


class _SceneEdit(QUndoCommand):
    """The one command: documents are values, so an edit is a pair of them.

    It holds its document weakly: Python would free a cycle of the two in an order that Qt, which
    owns the stack and its commands, does not survive.
    """

    def __init__(
        self, show: Callable[[Scene], None], label: str, before: Scene, after: Scene, gesture: str
    ) -> None:
        super().__init__(label)
        self._show = WeakMethod(show)
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
        self._go_to(self.after)

    def undo(self) -> None:
        self._go_to(self._before)

    def _go_to(self, scene: Scene) -> None:
        show = self._show()
        if show is not None:
            show(scene)


class Document(QObject):
    """Holds the scene and its history. All edits go through `edit`."""

    scene_changed = Signal(object)  # Scene
    settled = Signal(object)  # Scene: an edit is over, or a drag has been let go
    replaced = Signal()  # another document was opened
    files_changed = Signal()  # the photos and matches at hand; before a scene names new ones
    modified_changed = Signal(bool)
    path_changed = Signal(object)  # Path, or None for a document without a file

    def __init__(self, scene: Scene, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = Project(scene)
        self._scene = scene
        self._path: Path | None = None
        self._gesture_number = 0
        self._gesture_is_open = False
        self._before_gesture = self._scene
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
        """Return all that a project file holds, with the scene as it is now.

        Photos and matches that only undo would bring back are left out.
        """
        held, shown = self._project, self._scene.photos
        return replace(
            held,
            scene=self._scene,
            photos=_of(held.photos, {photo.photo for photo in shown}),
            matches=_of(held.matches, {photo.match for photo in shown}),
        )

    @property
    def photos(self) -> Mapping[str, bytes]:
        """Return the files of all photos at hand, by SHA-256; undone ones are among them."""
        return self._project.photos

    @property
    def matches(self) -> Mapping[str, bytes]:
        """Return all matches at hand, by id; undone ones are among them."""
        return self._project.matches

    def edit(self, label: str, scene: Scene, gesture: str = "") -> None:
        """Make one undoable step to another scene; the same scene is no step.

        Args:
            label: what the user did, for the undo menu.
            scene: the scene after it.
            gesture: names a drag; its steps merge until `end_gesture`. Empty: a step of its own.
        """
        scene = self._with_known_photos(scene)
        if scene == self._scene:
            return
        key = f"{gesture} {self._gesture_number}" if gesture else ""
        if gesture and not self._gesture_is_open:
            self._before_gesture = self._scene
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

    def cancel_gesture(self) -> None:
        """Take back what a drag has changed so far, and close it."""
        # A drag that is back at its start has left no step: the last one is another's.
        if self._gesture_is_open and self._scene != self._before_gesture:
            self.undo_stack.undo()
        self.end_gesture()

    def add_files(
        self, photos: Mapping[str, bytes], matches: Mapping[str, bytes] | None = None
    ) -> None:
        """Put photos by SHA-256 and matches by id at hand, for scenes to name them."""
        held = self._project
        self._project = replace(
            held,
            photos={**held.photos, **photos},
            matches={**held.matches, **(matches or {})},
        )
        self.files_changed.emit()

    def open(self, project: Project, path: Path | None) -> None:
        """Replace the document; its history is gone."""
        self._project = project
        self._gesture_is_open = False
        self.undo_stack.clear()
        self._set_path(path)
        self.files_changed.emit()
        self._set_scene(self._with_known_photos(project.scene))
        self.undo_stack.setClean()
        self.replaced.emit()
        self.settled.emit(self._scene)

    def mark_saved(self, path: Path) -> None:
        """Remember that the file at `path` holds the scene of now."""
        self._set_path(path)
        self.undo_stack.setClean()

    def _with_known_photos(self, scene: Scene) -> Scene:
        """Leave out photos of other documents, which recipes and the history name."""
        known = tuple(photo for photo in scene.photos if photo.photo in self._project.photos)
        return scene if len(known) == len(scene.photos) else replace(scene, photos=known)

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


def _of(files: Mapping[str, bytes], names: Collection[str | None]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name in names}
