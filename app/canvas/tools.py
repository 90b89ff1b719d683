"""Gestures on the canvas: the Tool protocol, the hand, and the horizon's handle.

One gesture is one tool class. The view forwards press, move and release in canvas coordinates and
paints what the tool draws over the picture; a tool edits the document, and nothing else.
"""

from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.canvas.viewport import Viewport
from app.document import Document
from infinitygan.geometry import Point
from infinitygan.scene import Scene

GRIP_PX = 9  # how near, in logical px, the mouse must come to take hold of a line
MAX_HORIZON = 0.5  # further up or down there is only sky or only ground


@dataclass(frozen=True)
class Pointer:
    """The mouse or pen over the canvas.

    Attributes:
        position: in canvas px.
        device: in device px of the view.
        pressure: of a pen, 0 to 1; a mouse has 1.
        modifiers: the keys held.
        zoom: device px a canvas px.
        pixel_ratio: device px a logical px.
    """

    position: Point
    device: Point
    pressure: float
    modifiers: Qt.KeyboardModifier
    zoom: float
    pixel_ratio: float


class Tool(Protocol):
    """One kind of gesture."""

    def cursor(self, pointer: Pointer | None) -> Qt.CursorShape | None:
        """Return the cursor to show at a place; None: the tool has no say there."""
        ...

    def press(self, pointer: Pointer) -> bool:
        """Begin a gesture; False: the press is not for this tool."""
        ...

    def move(self, pointer: Pointer) -> None:
        """Go on with the gesture."""
        ...

    def release(self, pointer: Pointer) -> None:
        """End the gesture."""
        ...

    def cancel(self) -> None:
        """Drop the gesture, as Escape does."""
        ...

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw over the picture, in device px."""
        ...


class Pannable(Protocol):
    """What the hand moves."""

    def pan(self, down_px: float, right_px: float) -> None:
        """Move the picture by device px."""
        ...


class HandTool:
    """Drags the picture under the window."""

    def __init__(self, view: Pannable) -> None:
        self._view = view
        self._last: Point | None = None

    def cursor(self, pointer: Pointer | None) -> Qt.CursorShape | None:
        """Return an open hand, a closed one during the drag."""
        shapes = Qt.CursorShape
        return shapes.OpenHandCursor if self._last is None else shapes.ClosedHandCursor

    def press(self, pointer: Pointer) -> bool:
        """Take hold."""
        self._last = pointer.device
        return True

    def move(self, pointer: Pointer) -> None:
        """Pan by what the pointer moved."""
        if self._last is not None:
            self._view.pan(pointer.device.y - self._last.y, pointer.device.x - self._last.x)
            self._last = pointer.device

    def release(self, pointer: Pointer) -> None:
        """Let go."""
        self._last = None

    def cancel(self) -> None:
        """Let go."""
        self._last = None

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw nothing."""


class HorizonTool:
    """Drags the line where sky and ground meet. It takes only presses near that line."""

    def __init__(self, document: Document, colour: QColor) -> None:
        self._document = document
        self._colour = colour
        self._grabbed_at: float | None = None  # canvas px between the pointer and the line
        self.is_shown = False

    def set_colour(self, colour: QColor) -> None:
        """Follow the theme."""
        self._colour = colour

    def cursor(self, pointer: Pointer | None) -> Qt.CursorShape | None:
        """Return the cursor of a movable line near it."""
        if self._grabbed_at is not None or (pointer is not None and self._is_near(pointer)):
            return Qt.CursorShape.SplitVCursor
        return None

    def press(self, pointer: Pointer) -> bool:
        """Take hold of the line if it is near."""
        if not self._is_near(pointer):
            return False
        self._grabbed_at = pointer.position.y - horizon_row(self._document.scene)
        return True

    def move(self, pointer: Pointer) -> None:
        """Put the horizon under the pointer."""
        if self._grabbed_at is None:
            return
        scene = self._document.scene
        horizon = horizon_at(scene, pointer.position.y - self._grabbed_at)
        label = QCoreApplication.translate("HorizonTool", "Move the horizon")
        self._document.edit(label, replace(scene, horizon=horizon), gesture="horizon drag")

    def release(self, pointer: Pointer) -> None:
        """Let the line go: the drag is one step."""
        self._grabbed_at = None
        self._document.end_gesture()

    def cancel(self) -> None:
        """Put the line back."""
        if self._grabbed_at is not None:
            self._document.cancel_gesture()
        self._grabbed_at = None

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
        scene = self._document.scene
        distance_px = abs(pointer.position.y - horizon_row(scene)) * pointer.zoom
        inside = 0 <= pointer.position.x <= scene.canvas.width
        return inside and distance_px <= GRIP_PX * pointer.pixel_ratio


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
