"""About: what the program is, and the licences of all its parts."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.dialog_size import open_with_size
from app.licences import Part
from app.panels.panel import muted_label
from infinitygan.recipe import APP_NAME, program_version

ICON_PX = 96


class AboutDialog(QDialog):
    """Shows the version and the licences."""

    def __init__(self, parts: Sequence[Part], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About {program}").format(program=APP_NAME))
        self._parts = parts
        self._text = QPlainTextEdit(readOnly=True)
        self._text.setAccessibleName(self.tr("Text of the licence"))
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Parts of the program"))
        for part in parts:
            item = QListWidgetItem(f"{part.name} {part.version}\n{part.licence}", self._list)
            item.setToolTip(part.homepage)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setWordWrap(True)
        self._list.setSpacing(2)
        self._list.currentRowChanged.connect(self._show_part)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._list)
        splitter.addWidget(self._text)
        splitter.setSizes([250, 640])
        splitter.setChildrenCollapsible(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        column.addLayout(self._built_head())
        column.addWidget(QLabel(self.tr("It is made of these parts, each under its licence:")))
        column.addWidget(splitter, 1)
        column.addWidget(buttons)
        open_with_size(self, QSize(920, 600))
        self._list.setCurrentRow(0)

    def _built_head(self) -> QHBoxLayout:
        icon = QLabel()
        icon.setPixmap(self.windowIcon().pixmap(ICON_PX, ICON_PX))
        title = QLabel(APP_NAME)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        font.setBold(True)
        title.setFont(font)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(title)
        words.addWidget(muted_label(self.tr("Version {version}").format(version=program_version())))
        words.addWidget(
            QLabel(
                self.tr(
                    "Seamless landscapes of any size, painted by an own neural network. It works "
                    "without a network connection and sends nothing."
                ),
                wordWrap=True,
            )
        )
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(icon)
        row.addLayout(words, 1)
        return row

    @Slot(int)
    def _show_part(self, row: int) -> None:
        part = self._parts[row]
        missing = self.tr("The licence “{licence}” came without its text. See {homepage}")
        self._text.setPlainText(
            part.text or missing.format(licence=part.licence, homepage=part.homepage)
        )
