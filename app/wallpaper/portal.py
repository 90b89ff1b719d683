"""The desktop portal, the only way out of a Flatpak or Snap: it takes one picture, and no span.

The portal cannot see the sandbox's files, so it is handed an open file; its own dialog asks the
user. `set_through_dbus` is the real call, by QtDBus.
"""

import os
from collections.abc import Callable
from pathlib import Path

from app.wallpaper.protocol import (
    Capabilities,
    PictureSet,
    SavedWallpaper,
    WallpaperError,
    check_spread,
)

_SERVICE = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_INTERFACE = "org.freedesktop.portal.Wallpaper"
_NO_PARENT_WINDOW = ""
_TIMEOUT_MS = 15_000

PortalCall = Callable[[int], None]  # takes the number of the open file


def set_through_dbus(descriptor: int) -> None:
    """Hand an open picture to the portal.

    Raises: WallpaperError: if there is no portal, or it refuses.
    """
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor  # Linux only

    message = QDBusMessage.createMethodCall(_SERVICE, _PATH, _INTERFACE, "SetWallpaperFile")
    options = {"show-preview": True, "set-on": "background"}
    message.setArguments([_NO_PARENT_WINDOW, QDBusUnixFileDescriptor(descriptor), options])
    reply = QDBusConnection.sessionBus().call(message, timeout=_TIMEOUT_MS)
    if reply.type() == QDBusMessage.MessageType.ErrorMessage:
        cause = reply.errorMessage().rstrip(".") or reply.errorName()
        raise WallpaperError(
            f"The desktop portal refused the wallpaper ({cause}); "
            "open the saved picture in your file manager and set it there."
        )


class PortalBackend:
    """Asks the portal to show one picture."""

    name = "the desktop portal"
    capabilities = Capabilities(spans=False, per_monitor=False, restores=False, asks_user=True)

    def __init__(self, call: PortalCall = set_through_dbus) -> None:
        self._call = call

    def current(self) -> None:
        """Return None: the portal tells nothing."""

    def apply(self, pictures: PictureSet) -> None:
        """Hand the picture over; the portal's dialog may still be open when this returns."""
        check_spread(pictures, self.capabilities, self.name)
        descriptor = _opened(pictures.first)
        try:
            self._call(descriptor)
        finally:
            os.close(descriptor)

    def restore(self, saved: SavedWallpaper) -> None:
        """Refuse: nothing was saved.

        Raises: WallpaperError: always.
        """
        raise WallpaperError(
            f"The previous wallpaper of {saved.backend} is not known; choose it by hand."
        )

    def login_hint(self, pictures: PictureSet) -> None:
        """Return None: the desktop keeps it."""


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    except OSError as error:
        raise WallpaperError(
            f"The picture '{path}' cannot be read ({error.strerror}); export it again."
        ) from error
