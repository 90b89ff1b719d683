"""Styles dropped on the canvas: a region around the place, or half of the picture at its edge."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent

from app.canvas.qt_geometry import point_from_qt
from app.canvas.region_overlay import RegionOverlay
from app.canvas.shape_drags import BLEED_PX
from app.canvas.view import CanvasView
from app.style_mime import style_from_mime
from infinitygan.geometry import Point, Size
from infinitygan.shapes import Ellipse, Rectangle, Shape

EDGE_SHARE = 0.12  # of a side: so near to the border a drop means that half of the picture
RADIUS_SHARE = 0.3  # of the shorter side


class StyleDrop(QObject):
    """Watches the canvas for dragged styles, and shows what a drop would fill."""

    dropped = Signal(object, object)  # Style, Shape

    def __init__(self, canvas: CanvasView, overlay: RegionOverlay) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._overlay = overlay
        canvas.setAcceptDrops(True)
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take drags of styles; leave all others alone."""
        if event.type() == QEvent.Type.DragLeave:
            self._outline(None)
            return False
        if not isinstance(event, QDropEvent) or style_from_mime(event.mimeData()) is None:
            return False
        if event.type() == QEvent.Type.Drop:
            self._drop(event)
        elif isinstance(event, QDragMoveEvent):
            self._outline(self._shape(event))
        event.acceptProposedAction()
        return True

    def _drop(self, event: QDropEvent) -> None:
        style = style_from_mime(event.mimeData())
        self._outline(None)
        self._canvas.setFocus()  # so that keys move and delete the new region
        self.dropped.emit(style, self._shape(event))

    def _shape(self, event: QDropEvent) -> Shape:
        ratio = self._canvas.devicePixelRatioF()
        viewport = self._canvas.viewport_state
        return dropped_shape(
            viewport.canvas, viewport.to_canvas(point_from_qt(event.position() * ratio))
        )

    def _outline(self, shape: Shape | None) -> None:
        self._overlay.drop_shape = shape
        self._canvas.update()


def dropped_shape(canvas: Size, at: Point) -> Shape:
    """Choose what a style dropped at a place fills."""
    height, width = canvas.height, canvas.width
    top, left = -BLEED_PX, -BLEED_PX
    whole_height, whole_width = height + 2 * BLEED_PX, width + 2 * BLEED_PX
    if at.x < width * EDGE_SHARE:
        return Rectangle(top, left, whole_height, width / 2 + BLEED_PX)
    if at.x > width * (1 - EDGE_SHARE):
        return Rectangle(top, width / 2, whole_height, width / 2 + BLEED_PX)
    if at.y < height * EDGE_SHARE:
        return Rectangle(top, left, height / 2 + BLEED_PX, whole_width)
    if at.y > height * (1 - EDGE_SHARE):
        return Rectangle(height / 2, left, height / 2 + BLEED_PX, whole_width)
    radius = min(height, width) * RADIUS_SHARE
    return Ellipse(at, radius, radius)
