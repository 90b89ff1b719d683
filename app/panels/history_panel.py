"""The history panel: what was seen before, as a strip of thumbnails with stars."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.document import Document
from app.history import History, HistoryEntry
from app.monitor_presets import size_text
from app.panels.hold_gesture import HoldGesture
from app.panels.panel import muted_label
from app.panels.picture_tile import RADIUS_PX, paint_thumbnail
from app.theme.icons import Icons
from app.thumbnails import Thumbnails
from infinitygan.scene import Scene

ITEM = QSize(156, 96)
STAR_PX = 22
SIDE_PX = 168
_ENTRY = Qt.ItemDataRole.UserRole
_NUMBER = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractListModel):
    """The entries as Qt wants them; `_NUMBER` is an entry's place in the history."""

    def __init__(self, history: History, thumbnails: Thumbnails) -> None:
        super().__init__(history)
        self._history = history
        self._thumbnails = thumbnails
        self._only_starred = False
        self._shown: list[tuple[int, HistoryEntry]] = []
        history.changed.connect(self._reset)
        thumbnails.ready.connect(self._on_thumbnail)
        thumbnails.cleared.connect(self._reset)
        self._reset()

    def show_only_starred(self, is_on: bool) -> None:
        """Leave out what has no star, or show all."""
        self._only_starred = is_on
        self._reset()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return the number of entries shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a role says of an entry."""
        number, entry = self._shown[index.row()]
        if role == _ENTRY:
            return entry
        if role == _NUMBER:
            return number
        if role == Qt.ItemDataRole.DecorationRole:
            return self._thumbnails.image(entry.scene)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._description(entry)
        return None

    def _description(self, entry: HistoryEntry) -> str:
        text = self.tr("{size}, layout {layout}, texture {texture}").format(
            size=size_text(entry.scene.canvas),
            layout=entry.scene.layout_seed,
            texture=entry.scene.texture_seed,
        )
        return self.tr("Starred: {what}").format(what=text) if entry.is_starred else text

    @Slot()
    def _reset(self) -> None:
        self.beginResetModel()
        self._shown = [
            (number, entry)
            for number, entry in enumerate(self._history.entries)
            if entry.is_starred or not self._only_starred
        ]
        self.endResetModel()

    @Slot(object)
    def _on_thumbnail(self, scene: Scene) -> None:
        for row, (_, entry) in enumerate(self._shown):
            if entry.scene == scene:
                index = self.index(row)
                self.dataChanged.emit(index, index)


class _EntryPainter(QStyledItemDelegate):
    """Paints a thumbnail with its star."""

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give all entries one size."""
        return ITEM

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one entry."""
        entry, image = index.data(_ENTRY), index.data(Qt.ItemDataRole.DecorationRole)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        palette = option.palette  # pyright: ignore[reportAttributeAccessIssue]
        area = QRectF(rect).adjusted(4, 4, -4, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paint_thumbnail(painter, area, _cut(image, area), palette.mid().color())
        if state & QStyle.StateFlag.State_HasFocus or state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(palette.highlight().color(), 2))
            painter.drawRoundedRect(area.adjusted(-2, -2, 2, 2), RADIUS_PX, RADIUS_PX)
        if entry.is_starred or state & QStyle.StateFlag.State_MouseOver:
            star = star_rect(rect)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.window())
            painter.drawRoundedRect(star, RADIUS_PX, RADIUS_PX)
            name = "starred" if entry.is_starred else "star"
            self._icons.icon(name).paint(painter, star.adjusted(3, 3, -3, -3))
        painter.restore()


def star_rect(item: QRect) -> QRect:
    """Return where the star of an entry lies."""
    return QRect(item.right() - STAR_PX - 8, item.top() + 8, STAR_PX, STAR_PX)


def _cut(image: QImage | None, area: QRectF) -> QImage | None:
    """Cut the middle of a thumbnail that has the shape of the area."""
    if image is None:
        return None
    scale = min(image.width() / area.width(), image.height() / area.height())
    width, height = round(area.width() * scale), round(area.height() * scale)
    return image.copy((image.width() - width) // 2, (image.height() - height) // 2, width, height)


class HistoryList(QListView):
    """The strip; a press either uses an entry or, while held, compares it."""

    used = Signal(int)
    starred = Signal(int)
    removed = Signal(int)
    compared = Signal(int)  # a number, or -1 when it is let go

    def __init__(self) -> None:
        super().__init__()
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("History of pictures"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._gesture = HoldGesture(self)
        self._gesture.tapped.connect(lambda: self._tell(self.used))
        self._gesture.held.connect(lambda: self._tell(self.compared))
        self._gesture.let_go.connect(lambda: self.compared.emit(-1))

    def number(self) -> int:
        """Return the place of the current entry in the history; -1: there is none."""
        index = self.currentIndex()
        return index.data(_NUMBER) if index.isValid() else -1

    def _tell(self, signal: Any) -> None:  # noqa: ANN401 - bound signals have no public type
        if self.number() >= 0:
            signal.emit(self.number())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Toggle a star, or begin a tap or a hold."""
        super().mousePressEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if star_rect(self.visualRect(index)).contains(at):
            self._tell(self.starred)
        else:
            self._gesture.press()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select nothing by dragging."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Use the entry, or stop comparing."""
        super().mouseReleaseEvent(event)
        self._gesture.release()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Use by Enter, star by S, remove by Delete; the gesture takes Space."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell(self.used)
        elif key == Qt.Key.Key_S:
            self._tell(self.starred)
        elif key == Qt.Key.Key_Delete:
            self._tell(self.removed)
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Stop comparing."""
        self._gesture.cancel()
        super().leaveEvent(event)


class HistoryPanel(QWidget):
    """Shows the history and brings back what was seen."""

    peek = Signal(object)  # Scene to compare, or None when it is let go

    def __init__(
        self, history: History, thumbnails: Thumbnails, document: Document, icons: Icons
    ) -> None:
        super().__init__()
        self.setProperty("panel", "true")
        self._history = history
        self._document = document
        self._model = HistoryModel(history, thumbnails)
        self.list = HistoryList()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_EntryPainter(icons, self.list))
        self.list.used.connect(self._use)
        self.list.starred.connect(self._star)
        self.list.removed.connect(history.remove)
        self.list.compared.connect(self._compare)
        self.list.customContextMenuRequested.connect(self._show_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 6)
        row.setSpacing(8)
        row.addLayout(self._side(icons))
        row.addWidget(self.list, 1)

    def _side(self, icons: Icons) -> QVBoxLayout:
        only = QPushButton(self.tr("Only starred"))
        only.setCheckable(True)
        only.setFixedWidth(SIDE_PX)
        only.setToolTip(self.tr("Show only pictures with a star; those are kept for good."))
        icons.dress(only, "star")
        only.toggled.connect(self._model.show_only_starred)
        hint = muted_label(self.tr("Click to bring one back, hold to compare."))
        hint.setFixedWidth(SIDE_PX)
        column = QVBoxLayout()
        column.addWidget(only)
        column.addWidget(hint)
        column.addStretch(1)
        return column

    def _use(self, number: int) -> None:
        scene = self._history.entries[number].scene
        self._document.edit(self.tr("Bring back a picture"), scene)

    def _star(self, number: int) -> None:
        self._history.set_starred(number, not self._history.entries[number].is_starred)

    def _compare(self, number: int) -> None:
        self.peek.emit(None if number < 0 else self._history.entries[number].scene)

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        number = self.list.number()
        if number < 0 or not self.list.indexAt(at).isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entry = self._history.entries[number]
        menu.addAction(self.tr("Bring back"), lambda: self._use(number))
        text = self.tr("Take the star away") if entry.is_starred else self.tr("Star")
        menu.addAction(text, lambda: self._star(number))
        menu.addAction(self.tr("Remove"), lambda: self._history.remove(number))
        menu.addSeparator()
        menu.addAction(self.tr("Remove all without a star"), self._history.clear_unstarred)
        menu.popup(self.list.viewport().mapToGlobal(at))
