"""The program with a guide: a name on its standard input is answered by where that control is.

Tests start it as users start `main.py`, so that their mouse finds its way without fixed places.
"""

import json
import sys
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


class Guide(QObject):
    """Answers in the interface's thread."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self.answer, Qt.ConnectionType.QueuedConnection)

    def read(self) -> None:
        """Take the names; unbuffered, since a buffer's lock would be held when the program ends."""
        with open(0, "rb", buffering=0, closefd=False) as names:
            for line in names:
                self.asked.emit(line.decode().strip())

    @Slot(str)
    def answer(self, name: str) -> None:
        """Write place, text and state of a control, as JSON; null: there is none."""
        found = (widget for widget in QApplication.allWidgets() if _is_seen(widget, name))
        widget = next(found, None)
        if widget is None:
            sys.stdout.write("null\n")
        else:
            middle = widget.mapToGlobal(widget.visibleRegion().boundingRect().center())
            answer = (middle.x(), middle.y(), _text(widget), widget.isEnabled())
            sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _is_seen(widget: QWidget, name: str) -> bool:
    if isinstance(widget, QLabel) or widget.visibleRegion().isEmpty():
        return False
    return name in (widget.accessibleName(), _text(widget))


def _text(widget: QWidget) -> str:
    return widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""


def main() -> int:
    """Run the program with what was given."""
    from app.entry import main as run

    guide = Guide()
    Thread(target=guide.read, daemon=True).start()
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
