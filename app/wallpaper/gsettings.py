"""GNOME and its relatives, Cinnamon and MATE: the wallpaper is a few keys of gsettings."""

import re
from dataclasses import dataclass
from pathlib import Path

from app.wallpaper.commands import Runner, answer
from app.wallpaper.protocol import (
    Capabilities,
    PictureSet,
    SavedWallpaper,
    Spread,
    check_origin,
    check_spread,
)

_OPTIONS = {Spread.SPAN: "spanned", Spread.ZOOM: "zoom"}
_PLAIN = re.compile(r"[ -&(-\[\]-~]")  # printable ASCII but the quote and the backslash


@dataclass(frozen=True)
class GSettingsSchema:
    """The keys of one desktop."""

    desktop: str
    schema: str
    picture_keys: tuple[str, ...]
    takes_uri: bool  # else a plain path
    options_key: str = "picture-options"


GNOME = GSettingsSchema(
    "GNOME",
    "org.gnome.desktop.background",
    # Without the second key the old picture stays in dark mode; releases before 42 lack it.
    ("picture-uri", "picture-uri-dark"),
    takes_uri=True,
)
CINNAMON = GSettingsSchema(
    "Cinnamon", "org.cinnamon.desktop.background", ("picture-uri",), takes_uri=True
)
MATE = GSettingsSchema("MATE", "org.mate.background", ("picture-filename",), takes_uri=False)


def gvariant_string(text: str) -> str:
    """Write a string as gsettings reads it, in pure ASCII, so that no locale can garble it."""
    return "'" + "".join(c if _PLAIN.match(c) else _escaped(c) for c in text) + "'"


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


class GSettingsBackend:
    """Sets the picture through gsettings; one picture spans all monitors."""

    capabilities = Capabilities(spans=True, per_monitor=False, restores=True)

    def __init__(self, schema: GSettingsSchema, runner: Runner) -> None:
        self._schema = schema
        self._runner = runner

    @property
    def name(self) -> str:
        """Return the desktop's name."""
        return self._schema.desktop

    def current(self) -> SavedWallpaper:
        """Read the picture and its options as the text that `gsettings set` takes back."""
        values = ((key, self._gsettings("get", key).strip()) for key in self._keys())
        return SavedWallpaper(self.name, tuple(values))

    def apply(self, pictures: PictureSet) -> None:
        """Set the options first: a spanned picture must never be seen zoomed."""
        check_spread(pictures, self.capabilities, self.name)
        options_key, *picture_keys = self._keys()
        self._gsettings("set", options_key, gvariant_string(_OPTIONS[pictures.spread]))
        for key in picture_keys:
            self._gsettings("set", key, gvariant_string(self._address(pictures.first)))

    def restore(self, saved: SavedWallpaper) -> None:
        """Set the saved values again."""
        check_origin(saved, self.name)
        for key, value in saved.values:
            if value is not None:
                self._gsettings("set", key, value)

    def login_hint(self, pictures: PictureSet) -> None:
        """Return None: gsettings keeps it."""

    def _address(self, path: Path) -> str:
        return path.as_uri() if self._schema.takes_uri else str(path)

    def _keys(self) -> list[str]:
        """List our keys that this release of the desktop has, the options first."""
        known = self._gsettings("list-keys").split()
        wanted = (self._schema.options_key, *self._schema.picture_keys)
        optional = self._schema.picture_keys[1:]
        return [key for key in wanted if key in known or key not in optional]

    def _gsettings(self, verb: str, *arguments: str) -> str:
        argv = ["gsettings", verb, self._schema.schema, *arguments]
        return answer(self._runner, argv, self.name)
