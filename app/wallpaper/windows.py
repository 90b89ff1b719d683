"""Windows: IDesktopWallpaper spans a picture or sets one for each monitor.

`WindowsApi` is what the backend needs of the system; `windows_com` is the real one.
"""

import logging
from collections.abc import Callable
from typing import Protocol

from app.wallpaper.protocol import (
    Capabilities,
    PictureSet,
    SavedWallpaper,
    Spread,
    WallpaperError,
    check_origin,
    check_spread,
    saved_value,
)
from infinitygan.geometry import Rect

POSITION_FILL = 4  # DWPOS_FILL
POSITION_SPAN = 5  # DWPOS_SPAN

_POSITION_KEY = "position"

_log = logging.getLogger(__name__)


class WindowsApi(Protocol):
    """The system's wallpaper, as one thread of it sees it. Methods raise OSError."""

    def monitors(self) -> list[tuple[str, Rect]]:
        """Return (device path, place) of the attached monitors."""
        ...

    def position(self) -> int:
        """Return the DESKTOP_WALLPAPER_POSITION."""
        ...

    def set_position(self, position: int) -> None:
        """Set the DESKTOP_WALLPAPER_POSITION."""
        ...

    def picture(self, monitor: str) -> str:
        """Return the picture's path; empty where there is none."""
        ...

    def set_picture(self, monitor: str | None, path: str) -> None:
        """Set the picture of a monitor, or of all where it is None."""
        ...


# Runs a function with the system's interface, in a thread that COM accepts.
WindowsSession = Callable[[Callable[[WindowsApi], object]], object]


class WindowsBackend:
    """Sets pictures through IDesktopWallpaper, or the old call where that one fails."""

    name = "Windows"
    capabilities = Capabilities(spans=True, per_monitor=True, restores=True)

    def __init__(
        self, session: WindowsSession, set_span_by_old_call: Callable[[str], None]
    ) -> None:
        self._session = session
        self._set_span_by_old_call = set_span_by_old_call

    def current(self) -> SavedWallpaper | None:
        """Read the position and the picture of every monitor; None: Windows does not tell."""
        values: list[tuple[str, str | None]] = []

        def read(api: WindowsApi) -> None:
            values.append((_POSITION_KEY, str(api.position())))
            values.extend((monitor, api.picture(monitor)) for monitor, _ in api.monitors())

        try:
            self._session(read)
        except OSError:
            _log.warning("the wallpaper cannot be read", exc_info=True)
            return None
        return SavedWallpaper(self.name, tuple(values))

    def apply(self, pictures: PictureSet) -> None:
        """Show the pictures; give PNG files, as Windows squeezes JPEG anew."""
        check_spread(pictures, self.capabilities, self.name)
        try:
            self._session(lambda api: _show(api, pictures))
        except OSError as error:
            if pictures.spread is Spread.EACH:
                raise _refusal(error) from error
            self._apply_by_old_call(pictures)

    def restore(self, saved: SavedWallpaper) -> None:
        """Give every monitor its picture back, and the desktop its position."""
        check_origin(saved, self.name)

        def write(api: WindowsApi) -> None:
            attached = {monitor for monitor, _ in api.monitors()}
            for key, path in saved.values:
                if key in attached and path is not None:
                    api.set_picture(key, path)
            api.set_position(int(saved_value(saved.values, _POSITION_KEY) or POSITION_FILL))

        try:
            self._session(write)
        except OSError as error:
            raise _refusal(error) from error

    def login_hint(self, pictures: PictureSet) -> None:
        """Return None: Windows keeps it."""

    def _apply_by_old_call(self, pictures: PictureSet) -> None:
        try:
            self._set_span_by_old_call(str(pictures.first))
        except OSError as error:
            raise _refusal(error) from error


def _show(api: WindowsApi, pictures: PictureSet) -> None:
    if pictures.spread is not Spread.EACH:
        is_span = pictures.spread is Spread.SPAN
        api.set_position(POSITION_SPAN if is_span else POSITION_FILL)
        api.set_picture(None, str(pictures.first))
        return
    api.set_position(POSITION_FILL)
    ordered = sorted(api.monitors(), key=lambda m: (m[1].columns.start, m[1].rows.start))
    for order, (monitor, _) in enumerate(ordered):
        # Windows names monitors by device path, Qt by display: only the place is common.
        path = pictures.for_monitor("", order)
        if path is not None:
            api.set_picture(monitor, str(path))


def _refusal(error: OSError) -> WallpaperError:
    cause = str(error.strerror or error).rstrip(".")
    return WallpaperError(
        f"Windows refused the wallpaper ({cause}); "
        "right-click the saved picture and choose 'Set as desktop background'."
    )
