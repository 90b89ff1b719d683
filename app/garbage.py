"""Free cyclic garbage in the interface's thread alone.

Python frees cycles in whichever thread happens to allocate next, most often the render thread. A
QObject that is destroyed there, while its timers or signals are at work here, ends the program.
"""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1000


def collect_what_is_due() -> None:
    """Collect the oldest generation that is over its limit, as Python's own trigger would."""
    due = [
        generation
        for generation, (count, limit) in enumerate(
            zip(gc.get_count(), gc.get_threshold(), strict=True)
        )
        if count > limit > 0
    ]
    if due:
        gc.collect(due[-1])


class GarbageTimer(QObject):
    """Takes the place of Python's own trigger until it is stopped, in the thread that made it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start()

    def settle(self) -> None:
        """Leave all that lives now, such as imported modules, out of later collections.

        Most of it lives as long as the program, and looking through it takes a tenth of a second.
        """
        gc.freeze()

    def stop(self) -> None:
        """Give the work back to Python."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()
