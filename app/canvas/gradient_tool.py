"""The gradients: the chosen style grows along a line, or fades away from a centre."""

import math

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.canvas.draft import Draft
from app.canvas.qt_geometry import point_to_qt
from app.canvas.region_tools import add_region
from app.canvas.shape_drags import LEAST_DRAG_PX
from app.canvas.shape_outlines import paint_outlines
from app.canvas.tools import Pointer
from app.canvas.viewport import Viewport
from app.painting import Painting
from infinitygan.geometry import Point
from infinitygan.scene import StyleRegion
from infinitygan.shapes import LinearGradient, RadialGradient, Shape

TURN = math.pi / 4  # Shift holds the line to these


class GradientTool:
    """Draws the line of a gradient: from none of the style to all of it, or around its centre."""

    def __init__(self, draft: Draft, painting: Painting, *, is_radial: bool = False) -> None:
        self._draft = draft
        self._painting = painting
        self._is_radial = is_radial
        self._start: Point | None = None
        self._stop = Point(0, 0)
        self._least_px = 0.0

    def cursor(self, pointer: Pointer | None) -> Qt.CursorShape | None:
        """Return a cross."""
        return Qt.CursorShape.CrossCursor

    def press(self, pointer: Pointer) -> bool:
        """Start the line."""
        self._painting.select(None)
        self._start = self._stop = pointer.position
        self._least_px = LEAST_DRAG_PX * pointer.pixel_ratio / pointer.zoom
        return True

    def move(self, pointer: Pointer) -> None:
        """Put the end of the line under the pointer, and show the gradient."""
        if self._start is None:
            return
        is_held = bool(pointer.modifiers & Qt.KeyboardModifier.ShiftModifier)
        self._stop = _turned(self._start, pointer.position) if is_held else pointer.position
        shape = self._shape()
        if shape is not None:
            region = StyleRegion(self._painting.style, shape)
            self._draft.show(self._draft.scene.with_region_added(region))
        self._draft.repaint()

    def release(self, pointer: Pointer) -> None:
        """Add the gradient; a mere click adds nothing."""
        if self._start is None:
            return
        shape = self._shape()
        self._start = None
        if shape is None:
            self._draft.drop()
        else:
            add_region(self._draft, self._painting, StyleRegion(self._painting.style, shape))

    def cancel(self) -> None:
        """Drop the line."""
        if self._start is not None:
            self._start = None
            self._draft.drop()

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw where the gradient starts and stops, and the line between."""
        shape = self._shape()
        if self._start is None or shape is None:
            return
        paint_outlines(painter, viewport, shape, 0.0)
        paint_line(painter, viewport, self._start, self._stop)

    def _shape(self) -> Shape | None:
        if self._start is None:
            return None
        length = math.hypot(self._stop.y - self._start.y, self._stop.x - self._start.x)
        if length < self._least_px or length == 0:
            return None
        if self._is_radial:
            return RadialGradient(self._start, length)
        return LinearGradient(self._start, self._stop)


def paint_line(painter: QPainter, viewport: Viewport, start: Point, stop: Point) -> None:
    """Draw the line of a gradient, with a dot at its start."""
    ratio = painter.device().devicePixelRatioF()
    line = QLineF(point_to_qt(viewport.to_device(start)), point_to_qt(viewport.to_device(stop)))
    for colour, width in ((QColor(0, 0, 0, 130), 3.5), (QColor(255, 255, 255, 235), 1.5)):
        painter.setPen(QPen(colour, width * ratio))
        painter.drawLine(line)
    painter.setBrush(QColor(255, 255, 255))
    painter.setPen(QPen(QColor(0, 0, 0, 130), ratio))
    painter.drawEllipse(line.p1(), 4 * ratio, 4 * ratio)


def _turned(start: Point, stop: Point) -> Point:
    down, right = stop.y - start.y, stop.x - start.x
    angle = round(math.atan2(down, right) / TURN) * TURN
    length = math.hypot(down, right)
    return Point(start.y + math.sin(angle) * length, start.x + math.cos(angle) * length)
