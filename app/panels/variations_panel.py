"""The variations panel: six small pictures in a row; click to use one, hold to compare."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.document import Document
from app.panels.panel import muted_label
from app.panels.picture_tile import PictureTile
from app.panels.slider_row import SliderRow
from app.theme.icons import Icons
from app.thumbnails import Thumbnails
from app.variations import VARIATIONS, Variations
from infinitygan.scene import Scene

SIDE_PX = 168
SPACING_PX = 8
LEAST_PERCENT = 5  # below, the variations are the picture


class VariationsPanel(QWidget):
    """Shows the variations of the scene."""

    peek = Signal(object)  # Scene to compare, or None when it is let go

    def __init__(
        self,
        variations: Variations,
        thumbnails: Thumbnails,
        document: Document,
        roll: QAction,
        icons: Icons,
    ) -> None:
        super().__init__()
        self.setProperty("panel", "true")
        self._variations = variations
        self._thumbnails = thumbnails
        self._document = document
        self._wanted: tuple[Scene, ...] = ()
        self._tiles = [self._tile(index) for index in range(VARIATIONS)]
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 10)
        row.setSpacing(SPACING_PX)
        row.addLayout(self._side(roll, icons))
        row.addWidget(self._strip(), 1)
        variations.changed.connect(self._show)
        document.scene_changed.connect(self._show_current)
        thumbnails.ready.connect(self._on_thumbnail)
        thumbnails.cleared.connect(self._show)

    def _strip(self) -> QScrollArea:
        """Lay the tiles in a row that is scrolled where the window is narrow."""
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING_PX)
        for tile in self._tiles:
            row.addWidget(tile, 1)
        strip = QScrollArea(widgetResizable=True)
        strip.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its tiles scroll into sight themselves
        strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        strip.setWidget(content)
        strip.setMinimumHeight(content.minimumSizeHint().height())
        return strip

    def _side(self, roll: QAction, icons: Icons) -> QVBoxLayout:
        button = QPushButton(self.tr("Roll six"))
        button.setToolTip(roll.toolTip())
        button.setFixedWidth(SIDE_PX)
        icons.dress(button, "variations")
        button.clicked.connect(roll.trigger)
        roll.enabledChanged.connect(button.setEnabled)
        self._hint: QLabel = muted_label(self.tr("Click to use one, hold to compare."))
        self._hint.setFixedWidth(SIDE_PX)
        column = QVBoxLayout()
        column.addWidget(button)
        column.addWidget(self._amount())
        column.addWidget(self._hint)
        column.addStretch(1)
        return column

    def _amount(self) -> SliderRow:
        row = SliderRow(LEAST_PERCENT, 100, " %")
        row.describe(
            self.tr("How different variations are"),
            self.tr("Low: close to the picture. High: anything that the unlocked dice can roll."),
        )
        row.setFixedWidth(SIDE_PX)
        row.set_value(round(self._variations.amount * 100))
        row.edited.connect(lambda percent: self._variations.set_amount(percent / 100))
        return row

    def _tile(self, index: int) -> PictureTile:
        tile = PictureTile()
        tile.setAccessibleName(self.tr("Variation {number}").format(number=index + 1))
        tile.setToolTip(self.tr("Click to use this variation, hold to compare it"))
        tile.setEnabled(False)
        tile.used.connect(lambda: self._variations.use(index))
        tile.compared.connect(lambda is_held: self._compare(index, is_held))
        return tile

    def _compare(self, index: int, is_held: bool) -> None:
        self.peek.emit(self._variations.scenes[index] if is_held else None)

    def showEvent(self, event: QShowEvent) -> None:
        """Render what is missing only once it is seen."""
        self._show()
        super().showEvent(event)

    @Slot()
    def _show(self) -> None:
        if not self.isVisible():
            return
        scenes = self._variations.scenes
        for scene in self._wanted:
            if scene not in scenes:
                self._thumbnails.unwanted(scene)
        self._wanted = scenes
        canvas = self._document.scene.canvas
        for tile in self._tiles:
            tile.setEnabled(bool(scenes))
            tile.set_shape(canvas.height, canvas.width)
        self._show_current()

    @Slot()
    def _show_current(self) -> None:
        for tile, scene in zip(self._tiles, self._wanted, strict=False):
            tile.show_image(self._thumbnails.image(scene), scene == self._document.scene)
        for tile in self._tiles[len(self._wanted) :]:
            tile.show_image(None, is_current=False)

    @Slot(object)
    def _on_thumbnail(self, scene: Scene) -> None:
        if scene in self._wanted:
            self._show_current()
