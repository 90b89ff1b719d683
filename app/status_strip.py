"""The status bar: what is going on at the left; size, zoom, cursor and device at the right."""

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton

from app.monitor_presets import size_text
from app.render_requests import ModelInfo
from app.theme.icons import Icons
from app.tile_meter import Progress
from infinitygan.geometry import Point, Size

MESSAGE_MS = 8000
REFRESH_MS = 100  # tiles may come faster than a bar can be painted


class StatusStrip(QObject):
    """Fills a status bar."""

    def __init__(self, bar: QStatusBar, stop: QAction, icons: Icons) -> None:
        super().__init__(bar)
        self._bar = bar
        self._latest: Progress | None = None
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refresh.timeout.connect(self._show_latest)
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(8, 0, 8, 0)
        self._activity = QLabel()
        self._progress = QProgressBar(textVisible=False)
        self._progress.setFixedWidth(120)
        self._progress.setAccessibleName(self.tr("Rendering progress"))
        self._stop = QToolButton(autoRaise=True)
        self._stop.setToolTip(stop.toolTip())
        self._stop.setAccessibleName(self.tr("Stop rendering"))
        icons.dress(self._stop, "cancel")
        self._stop.clicked.connect(stop.trigger)
        for widget in (self._progress, self._stop, self._activity):
            bar.addWidget(widget)
        self._cursor = self._fact(self.tr("Cursor position"), 96)
        self._size = self._fact(self.tr("Picture size"), 0)
        self._zoom = self._fact(self.tr("Zoom"), 52)
        self._device = self._fact(self.tr("Device"), 0)
        self.show_progress(None)
        self._activity.setText(self.tr("Starting the painter…"))

    def _fact(self, name: str, width_px: int) -> QLabel:
        label = QLabel()
        label.setProperty("muted", "true")
        label.setAccessibleName(name)
        label.setToolTip(name)
        label.setMinimumWidth(width_px)
        label.setContentsMargins(8, 2, 8, 2)
        self._bar.addPermanentWidget(label)
        return label

    def say(self, message: str) -> None:
        """Show a sentence for a while."""
        self._bar.showMessage(message, MESSAGE_MS)

    @Slot(object)
    def show_progress(self, progress: Progress | None) -> None:
        """Show how far the rendering is, a few times a second; None: nothing is rendered."""
        self._latest = progress
        if progress is None:
            self._refresh.stop()
            self._show_latest()
        elif not self._refresh.isActive():
            self._refresh.start()

    @Slot()
    def _show_latest(self) -> None:
        progress = self._latest
        is_busy = progress is not None and progress.total > 0  # else all tiles are there already
        for widget in (self._progress, self._stop):
            widget.setVisible(is_busy)
        if progress is None or not is_busy:
            self._activity.clear()
            return
        self._progress.setRange(0, progress.total)
        self._progress.setValue(progress.done)
        self._activity.setText(progress_text(self, progress))

    def show_size(self, size: Size) -> None:
        """Show the size of the picture."""
        self._size.setText(size_text(size))

    @Slot(float)
    def show_zoom(self, zoom: float) -> None:
        """Show the zoom in per cent."""
        self._zoom.setText(f"{zoom * 100:.0f} %")

    @Slot(object)
    def show_cursor(self, position: Point | None) -> None:
        """Show where the cursor is; None: not over the picture."""
        self._cursor.setText("" if position is None else f"{int(position.x)}, {int(position.y)}")

    @Slot(object)
    def show_model(self, model: ModelInfo) -> None:
        """Show the device."""
        self._activity.clear()
        self._device.setText(model.device_name)
        self._device.setToolTip(
            self.tr("Model {model} on {device}").format(
                model=model.model_id, device=model.device_name
            )
        )


def progress_text(context: QObject, progress: Progress) -> str:
    """Say how far a rendering is: 'tile 120 of 540, 00:42 left'."""
    text = context.tr("tile {done} of {total}").format(done=progress.done, total=progress.total)
    if progress.seconds_left is None:
        return text
    minutes, seconds = divmod(round(progress.seconds_left), 60)
    return context.tr("{tiles}, {minutes:02d}:{seconds:02d} left").format(
        tiles=text, minutes=minutes, seconds=seconds
    )
