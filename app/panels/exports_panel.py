"""The panel of exports: one row each, with its progress and what can be done with it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from app.export_queue import ExportItem, ExportQueue, ExportState
from app.panels.elided_label import ElidedLabel
from app.panels.panel import Panel, muted_label
from app.render_requests import Problem
from app.status_strip import progress_text
from app.theme.icons import Icons
from app.words import duration_text, megabytes_text

Reveal = Callable[[Path], None]


class ExportsPanel(Panel):
    """Shows the queue of exports."""

    details_wanted = Signal(object)  # Problem

    def __init__(self, queue: ExportQueue, icons: Icons, reveal: Reveal) -> None:
        super().__init__()
        self._queue = queue
        self._icons = icons
        self._reveal = reveal
        self._rows: dict[int, ExportRow] = {}
        self._empty = muted_label(self.tr("Exports appear here while they are made."))
        self.column.addWidget(self._empty)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.column.addLayout(self._list)
        self._clear = QPushButton(self.tr("Clear what is done"))
        self._clear.setToolTip(self.tr("Take what is over off this list; the files stay"))
        self._clear.clicked.connect(queue.clear_finished)
        self.column.addWidget(self._clear)
        self.column.addStretch(1)
        queue.changed.connect(self._show_item)
        queue.removed.connect(self._remove)
        self._refresh()

    @Slot(object)
    def _show_item(self, item: ExportItem) -> None:
        if item.number not in self._rows:
            row = ExportRow(self._icons)
            row.cancel_wanted.connect(lambda: self._queue.cancel(item.number))
            row.reveal_wanted.connect(lambda: self._reveal(item.path))
            row.details_wanted.connect(self.details_wanted)
            self._rows[item.number] = row
            self._list.insertWidget(0, row)
        self._rows[item.number].show_item(item)
        self._refresh()

    @Slot(int)
    def _remove(self, number: int) -> None:
        row = self._rows.pop(number)
        row.hide()
        row.deleteLater()
        self._refresh()

    def _refresh(self) -> None:
        self._empty.setVisible(not self._rows)
        self._clear.setVisible(any(item.state.is_over for item in self._queue.items))


class ExportRow(QFrame):
    """One export."""

    cancel_wanted = Signal()
    reveal_wanted = Signal()
    details_wanted = Signal(object)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setProperty("overlay", "true")
        self._problem: Problem | None = None
        self._path = Path()
        self._name = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)  # the ending tells the format
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar(textVisible=False)
        self._text = muted_label()
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        self._show = self._button(icons, "reveal", self.tr("Show in its folder"))
        self._copy = self._button(icons, "copy", self.tr("Copy the file"))
        self._details = self._button(icons, "warning", self.tr("Details of what went wrong"))
        self._cancel = self._button(icons, "cancel", self.tr("Cancel this export"))
        for button in (self._show, self._copy, self._details, self._cancel):
            buttons.addWidget(button)
        self._show.clicked.connect(self.reveal_wanted)
        self._copy.clicked.connect(self._copy_file)
        self._details.clicked.connect(lambda: self.details_wanted.emit(self._problem))
        self._cancel.clicked.connect(self.cancel_wanted)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 6, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._text)

    def show_item(self, item: ExportItem) -> None:
        """Show how far the export is."""
        self._path, self._problem = item.path, item.problem
        self._name.setText(item.path.name)
        self._name.setToolTip(str(item.path))
        self._bar.setAccessibleName(self.tr("Progress of {name}").format(name=item.path.name))
        self._bar.setVisible(item.state is ExportState.RUNNING)
        if item.progress is not None:
            self._bar.setRange(0, item.progress.total)
            self._bar.setValue(item.progress.done)
        is_done = item.state is ExportState.DONE
        self._show.setVisible(is_done)
        self._copy.setVisible(is_done)
        self._details.setVisible(item.problem is not None)
        self._cancel.setVisible(not item.state.is_over)
        self._text.setText(self._words(item))

    def _words(self, item: ExportItem) -> str:
        if item.state is ExportState.WAITING:
            return self.tr("waiting for its turn")
        if item.state is ExportState.CANCELLED:
            return self.tr("cancelled; no file was left")
        if item.problem is not None:
            return item.problem.text
        if item.state is ExportState.DONE:
            return self.tr("done: {size} in {time}").format(
                size=megabytes_text(item.bytes), time=duration_text(item.seconds)
            )
        return progress_text(self, item.progress) if item.progress else self.tr("starting")

    @Slot()
    def _copy_file(self) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self._path))])
        data.setText(str(self._path))
        QGuiApplication.clipboard().setMimeData(data)

    def _button(self, icons: Icons, icon: str, tip: str) -> QToolButton:
        button = QToolButton(autoRaise=True)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        icons.dress(button, icon)
        return button
