import ast
from pathlib import Path

import pytest
from fake_runner import FakeRunner
from hypothesis import given
from hypothesis import strategies as st

from app.wallpaper.gsettings import (
    CINNAMON,
    GNOME,
    MATE,
    GSettingsBackend,
    GSettingsSchema,
    gvariant_string,
)
from app.wallpaper.protocol import Picture, PictureSet, Spread, WallpaperError

ODD = Path('/home/Żółć/it\'s "my" \\ 桌面/a b.png')
ODD_URI = (
    "'file:///home/%C5%BB%C3%B3%C5%82%C4%87/it%27s%20%22my%22%20%5C%20%E6%A1%8C%E9%9D%A2/a%20b.png'"
)
KEYS = "color-shading-type\npicture-options\npicture-uri\npicture-uri-dark\npicture-filename\n"


def backend_of(schema: GSettingsSchema, keys: str = KEYS) -> tuple[GSettingsBackend, FakeRunner]:
    def reply(argv: list[str]) -> str:
        return {"list-keys": keys, "get": f"'old {argv[-1]}'\n"}.get(argv[1], "")

    runner = FakeRunner(reply)
    return GSettingsBackend(schema, runner), runner


def changes(runner: FakeRunner) -> list[list[str]]:
    return [call[3:] for call in runner.calls if call[1] == "set"]


def one(spread: Spread, path: Path = ODD) -> PictureSet:
    return PictureSet(spread, (Picture(path),))


def test_gnome_gets_both_uris_and_the_span() -> None:
    backend, runner = backend_of(GNOME)
    backend.apply(one(Spread.SPAN))
    schema = "org.gnome.desktop.background"
    assert runner.calls == [
        ["gsettings", "list-keys", schema],
        ["gsettings", "set", schema, "picture-options", "'spanned'"],
        ["gsettings", "set", schema, "picture-uri", ODD_URI],
        ["gsettings", "set", schema, "picture-uri-dark", ODD_URI],
    ]


def test_an_old_gnome_is_not_asked_for_the_dark_uri() -> None:
    backend, runner = backend_of(GNOME, "picture-uri\npicture-options\n")
    backend.apply(one(Spread.ZOOM))
    assert changes(runner) == [["picture-options", "'zoom'"], ["picture-uri", ODD_URI]]


def test_cinnamon_has_no_dark_uri() -> None:
    backend, runner = backend_of(CINNAMON)
    backend.apply(one(Spread.SPAN))
    assert changes(runner) == [["picture-options", "'spanned'"], ["picture-uri", ODD_URI]]
    assert runner.calls[0][2] == "org.cinnamon.desktop.background"


def test_mate_takes_a_path() -> None:
    backend, runner = backend_of(MATE)
    backend.apply(one(Spread.SPAN, Path("/a/it's ü.png")))
    assert changes(runner)[1] == ["picture-filename", "'/a/it\\u0027s \\u00fc.png'"]


def test_restore_sends_the_old_values_again() -> None:
    backend, runner = backend_of(GNOME)
    saved = backend.current()
    runner.calls.clear()
    backend.restore(saved)
    assert changes(runner) == [
        ["picture-options", "'old picture-options'"],
        ["picture-uri", "'old picture-uri'"],
        ["picture-uri-dark", "'old picture-uri-dark'"],
    ]


def test_a_refusal_names_the_cause() -> None:
    runner = FakeRunner(lambda argv: (1, "", "The key is not writable\n") if "set" in argv else "")
    with pytest.raises(WallpaperError, match=r"GNOME refused .*key is not writable.*by hand\."):
        GSettingsBackend(GNOME, runner).apply(one(Spread.SPAN))


def test_pictures_for_single_monitors_are_refused() -> None:
    backend, runner = backend_of(GNOME)
    with pytest.raises(ValueError, match="GNOME cannot show"):
        backend.apply(one(Spread.EACH))
    assert runner.calls == []


@given(st.text())
def test_every_string_survives_its_quoting_in_pure_ascii(text: str) -> None:
    quoted = gvariant_string(text)
    assert quoted.isascii()
    # GVariant's escapes are a part of Python's.
    assert ast.literal_eval(quoted) == text
