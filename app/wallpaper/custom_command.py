"""The user's own command, for every desktop that we do not know."""

import shlex

from app.wallpaper.commands import Runner, answer
from app.wallpaper.protocol import (
    Capabilities,
    Picture,
    PictureSet,
    SavedWallpaper,
    WallpaperError,
    check_spread,
)

IMAGE = "{image}"
MONITOR = "{monitor}"


def parse_template(template: str) -> tuple[str, ...]:
    """Split a command such as 'feh --bg-scale {image}' into its arguments; no shell reads it.

    Raises: ValueError: if it is empty, has an open quote, or nowhere takes a picture.
    """
    try:
        words = tuple(shlex.split(template))
    except ValueError as error:
        raise ValueError(f"the command '{template}' has an open quote; close it") from error
    if not words:
        raise ValueError("the command is empty; write one such as: feh --bg-scale {image}")
    if not any(IMAGE in word for word in words):
        raise ValueError(f"the command '{template}' needs {IMAGE} where the picture's path goes")
    return words


class CustomCommandBackend:
    """Runs the user's command: for each monitor where it names {monitor}, else once."""

    name = "your own command"

    def __init__(self, runner: Runner, template: str) -> None:
        """Take a command template.

        Raises: ValueError: if it is no such template.
        """
        self._runner = runner
        self._words = parse_template(template)
        per_monitor = any(MONITOR in word for word in self._words)
        self.capabilities = Capabilities(
            spans=not per_monitor, per_monitor=per_monitor, restores=False
        )

    def current(self) -> None:
        """Return None: a command tells nothing."""

    def apply(self, pictures: PictureSet) -> None:
        """Run the command with the paths filled in."""
        check_spread(pictures, self.capabilities, self.name)
        for picture in pictures.pictures:
            answer(self._runner, self._filled(picture), "Your desktop")

    def restore(self, saved: SavedWallpaper) -> None:
        """Refuse: nothing was saved.

        Raises: WallpaperError: always.
        """
        raise WallpaperError(
            f"The previous wallpaper of {saved.backend} is not known; choose it by hand."
        )

    def login_hint(self, pictures: PictureSet) -> str:
        """Return the command lines to run at login."""
        return "\n".join(shlex.join(self._filled(picture)) for picture in pictures.pictures)

    def _filled(self, picture: Picture) -> list[str]:
        return [
            word.replace(MONITOR, picture.monitor).replace(IMAGE, str(picture.path))
            for word in self._words
        ]
