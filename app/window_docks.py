"""The docks of the window: one panel each, hidden together, and arranged as they were left."""

from PySide6.QtCore import QByteArray, QChildEvent, QEvent, QObject, QSettings, QSize, Qt, Slot
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QMenu, QTabBar, QWidget

from app.first_arrangement import LEAST_ROOM_AROUND, arrange, fits, room_of, stack

GOOD_SIZE = QSize(1440, 900)  # of a first start; a smaller screen is filled
STATE_VERSION = 1  # another number forgets old arrangements
_BAR_MAY_MOVE = (QEvent.Type.ChildPolished, QEvent.Type.Move, QEvent.Type.Resize)


class WindowDocks(QObject):
    """Adds panels to a window; `menu` gets an entry to show and hide each."""

    def __init__(self, window: QMainWindow, menu: QMenu) -> None:
        super().__init__(window)
        self._window = window
        self._menu = menu
        self._before_hiding = QByteArray()
        self._is_arranged = False
        self.docks: list[QDockWidget] = []
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)
        window.installEventFilter(self)

    def add(self, title: str, name: str, panel: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        """Add a panel in a dock of its own; `name` is its key in the stored arrangement."""
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        dock.setAccessibleName(title)
        dock.setWidget(panel)
        self._window.addDockWidget(area, dock)
        self._menu.addAction(dock.toggleViewAction())
        self.docks.append(dock)
        return dock

    def bring_up(self, name: str) -> None:
        """Show a dock before those that share its place."""
        dock = next(dock for dock in self.docks if dock.objectName() == name)
        dock.show()
        dock.raise_()

    @Slot(QWidget, QWidget)
    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Bring up the dock that Tab went into: Qt lets it enter those behind other tabs, too."""
        for dock in self.docks:
            if now is not None and dock.isAncestorOf(now) and now.visibleRegion().isEmpty():
                dock.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Tab out of bars of tabs that nobody sees.

        Where of several docks in one place only one is shown, Qt parks their bar beyond the edge.
        """
        if isinstance(event, QChildEvent) and event.type() == QEvent.Type.ChildPolished:
            watched = event.child()
            if isinstance(watched, QTabBar):
                watched.setElideMode(Qt.TextElideMode.ElideNone)  # they scroll where they must
                watched.installEventFilter(self)
        if isinstance(watched, QTabBar) and event.type() in _BAR_MAY_MOVE:
            is_seen = self._window.rect().intersects(watched.geometry())
            watched.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_seen else Qt.FocusPolicy.NoFocus)
        return False

    def hide_all(self) -> None:
        """Leave all room to the picture."""
        self._before_hiding = self._window.saveState(STATE_VERSION)
        for dock in self.docks:
            dock.hide()

    def show_again(self) -> None:
        """Arrange the docks as they were before `hide_all`."""
        self._window.restoreState(self._before_hiding, STATE_VERSION)

    def keep(self, state: QSettings) -> None:
        """Store where the window and its docks are."""
        state.setValue("geometry", self._window.saveGeometry())
        state.setValue("docks", self._window.saveState(STATE_VERSION))

    def restore(self, state: QSettings) -> None:
        """Put the window and its docks where they were stored; a new window gets a good size."""
        geometry, docks = state.value("geometry"), state.value("docks")
        if isinstance(geometry, QByteArray):
            self._window.restoreGeometry(geometry)
        else:
            self._take_good_size()
        self._is_arranged = isinstance(docks, QByteArray) and self._window.restoreState(
            docks, STATE_VERSION
        )

    def arrange_once(self) -> None:
        """Give docks that were never stored good places, as soon as the window is shown."""
        if not self._is_arranged:
            self._is_arranged = True
            window = self._window  # which learns its size only later where it is maximized
            room = room_of(window) if window.isMaximized() else window.size()
            arrange(window, self.docks, room)

    def _take_good_size(self) -> None:
        """Open as large as is good; a smaller screen is filled, unless it is too small even so."""
        window, room = self._window, room_of(self._window)
        window.resize(GOOD_SIZE.boundedTo(room))
        if fits(GOOD_SIZE, room):
            return
        if not fits(LEAST_ROOM_AROUND, room):
            stack(window, self.docks)  # already now, as it lets the window be smaller
        if fits(window.minimumSizeHint(), room):
            window.setWindowState(Qt.WindowState.WindowMaximized)
