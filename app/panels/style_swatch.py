"""A style as a small picture: click to use it, drag it onto the canvas, or into a slot."""

import math

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy

from app.panels.caption import caption_height, paint_caption
from app.panels.picture_tile import FRAME_PX, paint_frame, paint_thumbnail
from app.style_library import title_of
from app.style_mime import style_from_mime, style_to_mime
from infinitygan.styles import Style

HEIGHT_PX = 54
WIDTH_PX = 84
GAP_PX = 2  # between the picture's frame and its name
DRAGGED = QSize(128, 72)


class StyleSwatch(QAbstractButton):
    """Shows one style."""

    used = Signal(object)  # Style
    used_everywhere = Signal(object)  # Style, by a double click
    menu_wanted = Signal(object, QPoint)  # Style, where on the screen

    def __init__(self, style: Style, caption: bool = True) -> None:
        super().__init__()
        self.style_shown = style
        self._has_caption = caption
        self._image: QImage | None = None
        self._is_chosen = False
        self._pressed_at: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(caption)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: self.used.emit(self.style_shown))
        self.set_style(style)

    def set_style(self, style: Style) -> None:
        """Show another style."""
        self.style_shown = style
        self.setAccessibleName(title_of(style))
        self.setToolTip(
            self.tr("{name}\nClick to use it, drag it onto the picture for a region").format(
                name=title_of(style)
            )
        )
        self.updateGeometry()
        self.update()

    def show_image(self, image: QImage | None, is_chosen: bool) -> None:
        """Show the style's picture; None: it is on its way. The chosen one has a frame."""
        self._image = image
        self._is_chosen = is_chosen
        self.update()

    @property
    def is_chosen(self) -> bool:
        """Tell whether the style has the frame of the chosen one."""
        return self._is_chosen

    def sizeHint(self) -> QSize:
        """Prefer the shape of screens."""
        return QSize(WIDTH_PX, self.heightForWidth(WIDTH_PX))

    def minimumSizeHint(self) -> QSize:
        """Stay large enough to tell styles apart."""
        return QSize(48, HEIGHT_PX)

    def heightForWidth(self, width: int) -> int:
        """Give the picture the shape of screens, and the name the lines that it needs."""
        if not self._has_caption:
            return HEIGHT_PX
        name = caption_height(title_of(self.style_shown), self.font(), width)
        return math.ceil(_picture_height(width) + GAP_PX + name)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        self._pressed_at = event.position()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the style once the mouse has gone far enough."""
        is_left = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if self._pressed_at is None or not is_left:
            return
        gone = (event.position() - self._pressed_at).manhattanLength()
        if gone >= QApplication.startDragDistance():
            self._pressed_at = None
            self.setDown(False)
            self._drag()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Use the style everywhere."""
        self.used_everywhere.emit(self.style_shown)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu."""
        self.menu_wanted.emit(self.style_shown, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Use by Enter as by Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _drag(self) -> None:
        drag = QDrag(self)
        drag.setMimeData(style_to_mime(self.style_shown))
        picture = QPixmap(DRAGGED)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_picture(painter, QRectF(QPointF(0, 0), DRAGGED))
        painter.end()
        drag.setPixmap(picture)
        drag.setHotSpot(picture.rect().center())
        drag.exec(Qt.DropAction.CopyAction)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture and its name, and a frame for focus and for the chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole = QRectF(self.rect())
        if self._has_caption:
            whole.setHeight(_picture_height(self.width()))
        area = whole.adjusted(FRAME_PX, FRAME_PX, -FRAME_PX, -FRAME_PX)
        self._paint_picture(painter, area)
        paint_frame(painter, area, self, self._is_chosen)
        if self._has_caption:
            painter.setPen(self.palette().text().color())
            name = QRectF(self.rect())
            name.setTop(whole.bottom() + GAP_PX)
            paint_caption(painter, name, title_of(self.style_shown))
        painter.end()

    def _paint_picture(self, painter: QPainter, area: QRectF) -> None:
        image = None if self._image is None else covering(self._image, area)
        paint_thumbnail(painter, area, image, self.palette().mid().color())


class StyleSlot(StyleSwatch):
    """A place for a style: takes what is dropped on it, and the chosen style at a click."""

    filled = Signal(object)  # Style

    def __init__(self, style: Style, title: str) -> None:
        super().__init__(style, caption=False)
        self.setAcceptDrops(True)
        self.setAccessibleName(title)
        self.setToolTip(self.tr("Click to put the chosen style here, or drop one"))
        self._title = title

    def set_style(self, style: Style) -> None:
        """Show another style; the slot keeps its own name."""
        self.style_shown = style
        self.setAccessibleDescription(title_of(style))
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome styles."""
        if style_from_mime(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take a style."""
        style = style_from_mime(event.mimeData())
        if style is not None:
            event.acceptProposedAction()
            self.filled.emit(style)


def _picture_height(width: int) -> float:
    """Return the height of a picture in the shape of screens, with its frame."""
    return (width - 2 * FRAME_PX) * 9 / 16 + 2 * FRAME_PX


def covering(image: QImage, area: QRectF) -> QImage:
    """Cut the middle of an image that has the shape of the area."""
    scale = min(image.width() / area.width(), image.height() / area.height())
    width, height = round(area.width() * scale), round(area.height() * scale)
    return image.copy((image.width() - width) // 2, (image.height() - height) // 2, width, height)
