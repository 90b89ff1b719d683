"""The regions of the scene as a list that Qt can show: the topmost first."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from app.document import Document
from app.style_library import title_of
from infinitygan.checks import MAX_TEXT
from infinitygan.scene import Scene, StyleRegion
from infinitygan.shapes import (
    BrushStrokes,
    Ellipse,
    Everything,
    Lasso,
    LinearGradient,
    RadialGradient,
    Rectangle,
)

ROW_MIME = "application/x-everscape-region-row"
REGION_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class RegionsModel(QAbstractListModel):
    """Rows of regions; edits go to the document."""

    reset_done = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self._regions = document.scene.regions
        document.scene_changed.connect(self._follow)

    def row_of(self, index: int) -> int:
        """Return the row of a region of the scene; the same sum turns a row into an index."""
        return len(self._regions) - 1 - index

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of regions."""
        return 0 if parent.isValid() else len(self._regions)

    def region(self, row: int) -> StyleRegion:
        """Return the region of a row."""
        return self._regions[self.row_of(row)]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a role says of a region."""
        region = self.region(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.title(region)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._description(region)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tr("{shape} in {style}. Drag to reorder, double-click to rename").format(
                shape=self.shape_name(region), style=title_of(region.style)
            )
        return region if role == REGION_ROLE else None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
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

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let rows be chosen, renamed and dragged; drop only between them."""
        flags = Qt.ItemFlag
        if not index.isValid():
            return flags.ItemIsDropEnabled
        return (
            flags.ItemIsEnabled
            | flags.ItemIsSelectable
            | flags.ItemIsEditable
            | flags.ItemIsDragEnabled
        )

    def supportedDropActions(self) -> Qt.DropAction:
        """Move rows."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Take rows of this list only."""
        return [ROW_MIME]

    def mimeData(self, indexes: Any) -> QMimeData:  # noqa: ANN401 - Qt's sequence has no type
        """Pack the dragged row."""
        data = QMimeData()
        data.setData(ROW_MIME, str(indexes[0].row()).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        """Move the dragged row before `row`; below the last: -1."""
        text = bytes(data.data(ROW_MIME).data()).decode()
        if not text.isdecimal() or int(text) >= len(self._regions):
            return False
        self.move(int(text), len(self._regions) if row < 0 else row)
        return False  # the document has moved it: Qt must not remove the old row

    def move(self, row: int, before: int) -> None:
        """Move a row before another one, as a step of the document."""
        to = before - 1 if before > row else before
        if to != row:
            scene = self._document.scene.with_region_moved(self.row_of(row), self.row_of(to))
            self._document.edit(self.tr("Reorder regions"), scene)

    def title(self, region: StyleRegion) -> str:
        """Return a region's name, or else say what it is."""
        return region.name or f"{title_of(region.style)} · {self.shape_name(region)}"

    def shape_name(self, region: StyleRegion) -> str:
        """Name the kind of a region's shape."""
        names = {
            Rectangle: self.tr("rectangle"),
            Ellipse: self.tr("ellipse"),
            Lasso: self.tr("lasso"),
            BrushStrokes: self.tr("brush"),
            LinearGradient: self.tr("gradient"),
            RadialGradient: self.tr("round gradient"),
            Everything: self.tr("everything"),
        }
        return names[type(region.shape)]

    def _description(self, region: StyleRegion) -> str:
        text = self.title(region)
        if not region.visible:
            text = self.tr("{region}, hidden").format(region=text)
        return self.tr("{region}, locked").format(region=text) if region.locked else text

    @Slot(object)
    def _follow(self, scene: Scene) -> None:
        """Show other regions; while only their contents change, the rows stay."""
        before, self._regions = self._regions, scene.regions
        if len(before) == len(scene.regions):
            if before != scene.regions:
                self.dataChanged.emit(self.index(0), self.index(len(before) - 1))
            return
        self.beginResetModel()
        self.endResetModel()
        self.reset_done.emit()
