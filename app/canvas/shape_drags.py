"""Shapes as a drag draws them: by their corners, by hand, or by the line of a gradient."""

import math
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt

from app.canvas.thinning import kept_points
from app.canvas.tools import Pointer
from app.painting import MAX_SOFTNESS_PX
from infinitygan.geometry import Point, Size
from infinitygan.shapes import (
    Ellipse,
    Lasso,
    LinearGradient,
    RadialGradient,
    Rectangle,
    Shape,
)

LEAST_DRAG_PX = 4  # logical px; a shorter drag is a click
SNAP_PX = 10  # logical px within which an edge takes hold of the canvas's border
BLEED_PX = MAX_SOFTNESS_PX  # beyond the border, so that no softness shows at it
TURN = math.pi / 4  # Shift holds the line of a gradient to these
THINNING_PX = 0.7  # device px that a hand-drawn line may be off
_Shift = Qt.KeyboardModifier.ShiftModifier
_Alt = Qt.KeyboardModifier.AltModifier


class ShapeDrag(Protocol):
    """One drag that draws a shape."""

    @property
    def line(self) -> tuple[Point, Point] | None:
        """Return the line to draw over the shape; None: its outline says all."""
        ...

    def begin(self, pointer: Pointer, canvas: Size) -> None:
        """Start at a place."""
        ...

    def go_on(self, pointer: Pointer) -> None:
        """Follow the pointer."""
        ...

    def shape(self) -> Shape | None:
        """Return the shape so far; None: too small to be meant."""
        ...

    def finished(self) -> Shape | None:
        """Return the shape to keep."""
        ...


class CornerDrag:
    """Draws between two corners. Shift keeps the sides alike, Alt draws from the middle."""

    line = None

    def __init__(self, make: "Callable[[CornerDrag], Shape]") -> None:
        self._make = make
        self.start = self.stop = Point(0, 0)
        self.canvas = Size(1, 1)
        self.snap_px = 0.0  # canvas px
        self._least_px = 0.0

    @staticmethod
    def rectangle() -> "CornerDrag":
        """Draw rectangles."""
        return CornerDrag(_rectangle)

    @staticmethod
    def ellipse() -> "CornerDrag":
        """Draw ellipses."""
        return CornerDrag(_ellipse)

    def begin(self, pointer: Pointer, canvas: Size) -> None:
        """Start at a corner, or at the middle."""
        self._anchor = self.start = self.stop = pointer.position
        self.canvas = canvas
        self.snap_px = pointer.canvas_px(SNAP_PX)
        self._least_px = pointer.canvas_px(LEAST_DRAG_PX)

    def go_on(self, pointer: Pointer) -> None:
        """Put the other corner under the pointer."""
        down = pointer.position.y - self._anchor.y
        right = pointer.position.x - self._anchor.x
        if pointer.modifiers & _Shift:
            side = max(abs(down), abs(right))
            down, right = math.copysign(side, down), math.copysign(side, right)
        from_middle = bool(pointer.modifiers & _Alt)
        self.stop = Point(self._anchor.y + down, self._anchor.x + right)
        self.start = (
            Point(self._anchor.y - down, self._anchor.x - right) if from_middle else self._anchor
        )

    def shape(self) -> Shape | None:
        """Return the shape between the corners."""
        sides = abs(self.stop.y - self.start.y), abs(self.stop.x - self.start.x)
        return None if min(sides) < self._least_px else self._make(self)

    def finished(self) -> Shape | None:
        """Return the shape between the corners."""
        return self.shape()


