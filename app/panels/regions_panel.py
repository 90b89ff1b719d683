"""The regions panel: their order, names, visibility and locks, and the selected one's look."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QAction, QImage, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QWidget,
)

from app.document import Document
from app.painting import MAX_SOFTNESS_PX, Painting
from app.panels.panel import Panel, aligned_form, muted_label
from app.panels.picture_tile import paint_thumbnail
from app.panels.regions_model import REGION_ROLE, RegionsModel
from app.panels.slider_row import SliderRow
from app.panels.style_swatch import covering
from app.style_library import title_of
from app.style_pictures import StylePictures
from app.theme.icons import Icons
from infinitygan.scene import StyleRegion

ROW_PX = 34
ICON_PX = 18
PICTURE = QSize(40, 24)
MOST_ROWS = 7  # of more the list scrolls
_EYE, _LOCK = "eye", "lock"
_Index = QModelIndex | QPersistentModelIndex


class RegionDelegate(QStyledItemDelegate):
    """Paints a row: eye, picture of the style, name, lock."""

    def __init__(self, pictures: StylePictures, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._icons = icons

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give all rows one height."""
        return QSize(120, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        region: StyleRegion = index.data(REGION_ROLE)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        palette = option.palette  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(palette.highlight().color(), 1.5))
            painter.setBrush(palette.base())
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        eye = "shown" if region.visible else "hidden"
        self._icons.icon(eye).paint(painter, zone(rect, _EYE))
        picture = QRectF(picture_rect(rect))
        image = self._pictures.image(region.style)
        paint_thumbnail(painter, picture, _cut(image, picture), palette.mid().color())
        lock = zone(rect, _LOCK)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if region.locked or is_hovered:
            name = "locked" if region.locked else "unlocked"
            self._icons.icon(name).paint(painter, lock)
        left = picture_rect(rect).right() + 8
        text = QRect(left, rect.top(), lock.left() - left - 4, rect.height())
        colour = palette.text() if region.visible else palette.placeholderText()
        painter.setPen(colour.color())
        title = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, text.width()
        )
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        painter.restore()

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> None:
        """Put the name's field where the name is."""
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        left = picture_rect(rect).right() + 4
        right = zone(rect, _LOCK).left() - 2
        editor.setGeometry(left, rect.top() + 3, right - left, rect.height() - 6)


