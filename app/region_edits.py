"""What keys and buttons do to the selected region: delete, duplicate, reorder and nudge it."""

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from app.document import Document
from app.paint_actions import PaintActions
from app.painting import Painting

NUDGE_SHARE = 0.02  # of the canvas height, by one key press


class RegionEdits(QObject):
    """Edits the selected region, and offers only the actions that have an effect on it."""

    def __init__(self, document: Document, painting: Painting, actions: PaintActions) -> None:
        super().__init__(painting)
        self._document = document
        self._painting = painting
        self._actions = actions
        for action, act in (
            (actions.delete, self.delete),
            (actions.duplicate, self.duplicate),
            (actions.raise_region, lambda: self.move(1)),
            (actions.lower_region, lambda: self.move(-1)),
        ):
            action.triggered.connect(lambda _=False, act=act: act())
        painting.region_selected.connect(self._offer)
        document.scene_changed.connect(self._offer)
        self._offer()

    @Slot()
    def _offer(self) -> None:
        index, region = self._painting.selected_index, self._painting.selected_region
        is_free = region is not None and not region.locked
        actions, last = self._actions, len(self._document.scene.regions) - 1
        actions.delete.setEnabled(is_free)
        actions.duplicate.setEnabled(region is not None)
        actions.raise_region.setEnabled(index is not None and index < last)
        actions.lower_region.setEnabled(index is not None and index > 0)

    def delete(self) -> None:
        """Delete the region, unless it is locked."""
        index, region = self._painting.selected_index, self._painting.selected_region
        if index is not None and region is not None and not region.locked:
            scene = self._document.scene.without_region(index)
            self._document.edit(self.tr("Delete a region"), scene)

    def duplicate(self) -> None:
        """Put a copy above all regions, a little aside, and select it."""
        region = self._painting.selected_region
        if region is not None:
            step = self._step_px
            copied = replace(region.moved(step, step), locked=False)
            scene = self._document.scene.with_region_added(copied)
            self._document.edit(self.tr("Duplicate a region"), scene)
            self._painting.select(len(scene.regions) - 1)

    def move(self, by: int) -> None:
        """Move the region up or down among the others."""
        index, scene = self._painting.selected_index, self._document.scene
        if index is not None and 0 <= index + by < len(scene.regions):
            moved = scene.with_region_moved(index, index + by)
            self._document.edit(self.tr("Reorder regions"), moved)

    def nudge(self, down: int, right: int) -> None:
        """Move the region on the canvas by steps, unless it is locked."""
        index, region = self._painting.selected_index, self._painting.selected_region
        if index is not None and region is not None and not region.locked:
            moved = region.moved(down * self._step_px, right * self._step_px)
            scene = self._document.scene.with_region(index, moved)
            self._document.edit(self.tr("Move a region"), scene)

    @property
    def _step_px(self) -> float:
        return NUDGE_SHARE * self._document.scene.canvas.height
