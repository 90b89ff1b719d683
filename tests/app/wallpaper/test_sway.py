from pathlib import Path

import pytest
from fake_runner import FakeRunner

from app.wallpaper.protocol import Picture, PictureSet, SavedWallpaper, Spread, WallpaperError
from app.wallpaper.sway import SwayBackend, read_processes, sway_path

EACH = PictureSet(
    Spread.EACH, (Picture(Path("/p/a b.png"), "DP-1", 0), Picture(Path("/p/ü.png"), "DP-2", 1))
)
SWAYBG = (
    "/usr/bin/swaybg -o DP-1 -i /old.png -m stretch -o DP-2 -m solid_color -c #112233 "
    "--output HDMI-A-1 --image /new.png --mode fill"
)


def backend_of(swaybg: str = "") -> tuple[SwayBackend, FakeRunner]:
    runner = FakeRunner()
    return SwayBackend(runner, lambda _: [swaybg.split()] if swaybg else []), runner


def test_each_output_gets_its_picture() -> None:
    backend, runner = backend_of()
    backend.apply(EACH)
    assert runner.calls == [
        ["swaymsg", "output", '"DP-1"', "bg", '"/p/a\\ b.png"', "fill"],
        ["swaymsg", "output", '"DP-2"', "bg", '"/p/ü.png"', "fill"],
    ]


def test_one_picture_goes_to_every_output() -> None:
    backend, runner = backend_of()
    backend.apply(PictureSet(Spread.ZOOM, (Picture(Path("/p/a.png")),)))
    assert runner.calls == [["swaymsg", "output", "*", "bg", '"/p/a.png"', "fill"]]


@pytest.mark.parametrize(
    ("path", "quoted"),
    [  # each was shown by Sway 1.7
        ("/it's.png", '"/it\\\'s.png"'),
        ('/q"q.png', '"/q\\"q.png"'),
        ("/d$HOME.png", '"/d\\$HOME.png"'),
        ("/a`b`;c.png", '"/a\\`b\\`\\;c.png"'),
        ("/back\\slash.png", '"/back\\\\slash.png"'),
        ("/c,d 桌.png", '"/c,d\\ 桌.png"'),
    ],
)
def test_a_path_is_quoted_for_sway_and_its_expansion(path: str, quoted: str) -> None:
    assert sway_path(Path(path)) == quoted


def test_the_old_pictures_are_read_from_swaybg_and_restored() -> None:
    backend, runner = backend_of(SWAYBG)
    saved = backend.current()
    assert saved.values == (
        ("DP-1", "stretch:/old.png"),
        ("DP-2", "solid_color:#112233"),
        ("HDMI-A-1", "fill:/new.png"),
    )
    backend.restore(saved)
    assert runner.calls == [
        ["swaymsg", "output", '"DP-1"', "bg", '"/old.png"', "stretch"],
        ["swaymsg", "output", '"DP-2"', "bg", "#112233", "solid_color"],
        ["swaymsg", "output", '"HDMI-A-1"', "bg", '"/new.png"', "fill"],
    ]


def test_no_background_is_restored_as_black() -> None:
    backend, runner = backend_of()
    backend.restore(backend.current())
    assert runner.calls == [["swaymsg", "output", "*", "bg", "#000000", "solid_color"]]


def test_the_reason_is_read_from_swaymsgs_json() -> None:
    told = '[\n {\n "success": false,\n "error": "Invalid \\"bg\\"" }\n]\n'
    backend = SwayBackend(FakeRunner(lambda _: (2, told, "")), lambda _: [])
    with pytest.raises(WallpaperError, match=r'swaymsg: Invalid "bg"\)'):
        backend.apply(EACH)


def test_the_login_hint_is_lines_of_the_configuration() -> None:
    backend, _ = backend_of()
    assert backend.login_hint(EACH).splitlines() == [
        'output "DP-1" bg "/p/a\\ b.png" fill',
        'output "DP-2" bg "/p/ü.png" fill',
    ]


def test_a_span_is_refused() -> None:
    with pytest.raises(ValueError, match="Sway cannot show"):
        backend_of()[0].apply(PictureSet(Spread.SPAN, (Picture(Path("/a.png")),)))


def test_settings_of_another_desktop_are_refused() -> None:
    with pytest.raises(ValueError, match="GNOME"):
        backend_of()[0].restore(SavedWallpaper("GNOME", ()))


def test_processes_are_found_by_program_name(tmp_path: Path) -> None:
    for number, command in (
        ("1", b"init\0"),
        ("20", b"/usr/bin/swaybg\0-i\0/a b.png\0"),
        ("21", b""),
    ):
        (tmp_path / number).mkdir()
        (tmp_path / number / "cmdline").write_bytes(command)
    (tmp_path / "22" / "cmdline").mkdir(parents=True)  # cannot be read
    assert read_processes("swaybg", tmp_path) == (("/usr/bin/swaybg", "-i", "/a b.png"),)
