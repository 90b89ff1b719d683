"""The autosave journal: unsaved work is copied aside soon after each change, and offered back.

A copy is made 5 seconds after the last change, and at the latest 60 seconds after the first one
that no copy holds. Copies are written in a thread of their own: photos can be large.
"""

import logging
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from app.document import Document
from app.failures import problem_of
from app.journal_files import JournalCopy, Recovered, left_behind, new_copy, read_or_none
from app.render_requests import Problem
from infinitygan.scene_file import Project

log = logging.getLogger(__name__)

QUIET_S = 5.0  # no change for so long: make a copy
LATEST_S = 60.0  # changes without an end: make one now and then


@dataclass(frozen=True)
class Rhythm:
    """When changes were made that no copy holds; None = there are none. Times in s."""

    first_change: float | None = None
    last_change: float | None = None

    def changed(self, now: float) -> "Rhythm":
        """Note a change."""
        return Rhythm(now if self.first_change is None else self.first_change, now)

    @property
    def due_at(self) -> float | None:
        """Return when the next copy is due; None: nothing is unsaved."""
        if self.first_change is None or self.last_change is None:
            return None
        return min(self.last_change + QUIET_S, self.first_change + LATEST_S)


class Journal(QObject):
    """Keeps a copy of the document's unsaved work while there is some."""

    written = Signal()
    failed = Signal(object)  # Problem; told once, until a copy succeeds again

    _done = Signal(object)  # None, or the error

    def __init__(self, document: Document, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._folder = folder
        self._copy: JournalCopy | None = None
        self._offered: list[JournalCopy] = []
        self._superseded: JournalCopy | None = None  # goes when an own copy holds its work
        self._rhythm = Rhythm()
        self._has_failed = False
        self._is_closed = False
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.write_now)
        self._done.connect(self._on_done)
        document.scene_changed.connect(self._on_changed)
        document.modified_changed.connect(self._on_modified)

    def newest_left_behind(self) -> JournalCopy | None:
        """Return what a crash left, to be offered to the user; None if there is nothing."""
        for copy in left_behind(self._folder):
            if not self._offered:
                self._offered.append(copy)
            else:
                copy.release()  # is offered at the next start
        return self._offered[0] if self._offered else None

    def restore(self, copy: JournalCopy) -> Recovered | None:
        """Open a copy as a document with unsaved changes; None if it is damaged."""
        recovered = read_or_none(copy)
        if recovered is not None:
            self._document.open(recovered.project, recovered.path)
            self._document.undo_stack.resetClean()
            self._superseded = copy
            self.write_now()
        return recovered

    @Slot()
    def write_now(self) -> None:
        """Make a copy, if there is anything unsaved."""
        self._timer.stop()
        self._rhythm = Rhythm()
        if not self._document.is_modified:
            return
        try:
            self._copy = copy = self._copy or new_copy(self._folder)
        except OSError as error:
            self._on_done(error)
            return
        project, origin = self._document.project, self._document.path
        self._pool.start(lambda: self._write(copy, project, origin))

    @Slot()
    def forget_offered(self) -> None:
        """Delete what was offered: the user has saved since, and so has seen the program work."""
        for copy in self._offered:
            copy.delete()
            copy.release()
        self._offered.clear()

    def close(self) -> None:
        """Remove the copy: the user has saved, or does not want the changes."""
        self._is_closed = True
        self._timer.stop()
        self._pool.waitForDone()
        self._drop_superseded()
        for copy in self._offered:
            copy.release()
        if self._copy is not None:
            self._copy.delete()
            self._copy.release()
            self._copy = None

    def _write(self, copy: JournalCopy, project: Project, origin: Path | None) -> None:
        try:
            copy.write(project, origin)
        except Exception as error:  # of the disk, mostly; the work goes on without a copy
            log.exception("unsaved work cannot be copied")
            self._done.emit(error)
        else:
            self._done.emit(None)

    @Slot(object)
    def _on_done(self, error: Exception | None) -> None:
        if self._is_closed:  # the answer was on its way when the program ended
            return
        if error is None:
            self._has_failed = False
            self._drop_superseded()
            if not self._document.is_modified:
                self._delete_copy()  # saved while the copy was written
            self.written.emit()
        elif not self._has_failed:
            self._has_failed = True
            self.failed.emit(_explained(self, problem_of(error)))

    def _drop_superseded(self) -> None:
        if self._superseded is not None:
            self._superseded.delete()
            self._superseded.release()
            self._offered = [copy for copy in self._offered if copy is not self._superseded]
            self._superseded = None

    @Slot()
    def _on_changed(self) -> None:
        self._rhythm = self._rhythm.changed(monotonic())
        due = self._rhythm.due_at
        assert due is not None
        self._timer.start(max(0, round((due - monotonic()) * 1000)))

    @Slot(bool)
    def _on_modified(self, is_modified: bool) -> None:
        if is_modified:
            self._on_changed()
        else:
            self._timer.stop()
            self._rhythm = Rhythm()
            self._delete_copy()

    def _delete_copy(self) -> None:
        if self._copy is not None:
            self._copy.delete()


def _explained(context: QObject, problem: Problem) -> Problem:
    sentence = context.tr("Unsaved work is not being backed up.")
    return Problem(f"{sentence} {problem.sentence}", problem.details, problem.remedy)
