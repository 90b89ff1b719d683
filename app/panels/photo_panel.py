"""The photo panel: where the photo lies, how it melts into the picture, and its match."""

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.panels.match_box import MatchBox
from app.panels.panel import Panel, aligned_form, muted_label
from app.panels.slider_row import SliderRow
from app.photo_match import PhotoMatch
from app.photos import MAX_FEATHER_PX, MAX_SCALE, MIN_SCALE, PAIR, Fit, Photos
from app.theme.icons import Icons
from infinitygan.inference.photo_placement import Anchor

ANCHOR_COLUMNS = 3


@dataclass(frozen=True)
class PhotoActions:
    """What the panel offers as buttons, and menus, too."""

    open: QAction
    move: QAction
    find_horizon: QAction
    horizon_line: QAction


class PhotoPanel(Panel):
    """Edits the chosen photo, and starts and stops the match."""

    def __init__(
        self, photos: Photos, match: PhotoMatch, icons: Icons, actions: PhotoActions
    ) -> None:
        super().__init__()
        self._photos = photos
        self._icons = icons
        self._empty = muted_label(
            self.tr("Drop a photo on the window, or open one, to continue it beyond its frame.")
        )
        self.column.addWidget(self._empty)
        self.column.addWidget(self._button(actions.open, self.tr("Open a photo…"), "photo"))
        self._content_of_photo = QWidget()
        self._form_column = QVBoxLayout(self._content_of_photo)
        self._form_column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self._content_of_photo)
        self.match_box = MatchBox(match, icons)
        self._form_column.addWidget(self.match_box)
        self._add_chooser()
        self._add_places()
        self._add_sliders()
        self._add_horizon(actions)
        self._add_buttons(actions.move)
        self.column.addStretch(1)
        photos.changed.connect(self._show)
        self._show()

    def _button(self, action: QAction, text: str, icon: str) -> QPushButton:
        """Build a button for an action, which it follows."""
        button = QPushButton(text)
        button.setToolTip(action.toolTip())
        button.setEnabled(action.isEnabled())
        action.enabledChanged.connect(button.setEnabled)
        if action.isCheckable():
            button.setCheckable(True)
            button.setChecked(action.isChecked())
            button.toggled.connect(action.setChecked)
            action.toggled.connect(button.setChecked)
        else:
            button.clicked.connect(action.trigger)
        self._icons.dress(button, icon)
        return button

    def _add_chooser(self) -> None:
        self.chooser = QComboBox()
        self.chooser.setAccessibleName(self.tr("Photo"))
        self.chooser.setToolTip(self.tr("Which photo the controls below are for"))
        self.chooser.activated.connect(self._photos.choose)
        self._form_column.addWidget(self.chooser)
        self.pair = QPushButton(self.tr("One left, one right"))
        self.pair.setToolTip(
            self.tr("Put the photos at both edges, with room for a landscape between them")
        )
        self.pair.clicked.connect(self._photos.put_side_by_side)
        self._icons.dress(self.pair, "pair")
        self._form_column.addWidget(self.pair)

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

    def _add_horizon(self, actions: PhotoActions) -> None:
        self.find_horizon = self._button(
            actions.find_horizon, self.tr("Find horizon"), "find-horizon"
        )
        self.line = self._button(actions.horizon_line, self.tr("By hand"), "horizon")
        self.line.setToolTip(
            self.tr("Show the horizon of the picture as a line, to drag it onto the photo's")
        )
        row = QHBoxLayout()
        row.addWidget(self.find_horizon)
        row.addWidget(self.line)
        self._form_column.addLayout(row)

    def _add_buttons(self, move: QAction) -> None:
        row = QHBoxLayout()
        self.move_button = self._button(move, self.tr("Move"), "move")
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
        self.pair.setVisible(count == PAIR)
        del blocker


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
