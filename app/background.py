"""Slow calls off the interface's thread, one after the other, with their answers handed back."""

import logging
from collections.abc import Callable
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

log = logging.getLogger(__name__)

Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


class Background(QObject):
    """Runs functions in a thread of their own; `done` or `failed` are called in this object's."""

    _answered = Signal(int, object, object)  # number, answer, the error or None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = count()
        self._asked: dict[int, tuple[Done, Failed]] = {}  # here: that thread must not free them
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._answered.connect(self._on_answered)

    def run(self, function: Callable[[], object], done: Done, failed: Failed) -> None:
        """Call a function that shares nothing with this thread."""
        number = next(self._numbers)
        self._asked[number] = done, failed
        self._pool.start(lambda: self._run(number, function))

    def wait(self) -> None:
        """Wait for what runs."""
        self._pool.waitForDone()

    def _run(self, number: int, function: Callable[[], object]) -> None:
        answer: object = None
        error: Exception | None = None
        try:
            answer = function()
        except Exception as failure:  # handed to `failed`, which says it to the user
            log.warning("a slow call failed", exc_info=True)
            error = failure
        self._answered.emit(number, answer, error)

    @Slot(int, object, object)
    def _on_answered(self, number: int, answer: object, error: Exception | None) -> None:
        done, failed = self._asked.pop(number)
        if error is None:
            done(answer)
        else:
            failed(error)
