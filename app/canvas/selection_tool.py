"""Tools that select the area in which the layout or the texture is rolled anew."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from app.canvas.draft import Draft
from app.canvas.shape_drags import ShapeDrag
from app.canvas.shape_outlines import paint_outlines
from app.canvas.tools import Pointer
from app.canvas.viewport import Viewport
from app.local_edits import LocalEdits


class SelectionTool:
    """Draws the area, or the source of a mood; a click lets go of an area without candidates."""

    def __init__(self, drag: ShapeDrag, draft: Draft, edits: LocalEdits) -> None:
        self._drag = drag
        self._draft = draft
        self._edits = edits
        self._is_active = False

    def cursor(self, pointer: Pointer | None) -> Qt.CursorShape | None:
        """Return a cross."""
        return Qt.CursorShape.CrossCursor

    def press(self, pointer: Pointer) -> bool:
        """Start the area."""
        self._drag.begin(pointer, self._draft.scene.canvas)
        self._is_active = True
        return True

    def move(self, pointer: Pointer) -> None:
        """Go on with the area."""
        if self._is_active:
            self._drag.go_on(pointer)
            self._draft.repaint()

    def release(self, pointer: Pointer) -> None:
        """Take the area."""
        if not self._is_active:
            return
        self._is_active = False
        shape = self._drag.finished()
        if shape is not None:
            self._edits.take_area(shape)
        elif not self._edits.staged.candidates and not self._edits.wants_source:
            self._edits.clear()
        self._draft.repaint()

    def cancel(self) -> None:
        """Drop the area that is drawn."""
        self._is_active = False
        self._draft.repaint()

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw the area so far."""
        shape = self._drag.shape() if self._is_active else None
        if shape is not None:
            paint_outlines(painter, viewport, shape, 0.0)
