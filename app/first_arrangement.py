"""Where the docks lie at a first start: around the picture, or on a small screen in one place."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget

LEAST_ROOM_AROUND = QSize(1200, 660)  # logical px: below, docks around it leave too little picture
SIDE_WIDTH_PX = 312
SIDE_HEIGHTS_PX = (440, 340)  # what the landscape and the size of several monitors need
PAINTING_HEIGHTS_PX = (540, 200)  # what the styles with their buttons and a first region need
STRIP_HEIGHT_PX = 150
LEAST_STRIP_HEIGHT_PX = 122
_Area = Qt.DockWidgetArea


def room_of(window: QMainWindow) -> QSize:
    """Return how large a window may be on its screen, in logical px."""
    return window.screen().availableSize()


def arrange(window: QMainWindow, docks: Sequence[QDockWidget], room: QSize) -> None:
    """Give the docks good places and sizes; the sizes hold only once the window is shown."""
    if fits(LEAST_ROOM_AROUND, room):
        _spread(window, docks)
    else:
        stack(window, docks)


def _spread(window: QMainWindow, docks: Sequence[QDockWidget]) -> None:
    named = {dock.objectName(): dock for dock in docks}
    side = [named["landscape"], named["size"]]
    window.resizeDocks(side, [SIDE_WIDTH_PX] * 2, Qt.Orientation.Horizontal)
    window.resizeDocks(side, list(SIDE_HEIGHTS_PX), Qt.Orientation.Vertical)
    painting = [named["styles"], named["regions"]]
    window.resizeDocks(painting, list(PAINTING_HEIGHTS_PX), Qt.Orientation.Vertical)
    window.resizeDocks([named["variations"]], [STRIP_HEIGHT_PX], Qt.Orientation.Vertical)


def stack(window: QMainWindow, docks: Sequence[QDockWidget]) -> None:
    """Make tabs of the docks at the sides; the strip below waits until it is asked for."""
    sides = (_Area.LeftDockWidgetArea, _Area.RightDockWidgetArea)
    first, *others = [dock for dock in docks if window.dockWidgetArea(dock) in sides]
    window.setTabPosition(_Area.RightDockWidgetArea, QTabWidget.TabPosition.North)
    for dock in others:
        window.tabifyDockWidget(first, dock)
    first.raise_()
    window.resizeDocks([first], [SIDE_WIDTH_PX], Qt.Orientation.Horizontal)
    strip = [dock for dock in docks if window.dockWidgetArea(dock) == _Area.BottomDockWidgetArea]
    window.resizeDocks(strip, [LEAST_STRIP_HEIGHT_PX] * len(strip), Qt.Orientation.Vertical)
    for dock in strip:
        dock.hide()


def fits(size: QSize, room: QSize) -> bool:
    """Tell whether there is room for a size."""
    return size.width() <= room.width() and size.height() <= room.height()
