"""The actions of the painting tools with their texts, keys and icons, and the bar they stand in."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QToolButton

from app.theme.icons import Icons
from app.tool_bar import ToolBar


class ToolName(Enum):
    """The tools of which one is chosen; the value is also its icon."""

    HAND = "hand"
    MOVE = "move"
    BRUSH = "brush"
    ERASER = "eraser"
    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"
    LASSO = "lasso"
    GRADIENT = "gradient"
    RADIAL = "radial"
    SELECT = "select"
    SELECT_LASSO = "select-lasso"

    @property
    def paints(self) -> bool:
        """Tell whether the tool paints the chosen style."""
        return self in _PAINTING


_PAINTING = {
    ToolName.BRUSH,
    ToolName.RECTANGLE,
    ToolName.ELLIPSE,
    ToolName.LASSO,
    ToolName.GRADIENT,
    ToolName.RADIAL,
}
_GROUPS = (
    (ToolName.HAND, ToolName.MOVE),
    (ToolName.BRUSH, ToolName.ERASER),
    (ToolName.RECTANGLE, ToolName.ELLIPSE, ToolName.LASSO),
    (ToolName.GRADIENT, ToolName.RADIAL),
    (ToolName.SELECT, ToolName.SELECT_LASSO),
)


@dataclass(frozen=True)
class ToolText:
    """What is said of a tool."""

    title: str
    keys: str
    hint: str


def tool_texts() -> dict[ToolName, ToolText]:
    """Describe the tools in the language of the program."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Tools", text)

    return {
        ToolName.HAND: ToolText(
            tr("&Hand"), "H", tr("Drag to look around. Click a style to use it everywhere.")
        ),
        ToolName.MOVE: ToolText(
            tr("&Move and reshape"), "V", tr("Click a region, then drag it or its handles.")
        ),
        ToolName.BRUSH: ToolText(
            tr("&Brush"), "B", tr("Drag to paint the chosen style. Shift: a straight line.")
        ),
        ToolName.ERASER: ToolText(
            tr("&Eraser"),
            "E",
            tr("Drag to take painted styles away: the selected region, or all if none is."),
        ),
        ToolName.RECTANGLE: ToolText(
            tr("&Rectangle"), "U", tr("Drag to fill a rectangle. Shift: square, Alt: from middle.")
        ),
        ToolName.ELLIPSE: ToolText(
            tr("E&llipse"),
            "Shift+U",
            tr("Drag to fill an ellipse. Shift: circle, Alt: from middle."),
        ),
        ToolName.LASSO: ToolText(tr("La&sso"), "L", tr("Draw around what to fill.")),
        ToolName.GRADIENT: ToolText(
            tr("&Gradient"), "G", tr("Drag from where the style begins to where it is full.")
        ),
        ToolName.RADIAL: ToolText(
            tr("R&ound gradient"), "Shift+G", tr("Drag from the middle to where the style ends.")
        ),
        ToolName.SELECT: ToolText(
            tr("Select &area"),
            "M",
            tr("Draw a rectangle, then roll what is in it. What is around it follows."),
        ),
        ToolName.SELECT_LASSO: ToolText(
            tr("Select area by ha&nd"),
            "Shift+L",
            tr("Draw around a place, then roll what is in it. What is around it follows."),
        ),
    }


class PaintActions(QObject):
    """Builds the actions once; the tool bar, the menu and the bars on the canvas share them."""

    def __init__(self, icons: Icons, parent: QObject) -> None:
        super().__init__(parent)
        self._icons = icons
        self.group = QActionGroup(self)
        self.tools = {name: self._tool(name, text) for name, text in tool_texts().items()}
        self.tools[ToolName.HAND].setChecked(True)
        self._make_brush_actions()
        self._make_area_actions()
        self._make_region_actions()

    def _make_brush_actions(self) -> None:
        tr = self.tr
        self.larger = self._action(tr("&Larger brush"), "]", None, tr("A larger brush"))
        self.smaller = self._action(tr("&Smaller brush"), "[", None, tr("A smaller brush"))
        self.harder = self._action(tr("&Harder brush"), "Shift+]", None, tr("A harder brush"))
        self.softer = self._action(tr("S&ofter brush"), "Shift+[", None, tr("A softer brush"))

    def _make_area_actions(self) -> None:
        tr = self.tr
        self.select_all = self._action(
            tr("Select &all"), "Ctrl+A", None, tr("Select the whole picture as the area")
        )
        self.fill = self._action(
            tr("Fill with the style"), "F", "fill", tr("Fill the area with the chosen style")
        )
        self.keep = self._action(tr("Keep"), "Return", "accept", tr("Keep the change"))
        self.keep.setShortcuts([QKeySequence("Return"), QKeySequence("Enter")])
        self.discard = self._action(tr("Discard"), "Esc", "cancel", tr("Go back"))
        for action in (self.keep, self.discard):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setEnabled(False)
        self.fill.setEnabled(False)

    def _make_region_actions(self) -> None:
        tr = self.tr
        self.delete = self._action(
            tr("&Delete region"), "Del", "delete", tr("Delete the selected region")
        )
        self.delete.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.duplicate = self._action(
            tr("D&uplicate region"), "Ctrl+D", "duplicate", tr("Duplicate the selected region")
        )
        self.raise_region = self._action(
            tr("&Raise region"), "Ctrl+]", "up", tr("Paint the region over the next one")
        )
        self.lower_region = self._action(
            tr("&Lower region"), "Ctrl+[", "down", tr("Paint the region below the next one")
        )

    @property
    def region_actions(self) -> tuple[QAction, ...]:
        """Return what can be done with the selected region."""
        return self.raise_region, self.lower_region, self.duplicate, self.delete

    @property
    def chosen(self) -> ToolName:
        """Return the tool of now."""
        return next(name for name, action in self.tools.items() if action.isChecked())

    def _tool(self, name: ToolName, text: ToolText) -> QAction:
        action = self._action(text.title, text.keys, name.value, text.hint)
        title = text.title.replace("&", "")
        action.setToolTip(f"{title} ({text.keys})\n{text.hint}")
        action.setCheckable(True)
        self.group.addAction(action)
        return action

    def _action(self, text: str, keys: str, icon: str | None, tip: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{tip} ({shortcut})")
        action.setStatusTip(tip)
        if icon:
            self._icons.dress(action, icon)
        return action


def build_paint_bar(window: QMainWindow, actions: PaintActions, icons: Icons) -> ToolBar:
    """Add the column of tools at the left edge of the window."""
    bar = ToolBar(window.tr("Painting tools"), window, icons)
    bar.setObjectName("painting tools")
    bar.setMovable(False)
    bar.setOrientation(Qt.Orientation.Vertical)
    for group in _GROUPS:
        for name in group:
            bar.addAction(actions.tools[name])
            button = bar.widgetForAction(actions.tools[name])
            assert isinstance(button, QToolButton)
            button.setAccessibleName(tool_texts()[name].title.replace("&", ""))
        if group is not _GROUPS[-1]:
            bar.addSeparator()
    window.addToolBar(Qt.ToolBarArea.LeftToolBarArea, bar)
    return bar
