"""Copy diagnostics: the report is shown first, so that nobody sends what they have not seen."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.dialog_size import open_with_size


class DiagnosticsDialog(QDialog):
    """Shows a report and copies it."""

    def __init__(
        self, text: str, open_log_folder: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Diagnostics"))
        self._view = QPlainTextEdit(text, readOnly=True)
        self._view.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._view.setAccessibleName(self.tr("Diagnostics"))
        note = QLabel(
            self.tr(
                "Add this to a report of a problem. Names and folders of yours have been taken "
                "out; nothing is sent by itself."
            ),
            wordWrap=True,
        )
        self._copy = QPushButton(self.tr("&Copy"))
        self._copy.setProperty("leading", "true")
        self._copy.setDefault(True)
        self._copy.clicked.connect(self._copy_text)
        folder = QPushButton(self.tr("Open the &log folder"))
        folder.clicked.connect(open_log_folder)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(folder, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(note)
        column.addWidget(self._view, 1)
        column.addWidget(buttons)
        open_with_size(self, QSize(720, 560))

    @Slot()
    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self._view.toPlainText())
        self._copy.setText(self.tr("Copied"))
