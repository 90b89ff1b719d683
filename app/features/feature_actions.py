"""Actions that features add to the window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolBar, QToolButton, QWidget

from app.theme.icons import Icons


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


def add_worded_button(bar: QToolBar, action: QAction, text: str) -> QToolButton:
    """Add an action to a tool bar with its name beside the icon."""
    action.setIconText(text)
    bar.addAction(action)
    button = bar.widgetForAction(action)
    assert isinstance(button, QToolButton)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setAccessibleName(text)
    return button


def add_leading_button(
    bar: QToolBar, icons: Icons, action: QAction, text: str, icon: str
) -> QToolButton:
    """Add an action to a tool bar as what most want next, on a ground of the accent's colour."""
    stand_in = QAction(bar)  # in menus, the icon of the action itself has another ground
    stand_in.setToolTip(action.toolTip())
    stand_in.setStatusTip(action.statusTip())
    stand_in.setEnabled(action.isEnabled())
    action.enabledChanged.connect(stand_in.setEnabled)
    stand_in.triggered.connect(action.trigger)
    icons.dress(stand_in, icon, on_accent=True)
    button = add_worded_button(bar, stand_in, text)
    button.setProperty("leading", "true")
    return button
