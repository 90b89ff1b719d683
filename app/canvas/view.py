"""The canvas widget: shows the document's picture, zooms, pans, and hands gestures to tools."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.canvas.overlays import MonitorFrame, Overlay, paint_overlays
from app.canvas.picture_painter import paint_picture
from app.canvas.qt_geometry import point_from_qt, rect_to_qtf
from app.canvas.scene_changes import changed_area
from app.canvas.snapshot import whole_picture
from app.canvas.tile_cache import LevelLayout, Picture, TileCache
from app.canvas.tools import HandTool, Pointer, Tool
from app.canvas.viewport import Viewport, fitting_zoom, next_zoom
from app.render_controller import RenderController
from app.render_requests import PassStarted, TileImage, ViewRequest
from app.theme.palette import Tones
from infinitygan.geometry import Point, Rect, Size
from infinitygan.scene import Scene

WHEEL_STEP = 120  # Qt's units of one notch
ZOOM_A_NOTCH = 1.25
ARROW_PAN_PX = 80
REQUEST_DELAY_MS = 15  # pans and zooms of one moment make one request
REPAINT_MS = 33  # tiles that come faster are painted together
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
        self._controller = controller
        self._cache = cache
        self._tones = tones
        self._scene = scene
        self._peek: Scene | None = None
        self._shown: Picture = cache.picture(scene)
        self._stand_in: QImage | None = None
        self._viewport = Viewport.fitted(scene.canvas, Size(1, 1))
        self._is_fitted = True
        self._overlays: frozenset[Overlay] = frozenset()
        self._frames: tuple[MonitorFrame, ...] = ()
        self._hand = HandTool(self)
        self._tool: Tool = self._hand
        self._grips: list[Tool] = []
        self._active: Tool | None = None  # the tool of the gesture that goes on
        self._space_is_held = False
        self._pressure = 1.0
        self._request_timer = QTimer(self, singleShot=True, interval=REQUEST_DELAY_MS)
        self._request_timer.timeout.connect(self._request)
        self._repaint_timer = QTimer(self, singleShot=True, interval=REPAINT_MS)
        self._repaint_timer.timeout.connect(self.update)
        controller.pass_started.connect(self._on_pass_started)
        controller.tile_ready.connect(self._on_tile)
        controller.preview_finished.connect(self._on_preview_finished)
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
        return self._peek or self._scene

    def set_scene(self, scene: Scene) -> None:
        """Show another scene; the old picture stays until the first of the new one is there."""
        if scene.canvas != self._scene.canvas:
            self._viewport = Viewport.fitted(scene.canvas, self._viewport.size)
            self._is_fitted = True
            self.zoom_changed.emit(self._viewport.zoom)
        self._scene = scene
        self._refresh()

    def peek(self, scene: Scene | None) -> None:
        """Show another scene of the same size for a while; None goes back to the document."""
        if scene is not None and scene.canvas != self._scene.canvas:
            return
        self._peek = scene
        self.peeked.emit(scene is not None)
        self._refresh()

    def forget_pictures(self) -> None:
        """Render everything anew, as another model makes other pictures."""
        self._cache.clear()
        self._shown = self._cache.picture(self.shown_scene)
        self._refresh()

    def snapshot(self, longest_px: int) -> QImage | None:
        """Return the document's picture small; None: parts of it were never shown."""
        return whole_picture(self._cache, self._cache.picture(self._scene), longest_px)

    def set_stand_in(self, image: QImage | None) -> None:
        """Choose what is shown, over the whole canvas, until there is a picture."""
        self._stand_in = image
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
        self.cancel_gesture()
        self._tool = tool or self._hand
        self._update_cursor(None)
        self.update()

    def add_grip(self, grip: Tool) -> None:
        """Add a tool that is asked before the chosen one, whichever that is."""
        self._grips.append(grip)

    def cancel_gesture(self) -> bool:
        """Drop the gesture that goes on, as Escape does; tells whether there was one."""
        if self._active is None:
            return False
        self._active.cancel()
        self._active = None
        return True

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

    def _tools_for(self, button: Qt.MouseButton) -> list[Tool]:
        if button == Qt.MouseButton.MiddleButton or self._space_is_held:
            return [self._hand]
        return [*self._grips, self._tool] if button == Qt.MouseButton.LeftButton else []

    def _update_cursor(self, pointer: Pointer | None) -> None:
        candidates = [self._active] if self._active else self._tools_for(Qt.MouseButton.LeftButton)
        for tool in candidates:
            shape = tool.cursor(pointer)
            if shape is not None:
                self.setCursor(shape)
                return
        self.unsetCursor()

    # Rendering

    def _refresh(self) -> None:
        if not self._request_timer.isActive():  # a drag must not put it off for ever
            self._request_timer.start()
        self.update()

    @Slot()
    def _request(self) -> None:
        scene = self.shown_scene
        view = self._viewport.visible()
        if view.is_empty or not self.isVisible():
            return
        picture = self._cache.picture(scene)
        self._adopt_unchanged(picture)
        known = self._cache.known(picture)
        self._controller.show(ViewRequest(scene, view, self._viewport.zoom, known))

    def _adopt_unchanged(self, picture: Picture) -> None:
        """Keep what a local edit cannot have changed."""
        shown = self._shown
        if picture.layouts or shown.reach is None:
            return
        changed = changed_area(shown.scene, picture.scene, shown.reach)
        if changed is not None:
            self._cache.adopt(shown, picture, changed)

    @Slot(object, object)
    def _on_pass_started(self, request: ViewRequest, started: PassStarted) -> None:
        picture = self._cache.picture(request.scene)
        layout = LevelLayout(started.placement, started.whole)
        self._cache.set_layout(picture, started.level, layout)
        picture.reach = started.reach

    @Slot(object, object)
    def _on_tile(self, request: ViewRequest, tile: TileImage) -> None:
        picture = self._cache.picture(request.scene)
        self._cache.add(picture, tile)
        if picture is self._shown and not self._repaint_timer.isActive():
            self._repaint_timer.start()

    @Slot(object)
    def _on_preview_finished(self, request: ViewRequest) -> None:
        self._shown = self._cache.picture(request.scene)
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
        if self._active is None:
            for tool in self._tools_for(event.button()):
                if tool.press(pointer):
                    self._active = tool
                    break
        self._update_cursor(pointer)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or tell where the cursor is."""
        pointer = self._pointer(event)
        if self._active is not None:
            self._active.move(pointer)
        self._update_cursor(pointer)
        position = pointer.position
        canvas = self._viewport.canvas
        inside = 0 <= position.y < canvas.height and 0 <= position.x < canvas.width
        self.cursor_moved.emit(position if inside else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        pointer = self._pointer(event)
        if self._active is not None:
            self._active.release(pointer)
            self._active = None
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
        elif key == _Keys.Key_Escape and self._active is not None:
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
        self._space_is_held = False
        self._update_cursor(None)
        super().focusOutEvent(event)

    def _hold_space(self, event: QKeyEvent, is_held: bool) -> None:
        if not event.isAutoRepeat():
            self._space_is_held = is_held
            self._update_cursor(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the picture, the overlays, and what tools draw."""
        ratio = self.devicePixelRatioF()
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._tones.sunken))
        painter.scale(1 / ratio, 1 / ratio)
        self._paint_canvas(painter)
        paint_overlays(painter, self._viewport, self._overlays, self._frames)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for tool in (*self._grips, self._tool):
            tool.paint(painter, self._viewport)
        if self.hasFocus():
            self._paint_focus(painter)
        painter.end()

    def _paint_canvas(self, painter: QPainter) -> None:
        view = self._viewport.visible()
        if view.is_empty:
            return
        origin = self._viewport.origin
        canvas = self._viewport.canvas
        frame = QRectF(
            origin.x,
            origin.y,
            canvas.width * self._viewport.zoom,
            canvas.height * self._viewport.zoom,
        )
        painter.fillRect(frame, QColor(self._tones.line))
        painter.save()
        painter.setClipRect(frame.toAlignedRect())
        if self._shown.scene.canvas == canvas:
            paint_picture(painter, self._cache, self._shown, self._viewport, view)
        painter.restore()
        if not self._shown.layouts:
            self._paint_stand_in(painter, frame)

    def _paint_stand_in(self, painter: QPainter, frame: QRectF) -> None:
        """Show the stand-in, or say that something is coming, where there is no picture yet."""
        if self._stand_in is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(frame, self._stand_in)
            return
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 1.2 * self.devicePixelRatioF())
        painter.setFont(font)
        painter.setPen(QColor(self._tones.muted))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self.tr("Painting your landscape…"))

    def _paint_focus(self, painter: QPainter) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._tones.accent), 2 * ratio))
        size = self._viewport.size
        painter.drawRect(rect_to_qtf(Rect.at(0, 0, size.height, size.width)).adjusted(1, 1, -1, -1))
