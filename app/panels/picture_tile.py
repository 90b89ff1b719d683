"""A thumbnail as a button: click or Enter uses it, holding it (or Space) compares it."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.panels.hold_gesture import HoldGesture

RADIUS_PX = 6
FRAME_PX = 3
LEAST_PX = QSize(56, 34)


class PictureTile(QAbstractButton):
    """Shows one thumbnail."""

    used = Signal()
    compared = Signal(bool)  # True while it is held

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._is_current = False
        self._shape = QSize(16, 9)  # of what is on its way
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._gesture = HoldGesture(self)
        self._gesture.tapped.connect(self.used)
        self._gesture.held.connect(lambda: self.compared.emit(True))
        self._gesture.let_go.connect(lambda: self.compared.emit(False))

    def set_shape(self, height: int, width: int) -> None:
        """Say which shape the thumbnail will have, so that its place has it at once."""
        self._shape = QSize(width, height)

    def show_image(self, image: QImage | None, is_current: bool) -> None:
        """Show a thumbnail; None: it is on its way. The current one has a frame."""
        self._image = image
        self._is_current = is_current
        self.update()

    def sizeHint(self) -> QSize:
        """Prefer the usual shape of screens."""
        return QSize(176, 99)

    def minimumSizeHint(self) -> QSize:
        """Stay large enough to tell pictures apart."""
        return LEAST_PX

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a tap or a hold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._gesture.press()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Use the picture, or stop comparing."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.rect().contains(event.position().toPoint()):
            self._gesture.release()
        else:
            self._gesture.cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Use by Enter; the gesture takes Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.used.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the thumbnail with round corners, and a frame for focus and for the current."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect()).adjusted(FRAME_PX, FRAME_PX, -FRAME_PX, -FRAME_PX)
        area = _fitted(self._image.size() if self._image else self._shape, area)
        paint_thumbnail(painter, area, self._image, self.palette().mid().color())
        paint_frame(painter, area, self, self._is_current)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Repaint when the mouse comes and goes."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)


def _fitted(image: QSize, area: QRectF) -> QRectF:
    size = image.scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    fitted = QRectF(0, 0, size.width(), size.height())
    fitted.moveCenter(area.center())
    return fitted


def paint_frame(painter: QPainter, area: QRectF, button: QAbstractButton, is_chosen: bool) -> None:
    """Paint the frame of a picture that has the keyboard, is the chosen one, or is pointed at."""
    palette = button.palette()
    if button.hasFocus():
        colour = palette.text().color()
    elif is_chosen:
        colour = palette.highlight().color()
    elif button.underMouse():
        colour = palette.placeholderText().color()
    else:
        return
    painter.setPen(QPen(colour, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(-2, -2, 2, 2), RADIUS_PX + 1, RADIUS_PX + 1)


def paint_thumbnail(painter: QPainter, area: QRectF, image: QImage | None, waiting: QColor) -> None:
    """Paint a thumbnail with round corners; None: a plain field while it is on its way."""
    path = QPainterPath()
    path.addRoundedRect(area, RADIUS_PX, RADIUS_PX)
    if image is None:
        painter.fillPath(path, waiting)
        return
    painter.save()
    painter.setClipPath(path)
    painter.drawImage(area, image)
    painter.restore()
