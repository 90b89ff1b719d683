"""The frame that all panels share: a scrolled column of headed forms with even margins."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

MARGIN_PX = 12
SPACING_PX = 10
LEAST_HEIGHT_PX = 96


class Panel(QScrollArea):
    """A scrolled column for the controls of one dock."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its controls scroll into sight themselves
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content = QWidget()
        self._content.setProperty("panel", "true")
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(MARGIN_PX, 4, MARGIN_PX, MARGIN_PX)
        self.column.setSpacing(SPACING_PX)
        self.setWidget(self._content)

    def minimumSizeHint(self) -> QSize:
        """Stay as wide as the widest control: what is cut off at the side cannot be reached."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._content.minimumSizeHint().width() + bar, LEAST_HEIGHT_PX)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell the dock when the controls need more room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def add_heading(self, text: str) -> QLabel:
        """Add a quiet heading over what follows."""
        label = QLabel(text)
        label.setProperty("heading", "true")
        self.column.addWidget(label)
        return label


def aligned_form() -> QFormLayout:
    """Build a form whose fields take the room and whose labels stand before them."""
    form = QFormLayout()
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(12)
    form.setVerticalSpacing(SPACING_PX)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return form


def muted_label(text: str = "") -> QLabel:
    """Build a label for side remarks."""
    label = QLabel(text)
    label.setProperty("muted", "true")
    label.setWordWrap(True)
    return label
