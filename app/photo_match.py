"""The match of the document's photos: started by the user alone, stopped or kept, and applied."""

import logging
from dataclasses import replace
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal, Slot

from app.document import Document
from app.match_clock import MatchClock
from app.photo_match_job import Matched, MatchJob, MatchStep, is_partial
from app.render_controller import Callbacks, RenderController
from app.render_requests import Priority, Problem
from infinitygan.inference.photo_placement import covers_canvas, photo_rect
from infinitygan.scene import Scene

log = logging.getLogger(__name__)


class MatchState(Enum):
    """What a match would be for the photos as they now lie."""

    NO_PHOTO = auto()
    NOTHING_TO_ADD = auto()  # a photo hides the whole canvas
    UNMATCHED = auto()
    OUTDATED = auto()  # there was one, but photos were moved since
    PARTIAL = auto()  # ended early
    MATCHED = auto()


class PhotoMatch(QObject):
    """Runs one match at a time in the render thread."""

    changed = Signal()  # state, or progress
    ended = Signal(str)  # a sentence: why it ended without a result
    failed = Signal(object)  # Problem

    def __init__(
        self, document: Document, controller: RenderController, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._controller = controller
        self._job: MatchJob | None = None
        self._number = 0
        self.step: MatchStep | None = None  # of the match that runs
        self._clock = MatchClock()
        self._subjects: dict[str, tuple[object, ...]] = {}  # what each match was made for
        document.scene_changed.connect(self._on_scene)
        document.replaced.connect(self._on_replaced)
        controller.opened.connect(self._on_model)

    @property
    def is_running(self) -> bool:
        """Tell whether a match is going on."""
        return self._job is not None

    @property
    def is_ending(self) -> bool:
        """Tell whether the match ends with its next step."""
        return self._job is not None and self._job.enough.is_set()

    @property
    def seconds_left(self) -> float | None:
        """Return how long the match will take, by its latest steps; None: not known yet."""
        return self._clock.seconds_left if self.is_running else None

    @property
    def can_start(self) -> bool:
        """Tell whether there is something to match."""
        worth_it = (MatchState.UNMATCHED, MatchState.OUTDATED, MatchState.PARTIAL)
        return not self.is_running and self.state in worth_it

    @property
    def state(self) -> MatchState:
        """Return how the photos stand."""
        scene = self._document.scene
        if not scene.photos:
            return MatchState.NO_PHOTO
        if covers_canvas(scene):
            return MatchState.NOTHING_TO_ADD
        name = scene.match
        if name is None or name not in self._document.matches:
            return MatchState.OUTDATED if self._document.matches else MatchState.UNMATCHED
        if self._subjects.get(name) != match_subject(scene):
            return MatchState.OUTDATED
        return MatchState.PARTIAL if is_partial(name) else MatchState.MATCHED

    @Slot()
    def start(self) -> None:
        """Match the photos as they lie; one that was made before is taken at once."""
        if not self.can_start:
            return
        self._document.end_gesture()
        job = MatchJob(self._document.scene, frozenset(self._document.matches))
        self._job = job
        log.info("matching %d photo(s)", len(job.scene.photos))
        self.step, self._clock = MatchStep(0, 0), MatchClock()
        self._number = self._controller.submit(
            Priority.MATCH, job, Callbacks(self._on_answer, self._end, self._on_failed)
        )
        self.changed.emit()

    @Slot()
    def keep_best(self) -> None:
        """End the match with the step in work, and keep what it found."""
        if self._job is not None:
            self._job.enough.set()
            self.changed.emit()

    @Slot()
    def cancel(self) -> None:
        """End the match and forget it; the document stays as it is."""
        if self.is_running:
            self._controller.cancel(self._number)
            self._end()

    def _on_answer(self, answer: object) -> None:
        if isinstance(answer, MatchStep):
            self._clock.tell(answer.done, answer.total)
            self.step = answer
            self.changed.emit()
        elif isinstance(answer, Matched):
            self._take(answer)

    def _take(self, matched: Matched) -> None:
        document = self._document
        self._end()
        if matched.data is None:
            log.info("the match was made before")
        else:
            document.add_files({}, {matched.name: matched.data})
        scene = document.scene
        photos = tuple(replace(photo, match=matched.name) for photo in scene.photos)
        self._subjects[matched.name] = match_subject(scene)
        document.edit(self.tr("Match the photo"), replace(scene, photos=photos))

    def _end(self) -> None:
        if self.is_running:
            self._job = self.step = None
            self._number = 0
            self.changed.emit()

    def _on_failed(self, problem: Problem) -> None:
        self._end()
        self.failed.emit(problem)

    @Slot(object)
    def _on_scene(self, scene: Scene) -> None:
        """End a match whose photos have moved under it."""
        if self._job is not None and match_subject(scene) != match_subject(self._job.scene):
            self.cancel()
            self.ended.emit(self.tr("Photo, canvas or horizon changed, so the match was stopped"))
        self.changed.emit()

    @Slot()
    def _on_replaced(self) -> None:
        """Begin with another document, whose match was saved with what it was made for."""
        self.cancel()
        scene = self._document.scene
        name = scene.match
        self._subjects = {name: match_subject(scene)} if name else {}
        self.changed.emit()

    @Slot()
    def _on_model(self) -> None:
        if self.is_running:
            self.cancel()
            self.ended.emit(self.tr("Another model was opened, so the match was stopped"))


def match_subject(scene: Scene) -> tuple[object, ...]:
    """Return all that a match of a scene's photos depends on, besides the model."""
    photos = tuple((photo.photo, photo_rect(photo)) for photo in scene.photos)
    return (
        photos,
        scene.canvas,
        scene.scene_height_px,
        scene.enlargement,
        scene.horizon,
        scene.wrap,
    )
