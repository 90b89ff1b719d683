"""Tools that fill a drawn shape with the chosen style: rectangle, ellipse, lasso."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPainter

from app.canvas.draft import Draft
from app.canvas.shape_drags import ShapeDrag
from app.canvas.shape_outlines import paint_outlines
from app.canvas.tools import Pointer
from app.canvas.viewport import Viewport
from app.painting import Painting
from infinitygan.scene import StyleRegion
from infinitygan.shapes import Shape


class RegionTool:
    """Draws a shape, which becomes a region of the chosen style when the mouse is let go."""

    def __init__(self, drag: ShapeDrag, draft: Draft, painting: Painting) -> None:
        self._drag = drag
        self._draft = draft
        self._painting = painting
        self._is_active = False

    def cursor(self, pointer: Pointer | None) -> Qt.CursorShape | None:
        """Return a cross."""
        return Qt.CursorShape.CrossCursor

    def press(self, pointer: Pointer) -> bool:
        """Start the shape."""
        self._painting.select(None)
        self._drag.begin(pointer, self._draft.scene.canvas)
        self._is_active = True
        return True

    def move(self, pointer: Pointer) -> None:
        """Go on with the shape, and show it filled."""
        if not self._is_active:
            return
        self._drag.go_on(pointer)
        shape = self._drag.shape()
        if shape is not None:
            self._draft.show(self._draft.scene.with_region_added(self._region(shape)))
        self._draft.repaint()

    def release(self, pointer: Pointer) -> None:
        """Add the region; a mere click adds nothing."""
        if not self._is_active:
            return
        self._is_active = False
        shape = self._drag.finished()
        if shape is None:
            self._draft.drop()
        else:
            add_region(self._draft, self._painting, self._region(shape))

    def cancel(self) -> None:
        """Drop the shape."""
        if self._is_active:
            self._is_active = False
            self._draft.drop()
            self._draft.repaint()

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw the shape so far."""
        shape = self._drag.shape() if self._is_active else None
        if shape is not None:
            paint_outlines(painter, viewport, shape, self._painting.softness_px)

    def _region(self, shape: Shape) -> StyleRegion:
        return StyleRegion(self._painting.style, shape, self._painting.softness_px)


def add_region(draft: Draft, painting: Painting, region: StyleRegion) -> None:
    """Add a region above all others, as one step, and select it."""
    label = QCoreApplication.translate("RegionTool", "Paint a region")
    draft.keep(label, draft.scene.with_region_added(region))
    painting.select(len(draft.scene.regions) - 1)
