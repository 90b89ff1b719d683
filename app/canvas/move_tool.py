"""The tool that selects regions, moves them, and reshapes them by their handles."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.canvas.grips import GripDrag, paint_handle
from app.canvas.qt_geometry import point_to_qt
from app.canvas.shape_drags import SNAP_PX, bled
from app.canvas.shape_handles import Handle, contains, handles, reshaped
from app.canvas.tools import Pointer
from app.canvas.viewport import Viewport
from app.document import Document
from app.painting import Painting
from infinitygan.geometry import Point
from infinitygan.scene import Scene, StyleRegion
from infinitygan.shapes import BrushStrokes, Everything, LinearGradient, Rectangle

_GESTURE = "reshape region"
_CURSORS = {
    Handle.TOP: Qt.CursorShape.SizeVerCursor,
    Handle.BOTTOM: Qt.CursorShape.SizeVerCursor,
    Handle.LEFT: Qt.CursorShape.SizeHorCursor,
    Handle.RIGHT: Qt.CursorShape.SizeHorCursor,
    Handle.TOP_LEFT: Qt.CursorShape.SizeFDiagCursor,
    Handle.BOTTOM_RIGHT: Qt.CursorShape.SizeFDiagCursor,
    Handle.TOP_RIGHT: Qt.CursorShape.SizeBDiagCursor,
    Handle.BOTTOM_LEFT: Qt.CursorShape.SizeBDiagCursor,
}


@dataclass(frozen=True)
class _Hold:
    """What was taken hold of: a region as it was, by a handle or, None, by its inside."""

    index: int
    region: StyleRegion
    handle: Handle | None
    at: Point


class MoveTool(GripDrag[_Hold]):
    """Moves and reshapes the selected region; a click selects another."""

    def __init__(self, document: Document, painting: Painting) -> None:
        super().__init__(document)
        self._painting = painting

    def cursor(self, pointer: Pointer | None) -> Qt.CursorShape | None:
        """Return what a press here would do."""
        if pointer is None:
            return Qt.CursorShape.ArrowCursor
        handle = self._hold.handle if self._hold else self._handle_at(pointer)
        if handle is not None:
            return _CURSORS.get(handle, Qt.CursorShape.CrossCursor)
        if self._hold or topmost(self._document.scene, pointer.position) is not None:
            return Qt.CursorShape.SizeAllCursor
        return Qt.CursorShape.ArrowCursor

    def press(self, pointer: Pointer) -> bool:
        """Take hold of a handle, or select the region under the pointer and take hold of it."""
        handle = self._handle_at(pointer)
        if handle is None:
            self._painting.select(topmost(self._document.scene, pointer.position))
        index, region = self._painting.selected_index, self._painting.selected_region
        if index is None or region is None or region.locked:
            return False
        self._hold = _Hold(index, region, handle, pointer.position)
        return True

    def move(self, pointer: Pointer) -> None:
        """Move or reshape the region as far as the pointer went."""
        hold = self._hold
        if hold is None or pointer.position == hold.at:
            return
        region = self._changed(hold, pointer)
        label = QCoreApplication.translate("MoveTool", "Move a region")
        if hold.handle:
            label = QCoreApplication.translate("MoveTool", "Reshape a region")
        scene = self._document.scene.with_region(hold.index, region)
        self._document.edit(label, scene, _GESTURE)

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw the handles of the selected region."""
        region = self._painting.selected_region
        if region is None or region.locked:
            return
        ratio = painter.device().devicePixelRatioF()
        places = handles(region.shape, viewport.canvas)
        if Handle.TOP_LEFT in places:
            corners = (places[Handle.TOP_LEFT], places[Handle.BOTTOM_RIGHT])
            first, last = (point_to_qt(viewport.to_device(corner)) for corner in corners)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(255, 255, 255, 150), ratio))
            painter.drawRect(QRectF(first, last))
        for handle, position in places.items():
            middle = point_to_qt(viewport.to_device(position))
            paint_handle(painter, middle, is_round=isinstance(handle.value, str))

    def _changed(self, hold: _Hold, pointer: Pointer) -> StyleRegion:
        """Return the region as it is now; what was erased moves along, but keeps its form."""
        if hold.handle is None:
            down, right = pointer.position.y - hold.at.y, pointer.position.x - hold.at.x
            return hold.region.moved(down, right)
        shape = reshaped(hold.region.shape, hold.handle, pointer.position)
        if isinstance(shape, Rectangle):
            shape = bled(shape, self._document.scene.canvas, pointer.canvas_px(SNAP_PX))
        return replace(hold.region, shape=shape)

    def _handle_at(self, pointer: Pointer) -> Handle | None:
        region = self._painting.selected_region
        if region is None or region.locked:
            return None
        places = handles(region.shape, self._document.scene.canvas)
        return next((handle for handle, at in places.items() if pointer.is_near(at)), None)


def topmost(scene: Scene, point: Point) -> int | None:
    """Return the region that a click on a place means; what has no end lies behind the others."""
    found = [
        index
        for index, region in enumerate(scene.regions)
        if region.visible and _shows(region, point)
    ]
    endless = (LinearGradient, Everything)
    ended = [index for index in found if not isinstance(scene.regions[index].shape, endless)]
    return max(ended or found, default=None)


def _shows(region: StyleRegion, point: Point) -> bool:
    is_erased = bool(region.erased) and contains(BrushStrokes(region.erased), point)
    return contains(region.shape, point) and not is_erased
