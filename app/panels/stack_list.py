"""The list of a stack: rows with an eye, a picture, a title and, where things lock, a lock."""

from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.panels.stack_model import ITEM_ROLE, SEEN_ROLE, Index, StackModel
from app.theme.icons import Icons

ROW_PX = 34
ICON_PX = 18
PICTURE = QSize(40, 24)
MOST_ROWS = 5  # of more the list scrolls, so that what is below it stays in reach
EYE, LOCK = "eye", "lock"


class StackDelegate(QStyledItemDelegate):
    """Paints a row."""

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.icons = icons

    def paint_picture(self, painter: QPainter, area: QRect, item: Any, palette: QPalette) -> None:  # noqa: ANN401
        """Paint what stands for an item."""
        raise NotImplementedError

    def is_locked(self, item: Any) -> bool | None:  # noqa: ANN401
        """Tell whether an item is locked; None: it has no lock."""
        return None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give all rows one height."""
        return QSize(120, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        item = index.data(ITEM_ROLE)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        palette: QPalette = option.palette  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(palette.highlight().color(), 1.5))
            painter.setBrush(palette.base())
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        self.icons.icon("shown" if item.visible else "hidden").paint(painter, zone(rect, EYE))
        self.paint_picture(painter, picture_rect(rect), item, palette)
        is_locked, is_hovered = self.is_locked(item), state & QStyle.StateFlag.State_MouseOver
        shows_lock = bool(is_locked or (is_locked is not None and is_hovered))
        if shows_lock:
            icon = self.icons.icon("locked" if is_locked else "unlocked")
            icon.paint(painter, zone(rect, LOCK))
        is_seen = index.data(SEEN_ROLE)
        painter.setPen((palette.text() if is_seen else palette.placeholderText()).color())
        area = title_rect(rect, has_lock=shows_lock)
        title = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        painter.restore()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Put the name's field where the name is."""
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        editor.setGeometry(title_rect(rect, has_lock=True).adjusted(-4, 3, 2, -3))


def zone(row: QRect, name: str) -> QRect:
    """Return where the eye or the lock of a row lies."""
    left = row.left() + 8 if name == EYE else row.right() - ICON_PX - 8
    return QRect(left, row.center().y() - ICON_PX // 2, ICON_PX, ICON_PX)


def picture_rect(row: QRect) -> QRect:
    """Return where the picture of a row lies."""
    left = zone(row, EYE).right() + 9
    top = row.center().y() - PICTURE.height() // 2
    return QRect(left, top, PICTURE.width(), PICTURE.height())


def title_rect(row: QRect, *, has_lock: bool) -> QRect:
    """Return where the title of a row lies."""
    left = picture_rect(row).right() + 8
    right = zone(row, LOCK).left() if has_lock else row.right() - 4
    return QRect(left, row.top(), right - left - 4, row.height())


class StackList(QListView):
    """Shows a stack; a click on an eye or a lock is told, and selects nothing."""

    switched = Signal(int, str)  # the row, and EYE or LOCK

    def __init__(self, model: StackModel, delegate: StackDelegate, name: str) -> None:
        super().__init__()
        delegate.setParent(self)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self._delegate = delegate
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setAccessibleName(name)

    def fit(self) -> None:
        """Show all rows up to some, and nothing where there is none."""
        count = self.model().rowCount()
        self.setVisible(count > 0)
        self.setFixedHeight(min(count, MOST_ROWS) * ROW_PX + 2 * self.frameWidth() + 2)

    def select(self, row: int) -> None:
        """Select a row without telling so; -1: none."""
        selection = self.selectionModel()
        if row == self.currentIndex().row() and (row < 0 or selection.hasSelection()):
            return
        selection.blockSignals(True)
        selection.setCurrentIndex(
            self.model().index(row, 0) if row >= 0 else QModelIndex(),
            QItemSelectionModel.SelectionFlag.ClearAndSelect,
        )
        selection.blockSignals(False)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Switch an eye or a lock, else choose the row."""
        index = self.indexAt(event.position().toPoint())
        name = self._zone_at(index, event) if index.isValid() else None
        if name is None:
            super().mousePressEvent(event)
        else:
            self.switched.emit(index.row(), name)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename, unless a zone is clicked twice."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._zone_at(index, event):
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Repaint the row that the mouse has left or reached."""
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.Leave):
            self.viewport().update()
        return super().viewportEvent(event)

    def _zone_at(self, index: QModelIndex, event: QMouseEvent) -> str | None:
        rect, at = self.visualRect(index), event.position().toPoint()
        has_lock = self._delegate.is_locked(index.data(ITEM_ROLE)) is not None
        for name in (EYE, LOCK) if has_lock else (EYE,):
            if zone(rect, name).adjusted(-5, -5, 5, 5).contains(at):
                return name
        return None
