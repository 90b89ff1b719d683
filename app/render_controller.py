"""The interface's side of rendering: numbers the jobs, lets the newest view win, drops the stale.

A view is rendered by two jobs: a preview of all that is seen, then its sharpening. While a preview
is on its way the newest view waits for it, so that a drag shows pictures and not only its end.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, Slot

from app.render_jobs import MeasureJob, PreviewJob, SharpenJob, ThumbnailJob
from app.render_requests import (
    Job,
    ModelInfo,
    PassStarted,
    Priority,
    Problem,
    TileImage,
    ViewRequest,
)
from app.render_worker import Backend, RenderWorker
from app.tile_meter import TileMeter
from infinitygan.geometry import Size
from infinitygan.scene import Scene

PATIENCE_MS = 600  # how long a newer view waits for an older preview
STOP_WAIT_MS = 120_000  # a tile of a slow machine; Qt aborts the program if the thread goes on


@dataclass(frozen=True)
class Callbacks:
    """Whom to tell of a job's fate, in the interface's thread."""

    answered: Callable[[object], None]
    finished: Callable[[], None] = lambda: None
    failed: Callable[[Problem], None] = lambda problem: None


class RenderController(QObject):
    """Sends work to the render thread and hands back what is still wanted."""

    opened = Signal(object)  # ModelInfo
    open_failed = Signal(object)  # Problem
    notified = Signal(str)  # a sentence from the renderer, such as a change of device
    pass_started = Signal(object, object)  # ViewRequest, PassStarted
    tile_ready = Signal(object, object)  # ViewRequest, TileImage
    preview_finished = Signal(object)  # ViewRequest
    view_finished = Signal(object)  # ViewRequest
    view_failed = Signal(object)  # Problem
    speed_measured = Signal(float)  # canvas px a second at full quality
    progress_changed = Signal(object)  # Progress, or None while the view is not being sharpened

    _submitted = Signal(int, int, object)
    _cancelled = Signal(int)
    _open_wanted = Signal(str, object)

    def __init__(self, backend: Backend, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model: ModelInfo | None = None
        self._numbers = count(1)
        self._jobs: dict[int, Callbacks] = {}
        self._waiting: ViewRequest | None = None
        self._preview_number = 0  # 0: none is on its way
        self._sharpen_number = 0
        self._measure_number = 0
        self._measured: Size | None = None  # the canvas; the speed of another differs
        self._meter = TileMeter()
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._send_waiting)
        self._thread = QThread()
        self._thread.setObjectName("render")
        self._worker = RenderWorker(backend)
        self._connect_worker()
        self._thread.start(QThread.Priority.LowPriority)

    def _connect_worker(self) -> None:
        worker = self._worker
        worker.moveToThread(self._thread)
        self._open_wanted.connect(worker.open)
        self._submitted.connect(worker.submit)
        self._cancelled.connect(worker.cancel)
        worker.opened.connect(self._on_opened)
        worker.open_failed.connect(self.open_failed)
        worker.notified.connect(self.notified)
        worker.answered.connect(self._on_answered)
        worker.finished.connect(self._on_finished)
        worker.failed.connect(self._on_failed)
        self._thread.finished.connect(worker.close, Qt.ConnectionType.DirectConnection)

    def open(self, device: str, model_folder: Path | None = None) -> None:
        """Open a model on a device, by its key; None is the bundled model.

        The old renderer serves until the new one is open.
        """
        self._open_wanted.emit(device, model_folder)

    def stop(self) -> None:
        """End the thread; waits for the tile in work."""
        self._jobs.clear()
        self._patience.stop()
        self._thread.quit()
        self._thread.wait(STOP_WAIT_MS)

    def submit(self, priority: Priority, job: Job, callbacks: Callbacks) -> int:
        """Queue a job; returns its number, for `cancel`."""
        number = next(self._numbers)
        self._jobs[number] = callbacks
        self._submitted.emit(number, priority, job)
        return number

    def cancel(self, number: int) -> None:
        """Stop a job; it will not be heard of again."""
        if self._jobs.pop(number, None):
            self._cancelled.emit(number)

    def thumbnail(self, scene: Scene, longest_px: int, receive: Callable[[object], None]) -> int:
        """Render a scene small and hand the QImage to `receive`; returns the job's number."""
        job = ThumbnailJob(scene, longest_px)
        return self.submit(Priority.THUMBNAIL, job, Callbacks(receive))

    def show(self, request: ViewRequest) -> None:
        """Render a view; it takes the place of the one before."""
        self._waiting = request
        self._end_sharpening()
        if not self._preview_number:
            self._send_waiting()
        elif not self._patience.isActive():
            self._patience.start()

    def show_nothing(self) -> None:
        """Give up the view that is on its way, if there is one."""
        self._waiting = None
        self._patience.stop()
        self.cancel(self._preview_number)
        self._preview_number = 0
        self._end_sharpening()

    def stop_sharpening(self) -> None:
        """Leave the view as it is until it changes."""
        self._end_sharpening()

    @Slot()
    def _send_waiting(self) -> None:
        self._patience.stop()
        request, self._waiting = self._waiting, None
        if request is None:
            return
        self.cancel(self._preview_number)
        self._preview_number = self.submit(
            Priority.PREVIEW,
            PreviewJob(request),
            Callbacks(
                lambda answer: self._on_view_answer(request, answer),
                lambda: self._on_preview_finished(request),
                self._on_view_failed,
            ),
        )

    def _on_preview_finished(self, request: ViewRequest) -> None:
        self._preview_number = 0
        self.preview_finished.emit(request)
        if self._waiting is not None:
            self._send_waiting()
            return
        self._sharpen_number = self.submit(
            Priority.SHARPEN,
            SharpenJob(request),
            Callbacks(
                lambda answer: self._on_sharpen_answer(request, answer),
                lambda: self._on_sharpened(request),
                self._on_view_failed,
            ),
        )

    def _on_view_answer(self, request: ViewRequest, answer: object) -> None:
        if isinstance(answer, PassStarted):
            self.pass_started.emit(request, answer)
        elif isinstance(answer, TileImage):
            self.tile_ready.emit(request, answer)

    def _on_sharpen_answer(self, request: ViewRequest, answer: object) -> None:
        if isinstance(answer, PassStarted):
            self._meter.begin(answer.tiles)
        elif isinstance(answer, TileImage):
            self._meter.count()
        self._on_view_answer(request, answer)
        self.progress_changed.emit(self._meter.progress())

    def _on_sharpened(self, request: ViewRequest) -> None:
        self._sharpen_number = 0
        self.progress_changed.emit(None)
        self.view_finished.emit(request)
        if request.scene.canvas != self._measured:
            self._measure(request.scene)

    def _measure(self, scene: Scene) -> None:
        """Learn how fast full quality is, which the view may not need."""
        speeds: list[object] = []

        def note() -> None:
            self._measured = scene.canvas
            if speeds:  # a job that was cancelled at once told none
                self.speed_measured.emit(speeds[-1])

        job, callbacks = MeasureJob(scene), Callbacks(speeds.append, note)
        self._measure_number = self.submit(Priority.SHARPEN, job, callbacks)

    def _end_sharpening(self) -> None:
        self.cancel(self._measure_number)
        if self._sharpen_number:
            self.cancel(self._sharpen_number)
            self._sharpen_number = 0
            self.progress_changed.emit(None)

    def _on_view_failed(self, problem: Problem) -> None:
        self._preview_number = self._sharpen_number = 0
        self.progress_changed.emit(None)
        self.view_failed.emit(problem)
        self._send_waiting()

    @Slot(object)
    def _on_opened(self, model: ModelInfo) -> None:
        self.model = model
        self._measured = None
        self.opened.emit(model)

    @Slot(int, object)
    def _on_answered(self, number: int, answer: object) -> None:
        callbacks = self._jobs.get(number)
        if callbacks:
            callbacks.answered(answer)

    @Slot(int)
    def _on_finished(self, number: int) -> None:
        callbacks = self._jobs.pop(number, None)
        if callbacks:
            callbacks.finished()

    @Slot(int, object)
    def _on_failed(self, number: int, problem: Problem) -> None:
        callbacks = self._jobs.pop(number, None)
        if callbacks:
            callbacks.failed(problem)
