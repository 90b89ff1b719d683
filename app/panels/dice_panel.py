"""The landscape panel: three dice with locks and seeds, and how the landscape is laid out."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject, QRegularExpression, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QAction, QRegularExpressionValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
)

from app.canvas.horizon_tool import MAX_HORIZON, scene_height_of
from app.dice import DiceLocks, Die, Locks, draw_seed, seed_of, with_seed
from app.document import Document
from app.overall_style import overall_style
from app.panels.panel import Panel, aligned_form
from app.panels.slider_row import SliderRow
from app.theme.icons import Icons
from infinitygan.checks import MAX_SEED
from infinitygan.scene import MAX_VARIETY, Scene

MAX_SCENE_PERCENT = 400  # of the canvas height; more shows only sky
MIN_SCENE_PERCENT = 25


class _DieRow(QObject):
    """The controls of one die: roll it, read and write its seed, lock it."""

    def __init__(self, die: Die, document: Document, locks: DiceLocks, icons: Icons) -> None:
        super().__init__(document)
        self._die = die
        self._document = document
        self._locks = locks
        self._icons = icons
        noun = die_noun(die)
        self.roll = QToolButton()
        self.roll.setText(die_title(die))
        self.roll.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.roll.setToolTip(die_tip(die))
        self.roll.setAccessibleName(self.tr("Roll the {die}").format(die=noun))
        icons.dress(self.roll, die.value)
        self.seed = QLineEdit(alignment=Qt.AlignmentFlag.AlignRight)
        self.seed.setValidator(QRegularExpressionValidator(QRegularExpression(r"\s*\d{1,10}\s*")))
        self.seed.setAccessibleName(self.tr("Seed of the {die}").format(die=noun))
        self.seed.setToolTip(
            self.tr("The number that this was drawn from. Copy it, or paste another.")
        )
        self.lock = QToolButton()
        self.lock.setCheckable(True)
        self.lock.setAccessibleName(self.tr("Lock the {die}").format(die=noun))
        self.lock.setToolTip(self.tr("Locked: rolling and variations keep this as it is."))
        icons.dress(self.lock, "unlocked")
        self._tips = {widget: widget.toolTip() for widget in (self.roll, self.seed, self.lock)}
        self.roll.clicked.connect(self._roll)
        self.seed.editingFinished.connect(self._take_seed)
        self.lock.toggled.connect(lambda on: locks.set_locked(die, on))

    def show_scene(self, scene: Scene) -> None:
        """Show the seed of a scene."""
        seed = seed_of(scene, self._die)
        is_of_photo = self._die is Die.STYLE and overall_style(scene) is None
        self.seed.setText("" if seed is None else str(seed))
        own = self.tr("of the photo") if is_of_photo else self.tr("own style")
        self.seed.setPlaceholderText(own if seed is None else "")
        self.seed.setModified(False)
        self._show_use(is_of_photo)

    def _show_use(self, is_of_photo: bool) -> None:
        why = self.tr(
            "The matched photo decides the style. Click one of the styles to put it around the"
            " photo."
        )
        for widget, tip in self._tips.items():
            widget.setDisabled(is_of_photo)
            widget.setToolTip(why if is_of_photo else tip)

    def show_locks(self, locks: Locks) -> None:
        """Show whether the die is locked."""
        is_locked = self._die in locks.locked
        blocker = QSignalBlocker(self.lock)
        self.lock.setChecked(is_locked)
        del blocker
        self._icons.dress(self.lock, "locked" if is_locked else "unlocked")

    @Slot()
    def _roll(self) -> None:
        scene = with_seed(self._document.scene, self._die, draw_seed())
        self._document.edit(self.tr("Roll the {die}").format(die=die_noun(self._die)), scene)

    @Slot()
    def _take_seed(self) -> None:
        if not self.seed.isModified():
            return
        text = self.seed.text().strip()
        if text:
            scene = with_seed(self._document.scene, self._die, min(int(text), MAX_SEED))
            self._document.edit(self.tr("Enter a seed"), scene)
        self.show_scene(self._document.scene)


class DicePanel(Panel):
    """Rolls the dice and shapes the landscape."""

    def __init__(
        self,
        document: Document,
        locks: DiceLocks,
        icons: Icons,
        roll: QAction,
        horizon_line: QAction,
    ) -> None:
        super().__init__()
        self._document = document
        self._rows = {die: _DieRow(die, document, locks, icons) for die in Die}
        self._add_dice(roll, icons)
        self.add_heading(self.tr("Composition"))
        self._add_sliders(horizon_line)
        self.column.addStretch(1)
        locks.changed.connect(self._show_locks)
        document.scene_changed.connect(self._show_scene)
        self._show_locks(locks.locks)
        self._show_scene(document.scene)

    def _add_dice(self, roll: QAction, icons: Icons) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for index, row in enumerate(self._rows.values()):
            grid.addWidget(row.roll, index, 0)
            grid.addWidget(row.seed, index, 1)
            grid.addWidget(row.lock, index, 2)
        self.column.addLayout(grid)
        button = QPushButton(self.tr("Roll all that is unlocked"))
        button.setProperty("leading", "true")
        button.setToolTip(roll.toolTip())
        icons.dress(button, "roll", on_accent=True)
        button.clicked.connect(roll.trigger)
        roll.enabledChanged.connect(button.setEnabled)
        self.column.addWidget(button)

    def _add_sliders(self, horizon_line: QAction) -> None:
        form = aligned_form()
        self._variety = self._slider(0, round(MAX_VARIETY * 100), self._with_variety)
        self._variety.describe(
            self.tr("Variety"),
            self.tr("Low: calm, typical landscapes. High: bolder ones, with more accidents."),
        )
        form.addRow(self.tr("&Variety"), self._variety)
        self._scene_height = self._slider(
            MIN_SCENE_PERCENT, MAX_SCENE_PERCENT, self._with_scene_height
        )
        self._scene_height.describe(
            self.tr("Scene height"),
            self.tr("How high one landscape reaches, from ground to sky, in canvas heights."),
        )
        form.addRow(self.tr("Scene &height"), self._scene_height)
        limit = round(MAX_HORIZON * 100)
        self._horizon = self._slider(-limit, limit, self._with_horizon)
        self._horizon.describe(
            self.tr("Horizon"),
            self.tr("Where sky and ground meet: above zero is lower. Drag it on the canvas, too."),
        )
        form.addRow(self.tr("H&orizon"), self._horizon)
        self.column.addLayout(form)
        self._line = QCheckBox(self.tr("Drag the horizon on the canvas"))
        self._line.setToolTip(horizon_line.toolTip())
        self._line.toggled.connect(horizon_line.setChecked)
        horizon_line.toggled.connect(self._line.setChecked)
        self.column.addWidget(self._line)
        self._wrap = QCheckBox(self.tr("Left edge meets right edge"))
        self._wrap.setToolTip(
            self.tr("Makes the picture repeat from left to right without a seam.")
        )
        self._wrap.clicked.connect(self._on_wrap)
        self.column.addWidget(self._wrap)

    def _slider(
        self, low: int, high: int, changed: Callable[[int], tuple[str, Scene]]
    ) -> SliderRow:
        row = SliderRow(low, high, " %")
        gesture = changed.__name__

        def edit(value: int) -> None:
            label, scene = changed(value)
            self._document.edit(label, scene, gesture)

        row.edited.connect(edit)
        row.released.connect(self._document.end_gesture)
        return row

    def _with_variety(self, percent: int) -> tuple[str, Scene]:
        return self.tr("Change the variety"), replace(self._document.scene, variety=percent / 100)

    def _with_scene_height(self, percent: int) -> tuple[str, Scene]:
        scene = self._document.scene
        height_px = None if percent == 100 else max(1, round(scene.canvas.height * percent / 100))
        return self.tr("Change the scene height"), replace(scene, scene_height_px=height_px)

    def _with_horizon(self, percent: int) -> tuple[str, Scene]:
        return self.tr("Move the horizon"), replace(self._document.scene, horizon=percent / 100)

    @Slot(bool)
    def _on_wrap(self, is_on: bool) -> None:
        scene = replace(self._document.scene, wrap=is_on)
        self._document.edit(self.tr("Join left and right"), scene)

    @Slot(object)
    def _show_scene(self, scene: Scene) -> None:
        for row in self._rows.values():
            row.show_scene(scene)
        self._variety.set_value(round(scene.variety * 100))
        self._scene_height.set_value(round(100 * scene_height_of(scene) / scene.canvas.height))
        self._horizon.set_value(round(scene.horizon * 100))
        self._wrap.setChecked(scene.wrap)

    @Slot(object)
    def _show_locks(self, locks: Locks) -> None:
        for row in self._rows.values():
            row.show_locks(locks)


def die_title(die: Die) -> str:
    """Name a die for the user."""
    return {
        Die.LAYOUT: QCoreApplication.translate("DicePanel", "Layout"),
        Die.STYLE: QCoreApplication.translate("DicePanel", "Style"),
        Die.TEXTURE: QCoreApplication.translate("DicePanel", "Texture"),
    }[die]


def die_noun(die: Die) -> str:
    """Name a die within a sentence."""
    return {
        Die.LAYOUT: QCoreApplication.translate("DicePanel", "layout"),
        Die.STYLE: QCoreApplication.translate("DicePanel", "style"),
        Die.TEXTURE: QCoreApplication.translate("DicePanel", "texture"),
    }[die]


def die_tip(die: Die) -> str:
    """Say what rolling a die changes."""
    return {
        Die.LAYOUT: QCoreApplication.translate(
            "DicePanel", "Roll the layout: where mountains, water and clouds lie."
        ),
        Die.STYLE: QCoreApplication.translate(
            "DicePanel", "Roll the style: season, weather, light and colour."
        ),
        Die.TEXTURE: QCoreApplication.translate(
            "DicePanel", "Roll the texture: the finest grain of rocks, leaves and waves."
        ),
    }[die]
