"""The kept re-rolls and moods below the regions: their order, hidden or shown, deleted."""

from PySide6.QtCore import QModelIndex, QRect, Signal, Slot
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.document import Document
from app.local_edits import LocalEdit
from app.panels.local_edits_model import LocalEditsModel
from app.panels.stack_list import StackDelegate, StackList
from app.theme.icons import Icons
from infinitygan.scene import Mood


class LocalEditDelegate(StackDelegate):
    """Paints a re-roll or a mood with the icon of its kind."""

    def paint_picture(
        self, painter: QPainter, area: QRect, item: LocalEdit, palette: QPalette
    ) -> None:
        """Paint the icon."""
        is_layout = not isinstance(item, Mood) and item.layout_seed is not None
        name = "mood" if isinstance(item, Mood) else "layout" if is_layout else "texture"
        self.icons.icon(name).paint(painter, area)


class LocalEditsSection(QWidget):
    """Lists what was kept, and hides itself while there is nothing."""

    chosen = Signal(object)  # LocalEdit, or None

    def __init__(self, document: Document, icons: Icons) -> None:
        super().__init__()
        self._model = LocalEditsModel(document)
        name = self.tr("Kept rolls and moods, the last first")
        self.list = StackList(self._model, LocalEditDelegate(icons, self), name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        heading = QLabel(self.tr("Rolls and moods"))
        heading.setProperty("heading", "true")
        column.addWidget(heading)
        column.addWidget(self.list)
        self._add_buttons(column, icons)
        self.list.switched.connect(self._on_switched)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self._model.reset_done.connect(self._show)
        self._model.dataChanged.connect(self._show)
        self._show()

    def _add_buttons(self, column: QVBoxLayout, icons: Icons) -> None:
        tr = self.tr
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addStretch(1)
        column.addLayout(row)

        def button(icon: str, text: str) -> QToolButton:
            made = QToolButton(autoRaise=True)
            made.setToolTip(text)
            made.setAccessibleName(text)
            icons.dress(made, icon)
            row.addWidget(made)
            return made

        self.raise_button = button("up", tr("Do the change after the next one"))
        self.lower_button = button("down", tr("Do the change before the one below"))
        self.delete_button = button("delete", tr("Delete the change"))
        self.raise_button.clicked.connect(lambda: self._move(-1))
        self.lower_button.clicked.connect(lambda: self._move(1))
        self.delete_button.clicked.connect(self._delete)

    @property
    def _row(self) -> int:
        """Return the chosen row; -1: none."""
        return self.list.currentIndex().row()

    @Slot(int, str)
    def _on_switched(self, row: int, name: str) -> None:
        self._model.switch(row)

    @Slot(QModelIndex)
    def _on_current(self, current: QModelIndex) -> None:
        self._show()

    @Slot()
    def _show(self) -> None:
        """Offer what can be done with the chosen row."""
        row = self._row
        self.setVisible(self._model.rowCount() > 0)
        self.list.fit()
        self.raise_button.setEnabled(row >= 0 and self._model.can_move(row, row - 1))
        self.lower_button.setEnabled(row >= 0 and self._model.can_move(row, row + 2))
        self.delete_button.setEnabled(row >= 0)
        self.chosen.emit(self._model.edit(row) if row >= 0 else None)

    def _move(self, down: int) -> None:
        row = self._row
        self._model.move(row, row + 2 if down > 0 else row - 1)
        self.list.select(row + down)
        self._show()

    def _delete(self) -> None:
        if self._row >= 0:
            self._model.remove(self._row)
