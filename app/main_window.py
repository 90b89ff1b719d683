"""The main window: puts canvas, docks, menus, tool bar and status bar together, and wires them."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSettings, Qt, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QColor,
    QGuiApplication,
    QKeySequence,
    QScreen,
    QShowEvent,
)
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget, QWidget

from app.canvas.horizon_tool import HorizonTool
from app.canvas.overlays import Overlay
from app.canvas.stage import CanvasStage
from app.canvas.tile_cache import TileCache
from app.canvas.view import CanvasView
from app.dice import DiceLocks, locks_in, rolled
from app.document import Document
from app.document_files import DocumentFiles
from app.history import History
from app.panels.dice_panel import DicePanel
from app.panels.history_panel import HistoryPanel
from app.panels.size_panel import SizePanel
from app.panels.variations_panel import VariationsPanel
from app.render_controller import RenderController
from app.render_requests import ModelInfo, Problem
from app.settings import Settings, SettingsStore
from app.span_model import SpanModel
from app.status_strip import StatusStrip
from app.theme.icons import Icons
from app.theme.palette import Tones
from app.theme.theme import Theme, ThemeChoice
from app.thumbnails import Thumbnails
from app.tile_meter import Progress
from app.variations import Variations
from app.window_actions import WindowActions
from app.window_docks import WindowDocks
from app.window_menus import SizeButton, WindowMenus, build_tool_bar
from infinitygan.geometry import Size
from infinitygan.scene import Scene

MEGA = 2**20
Area = Qt.DockWidgetArea


@dataclass(frozen=True)
class Services:
    """What the window works with; `application` builds it."""

    document: Document
    controller: RenderController
    store: SettingsStore
    spans: SpanModel
    locks: DiceLocks
    variations: Variations
    history: History
    thumbnails: Thumbnails
    theme: Theme
    icons: Icons
    window_state: QSettings


class MainWindow(QMainWindow):
    """The window of the program."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.setObjectName("main window")
        self.setDockNestingEnabled(True)
        self.window_actions = WindowActions(services.icons, self)
        self.roll_area: Callable[[], bool] = lambda: False  # painting rolls what is selected
        self.may_close: Callable[[], bool] = lambda: True  # exports may still run
        self.files = DocumentFiles(services.document, services.store, self)
        self._undo_redo = self._make_undo_redo()
        self._build_canvas()
        self._build_bars()
        self._build_docks()
        self._connect_actions()
        self._connect_services()
        self._show_settings(services.store.settings)
        self._show_scene(services.document.scene)
        self._show_title()

    def _make_undo_redo(self) -> tuple[QAction, QAction]:
        stack = self._services.document.undo_stack
        undo = stack.createUndoAction(self, self.tr("&Undo"))
        redo = stack.createRedoAction(self, self.tr("&Redo"))
        for action, keys, icon in (
            (undo, "Undo", "undo"),
            (redo, "Redo", "redo"),
        ):
            action.setProperty("title", action.text())  # the text is to name the step, too
            action.setShortcuts(getattr(QKeySequence.StandardKey, keys))
            self._services.icons.dress(action, icon)
        return undo, redo

    def _build_canvas(self) -> None:
        services = self._services
        tones = services.theme.tones
        self._cache = TileCache(services.store.settings.picture_memory_mb * MEGA)
        self.canvas = CanvasView(services.document.scene, services.controller, self._cache, tones)
        self.horizon_tool = HorizonTool(services.document, QColor(tones.accent))
        self.canvas.add_grip(self.horizon_tool)
        self.stage = CanvasStage(self.canvas, services.icons)
        self._view_notice: QWidget | None = None  # of a scene that cannot be shown
        self.setCentralWidget(self.stage)

    def _build_bars(self) -> None:
        services, actions = self._services, self.window_actions
        self.size_button = SizeButton(services.spans, services.icons, self._resize_canvas)
        self.tool_bar = build_tool_bar(
            self, actions, self._undo_redo, self.size_button, services.icons
        )
        self.menus = WindowMenus(
            self, actions, self._undo_redo, self.files.recent_menu, services.icons
        )
        self.arrangement = WindowDocks(self, self.menus.panels)
        self.status = StatusStrip(self.statusBar(), actions.stop, services.icons)

    def _build_docks(self) -> None:
        services, actions = self._services, self.window_actions
        self.dice_panel = DicePanel(
            services.document, services.locks, services.icons, actions.roll, actions.horizon_line
        )
        self.size_panel = SizePanel(services.document, services.spans, services.icons)
        right = Area.RightDockWidgetArea
        self.add_panel(self.tr("Landscape"), "landscape", self.dice_panel, right)
        self.add_panel(self.tr("Size"), "size", self.size_panel, right)
        self._build_strip()

    def _build_strip(self) -> None:
        """Put the rows of small pictures below the canvas, as tabs of one place."""
        services, actions = self._services, self.window_actions
        self.variations_panel = VariationsPanel(
            services.variations,
            services.thumbnails,
            services.document,
            actions.roll_variations,
            services.icons,
        )
        self.history_panel = HistoryPanel(
            services.history, services.thumbnails, services.document, services.icons
        )
        bottom = Area.BottomDockWidgetArea
        first = self.add_panel(self.tr("Variations"), "variations", self.variations_panel, bottom)
        second = self.add_panel(self.tr("History"), "history", self.history_panel, bottom)
        self.setTabPosition(bottom, QTabWidget.TabPosition.North)
        self.setCorner(Qt.Corner.BottomRightCorner, Area.RightDockWidgetArea)
        self.tabifyDockWidget(first, second)
        for dock in (first, second):
            dock.setTitleBarWidget(QWidget())  # the tab is title enough
        first.raise_()

    def add_panel(self, title: str, name: str, panel: QWidget, area: Area) -> QDockWidget:
        """Add a panel in a dock of its own; `name` is its key in the stored arrangement."""
        return self.arrangement.add(title, name, panel, area)

    @property
    def docks(self) -> list[QDockWidget]:
        """Return the docks of all panels, in the order in which they joined."""
        return self.arrangement.docks

    def _connect_actions(self) -> None:
        actions, files, canvas = self.window_actions, self.files, self.canvas
        actions.new.triggered.connect(files.new)
        actions.open.triggered.connect(files.choose_and_open)
        actions.save.triggered.connect(files.save)
        actions.save_as.triggered.connect(files.save_as)
        actions.quit.triggered.connect(self.close)
        actions.roll.triggered.connect(self._roll)
        actions.roll_variations.triggered.connect(self._roll_variations)
        self.variations_panel.peek.connect(canvas.peek)
        self.history_panel.peek.connect(canvas.peek)
        actions.swap_sides.triggered.connect(self.size_panel.swap)
        actions.copy_recipe.triggered.connect(self._copy_recipe)
        actions.paste_recipe.triggered.connect(self._paste_recipe)
        actions.stop.triggered.connect(self._services.controller.stop_sharpening)
        actions.zoom_in.triggered.connect(lambda: canvas.step_zoom(closer=True))
        actions.zoom_out.triggered.connect(lambda: canvas.step_zoom(closer=False))
        actions.fit.triggered.connect(canvas.fit)
        actions.actual_size.triggered.connect(lambda: canvas.zoom_to(1.0))
        actions.horizon_line.toggled.connect(self._show_horizon_line)
        for action in actions.overlays.values():
            action.toggled.connect(self._on_overlays_toggled)
        for choice, action in actions.themes.items():
            action.triggered.connect(
                lambda _=False, choice=choice: self._services.store.change(theme=choice.value)
            )
        actions.full_screen.toggled.connect(self._set_full_screen)
        actions.hide_panels.toggled.connect(self._hide_panels)

    def _connect_services(self) -> None:
        services, status = self._services, self.status
        document, controller = services.document, services.controller
        document.scene_changed.connect(self._show_scene)
        document.modified_changed.connect(self._show_title)
        document.path_changed.connect(self._show_title)
        self.files.opened.connect(status.say)
        controller.opened.connect(self._on_model_opened)
        controller.open_failed.connect(lambda _: status.show_progress(None))
        controller.notified.connect(status.say)
        controller.view_failed.connect(self._on_view_failed)
        controller.speed_measured.connect(self.size_panel.set_speed)
        controller.progress_changed.connect(self._on_progress)
        self.canvas.zoom_changed.connect(status.show_zoom)
        self.canvas.cursor_moved.connect(status.show_cursor)
        services.locks.changed.connect(self._show_locks)
        services.store.changed.connect(self._show_settings)
        services.spans.changed.connect(self._show_overlays)
        services.theme.changed.connect(self._show_tones)

    # Reactions to the user

    @Slot()
    def _roll(self) -> None:
        document, locks = self._services.document, self._services.locks.locks
        if not self.roll_area():
            document.edit(self.tr("Roll the dice"), rolled(document.scene, locks))

    @Slot()
    def _roll_variations(self) -> None:
        self.arrangement.bring_up("variations")
        self._services.variations.roll()

    def _resize_canvas(self, size: Size) -> None:
        self.size_panel.resize_canvas(size)

    @Slot()
    def _copy_recipe(self) -> None:
        model = self._services.controller.model
        text = self.files.recipe_text(model.model_id if model else "")
        QGuiApplication.clipboard().setText(text)
        self.status.say(self.tr("The recipe is in the clipboard"))

    @Slot()
    def _paste_recipe(self) -> None:
        self.files.take_recipe(QGuiApplication.clipboard().text())

    @Slot(bool)
    def _show_horizon_line(self, is_on: bool) -> None:
        self.horizon_tool.is_shown = is_on
        self.canvas.update()

    @Slot()
    def _on_overlays_toggled(self) -> None:
        chosen = [o.value for o, a in self.window_actions.overlays.items() if a.isChecked()]
        self._services.store.change(overlays=tuple(chosen))

    @Slot(bool)
    def _set_full_screen(self, is_on: bool) -> None:
        self.setWindowState(
            self.windowState() | Qt.WindowState.WindowFullScreen
            if is_on
            else self.windowState() & ~Qt.WindowState.WindowFullScreen
        )

    @Slot(bool)
    def _hide_panels(self, is_on: bool) -> None:
        if is_on:
            self.arrangement.hide_all()
        else:
            self.arrangement.show_again()

    # Reactions to the services

    @Slot(object)
    def _show_scene(self, scene: Scene) -> None:
        self.canvas.set_scene(scene)
        self.size_button.show_size(scene.canvas)
        self.status.show_size(scene.canvas)
        self._show_locks()
        self._show_overlays()
        if self._view_notice is self.stage.notice:
            self.stage.hide_notice()

    @Slot(object)
    def _on_view_failed(self, problem: Problem) -> None:
        self.stage.show_problem(problem)
        self._view_notice = self.stage.notice

    @Slot()
    def _show_title(self) -> None:
        self.setWindowTitle(f"{self.files.title}[*] — Everscape")
        self.setWindowModified(self._services.document.is_modified)
        path = self._services.document.path
        self.setWindowFilePath(str(path) if path else "")

    @Slot(object)
    def _show_settings(self, settings: Settings) -> None:
        self._cache.set_limit(settings.picture_memory_mb * MEGA)
        choice = ThemeChoice(settings.theme)
        self.window_actions.themes[choice].setChecked(True)
        if choice is not self._services.theme.choice:
            self._services.theme.choose(choice)
        for overlay, action in self.window_actions.overlays.items():
            action.blockSignals(True)
            action.setChecked(overlay.value in settings.overlays)
            action.blockSignals(False)
        self._show_overlays()

    @Slot()
    def _show_overlays(self) -> None:
        shown = frozenset(Overlay(name) for name in self._services.store.settings.overlays)
        canvas = self._services.document.scene.canvas
        self.canvas.set_overlays(shown, self._services.spans.frames(canvas))

    @Slot(object)
    def _show_tones(self, tones: Tones) -> None:
        self.horizon_tool.set_colour(QColor(tones.accent))
        self.canvas.set_tones(tones)

    @Slot()
    def _show_locks(self) -> None:
        locks = locks_in(self._services.document.scene, self._services.locks.locks)
        for action in (self.window_actions.roll, self.window_actions.roll_variations):
            action.setEnabled(not locks.all_locked)

    @Slot(object)
    def _on_progress(self, progress: Progress | None) -> None:
        self.status.show_progress(progress)
        self.window_actions.stop.setEnabled(progress is not None)

    @Slot(object)
    def _on_model_opened(self, model: ModelInfo) -> None:
        self.stage.hide_problem()
        self.status.show_model(model)
        self._services.thumbnails.clear()
        self.canvas.forget_pictures()
        self.menus.show_devices(model, self._services.store.settings.device, self._choose_device)

    def _choose_device(self, key: str) -> None:
        self._services.store.change(device=key)
        self._services.controller.open(key, self._services.store.settings.own_model)

    # Window state

    def restore_arrangement(self) -> None:
        """Take the size and the docks of the last time, once all docks are there."""
        self.arrangement.restore(self._services.window_state)

    def showEvent(self, event: QShowEvent) -> None:
        """Learn on which monitor the window is, now and whenever it is moved."""
        super().showEvent(event)
        handle = self.windowHandle()
        if event.spontaneous() or handle is None:
            return
        self.arrangement.arrange_once()
        self._on_screen(handle.screen())
        handle.screenChanged.connect(self._on_screen, Qt.ConnectionType.UniqueConnection)

    @Slot(QScreen)
    def _on_screen(self, screen: QScreen | None) -> None:
        if screen is not None:  # with the last monitor unplugged there is none
            self._services.spans.set_here(screen.name())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close unless the user wants to wait for exports, or to save first and then does not."""
        if not (self.may_close() and self.files.may_replace()):
            event.ignore()
            return
        self.arrangement.keep(self._services.window_state)
        event.accept()
