"""A box to choose from whose long entries end in dots where they would be cut."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

ROOM_PX = 12  # of a style sheet's padding, which the style does not tell


class ElidedComboBox(QComboBox):
    """Shortens the entry that it shows to its room; the list has them whole."""

    def shown_text(self) -> str:
        """Return the present entry, or what stands for none, as far as there is room for it."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        dots = Qt.TextElideMode.ElideRight
        text = self.currentText() or self.placeholderText()
        return self.fontMetrics().elidedText(text, dots, field.width() - ROOM_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box as ever, with the text that fits."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text()  # pyright: ignore[reportAttributeAccessIssue]
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
