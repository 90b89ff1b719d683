"""The canvas with what floats over it: a notice at the top, a staging bar at the bottom."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.canvas.staging_bar import StagingBar
from app.canvas.view import CanvasView
from app.render_requests import Problem
from app.theme.icons import Icons

Choice = tuple[str, Callable[[], object]]  # what a button says and does

EDGE_PX = 16
NOTICE_WIDTH_PX = 560


class CanvasStage(QWidget):
    """Holds the canvas, and keeps floating widgets in their places over it."""

    def __init__(self, canvas: CanvasView, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._canvas = canvas
        self._notice: QFrame | None = None
        self._is_problem = False
        self._staging: StagingBar | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(canvas)
        canvas.installEventFilter(self)

    @property
    def notice(self) -> QFrame | None:
        """Return the notice that is shown, if any."""
        return self._notice

    def show_notice(self, text: str, *choices: Choice) -> None:
        """Float a sentence over the canvas, with buttons to act on it and one to put it away."""
        self.hide_notice()
        notice = _framed(self)
        row = notice.layout()
        assert isinstance(row, QHBoxLayout)
        label = QLabel(text, wordWrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(label, 1)
        for title, act in choices:
            button = QPushButton(title)
            button.clicked.connect(act)
            row.addWidget(button)
        close = QToolButton(autoRaise=True)
        close.setToolTip(self.tr("Put away"))
        close.setAccessibleName(self.tr("Put the notice away"))
        self._icons.dress(close, "cancel")
        close.clicked.connect(self.hide_notice)
        row.addWidget(close)
        notice.setAccessibleName(text)
        self._notice = notice
        self._is_problem = False
        self._place()
        notice.show()

    def show_problem(self, problem: Problem) -> None:
        """Float the sentence of a failure; its details are behind a button."""
        details = self.tr("Details"), lambda: self._show_details(problem)
        self.show_notice(problem.text, details)
        self._is_problem = True

    def hide_problem(self) -> None:
        """Take the notice away if it is of a failure, which is over."""
        if self._is_problem:
            self.hide_notice()

    def hide_notice(self) -> None:
        """Take the notice away."""
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None

    def set_staging(self, bar: StagingBar | None) -> None:
        """Float the bar of a selected area at the bottom; None takes it away."""
        if bar is self._staging:
            return
        if self._staging is not None:
            self._staging.removeEventFilter(self)
            self._staging.hide()
            self._staging.setParent(None)
        self._staging = bar
        if bar is not None:
            bar.setParent(self)
            bar.installEventFilter(self)
            self._place()
            bar.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the canvas, and of the bar when its buttons come and go."""
        is_resized = watched is self._canvas and event.type() == QEvent.Type.Resize
        if is_resized or event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return False

    def _place(self) -> None:
        if self._notice is not None:
            width = min(NOTICE_WIDTH_PX, self.width() - 2 * EDGE_PX)
            height = self._notice.heightForWidth(width)
            self._notice.setGeometry((self.width() - width) // 2, EDGE_PX, width, height)
            self._notice.raise_()
        if self._staging is not None:
            self._staging.fit(self.width() - 2 * EDGE_PX)
            size = self._staging.size()
            self._staging.move(
                (self.width() - size.width()) // 2, self.height() - size.height() - EDGE_PX
            )
            self._staging.raise_()

    def _show_details(self, problem: Problem) -> None:
        box = QMessageBox(self.window())
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(problem.sentence)
        box.setInformativeText(problem.remedy)
        box.setDetailedText(problem.details)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


def _framed(parent: QWidget) -> QFrame:
    frame = QFrame(parent)
    frame.setProperty("overlay", "true")
    row = QHBoxLayout(frame)
    row.setContentsMargins(14, 8, 8, 8)
    row.setSpacing(10)
    return frame
