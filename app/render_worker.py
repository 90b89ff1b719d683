"""The render thread's side: opens the renderer, and takes jobs one answer at a time.

Supplies and previews go first. The other kinds of work take turns, an answer each, so that none of
them starves another: thumbnails come while an export runs, and the export goes on.

Between two answers the thread's event loop runs, so new jobs and cancellations arrive after at
most one tile. Only this module loads the renderer, and torch with it.
"""

import logging
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.failures import problem_of
from app.render_requests import DeviceChoice, Job, ModelInfo, Priority, TileRenderer
from infinitygan.allocator import give_back_freed_memory, keep_freed_memory

ANSWERS_BETWEEN_TIDYING = 64  # to give memory back takes some ms, to take it again some more

log = logging.getLogger(__name__)


class Backend(Protocol):
    """What the worker needs to begin: the devices of this machine, and a renderer on one."""

    def devices(self) -> tuple[DeviceChoice, ...]:
        """List the devices, the quickest first."""
        ...

    def open(
        self, device: str, model_folder: Path | None, notify: Callable[[str], None]
    ) -> TileRenderer:
        """Open a model on a device; "auto" is the quickest, None the bundled model."""
        ...


class TorchBackend:
    """The real backend; torch is loaded at the first call."""

    def devices(self) -> tuple[DeviceChoice, ...]:
        """List the devices, the quickest first."""
        from infinitygan.inference.device import available_devices

        return tuple(DeviceChoice(device.name, device.title) for device in available_devices())

    def open(
        self, device: str, model_folder: Path | None, notify: Callable[[str], None]
    ) -> TileRenderer:
        """Open a model on a device; "auto" is the quickest, None the bundled model."""
        from infinitygan.inference.renderer import Renderer

        keep_freed_memory()
        return Renderer.open(model_folder, device, notify=notify)


@dataclass
class _Running:
    job: Job
    answers: Iterator[object] | None = None  # None: not begun

    def close(self) -> None:
        if isinstance(self.answers, Generator):
            self.answers.close()


class RenderWorker(QObject):
    """Owns the renderer. Lives in the render thread; is spoken to by signals only."""

    opened = Signal(object)  # ModelInfo
    open_failed = Signal(object)  # Problem
    notified = Signal(str)
    answered = Signal(int, object)
    finished = Signal(int)
    failed = Signal(int, object)  # Problem

    def __init__(self, backend: Backend, tidy: Callable[[], None] = give_back_freed_memory) -> None:
        """Serve a backend; `tidy` is called now and then during work, and after it."""
        super().__init__()
        self._backend = backend
        self._tidy = tidy
        self._answers_since_tidying = 0
        self._renderer: TileRenderer | None = None
        self._running: dict[tuple[Priority, int], _Running] = {}
        self._served = Priority.SUPPLY  # the kind of the last answer
        self._supply: Job | None = None  # the latest, which every renderer needs
        self._stepping = QTimer(self, singleShot=True, interval=0)
        self._stepping.timeout.connect(self._step)

    @Slot(str, object)
    def open(self, device: str, model_folder: Path | None) -> None:
        """Open the model on a device; jobs that wait go on with it."""
        try:
            self._renderer = self._backend.open(device, model_folder, self.notified.emit)
            devices = self._backend.devices()
        except Exception as error:
            log.exception("the model cannot be opened")
            self.open_failed.emit(problem_of(error))
            return
        renderer = self._renderer
        if self._supply is not None:
            self._running[Priority.SUPPLY, 0] = _Running(self._supply)
        self.opened.emit(
            ModelInfo(
                renderer.model_id,
                renderer.levels,
                renderer.device_name,
                devices,
                renderer.style_dims,
                renderer.licence,
            )
        )
        self._stepping.start()

    @Slot(int, int, object)
    def submit(self, number: int, priority: int, job: Job) -> None:
        """Queue a job under its number; within a kind the lower number goes first."""
        self._running[Priority(priority), number] = _Running(job)
        if priority == Priority.SUPPLY:
            self._supply = job
        self._stepping.start()

    @Slot(int)
    def cancel(self, number: int) -> None:
        """Stop a job where it stands; an unknown number is no error, it may just have ended."""
        for key in [key for key in self._running if key[1] == number]:
            self._running.pop(key).close()

    @Slot()
    def close(self) -> None:
        """Stop all jobs and let go of the renderer."""
        for running in self._running.values():
            running.close()
        self._running.clear()
        self._stepping.stop()
        self._renderer = None

    @Slot()
    def _step(self) -> None:
        if self._renderer is None or not self._running:
            return
        key = self._due()
        self._served, number = key
        running = self._running[key]
        try:
            if running.answers is None:
                running.answers = iter(running.job.answers(self._renderer))
            answer = next(running.answers, None)
        except Exception as error:  # the one boundary between core and interface
            log.exception("job %d failed", number)
            del self._running[key]
            self.failed.emit(number, problem_of(error))
        else:
            if answer is None:
                del self._running[key]
                self.finished.emit(number)
            else:
                self.answered.emit(number, answer)
        self._tidy_when_due()
        self._stepping.start()

    def _tidy_when_due(self) -> None:
        self._answers_since_tidying += 1
        if not self._running or self._answers_since_tidying >= ANSWERS_BETWEEN_TIDYING:
            self._answers_since_tidying = 0
            self._tidy()

    def _due(self) -> tuple[Priority, int]:
        """Return the job whose answer comes next."""
        first = min(self._running)
        if first[0].is_urgent:
            return first
        return min((key for key in self._running if key[0] > self._served), default=first)
