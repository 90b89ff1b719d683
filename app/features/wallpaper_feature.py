"""'Set as wallpaper' in the window: the action, its progress, and the toast with a way back."""

import os
import shutil
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame

from app.features.feature_actions import add_leading_button, feature_action
from app.main_window import MainWindow, Services
from app.monitor_presets import PresetKind
from app.monitors import Layout, in_reading_order
from app.status_strip import progress_text
from app.tile_meter import Progress
from app.wallpaper.commands import run_command
from app.wallpaper.detection import detect_backend
from app.wallpaper.picture_store import PictureStore
from app.wallpaper.protocol import WallpaperBackend
from app.wallpaper.wallpaper_setter import WallpaperChange
from app.wallpaper_action import WallpaperAction, WallpaperFailure

TOAST_S = 30


class WallpaperFeature(QObject):
    """Adds 'Set as wallpaper' to the window."""

    def __init__(self, window: MainWindow, services: Services, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._toast: QFrame | None = None
        self._rendering: QFrame | None = None  # the notice with a way to cancel
        self.toast_end = QTimer(self, singleShot=True, interval=TOAST_S * 1000)
        self.toast_end.timeout.connect(self._end_toast)
        self._add_actions()
        store = PictureStore(folder)
        self.use(WallpaperAction(services.controller, store, self._detected, self))

    def use(self, work: WallpaperAction) -> None:
        """Let an action do the work."""
        self.work = work
        work.progressed.connect(self._show_progress)
        work.was_set.connect(self._on_set)
        work.restored.connect(self._on_restored)
        work.failed.connect(self._on_failed)

    def _add_actions(self) -> None:
        window, icons = self._window, self._services.icons
        self.set = feature_action(
            window,
            icons,
            self.tr("Set as &wallpaper"),
            self.tr("Put the picture on the desktop; the old one can be restored"),
            "Ctrl+Shift+W",
            "wallpaper",
        )
        self.pattern = feature_action(
            window,
            icons,
            self.tr("Show &alignment pattern"),
            self.tr("Show ruled lines on all monitors for 15 seconds, to check the gaps"),
        )
        self.set.triggered.connect(self._set_wallpaper)
        self.pattern.triggered.connect(self._show_pattern)
        window.menus.file.insertAction(window.menus.before_quit, self.set)
        window.menus.picture.addAction(self.pattern)
        self.button = add_leading_button(
            window.tool_bar, icons, self.set, self.tr("Set as wallpaper"), "wallpaper"
        )

    @Slot()
    def _set_wallpaper(self) -> None:
        layout = self._services.spans.layout
        if layout is None:
            self._window.stage.show_notice(self.tr("No monitor was found to put it on."))
            return
        self.set.setEnabled(False)
        self.work.set_wallpaper(self._services.document.scene, layout, self._here())

    @Slot()
    def _show_pattern(self) -> None:
        layout = self._services.spans.layout
        if layout is not None:
            self.work.show_pattern(layout)

    def _here(self) -> str:
        """Return the monitor that the size presets call 'this monitor'."""
        presets = self._services.spans.presets()
        return next((p.monitor for p in presets if p.kind is PresetKind.MONITOR), "")

    def _detected(self, layout: Layout) -> WallpaperBackend | None:
        names = [monitor.name for monitor in in_reading_order(layout.monitors)]
        command = self._services.store.settings.wallpaper_command
        return detect_backend(os.environ, sys.platform, names, run_command, shutil.which, command)

    @Slot(object)
    def _show_progress(self, progress: Progress | None) -> None:
        if progress is None:
            self._window.statusBar().clearMessage()
            self._hide_rendering()
        elif progress.total:
            tiles = progress_text(self, progress)
            text = self.tr("Rendering the wallpaper: {tiles}").format(tiles=tiles)
            self._window.statusBar().showMessage(text)
            self._show_rendering()

    def _show_rendering(self) -> None:
        if self._rendering is None:
            cancel = self.tr("Cancel"), self._cancel
            self._window.stage.show_notice(self.tr("Your wallpaper is being rendered."), cancel)
            self._rendering = self._window.stage.notice

    def _hide_rendering(self) -> None:
        if self._rendering is not None and self._window.stage.notice is self._rendering:
            self._window.stage.hide_notice()
        self._rendering = None

    @Slot()
    def _cancel(self) -> None:
        self.work.cancel()
        self.set.setEnabled(True)
        self._window.status.say(self.tr("Cancelled; the desktop stays as it is"))

    @Slot(object)
    def _on_set(self, change: WallpaperChange) -> None:
        self.set.setEnabled(True)
        stage = self._window.stage
        text = self.tr("The picture is on your desktop.")
        if change.login_hint is not None:
            hint = change.login_hint
            text += " " + self.tr("To keep it after the next login, add a line to its settings.")
            stage.show_notice(text, (self.tr("Copy the line"), lambda: self._copy(hint)))
        elif change.previous is None:
            stage.show_notice(text)
        else:
            restore = self.tr("Restore previous"), lambda: self.work.restore(change)
            stage.show_notice(text, restore)
        self._toast = stage.notice
        self.toast_end.start()

    @Slot()
    def _on_restored(self) -> None:
        self._end_toast()
        self._window.status.say(self.tr("The previous wallpaper is back"))

    @Slot(object)
    def _on_failed(self, failure: WallpaperFailure) -> None:
        self.set.setEnabled(True)
        stage, path = self._window.stage, failure.path
        if path is None:
            stage.show_problem(failure.problem)
            return
        text = self.tr("{problem} It lies in {path}").format(
            problem=failure.problem.text, path=path
        )
        stage.show_notice(text, (self.tr("Copy path"), lambda: self._copy(str(path))))

    @Slot()
    def _end_toast(self) -> None:
        self.toast_end.stop()
        if self._toast is not None and self._window.stage.notice is self._toast:
            self._window.stage.hide_notice()
        self._toast = None

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._window.status.say(self.tr("Copied"))
