"""Drags by grips: what tools share that take hold of something and edit the document with it."""

from typing import Generic, TypeVar

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from app.canvas.tools import Pointer
from app.document import Document

HANDLE_PX = 9  # logical px

Hold = TypeVar("Hold")


class GripDrag(Generic[Hold]):
    """The end of drags that edit the document while they last; `_hold` is what they began with."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._hold: Hold | None = None

    def release(self, pointer: Pointer) -> None:
        """Let go: the drag is one step."""
        self._hold = None
        self._document.end_gesture()

    def cancel(self) -> None:
        """Put back what was dragged."""
        if self._hold is not None:
            self._document.cancel_gesture()
        self._hold = None


def paint_handle(painter: QPainter, middle: QPointF, is_round: bool = False) -> None:
    """Draw what can be taken hold of, in device px: a white box or dot with a dark rim."""
    ratio = painter.device().devicePixelRatioF()
    painter.setPen(QPen(QColor(0, 0, 0, 190), 1.2 * ratio))
    painter.setBrush(QColor(255, 255, 255))
    box = QRectF(0, 0, HANDLE_PX * ratio, HANDLE_PX * ratio)
    box.moveCenter(middle)
    if is_round:
        painter.drawEllipse(box)
    else:
        painter.drawRect(box)
