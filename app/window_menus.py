"""The menu bar and the tool bar, made of the window's actions; others may add to the menus."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolButton, QWidget

from app.monitor_presets import SizePreset, size_text
from app.render_requests import ModelInfo
from app.span_model import SpanModel
from app.theme.icons import Icons
from app.tool_bar import ToolBar
from app.window_actions import WindowActions
from infinitygan.geometry import Size

ChooseDevice = Callable[[str], None]
ChooseSize = Callable[[Size], None]


class WindowMenus(QObject):
    """Fills the menu bar of a window. The menus are public, so that features can join them."""

    def __init__(
        self,
        window: QMainWindow,
        actions: WindowActions,
        undo_redo: Sequence[QAction],
        recent: QMenu,
        icons: Icons,
    ) -> None:
        super().__init__(window)
        bar = window.menuBar()
        self.file = bar.addMenu(self.tr("&File"))
        self.edit = bar.addMenu(self.tr("&Edit"))
        self.picture = bar.addMenu(self.tr("&Picture"))
        self.view = bar.addMenu(self.tr("&View"))
        self.help = bar.addMenu(self.tr("&Help"))
        self._fill_file(actions, recent)
        self.edit.addActions(list(undo_redo))
        self.edit.addSeparator()
        self.edit.addActions([actions.copy_recipe, actions.paste_recipe])
        self.picture.addActions([actions.roll, actions.roll_variations, actions.swap_sides])
        self.picture.addSeparator()
        self.device = self.picture.addMenu(self.tr("&Device"))
        self.device.setEnabled(False)
        icons.dress(self.device.menuAction(), "device")
        self.picture.addAction(actions.stop)
        self._fill_view(actions)

    def _fill_file(self, actions: WindowActions, recent: QMenu) -> None:
        self.file.addActions([actions.new, actions.open])
        self.file.addMenu(recent)
        self.file.addSeparator()
        self.file.addActions([actions.save, actions.save_as])
        self.before_quit = self.file.addSeparator()  # where exports join the menu
        self.file.addAction(actions.quit)

    def _fill_view(self, actions: WindowActions) -> None:
        view = self.view
        view.addActions([actions.zoom_in, actions.zoom_out, actions.fit, actions.actual_size])
        view.addSeparator()
        view.addAction(actions.horizon_line)
        view.addActions(list(actions.overlays.values()))
        view.addSeparator()
        self.panels = view.addMenu(self.tr("&Panels"))
        colours = view.addMenu(self.tr("&Colours"))
        colours.addActions(list(actions.themes.values()))
        view.addActions([actions.hide_panels, actions.full_screen])

    def show_devices(self, model: ModelInfo, chosen: str, choose: ChooseDevice) -> None:
        """List the devices by name; the chosen one is checked."""
        self.device.clear()
        group = QActionGroup(self.device)
        choices = [("auto", self.tr("Automatic")), *model.devices]
        for key, title in choices:
            action = self.device.addAction(title)
            action.setCheckable(True)
            action.setChecked(key == chosen)
            action.triggered.connect(lambda _=False, key=key: choose(key))
            group.addAction(action)
        self.device.setEnabled(True)


class SizeButton(QToolButton):
    """Shows the size of the picture in the tool bar, and offers the presets."""

    def __init__(self, spans: SpanModel, icons: Icons, choose: ChooseSize) -> None:
        super().__init__()
        self._spans = spans
        self._choose = choose
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip(self.tr("Size of the picture"))
        icons.dress(self, "size")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)

    def show_size(self, size: Size) -> None:
        """Show the size of now."""
        self.setText(size_text(size))
        self.setAccessibleName(self.tr("Size of the picture: {size}").format(size=size_text(size)))

    def _fill(self) -> None:
        self._menu.clear()
        kind = None
        for preset in self._spans.presets():
            if kind not in (None, preset.kind):
                self._menu.addSeparator()
            kind = preset.kind
            self._add(preset)

    def _add(self, preset: SizePreset) -> None:
        action = self._menu.addAction(preset.label)
        action.triggered.connect(lambda _=False: self._choose(preset.size))


def build_tool_bar(
    window: QMainWindow,
    actions: WindowActions,
    undo_redo: Sequence[QAction],
    size: SizeButton,
    icons: Icons,
) -> ToolBar:
    """Add the tool bar. Its right end, after the spring, is for what finishes the work."""
    bar = ToolBar(window.tr("Main tools"), window, icons)
    bar.setObjectName("main tools")
    bar.setMovable(False)
    bar.addActions([actions.new, actions.open, actions.save])
    bar.addSeparator()
    bar.addActions(list(undo_redo))
    bar.addSeparator()
    bar.addWidget(size)
    bar.addActions([actions.fit, actions.actual_size, actions.horizon_line])
    spring = QWidget()
    spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(spring)
    bar.add_worded(actions.roll, window.tr("Roll"))
    window.addToolBar(bar)
    return bar
