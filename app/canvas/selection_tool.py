"""Tools that select the area in which the layout or the texture is rolled anew."""

from app.canvas.draft import Draft
from app.canvas.shape_drags import ShapeDrag
from app.canvas.shape_tool import ShapeTool
from app.local_edits import LocalEdits
from infinitygan.shapes import Shape


class SelectionTool(ShapeTool):
    """Draws the area, or the source of a mood; a click lets go of an area without candidates."""

    def __init__(self, drag: ShapeDrag, draft: Draft, edits: LocalEdits) -> None:
        super().__init__(drag, draft)
        self._edits = edits

    def take(self, shape: Shape | None) -> None:
        """Take the area."""
        if shape is not None:
            self._edits.take_area(shape)
        elif not self._edits.staged.candidates and not self._edits.wants_source:
            self._edits.clear()
