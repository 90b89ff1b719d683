"""Paints the canvas on its ground: the picture, what stands in for it, and the focus."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from app.canvas.picture_painter import paint_picture
from app.canvas.qt_geometry import rect_to_qtf
from app.canvas.tile_cache import Picture, TileCache
from app.canvas.viewport import Viewport
from app.theme.palette import Tones
from infinitygan.geometry import Rect

WAITING_FONT = 1.2  # how much larger than the window's
FOCUS_PX = 2


def paint_canvas(
    painter: QPainter, cache: TileCache, picture: Picture | None, viewport: Viewport, tones: Tones
) -> None:
    """Paint the canvas, in device px, and what there is of its picture; None: nothing is."""
    frame = _frame(viewport)
    painter.fillRect(frame, QColor(tones.line))
    painter.save()
    painter.setClipRect(frame.toAlignedRect())
    if picture is not None and picture.scene.canvas == viewport.canvas:
        paint_picture(painter, cache, picture, viewport, viewport.visible())
    painter.restore()


def paint_stand_in(painter: QPainter, stand_in: QImage, viewport: Viewport) -> None:
    """Paint a small picture over the whole canvas."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(_frame(viewport), stand_in)


def paint_waiting(painter: QPainter, viewport: Viewport, tones: Tones) -> None:
    """Say that a picture is on its way."""
    font = painter.font()
    ratio = painter.device().devicePixelRatioF()
    font.setPointSizeF(font.pointSizeF() * WAITING_FONT * ratio)
    painter.setFont(font)
    painter.setPen(QColor(tones.muted))
    words = QCoreApplication.translate("CanvasView", "Painting your landscape…")
    painter.drawText(_frame(viewport), Qt.AlignmentFlag.AlignCenter, words)


def paint_focus(painter: QPainter, viewport: Viewport, tones: Tones) -> None:
    """Frame the view, which has the keyboard."""
    ratio = painter.device().devicePixelRatioF()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tones.accent), FOCUS_PX * ratio))
    size = viewport.size
    painter.drawRect(rect_to_qtf(Rect.at(0, 0, size.height, size.width)).adjusted(1, 1, -1, -1))


def _frame(viewport: Viewport) -> QRectF:
    """Return the canvas in device px."""
    origin, canvas, zoom = viewport.origin, viewport.canvas, viewport.zoom
    return QRectF(origin.x, origin.y, canvas.width * zoom, canvas.height * zoom)
