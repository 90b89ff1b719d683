"""The regions panel: their order, names, visibility and locks, and the selected one's look."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QAction, QPainter, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from app.document import Document
from app.painting import MAX_SOFTNESS_PX, Painting
from app.panels.local_edits_section import LocalEditsSection
from app.panels.panel import Panel, aligned_form, muted_label
from app.panels.picture_tile import paint_thumbnail
from app.panels.regions_model import RegionsModel
from app.panels.slider_row import SliderRow
from app.panels.stack_list import EYE, LOCK, StackDelegate, StackList
from app.panels.style_swatch import covering
from app.style_library import title_of
from app.style_pictures import StylePictures
from app.theme.icons import Icons
from infinitygan.scene import StyleRegion
from infinitygan.shapes import Everything, LinearGradient, RadialGradient

_EDGELESS = (LinearGradient, RadialGradient, Everything)  # softness means nothing to them


class RegionDelegate(StackDelegate):
    """Paints a region with the picture of its style."""

    def __init__(self, pictures: StylePictures, icons: Icons, parent: QWidget) -> None:
        super().__init__(icons, parent)
        self._pictures = pictures

    def paint_picture(
        self, painter: QPainter, area: QRect, item: StyleRegion, palette: QPalette
    ) -> None:
        """Paint the style."""
        picture = QRectF(area)
        image = self._pictures.image(item.style)
        cut = None if image is None else covering(image, picture)
        paint_thumbnail(painter, picture, cut, palette.mid().color())

    def is_locked(self, item: StyleRegion) -> bool:
        """Tell whether the region is locked."""
        return item.locked


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
        delegate = RegionDelegate(pictures, icons, self)
        self.list = StackList(self._model, delegate, self.tr("Regions, the topmost first"))
        self._empty = muted_label(
            self.tr("Paint with the brush or a shape, or drag a style onto the picture.")
        )
        self.column.addWidget(self._empty)
        self.column.addWidget(self.list)
        self._add_buttons(actions)
        self._add_form()
        self.local_edits = LocalEditsSection(document, icons)
        self.column.addWidget(self.local_edits)
        self.column.addStretch(1)
        self._connect(pictures)
        self._show()

    def _add_buttons(self, actions: Sequence[QAction]) -> None:
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.eye = self._switch("shown", self.tr("Hide or show the region"), EYE)
        self.lock = self._switch("unlocked", self.tr("Lock or unlock the region"), LOCK)
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
        self.list.switched.connect(self.switch)
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
        self.list.fit()
        self._buttons.setVisible(count > 0)
        index, region = self._painting.selected_index, self._painting.selected_region
        self._form.setVisible(region is not None)
        self.list.select(-1 if index is None else self._model.row_of(index))
        for button in (self.eye, self.lock):
            button.setEnabled(region is not None)
        if region is None:
            return
        self.opacity.set_value(round(region.opacity * 100))
        self.softness.set_value(round(region.softness_px))
        self._style.setText(title_of(region.style))
        for widget in (self.opacity, self.restyle):
            widget.setEnabled(not region.locked)
        self.softness.setEnabled(not region.locked and not isinstance(region.shape, _EDGELESS))
        if region.style == self._painting.style:
            self.restyle.setEnabled(False)
        self._icons.dress(self.eye, "shown" if region.visible else "hidden")
        self._icons.dress(self.lock, "locked" if region.locked else "unlocked")

    @Slot(QModelIndex)
    def _on_current_changed(self, current: QModelIndex) -> None:
        self._painting.select(self._model.row_of(current.row()) if current.isValid() else None)

    @Slot(int, str)
    def switch(self, row: int, what: str) -> None:
        """Hide or show, or lock or unlock a row's region."""
        region = self._model.region(row)
        if what == EYE:
            label = self.tr("Hide a region") if region.visible else self.tr("Show a region")
            self._model.put(row, replace(region, visible=not region.visible), label)
        else:
            label = self.tr("Unlock a region") if region.locked else self.tr("Lock a region")
            self._model.put(row, replace(region, locked=not region.locked), label)

    def _switch_selected(self, what: str) -> None:
        index = self._painting.selected_index
        if index is not None:
            self.switch(self._model.row_of(index), what)

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
