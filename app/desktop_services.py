"""Small favours of the desktop: show a file in its folder, tell that something long is done."""

import logging
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Qt, QUrl
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

log = logging.getLogger(__name__)

LONG_S = 10.0  # what took less is noticed anyway
MESSAGE_MS = 10_000


def reveal_command(path: Path, platform: str) -> list[str]:
    """Return the command that opens the folder with the file selected; empty: there is none."""
    if platform == "win32":
        return ["explorer", "/select,", str(path)]
    if platform == "darwin":
        return ["open", "-R", str(path)]
    return []


def reveal(path: Path) -> None:
    """Show a file in the desktop's file manager."""
    command = reveal_command(path, sys.platform)
    if command:
        QProcess.startDetached(command[0], command[1:])
    elif not _ask_file_manager(path):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _ask_file_manager(path: Path) -> bool:
    bus = QDBusConnection.sessionBus()
    name = "org.freedesktop.FileManager1"
    interface = bus.interface() if bus.isConnected() else None
    if interface is None or name not in interface.activatableServiceNames().value():
        return False
    message = QDBusMessage.createMethodCall(
        name, "/org/freedesktop/FileManager1", name, "ShowItems"
    )
    message.setArguments([[QUrl.fromLocalFile(str(path)).toString()], ""])
    bus.send(message)
    return True


class Notifier(QObject):
    """Tells that something long is done, if the user is elsewhere by then."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._tray: QSystemTrayIcon | None = None

    def tell(self, title: str, text: str, seconds: float) -> bool:
        """Notify if it took long and the window is not active; tells whether it did."""
        is_away = QApplication.applicationState() != Qt.ApplicationState.ApplicationActive
        if seconds < LONG_S or not is_away:
            return False
        QApplication.alert(self._window)
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._shown_tray().showMessage(title, text, self._window.windowIcon(), MESSAGE_MS)
        return True

    def _shown_tray(self) -> QSystemTrayIcon:
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._window.windowIcon(), self)
            self._tray.messageClicked.connect(self._window.activateWindow)
        self._tray.show()
        return self._tray
