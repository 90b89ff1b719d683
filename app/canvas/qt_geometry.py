"""The one place where Qt's (x, y) and the project's (y, x) meet."""

from PySide6.QtCore import QPointF, QRect, QRectF

from infinitygan.geometry import Point, Rect


def point_from_qt(point: QPointF) -> Point:
    """Turn a Qt point into a (y, x) point."""
    return Point(point.y(), point.x())


def point_to_qt(point: Point) -> QPointF:
    """Turn a (y, x) point into a Qt point."""
    return QPointF(point.x, point.y)


def rect_to_qt(rect: Rect) -> QRect:
    """Turn a rectangle of whole pixels into a Qt rectangle."""
    return QRect(rect.columns.start, rect.rows.start, rect.width, rect.height)


def rect_to_qtf(rect: Rect) -> QRectF:
    """Turn a rectangle of whole pixels into a Qt rectangle of floats."""
    return QRectF(rect_to_qt(rect))
