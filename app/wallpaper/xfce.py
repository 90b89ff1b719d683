"""XFCE: the wallpaper is two xfconf properties for each monitor and workspace."""

import re
from collections.abc import Iterator, Sequence

from app.wallpaper.commands import Runner, answer, output_of
from app.wallpaper.protocol import (
    Capabilities,
    PictureSet,
    SavedWallpaper,
    Spread,
    check_origin,
    check_spread,
)

CHANNEL = "xfce4-desktop"
ZOOMED = 5
SPANNING = 6

_BACKDROP = re.compile(r"/backdrop/screen0/monitor(?P<monitor>[^/]+)/workspace(?P<workspace>\d+)/")
_IMAGE = "last-image"
_STYLE = "image-style"


class XfceBackend:
    """Sets the picture through xfconf-query, on every workspace."""

    name = "XFCE"
    capabilities = Capabilities(spans=True, per_monitor=True, restores=True)

    def __init__(self, runner: Runner, monitors: Sequence[str]) -> None:
        """Take the names of the attached monitors, from left to right."""
        self._runner = runner
        self._monitors = tuple(monitors)

    def current(self) -> SavedWallpaper:
        """Read the picture and style of every monitor and workspace; unset ones are None."""
        known = self._properties()
        keys = [base + leaf for base in self._bases(known) for leaf in (_IMAGE, _STYLE)]
        return SavedWallpaper(self.name, tuple((key, known.get(key)) for key in keys))

    def apply(self, pictures: PictureSet) -> None:
        """Set style and picture, and create what xfdesktop has not yet written itself."""
        check_spread(pictures, self.capabilities, self.name)
        style = SPANNING if pictures.spread is Spread.SPAN else ZOOMED
        known = self._properties()
        for base in self._bases(known):
            monitor = _monitor_of(base)
            path = pictures.for_monitor(monitor, self._order_of(monitor))
            if path is not None:
                self._set(base + _STYLE, "int", str(style))
                self._set(base + _IMAGE, "string", str(path))
            elif known.get(base + _STYLE) == str(SPANNING):
                # One spanning monitor hides the pictures of all others.
                self._set(base + _STYLE, "int", str(ZOOMED))

    def restore(self, saved: SavedWallpaper) -> None:
        """Set the saved values again, and reset the properties that were unset."""
        check_origin(saved, self.name)
        for key, value in saved.values:
            if value is None:
                self._query("-p", key, "-r")
            else:
                self._set(key, "int" if key.endswith(_STYLE) else "string", value)

    def login_hint(self, pictures: PictureSet) -> None:
        """Return None: xfconf keeps it."""

    def _properties(self) -> dict[str, str]:
        """List the channel; a desktop that never had a wallpaper set has no channel yet."""
        result = self._runner(["xfconf-query", "-c", CHANNEL, "-l", "-v"])
        if "does not exist" in result.stderr:
            return {}
        return _parsed(output_of(result, "xfconf-query", self.name))

    def _bases(self, known: dict[str, str]) -> list[str]:
        """List the property folders to write: those that exist, and those of attached monitors."""
        existing = [match[0] for match in map(_BACKDROP.match, known) if match]
        workspaces = range(self._workspace_count())
        attached = [
            f"/backdrop/screen0/monitor{name}/workspace{index}/"
            for name in self._monitors
            for index in workspaces
        ]
        return list(dict.fromkeys([*attached, *existing]))

    def _workspace_count(self) -> int:
        argv = ["xfconf-query", "-c", "xfwm4", "-p", "/general/workspace_count"]
        text = self._runner(argv).stdout.strip()
        return int(text) if text.isdecimal() and 0 < int(text) <= 64 else 1

    def _order_of(self, monitor: str) -> int:
        """Return the place of a monitor; older releases number them instead of naming them."""
        if monitor in self._monitors:
            return self._monitors.index(monitor)
        return int(monitor) if monitor.isdecimal() else -1

    def _set(self, key: str, kind: str, value: str) -> None:
        self._query("-p", key, "-n", "-t", kind, "-s", value)

    def _query(self, *arguments: str) -> str:
        return answer(self._runner, ["xfconf-query", "-c", CHANNEL, *arguments], self.name)


def _monitor_of(base: str) -> str:
    match = _BACKDROP.match(base)
    assert match, base
    return match["monitor"]


def _parsed(listing: str) -> dict[str, str]:
    """Read lines of 'property   value'; values may hold blanks, properties never do."""
    return dict(_pairs(listing))


def _pairs(listing: str) -> Iterator[tuple[str, str]]:
    for line in listing.splitlines():
        key, _, value = line.partition(" ")
        if key.startswith("/"):
            yield key, value.strip()