class LassoDrag:
    """Draws a closed line by hand."""

    line = None

    def __init__(self) -> None:
        self._points: list[Point] = []
        self._zoom = 1.0
        self._least_px = 0.0

    def begin(self, pointer: Pointer, canvas: Size) -> None:
        """Start a line."""
        self._points = [pointer.position]
        self._zoom = pointer.zoom
        self._least_px = pointer.canvas_px(LEAST_DRAG_PX)

    def go_on(self, pointer: Pointer) -> None:
        """Go on with the line."""
        if pointer.position != self._points[-1]:
            self._points.append(pointer.position)

    def shape(self) -> Shape | None:
        """Return the closed line with all its points."""
        rows, columns = [p.y for p in self._points], [p.x for p in self._points]
        sides = max(rows) - min(rows), max(columns) - min(columns)
        if len(self._points) < 3 or min(sides) < self._least_px:
            return None
        return Lasso(tuple(self._points))

    def finished(self) -> Shape | None:
        """Return the closed line, with no more points than it needs."""
        if self.shape() is None:
            return None
        kept = kept_points([*self._points, self._points[0]], THINNING_PX / self._zoom)[:-1]
        if len(kept) < 3:
            return None
        return Lasso(tuple(self._points[index] for index in kept))


class LineDrag:
    """Draws from where a gradient begins to where it ends. Shift holds to eighths of a turn."""

    def __init__(self, make: Callable[[Point, Point], Shape]) -> None:
        self._make = make
        self._start = self._stop = Point(0, 0)
        self._least_px = 0.0

    @staticmethod
    def linear() -> "LineDrag":
        """Draw gradients along the line."""
        return LineDrag(LinearGradient)

    @staticmethod
    def radial() -> "LineDrag":
        """Draw gradients around the start of the line."""
        return LineDrag(lambda centre, rim: RadialGradient(centre, _gap(centre, rim)))

    @property
    def line(self) -> tuple[Point, Point] | None:
        """Return the line."""
        return self._start, self._stop

    def begin(self, pointer: Pointer, canvas: Size) -> None:
        """Start a line."""
        self._start = self._stop = pointer.position
        self._least_px = pointer.canvas_px(LEAST_DRAG_PX)

    def go_on(self, pointer: Pointer) -> None:
        """Put the end of the line under the pointer."""
        is_held = bool(pointer.modifiers & _Shift)
        self._stop = _turned(self._start, pointer.position) if is_held else pointer.position

    def shape(self) -> Shape | None:
        """Return the gradient of the line."""
        length = _gap(self._start, self._stop)
        is_meant = length >= self._least_px and length > 0
        return self._make(self._start, self._stop) if is_meant else None

    def finished(self) -> Shape | None:
        """Return the gradient of the line."""
        return self.shape()


def bled(shape: Rectangle, canvas: Size, snap_px: float) -> Rectangle:
    """Push the edges at the canvas's border, or beyond, so far out that no softness shows."""
    top, left = shape.top, shape.left
    bottom, right = top + shape.height, left + shape.width
    top = min(top, -BLEED_PX) if top <= snap_px else top
    left = min(left, -BLEED_PX) if left <= snap_px else left
    bottom = max(bottom, canvas.height + BLEED_PX) if bottom >= canvas.height - snap_px else bottom
    right = max(right, canvas.width + BLEED_PX) if right >= canvas.width - snap_px else right
    return Rectangle(top, left, bottom - top, right - left)


def _rectangle(drag: CornerDrag) -> Shape:
    top, left = min(drag.start.y, drag.stop.y), min(drag.start.x, drag.stop.x)
    height, width = abs(drag.stop.y - drag.start.y), abs(drag.stop.x - drag.start.x)
    return bled(Rectangle(top, left, height, width), drag.canvas, drag.snap_px)


def _ellipse(drag: CornerDrag) -> Shape:
    start, stop = drag.start, drag.stop
    centre = Point((start.y + stop.y) / 2, (start.x + stop.x) / 2)
    return Ellipse(centre, abs(stop.y - start.y) / 2, abs(stop.x - start.x) / 2)


def _gap(start: Point, stop: Point) -> float:
    return math.hypot(stop.y - start.y, stop.x - start.x)


def _turned(start: Point, stop: Point) -> Point:
    angle = round(math.atan2(stop.y - start.y, stop.x - start.x) / TURN) * TURN
    length = _gap(start, stop)
    return Point(start.y + math.sin(angle) * length, start.x + math.cos(angle) * length)
