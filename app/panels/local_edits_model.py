"""The kept re-rolls and moods of the scene as a list: what is done last comes first."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt

from app.local_edits import LocalEdit
from app.panels.stack_model import ITEM_ROLE, SEEN_ROLE, Index, StackModel, shape_name
from infinitygan.scene import Mood, Reroll, Scene


class LocalEditsModel(StackModel):
    """Rows of re-rolls and moods. All moods lie above all re-rolls: the renderer has it so."""

    MIME = "application/x-everscape-local-edit-row"

    def items_of(self, scene: Scene) -> Sequence[LocalEdit]:
        """Return the re-rolls of a scene, then its moods."""
        return (*scene.rerolls, *scene.moods)

    def edit(self, row: int) -> LocalEdit:
        """Return the re-roll or mood of a row."""
        return self._items[self.row_of(row)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a role says of a row."""
        edit = self.edit(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(edit)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = self.title(edit)
            return title if edit.visible else self.tr("{edit}, hidden").format(edit=title)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tr("Drag to reorder; the eye hides it")
        if role == SEEN_ROLE:
            return edit.visible
        return edit if role == ITEM_ROLE else None

    def title(self, edit: LocalEdit) -> str:
        """Say what an edit does, and in what."""
        shape = shape_name(edit.shape)
        if isinstance(edit, Mood):
            return self.tr("Mood · {shape}").format(shape=shape)
        if edit.texture_seed is None:
            return self.tr("Layout · {shape}").format(shape=shape)
        if edit.layout_seed is None:
            return self.tr("Texture · {shape}").format(shape=shape)
        return self.tr("Layout and texture · {shape}").format(shape=shape)

    def switch(self, row: int) -> None:
        """Hide or show a row's edit, as a step of the document."""
        items, edit = list(self._items), self.edit(row)
        items[self.row_of(row)] = replace(edit, visible=not edit.visible)
        self._put(self.tr("Hide a change") if edit.visible else self.tr("Show a change"), items)

    def remove(self, row: int) -> None:
        """Delete a row's edit, as a step of the document."""
        items = list(self._items)
        del items[self.row_of(row)]
        self._put(self.tr("Delete a change"), items)

    def can_move(self, row: int, before: int) -> bool:
        """Tell whether a row has another place there: among its own kind."""
        to = self.row_of(before - 1 if before > row else before)
        return 0 <= to < len(self._items) and (
            type(self._items[to]) is type(self.edit(row)) and to != self.row_of(row)
        )

    def move(self, row: int, before: int) -> None:
        """Move a row before another one of its kind, as a step of the document."""
        if self.can_move(row, before):
            items = list(self._items)
            item = items.pop(self.row_of(row))
            items.insert(self.row_of(before - 1 if before > row else before), item)
            self._put(self.tr("Reorder changes"), items)

    def _put(self, label: str, items: Sequence[LocalEdit]) -> None:
        rerolls = tuple(item for item in items if isinstance(item, Reroll))
        moods = tuple(item for item in items if isinstance(item, Mood))
        self._document.edit(label, replace(self._document.scene, rerolls=rerolls, moods=moods))
