"""What lies over the picture while it is painted: the selected region, the selected area."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.canvas.overlays import paint_label
from app.canvas.qt_geometry import point_to_qt
from app.canvas.shape_handles import box_of
from app.canvas.shape_outlines import paint_line, paint_outlines
from app.canvas.tools import Pointer
from app.canvas.viewport import Viewport
from app.local_edits import LocalEdit, LocalEdits
from app.painting import Painting
from infinitygan.geometry import Point, Reach, Rect
from infinitygan.scene import Mood
from infinitygan.shapes import BrushStrokes, LinearGradient, Shape

_MARGIN = QColor(255, 255, 255, 170)
_DARK = QColor(0, 0, 0, 110)


class RegionOverlay:
    """Draws outlines; it takes no press, and so has a place among the grips."""

    def __init__(self, painting: Painting, edits: LocalEdits) -> None:
        self._painting = painting
        self._edits = edits
        self.shows_region = False
        self.reach: Reach | None = None  # None: not known before the first picture
        self.drop_shape: Shape | None = None  # what a style that is dragged over here would fill
        self.local_edit: LocalEdit | None = None  # a kept one, chosen in its list

    def cursor(self, pointer: Pointer | None) -> Qt.CursorShape | None:
        """Have no say."""
        return None

    def press(self, pointer: Pointer) -> bool:
        """Leave it to the tools."""
        return False

    def move(self, pointer: Pointer) -> None:
        """Have no gesture to go on with."""

    def release(self, pointer: Pointer) -> None:
        """Have no gesture to end."""

    def cancel(self) -> None:
        """Have no gesture to drop."""

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw what is selected."""
        region = self._painting.selected_region
        if self.shows_region and region is not None:
            paint_outlines(painter, viewport, region.shape, region.softness_px)
            if region.erased:
                paint_outlines(painter, viewport, BrushStrokes(region.erased), 0.0)
            if isinstance(region.shape, LinearGradient):
                paint_line(painter, viewport, region.shape.start, region.shape.stop)
        if self.drop_shape is not None:
            paint_outlines(painter, viewport, self.drop_shape, self._painting.softness_px)
        if self.local_edit is not None:
            paint_outlines(painter, viewport, self.local_edit.shape, self.local_edit.softness_px)
            if isinstance(self.local_edit, Mood):
                _paint_rect(painter, viewport, self.local_edit.source, Qt.PenStyle.DashDotLine)
        if self._edits.area is not None:
            self._paint_area(painter, viewport, self._edits.area)

    def _paint_area(self, painter: QPainter, viewport: Viewport, area: Shape) -> None:
        paint_outlines(painter, viewport, area, 0.0)
        current = self._edits.staged.current
        if isinstance(current, Mood):
            _paint_rect(painter, viewport, current.source, Qt.PenStyle.DashDotLine)
        bounds = box_of(area)
        if bounds is None or self.reach is None:
            return
        softness = current.softness_px / 2 if current else 0.0
        margin = self.reach.layout
        down, right = margin.height + softness, margin.width + softness
        canvas = viewport.canvas
        first = Point(max(bounds.top - down, 0), max(bounds.left - right, 0))
        last = Point(
            min(bounds.top + bounds.height + down, canvas.height),
            min(bounds.left + bounds.width + right, canvas.width),
        )
        corners = (point_to_qt(viewport.to_device(corner)) for corner in (first, last))
        within = QRectF(*corners)
        _paint_margin(painter, within)
        is_all = first == Point(0, 0) and last == Point(canvas.height, canvas.width)
        text = QCoreApplication.translate("RegionOverlay", "May show in the whole picture")
        if not is_all:
            text = QCoreApplication.translate("RegionOverlay", "May show up to here")
        paint_label(painter, within.topLeft(), text)


def _paint_margin(painter: QPainter, area: QRectF) -> None:
    """Draw how far a roll may change pixels: a quiet dotted line."""
    ratio = painter.device().devicePixelRatioF()
    path = QPainterPath()
    path.addRoundedRect(area, 6 * ratio, 6 * ratio)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_DARK, 2 * ratio, Qt.PenStyle.DotLine))
    painter.drawPath(path.translated(ratio, ratio))
    painter.setPen(QPen(_MARGIN, 2 * ratio, Qt.PenStyle.DotLine))
    painter.drawPath(path)


def _paint_rect(painter: QPainter, viewport: Viewport, rect: Rect, style: Qt.PenStyle) -> None:
    ratio = painter.device().devicePixelRatioF()
    first = viewport.to_device(Point(rect.rows.start, rect.columns.start))
    last = viewport.to_device(Point(rect.rows.stop, rect.columns.stop))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_MARGIN, 1.5 * ratio, style))
    painter.drawRect(QRectF(point_to_qt(first), point_to_qt(last)))
