"""What all commands say to a person, and to other programs: progress, results, notices."""

import json
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

BAR_CHARACTERS = 28
LEAST_SECONDS = 0.1  # between two updates of the line


def write_line(text: str) -> None:
    """Print a line of the command's result."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def write_json(event: Mapping[str, object]) -> None:
    """Print a line for machines."""
    write_line(json.dumps(dict(event), ensure_ascii=False))


def write_notice(text: str) -> None:
    """Print a line beside the result."""
    sys.stderr.write(f"everscape: {text}\n")
    sys.stderr.flush()


@dataclass
class ProgressBar:
    """A line with a bar and the time left on a terminal, JSON lines, or silence in a pipe."""

    unit: str
    as_json: bool = False
    _started: float = field(default_factory=time.monotonic)
    _shown: float = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` are done."""
        now = time.monotonic()
        if done < total and now - self._shown < LEAST_SECONDS:
            return
        self._shown = now
        left = (now - self._started) / done * (total - done) if done else 0.0
        if self.as_json:
            write_json({"event": "progress", "done": done, "total": total, "seconds_left": left})
        elif sys.stderr.isatty():
            filled = "█" * round(BAR_CHARACTERS * done / max(total, 1))
            line = f"{filled:·<{BAR_CHARACTERS}} {self.unit} {done} of {total}, {clock(left)} left"
            sys.stderr.write(f"\r\x1b[K{line}" if done < total else "\r\x1b[K")
            sys.stderr.flush()


class StatusLine:
    """A line on a terminal that the next one replaces; silence in a pipe."""

    def show(self, text: str) -> None:
        """Replace the line."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        self.show("")


def clock(seconds: float) -> str:
    """Write a duration as mm:ss, or h:mm:ss."""
    whole = round(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    if hours:
        return f"{hours}:{minutes:02}:{whole % 60:02}"
    return f"{minutes:02}:{whole % 60:02}"