def zone(row: QRect, name: str) -> QRect:
    """Return where the eye or the lock of a row lies."""
    left = row.left() + 8 if name == _EYE else row.right() - ICON_PX - 8
    return QRect(left, row.center().y() - ICON_PX // 2, ICON_PX, ICON_PX)


def picture_rect(row: QRect) -> QRect:
    """Return where the picture of a row lies."""
    left = zone(row, _EYE).right() + 9
    top = row.center().y() - PICTURE.height() // 2
    return QRect(left, top, PICTURE.width(), PICTURE.height())


class RegionList(QListView):
    """The list; clicks on eyes and locks switch them."""

    def __init__(self, model: RegionsModel, delegate: RegionDelegate) -> None:
        super().__init__()
        self._regions = model
        delegate.setParent(self)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setAccessibleName(self.tr("Regions, the topmost first"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Switch an eye or a lock, else choose the row."""
        index = self.indexAt(event.position().toPoint())
        name = self._zone_at(index, event) if index.isValid() else None
        if name is None:
            super().mousePressEvent(event)
        else:
            self.switch(index.row(), name)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename, unless a zone is clicked twice."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._zone_at(index, event):
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def switch(self, row: int, name: str) -> None:
        """Hide or show, or lock or unlock a row's region."""
        region = self._regions.region(row)
        if name == _EYE:
            label = self.tr("Hide a region") if region.visible else self.tr("Show a region")
            self._regions.put(row, replace(region, visible=not region.visible), label)
        else:
            label = self.tr("Unlock a region") if region.locked else self.tr("Lock a region")
            self._regions.put(row, replace(region, locked=not region.locked), label)

    def viewportEvent(self, event: QEvent) -> bool:
        """Repaint the row that the mouse has left or reached."""
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.Leave):
            self.viewport().update()
        return super().viewportEvent(event)

    def _zone_at(self, index: QModelIndex, event: QMouseEvent) -> str | None:
        rect, at = self.visualRect(index), event.position().toPoint()
        for name in (_EYE, _LOCK):
            if zone(rect, name).adjusted(-5, -5, 5, 5).contains(at):
                return name
        return None


class RegionsPanel(Panel):
    """Lists the regions and edits the selected one."""

    def __init__(
        self,
        document: Document,
        painting: Painting,
        pictures: StylePictures,
        icons: Icons,
        actions: Sequence[QAction],
    ) -> None:
        super().__init__()
        self._document = document
        self._painting = painting
        self._icons = icons
        self._model = RegionsModel(document)
        self.list = RegionList(self._model, RegionDelegate(pictures, icons, self))
        self._empty = muted_label(
            self.tr("Paint with the brush or a shape, or drag a style onto the picture.")
        )
        self.column.addWidget(self._empty)
        self.column.addWidget(self.list)
        self._add_buttons(actions)
        self._add_form()
        self.column.addStretch(1)
        self._connect(pictures)
        self._show()

    def _add_buttons(self, actions: Sequence[QAction]) -> None:
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.eye = self._switch("shown", self.tr("Hide or show the region"), _EYE)
        self.lock = self._switch("unlocked", self.tr("Lock or unlock the region"), _LOCK)
        row.addWidget(self.eye)
        row.addWidget(self.lock)
        row.addStretch(1)
        for action in actions:
            button = QToolButton(autoRaise=True)
            button.setDefaultAction(action)
            button.setAccessibleName(action.text().replace("&", ""))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.column.addWidget(self._buttons)

    def _switch(self, icon: str, name: str, what: str) -> QToolButton:
        button = QToolButton(autoRaise=True)
        button.setAccessibleName(name)
        button.setToolTip(name)
        self._icons.dress(button, icon)
        button.clicked.connect(lambda: self._switch_selected(what))
        return button

    def _add_form(self) -> None:
        self._form = QWidget()
        form = aligned_form()
        self._form.setLayout(form)
        self.opacity = self._slider(
            self.tr("Opacity"), 100, " %", self.tr("How much of the style counts"), self._fade
        )
        self.softness = self._slider(
            self.tr("Softness"),
            MAX_SOFTNESS_PX,
            " px",
            self.tr("How wide the edge fades: between the two dashed lines"),
            self._soften,
        )
        form.addRow(self.tr("&Opacity"), self.opacity)
        form.addRow(self.tr("&Softness"), self.softness)
        self._style = QLabel()
        self._style.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.restyle = QPushButton(self.tr("Use the chosen style"))
        self.restyle.setToolTip(self.tr("Paint this region in the style chosen in the palette"))
        self._icons.dress(self.restyle, "style")
        self.restyle.clicked.connect(self._restyle)
        form.addRow(self.tr("Style"), self._style)
        form.addRow(self.restyle)
        self.column.addWidget(self._form)

    def _slider(
        self, name: str, high: int, suffix: str, tip: str, change: Callable[[int], None]
    ) -> SliderRow:
        row = SliderRow(0, high, suffix)
        row.describe(name, tip)
        row.edited.connect(change)
        row.released.connect(self._document.end_gesture)
        return row

    def _connect(self, pictures: StylePictures) -> None:
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._model.reset_done.connect(self._show)
        self._painting.region_selected.connect(self._show)
        self._document.scene_changed.connect(self._show)
        self._painting.style_chosen.connect(self._show)
        pictures.changed.connect(self.list.viewport().update)

    @Slot()
    def _show(self) -> None:
        """Show the list, and the selected region's look."""
        count = self._model.rowCount()
        self._empty.setVisible(count == 0)
        self.list.setVisible(count > 0)
        self._buttons.setVisible(count > 0)
        rows = min(count, MOST_ROWS)
        self.list.setFixedHeight(rows * ROW_PX + 2 * self.list.frameWidth() + 2)
        index, region = self._painting.selected_index, self._painting.selected_region
        self._form.setVisible(region is not None)
        self._show_current(index)
        for button in (self.eye, self.lock):
            button.setEnabled(region is not None)
        if region is None:
            return
        self.opacity.set_value(round(region.opacity * 100))
        self.softness.set_value(round(region.softness_px))
        self._style.setText(title_of(region.style))
        for widget in (self.opacity, self.softness, self.restyle):
            widget.setEnabled(not region.locked)
        if region.style == self._painting.style:
            self.restyle.setEnabled(False)
        self._icons.dress(self.eye, "shown" if region.visible else "hidden")
        self._icons.dress(self.lock, "locked" if region.locked else "unlocked")

    def _show_current(self, index: int | None) -> None:
        row = -1 if index is None else self._model.row_of(index)
        selection = self.list.selectionModel()
        if row == self.list.currentIndex().row() and (row < 0 or selection.hasSelection()):
            return
        selection.blockSignals(True)
        selection.setCurrentIndex(
            self._model.index(row) if row >= 0 else QModelIndex(),
            QItemSelectionModel.SelectionFlag.ClearAndSelect,
        )
        selection.blockSignals(False)
        self.list.viewport().update()

    @Slot(QModelIndex)
    def _on_current_changed(self, current: QModelIndex) -> None:
        self._painting.select(self._model.row_of(current.row()) if current.isValid() else None)

    def _switch_selected(self, what: str) -> None:
        index = self._painting.selected_index
        if index is not None:
            self.list.switch(self._model.row_of(index), what)

    def _fade(self, percent: int) -> None:
        self._change(self.tr("Change the opacity"), "region opacity", opacity=percent / 100)

    def _soften(self, softness_px: int) -> None:
        self._change(self.tr("Change the softness"), "region softness", softness_px=softness_px)

    def _restyle(self) -> None:
        self._change(self.tr("Change a region's style"), "", style=self._painting.style)

    def _change(self, label: str, gesture: str, **values: object) -> None:
        index, region = self._painting.selected_index, self._painting.selected_region
        if index is not None and region is not None:
            changed = replace(region, **values)  # pyright: ignore[reportArgumentType]
            self._model.put(self._model.row_of(index), changed, label, gesture)


def _cut(image: QImage | None, area: QRectF) -> QImage | None:
    return None if image is None else covering(image, area)
