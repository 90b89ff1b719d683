"""Where wallpapers live: new names for every set, old sets deleted unless they are in use.

Desktops read the file again at every login, so it must not lie in a temporary folder; and some
keep the old picture when a path comes back, so no name is used twice.
"""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import platformdirs

from app.wallpaper.protocol import SavedWallpaper, WallpaperError

SUFFIX = ".png"  # Windows would squeeze a JPEG once more
KEPT_SETS = 3

_SET = re.compile(r"everscape-wallpaper-(?P<stamp>\d{8}-\d{6}-\d{6})(-.*)?\.png")
_UNSAFE = re.compile(r"[^A-Za-z0-9-]+")

_log = logging.getLogger(__name__)


def default_folder() -> Path:
    """Return the folder for wallpapers, which no cleaner empties."""
    return Path(platformdirs.user_data_dir("everscape", appauthor=False)) / "wallpapers"


@dataclass(frozen=True)
class PictureStore:
    """A folder of sets of pictures."""

    folder: Path
    clock: Callable[[], datetime] = datetime.now

    def new_paths(self, labels: Sequence[str]) -> tuple[Path, ...]:
        """Name the files of a new set, one for each label, and make the folder.

        Raises: WallpaperError: if the folder cannot be made.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WallpaperError(
                f"The folder '{self.folder}' cannot be made ({error.strerror}); "
                "free some space or check its permissions, then try again."
            ) from error
        stamp = self.clock().strftime("%Y%m%d-%H%M%S-%f")
        return tuple(
            (self.folder / f"everscape-wallpaper-{stamp}{_ending(i, label)}{SUFFIX}").absolute()
            for i, label in enumerate(labels)
        )

    def prune(self, in_use: Sequence[SavedWallpaper | None]) -> tuple[Path, ...]:
        """Delete all but the newest sets and those that a saved wallpaper mentions.

        Returns: the deleted files.
        """
        sets = self._sets()
        old = sorted(sets)[:-KEPT_SETS]
        doomed = [paths for paths in map(sets.__getitem__, old) if not _in_use(paths, in_use)]
        return tuple(path for paths in doomed for path in paths if _deleted(path))

    def _sets(self) -> dict[str, list[Path]]:
        sets: dict[str, list[Path]] = {}
        for path in sorted(self.folder.glob("everscape-wallpaper-*.png")):
            match = _SET.fullmatch(path.name)
            if match:
                sets.setdefault(match["stamp"], []).append(path)
        return sets


def _ending(index: int, label: str) -> str:
    """Write the label so that no desktop's quoting can fail on it."""
    safe = _UNSAFE.sub("-", label).strip("-")
    return f"-{index + 1}-{safe}" if safe else f"-{index + 1}"


def _in_use(paths: Sequence[Path], saved: Sequence[SavedWallpaper | None]) -> bool:
    return any(one.mentions(path) for one in saved if one for path in paths)


def _deleted(path: Path) -> bool:
    try:
        path.unlink()
    except OSError as error:
        _log.warning("an old wallpaper could not be deleted: %s", error.strerror)
        return False
    return True
