"""Another program, with nothing in its window but a file to drag: `drag_source.py FILE`.

It stays until it is killed: on X, who drops a file is asked for its name only afterwards.
"""

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

AT = 5, 5, 40, 40


class DragSource(QWidget):
    """Drags the file away at a press."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self._file = file
        self.setWindowTitle("drag source")
        self.setWindowFlags(Qt.WindowType.FramelessWindowHint)
        self.setGeometry(*AT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin the drag."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(self._file)])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)


def main() -> int:
    """Show the window."""
    application = QApplication(sys.argv[:1])
    source = DragSource(sys.argv[1])
    source.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
