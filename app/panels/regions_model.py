"""The regions of the scene as a list that Qt can show: the topmost first."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt

from app.panels.stack_model import ITEM_ROLE, SEEN_ROLE, Index, StackModel, shape_name
from app.style_library import title_of
from infinitygan.checks import MAX_TEXT
from infinitygan.scene import Scene, StyleRegion
from infinitygan.shapes import influence


class RegionsModel(StackModel):
    """Rows of regions."""

    MIME = "application/x-everscape-region-row"

    def items_of(self, scene: Scene) -> Sequence[StyleRegion]:
        """Return the regions of a scene."""
        return scene.regions

    def region(self, row: int) -> StyleRegion:
        """Return the region of a row."""
        return self._items[self.row_of(row)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a role says of a region."""
        region = self.region(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.title(region)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._description(region)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(region)
        if role == SEEN_ROLE:
            return region.visible and not self._is_off(region)
        return region if role == ITEM_ROLE else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Rename a region."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        name = str(value).strip()[:MAX_TEXT]
        region = self.region(index.row())
        if name and name != self.title(region):
            self.put(index.row(), replace(region, name=name), self.tr("Rename a region"))
        return True

    def put(self, row: int, region: StyleRegion, label: str, gesture: str = "") -> None:
        """Put another region into a row, as a step of the document."""
        scene = self._document.scene.with_region(self.row_of(row), region)
        self._document.edit(label, scene, gesture)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be renamed, too."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def move(self, row: int, before: int) -> None:
        """Move a row before another one, as a step of the document."""
        to = before - 1 if before > row else before
        if to != row:
            scene = self._document.scene.with_region_moved(self.row_of(row), self.row_of(to))
            self._document.edit(self.tr("Reorder regions"), scene)

    def title(self, region: StyleRegion) -> str:
        """Return a region's name, or else say what it is."""
        return region.name or f"{title_of(region.style)} · {shape_name(region.shape)}"

    def _is_off(self, region: StyleRegion) -> bool:
        """Tell whether a region lies wholly off the canvas; on one that wraps it comes in again."""
        scene, reach = self._document.scene, influence(region.shape, region.softness_px)
        if scene.wrap or reach is None:
            return False
        return reach.intersection(scene.canvas.rect).is_empty

    def _tip(self, region: StyleRegion) -> str:
        shape, style = shape_name(region.shape), title_of(region.style)
        if self._is_off(region):
            text = self.tr("{shape} in {style}. It lies off the picture: zoom out to drag it back")
        else:
            text = self.tr("{shape} in {style}. Drag to reorder, double-click to rename")
        return text.format(shape=shape, style=style)

    def _description(self, region: StyleRegion) -> str:
        text = self.title(region)
        if not region.visible:
            text = self.tr("{region}, hidden").format(region=text)
        elif self._is_off(region):
            text = self.tr("{region}, off the picture").format(region=text)
        return self.tr("{region}, locked").format(region=text) if region.locked else text
