"""Lines over the picture: monitor borders, thirds, and where a taskbar would lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen

from app.canvas.viewport import Viewport
from infinitygan.geometry import Point, Rect

TASKBAR_LOGICAL_PX = 48
_DARK = QColor(0, 0, 0, 120)
_BRIGHT = QColor(255, 255, 255, 220)


class Overlay(Enum):
    """What can be drawn over the picture."""

    MONITORS = "monitors"
    THIRDS = "thirds"
    TASKBAR = "taskbar"


@dataclass(frozen=True)
class MonitorFrame:
    """The part of the picture that one monitor shows, and how high a taskbar is on it."""

    name: str
    part: Rect
    taskbar_px: int


def paint_overlays(
    painter: QPainter,
    viewport: Viewport,
    shown: frozenset[Overlay],
    frames: Sequence[MonitorFrame],
) -> None:
    """Draw the chosen overlays, in device px."""
    if Overlay.TASKBAR in shown:
        for frame in frames or [_whole(viewport)]:
            _paint_taskbar(painter, viewport, frame)
    if Overlay.THIRDS in shown:
        for frame in frames or [_whole(viewport)]:
            _paint_thirds(painter, viewport, frame.part)
    if Overlay.MONITORS in shown:
        for frame in frames:
            _paint_frame(painter, viewport, frame)


def paint_label(painter: QPainter, corner: QPointF, text: str) -> None:
    """Write a word on dark ground below and to the right of a corner, in device px."""
    ratio = painter.device().devicePixelRatioF()
    font = painter.font()
    font.setPointSizeF(QGuiApplication.font().pointSizeF() * ratio)
    painter.setFont(font)
    place = QRectF(corner.x() + 8 * ratio, corner.y() + 8 * ratio, 0, 0)
    ground = painter.boundingRect(place, Qt.AlignmentFlag.AlignLeft, text)
    painter.fillRect(ground.adjusted(-5 * ratio, -3 * ratio, 5 * ratio, 3 * ratio), _DARK)
    painter.setPen(_BRIGHT)
    painter.drawText(ground, Qt.AlignmentFlag.AlignLeft, text)


def _whole(viewport: Viewport) -> MonitorFrame:
    return MonitorFrame("", viewport.canvas.rect, TASKBAR_LOGICAL_PX)


def _device_rect(viewport: Viewport, rect: Rect) -> QRectF:
    first = viewport.to_device(Point(rect.rows.start, rect.columns.start))
    last = viewport.to_device(Point(rect.rows.stop, rect.columns.stop))
    return QRectF(first.x, first.y, last.x - first.x, last.y - first.y)


def _paint_lines(painter: QPainter, lines: Sequence[QLineF]) -> None:
    ratio = painter.device().devicePixelRatioF()
    for colour, width in ((_DARK, 3.0), (_BRIGHT, 1.0)):
        painter.setPen(QPen(colour, width * ratio))
        painter.drawLines(list(lines))


def _paint_thirds(painter: QPainter, viewport: Viewport, part: Rect) -> None:
    area = _device_rect(viewport, part)
    lines: list[QLineF] = []
    for share in (1 / 3, 2 / 3):
        x, y = area.left() + area.width() * share, area.top() + area.height() * share
        lines += [QLineF(x, area.top(), x, area.bottom()), QLineF(area.left(), y, area.right(), y)]
    _paint_lines(painter, lines)


def _paint_taskbar(painter: QPainter, viewport: Viewport, frame: MonitorFrame) -> None:
    bar = _device_rect(viewport, frame.part)
    bar.setTop(bar.bottom() - frame.taskbar_px * viewport.zoom)
    painter.fillRect(bar, QColor(20, 22, 25, 150))
    _paint_lines(painter, [QLineF(bar.topLeft(), bar.topRight())])


def _paint_frame(painter: QPainter, viewport: Viewport, frame: MonitorFrame) -> None:
    area = _device_rect(viewport, frame.part)
    ratio = painter.device().devicePixelRatioF()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((_DARK, 4.0), (_BRIGHT, 2.0)):
        painter.setPen(QPen(colour, width * ratio))
        painter.drawRect(area)
    paint_label(painter, area.topLeft(), frame.name)
