"""What the painting tools share: the chosen style, the brush, and which region is selected.

Nothing of it belongs to the picture, so none of it is undone or saved.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot

from app.document import Document
from infinitygan.scene import Scene, StyleRegion
from infinitygan.styles import SeedStyle, Style

MAX_SOFTNESS_PX = 1000
MIN_DIAMETER_PX = 4
MAX_DIAMETER_PX = 4000
SIZE_STEP = 1.2  # what one press of [ or ] multiplies the brush's size by
HARDNESS_STEP = 0.1
_DIAMETER_SHARE = 0.25  # of the canvas height, to begin with
_SOFTNESS_SHARE = 0.15


@dataclass(frozen=True)
class Brush:
    """The brush; `hardness` is the share of its radius that paints fully."""

    diameter_px: float
    hardness: float = 0.5
    uses_pressure: bool = True

    def resized(self, larger: bool) -> "Brush":
        """Return the brush one step larger or smaller."""
        diameter = round(self.diameter_px * (SIZE_STEP if larger else 1 / SIZE_STEP))
        return replace(self, diameter_px=min(max(diameter, MIN_DIAMETER_PX), MAX_DIAMETER_PX))

    def hardened(self, harder: bool) -> "Brush":
        """Return the brush one step harder or softer."""
        hardness = self.hardness + (HARDNESS_STEP if harder else -HARDNESS_STEP)
        return replace(self, hardness=round(min(max(hardness, 0.0), 1.0), 2))


class Painting(QObject):
    """The state of the painting tools."""

    style_chosen = Signal(object)  # Style
    brush_changed = Signal(object)  # Brush
    softness_changed = Signal(int)  # px, of regions to come
    region_selected = Signal(object)  # the index of a region, or None

    def __init__(self, document: Document, style: Style | None = None) -> None:
        super().__init__(document)
        self._document = document
        height = document.scene.canvas.height
        self.style: Style = style or SeedStyle(1)
        self.brush = Brush(round(height * _DIAMETER_SHARE))
        self.softness_px = min(round(height * _SOFTNESS_SHARE), MAX_SOFTNESS_PX)
        self._index: int | None = None
        self._regions = document.scene.regions
        document.scene_changed.connect(self._follow)
        document.replaced.connect(self._on_replaced)

    @property
    def selected_index(self) -> int | None:
        """Return the index of the selected region; None: none is selected."""
        return self._index

    @property
    def selected_region(self) -> StyleRegion | None:
        """Return the selected region."""
        return None if self._index is None else self._document.scene.regions[self._index]

    def choose_style(self, style: Style) -> None:
        """Choose what the tools paint with."""
        if style != self.style:
            self.style = style
            self.style_chosen.emit(style)

    def set_brush(self, brush: Brush) -> None:
        """Change the brush."""
        if brush != self.brush:
            self.brush = brush
            self.brush_changed.emit(brush)

    def set_softness(self, softness_px: int) -> None:
        """Choose how soft the edges of new regions are."""
        if softness_px != self.softness_px:
            self.softness_px = softness_px
            self.softness_changed.emit(softness_px)

    def select(self, index: int | None) -> None:
        """Select a region, or none.

        Raises: ValueError: if the scene has no such region.
        """
        count = len(self._document.scene.regions)
        if index is not None and not 0 <= index < count:
            raise ValueError(f"index must be one of {count} regions, not {index}")
        if index != self._index:
            self._index = index
            self.region_selected.emit(index)

    @Slot(object)
    def _follow(self, scene: Scene) -> None:
        """Keep the same region selected while others come, go and move."""
        before, self._regions = self._regions, scene.regions
        if self._index is None or scene.regions == before:
            return
        if self._index >= len(before):
            self.select(None)
            return
        region = before[self._index]
        same = [index for index, other in enumerate(scene.regions) if other == region]
        if same:
            self.select(min(same, key=lambda index: abs(index - (self._index or 0))))
        elif len(scene.regions) != len(before):
            self._index = None
            self.region_selected.emit(None)

    @Slot()
    def _on_replaced(self) -> None:
        self._regions = self._document.scene.regions
        self.select(None)
