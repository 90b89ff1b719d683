"""The cheat sheet: all keys and gestures on one page, read from the actions themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenuBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.dialog_size import open_with_size

COLUMNS = 2


@dataclass(frozen=True)
class ShortcutGroup:
    """Keys that belong together: (what they do, the keys)."""

    title: str
    rows: tuple[tuple[str, str], ...]


def menu_groups(bar: QMenuBar) -> tuple[ShortcutGroup, ...]:
    """Collect the keys of all actions in the menus, a group for each menu.

    A property `title` of an action goes before its text, which may change as the work goes on.
    """
    groups = []
    for top in bar.actions():
        rows = tuple(_rows([top]))
        if rows:
            groups.append(ShortcutGroup(_plain(top.text()), rows))
    return tuple(groups)


class ShortcutsDialog(QDialog):
    """Shows keys, and finds them by a word."""

    def __init__(self, groups: Sequence[ShortcutGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys and gestures"))
        self._search = QLineEdit(placeholderText=self.tr("Find"), clearButtonEnabled=True)
        self._search.setAccessibleName(self.tr("Find keys"))
        self._search.textChanged.connect(self._filter)
        self._cards = [_Card(group) for group in groups]
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(36)
        for column_cards in _balanced(self._cards):
            column = QVBoxLayout()
            column.setSpacing(18)
            for card in column_cards:
                column.addWidget(card)
            column.addStretch(1)
            row.addLayout(column, 1)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(content)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(self._search)
        layout.addWidget(area, 1)
        layout.addWidget(buttons)
        open_with_size(self, QSize(760, 620))

    @Slot(str)
    def _filter(self, text: str) -> None:
        for card in self._cards:
            card.filter(text)


class _Card(QWidget):
    """One group of keys."""

    def __init__(self, group: ShortcutGroup) -> None:
        super().__init__()
        self.weight = len(group.rows) + 2
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        title = QLabel(group.title)
        title.setProperty("heading", "true")
        grid.addWidget(title, 0, 0, 1, 2)
        self._rows: list[tuple[QLabel, QLabel]] = []
        for number, (what, keys) in enumerate(group.rows, start=1):
            does, key = QLabel(what, wordWrap=True), QLabel(keys)
            key.setProperty("key", "true")
            grid.addWidget(does, number, 0)
            grid.addWidget(key, number, 1, Qt.AlignmentFlag.AlignRight)
            self._rows.append((does, key))

    def filter(self, text: str) -> None:
        """Show only the rows that hold a text."""
        wanted = text.casefold()
        shown = False
        for does, key in self._rows:
            fits = wanted in f"{does.text()} {key.text()}".casefold()
            does.setVisible(fits)
            key.setVisible(fits)
            shown = shown or fits
        self.setVisible(shown)


def _rows(actions: Sequence[QAction]) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for action in actions:
        menu = action.menu()
        if menu is not None:
            rows.extend(_rows(menu.actions()))  # pyright: ignore[reportAttributeAccessIssue]
        elif not action.shortcut().isEmpty():
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            rows.append((_plain(action.property("title") or action.text()), keys))
    return rows


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def _balanced(cards: Sequence[_Card]) -> list[list[_Card]]:
    """Share the groups out over the columns, so that these become about equally long."""
    columns: list[list[_Card]] = [[] for _ in range(COLUMNS)]
    for card in cards:
        shortest = min(columns, key=lambda column: sum(c.weight for c in column))
        shortest.append(card)
    return columns
