"""Tap or hold: one press either uses a picture or, while it is held, compares it."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

HOLD_MS = 250


class HoldGesture(QObject):
    """Tells a tap from a hold; the owner forwards press and release."""

    tapped = Signal()
    held = Signal()
    let_go = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_pressed = False
        self._is_held = False
        self._timer = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._timer.timeout.connect(self._hold)

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
