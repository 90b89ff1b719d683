"""Slow calls off the interface's thread, one after the other, with their answers handed back."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

log = logging.getLogger(__name__)

Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


class Background(QObject):
    """Runs functions in a thread of their own; `done` or `failed` are called in this object's."""

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._answered.connect(self._on_answered)

    def run(self, function: Callable[[], object], done: Done, failed: Failed) -> None:
        """Call a function that shares nothing with this thread."""
        self._pool.start(lambda: self._run(function, done, failed))

    def wait(self) -> None:
        """Wait for what runs."""
        self._pool.waitForDone()

    def _run(self, function: Callable[[], object], done: Done, failed: Failed) -> None:
        try:
            answer = partial(done, function())
        except Exception as error:  # handed to `failed`, which says it to the user
            log.warning("a slow call failed", exc_info=True)
            answer = partial(failed, error)
        self._answered.emit(answer)

    @Slot(object)
    def _on_answered(self, answer: Callable[[], None]) -> None:
        answer()
