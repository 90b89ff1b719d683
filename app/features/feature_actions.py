"""Actions that features add to the window."""

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

from app.theme.icons import Icons
from app.tool_bar import ToolBar


def feature_action(
    parent: QWidget, icons: Icons, text: str, tip: str, keys: str = "", icon: str = ""
) -> QAction:
    """Build an action whose tooltip explains it and names its keys; empty: none."""
    action = QAction(text, parent)
    if keys:
        action.setShortcut(QKeySequence(keys))
    shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{tip} ({shortcut})" if shortcut else tip)
    action.setStatusTip(tip)
    if icon:
        icons.dress(action, icon)
    return action


def add_leading_button(
    bar: ToolBar, icons: Icons, action: QAction, text: str, icon: str
) -> QToolButton:
    """Add an action to a tool bar as what most want next, on a ground of the accent's colour."""
    stand_in = QAction(bar)  # in menus, the icon of the action itself has another ground
    stand_in.setToolTip(action.toolTip())
    stand_in.setStatusTip(action.statusTip())
    stand_in.setEnabled(action.isEnabled())
    action.enabledChanged.connect(stand_in.setEnabled)
    stand_in.triggered.connect(action.trigger)
    icons.dress(stand_in, icon, on_accent=True)
    button = bar.add_worded(stand_in, text, always=True)
    button.setProperty("leading", "true")
    return button
