"""The part of the photo panel that starts the match, and shows it while it runs."""

import math

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.panels.panel import muted_label
from app.photo_match import MatchState, PhotoMatch
from app.theme.icons import Icons

LIVE_PICTURE = QSize(270, 150)


class MatchBox(QWidget):
    """The button that starts the match, and what is seen while it runs."""

    def __init__(self, match: PhotoMatch, icons: Icons) -> None:
        super().__init__()
        self._match = match
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        heading = QLabel(self.tr("Match"))
        heading.setProperty("heading", "true")
        self._make_parts(icons)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.keep)
        self._buttons.addWidget(self.cancel)
        for widget in (heading, self.start, self.status, self.picture, self.bar):
            column.addWidget(widget)
        column.addLayout(self._buttons)
        self.start.clicked.connect(match.start)
        self.keep.clicked.connect(match.keep_best)
        self.cancel.clicked.connect(match.cancel)
        match.changed.connect(self._show)
        self._show()

    def minimumSizeHint(self) -> QSize:
        """Be as wide as the buttons of a running match, lest its start widen the window's side."""
        row_px = self.keep.sizeHint().width() + self.cancel.sizeHint().width()
        width_px = row_px + max(self._buttons.spacing(), 0)
        return super().minimumSizeHint().expandedTo(QSize(width_px, 0))

    def _make_parts(self, icons: Icons) -> None:
        self.start = QPushButton()
        self.start.setProperty("leading", "true")
        self.start.setToolTip(
            self.tr("Fit the model to the photo, so that the picture continues it; takes minutes")
        )
        icons.dress(self.start, "match", on_accent=True)
        self.status = muted_label()
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(self.tr("The photo as the model paints it now"))
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(self.tr("Progress of the match"))
        self.keep = QPushButton(self.tr("Stop and keep"))
        self.keep.setToolTip(self.tr("End the match here and use what it has found"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("End the match and leave the picture as it was"))
        icons.dress(self.keep, "accept")
        icons.dress(self.cancel, "cancel")

    @Slot()
    def _show(self) -> None:
        match = self._match
        self._show_parts(match.is_running)
        if match.is_running:
            self._show_progress()
            return
        self.picture.clear()
        button, status = _words(self, match.state)
        self.start.setText(button)
        self.start.setEnabled(match.can_start)
        self.status.setText(status)

    def _show_parts(self, is_running: bool) -> None:
        """Show what belongs to a running match, or the start; the keyboard stays in the box."""
        coming, going = (self.cancel,), (self.start,)
        if not is_running:
            coming, going = going, (self.keep, self.cancel)
        had_focus = any(button.hasFocus() for button in going)
        for button in coming:
            button.setVisible(True)
            if had_focus:
                button.setFocus()
        self.start.setVisible(not is_running)
        for widget in (self.picture, self.bar, self.keep, self.cancel):
            widget.setVisible(is_running)

    def _show_progress(self) -> None:
        step = self._match.step
        assert step is not None
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)
        self.keep.setEnabled(step.image is not None and not self._match.is_ending)
        self.picture.setVisible(step.image is not None)
        self.status.setText(self._progress_words())
        if step.image is not None:
            self.picture.setPixmap(self._fitted(step.image))

    def _progress_words(self) -> str:
        if self._match.is_ending:
            return self.tr("Ending with the step in work…")
        seconds = self._match.seconds_left
        if seconds is None:
            return self.tr("Searching for where to begin…")
        if seconds < 60:
            return self.tr("Less than a minute left; the photo, as the model paints it by now:")
        return self.tr(
            "About {minutes} min left; the photo, as the model paints it by now:"
        ).format(minutes=math.ceil(seconds / 60))

    def _fitted(self, image: QImage) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(image).scaled(
            LIVE_PICTURE * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        pixmap.setDevicePixelRatio(ratio)
        return pixmap


def _words(owner: QWidget, state: MatchState) -> tuple[str, str]:
    """Return what the button says and what is said below it."""
    tr = owner.tr
    return {
        MatchState.NO_PHOTO: (tr("Match"), ""),
        MatchState.NOTHING_TO_ADD: (
            tr("Match"),
            tr("The photo hides the whole canvas: make it smaller, or the canvas wider."),
        ),
        MatchState.UNMATCHED: (
            tr("Match"),
            tr("Now the photo only lies on the picture. Match it, and the picture continues it."),
        ),
        MatchState.OUTDATED: (
            tr("Match again"),
            tr("The photo, the canvas or the horizon changed since the match."),
        ),
        MatchState.PARTIAL: (
            tr("Match fully"),
            tr("The match was ended early. A full one comes closer to the photo."),
        ),
        MatchState.MATCHED: (
            tr("Matched"),
            tr("Roll the layout or the texture for other surroundings; the photo stays."),
        ),
    }[state]
