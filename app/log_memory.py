"""The latest lines of the log in memory, for the diagnostics."""

import logging
from collections import deque

KEPT_LINES = 200
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class LogMemory(logging.Handler):
    """Keeps the latest lines that were logged."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(logging.Formatter(FORMAT, "%H:%M:%S"))
        self._lines: deque[str] = deque(maxlen=KEPT_LINES)

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the lines, the oldest first."""
        return tuple(self._lines)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record; a traceback counts as several lines."""
        self._lines.extend(self.format(record).splitlines())
