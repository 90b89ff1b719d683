"""Wallpaper daemons of Wayland compositors: hyprpaper (Hyprland), swww and its successor awww."""

import re
from collections.abc import Iterable

from app.wallpaper.commands import Runner, answer, succeeds
from app.wallpaper.protocol import (
    Capabilities,
    PictureSet,
    SavedWallpaper,
    Spread,
    WallpaperError,
    check_origin,
    check_spread,
)

_PER_OUTPUT = Capabilities(spans=False, per_monitor=True, restores=True)
SWWW_PROGRAMS = ("awww", "swww")  # the newer name first

# "DP-1: 3840x2160, scale: 1, currently displaying: image: /pictures/a.png"; newer ones lead with
# the namespace, ": DP-1: ...".
_SWWW_LINE = re.compile(r"(?:\S*: )?(?P<output>\S+): \d+x\d+, .*?image: (?P<path>.+)")
_HYPRPAPER_LINE = re.compile(r"(?P<output>\S*) = (?P<path>/.+)")


class SwwwBackend:
    """Sets a picture for each output through swww or awww, which remember it themselves."""

    capabilities = _PER_OUTPUT

    def __init__(self, runner: Runner, program: str) -> None:
        self._runner = runner
        self._program = program

    @property
    def name(self) -> str:
        """Return the daemon's name."""
        return self._program

    def current(self) -> SavedWallpaper:
        """Read the picture of every output; one that shows a plain colour is left out."""
        reply = answer(self._runner, [self._program, "query"], self.name)
        return _saved(self.name, _SWWW_LINE, reply)

    def apply(self, pictures: PictureSet) -> None:
        """Show each picture on its output."""
        check_spread(pictures, self.capabilities, self.name)
        for output, path in _targets(pictures):
            self._show(output, path)

    def restore(self, saved: SavedWallpaper) -> None:
        """Show the saved pictures again."""
        check_origin(saved, self.name)
        for output, path in saved.values:
            if path is not None:
                self._show(output, path)

    def login_hint(self, pictures: PictureSet) -> None:
        """Return None: the daemon keeps a cache."""

    def _show(self, output: str, path: str) -> None:
        outputs = ["--outputs", output] if output else []
        argv = [self._program, "img", *outputs, "--resize", "crop", path]
        answer(self._runner, argv, self.name)


class HyprpaperBackend:
    """Sets a picture for each output through hyprpaper."""

    name = "Hyprland"
    capabilities = _PER_OUTPUT

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    def current(self) -> SavedWallpaper:
        """Read the picture of every output."""
        return _saved(self.name, _HYPRPAPER_LINE, self._hyprpaper("listactive"))

    def apply(self, pictures: PictureSet) -> None:
        """Show each picture on its output, and forget those no output shows."""
        check_spread(pictures, self.capabilities, self.name)
        self._show_all(_targets(pictures))

    def restore(self, saved: SavedWallpaper) -> None:
        """Show the saved pictures again."""
        check_origin(saved, self.name)
        self._show_all([(output, path) for output, path in saved.values if path is not None])

    def login_hint(self, pictures: PictureSet) -> str:
        """Return the lines for hyprpaper.conf."""
        targets = _targets(pictures)
        preloads = dict.fromkeys(f"preload = {path}" for _, path in targets)
        return "\n".join([*preloads, *(f"wallpaper = {out},{path}" for out, path in targets)])

    def _show_all(self, targets: Iterable[tuple[str, str]]) -> None:
        for output, path in targets:
            # Releases since 0.8 load by themselves and refuse the word, so only the next counts.
            self._runner(["hyprctl", "hyprpaper", "preload", path])
            self._hyprpaper("wallpaper", f"{output},{path}")
        self._runner(["hyprctl", "hyprpaper", "unload", "unused"])

    def _hyprpaper(self, *arguments: str) -> str:
        reply = answer(self._runner, ["hyprctl", "hyprpaper", *arguments], self.name)
        if re.match(r"\s*(error|invalid|couldn't|wallpaper failed)", reply, re.IGNORECASE):
            cause = reply.strip().splitlines()[0].rstrip(".")
            raise WallpaperError(
                f"Hyprland refused the wallpaper (hyprpaper: {cause}); "
                "start hyprpaper, then try again."
            )
        return reply


def wayland_daemon(runner: Runner) -> SwwwBackend | None:
    """Return the backend of the swww-like daemon that answers; None where none runs."""
    for program in SWWW_PROGRAMS:
        if succeeds(runner, [program, "query"]):
            return SwwwBackend(runner, program)
    return None


def _targets(pictures: PictureSet) -> list[tuple[str, str]]:
    """Return (output, path); an empty output means every one."""
    if pictures.spread is Spread.ZOOM:
        return [("", str(pictures.first))]
    return [(picture.monitor, str(picture.path)) for picture in pictures.pictures]


def _saved(backend: str, line: re.Pattern[str], reply: str) -> SavedWallpaper:
    matches = (line.fullmatch(text.strip()) for text in reply.splitlines())
    return SavedWallpaper(backend, tuple((m["output"], m["path"]) for m in matches if m))
