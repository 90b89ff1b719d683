"""What a desktop does for us: PictureSet in, SavedWallpaper out, WallpaperError when it fails.

A backend talks to one desktop. It is free of Qt widgets and may block for seconds: call it from a
worker thread.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol


class WallpaperError(Exception):
    """The wallpaper could not be set; the text is one sentence with cause and remedy."""


class Spread(Enum):
    """How a set of pictures covers the monitors."""

    SPAN = "span"  # one picture over all monitors
    EACH = "each"  # every picture on its own monitor
    ZOOM = "zoom"  # one picture, repeated on every monitor, cropped to fill it


@dataclass(frozen=True)
class Picture:
    """A picture file, and the monitor it is for.

    `order` counts the desktop's monitors from left to right, then from top to bottom: desktops
    that name them differently than Qt are asked by it.
    """

    path: Path
    monitor: str = ""  # empty: not for one monitor
    order: int = 0

    def __post_init__(self) -> None:
        if not self.path.is_absolute():
            raise ValueError(f"a desktop needs an absolute path, not '{self.path}'")


@dataclass(frozen=True)
class PictureSet:
    """What to show: one picture, or one for each of some monitors."""

    spread: Spread
    pictures: tuple[Picture, ...]

    def __post_init__(self) -> None:
        if not self.pictures:
            raise ValueError("a picture set needs at least one picture")
        if self.spread is not Spread.EACH and len(self.pictures) > 1:
            raise ValueError(f"'{self.spread.value}' takes one picture, not {len(self.pictures)}")

    @property
    def first(self) -> Path:
        """Return the only, or the leftmost, picture."""
        return self.pictures[0].path

    def for_monitor(self, name: str, order: int) -> Path | None:
        """Return the picture of a monitor, by name or else by place; None where it has none."""
        if self.spread is not Spread.EACH:
            return self.first
        by_name = [p.path for p in self.pictures if p.monitor == name]
        by_order = [p.path for p in self.pictures if p.order == order]
        return (by_name or by_order or [None])[0]


@dataclass(frozen=True)
class Capabilities:
    """What a desktop offers."""

    spans: bool  # one picture over all monitors
    per_monitor: bool  # a picture for each monitor
    restores: bool  # tells what it showed before, so that it can be put back
    asks_user: bool = False  # shows a dialog of its own before it changes anything


@dataclass(frozen=True)
class SavedWallpaper:
    """Settings of one desktop before a change, as (key, value); a value None means 'was unset'."""

    backend: str
    values: tuple[tuple[str, str | None], ...]

    def mentions(self, path: Path) -> bool:
        """Tell whether the desktop showed this file; only the name is compared, as URIs differ."""
        return any(value is not None and path.name in value for _, value in self.values)


class WallpaperBackend(Protocol):
    """One desktop."""

    @property
    def name(self) -> str:
        """Return the desktop's name, as people say it."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """Return what the desktop offers."""
        ...

    def current(self) -> SavedWallpaper | None:
        """Read the settings that `apply` changes; None where the desktop does not tell.

        Raises: WallpaperError: if the desktop does not answer.
        """
        ...

    def apply(self, pictures: PictureSet) -> None:
        """Show the pictures.

        Raises:
            WallpaperError: if the desktop refuses.
            ValueError: if the desktop has no such spread.
        """
        ...

    def restore(self, saved: SavedWallpaper) -> None:
        """Put the settings of `current` back.

        Raises: WallpaperError: if the desktop refuses.
        """
        ...

    def login_hint(self, pictures: PictureSet) -> str | None:
        """Return lines for the user's own start-up file; None: the desktop remembers by itself."""
        ...


def check_spread(pictures: PictureSet, capabilities: Capabilities, desktop: str) -> None:
    """Refuse what a desktop cannot show.

    Raises: ValueError: if the spread is not offered.
    """
    offered = {
        Spread.SPAN: capabilities.spans,
        Spread.EACH: capabilities.per_monitor,
        Spread.ZOOM: True,
    }
    if not offered[pictures.spread]:
        raise ValueError(f"{desktop} cannot show pictures as '{pictures.spread.value}'")


def check_origin(saved: SavedWallpaper, desktop: str) -> None:
    """Refuse settings of another desktop.

    Raises: ValueError: if they were not saved from `desktop`.
    """
    if saved.backend != desktop:
        raise ValueError(f"settings of {saved.backend} cannot be restored on {desktop}")


def saved_value(values: Sequence[tuple[str, str | None]], key: str) -> str | None:
    """Return the value of a key; None where it was unset or not saved."""
    return dict(values).get(key)
