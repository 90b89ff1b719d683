"""One window a user: who starts the program again is handed over to the window that is there.

The window listens on a local socket that only its user may open. What knocks says, in one line of
JSON, which file it wants opened, and is answered at once. Without an answer the newcomer opens a
window of its own, so that a program that hangs keeps nobody from working.
"""

import hashlib
import json
import logging
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

CONNECT_MS = 500
ANSWER_MS = 3000  # a window that is busy for longer does not count as running
MAX_LINE = 2**16  # bytes
WELCOME = b"welcome\n"


def socket_name(state: Path) -> str:
    """Return the name of a user's socket; `state` is the user's folder of that kind."""
    if os.name == "posix":
        return str(state / "window.socket")
    return f"everscape-{hashlib.sha256(str(state).encode()).hexdigest()[:16]}"  # of a pipe


def hand_over(name: str, file: Path | None) -> bool:
    """Ask the window that is there to open a file, or with None to show itself.

    Returns: whether there is one, and it answered.
    """
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(CONNECT_MS):
        return False
    socket.write(json.dumps(str(file) if file else "").encode() + b"\n")
    answered = socket.waitForReadyRead(ANSWER_MS) and bytes(socket.readAll().data()) == WELCOME
    if not answered:
        log.warning("the window that is open does not answer, so another one is opened")
    return answered


class RunningWindow(QObject):
    """Listens for those who start the program again."""

    wanted = Signal(object)  # the Path to open, or None to show the window

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(name)  # nobody answered there: a crash left it
        self.is_listening = self._server.listen(name)
        if not self.is_listening:
            log.warning("files will open in new windows: %s", self._server.errorString())

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    @Slot()
    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.setReadBufferSize(MAX_LINE)
        socket.disconnected.connect(socket.deleteLater)
        socket.readyRead.connect(lambda: self._on_words(socket))

    def _on_words(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        try:
            file = json.loads(bytes(socket.readLine().data()))
        except ValueError:
            file = None
        if isinstance(file, str):
            socket.write(WELCOME)
            self.wanted.emit(Path(file) if file else None)
        socket.disconnectFromServer()
