"""The tool bar of the window: the keyboard reaches it, and its words make way for its buttons."""

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QAction, QActionEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QToolBar, QToolButton

from app.theme.icons import Icons

_ICON_AND_WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_ICON = Qt.ToolButtonStyle.ToolButtonIconOnly
_FIRST, _LAST = "first", "last"  # when a button gives up its words


class ToolBar(QToolBar):
    """A row of buttons; those with words fall back on their icons where the row is too short."""

    def __init__(self, title: str, window: QMainWindow, icons: Icons) -> None:
        super().__init__(title, window)
        self._icons = icons
        self._dress_extension()
        self.orientationChanged.connect(self._dress_extension)

    @Slot()
    def _dress_extension(self) -> None:
        """Show the button for what does not fit; Qt's own icon is black in the dark, too."""
        extension = self.findChild(QToolButton, "qt_toolbar_ext_button")
        if extension is not None:
            is_row = self.orientation() == Qt.Orientation.Horizontal
            self._icons.dress(extension, "more" if is_row else "more-below")

    def add_worded(self, action: QAction, text: str, *, always: bool = False) -> QToolButton:
        """Add an action with its name beside the icon, for as long as there is room.

        Those that are to be so `always` lose their names after all others.
        """
        action.setIconText(text)
        self.addAction(action)
        button = self.widgetForAction(action)
        assert isinstance(button, QToolButton)
        button.setToolButtonStyle(_ICON_AND_WORDS)
        button.setAccessibleName(text)
        button.setProperty("yields", _LAST if always else _FIRST)
        return button

    def actionEvent(self, event: QActionEvent) -> None:
        """Let the Tab key stop at the button of a new action; Qt leaves them out."""
        super().actionEvent(event)
        button = self.widgetForAction(event.action())
        if isinstance(button, QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Try anew whether there is room for words."""
        super().resizeEvent(event)
        for turn in (_FIRST, _LAST):
            self._set_style(turn, _ICON_AND_WORDS)
        self._make_room()

    def event(self, event: QEvent) -> bool:
        """Make room for a button that has grown."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return handled

    def _make_room(self) -> None:
        for turn in (_FIRST, _LAST):
            if self.sizeHint().width() > self.width():
                self._set_style(turn, _ICON)

    def _set_style(self, turn: str, style: Qt.ToolButtonStyle) -> None:
        for button in self.findChildren(QToolButton):
            if button.property("yields") == turn:
                button.setToolButtonStyle(style)
