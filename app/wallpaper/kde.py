"""KDE Plasma 5 and 6: a script inside the shell sets one picture for each screen.

Plasma cannot span a picture, so the caller cuts it. It also skips a file whose path did not
change, so every set needs new file names.
"""

import json
import re
from collections.abc import Callable
from urllib.parse import unquote

from app.wallpaper.commands import Runner, answer
from app.wallpaper.gsettings import gvariant_string
from app.wallpaper.protocol import (
    Capabilities,
    PictureSet,
    SavedWallpaper,
    Spread,
    WallpaperError,
    check_origin,
    check_spread,
)

_SERVICE = "org.kde.plasmashell"
_PATH = "/PlasmaShell"
_METHOD = "org.kde.PlasmaShell.evaluateScript"
_QDBUS_NAMES = ("qdbus6", "qdbus-qt6", "qdbus", "qdbus-qt5")

# ES5 only: the engine of early Plasma 5 knows no more. Screens count as `Picture.order` does.
_SCREENS = """
var screens = [];
desktops().forEach(function (desktop) {
    if (desktop.screen >= 0 && screens.indexOf(desktop.screen) < 0) screens.push(desktop.screen);
});
screens.sort(function (a, b) {
    var first = screenGeometry(a), second = screenGeometry(b);
    return first.x - second.x || first.y - second.y;
});
"""

_APPLY = """
var pictures = %s;
desktops().forEach(function (desktop) {
    var order = screens.indexOf(desktop.screen);
    var url = pictures.all || pictures[order];
    if (order < 0 || !url) return;
    desktop.wallpaperPlugin = "org.kde.image";
    desktop.currentConfigGroup = ["Wallpaper", "org.kde.image", "General"];
    desktop.writeConfig("FillMode", 2);
    desktop.writeConfig("Image", url);
    done += 1;
});
"""

# The answer crosses D-Bus tools that quote differently, so it travels percent-encoded.
_PRINT = """
print("[" + encodeURIComponent(JSON.stringify(%s)).replace(/'/g, "%%27") + "]");
"""

_CURRENT = (
    """
var saved = [];
desktops().forEach(function (desktop) {
    desktop.currentConfigGroup = ["Wallpaper", "org.kde.image", "General"];
    saved.push([String(desktop.id), {
        plugin: String(desktop.wallpaperPlugin),
        image: String(desktop.readConfig("Image", "")),
        fill: String(desktop.readConfig("FillMode", "2"))
    }]);
});
"""
    + _PRINT % "saved"
)

_RESTORE = """
var saved = %s;
desktops().forEach(function (desktop) {
    var old = saved[String(desktop.id)];
    if (!old) return;
    desktop.currentConfigGroup = ["Wallpaper", "org.kde.image", "General"];
    desktop.writeConfig("FillMode", old.fill);
    desktop.writeConfig("Image", old.image);
    desktop.wallpaperPlugin = old.plugin;
    done += 1;
});
"""

_ANSWER = re.compile(r"\[([^\[\]]*)\]")


def plasma_call(script: str, find_program: Callable[[str], str | None]) -> list[str]:
    """Build the command that runs a script inside Plasma, with the D-Bus tool that is installed.

    Raises: WallpaperError: if there is none.
    """
    for name in _QDBUS_NAMES:
        if find_program(name):
            return [name, _SERVICE, _PATH, _METHOD, script]
    if find_program("gdbus"):
        target = ["--dest", _SERVICE, "--object-path", _PATH, "--method", _METHOD]
        return ["gdbus", "call", "--session", *target, gvariant_string(script)]
    if find_program("dbus-send"):
        target = [f"--dest={_SERVICE}", _PATH, _METHOD]
        return ["dbus-send", "--session", "--print-reply", *target, f"string:{script}"]
    raise WallpaperError(
        "Plasma could not be told to change the wallpaper, because none of the programs 'qdbus6', "
        "'qdbus', 'gdbus' and 'dbus-send' is installed; install one, "
        "or set the saved picture by hand."
    )


def apply_script(pictures: PictureSet) -> str:
    """Write the script that shows the pictures."""
    if pictures.spread is Spread.ZOOM:
        urls = {"all": pictures.first.as_uri()}
    else:
        urls = {str(picture.order): picture.path.as_uri() for picture in pictures.pictures}
    return "var done = 0;" + _SCREENS + _APPLY % json.dumps(urls) + _PRINT % "done"


def restore_script(saved: SavedWallpaper) -> str:
    """Write the script that puts plugin and picture of every desktop back."""
    olds = {key: json.loads(value) for key, value in saved.values if value is not None}
    return "var done = 0;" + _RESTORE % json.dumps(olds) + _PRINT % "done"


CURRENT_SCRIPT = _CURRENT


class KdeBackend:
    """Sets one picture for each screen through the scripting of Plasma's shell."""

    name = "KDE Plasma"
    capabilities = Capabilities(spans=False, per_monitor=True, restores=True)

    def __init__(self, runner: Runner, find_program: Callable[[str], str | None]) -> None:
        """Take the runner, and what tells where a program lies (`shutil.which`)."""
        self._runner = runner
        self._find_program = find_program

    def current(self) -> SavedWallpaper:
        """Read plugin, picture and fill mode of every desktop, those of other activities too."""
        pairs = json.loads(self._evaluate(CURRENT_SCRIPT))
        return SavedWallpaper(self.name, tuple((key, json.dumps(old)) for key, old in pairs))

    def apply(self, pictures: PictureSet) -> None:
        """Show the pictures on the screens, counted from left to right."""
        check_spread(pictures, self.capabilities, self.name)
        self._change(apply_script(pictures))

    def restore(self, saved: SavedWallpaper) -> None:
        """Give every desktop its plugin and picture back."""
        check_origin(saved, self.name)
        self._change(restore_script(saved))

    def login_hint(self, pictures: PictureSet) -> None:
        """Return None: Plasma keeps it."""

    def _change(self, script: str) -> None:
        if json.loads(self._evaluate(script)) == 0:
            raise WallpaperError(
                "Plasma has no desktop for these pictures; "
                "check the monitors in the size panel, then set the wallpaper again."
            )

    def _evaluate(self, script: str) -> str:
        reply = answer(self._runner, plasma_call(script, self._find_program), self.name)
        match = _ANSWER.search(reply)
        if not match:
            raise WallpaperError(_refusal(reply))
        return unquote(match[1])


def _refusal(reply: str) -> str:
    if "locked" in reply.lower():
        return "Plasma's widgets are locked; unlock them, then set the wallpaper again."
    return (
        "Plasma gave no usable answer to the request for a new wallpaper; "
        "try again, or set the saved picture by hand."
    )
