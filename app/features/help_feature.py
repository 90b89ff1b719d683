"""Help: hints at the first start, the cheat sheet, settings, diagnostics, About."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QDialog

from app.diagnostics import Person, diagnostics_text
from app.dialogs.about_dialog import AboutDialog
from app.dialogs.diagnostics_dialog import DiagnosticsDialog
from app.dialogs.settings_dialog import SettingsDialog
from app.dialogs.shortcuts_dialog import ShortcutGroup, ShortcutsDialog, menu_groups
from app.features.feature_actions import feature_action
from app.features.model_feature import ModelFeature
from app.licences import installed_parts
from app.log_memory import LogMemory
from app.main_window import MainWindow, Services
from app.settings import Folders


@dataclass(frozen=True)
class Hint:
    """A sentence for newcomers; the name is what the settings remember."""

    name: str
    text: str


class HelpFeature(QObject):
    """Adds help and settings to the window."""

    def __init__(
        self,
        window: MainWindow,
        services: Services,
        folders: Folders,
        log_memory: LogMemory,
        model: ModelFeature,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._model = model
        self._folders = folders
        self._log_memory = log_memory
        self._add_actions()
        services.controller.view_finished.connect(self._show_next_hint)

    def _add_actions(self) -> None:
        window, icons, tr = self._window, self._services.icons, self.tr
        self.settings = feature_action(
            window,
            icons,
            tr("&Settings…"),
            tr("Change how the program works"),
            "Ctrl+,",
            "settings",
        )
        self.settings.triggered.connect(self.show_settings)
        window.menus.edit.addSeparator()
        window.menus.edit.addAction(self.settings)
        self.shortcuts = feature_action(
            window,
            icons,
            tr("&Keys and gestures"),
            tr("Show all keys on one page"),
            "Ctrl+/",
            "keyboard",
        )
        self.shortcuts.setShortcuts([self.shortcuts.shortcut(), QKeySequence("F1")])
        self.shortcuts.triggered.connect(self.show_shortcuts)
        self.diagnostics = feature_action(
            window,
            icons,
            tr("Copy &diagnostics…"),
            tr("Show what to add to a report of a problem"),
        )
        self.diagnostics.triggered.connect(self.show_diagnostics)
        self.about = feature_action(
            window, icons, tr("&About Everscape"), tr("Version and licences"), icon="about"
        )
        self.about.triggered.connect(self.show_about)
        window.menus.help.addActions([self.shortcuts, self.diagnostics])
        window.menus.help.addSeparator()
        window.menus.help.addAction(self.about)

    @Slot()
    def show_settings(self) -> QDialog:
        """Open the settings."""
        controller = self._services.controller
        dialog = SettingsDialog(self._services.store, controller.model, self._window)
        dialog.device_chosen.connect(self._choose_device)
        dialog.own_model_wanted.connect(self._model.choose)
        dialog.bundled_model_wanted.connect(self._model.use_bundled)
        controller.opened.connect(dialog.show_model)
        return _opened(dialog)

    @Slot()
    def show_shortcuts(self) -> QDialog:
        """Open the cheat sheet."""
        groups = (*menu_groups(self._window.menuBar()), *self._gestures())
        return _opened(ShortcutsDialog(groups, self._window))

    @Slot()
    def show_diagnostics(self) -> QDialog:
        """Open the report."""
        services = self._services
        text = diagnostics_text(
            services.store.settings,
            services.controller.model,
            services.spans.layout,
            self._log_memory.lines,
            Person.here(),
        )
        return _opened(DiagnosticsDialog(text, self._open_log_folder, self._window))

    @Slot()
    def show_about(self) -> QDialog:
        """Open the licences."""
        return _opened(AboutDialog(installed_parts(), self._window))

    def _gestures(self) -> tuple[ShortcutGroup, ...]:
        tr = self.tr
        rows = (
            (tr("Zoom at the cursor"), tr("Wheel, pinch")),
            (tr("Move the picture"), tr("Drag, arrow keys")),
            (tr("Move it while another tool is in use"), tr("Space + drag, middle button")),
            (tr("Open a project, a picture or a style"), tr("Drop it on the window")),
            (tr("Cancel what is being drawn"), tr("Esc")),
        )
        return (ShortcutGroup(tr("On the canvas"), rows),)

    def _hints(self) -> tuple[Hint, ...]:
        tr = self.tr
        return (
            Hint("roll", tr("Press R for another landscape. Ctrl+Z brings the last one back.")),
            Hint("lock", tr("Like the light but not the place? Lock a die, then roll the others.")),
            Hint("set", tr("Ctrl+Shift+W puts the picture on your desktop, and back if you like.")),
        )

    @Slot()
    def _show_next_hint(self) -> None:
        """Show the next hint once, over a finished picture, if nothing else is to be said."""
        store, stage = self._services.store, self._window.stage
        unseen = [hint for hint in self._hints() if hint.name not in store.settings.seen_hints]
        if not unseen or stage.notice is not None:
            return
        hint = unseen[0]
        store.change(seen_hints=(*store.settings.seen_hints, hint.name))
        if len(unseen) > 1:
            stage.show_notice(hint.text, (self.tr("Next hint"), self._next_hint))
        else:
            stage.show_notice(hint.text)

    @Slot()
    def _next_hint(self) -> None:
        self._window.stage.hide_notice()
        self._show_next_hint()

    @Slot(str)
    def _choose_device(self, key: str) -> None:
        store = self._services.store
        if key != store.settings.device:
            store.change(device=key)
            self._services.controller.open(key, store.settings.own_model)

    def _open_log_folder(self) -> None:
        self._folders.state.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folders.state)))


def _opened(dialog: QDialog) -> QDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
