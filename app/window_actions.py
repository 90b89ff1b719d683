"""All actions of the window with their texts, keys and icons; the window connects them."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from app.canvas.overlays import Overlay
from app.theme.icons import Icons
from app.theme.theme import ThemeChoice

_Standard = QKeySequence.StandardKey
Keys = QKeySequence.StandardKey | str | None


class WindowActions(QObject):
    """Builds the actions once; menus, tool bars and panels share them."""

    def __init__(self, icons: Icons, parent: QObject) -> None:
        super().__init__(parent)
        self._icons = icons
        self._make_file_actions()
        self._make_picture_actions()
        self._make_view_actions()

    def _make_file_actions(self) -> None:
        tr = self.tr
        self.new = self._action(
            tr("&New"), _Standard.New, "new", tr("Start over with a fresh landscape")
        )
        self.open = self._action(tr("&Open…"), _Standard.Open, "open", tr("Open a project"))
        self.save = self._action(tr("&Save"), _Standard.Save, "save", tr("Save the project"))
        self.save_as = self._action(
            tr("Save &as…"), _Standard.SaveAs, "save-as", tr("Save the project as another file")
        )
        self.quit = self._action(tr("&Quit"), _Standard.Quit, "quit", tr("Close the program"))
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _make_picture_actions(self) -> None:
        tr = self.tr
        self.roll = self._action(
            tr("&Roll the dice"), "R", "roll", tr("Roll all dice that are not locked")
        )
        self.roll_variations = self._action(
            tr("Roll &variations"),
            "Shift+R",
            "variations",
            tr("Show six variations to choose from"),
        )
        self.copy_recipe = self._action(
            tr("&Copy recipe"), "Ctrl+Shift+C", "copy", tr("Copy the picture's recipe as text")
        )
        self.paste_recipe = self._action(
            tr("&Paste recipe"),
            "Ctrl+Shift+V",
            "paste",
            tr("Take over a recipe from the clipboard"),
        )
        self.swap_sides = self._action(
            tr("&Swap width and height"), "Ctrl+R", "swap", tr("Turn landscape into portrait")
        )
        self.stop = self._action(
            tr("S&top rendering"), "Ctrl+.", "cancel", tr("Leave the picture as sharp as it is now")
        )
        self.stop.setEnabled(False)

    def _make_view_actions(self) -> None:
        tr = self.tr
        self.zoom_in = self._action(tr("Zoom &in"), _Standard.ZoomIn, "zoom-in", tr("Look closer"))
        self.zoom_out = self._action(
            tr("Zoom &out"), _Standard.ZoomOut, "zoom-out", tr("Look from farther away")
        )
        self.fit = self._action(tr("&Fit"), "Ctrl+0", "fit", tr("Show the whole picture"))
        self.actual_size = self._action(
            tr("&Actual size"),
            "Ctrl+1",
            "actual-size",
            tr("One pixel of the picture a screen pixel"),
        )
        self.horizon_line = self._check(
            tr("&Horizon line"), "Shift+H", "horizon", tr("Show the horizon as a line to drag")
        )
        self.overlays = {
            Overlay.MONITORS: self._check(
                tr("&Monitor borders"), "Shift+M", None, tr("Show which part each monitor gets")
            ),
            Overlay.THIRDS: self._check(
                tr("&Thirds"), "Shift+T", None, tr("Show the rule of thirds")
            ),
            Overlay.TASKBAR: self._check(
                tr("Task&bar"), "Shift+B", None, tr("Show where a taskbar would lie")
            ),
        }
        self.full_screen = self._check(
            tr("F&ull screen"), "F11", "full-screen", tr("Use the whole screen")
        )
        self.hide_panels = self._check(
            tr("Hide &panels"), "Ctrl+Tab", None, tr("Leave all room to the picture")
        )
        self._make_themes()

    def _make_themes(self) -> None:
        titles = {
            ThemeChoice.SYSTEM: self.tr("&Follow the system"),
            ThemeChoice.LIGHT: self.tr("&Light"),
            ThemeChoice.DARK: self.tr("&Dark"),
        }
        self.theme_group = QActionGroup(self)
        self.themes: dict[ThemeChoice, QAction] = {}
        for choice, title in titles.items():
            action = self._check(title, None, None, self.tr("Choose the colours of the window"))
            self.theme_group.addAction(action)
            self.themes[choice] = action

    def _action(self, text: str, keys: Keys, icon: str | None, tip: str) -> QAction:
        action = QAction(text, self)
        if isinstance(keys, str):
            action.setShortcut(QKeySequence(keys))
        elif keys is not None:
            action.setShortcuts(keys)
        shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{tip} ({shortcut})" if shortcut else tip)
        action.setStatusTip(tip)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if icon:
            self._icons.dress(action, icon)
        return action

    def _check(self, text: str, keys: Keys, icon: str | None, tip: str) -> QAction:
        action = self._action(text, keys, icon, tip)
        action.setCheckable(True)
        return action
