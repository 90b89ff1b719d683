"""The photo panel: where the photo lies, how it melts into the picture, and its match."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Slot
from PySide6.QtGui import QAction, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.panels.panel import Panel, aligned_form, muted_label
from app.panels.slider_row import SliderRow
from app.photo_match import MatchState, PhotoMatch
from app.photos import MAX_FEATHER_PX, MAX_SCALE, MIN_SCALE, Fit, Photos
from app.theme.icons import Icons
from infinitygan.inference.photo_placement import Anchor

LIVE_PICTURE = QSize(270, 150)
ANCHOR_COLUMNS = 3


class PhotoPanel(Panel):
    """Edits the chosen photo, and starts and stops the match."""

    def __init__(
        self, photos: Photos, match: PhotoMatch, icons: Icons, choose: QAction, move: QAction
    ) -> None:
        super().__init__()
        self._photos = photos
        self._icons = icons
        self._empty = muted_label(
            self.tr("Drop a photo on the window, or open one, to continue it beyond its frame.")
        )
        self.column.addWidget(self._empty)
        self.column.addWidget(self._action_button(choose, self.tr("Open a photo…")))
        self._content_of_photo = QWidget()
        self._form_column = QVBoxLayout(self._content_of_photo)
        self._form_column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self._content_of_photo)
        self.match_box = MatchBox(match, icons)
        self._form_column.addWidget(self.match_box)
        self._add_chooser()
        self._add_places()
        self._add_sliders()
        self._add_buttons(move)
        self.column.addStretch(1)
        photos.changed.connect(self._show)
        self._show()

    def _action_button(self, action: QAction, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)
        self._icons.dress(button, "photo")
        return button

    def _add_chooser(self) -> None:
        self.chooser = QComboBox()
        self.chooser.setAccessibleName(self.tr("Photo"))
        self.chooser.setToolTip(self.tr("Which photo the controls below are for"))
        self.chooser.activated.connect(self._photos.choose)
        self._form_column.addWidget(self.chooser)

    def _add_places(self) -> None:
        row = QHBoxLayout()
        grid = QGridLayout()
        grid.setSpacing(2)
        names = _anchor_names(self)
        self.anchors: dict[Anchor, QToolButton] = {}
        for number, anchor in enumerate(Anchor):
            button = self._small_button(anchor.value, names[anchor])
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, anchor=anchor: self._anchor(anchor))
            grid.addWidget(button, *divmod(number, ANCHOR_COLUMNS))
            self.anchors[anchor] = button
        fits = QVBoxLayout()
        self.fits: dict[Fit, QPushButton] = {}
        for fit, text, tip in (
            (Fit.HEIGHT, self.tr("Fit height"), self.tr("Make the photo as tall as the canvas")),
            (Fit.WIDTH, self.tr("Fit width"), self.tr("Make the photo as wide as the canvas")),
            (Fit.WHOLE, self.tr("Fit whole"), self.tr("Show the whole photo, as large as it fits")),
        ):
            button = QPushButton(text)
            button.setToolTip(tip)
            button.clicked.connect(lambda _=False, fit=fit: self._photos.fit(fit))
            self._icons.dress(button, f"fit-{fit.value}")
            fits.addWidget(button)
            self.fits[fit] = button
        row.addLayout(grid)
        row.addStretch(1)
        row.addLayout(fits)
        self._form_column.addLayout(row)

    def _small_button(self, icon: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._icons.dress(button, icon)
        return button

    def _add_sliders(self) -> None:
        photos = self._photos
        self.scale = SliderRow(round(MIN_SCALE * 100), round(MAX_SCALE * 100), " %")
        self.scale.describe(
            self.tr("Scale"), self.tr("Height of the photo; 100 % is as tall as the canvas")
        )
        self.feather = SliderRow(0, MAX_FEATHER_PX, " px")
        self.feather.describe(
            self.tr("Feather"), self.tr("Over how many px inside its edge the photo melts in")
        )
        self.light = SliderRow(0, 100, " %")
        self.light.describe(
            self.tr("Colour match"),
            self.tr("How far the picture around the photo takes on its colour and light"),
        )
        form = aligned_form()
        form.addRow(self.tr("Scale"), self.scale)
        form.addRow(self.tr("Feather"), self.feather)
        form.addRow(self.tr("Colour match"), self.light)
        self._form_column.addLayout(form)
        self.scale.edited.connect(lambda value: photos.set_scale(value / 100, "photo scale"))
        self.feather.edited.connect(lambda value: photos.set_feather(value, "photo feather"))
        self.light.edited.connect(lambda value: photos.set_colour_match(value / 100, "photo light"))
        for row in (self.scale, self.feather, self.light):
            row.released.connect(photos.end_gesture)

    def _add_buttons(self, move: QAction) -> None:
        row = QHBoxLayout()
        self.move_button = QPushButton(self.tr("Move"))
        self.move_button.setCheckable(True)
        self.move_button.setToolTip(move.toolTip())
        self._icons.dress(self.move_button, "move")
        self.move_button.clicked.connect(move.setChecked)
        move.toggled.connect(self.move_button.setChecked)
        self.remove = QPushButton(self.tr("Remove"))
        self.remove.setToolTip(self.tr("Take the photo off the canvas"))
        self._icons.dress(self.remove, "delete")
        self.remove.clicked.connect(self._photos.remove)
        row.addWidget(self.move_button)
        row.addWidget(self.remove)
        self._form_column.addLayout(row)

    def _anchor(self, anchor: Anchor) -> None:
        self._photos.anchor(anchor)
        self._show()  # a click on the present anchor must not uncheck it

    @Slot()
    def _show(self) -> None:
        photos, photo = self._photos, self._photos.chosen
        self._empty.setVisible(photo is None)
        self._content_of_photo.setVisible(photo is not None)
        self._show_chooser()
        if photo is None:
            return
        here = photos.current_anchor
        for anchor, button in self.anchors.items():
            button.setChecked(anchor is here)
        self.scale.set_value(round(photos.scale * 100))
        self.feather.set_value(round(photo.feather_px))
        self.light.set_value(round(photo.colour_match * 100))

    def _show_chooser(self) -> None:
        count = len(self._photos.placements)
        blocker = QSignalBlocker(self.chooser)
        self.chooser.clear()
        self.chooser.addItems(
            [self.tr("Photo {number}").format(number=i + 1) for i in range(count)]
        )
        self.chooser.setCurrentIndex(-1 if self._photos.index is None else self._photos.index)
        self.chooser.setVisible(count > 1)
        del blocker


class MatchBox(QWidget):
    """The button that starts the match, and what is seen while it runs."""

    def __init__(self, match: PhotoMatch, icons: Icons) -> None:
        super().__init__()
        self._match = match
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        heading = QLabel(self.tr("Match"))
        heading.setProperty("heading", "true")
        column.addWidget(heading)
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
        buttons = QHBoxLayout()
        buttons.addWidget(self.keep)
        buttons.addWidget(self.cancel)
        for widget in (self.start, self.status, self.picture, self.bar):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.start.clicked.connect(match.start)
        self.keep.clicked.connect(match.keep_best)
        self.cancel.clicked.connect(match.cancel)
        match.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        match, state = self._match, self._match.state
        is_running = match.is_running
        self.start.setVisible(not is_running)
        for widget in (self.picture, self.bar, self.keep, self.cancel):
            widget.setVisible(is_running)
        if is_running:
            self._show_progress()
            return
        self.picture.clear()
        button, status = _words(self, state)
        self.start.setText(button)
        can_start = state in (MatchState.UNMATCHED, MatchState.OUTDATED, MatchState.PARTIAL)
        self.start.setEnabled(can_start)
        self.status.setText(status)

    def _show_progress(self) -> None:
        step = self._match.step
        assert step is not None
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)
        has_found = step.image is not None
        self.keep.setEnabled(has_found and not self._match.is_ending)
        self.picture.setVisible(has_found)
        if self._match.is_ending:
            self.status.setText(self.tr("Ending with the step in work…"))
        elif not has_found:
            self.status.setText(self.tr("Searching for where to begin…"))
        else:
            self.status.setText(self.tr("The photo, as the model paints it by now:"))
        if step.image is not None:
            ratio = self.devicePixelRatioF()
            pixmap = QPixmap.fromImage(step.image).scaled(
                LIVE_PICTURE * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            pixmap.setDevicePixelRatio(ratio)
            self.picture.setPixmap(pixmap)


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
            tr("The photo or the canvas changed since the match."),
        ),
        MatchState.PARTIAL: (
            tr("Match fully"),
            tr("The match was ended early. A full one comes closer to the photo."),
        ),
        MatchState.MATCHED: (
            tr("Matched"),
            tr("Roll variations to see other surroundings; the photo stays."),
        ),
    }[state]


def _anchor_names(owner: QWidget) -> dict[Anchor, str]:
    tr = owner.tr
    return {
        Anchor.TOP_LEFT: tr("Photo to the upper left"),
        Anchor.TOP: tr("Photo to the top"),
        Anchor.TOP_RIGHT: tr("Photo to the upper right"),
        Anchor.LEFT: tr("Photo to the left"),
        Anchor.CENTER: tr("Photo to the centre"),
        Anchor.RIGHT: tr("Photo to the right"),
        Anchor.BOTTOM_LEFT: tr("Photo to the lower left"),
        Anchor.BOTTOM: tr("Photo to the bottom"),
        Anchor.BOTTOM_RIGHT: tr("Photo to the lower right"),
    }
