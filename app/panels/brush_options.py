"""The bar of the chosen tool: what it does, and how large, hard and soft it paints."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSizePolicy, QToolBar, QWidget

from app.paint_actions import ToolName, tool_texts
from app.painting import MAX_DIAMETER_PX, MAX_SOFTNESS_PX, MIN_DIAMETER_PX, Brush, Painting
from app.panels.elided_label import ElidedLabel
from app.panels.slider_row import SliderRow
from app.style_library import title_of
from infinitygan.styles import Style

SLIDER_WIDTH_PX = 190
HEIGHT_PX = 34  # of all tools, so that the picture stays where it is
SWATCH = QSize(38, 22)
_BRUSHES = {ToolName.BRUSH, ToolName.ERASER}
_SOFT_SHAPES = {ToolName.RECTANGLE, ToolName.ELLIPSE, ToolName.LASSO}


class BrushOptions(QToolBar):
    """Shows the options of the chosen tool; all others are hidden."""

    def __init__(self, painting: Painting) -> None:
        super().__init__()
        self._painting = painting
        self.setObjectName("tool options")
        self.setWindowTitle(self.tr("Tool options"))
        self.setMovable(False)
        content = QWidget()
        content.setFixedHeight(HEIGHT_PX)
        self._row = QHBoxLayout(content)
        self._row.setContentsMargins(4, 0, 4, 0)
        self._row.setSpacing(8)
        self._picture = QLabel()
        self._style = QLabel()
        self._style.setProperty("heading", "true")
        self._row.addWidget(self._picture)
        self._row.addWidget(self._style)
        self._size = self._slider(
            self.tr("Size"), MIN_DIAMETER_PX, 1000, " px", self.tr("Size of the brush ([ and ])")
        )
        self._hardness = self._slider(
            self.tr("Hardness"), 0, 100, " %", self.tr("How much of the brush paints fully")
        )
        self._softness = self._slider(
            self.tr("Softness"), 0, MAX_SOFTNESS_PX, " px", self.tr("How wide new edges fade")
        )
        self._pressure = QCheckBox(self.tr("Pen pressure"))
        self._pressure.setToolTip(self.tr("A pen that presses harder paints wider"))
        self._row.addWidget(self._pressure)
        self._hint = ElidedLabel()
        self._hint.setProperty("muted", "true")
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row.addWidget(self._hint, 1)
        self.addWidget(content)
        self._connect()
        self.show_tool(ToolName.HAND)

    def _slider(self, title: str, low: int, high: int, suffix: str, tip: str) -> SliderRow:
        row = SliderRow(low, high, suffix)
        row.describe(title, tip)
        row.setFixedWidth(SLIDER_WIDTH_PX)
        label = QLabel(title)
        label.setBuddy(row)
        row.setProperty("label", label)
        self._row.addWidget(label)
        self._row.addWidget(row)
        return row

    def _connect(self) -> None:
        painting = self._painting
        self._size.edited.connect(
            lambda px: painting.set_brush(replace(painting.brush, diameter_px=px))
        )
        self._hardness.edited.connect(
            lambda percent: painting.set_brush(replace(painting.brush, hardness=percent / 100))
        )
        self._softness.edited.connect(painting.set_softness)
        self._pressure.clicked.connect(
            lambda is_on: painting.set_brush(replace(painting.brush, uses_pressure=is_on))
        )
        painting.brush_changed.connect(self._show_brush)
        painting.softness_changed.connect(self._softness.set_value)
        painting.style_chosen.connect(self._show_style)
        self._show_brush(painting.brush)
        self._softness.set_value(painting.softness_px)
        self._show_style(painting.style)

    def show_tool(self, tool: ToolName) -> None:
        """Show what belongs to a tool."""
        self._hint.setText(tool_texts()[tool].hint)
        self._hint.setToolTip(tool_texts()[tool].hint)
        for widget in (self._picture, self._style):
            widget.setVisible(tool.paints)
        for row, is_shown in (
            (self._size, tool in _BRUSHES),
            (self._hardness, tool in _BRUSHES),
            (self._softness, tool in _SOFT_SHAPES),
        ):
            row.setVisible(is_shown)
            row.property("label").setVisible(is_shown)
        self._pressure.setVisible(tool in _BRUSHES)

    def show_picture(self, image: QImage | None) -> None:
        """Show what the chosen style looks like."""
        pixmap = QPixmap() if image is None else QPixmap.fromImage(image)
        ratio = self.devicePixelRatioF()
        if not pixmap.isNull():
            size = SWATCH * ratio
            pixmap = pixmap.scaled(
                size,
                Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                Qt.TransformationMode.SmoothTransformation,
            ).copy(0, 0, size.width(), size.height())
            pixmap.setDevicePixelRatio(ratio)
        self._picture.setPixmap(pixmap)
        self._picture.setFixedSize(SWATCH)

    @Slot(object)
    def _show_brush(self, brush: Brush) -> None:
        size = round(brush.diameter_px)
        self._size.set_range(MIN_DIAMETER_PX, MAX_DIAMETER_PX if size > 1000 else 1000)
        self._size.set_value(size)
        self._hardness.set_value(round(brush.hardness * 100))
        blocker = QSignalBlocker(self._pressure)
        self._pressure.setChecked(brush.uses_pressure)
        del blocker

    @Slot(object)
    def _show_style(self, style: Style) -> None:
        text = self._style.fontMetrics().elidedText(
            title_of(style), Qt.TextElideMode.ElideRight, 140
        )
        self._style.setText(text)
