"""A slider with its number beside it, whose drag is one gesture."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QSpinBox, QWidget

STEPS_REST_MS = 700  # key and wheel steps closer together than this are one gesture


class GestureSlider(QSlider):
    """A slider that tells when a drag, or a run of steps by keys and wheel, is over."""

    rested = Signal()

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._rest = QTimer(self, singleShot=True, interval=STEPS_REST_MS)
        self._rest.timeout.connect(self.rested)
        self.valueChanged.connect(self._on_value)
        self.sliderReleased.connect(self._on_released)

    def rest_soon(self) -> None:
        """Count a step that came from elsewhere to the run."""
        self._rest.start()

    @Slot()
    def _on_value(self) -> None:
        if not self.isSliderDown():
            self._rest.start()

    @Slot()
    def _on_released(self) -> None:
        self._rest.stop()
        self.rested.emit()


class SliderRow(QWidget):
    """Chooses a whole number by slider, number field or keyboard."""

    edited = Signal(int)  # by the user, also in the middle of a drag
    released = Signal()  # the drag, or a run of steps, is over

    def __init__(self, low: int, high: int, suffix: str = "") -> None:
        super().__init__()
        self._slider = GestureSlider()
        self._number = QSpinBox()
        self._number.setSuffix(suffix)
        self._number.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._number.setFixedWidth(64)
        self._number.setKeyboardTracking(False)
        self._slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_range(low, high)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._slider, 1)
        row.addWidget(self._number)
        self.setFocusProxy(self._slider)
        self._slider.valueChanged.connect(self._on_slider)
        self._slider.rested.connect(self.released)
        self._number.valueChanged.connect(self._on_number)

    def describe(self, name: str, tip: str) -> None:
        """Name both parts for screen readers and explain them."""
        self._slider.setAccessibleName(name)
        self._number.setAccessibleName(self.tr("{name}, as a number").format(name=name))
        for part in (self._slider, self._number):
            part.setToolTip(tip)

    def set_range(self, low: int, high: int) -> None:
        """Set the smallest and the largest number."""
        blockers = QSignalBlocker(self._slider), QSignalBlocker(self._number)
        self._slider.setRange(low, high)
        self._number.setRange(low, high)
        self._slider.setPageStep(max(1, (high - low) // 10))
        del blockers

    @property
    def value(self) -> int:
        """Return the number."""
        return self._number.value()

    def set_value(self, value: int) -> None:
        """Show a number, without a signal."""
        blockers = QSignalBlocker(self._slider), QSignalBlocker(self._number)
        self._slider.setValue(value)
        self._number.setValue(value)
        del blockers

    @Slot(int)
    def _on_slider(self, value: int) -> None:
        self.set_value(value)
        self.edited.emit(value)

    @Slot(int)
    def _on_number(self, value: int) -> None:
        self.set_value(value)
        self.edited.emit(value)
        self._slider.rest_soon()
