"""A part of the scene whose items lie above each other, as a list that Qt shows: topmost first."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from app.document import Document
from infinitygan.scene import Scene
from infinitygan.shapes import (
    BrushStrokes,
    Ellipse,
    Everything,
    Lasso,
    LinearGradient,
    RadialGradient,
    Rectangle,
    Shape,
)

ITEM_ROLE = Qt.ItemDataRole.UserRole
SEEN_ROLE = Qt.ItemDataRole.UserRole + 1  # whether an item can change what is seen
ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class StackModel(QAbstractListModel):
    """Rows of items that can be dragged; edits go to the document."""

    reset_done = Signal()
    MIME = ""  # of a dragged row

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self._items: Sequence[Any] = self.items_of(document.scene)
        document.scene_changed.connect(self._follow)

    def items_of(self, scene: Scene) -> Sequence[Any]:
        """Return the items of a scene, the lowest first."""
        raise NotImplementedError

    def move(self, row: int, before: int) -> None:
        """Move a row before another one, as a step of the document."""
        raise NotImplementedError

    def row_of(self, index: int) -> int:
        """Return the row of an item of the scene; the same sum turns a row into an index."""
        return len(self._items) - 1 - index

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of items."""
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be chosen and dragged; drop only between them."""
        flags = Qt.ItemFlag
        if not index.isValid():
            return flags.ItemIsDropEnabled
        return flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Move rows."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Take rows of this list only."""
        return [self.MIME]

    def mimeData(self, indexes: Any) -> QMimeData:  # noqa: ANN401 - Qt's sequence has no type
        """Pack the dragged row."""
        data = QMimeData()
        data.setData(self.MIME, str(indexes[0].row()).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Move the dragged row before `row`; below the last: -1."""
        text = bytes(data.data(self.MIME).data()).decode()
        if not text.isdecimal() or int(text) >= len(self._items):
            return False
        self.move(int(text), len(self._items) if row < 0 else row)
        return False  # the document has moved it: Qt must not remove the old row

    @Slot(object)
    def _follow(self, scene: Scene) -> None:
        """Show other items; while only their contents change, the rows stay."""
        before, self._items = self._items, self.items_of(scene)
        if len(before) == len(self._items):
            if before != self._items:
                self.dataChanged.emit(self.index(0), self.index(len(before) - 1))
            return
        self.beginResetModel()
        self.endResetModel()
        self.reset_done.emit()


def shape_name(shape: Shape) -> str:
    """Name the kind of a shape."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("RegionsModel", text)

    return {
        Rectangle: tr("rectangle"),
        Ellipse: tr("ellipse"),
        Lasso: tr("lasso"),
        BrushStrokes: tr("brush"),
        LinearGradient: tr("gradient"),
        RadialGradient: tr("round gradient"),
        Everything: tr("everything"),
    }[type(shape)]
