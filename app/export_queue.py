"""The queue of exports: one after the other in the render thread, each until done or cancelled."""

from dataclasses import dataclass, replace
from enum import Enum
from itertools import count
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Signal

from app.export_job import Exported, ExportJob, ExportOrder
from app.render_controller import Callbacks, RenderController
from app.render_requests import Priority, Problem
from app.tile_meter import Progress, Step, TileMeter


class ExportState(Enum):
    """How far an export is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more will happen."""
        return self not in (ExportState.WAITING, ExportState.RUNNING)


@dataclass(frozen=True)
class ExportItem:
    """One export of the queue.

    `progress` None = it has not begun; `problem` is set where it failed. `seconds` it took so far.
    """

    number: int
    order: ExportOrder
    state: ExportState = ExportState.WAITING
    progress: Progress | None = None
    problem: Problem | None = None
    bytes: int = 0
    seconds: float = 0.0

    @property
    def path(self) -> Path:
        """Return where the picture goes."""
        return self.order.path


class ExportQueue(QObject):
    """Runs exports one at a time; only the user cancels one."""

    changed = Signal(object)  # ExportItem: new, or further on
    removed = Signal(int)  # the number of an item that was cleared away
    ended = Signal(object)  # ExportItem that is over

    def __init__(self, controller: RenderController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._numbers = count(1)
        self._items: dict[int, ExportItem] = {}
        self._running = 0  # number of the item; 0: none
        self._job = 0  # number of its job
        self._started = 0.0
        self._meter = TileMeter()

    @property
    def items(self) -> tuple[ExportItem, ...]:
        """Return all items, the oldest first."""
        return tuple(self._items.values())

    @property
    def unfinished(self) -> tuple[ExportItem, ...]:
        """Return what still waits or runs."""
        return tuple(item for item in self._items.values() if not item.state.is_over)

    def add(self, order: ExportOrder) -> ExportItem:
        """Queue an export."""
        item = ExportItem(next(self._numbers), order)
        self._put(item)
        self._start_next()
        return self._items[item.number]

    def cancel(self, number: int) -> None:
        """Stop an export within one tile; no file is left of it."""
        item = self._items.get(number)
        if item is None or item.state.is_over:
            return
        if number == self._running:
            self._controller.cancel(self._job)
        self._end(replace(item, state=ExportState.CANCELLED))

    def cancel_all(self) -> None:
        """Stop everything."""
        for item in reversed(self.unfinished):  # the running one last, lest the next one starts
            self.cancel(item.number)

    def clear_finished(self) -> None:
        """Forget what is over."""
        for item in self.items:
            if item.state.is_over:
                del self._items[item.number]
                self.removed.emit(item.number)

    def _start_next(self) -> None:
        waiting = [item for item in self.items if item.state is ExportState.WAITING]
        if self._running or not waiting:
            return
        item = replace(waiting[0], state=ExportState.RUNNING)
        self._running = item.number
        self._started = monotonic()
        self._put(item)
        self._job = self._controller.submit(
            Priority.EXPORT,
            ExportJob(item.order),
            Callbacks(self._on_answer, self._on_finished, self._on_failed),
        )

    def _on_answer(self, answer: object) -> None:
        item = self._items[self._running]
        if isinstance(answer, Exported):
            self._put(replace(item, bytes=answer.bytes))
        elif isinstance(answer, Step):
            seconds = monotonic() - self._started
            self._put(replace(item, progress=self._meter.follow(answer), seconds=seconds))

    def _on_finished(self) -> None:
        self._end(replace(self._items[self._running], state=ExportState.DONE))

    def _on_failed(self, problem: Problem) -> None:
        item = self._items[self._running]
        self._end(replace(item, state=ExportState.FAILED, problem=problem))

    def _end(self, item: ExportItem) -> None:
        if item.number == self._running:
            self._running = self._job = 0
            item = replace(item, seconds=monotonic() - self._started)
        self._put(item)
        self.ended.emit(item)
        self._start_next()

    def _put(self, item: ExportItem) -> None:
        self._items[item.number] = item
        self.changed.emit(item)
