"""The mixer: two styles by a slider, four by a point on a pad between them."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.panels.slider_row import GestureSlider
from app.panels.style_swatch import StyleSlot
from app.style_pictures import StylePictures
from infinitygan.style_mixing import between, between_four
from infinitygan.styles import SeedStyle, Style

PAD_HEIGHT_PX = 92
STEPS = 100
KEY_STEP = 0.05
SLOT_WIDTH_PX = 62
_DOT_PX = 7
_RIM_PX = 2  # around the field: a point on it is in the corner, and not only near it

UseStyle = Callable[[Style, str], None]  # the style, and the gesture that it belongs to


class MixPad(QWidget):
    """A field with a point in it; `down` and `right` go from 0 to 1."""

    moved = Signal(float, float)
    released = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.down = self.right = 0.5
        self._colours: list[QColor] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Mix of four styles"))
        self.setToolTip(self.tr("Drag the point, or use the arrow keys, to mix the four corners"))

    def set_colours(self, colours: list[QColor]) -> None:
        """Show the corners' mean colours, top left first."""
        self._colours = colours
        self.update()

    def sizeHint(self) -> QSize:
        """Take little height."""
        return QSize(120, PAD_HEIGHT_PX)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the point here."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._move_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the point."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move_to(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        self.released.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the point by arrows."""
        steps = {
            Qt.Key.Key_Up: (-KEY_STEP, 0.0),
            Qt.Key.Key_Down: (KEY_STEP, 0.0),
            Qt.Key.Key_Left: (0.0, -KEY_STEP),
            Qt.Key.Key_Right: (0.0, KEY_STEP),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._move(self.down + step[0], self.right + step[1])

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End a run of steps."""
        if not event.isAutoRepeat():
            self.released.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Repaint without the frame."""
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the corners' colours flowing into each other, and the point."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = self._area()
        if len(self._colours) == 4:
            painter.drawImage(area, _blend(self._colours), QRectF(0.5, 0.5, 1, 1))
        else:
            painter.fillRect(area, self.palette().mid())
        frame = self.palette().text() if self.hasFocus() else self.palette().mid()
        painter.setPen(QPen(frame, 2 if self.hasFocus() else 1))
        painter.drawRect(area)
        centre = QPointF(
            area.left() + self.right * area.width(), area.top() + self.down * area.height()
        )
        painter.setPen(QPen(QColor(0, 0, 0, 170), 1.5))
        painter.setBrush(QColor(255, 255, 255))
        painter.drawEllipse(centre, _DOT_PX, _DOT_PX)
        painter.end()

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_RIM_PX, _RIM_PX, -_RIM_PX, -_RIM_PX)

    def _move_to(self, at: QPointF) -> None:
        area = self._area()
        down, right = at.y() - area.top(), at.x() - area.left()
        self._move(down / max(area.height(), 1), right / max(area.width(), 1))

    def _move(self, down: float, right: float) -> None:
        down, right = min(max(down, 0.0), 1.0), min(max(right, 0.0), 1.0)
        if (down, right) != (self.down, self.right):
            self.down, self.right = down, right
            self.update()
            self.moved.emit(down, right)


class StyleMixer(QWidget):
    """Four slots, the slider between the upper two, and the pad between all."""

    def __init__(
        self,
        chosen: Callable[[], Style],
        pictures: StylePictures,
        use: UseStyle,
        finish: Callable[[], None],
    ) -> None:
        """Build the mixer; `chosen` is the style that a click puts into a slot."""
        super().__init__()
        self._chosen = chosen
        self._pictures = pictures
        self._use = use
        self._slots = [
            self._slot(index, self.tr("Slot {name}").format(name=name))
            for index, name in enumerate("ABCD")
        ]
        self._slider = GestureSlider()
        self._slider.setRange(0, STEPS)
        self._slider.setAccessibleName(self.tr("Mix of the two upper styles"))
        self._slider.setToolTip(self.tr("From the style at the left to the one at the right"))
        self._slider.valueChanged.connect(self._mix_two)
        self._slider.rested.connect(finish)
        self.pad = MixPad()
        self.pad.moved.connect(self._mix_four)
        self.pad.released.connect(finish)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._slots[0], 0, 0)
        grid.addWidget(self._slider, 0, 1)
        grid.addWidget(self._slots[1], 0, 2)
        grid.addWidget(self.pad, 1, 1)
        grid.addWidget(self._slots[2], 1, 0, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self._slots[3], 1, 2, Qt.AlignmentFlag.AlignBottom)
        pictures.changed.connect(self.show_pictures)

    @property
    def slider(self) -> GestureSlider:
        """Return the slider between the upper two slots."""
        return self._slider

    def fill(self, index: int, style: Style) -> None:
        """Put a style into a slot, counted from the top left."""
        self._slots[index].set_style(style)
        self.show_pictures()

    @Slot()
    def show_pictures(self) -> None:
        """Show what the slots hold."""
        if not self.isVisible():
            return
        images = [self._pictures.image(slot.style_shown) for slot in self._slots]
        for slot, image in zip(self._slots, images, strict=True):
            slot.show_image(image, is_chosen=False)
        self.pad.set_colours([_mean(image) for image in images if image is not None])

    def _slot(self, index: int, title: str) -> StyleSlot:
        slot = StyleSlot(SeedStyle(index + 1), title)
        slot.setFixedWidth(SLOT_WIDTH_PX)
        slot.used.connect(lambda _: self.fill(index, self._chosen()))
        slot.filled.connect(lambda style: self.fill(index, style))
        return slot

    @Slot(int)
    def _mix_two(self, value: int) -> None:
        first, second = self._slots[0].style_shown, self._slots[1].style_shown
        self._use(between(first, second, value / STEPS), "mix of two")

    @Slot(float, float)
    def _mix_four(self, down: float, right: float) -> None:
        corners = [slot.style_shown for slot in self._slots]
        self._use(between_four(corners, down, right), "mix of four")


def _mean(image: QImage) -> QColor:
    size = Qt.TransformationMode.SmoothTransformation
    return image.scaled(1, 1, Qt.AspectRatioMode.IgnoreAspectRatio, size).pixelColor(0, 0)


def _blend(colours: list[QColor]) -> QImage:
    image = QImage(2, 2, QImage.Format.Format_RGB32)
    for index, colour in enumerate(colours):
        image.setPixelColor(index % 2, index // 2, colour)
    return image
