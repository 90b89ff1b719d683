"""The monitors drawn to scale, with the gaps between them; hidden while there is only one."""

from PySide6.QtCore import QRectF, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QVBoxLayout, QWidget

from app.monitor_setups import MAX_DIAGONAL_INCHES, MIN_DIAGONAL_INCHES
from app.monitors import (
    MAX_GAP_MM,
    Layout,
    Match,
    canvas_of,
    crops,
    in_reading_order,
    seams,
)
from app.panels.panel import aligned_form
from app.span_model import SpanModel

DRAWING_WIDTH_PX = 224  # what the panel has at least
MAX_DRAWING_HEIGHT_PX = 112


class MonitorDrawing(QWidget):
    """Draws the parts of the picture that the monitors show."""

    def __init__(self) -> None:
        super().__init__()
        self._layout: Layout | None = None
        self.setAccessibleName(self.tr("Your monitors, to scale"))

    def show_layout(self, layout: Layout | None) -> None:
        """Draw other monitors, in no more height than they need."""
        self._layout = layout
        if layout is not None:
            whole = layout.canvas
            needed_px = round(DRAWING_WIDTH_PX * whole.height / whole.width)
            self.setFixedHeight(min(needed_px, MAX_DRAWING_HEIGHT_PX))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each monitor as a frame with its name."""
        if self._layout is None:
            return
        parts = crops(self._layout)
        whole = canvas_of(parts)
        scale = min((self.width() - 4) / whole.width, (self.height() - 4) / whole.height)
        left = (self.width() - whole.width * scale) / 2
        top = (self.height() - whole.height * scale) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        for name, part in parts:
            frame = QRectF(
                left + part.columns.start * scale,
                top + part.rows.start * scale,
                part.width * scale,
                part.height * scale,
            )
            painter.setPen(QPen(palette.mid().color(), 1))
            painter.setBrush(palette.base())
            painter.drawRoundedRect(frame, 3, 3)
            painter.setPen(palette.text().color())
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, name)
        painter.end()


class MonitorSection(QWidget):
    """Draws the span, and edits its gaps and the diagonals of its monitors."""

    def __init__(self, spans: SpanModel) -> None:
        super().__init__()
        self._spans = spans
        self._drawing = MonitorDrawing()
        self._form = aligned_form()
        self._gaps: dict[tuple[str, str], QDoubleSpinBox] = {}
        self._diagonals: dict[str, QDoubleSpinBox] = {}
        self._match = QCheckBox(self.tr("Match real sizes"))
        self._match.setToolTip(
            self.tr("A centimetre is a centimetre on each monitor, also if their density differs.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self._drawing)
        column.addLayout(self._form)
        column.addWidget(self._match)
        self._match.clicked.connect(spans.set_physical_match)
        spans.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        layout = self._spans.layout
        self.setVisible(layout is not None and len(layout.monitors) > 1)
        self._drawing.show_layout(layout)
        if layout is None:
            return
        names = [monitor.name for monitor in in_reading_order(layout.monitors)]
        if [*self._gaps] != [*seams(layout.monitors)] or [*self._diagonals] != names:
            self._make_rows(layout, names)
        self._show_values(layout)

    def _make_rows(self, layout: Layout, names: list[str]) -> None:
        """Offer a gap for each seam and a diagonal for each monitor."""
        while self._form.rowCount():
            self._form.removeRow(0)
        self._gaps = {seam: self._gap_box(*seam) for seam in seams(layout.monitors)}
        self._diagonals = {name: self._diagonal_box(name) for name in names}
        for (first, second), box in self._gaps.items():
            self._form.addRow(
                self.tr("Gap {first}, {second}").format(first=first, second=second), box
            )
        for name, box in self._diagonals.items():
            self._form.addRow(self.tr("Diagonal of {monitor}").format(monitor=name), box)

    def _gap_box(self, first: str, second: str) -> QDoubleSpinBox:
        box = _number_box(0, MAX_GAP_MM, " mm")
        box.setAccessibleName(
            self.tr("Gap between {first} and {second}").format(first=first, second=second)
        )
        box.setToolTip(self.tr("From picture to picture: two bezels and the air between them."))
        box.valueChanged.connect(lambda mm: self._spans.set_gap(first, second, mm))
        return box

    def _diagonal_box(self, name: str) -> QDoubleSpinBox:
        box = _number_box(0, MAX_DIAGONAL_INCHES, "″")
        box.setAccessibleName(self.tr("Diagonal of {monitor}").format(monitor=name))
        box.setToolTip(
            self.tr(
                "The size that it is sold by. Some monitors report a wrong one, which makes gaps "
                "wrong, too. 0 goes back to what is reported."
            )
        )
        box.setSpecialValueText(self.tr("unknown"))
        box.valueChanged.connect(lambda inches: self._set_diagonal(name, inches))
        return box

    def _set_diagonal(self, name: str, inches: float) -> None:
        own = max(inches, MIN_DIAGONAL_INCHES) if inches > 0 else None
        self._spans.set_diagonal(name, own)

    def _show_values(self, layout: Layout) -> None:
        for seam, box in self._gaps.items():
            gaps = [gap.mm for gap in layout.gaps if gap.joins(*seam)]
            _show_number(box, gaps[0] if gaps else 0.0)
        for name, box in self._diagonals.items():
            physical = layout.monitor(name).physical
            _show_number(box, physical.diagonal_inches if physical else 0.0)
        self._match.setChecked(layout.match is Match.PHYSICAL)


def _number_box(low: float, high: float, suffix: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox(minimum=low, maximum=high, suffix=suffix, decimals=1, singleStep=1)
    box.setKeyboardTracking(False)
    return box


def _show_number(box: QDoubleSpinBox, value: float) -> None:
    blocker = QSignalBlocker(box)
    box.setValue(value)
    del blocker
