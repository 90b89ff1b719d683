"""The size panel: presets of monitors and phones, free sizes, and what a size will cost."""

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QSpinBox, QToolButton

from app.document import Document
from app.export_plan import cost_of, whole_part
from app.monitor_presets import PresetKind, SizePreset, size_text
from app.panels.elided_combo_box import ElidedComboBox
from app.panels.monitor_section import MonitorSection
from app.panels.panel import Panel, muted_label
from app.span_model import SpanModel
from app.theme.icons import Icons
from app.words import cost_text, number_text
from infinitygan.geometry import Size
from infinitygan.inference.formats import ImageFormat
from infinitygan.scene import Scene

MIN_SIDE_PX = 64
MAX_SIDE_PX = 65_500


class SizePanel(Panel):
    """Chooses the size of the picture."""

    def __init__(self, document: Document, spans: SpanModel, icons: Icons) -> None:
        super().__init__()
        self._document = document
        self._spans = spans
        self._icons = icons
        self._pixels_per_second: float | None = None
        self._add_presets()
        self._add_sides()
        self._stays = QCheckBox(self.tr("Leave what is painted in its place"))
        self._stays.setToolTip(
            self.tr(
                "Regions, rolls, moods and photos keep their pixels when the size changes; "
                "else they grow and shrink with the picture"
            )
        )
        self.column.addWidget(self._stays)
        self._facts = muted_label()
        self._facts.setAccessibleName(self.tr("What this size costs"))
        self.column.addWidget(self._facts)
        self._monitors = MonitorSection(spans)
        self.column.addWidget(self._monitors)
        self.column.addStretch(1)
        document.scene_changed.connect(self._show_scene)
        spans.changed.connect(self._show_presets)
        self._show_presets()

    def _add_presets(self) -> None:
        self._presets = ElidedComboBox()
        self._presets.setAccessibleName(self.tr("Size preset"))
        self._presets.setToolTip(
            self.tr("Sizes of your monitors in real pixels, of common screens and of phones.")
        )
        self._presets.setMaxVisibleItems(24)
        self._presets.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._presets.setMinimumContentsLength(18)
        self._presets.activated.connect(self._on_preset)
        self.column.addWidget(self._presets)

    def _add_sides(self) -> None:
        self._width = self._side(self.tr("Width"))
        self._height = self._side(self.tr("Height"))
        self._linked = self._button("unlinked", self.tr("Keep the ratio of width to height"))
        self._linked.setCheckable(True)
        self._linked.toggled.connect(
            lambda on: self._icons.dress(self._linked, "linked" if on else "unlinked")
        )
        swap = self._button("swap", self.tr("Swap width and height"))
        swap.clicked.connect(self.swap)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)  # the buttons have a margin of their own
        sides = (
            (self.tr("&Width"), self._width, self._linked),
            (self.tr("&Height"), self._height, swap),
        )
        for row, (text, box, button) in enumerate(sides):
            label = QLabel(text)
            label.setBuddy(box)
            for column, part in enumerate((label, box, button)):
                grid.addWidget(part, row, column)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)

    def _side(self, name: str) -> QSpinBox:
        box = QSpinBox(minimum=MIN_SIDE_PX, maximum=MAX_SIDE_PX, suffix=" px")
        box.setKeyboardTracking(False)
        box.setAccelerated(True)
        box.setAccessibleName(name)
        box.setToolTip(
            self.tr("{low} to {high} pixels").format(low=MIN_SIDE_PX, high=number_text(MAX_SIDE_PX))
        )
        box.valueChanged.connect(self._on_side)
        return box

    def _button(self, icon: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        self._icons.dress(button, icon)
        return button

    def set_speed(self, pixels_per_second: float) -> None:
        """Take over a measured speed for the estimates."""
        self._pixels_per_second = pixels_per_second
        self._show_facts(self._document.scene.canvas)

    @Slot()
    def swap(self) -> None:
        """Turn landscape into portrait and back."""
        size = self._document.scene.canvas
        self.resize_canvas(Size(size.width, size.height))

    @Slot(int)
    def _on_preset(self, index: int) -> None:
        preset = self._presets.itemData(index)
        if isinstance(preset, SizePreset):
            self.resize_canvas(preset.size)
        self._show_scene(self._document.scene)

    @Slot()
    def _on_side(self) -> None:
        before = self._document.scene.canvas
        height, width = self._height.value(), self._width.value()
        if self._linked.isChecked():
            if self.sender() is self._width:
                height = _limited(width * before.height / before.width)
            else:
                width = _limited(height * before.width / before.height)
        self.resize_canvas(Size(height, width))

    def resize_canvas(self, size: Size) -> None:
        """Give the picture another size; what is painted scales with it, or stays in its place."""
        anchoring = "pixels" if self._stays.isChecked() else "relative"
        self._document.edit(
            self.tr("Resize to {size}").format(size=size_text(size)),
            self._document.scene.with_canvas(size, anchoring),
        )
        self._show_scene(self._document.scene)

    @Slot()
    def _show_presets(self) -> None:
        model = QStandardItemModel(self)
        headings = {
            PresetKind.SCREEN: self.tr("Screens"),
            PresetKind.PHONE: self.tr("Phones and tablets"),
        }
        kind: PresetKind | None = None
        for preset in self._spans.presets():
            if preset.kind is not kind and preset.kind in headings:
                model.appendRow(_heading(headings[preset.kind]))
            kind = preset.kind
            item = QStandardItem(preset.label)
            item.setData(preset, Qt.ItemDataRole.UserRole)
            model.appendRow(item)
        self._presets.setModel(model)
        self._show_scene(self._document.scene)

    @Slot(object)
    def _show_scene(self, scene: Scene) -> None:
        for box, value in ((self._width, scene.canvas.width), (self._height, scene.canvas.height)):
            blocker = QSignalBlocker(box)
            box.setValue(value)
            del blocker
        matching = [
            index
            for index in range(self._presets.count())
            if isinstance(preset := self._presets.itemData(index), SizePreset)
            and preset.size == scene.canvas
        ]
        self._presets.setCurrentIndex(matching[0] if matching else -1)
        self._presets.setPlaceholderText(self.tr("Own size"))
        is_painted = bool(scene.regions or scene.rerolls or scene.moods or scene.photos)
        self._stays.setVisible(is_painted)
        self._show_facts(scene.canvas)

    def _show_facts(self, size: Size) -> None:
        parts = (whole_part(size),)
        cost = cost_of(parts, ImageFormat.PNG, 0, self._pixels_per_second)
        self._facts.setText(cost_text(cost))


def _heading(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def _limited(side: float) -> int:
    return min(max(round(side), MIN_SIDE_PX), MAX_SIDE_PX)
