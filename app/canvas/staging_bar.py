"""The bar at the bottom of the canvas: what to do in the selected area, and whether to keep it."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSlider, QToolButton

from app.local_edits import LocalEdits, Roll
from app.theme.icons import Icons
from infinitygan.scene import Mood

STRENGTH_WIDTH_PX = 110


class StagingBar(QFrame):
    """Rolls the selected area, and keeps or discards what came of it.

    Where the picture is too narrow for it, its words make way for icons.
    """

    def __init__(
        self, edits: LocalEdits, icons: Icons, keep: QAction, discard: QAction, fill: QAction
    ) -> None:
        super().__init__()
        self._edits = edits
        self._icons = icons
        self.setProperty("overlay", "true")
        self.setProperty("panel", "true")
        self.setAccessibleName(self.tr("Selected area"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 8, 10, 8)
        self._row.setSpacing(6)
        self._words: dict[QPushButton, str] = {}  # of the buttons that have an icon, too
        self._has_words = True
        self._worded_px = 0
        self._hint = QLabel()
        self._row.addWidget(self._hint)
        self._add_rolls()
        self._fill = self._add_action(fill, leads=False)
        self._make_yielding(self._fill, "fill")
        self._add_browsing()
        self._discard = self._add_action(discard, leads=False)
        self._keep = self._add_action(keep, leads=True)
        edits.changed.connect(self._show)
        self._show()

    def _add_rolls(self) -> None:
        tr = self.tr
        self._rolls = [
            self._button(tr("Layout"), "layout", tr("Roll the layout here (R)"), Roll.LAYOUT),
            self._button(tr("Texture"), "texture", tr("Roll the texture here"), Roll.TEXTURE),
            self._button(tr("Both"), "roll", tr("Roll layout and texture here"), Roll.BOTH),
        ]
        self._mood = QPushButton(tr("Borrow a mood…"))
        self._mood.setToolTip(tr("Then draw around the place whose mood this area should take on"))
        self._make_yielding(self._mood, "mood")
        self._mood.clicked.connect(self._edits.ask_for_source)
        self._row.addWidget(self._mood)

    def _button(self, text: str, icon: str, tip: str, roll: Roll) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        self._make_yielding(button, icon)
        button.clicked.connect(lambda: self._edits.roll(roll))
        self._row.addWidget(button)
        return button

    def _add_browsing(self) -> None:
        tr = self.tr
        self._strength = QSlider(Qt.Orientation.Horizontal)
        self._strength.setRange(0, 100)
        self._strength.setFixedWidth(STRENGTH_WIDTH_PX)
        self._strength.setAccessibleName(tr("Strength of the mood"))
        self._strength.setToolTip(tr("How much of the borrowed mood counts"))
        self._strength.valueChanged.connect(lambda value: self._edits.set_strength(value / 100))
        self._row.addWidget(self._strength)
        self._previous = self._tool("previous", tr("Previous"), lambda: self._edits.step(-1))
        self._number = QLabel()
        self._row.addWidget(self._number)
        self._next = self._tool("next", tr("Next"), lambda: self._edits.step(1))
        self._eye = self._tool("shown", tr("Show or hide the change"), self._toggle_shown)

    def _tool(self, icon: str, name: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton(autoRaise=True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        self._icons.dress(button, icon)
        button.clicked.connect(act)
        self._row.addWidget(button)
        return button

    def _add_action(self, action: QAction, *, leads: bool) -> QPushButton:
        button = QPushButton(action.text().replace("&", ""))
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)
        if leads:
            button.setProperty("leading", "true")
        self._row.addWidget(button)
        return button

    def _make_yielding(self, button: QPushButton, icon: str) -> None:
        self._icons.dress(button, icon)
        button.setAccessibleName(button.text())
        self._words[button] = button.text()

    def fit(self, width_px: int) -> None:
        """Take no more room than there is, with words if they fit."""
        if self._has_words:
            self._worded_px = self.sizeHint().width()
        self._show_words(self._worded_px <= width_px)
        self.adjustSize()

    def _show_words(self, are_shown: bool) -> None:
        if are_shown != self._has_words:
            self._has_words = are_shown
            for button, text in self._words.items():
                button.setText(text if are_shown else "")
        self._hint.setVisible(are_shown or self._edits.wants_source)

    def _toggle_shown(self) -> None:
        self._edits.set_shown(not self._edits.staged.is_shown)

    @Slot()
    def _show(self) -> None:
        """Offer what can be done now; nothing else is in the way."""
        self._show_words(True)  # until it is known that what is offered now is too wide, too
        edits, staged = self._edits, self._edits.staged
        has_candidates = bool(staged.candidates)
        is_mood = isinstance(staged.current, Mood)
        self._hint.setText(
            self.tr("Draw around the place whose mood to borrow")
            if edits.wants_source
            else self.tr("Roll again:")
            if has_candidates
            else self.tr("In this area:")
        )
        self._discard.setText(
            self.tr("Cancel")
            if edits.wants_source
            else self.tr("Discard")
            if has_candidates
            else self.tr("Deselect")
        )
        for widget in (*self._rolls, self._mood):
            widget.setVisible(not edits.wants_source)
        self._fill.setVisible(not edits.wants_source and not has_candidates)
        for widget in (self._previous, self._number, self._next, self._eye, self._keep):
            widget.setVisible(has_candidates and not edits.wants_source)
        self._strength.setVisible(is_mood)
        if isinstance(staged.current, Mood):
            blocker = QSignalBlocker(self._strength)
            self._strength.setValue(round(staged.current.strength * 100))
            del blocker
        self._show_place()

    def _show_place(self) -> None:
        staged = self._edits.staged
        count = len(staged.candidates)
        self._number.setText(
            self.tr("{number} of {count}").format(number=staged.index + 1, count=count)
        )
        self._previous.setEnabled(staged.index > 0)
        self._next.setEnabled(staged.index + 1 < count)
        self._icons.dress(self._eye, "shown" if staged.is_shown else "hidden")
