"""The program's settings: one versioned JSON file of typed values, and the folders of its files.

Window geometry is not here: Qt keeps it. A file that cannot be read is kept as `.bak`, and the
defaults are used; the program says so once.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from platformdirs import PlatformDirs
from PySide6.QtCore import QObject, Signal

from app.export_choices import DEFAULT_CHOICES, ExportChoices
from app.monitor_setups import MonitorSetup
from infinitygan.atomic_file import replacing
from infinitygan.checks import FieldError, check_flag, check_items, check_text, check_whole
from infinitygan.scene_json import SceneFileError, decode, encode, migrated, parse_json

log = logging.getLogger(__name__)


def _without_shared_gap(values: dict[str, Any]) -> dict[str, Any]:
    """Format 1 had one gap for all monitors anywhere, which no set of monitors can inherit."""
    return {key: value for key, value in values.items() if key not in ("gap_mm", "physical_match")}


SETTINGS_MIGRATIONS: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = (_without_shared_gap,)
MAX_RECENT = 10
MIN_PICTURE_MB = 64
MAX_PICTURE_MB = 8192
THEMES = ("system", "light", "dark")
OVERLAYS = ("monitors", "thirds", "taskbar")


@dataclass(frozen=True)
class Settings:
    """What the user chose.

    Attributes:
        theme: "system", "light" or "dark".
        device: key of the device to render on; "auto" is the quickest.
        model_folder: of an own model; empty: the bundled one.
        picture_memory_mb: how much of rendered pictures stays in memory.
        overlays: which lines are drawn over the picture.
        monitor_setups: gaps and diagonals of sets of monitors, the last changed first.
        recent_files: paths of projects, the newest first.
        opens_last: whether a start opens the last project instead of a new landscape.
        seen_hints: names of first-run hints that were shown.
        language: such as "de"; empty: as the system.
        wallpaper_command: of the user's own, with {image} in it; empty: the desktop's way.
        export: the last choices of the export dialog.
    """

    theme: str = "system"
    device: str = "auto"
    model_folder: str = ""
    picture_memory_mb: int = 384
    overlays: tuple[str, ...] = ()
    monitor_setups: tuple[MonitorSetup, ...] = ()
    recent_files: tuple[str, ...] = ()
    opens_last: bool = False
    seen_hints: tuple[str, ...] = ()
    language: str = ""
    wallpaper_command: str = ""
    export: ExportChoices = DEFAULT_CHOICES

    def __post_init__(self) -> None:
        if self.theme not in THEMES:
            raise FieldError("theme", f"must be one of {', '.join(THEMES)}, not {self.theme!r}")
        check_text("device", self.device)
        check_whole("picture_memory_mb", self.picture_memory_mb, MIN_PICTURE_MB, MAX_PICTURE_MB)
        check_items("overlays", self.overlays, str, "text")
        check_items("monitor_setups", self.monitor_setups, MonitorSetup, "a MonitorSetup")
        check_items("recent_files", self.recent_files, str, "text")
        check_flag("opens_last", self.opens_last)
        check_text("language", self.language)
        check_text("wallpaper_command", self.wallpaper_command)

    @property
    def own_model(self) -> Path | None:
        """Return the folder of the user's own model; None: the bundled one is wanted."""
        return Path(self.model_folder) if self.model_folder else None

    @property
    def last_project(self) -> Path | None:
        """Return the project that was opened or saved last, be it there or not."""
        return Path(self.recent_files[0]) if self.recent_files else None

    def with_recent_file(self, path: Path) -> "Settings":
        """Return the settings with a project at the head of the recent ones."""
        others = tuple(text for text in self.recent_files if text != str(path))
        return replace(self, recent_files=(str(path), *others)[:MAX_RECENT])

    def without_recent_file(self, path: Path) -> "Settings":
        """Return the settings without a project that is gone."""
        return replace(
            self, recent_files=tuple(text for text in self.recent_files if text != str(path))
        )


@dataclass(frozen=True)
class Folders:
    """Where the program keeps its own files."""

    config: Path
    data: Path
    state: Path
    cache: Path

    @staticmethod
    def of_user() -> "Folders":
        """Return the folders that the platform has for this user; none of them is made yet."""
        found = PlatformDirs("everscape", appauthor=False)
        return Folders(
            found.user_config_path,
            found.user_data_path,
            found.user_state_path,
            found.user_cache_path,
        )

    @staticmethod
    def under(root: Path) -> "Folders":
        """Return folders below one root."""
        return Folders(root / "config", root / "data", root / "state", root / "cache")


class SettingsStore(QObject):
    """Holds the settings, writes each change, and tells who listens."""

    changed = Signal(object)  # Settings

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.settings, self.problem = _read(path)

    def change(self, **values: object) -> None:
        """Set fields of the settings by name, and write them."""
        self.put(replace(self.settings, **values))  # pyright: ignore[reportArgumentType]

    def put(self, settings: Settings) -> None:
        """Take over settings, and write them."""
        if settings == self.settings:
            return
        self.settings = settings
        try:
            _write(self._path, settings)
        except OSError:
            log.warning("the settings cannot be written", exc_info=True)
        self.changed.emit(settings)


def _read(path: Path) -> tuple[Settings, str]:
    """Return the settings of a file and, if it was unreadable, why."""
    try:
        data = migrated(parse_json(path.read_bytes()), SETTINGS_MIGRATIONS)
        return decode(Settings, data, ""), ""
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, SceneFileError) as error:
        log.warning("the settings cannot be read: %s", error)
        set_aside(path)
        return Settings(), str(error)


def set_aside(path: Path) -> None:
    """Keep a file that cannot be read as `.bak`, so that the next write does not destroy it."""
    try:
        path.replace(path.with_name(path.name + ".bak"))
    except OSError:
        log.warning("%s cannot be set aside", path.name, exc_info=True)


def _write(path: Path, settings: Settings) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = {"format": 1 + len(SETTINGS_MIGRATIONS), **encode(settings)}
    with replacing(path) as stream:
        stream.write(json.dumps(data, indent=2, ensure_ascii=False).encode())
