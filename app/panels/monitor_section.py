"""The monitors drawn to scale, with the gaps between them; hidden while there is only one."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QVBoxLayout, QWidget

from app.monitors import MAX_GAP_MM, Layout, Match, canvas_of, crops
from app.panels.panel import aligned_form
from app.span_model import SpanModel

DRAWING_HEIGHT_PX = 96


class MonitorDrawing(QWidget):
    """Draws the parts of the picture that the monitors show."""

    def __init__(self) -> None:
        super().__init__()
        self._layout: Layout | None = None
        self.setMinimumHeight(DRAWING_HEIGHT_PX)
        self.setAccessibleName(self.tr("Your monitors, to scale"))

    def show_layout(self, layout: Layout | None) -> None:
        """Draw other monitors."""
        self._layout = layout
        self.update()

    def sizeHint(self) -> QSize:
        """Prefer a flat drawing."""
        return QSize(240, DRAWING_HEIGHT_PX)

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
    """Draws the span and edits its gaps."""

    def __init__(self, spans: SpanModel) -> None:
        super().__init__()
        self._spans = spans
        self._drawing = MonitorDrawing()
        self._gap = QDoubleSpinBox(
            minimum=0, maximum=MAX_GAP_MM, suffix=" mm", decimals=1, singleStep=1
        )
        self._gap.setKeyboardTracking(False)
        self._gap.setAccessibleName(self.tr("Gap between monitors"))
        self._gap.setToolTip(
            self.tr("From picture to picture: two bezels and the air between them.")
        )
        self._match = QCheckBox(self.tr("Match real sizes"))
        self._match.setToolTip(
            self.tr("A centimetre is a centimetre on each monitor, also if their density differs.")
        )
        form = aligned_form()
        form.addRow(self.tr("&Gap"), self._gap)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self._drawing)
        column.addLayout(form)
        column.addWidget(self._match)
        self._gap.valueChanged.connect(spans.set_gap)
        self._match.clicked.connect(spans.set_physical_match)
        spans.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        layout = self._spans.layout
        self.setVisible(layout is not None and len(layout.monitors) > 1)
        self._drawing.show_layout(layout)
        if layout is not None:
            mm = max((gap.mm for gap in layout.gaps), default=self._gap.value())
            if mm != self._gap.value():
                self._gap.setValue(mm)
            self._match.setChecked(layout.match is Match.PHYSICAL)
