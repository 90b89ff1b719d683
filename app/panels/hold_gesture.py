"""Tap or hold: one press either uses a picture or, while it is held, compares it."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent

HOLD_MS = 250


class HoldGesture(QObject):
    """Tells a tap from a hold; the owner forwards presses of the mouse, Space holds by itself."""

    tapped = Signal()
    held = Signal()
    let_go = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_pressed = False
        self._is_held = False
        self._timer = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._timer.timeout.connect(self._hold)
        parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold while Space is down; let go where its release would be heard by another widget."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            return self._take_space(event)
        if event.type() == QEvent.Type.FocusOut:
            self.cancel()
        return False

    def _take_space(self, event: QKeyEvent) -> bool:
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        if not event.isAutoRepeat():
            self.hold() if event.type() == QEvent.Type.KeyPress else self.release()
        return True

    def press(self) -> None:
        """Begin: a tap, unless it lasts."""
        self._is_pressed = True
        self._timer.start()

    def hold(self) -> None:
        """Begin a hold at once, as a key does."""
        self._is_pressed = True
        self._timer.stop()
        self._hold()

    def release(self) -> None:
        """End the press."""
        was_pressed, self._is_pressed = self._is_pressed, False
        self._timer.stop()
        if self._is_held:
            self._is_held = False
            self.let_go.emit()
        elif was_pressed:
            self.tapped.emit()

    def cancel(self) -> None:
        """End the press without a tap."""
        self._is_pressed = False
        self.release()

    @Slot()
    def _hold(self) -> None:
        if not self._is_held:
            self._is_held = True
            self.held.emit()
