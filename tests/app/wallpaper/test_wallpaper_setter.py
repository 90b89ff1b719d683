from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from fake_runner import Answer, FakeRunner
from PIL import Image

from app.monitors import Gap, Layout, Monitor
from app.wallpaper.custom_command import CustomCommandBackend
from app.wallpaper.gsettings import GNOME, GSettingsBackend
from app.wallpaper.picture_store import PictureStore
from app.wallpaper.protocol import Spread, WallpaperError
from app.wallpaper.sway import SwayBackend
from app.wallpaper.wallpaper_setter import WallpaperSetter
from infinitygan.geometry import Rect, Size

MM = 25.4 / 96  # one logical px, where the physical size is unknown
TWO = Layout(
    (
        Monitor("L", Size(40, 60), Rect.at(0, 0, 40, 60)),
        Monitor("R", Size(40, 30), Rect.at(0, 60, 40, 30)),
    ),
    (Gap("L", "R", 10 * MM),),
)


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    pixels = np.random.default_rng(7).integers(0, 256, (height, width, 3), np.uint8)
    return Image.fromarray(pixels).convert(mode)


def store_in(folder: Path) -> PictureStore:
    ticks = count()
    return PictureStore(folder, lambda: datetime(2026, 1, 1) + timedelta(seconds=next(ticks)))


def pixels_of(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        assert (picture.format, picture.mode) == ("PNG", "RGB")
        return np.asarray(picture)


def sway_setter(folder: Path) -> WallpaperSetter:
    return WallpaperSetter(SwayBackend(FakeRunner(), lambda _: []), store_in(folder))


def gnome(settings: dict[str, str]) -> GSettingsBackend:
    """Build a GNOME that keeps its settings in a dict."""

    def reply(argv: list[str]) -> str | Answer | None:
        verb, key = argv[1], argv[3] if len(argv) > 3 else ""
        if verb == "list-keys":
            return "\n".join(settings)
        if verb == "get":
            return settings[key]
        settings[key] = argv[4]
        return None

    return GSettingsBackend(GNOME, FakeRunner(reply))


def fresh_settings() -> dict[str, str]:
    return {
        "picture-options": "'zoom'",
        "picture-uri": "'file:///old.jpg'",
        "picture-uri-dark": "'file:///old-dark.jpg'",
    }


def test_every_monitor_gets_its_own_pixels_without_the_gap(tmp_path: Path) -> None:
    canvas = noise(100, 40)
    change = sway_setter(tmp_path).set_wallpaper(canvas, TWO)
    whole = np.asarray(canvas)
    left, right = (pixels_of(picture.path) for picture in change.pictures.pictures)
    np.testing.assert_array_equal(left, whole[:, :60])
    np.testing.assert_array_equal(right, whole[:, 70:])


def test_a_spanning_desktop_gets_one_file_with_the_gap_cut_out(tmp_path: Path) -> None:
    canvas = noise(100, 40)
    setter = WallpaperSetter(gnome(fresh_settings()), store_in(tmp_path))
    change = setter.set_wallpaper(canvas, TWO)
    whole = np.asarray(canvas)
    expected = np.concatenate([whole[:, :60], whole[:, 70:]], axis=1)
    np.testing.assert_array_equal(pixels_of(change.pictures.first), expected)


def test_a_larger_canvas_is_scaled_to_the_monitors(tmp_path: Path) -> None:
    canvas = Image.new("RGB", (200, 200), (10, 200, 30))
    change = sway_setter(tmp_path).set_wallpaper(canvas, TWO)
    shapes = [pixels_of(picture.path).shape for picture in change.pictures.pictures]
    assert shapes == [(40, 60, 3), (40, 30, 3)]
    assert (pixels_of(change.pictures.first) == (10, 200, 30)).all()


def test_a_canvas_with_transparency_becomes_plain(tmp_path: Path) -> None:
    change = sway_setter(tmp_path).set_wallpaper(noise(100, 40, "RGBA"), TWO)
    assert pixels_of(change.pictures.first).shape == (40, 60, 3)


def test_one_monitor_alone_is_set(tmp_path: Path) -> None:
    change = sway_setter(tmp_path).set_wallpaper(noise(30, 40), TWO, only="R")
    assert [(p.monitor, p.order) for p in change.pictures.pictures] == [("R", 1)]
    assert change.login_hint
    assert change.login_hint.startswith('output "R" bg')


def test_restore_brings_the_old_settings_back(tmp_path: Path) -> None:
    settings = fresh_settings()
    setter = WallpaperSetter(gnome(settings), store_in(tmp_path))
    change = setter.set_wallpaper(noise(100, 40), TWO)
    assert change.pictures.spread is Spread.SPAN
    assert settings["picture-options"] == "'spanned'"
    assert settings["picture-uri"] == settings["picture-uri-dark"]
    setter.restore(change)
    assert settings == fresh_settings()


def test_old_files_go_but_the_previous_wallpaper_stays(tmp_path: Path) -> None:
    setter = WallpaperSetter(gnome(fresh_settings()), store_in(tmp_path))
    changes = [setter.set_wallpaper(noise(100, 40), TWO) for _ in range(6)]
    assert len(list(tmp_path.iterdir())) == 3
    assert changes[-1].pictures.first.exists()
    assert changes[-2].pictures.first.exists()


def test_a_refusal_halfway_puts_the_old_settings_back(tmp_path: Path) -> None:
    settings = fresh_settings()
    working = gnome(settings)

    class Failing(GSettingsBackend):
        def apply(self, pictures: object) -> None:
            settings["picture-options"] = "'spanned'"
            raise WallpaperError("Halfway.")

    failing = Failing(GNOME, working._runner)
    with pytest.raises(WallpaperError, match="Halfway"):
        WallpaperSetter(failing, store_in(tmp_path)).set_wallpaper(noise(100, 40), TWO)
    assert settings == fresh_settings()


def test_a_full_disk_leaves_no_file_and_asks_no_desktop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_up(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Image.Image, "save", fill_up)
    runner = FakeRunner()
    setter = WallpaperSetter(SwayBackend(runner, lambda _: []), store_in(tmp_path))
    with pytest.raises(WallpaperError, match=r"No space left.*free some space"):
        setter.set_wallpaper(noise(100, 40), TWO)
    assert list(tmp_path.iterdir()) == []
    assert runner.calls == []


def test_what_is_unknown_cannot_be_restored(tmp_path: Path) -> None:
    backend = CustomCommandBackend(FakeRunner(), "feh {image}")
    setter = WallpaperSetter(backend, store_in(tmp_path))
    change = setter.set_wallpaper(noise(100, 40), TWO)
    assert change.previous is None
    with pytest.raises(WallpaperError, match="choose it by hand"):
        setter.restore(change)
