"""What tools have in common whose gesture draws a shape: regions, gradients, selected areas."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from app.canvas.draft import Draft
from app.canvas.shape_drags import ShapeDrag
from app.canvas.shape_outlines import paint_line, paint_outlines
from app.canvas.tools import Pointer
from app.canvas.viewport import Viewport
from infinitygan.shapes import Shape


class ShapeTool:
    """Draws a shape and its outline; the kinds of tools say what becomes of it."""

    def __init__(self, drag: ShapeDrag, draft: Draft) -> None:
        self.draft = draft
        self._drag = drag
        self._is_active = False

    @property
    def softness_px(self) -> float:
        """Return how soft the edge of the shape is to be."""
        return 0.0

    def start(self) -> None:
        """React to the start of a gesture."""

    def show(self, shape: Shape) -> None:
        """Show what the shape would make so far."""

    def take(self, shape: Shape | None) -> None:
        """Make something of the shape; None: the gesture was a mere click."""
        raise NotImplementedError

    def cursor(self, pointer: Pointer | None) -> Qt.CursorShape | None:
        """Return a cross."""
        return Qt.CursorShape.CrossCursor

    def press(self, pointer: Pointer) -> bool:
        """Start the shape."""
        self.start()
        self._drag.begin(pointer, self.draft.scene.canvas)
        self._is_active = True
        return True

    def move(self, pointer: Pointer) -> None:
        """Go on with the shape."""
        if not self._is_active:
            return
        self._drag.go_on(pointer)
        shape = self._drag.shape()
        if shape is not None:
            self.show(shape)
        self.draft.repaint()

    def release(self, pointer: Pointer) -> None:
        """End the shape."""
        if self._is_active:
            self._is_active = False
            self.take(self._drag.finished())
            self.draft.repaint()

    def cancel(self) -> None:
        """Drop the shape."""
        if self._is_active:
            self._is_active = False
            self.draft.drop()
            self.draft.repaint()

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw the shape so far."""
        shape = self._drag.shape() if self._is_active else None
        if shape is None:
            return
        paint_outlines(painter, viewport, shape, self.softness_px)
        if self._drag.line is not None:
            paint_line(painter, viewport, *self._drag.line)
