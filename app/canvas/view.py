"""The canvas widget: shows the document's picture, zooms, pans, and hands gestures to tools."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.canvas.canvas_painter import paint_canvas, paint_focus, paint_stand_in, paint_waiting
from app.canvas.gestures import Gestures
from app.canvas.overlays import MonitorFrame, Overlay, paint_overlays
from app.canvas.qt_geometry import point_from_qt
from app.canvas.shown_picture import NOTHING, ShownPicture
from app.canvas.tile_cache import TileCache
from app.canvas.tools import HandTool, Pointer, Tool
from app.canvas.viewport import Viewport, fitting_zoom, next_zoom
from app.render_controller import RenderController
from app.theme.palette import Tones
from infinitygan.geometry import Point, Size
from infinitygan.scene import Scene

WHEEL_STEP = 120  # Qt's units of one notch
ZOOM_A_NOTCH = 1.25
ARROW_PAN_PX = 80
_Keys = Qt.Key


class CanvasView(QWidget):
    """Shows one scene in tiles. The document's scene comes in by `set_scene`."""

    zoom_changed = Signal(float)
    cursor_moved = Signal(object)  # Point in canvas px, or None outside the canvas
    peeked = Signal(bool)  # another scene is shown while something is held

    def __init__(
        self, scene: Scene, controller: RenderController, cache: TileCache, tones: Tones
    ) -> None:
        super().__init__()
        self._tones = tones
        self._shown = ShownPicture(scene, controller, cache, self)
        self._shown.changed.connect(self.update)
        self._stand_in: QImage | None = None
        self._viewport = Viewport.fitted(scene.canvas, Size(1, 1))
        self._is_fitted = True
        self._overlays: frozenset[Overlay] = frozenset()
        self._frames: tuple[MonitorFrame, ...] = ()
        self._gestures = Gestures(HandTool(self))
        self._pressure = 1.0
        self._set_up_widget()

    def _set_up_widget(self) -> None:
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAccessibleName(self.tr("Canvas"))
        self.setAccessibleDescription(
            self.tr("The picture. Arrow keys move it, plus and minus zoom, Ctrl+0 fits it.")
        )
        self._update_cursor(None)

    # What is shown

    @property
    def viewport_state(self) -> Viewport:
        """Return which part of the canvas is shown."""
        return self._viewport

    @property
    def shown_scene(self) -> Scene:
        """Return the scene that is shown, or is on its way."""
        return self._shown.scene

    def set_scene(self, scene: Scene) -> None:
        """Show another scene; the old picture stays until the first of the new one is there."""
        if scene.canvas != self._viewport.canvas:
            self._viewport = Viewport.fitted(scene.canvas, self._viewport.size)
            self._is_fitted = True
            self.zoom_changed.emit(self._viewport.zoom)
        self._shown.set_scene(scene)
        self._refresh()

    def peek(self, scene: Scene | None) -> None:
        """Show another scene of the same size for a while; None goes back to the document."""
        if scene is not None and scene.canvas != self._viewport.canvas:
            return
        self._shown.peek(scene)
        self.peeked.emit(scene is not None)
        self._refresh()

    def forget_pictures(self) -> None:
        """Render everything anew, as another model makes other pictures."""
        self._shown.forget()
        self._refresh()

    def snapshot(self, longest_px: int) -> QImage | None:
        """Return the document's picture small; None: parts of it were never shown."""
        return self._shown.snapshot(longest_px)

    def set_stand_in(self, image: QImage | None) -> None:
        """Choose what is shown, over the whole canvas, until there is a picture."""
        self._stand_in = image
        self.update()

    def hold(self, is_held: bool) -> None:
        """Show only the stand-in and render nothing, or go on."""
        if is_held != self._shown.is_held:
            self._shown.hold(is_held)
            self.update()

    def set_tones(self, tones: Tones) -> None:
        """Follow the theme."""
        self._tones = tones
        self.update()

    def set_overlays(self, overlays: frozenset[Overlay], frames: Sequence[MonitorFrame]) -> None:
        """Choose what is drawn over the picture; `frames` are the monitors' parts of it."""
        self._overlays = overlays
        self._frames = tuple(frames)
        self.update()

    # Zoom and pan

    def fit(self) -> None:
        """Show the whole canvas, and keep doing so when the window changes."""
        self._set_viewport(Viewport.fitted(self._viewport.canvas, self._device_size()))
        self._is_fitted = True

    def zoom_to(self, zoom: float, at: Point | None = None) -> None:
        """Zoom to device px a canvas px; `at` in device px stays in place, None: the middle."""
        size = self._viewport.size
        self._set_viewport(
            self._viewport.zoomed(zoom, at or Point(size.height / 2, size.width / 2))
        )

    def step_zoom(self, closer: bool) -> None:
        """Go to the next round zoom."""
        self.zoom_to(next_zoom(self._viewport.zoom, closer))

    def pan(self, down_px: float, right_px: float) -> None:
        """Move the picture by device px."""
        self._set_viewport(self._viewport.panned(down_px, right_px))

    def _set_viewport(self, viewport: Viewport) -> None:
        self._is_fitted = False
        if viewport == self._viewport:
            return
        zoom_differs = viewport.zoom != self._viewport.zoom
        self._viewport = viewport
        if zoom_differs:
            self.zoom_changed.emit(viewport.zoom)
        self._refresh()

    def _device_size(self) -> Size:
        ratio = self.devicePixelRatioF()
        return Size(max(1, round(self.height() * ratio)), max(1, round(self.width() * ratio)))

    # Tools

    def set_tool(self, tool: Tool | None) -> None:
        """Choose what a drag does; None is the hand."""
        self._gestures.choose(tool)
        self._update_cursor(None)
        self.update()

    def add_grip(self, grip: Tool) -> None:
        """Add a tool that is asked before the chosen one, whichever that is."""
        self._gestures.add_grip(grip)

    def cancel_gesture(self) -> bool:
        """Drop the gesture that goes on, as Escape does; tells whether there was one."""
        return self._gestures.cancel()

    def _pointer(self, event: QMouseEvent | QEnterEvent) -> Pointer:
        ratio = self.devicePixelRatioF()
        device = point_from_qt(event.position() * ratio)
        return Pointer(
            position=self._viewport.to_canvas(device),
            device=device,
            pressure=self._pressure,
            modifiers=event.modifiers(),
            zoom=self._viewport.zoom,
            pixel_ratio=ratio,
        )

    def _update_cursor(self, pointer: Pointer | None) -> None:
        shape = self._gestures.cursor(pointer)
        if shape is None:
            self.unsetCursor()
        else:
            self.setCursor(shape)

    def _refresh(self) -> None:
        """Ask for what is seen now, and paint what there is of it."""
        if self.isVisible():
            self._shown.look_at(self._viewport.visible(), self._viewport.zoom)
        self.update()

    # Events

    def sizeHint(self) -> QSize:
        """Prefer a wide picture."""
        return QSize(960, 600)

    def minimumSizeHint(self) -> QSize:
        """Stay large enough to see something."""
        return QSize(240, 180)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a fitted view fitted."""
        if self._is_fitted:
            self._viewport = Viewport.fitted(self._viewport.canvas, self._device_size())
            self.zoom_changed.emit(self._viewport.zoom)
        else:
            self._viewport = self._viewport.resized(self._device_size())
        self._refresh()

    def showEvent(self, event: QEvent) -> None:
        """Ask for what is seen now."""
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for nothing while nothing is seen."""
        self._shown.look_at(NOTHING, self._viewport.zoom)

    def event(self, event: QEvent) -> bool:
        """Take the gestures of touchpads, and changes of the pixel ratio."""
        if isinstance(event, QNativeGestureEvent):
            return self._on_native_gesture(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._viewport = self._viewport.resized(self._device_size())
            self._refresh()
        return super().event(event)

    def _on_native_gesture(self, event: QNativeGestureEvent) -> bool:
        at = point_from_qt(event.position() * self.devicePixelRatioF())
        if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_to(self._viewport.zoom * (1 + event.value()), at)
        elif event.gestureType() == Qt.NativeGestureType.SmartZoomNativeGesture:
            fitting = fitting_zoom(self._viewport.canvas, self._viewport.size)
            self.zoom_to(1.0, at) if self._viewport.zoom <= fitting * 1.01 else self.fit()
        else:
            return False
        event.accept()
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the cursor; a touchpad's two fingers pan."""
        ratio = self.devicePixelRatioF()
        pixels = event.pixelDelta()
        is_touchpad = not pixels.isNull() and event.phase() != Qt.ScrollPhase.NoScrollPhase
        if is_touchpad and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pan(pixels.y() * ratio, pixels.x() * ratio)
        else:
            notches = (event.angleDelta().y() or event.angleDelta().x()) / WHEEL_STEP
            at = point_from_qt(event.position() * ratio)
            self.zoom_to(self._viewport.zoom * ZOOM_A_NOTCH**notches, at)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin the gesture of the first tool that wants it."""
        pointer = self._pointer(event)
        self._gestures.press(event.button(), pointer)
        self._update_cursor(pointer)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or tell where the cursor is."""
        pointer = self._pointer(event)
        self._gestures.move(pointer)
        self._update_cursor(pointer)
        position = pointer.position
        canvas = self._viewport.canvas
        inside = 0 <= position.y < canvas.height and 0 <= position.x < canvas.width
        self.cursor_moved.emit(position if inside else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        pointer = self._pointer(event)
        self._gestures.release(pointer)
        self._update_cursor(pointer)

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Note how hard a pen presses; the mouse event that follows makes the gesture."""
        is_drawing = event.type() != QEvent.Type.TabletRelease and event.pressure() > 0
        self._pressure = event.pressure() if is_drawing else 1.0
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        """Show no position."""
        self._update_cursor(None)
        self.cursor_moved.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pan by arrows, zoom by plus and minus, hold Space for the hand, Escape to cancel."""
        arrows = {
            _Keys.Key_Up: (1, 0),
            _Keys.Key_Down: (-1, 0),
            _Keys.Key_Left: (0, 1),
            _Keys.Key_Right: (0, -1),
        }
        key = _Keys(event.key())
        if key in arrows:
            step = ARROW_PAN_PX * self.devicePixelRatioF()
            down, right = arrows[key]
            self.pan(down * step, right * step)
        elif key in (_Keys.Key_Plus, _Keys.Key_Equal, _Keys.Key_Minus):
            self.step_zoom(closer=key != _Keys.Key_Minus)
        elif key == _Keys.Key_Space:
            self._hold_space(event, is_held=True)
        elif key == _Keys.Key_Escape and self._gestures.is_active:
            self.cancel_gesture()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let the hand go with the space bar."""
        if event.key() == _Keys.Key_Space:
            self._hold_space(event, is_held=False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget a held key whose release will not come here."""
        self._gestures.lend_hand(False)
        self._update_cursor(None)
        super().focusOutEvent(event)

    def _hold_space(self, event: QKeyEvent, is_held: bool) -> None:
        if not event.isAutoRepeat():
            self._gestures.lend_hand(is_held)
            self._update_cursor(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the picture, the overlays, and what tools draw."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(self._tones.sunken))
            ratio = self.devicePixelRatioF()
            painter.scale(1 / ratio, 1 / ratio)
            self._paint_device(painter)

    def _paint_device(self, painter: QPainter) -> None:
        viewport, shown, tones = self._viewport, self._shown, self._tones
        if not viewport.visible().is_empty:
            picture = None if shown.is_held else shown.picture
            paint_canvas(painter, shown.cache, picture, viewport, tones)
            if self._stand_in is not None and not (picture and picture.layouts):
                paint_stand_in(painter, self._stand_in, viewport)
            elif picture is not None and not picture.layouts:
                paint_waiting(painter, viewport, tones)
        paint_overlays(painter, viewport, self._overlays, self._frames)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for tool in self._gestures.tools:
            tool.paint(painter, viewport)
        if self.hasFocus():
            paint_focus(painter, viewport, self._tones)
