"""How large a dialog opens: as is good, but within its screen."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

FRAME_PX = QSize(16, 48)  # of the desktop around a window; what it is exactly, nobody tells before


def open_with_size(dialog: QDialog, good: QSize) -> None:
    """Give a dialog a good size, or what its screen has room for."""
    room = (dialog.parentWidget() or dialog).screen().availableSize()
    dialog.resize(good.boundedTo(room - FRAME_PX))


def grow_to_fit(dialog: QDialog) -> None:
    """Make a dialog that is shown as high as its contents.

    Qt stops at two thirds of a small screen, and knows no height of wrapped texts before.
    """
    layout = dialog.layout()
    assert layout is not None
    layout.activate()
    wanted = layout.totalHeightForWidth(dialog.width())
    if dialog.isVisible() and dialog.height() < wanted:
        dialog.resize(dialog.width(), wanted)
