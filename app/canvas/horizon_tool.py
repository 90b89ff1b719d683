"""The line where sky and ground meet, dragged on the canvas."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.canvas.grips import GripDrag
from app.canvas.tools import Pointer
from app.canvas.viewport import Viewport
from app.document import Document
from infinitygan.geometry import Point
from infinitygan.scene import Scene

MAX_HORIZON = 0.5  # further up or down there is only sky or only ground


class HorizonTool(GripDrag[float]):
    """Drags the line, by the canvas px between it and the pointer; takes only presses near it."""

    def __init__(self, document: Document, colour: QColor) -> None:
        super().__init__(document)
        self._colour = colour
        self.is_shown = False

    def set_colour(self, colour: QColor) -> None:
        """Follow the theme."""
        self._colour = colour

    def cursor(self, pointer: Pointer | None) -> Qt.CursorShape | None:
        """Return the cursor of a movable line near it."""
        if self._hold is not None or (pointer is not None and self._is_near(pointer)):
            return Qt.CursorShape.SplitVCursor
        return None

    def press(self, pointer: Pointer) -> bool:
        """Take hold of the line if it is near."""
        if not self._is_near(pointer):
            return False
        self._hold = pointer.position.y - horizon_row(self._document.scene)
        return True

    def move(self, pointer: Pointer) -> None:
        """Put the horizon under the pointer."""
        if self._hold is None:
            return
        scene = self._document.scene
        horizon = horizon_at(scene, pointer.position.y - self._hold)
        label = QCoreApplication.translate("HorizonTool", "Move the horizon")
        self._document.edit(label, replace(scene, horizon=horizon), gesture="horizon drag")

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw the line across the canvas, with a handle in its middle."""
        if not self.is_shown:
            return
        row = horizon_row(self._document.scene)
        left = viewport.to_device(Point(row, 0))
        right = viewport.to_device(Point(row, viewport.canvas.width))
        ratio = painter.device().devicePixelRatioF()
        start, stop = QPointF(left.x, left.y), QPointF(right.x, right.y)
        painter.setPen(QPen(QColor(0, 0, 0, 110), 3 * ratio))
        painter.drawLine(start, stop)
        painter.setPen(QPen(QColor(255, 255, 255, 230), 1.5 * ratio, Qt.PenStyle.DashLine))
        painter.drawLine(start, stop)
        handle = QRectF(0, 0, 44 * ratio, 12 * ratio)
        handle.moveCenter((start + stop) / 2)
        painter.setPen(QPen(QColor(0, 0, 0, 110), ratio))
        painter.setBrush(self._colour)
        painter.drawRoundedRect(handle, 6 * ratio, 6 * ratio)

    def _is_near(self, pointer: Pointer) -> bool:
        if not self.is_shown:
            return False
        scene, x = self._document.scene, pointer.position.x
        is_inside = 0 <= x <= scene.canvas.width
        return is_inside and pointer.is_near(Point(horizon_row(scene), x))


def scene_height_of(scene: Scene) -> int:
    """Return over how many canvas px the scene reaches from top to bottom."""
    return scene.scene_height_px or scene.canvas.height


def horizon_row(scene: Scene) -> float:
    """Return the canvas row at which the vertical coordinate is 0: where sky and ground meet."""
    return scene_height_of(scene) * (0.5 + scene.horizon)


def horizon_at(scene: Scene, row: float) -> float:
    """Return the horizon whose line lies at a canvas row, as far as it may go."""
    horizon = row / scene_height_of(scene) - 0.5
    return round(min(max(horizon, -MAX_HORIZON), MAX_HORIZON), 4)
