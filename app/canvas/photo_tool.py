"""The tool that moves photos about the canvas, and scales them by their corners."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.canvas.grips import GripDrag, paint_handle
from app.canvas.qt_geometry import point_to_qt
from app.canvas.tools import Pointer
from app.canvas.viewport import Viewport
from app.document import Document
from app.photos import MAX_SCALE, MIN_SCALE, Photos
from infinitygan.geometry import Point
from infinitygan.inference.photo_placement import moved_to, snapped
from infinitygan.scene import PhotoPlacement

SNAP_PX = 10  # logical px
_GESTURE = "place photo"


@dataclass(frozen=True)
class _Hold:
    """What was taken hold of: a photo as it was, by the corner opposite to `fixed` or inside."""

    photo: PhotoPlacement
    at: Point
    fixed: Point | None


class PhotoTool(GripDrag[_Hold]):
    """Drags photos while it is on; Control keeps them from snapping to the canvas."""

    def __init__(self, document: Document, photos: Photos, colour: QColor) -> None:
        super().__init__(document)
        self._photos = photos
        self._colour = colour
        self.is_on = False

    def set_colour(self, colour: QColor) -> None:
        """Follow the theme."""
        self._colour = colour

    def cursor(self, pointer: Pointer | None) -> Qt.CursorShape | None:
        """Return what a press here would do."""
        if pointer is None or not self.is_on:
            return None
        fixed = self._hold.fixed if self._hold else self._opposite_corner(pointer)
        if fixed is not None:
            falls = (pointer.position.y < fixed.y) == (pointer.position.x < fixed.x)
            return Qt.CursorShape.SizeFDiagCursor if falls else Qt.CursorShape.SizeBDiagCursor
        is_over = self._hold or self._photos.at(pointer.position) is not None
        return Qt.CursorShape.SizeAllCursor if is_over else None

    def press(self, pointer: Pointer) -> bool:
        """Take hold of a corner of the chosen photo, or of the photo under the pointer."""
        if not self.is_on:
            return False
        fixed = self._opposite_corner(pointer)
        if fixed is None:
            index = self._photos.at(pointer.position)
            if index is None:
                return False
            self._photos.choose(index)
        photo = self._photos.chosen
        if photo is None:
            return False
        self._hold = _Hold(photo, pointer.position, fixed)
        return True

    def move(self, pointer: Pointer) -> None:
        """Move or scale the photo as far as the pointer went."""
        hold = self._hold
        if hold is None or pointer.position == hold.at:
            return
        if hold.fixed is None:
            label = QCoreApplication.translate("PhotoTool", "Move the photo")
            self._photos.put(self._moved(hold, pointer), label, _GESTURE)
        else:
            label = QCoreApplication.translate("PhotoTool", "Scale the photo")
            photo = _scaled(hold.photo, hold.fixed, pointer.position, self._photos.canvas.height)
            self._photos.put(photo, label, _GESTURE)

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw a frame with corners around the chosen photo."""
        photo = self._photos.chosen
        if photo is None or not self.is_on:
            return
        ratio = painter.device().devicePixelRatioF()
        corners = [point_to_qt(viewport.to_device(corner)) for corner in _corners(photo)]
        frame = QRectF(corners[0], corners[3])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((QColor(0, 0, 0, 130), 3.0), (self._colour, 1.5)):
            painter.setPen(QPen(colour, width * ratio))
            painter.drawRect(frame)
        for corner in corners:
            paint_handle(painter, corner)

    def _moved(self, hold: _Hold, pointer: Pointer) -> PhotoPlacement:
        down, right = pointer.position.y - hold.at.y, pointer.position.x - hold.at.x
        photo = moved_to(hold.photo, hold.photo.top_px + down, hold.photo.left_px + right)
        if pointer.modifiers & Qt.KeyboardModifier.ControlModifier:
            return photo
        return snapped(photo, self._photos.canvas, pointer.canvas_px(SNAP_PX))

    def _opposite_corner(self, pointer: Pointer) -> Point | None:
        photo = self._photos.chosen
        if photo is None:
            return None
        corners = _corners(photo)
        opposites = zip(corners, reversed(corners), strict=True)
        return next((other for corner, other in opposites if pointer.is_near(corner)), None)


def _corners(photo: PhotoPlacement) -> list[Point]:
    """Return the corners; those opposite to each other are as far from the ends of the list."""
    bottom, right = photo.top_px + photo.height_px, photo.left_px + photo.width_px
    rows, columns = (photo.top_px, bottom), (photo.left_px, right)
    return [Point(row, column) for row in rows for column in columns]


def _scaled(photo: PhotoPlacement, fixed: Point, corner: Point, height_px: int) -> PhotoPlacement:
    """Scale a photo, which keeps its shape, so that its diagonal reaches as far as a corner."""
    before = math.hypot(photo.height_px, photo.width_px)
    factor = math.hypot(corner.y - fixed.y, corner.x - fixed.x) / before
    least, most = (limit * height_px / photo.height_px for limit in (MIN_SCALE, MAX_SCALE))
    factor = min(max(factor, least), most)
    return PhotoPlacement(
        photo.photo,
        top_px=fixed.y + (photo.top_px - fixed.y) * factor,
        left_px=fixed.x + (photo.left_px - fixed.x) * factor,
        height_px=photo.height_px * factor,
        width_px=photo.width_px * factor,
        feather_px=photo.feather_px,
        colour_match=photo.colour_match,
    )
