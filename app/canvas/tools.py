"""Gestures on the canvas: the pointer, the Tool protocol, and the hand.

One gesture is one tool class. The view forwards press, move and release in canvas coordinates and
paints what the tool draws over the picture; a tool edits the document, and nothing else.
"""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from app.canvas.viewport import Viewport
from infinitygan.geometry import Point

GRIP_PX = 9  # how near, in logical px, the mouse must come to take hold of something


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

    def canvas_px(self, logical_px: float) -> float:
        """Return how many canvas px a length on the screen covers."""
        return logical_px * self.pixel_ratio / self.zoom

    def is_near(self, place: Point) -> bool:
        """Tell whether a press would take hold of a place."""
        reach_px = self.canvas_px(GRIP_PX)
        down, right = self.position.y - place.y, self.position.x - place.x
        return abs(down) <= reach_px and abs(right) <= reach_px


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
