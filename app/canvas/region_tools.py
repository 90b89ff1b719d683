"""Tools that fill a drawn shape with the chosen style: rectangle, ellipse, lasso, gradients."""

from PySide6.QtCore import QCoreApplication

from app.canvas.draft import Draft
from app.canvas.shape_drags import ShapeDrag
from app.canvas.shape_tool import ShapeTool
from app.painting import Painting
from infinitygan.scene import StyleRegion
from infinitygan.shapes import LinearGradient, RadialGradient, Shape


class RegionTool(ShapeTool):
    """Makes the shape a region of the chosen style when the mouse is let go."""

    def __init__(self, drag: ShapeDrag, draft: Draft, painting: Painting) -> None:
        super().__init__(drag, draft)
        self._painting = painting

    @property
    def softness_px(self) -> float:
        """Return the softness of new regions."""
        return self._painting.softness_px

    def start(self) -> None:
        """Let go of the selected region."""
        self._painting.select(None)

    def show(self, shape: Shape) -> None:
        """Show the shape filled."""
        self.draft.show(self.draft.scene.with_region_added(self._region(shape)))

    def take(self, shape: Shape | None) -> None:
        """Add the region; a mere click adds nothing."""
        if shape is None:
            self.draft.drop()
        else:
            add_region(self.draft, self._painting, self._region(shape))

    def _region(self, shape: Shape) -> StyleRegion:
        has_edge = not isinstance(shape, LinearGradient | RadialGradient)
        return StyleRegion(self._painting.style, shape, self.softness_px if has_edge else 0.0)


def add_region(draft: Draft, painting: Painting, region: StyleRegion) -> None:
    """Add a region above all others, as one step, and select it."""
    label = QCoreApplication.translate("RegionTool", "Paint a region")
    draft.keep(label, draft.scene.with_region_added(region))
    painting.select(len(draft.scene.regions) - 1)
